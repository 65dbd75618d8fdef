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
	Limit   int64  // of the backlog, when the desk was last looked at
	Sheds   uint32 // overloads so far
	Due     bool   // a dispatch is on the calendar of this instant
	Manned  bool   // a crisis has called somebody in, who is there from MannedAt on

	MannedAt sim.Time
}

// enqueue puts a job at its desk. An overloaded desk defers or sheds.
func (w desks) enqueue(o order) JobID {
	d := w.jobs.deskFor(o.agency, o.task)
	if o.then == thenTransit {
		o.prec = w.receivedPrecedence(TransitID(o.owner), o.agency)
	}
	return w.arriveAtDesk(d, o)
}

// receivedPrecedence is the precedence of a message at an agency's desk: a receiver has its
// own priorities.
func (w desks) receivedPrecedence(t TransitID, a model.AgencyID) journal.Precedence {
	tr, here := &w.Transit[t], w.spec.Agencies[a].Nation
	if w.crises.isInCrisis(a, tr.Story) {
		return journal.Flash
	}
	if here == w.spec.Agencies[tr.From].Nation {
		return tr.Prec
	}
	return w.relations.precedenceAtDesk(tr.Prec, here, tr.Story)
}

// arriveAtDesk makes a job of work that has come to a desk: it elapses, is put aside or is
// queued.
func (w desks) arriveAtDesk(d model.DeskID, o order) JobID {
	if o.stream == 0 {
		o.stream = o.key
	}
	j := w.jobs.addJob(job{
		Key: o.key, Stream: o.stream, Arrived: w.k.Now(), Taken: sim.Never,
		Desk: d, Toward: o.toward, Owner: o.owner, Task: o.task, Then: o.then, Prec: o.prec,
	})
	w.jobs.setPrecedence(j, w.crises.pressingPrecedence(&w.Job[j]))
	switch {
	case w.jobs.isElapsedTime(j):
		w.jobs.setElapsedEnd(d, j)
	case !w.trays.attendTo(d, j):
		w.joinQueue(j)
	}
	return j
}

// joinQueue puts a job into the queue of its desk, to be done in turn.
func (w desks) joinQueue(j JobID) {
	d := w.Job[j].Desk
	w.jobs.markQueued(j)
	if w.backstage.awaitTurn(d, j) {
		return
	}
	w.backstage.enterStage(d)
	w.Desk[d].Ours += countAsStory(w.Job[j].Task)
	w.pushWaiting(d, j)
	w.relieveOverload(d)
	w.scheduleStarts(d)
}

// raisePrecedence gives a job that has not begun a higher precedence.
func (w desks) raisePrecedence(j JobID, prec journal.Precedence) {
	x := &w.Job[j]
	if prec <= x.Prec || x.Started != sim.Never {
		return
	}
	if x.Lying != 0 || x.Shelved {
		w.jobs.setPrecedence(j, prec)
		if x.Lying != 0 {
			w.trays.takeUpReconsidered(x.Lying, journal.Link{})
		}
		return
	}
	d := x.Desk
	w.backstage.dropTurn(d)
	w.removeWaiting(j)
	w.jobs.setPrecedence(j, prec)
	w.pushWaiting(d, j)
	w.scheduleStarts(d)
}

