package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// Overload: a desk's queue may be only so long for each of its servers. What is beyond
// is deferred by a graceful desk and dropped by any other.

// backlog is how many jobs may wait at a desk now.
func (w desks) backlog(d model.DeskID) int64 {
	sp := &w.spec.Desks[d]
	return w.p(sp.BacklogMax) * w.p(sp.Servers)
}

// shed relieves a desk whose queue is above its limit: a graceful one shelves
// the newest of the lowest precedence until the queue is half as long, an
// ungraceful one drops it.
func (w desks) shed(d model.DeskID) {
	sp := &w.spec.Desks[d]
	limit := w.backlog(d)
	if limit <= 0 || int64(w.Desk[d].Queued) <= limit {
		return
	}
	o := journal.Dropped
	shed := int64(w.Desk[d].Queued) - limit
	if sp.Graceful {
		o, shed = journal.Deferred, int64(w.Desk[d].Queued)-max(limit/2, 1)
	}
	r := w.note(journal.Overload, sp.Ref, 0)
	r.Nth = w.overloads(d)
	r.Args[0], r.Args[1] = int64(o), int64(w.Desk[d].Queued)
	if w.k.Now() >= 0 {
		w.emit()
	}
	for ; shed > 0; shed-- {
		j := w.newest(d)
		w.unwait(j)
		if sp.Graceful {
			w.putOnShelf(d, j)
			continue
		}
		w.discard(j)
	}
}

// newest is the waiting job of the lowest precedence that came last.
func (w desks) newest(d model.DeskID) JobID {
	j := w.Desk[d].Waiting
	for w.Job[j].Next != 0 {
		j = w.Job[j].Next
	}
	return j
}

// discard drops a job that never began, and with it what it was for.
func (w desks) discard(j JobID) {
	w.jobs.endJob(j)
	w.leavesQueue(j)
	losses[w.Job[j].Then](w.World, j)
	w.jobs.freeJob(j)
}

// unshelve takes deferred jobs back when the queue is half its limit.
func (w desks) unshelve(d model.DeskID) {
	half := max(w.backlog(d)/2, 1)
	for w.Desk[d].Shelf != 0 && int64(w.Desk[d].Queued) < half {
		j := w.Desk[d].Shelf
		w.unwait(j)
		w.wait(d, j)
	}
}

// lookDesks lets every desk look at its queue again: who may start, what is more
// than it can hold, and the order of it, which follows the nation's priorities.
func (w desks) lookDesks() {
	for i := range w.Desk {
		d := model.DeskID(i)
		limit := w.backlog(d)
		moved := w.Desk[d].Limit != limit
		w.limited(d, limit) // of an idle desk too: it was looked at
		if moved {
			w.backstage.enterStage(d)
		}
		w.backstage.catchUp(d)
		if w.Desk[d].Queued == 0 && w.Desk[d].Shelf == 0 && w.Desk[d].Busy == 0 {
			continue
		}
		w.rankAgain(d)
		if moved {
			w.unshelve(d)
			w.shed(d)
		}
		w.dispatch(d)
	}
}
