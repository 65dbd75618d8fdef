package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// Overload: a desk's queue may be only so long for each of its servers. What is beyond
// is deferred by a graceful desk and dropped by any other.

// backlogLimit is how many jobs may wait at a desk now.
func (w queues) backlogLimit(d model.DeskID) int64 {
	sp := &w.spec.Desks[d]
	return w.value(sp.BacklogMax) * w.value(sp.Servers)
}

// relieveOverload relieves a desk whose queue is above its limit: a graceful one shelves
// the newest of the lowest precedence until the queue is half as long, an
// ungraceful one drops it.
func (w desks) relieveOverload(d model.DeskID) {
	sp := &w.spec.Desks[d]
	limit := w.queues.backlogLimit(d)
	if limit <= 0 || int64(w.Desk[d].Queued) <= limit {
		return
	}
	o := journal.Dropped
	shed := int64(w.Desk[d].Queued) - limit
	if sp.Graceful {
		o, shed = journal.Deferred, int64(w.Desk[d].Queued)-max(limit/2, 1)
	}
	r := w.beginRecord(journal.Overload, sp.Ref, 0)
	r.Nth = w.queues.countOverload(d)
	r.Args[journal.OverloadOutcome], r.Args[journal.OverloadWaiting] = int64(o), int64(w.Desk[d].Queued)
	if w.k.Now() >= 0 {
		w.emitRecord()
	}
	for ; shed > 0; shed-- {
		j := w.Desk[d].Last // of the lowest precedence the one that came last
		w.queues.removeWaiting(j)
		if sp.Graceful {
			w.queues.shelveJob(d, j)
			continue
		}
		w.dropJob(j)
	}
}

// dropJob drops a job that never began, and with it what it was for.
func (w desks) dropJob(j JobID) {
	w.jobs.markOver(j)
	w.queues.noteQueueLeft(j)
	losses[w.Job[j].Then](w.World, j)
	w.jobs.freeJob(j)
}

// unshelveJobs takes deferred jobs back when the queue is half its limit.
func (w queues) unshelveJobs(d model.DeskID) {
	half := max(w.backlogLimit(d)/2, 1)
	for w.Desk[d].Shelf != 0 && int64(w.Desk[d].Queued) < half {
		j := w.Desk[d].Shelf
		w.removeWaiting(j)
		w.pushWaiting(d, j)
	}
}

// recheckQueues lets every desk look at its queue again: who may start, what is more
// than it can hold, and the order of it, which follows the nation's priorities.
func (w desks) recheckQueues() {
	for i := range w.Desk {
		d := model.DeskID(i)
		limit := w.queues.backlogLimit(d)
		moved := w.Desk[d].Limit != limit
		w.queues.setQueueLimit(d, limit) // of an idle desk too: it was looked at
		if moved {
			w.backstage.enterStage(d)
		}
		w.backstage.dropTurn(d)
		w.backstage.catchUp(d)
		if w.Desk[d].Queued == 0 && w.Desk[d].Shelf == 0 && w.Desk[d].Busy == 0 {
			continue
		}
		w.queues.rerankQueue(d)
		if moved {
			w.queues.unshelveJobs(d)
			w.relieveOverload(d)
		}
		w.scheduleStarts(d)
	}
}
