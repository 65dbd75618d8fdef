package agents

import (
	"entente/agents/model"
	"entente/sim"
)

// Offstage: a desk at which nothing but other business waits goes on by itself. Nobody looks
// at it then, so its arrivals, starts and ends need no place on the calendar: they are
// worked off in a loop of the desk's own (desk_open.go), in the order that the calendar
// would give them, as soon as somebody asks how things stand there. Jobs of the story may
// wait there for their turns (desk_turn.go). A job for which somebody may be called in, a
// change of a number that the desk goes by, and a queue that may grow too long call it back
// on stage, where all goes by the calendar.
//
// Which of the two ways a desk takes can be seen nowhere: no record, no draw and no
// count of events is another (TestOffstageIsUnseen). What makes it so is that desks
// with nothing but other business touch nothing outside themselves, and that what a
// desk does by itself has a place of its own among the events of an instant.
//
// What it saves, in processor time on a machine with two cores, by BenchmarkOffstage on
// twelve-nations: with all on the calendar a run takes 4.0 times as long. Of what it takes
// now, the story has 52 %, the draws of other business have 15 %, and the queues that they
// fill, on stage and off, the other 33 %. Did these queues cost nothing, it would
// be 6.0 times. The draws must be made, for each decides when something happens that
// is counted; a queue that nobody has looked at has to be gone through in its order, for
// other business comes in two precedences, and its ends decide how many events there are.
// Beside the engine before desks went on by themselves, at the commit ca53ae9, a run is 5.5
// times as fast, though its story has become dearer since.

// offstage is whether a desk goes on by itself, and what it has on the calendar.
type offstage struct {
	Arrival sim.Handle // on the calendar; offstage the one by which to look
	Flip    sim.Handle
	Away    bool
}

// scheduleArrival puts on the calendar the next arrival at a desk on stage; offstage, the
// first one at which its queue might be too long, or with which nothing is drawn beyond.
func (w backstage) scheduleArrival(d model.DeskID) {
	x, ahead := &w.Offstage[d], &w.Business[d]
	i := int(ahead.Next)
	if x.Away {
		i = min(i+w.roomInQueue(d), lookahead-1)
	}
	if x.Arrival = 0; ahead.At[i] != sim.Never {
		x.Arrival = w.k.Timer(ahead.At[i], sim.PhaseWorld, w.jobs.deskActor(d), BackgroundDue, uint32(d), 0)
	}
}

// roomInQueue is how many arrivals cannot make a desk's queue too long, and were there one
// more job of the story.
func (w backstage) roomInQueue(d model.DeskID) int {
	sp := &w.spec.Desks[d]
	if w.Param[sp.BacklogMax].Fade != 0 || w.Param[sp.Servers].Fade != 0 {
		return 0 // the limit moves by itself
	}
	limit := w.queues.backlogLimit(d)
	if limit <= 0 {
		return lookahead
	}
	return int(min(lookahead, max(0, limit-1-int64(w.Desk[d].Queued))))
}

// leaveStage lets a desk go on by itself: only other business lies there.
func (w backstage) leaveStage(d model.DeskID) {
	x := &w.Offstage[d]
	if !w.spec.Desks[d].Loaded {
		return
	}
	if w.onstage || !w.canBeAlone(d) {
		if x.Arrival == 0 {
			w.scheduleArrival(d)
		}
		return
	}
	w.k.Cancel(x.Arrival)
	w.k.Cancel(x.Flip)
	x.Away = true
	w.absorbJobs(d)
	w.scheduleArrival(d)
}

// enterStage puts what is to come at a desk on the calendar: it matters to somebody
// now.
func (w backstage) enterStage(d model.DeskID) {
	if !w.Offstage[d].Away {
		return
	}
	w.catchUp(d)
	x := &w.Offstage[d]
	if x.Away = false; w.Alone[d].Turn != w.k.Now() {
		w.k.Cancel(w.Alone[d].Call)
	}
	w.k.Cancel(x.Arrival)
	w.scheduleArrival(d)
	w.restoreJobs(d)
	if w.Desk[d].FlipAt != sim.Never {
		w.scheduleFlip(d)
	}
}

// scheduleFlip puts the instant at which a desk opens or closes on the calendar.
func (w backstage) scheduleFlip(d model.DeskID) {
	w.flipAt(d, w.k.Timer(w.Desk[d].FlipAt, sim.PhaseWorld, w.jobs.deskActor(d), DeskFlips, uint32(d), 0))
}

func (w backstage) flipAt(d model.DeskID, h sim.Handle) { w.Offstage[d].Flip = h }

// summonDesks calls the desks on stage before a number moves that they go by.
func (w backstage) summonDesks(id model.ParamID) {
	if !w.spec.AffectsDesks[id] {
		return
	}
	for d := range w.Offstage {
		w.enterStage(model.DeskID(d))
	}
}

// catchUp works off what has happened at a desk by itself before the event that is
// being executed.
func (w backstage) catchUp(d model.DeskID) {
	if w.Offstage[d].Away {
		w.workOff(d, w.k.Now(), w.k.Reached())
	}
}

// catchUpAll works off what has happened at all desks up to and including an instant.
func (w backstage) catchUpAll(t sim.Time) {
	for d := range w.Offstage {
		if w.Offstage[d].Away {
			w.workOff(model.DeskID(d), t, sim.LastPosition)
		}
	}
}

// queueLength is how many jobs wait at a desk now.
func (w backstage) queueLength(d model.DeskID) int64 {
	w.catchUp(d)
	return int64(w.Desk[d].Queued)
}
