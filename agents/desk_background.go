package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Background work makes capacity matter: other business takes its share of the
// open server time. Its jobs queue like all others but are not recorded.

// routineShare of background jobs are ROUTINE, the rest PRIORITY.
const routineShare = 800_000

// openAtStart starts a desk at the beginning of the warm-up.
func (w desks) openAtStart(d model.DeskID) {
	w.resetFatigue(d)
	w.noteUnwatched(d)
	if w.spec.Desks[d].Loaded {
		w.backstage.drawArrivals(d, w.k.Now())
		w.backstage.leaveStage(d)
	}
}

// backgroundDue is other business that comes to a desk.
func (w desks) backgroundDue(e sim.Event) {
	d := model.DeskID(e.Arg)
	w.backstage.catchUp(d)
	a, limit := w.backstage.takeArrival(d), w.backlogLimit(d)
	switch {
	case !w.Offstage[d].Away:
		w.backstage.scheduleArrival(d)
		w.enqueueOther(d, a)
	case limit > 0 && int64(w.Desk[d].Queued) >= limit:
		w.backstage.enterStage(d)
		w.enqueueOther(d, a)
	default:
		w.backstage.takeOther(d, a)
		w.backstage.scheduleArrival(d)
	}
}

// enqueueOther puts other business that comes now into the queue of a desk on stage.
func (w desks) enqueueOther(d model.DeskID, a arrival) {
	w.joinQueue(w.newOtherJob(d, other{Came: a.at, Nth: a.nth}, a.urgent == 1))
}

// newOtherJob makes a job of other business at a desk.
func (w desks) newOtherJob(d model.DeskID, o other, urgent bool) JobID {
	key := w.otherKey(d, o.Nth)
	prec := journal.Routine
	if urgent {
		prec = journal.Priority
	}
	return w.jobs.addJob(job{
		Key: key, Stream: key, Arrived: o.Came, Taken: o.Came, Desk: d, Toward: model.None, Owner: o.Nth, Task: model.Background, Then: thenNothing, Prec: prec,
	})
}

// otherKey is the lineage of the draws about the n-th piece of other business of a desk.
func (w desks) otherKey(d model.DeskID, n uint32) sim.ID {
	return w.spec.Names.ID(w.spec.Desks[d].Ref).Nth(uint64(n))
}