// pushWaiting puts a job into a desk's queue: highest precedence, then arrival, then
// key.
func (w desks) pushWaiting(d model.DeskID, j JobID) {
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

// lineUp puts a job of the story into a desk's queue.
func (w desks) lineUp(d model.DeskID, j JobID) {
	w.Desk[d].Ours++
	w.pushWaiting(d, j)
}

// takeUp begins a job of the story that waits at an open desk.
func (w desks) takeUp(d model.DeskID, j JobID) {
	w.removeWaiting(j)
	w.startJob(d, j, true, w.k.Now())
}

// removeWaiting takes a job out of a desk's queue or shelf.
func (w desks) removeWaiting(j JobID) {
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

// queueLength is how many jobs wait at a desk now.
func (w desks) queueLength(d model.DeskID) int64 {
	w.backstage.catchUp(d)
	return int64(w.Desk[d].Queued)
}

// scheduleStarts puts a desk's starts on the calendar of this instant.
func (w desks) scheduleStarts(d model.DeskID) {
	switch {
	case w.Offstage[d].Away:
		w.backstage.startsDue(d, w.k.Now(), w.k.Reached())
	case !w.Desk[d].Due:
		w.Desk[d].Due = true
		w.k.Schedule(w.k.Now(), sim.PhaseStart, w.deskActor(d), DeskStarts, uint32(d), 0)
	}
}

// noteStartsDue notes whether starts are due at a desk.
func (w desks) noteStartsDue(d model.DeskID, due bool) { w.Desk[d].Due = due }

// deskStarts gives free servers the jobs that may start now.
func (w desks) deskStarts(e sim.Event) {
	d := model.DeskID(e.Arg)
	if w.Offstage[d].Away {
		w.backstage.beginTurn(d)
		return
	}
	w.startJobs(d, w.k.Now())
	if x := &w.Desk[d]; x.Ours == 0 && x.Shelf == 0 {
		w.backstage.leaveStage(d)
	}
}

// startJobs gives free servers the jobs that may start at an instant.
func (w desks) startJobs(d model.DeskID, now sim.Time) {
	sp := &w.spec.Desks[d]
	w.Desk[d].Due = false
	open := w.backstage.isOpenAt(d, now)
	servers := w.valueAt(sp.Servers, now)
	for w.hasFreeServer(d, open, servers) {
		j := w.firstEligible(d, open)
		if j == 0 {
			break
		}
		w.removeWaiting(j)
		w.startJob(d, j, open, now)
	}
	w.noteStrain(d, int64(w.Desk[d].Busy) >= servers, now)
	if w.Desk[d].Waiting != 0 {
		w.watchHours(d, now)
	}
}

// hasFreeServer says whether somebody can take up a job. Work that lies on the desk since
// closing keeps nobody from coming in.
func (w desks) hasFreeServer(d model.DeskID, open bool, servers int64) bool {
	busy := w.Desk[d].Busy
	if !open {
		busy = w.Desk[d].Calls
	}
	return int64(busy) < servers
}

// firstEligible is the first waiting job that may start: any in open time, in closed
// time those for which the officer on call, or whom a crisis calls in, has arrived.
func (w desks) firstEligible(d model.DeskID, open bool) JobID {
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
func (w desks) soonestCallIn(d model.DeskID, j JobID) sim.Time {
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
func (w desks) endCallIn(d model.DeskID) { w.Desk[d].Manned = false }

// startJob gives a job a server: its touch time, scaled, of open time.
func (w desks) startJob(d model.DeskID, j JobID, open bool, now sim.Time) {
	w.jobs.markBegun(d, j, open, now)
	w.Desk[d].Busy++
	w.Desk[d].Calls += int32(sim.Bit(!open))
	w.Desk[d].Ours -= countAsStory(w.Job[j].Task)
	if w.Job[j].Task == model.Background {
		w.beginOther(d, j)
	}
	w.jobs.scheduleEnd(d, j)
}

// beginOther puts other business that is begun among what is under way.
func (w desks) beginOther(d model.DeskID, j JobID) { w.jobs.insertByEnd(&w.Desk[d].Others, j) }

// deskActor orders what a desk does by itself among the events of one instant: after
// all that happens to agencies, so that no tie with them is decided by which of two
// was put on the calendar first.
func (w desks) deskActor(d model.DeskID) sim.Actor {
	return min(actorOf(model.AgencyID(len(w.spec.Agencies)+int(d))), sim.LastActor)
}

// watchHours looks at the queue again when the desk opens or closes.
func (w desks) watchHours(d model.DeskID, now sim.Time) {
	next := w.backstage.nextChange(d, now)
	if next == sim.Never || w.Desk[d].FlipAt == next {
		return
	}
	w.Desk[d].FlipAt = next
	w.backstage.scheduleFlip(d)
}

func (w desks) deskFlips(e sim.Event) {
	w.noteFlipped(model.DeskID(e.Arg))
	w.scheduleStarts(model.DeskID(e.Arg))
}

// noteFlipped notes that a desk has opened or closed.
func (w desks) noteFlipped(d model.DeskID) { w.Desk[d].FlipAt = sim.Never }

// jobDone frees the server, if the job had one, and sets going what it was for.
func (w desks) jobDone(e sim.Event) {
	j := JobID(e.Arg)
	w.jobs.markOver(j)
	if d := w.Job[j].Desk; !w.jobs.isElapsedTime(j) {
		w.backstage.dropTurn(d)
		w.backstage.catchUp(d)
		w.freeServer(d, j)
		w.unshelveJobs(d)
		w.scheduleStarts(d)
	}
	finishers[w.Job[j].Then](w.World, j)
	w.jobs.freeJob(j)
}

// freeServer frees the server that a job had.
func (w desks) freeServer(d model.DeskID, j JobID) {
	k, x := &w.Desk[d], w.Job[j]
	k.Busy--
	k.Calls -= int32(sim.Bit(x.Called))
	if x.Task == model.Background {
		w.jobs.unlinkFrom(&k.Others, j)
	} else {
		w.backstage.storyEnds(d)
	}
}

// clearDesk gives what lies at a desk that has nothing but other business: what waits and
// what is under way. It counts on, but is no job there any longer.
func (w desks) clearDesk(d model.DeskID) (waiting, underWay JobID) {
	k := &w.Desk[d]
	waiting, underWay = k.Waiting, k.Others
	k.Waiting, k.Last, k.Others = 0, 0, 0
	return waiting, underWay
}

// fillDesk is clearDesk undone.
func (w desks) fillDesk(d model.DeskID, waiting, last, underWay JobID) {
	w.Desk[d].Waiting, w.Desk[d].Last, w.Desk[d].Others = waiting, last, underWay
}

// standing is how many servers are busy at a desk that goes on by itself, how many jobs
// wait there, and when it looks at its hours; setStanding sets
// them.
func (w desks) standing(d model.DeskID) (busy, queued int64, flip sim.Time) {
	k := &w.Desk[d]
	return int64(k.Busy), int64(k.Queued), k.FlipAt
}

func (w desks) setStanding(d model.DeskID, busy, queued int64, flip sim.Time) {
	k := &w.Desk[d]
	k.Busy, k.Queued, k.FlipAt = int32(busy), int32(queued), flip
}

// cancelJob takes a job out of the queue, or lets the work under way lead to
// nothing.
func (w desks) cancelJob(j JobID) {
	w.jobs.clearFollowUp(j)
	switch {
	case w.Job[j].Lying != 0:
		w.trays.removeLying(j)
	case w.Job[j].Started == sim.Never:
		w.backstage.dropTurn(w.Job[j].Desk)
		w.removeWaiting(j)
		w.noteQueueLeft(j)
		w.unshelveJobs(w.Job[j].Desk)
	}
}

// countOverload counts a desk's sheddings and gives the number of this one.
func (w desks) countOverload(d model.DeskID) uint32 {
	w.Desk[d].Sheds++
	return w.Desk[d].Sheds - 1
}

// noteUnwatched notes that no flip of a desk is on the calendar.
func (w desks) noteUnwatched(d model.DeskID) {
	w.Desk[d].FlipAt, w.Desk[d].Limit = sim.Never, w.backlogLimit(d)
}

// shelveJob defers a job until the queue is shorter.
func (w desks) shelveJob(d model.DeskID, j JobID) {
	w.jobs.markShelved(j, true)
	w.jobs.insertByRank(&w.Desk[d].Shelf, j)
}

// noteQueueLeft counts a job no longer that will not be done.
func (w desks) noteQueueLeft(j JobID) { w.Desk[w.Job[j].Desk].Ours -= countAsStory(w.Job[j].Task) }

// setQueueLimit notes how long a desk's queue may be.
func (w desks) setQueueLimit(d model.DeskID, limit int64) { w.Desk[d].Limit = limit }

// rerankQueue puts what lies at a desk into the order in which it would stand now.
func (w desks) rerankQueue(d model.DeskID) {
	w.Desk[d].Last = w.jobs.reorderQueue(&w.Desk[d].Waiting)
	w.jobs.reorderQueue(&w.Desk[d].Shelf)
}
