package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// ClockID is a place in State.Clock; 0 none.
type ClockID uint32

// clock is a statutory time limit that runs. Its expiry is recorded and forces
// nothing.
type clock struct {
	ID    sim.ID
	Due   sim.Time
	Link  journal.Link // ClockStart
	Name  journal.Ref
	Owner journal.Ref // whom it binds
	Timer sim.Handle
	Over  bool
}

// run starts a clock that binds an agency.
func (w *World) run(id sim.ID, name, owner journal.Ref, limit sim.Time, cause journal.Link) ClockID {
	due := w.k.Now() + limit
	r := w.note(journal.ClockStart, owner, id)
	r.From = append(r.From, cause)
	r.Args[0], r.Args[1] = int64(name), int64(due)
	l := w.emit()
	w.Clock = append(w.Clock, clock{ID: id, Due: due, Link: l, Name: name, Owner: owner})
	c := ClockID(len(w.Clock) - 1)
	if due <= w.spec.End {
		w.k.Close(due, nobody, ClockDue, uint32(c), 0)
	}
	return c
}

// halt stops a clock in time or after it: what it asked has been done.
func (w *World) halt(c ClockID, cause journal.Link) {
	if c == 0 || w.Clock[c].Over {
		return
	}
	w.Clock[c].Over = true
	w.endClock(c, journal.Met, cause)
}

// prolong moves the instant at which a clock is due.
func (w *World) prolong(c ClockID, due sim.Time) {
	w.Clock[c].Due = due
	if due <= w.spec.End {
		w.k.Close(due, nobody, ClockDue, uint32(c), 0)
	}
}

// clockDue is the closing round of the instant at which a clock is due.
func (w *World) clockDue(e sim.Event) {
	c := ClockID(e.Arg)
	if w.Clock[c].Over || w.Clock[c].Due != w.k.Now() { // extended since
		return
	}
	w.Clock[c].Over = true
	w.endClock(c, journal.Expired, journal.Link{})
}

func (w *World) endClock(c ClockID, o journal.Outcome, cause journal.Link) {
	x := w.Clock[c]
	r := w.note(journal.ClockEnd, x.Owner, x.ID)
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	} else {
		w.waited(r, x.Link, journal.Decide, journal.Period, x.Name)
		r.Reason, r.Rule = journal.ClockExpired, x.Name
	}
	r.Args[0], r.Args[1], r.Args[2] = int64(x.Name), int64(o), int64(x.Due)
	w.emit()
}

// startClock starts, at delivery, the clock that a rule put on a request.
func (w *World) startClock(t TransitID) {
	tr := &w.Transit[t]
	if tr.Limit == None || tr.Request == 0 || tr.Msg != journal.Request {
		return
	}
	rule := &w.spec.Rules[tr.Limit]
	name := rule.Clock
	if name == 0 {
		name = rule.Ref
	}
	w.timed(tr.Request, w.run(tr.ID.Child(w.spec.Names.ID(name)), name, w.spec.Agencies[tr.To].Ref, rule.Limit, tr.Last))
}

// stopClock stops a request's clock when its answer is delivered.
func (w *World) stopClock(t TransitID) {
	tr := &w.Transit[t]
	w.halt(tr.Clock, tr.Last)
	if tr.Request != 0 && (tr.Msg == journal.Reply || tr.Msg == journal.Refusal) {
		w.halt(w.Request[tr.Request].Clock, tr.Last)
	}
}
