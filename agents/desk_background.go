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
	w.queues.resetFatigue(d)
	w.queues.noteUnwatched(d)
	if w.spec.Desks[d].Loaded {
		w.arrivals.drawArrivals(d, w.k.Now())
		w.backstage.leaveStage(d)
	}
}

// backgroundDue is other business that comes to a desk.
func (w desks) backgroundDue(e sim.Event) {
	d := model.DeskID(e.Arg)
	w.backstage.catchUp(d)
	away := w.Offstage[d].Away
	if away && !w.queues.isQueueFull(d) {
		w.backstage.takeOther(d)
		return
	}
	a := w.arrivals.takeArrival(d)
	if away {
		w.backstage.enterStage(d)
	} else {
		w.backstage.scheduleArrival(d)
	}
	w.joinQueue(w.queues.newOtherJob(d, a))
}

// isQueueFull says whether what comes to a desk that goes on by itself calls it on stage.
func (w queues) isQueueFull(d model.DeskID) bool {
	limit, queued := w.backlogLimit(d), int64(w.Desk[d].Queued)
	return limit > 0 && queued >= limit || queued >= mostWaiting
}

// newOtherJob makes a job of other business at a desk.
func (w queues) newOtherJob(d model.DeskID, a arrival) JobID {
	key := w.otherKey(d, a.nth)
	prec := journal.Routine
	if a.urgent {
		prec = journal.Priority
	}
	return w.jobs.addJob(job{
		Key: key, Stream: key, Arrived: a.at, Taken: a.at, Desk: d, Toward: model.None, Owner: a.nth, Task: model.Background, Then: thenNothing, Prec: prec,
	})
}

// otherKey is the lineage of the draws about the n-th piece of other business of a desk.
func (w queues) otherKey(d model.DeskID, n uint32) sim.ID {
	return w.spec.Names.ID(w.spec.Desks[d].Ref).Nth(uint64(n))
}
