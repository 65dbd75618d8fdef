package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// look is the world's looking again at all that waits. A parameter may be what
// something waits for: a server, a slot, a team, a lower threshold. So when one has
// moved, every mechanism in which something can wait looks at it afresh, once for
// all that moved at an instant. Which mechanism reads which parameter is written
// down nowhere, and so cannot be forgotten.
//
// What is not looked at again is how long a hold lasts that has begun: the work of a
// job at a desk, a latency, a rule's delay, the wait for a channel that is down, the
// time after which a parked message lapses, the period of a motion and the hold of
// an objection, the lead time of a change, and what has a term. These are drawn or
// told when they begin. Nor does it change what is done: what was credited, denied,
// listed or voted stays so.
type look struct {
	Cause journal.Link // the last record of what has moved
	Due   bool         // on the calendar
}

// scheduleRecheck puts the looking again on the calendar of this instant, because of a
// record; a millisecond later where the instant is in its closing round.
func (w changes) scheduleRecheck(cause journal.Link) {
	x := &w.Look[0]
	x.Cause = cause
	if x.Due {
		return
	}
	x.Due = true
	at := w.k.Now()
	if w.k.Closing() {
		at++
	}
	w.k.Schedule(at, sim.PhaseComplete, nobody, LooksDue, 0, 0)
}

// recheckDue looks again: because something has moved (Aux 0), or because what is left
// of a passing change of parameter Arg comes to another number now (Aux says how
// often that parameter was set when this was put on the calendar).
func (w changes) recheckDue(e sim.Event) {
	switch {
	case e.Aux == 0:
		w.Look[0].Due = false
	case w.Param[e.Arg].Sets != e.Aux:
		return
	default:
		w.scheduleFadeRecheck(model.ParamID(e.Arg))
	}
	for _, look := range looks {
		look(w.World)
	}
}

// scheduleFadeRecheck puts the next looking again on the calendar of a parameter that
// counts and of which a passing change is left. (What is no count moves all the
// time, and is looked at when something is recorded.)
func (w changes) scheduleFadeRecheck(id model.ParamID) {
	x := &w.Param[id]
	if w.spec.Params[id].Unit != model.Count || x.Fade == 0 {
		return
	}
	now := w.k.Now()
	was, at, same := w.fadedValue(id, now), w.spec.End+1, now
	for at-same > 1 { // it goes one way only
		if mid := same + (at-same)/2; w.fadedValue(id, mid) == was {
			same = mid
		} else {
			at = mid
		}
	}
	if at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseComplete, nobody, LooksDue, uint32(id), x.Sets)
	}
}
