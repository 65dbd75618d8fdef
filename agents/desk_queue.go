package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// desk is the queue of a desk. Waiting jobs are a list by precedence, then
// arrival, then key.
type desk struct {
	Waiting JobID    // at a desk on stage; how many wait at any, queued says
	Last    JobID    // of Waiting
	Others  JobID    // other business under way at a desk on stage, by its end
	Shelf   JobID    // deferred, in the order of a queue
	FlipAt  sim.Time // instant of the flip on the calendar; Never
	Busy    int32
	Calls   int32 // of the busy, those who were called in closed time
	Queued  int32
	Ours    int32  // jobs of the story that have not begun
	Paused  int32  // other business that was laid down, and is among Others but not Busy
	Limit   int64  // of the backlog, when the desk was last looked at
	Sheds   uint32 // overloads so far
	Due     bool   // a dispatch is on the calendar of this instant
	Manned  bool   // a crisis has called somebody in, who is there from MannedAt on

	MannedAt sim.Time
}

// pushWaiting puts a job into a desk's queue: highest precedence, then arrival, then
// key.
func (w queues) pushWaiting(d model.DeskID, j JobID) {
	k := &w.Desk[d]
	k.Queued++
	if k.Last != 0 && !w.jobs.isDoneBefore(j, k.Last) {
		w.jobs.linkAfter(k.Last, j)
		k.Last = j
		return
	}
	if w.jobs.insertByRank(&k.Waiting, j); k.Last == 0 {
		k.Last = j
	}
}

// lineUp puts a job into a desk's queue that is new there.
func (w queues) lineUp(d model.DeskID, j JobID) {
	w.Desk[d].Ours += countAsStory(w.Job[j].Task)
	w.pushWaiting(d, j)
}

// takeUp begins a job of the story that waits at an open desk.
func (w queues) takeUp(d model.DeskID, j JobID) {
	w.removeWaiting(j)
	w.startJob(d, j, true, w.k.Now())
}

// removeWaiting takes a job out of a desk's queue or shelf.
func (w queues) removeWaiting(j JobID) {
	k := &w.Desk[w.Job[j].Desk]
	if w.Job[j].Shelved {
		w.jobs.unlinkFrom(&k.Shelf, j)
		w.jobs.markShelved(j, false)
		return
	}
	k.Queued--
	if before := w.jobs.unlinkFrom(&k.Waiting, j); k.Last == j {
		k.Last = before
	}
}

// noteStartsDue notes whether starts are due at a desk.
func (w queues) noteStartsDue(d model.DeskID, due bool) { w.Desk[d].Due = due }

// hasFreeServer says whether somebody can take up a job. Jobs that were suspended at
// closing time do not occupy the officer on call.
func (w queues) hasFreeServer(d model.DeskID, open bool, servers int64) bool {
	busy := w.Desk[d].Busy
	if !open {
		busy = w.Desk[d].Calls
	}
	return int64(busy) < servers
}

// firstEligible is the first waiting job that may start: any in open time, in closed
// time those for which the officer on call, or whom a crisis calls in, has arrived.
func (w queues) firstEligible(d model.DeskID, open bool) JobID {
	if open {
		return w.Desk[d].Waiting
	}
	now := w.k.Now()
	for j := w.Desk[d].Waiting; j != 0; j = w.Job[j].Next {
		if w.Job[j].Prec < journal.Immediate {
			return 0
		}
		if w.soonestCallIn(d, j) <= now {
			return j
		}
	}
	return 0
}

// soonestCallIn is when somebody can take up an urgent job in closed time; Never where nobody is
// called for it. Whom a crisis has called in stays there while it lasts.
func (w queues) soonestCallIn(d model.DeskID, j JobID) sim.Time {
	k := &w.Desk[d]
	switch {
	case w.crises.isUrgent(&w.Job[j]):
		if !k.Manned {
			k.Manned, k.MannedAt = true, w.jobs.callInStaff(d, j)
		}
		return k.MannedAt
	case w.spec.Desks[d].OnCall:
		return w.jobs.callInStaff(d, j)
	}
	return sim.Never
}

// endCallIn ends the stay of whom a crisis has called in.
func (w queues) endCallIn(d model.DeskID) { w.Desk[d].Manned = false }

// startJob gives a job a server: its touch time, scaled, of open time.
func (w queues) startJob(d model.DeskID, j JobID, open bool, now sim.Time) {
	w.jobs.markBegun(d, j, open, now, w.touchTime(d, j, now))
	w.Desk[d].Busy++
	w.Desk[d].Calls += int32(sim.Bit(!open))
	w.Desk[d].Ours -= countAsStory(w.Job[j].Task)
	if w.Job[j].Task == model.Background {
		w.beginOther(d, j)
	}
	w.jobs.scheduleEnd(d, j)
}

// mayInterrupt says whether other business at a desk would be laid down for a job.
func (w queues) mayInterrupt(d model.DeskID, j JobID) bool {
	return w.spec.Desks[d].Interrupts && w.Job[j].Prec == journal.Flash
}

// interruptOther begins the first job that waits in place of other business, which goes on
// afterwards: that which would have ended last, and is not laid down already. It says whether
// there is any.
func (w queues) interruptOther(d model.DeskID, now sim.Time) bool {
	var other JobID
	for x := w.Desk[d].Others; x != 0; x = w.Job[x].Next {
		if !w.Job[x].Paused && !w.Job[x].Called && w.Job[x].Ends > now {
			other = x
		}
	}
	if other == 0 {
		return false
	}
	j := w.Desk[d].Waiting
	need := w.touchTime(d, j, now)
	w.removeWaiting(j)
	w.startJob(d, j, true, now)
	w.jobs.unlinkFrom(&w.Desk[d].Others, other)
	w.jobs.layDown(d, other, j, need)
	w.jobs.insertByEnd(&w.Desk[d].Others, other)
	w.Desk[d].Busy--
	w.Desk[d].Paused++
	return true
}

// resumeOther lets other business go on that was laid down for a job.
func (w queues) resumeOther(d model.DeskID, j JobID) {
	if other := w.Job[j].Instead; other != 0 {
		w.jobs.pickUp(other)
		w.Desk[d].Busy++
		w.Desk[d].Paused--
	}
}

// beginOther puts other business that is begun among what is under way.
func (w queues) beginOther(d model.DeskID, j JobID) { w.jobs.insertByEnd(&w.Desk[d].Others, j) }

// setFlip notes when a desk looks at its hours; Never.
func (w queues) setFlip(d model.DeskID, at sim.Time) { w.Desk[d].FlipAt = at }

// freeServer frees the server that a job had.
func (w queues) freeServer(d model.DeskID, j JobID) {
	k, x := &w.Desk[d], w.Job[j]
	k.Busy--
	k.Calls -= int32(sim.Bit(x.Called))
	if x.Task == model.Background {
		w.jobs.unlinkFrom(&k.Others, j)
	}
	w.resumeOther(d, j)
}

// clearDesk gives what lies at a desk that has nothing but other business: what waits and
// what is under way. It counts on, but is no job there any longer.
func (w queues) clearDesk(d model.DeskID) (waiting, underWay JobID) {
	k := &w.Desk[d]
	waiting, underWay = k.Waiting, k.Others
	k.Waiting, k.Last, k.Others = 0, 0, 0
	return waiting, underWay
}

// fillDesk is clearDesk undone; of the story there may be jobs that wait.
func (w queues) fillDesk(d model.DeskID, waiting, last, underWay JobID) {
	k := &w.Desk[d]
	w.jobs.mergeQueue(&k.Waiting, waiting)
	if k.Last == 0 || last != 0 && w.jobs.isDoneBefore(k.Last, last) {
		k.Last = last
	}
	k.Others = underWay
}

// occupancy is how many servers are busy at a desk that goes on by itself, how many jobs
// wait there, and when it looks at its hours next; setOccupancy sets all three.
func (w queues) occupancy(d model.DeskID) (busy, queued int64, flip sim.Time) {
	k := &w.Desk[d]
	return int64(k.Busy), int64(k.Queued), k.FlipAt
}

func (w queues) setOccupancy(d model.DeskID, busy, queued int64, flip sim.Time) {
	k := &w.Desk[d]
	k.Busy, k.Queued, k.FlipAt = int32(busy), int32(queued), flip
}

// countOverload counts a desk's sheddings and gives the number of this one.
func (w queues) countOverload(d model.DeskID) uint32 {
	w.Desk[d].Sheds++
	return w.Desk[d].Sheds - 1
}

// noteUnwatched notes that no flip of a desk is on the calendar.
func (w queues) noteUnwatched(d model.DeskID) {
	w.Desk[d].FlipAt, w.Desk[d].Limit = sim.Never, w.backlogLimit(d)
}

// shelveJob defers a job until the queue is shorter.
func (w queues) shelveJob(d model.DeskID, j JobID) {
	w.jobs.markShelved(j, true)
	w.jobs.insertByRank(&w.Desk[d].Shelf, j)
}

// noteQueueLeft counts a job no longer that will not be done.
func (w queues) noteQueueLeft(j JobID) { w.Desk[w.Job[j].Desk].Ours -= countAsStory(w.Job[j].Task) }

// setQueueLimit notes how long a desk's queue may be.
func (w queues) setQueueLimit(d model.DeskID, limit int64) { w.Desk[d].Limit = limit }

// rerankQueue puts what lies at a desk into the order in which it would stand now.
func (w queues) rerankQueue(d model.DeskID) {
	w.Desk[d].Last = w.jobs.reorderQueue(&w.Desk[d].Waiting)
	w.jobs.reorderQueue(&w.Desk[d].Shelf)
}
