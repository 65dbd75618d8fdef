package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// enqueue puts a job at its desk. An overloaded desk defers or sheds.
func (w desks) enqueue(o order) JobID {
	d := w.jobs.deskFor(o.agency, o.task)
	if o.then == thenTransit {
		o.prec = w.jobs.receivedPrecedence(TransitID(o.owner), o.agency)
	}
	return w.arriveAtDesk(d, o)
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
	if !w.backstage.awaitTurn(d, j) {
		w.backstage.enterStage(d)
		w.queues.lineUp(d, j)
		w.relieveOverload(d)
	}
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
	w.queues.removeWaiting(j)
	w.jobs.setPrecedence(j, prec)
	w.queues.pushWaiting(d, j)
	w.scheduleStarts(d)
}

// scheduleStarts puts a desk's starts on the calendar of this instant.
func (w desks) scheduleStarts(d model.DeskID) {
	switch {
	case w.Offstage[d].Away:
		w.backstage.startsDue(d, w.k.Now(), w.k.Reached())
	case !w.Desk[d].Due:
		w.queues.noteStartsDue(d, true)
		w.k.Schedule(w.k.Now(), sim.PhaseStart, w.jobs.deskActor(d), DeskStarts, uint32(d), 0)
	}
}

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
	w.queues.noteStartsDue(d, false)
	open := w.hours.isOpenAt(d, now)
	servers := w.valueAt(sp.Servers, now)
	for w.queues.hasFreeServer(d, open, servers) {
		j := w.queues.firstEligible(d, open)
		if j == 0 {
			break
		}
		w.queues.removeWaiting(j)
		w.queues.startJob(d, j, open, now)
	}
	for open && w.Desk[d].Waiting != 0 && w.queues.mayInterrupt(d, w.Desk[d].Waiting) && w.queues.interruptOther(d, now) {
		continue
	}
	w.queues.noteStrain(d, int64(w.Desk[d].Busy) >= servers, now)
	if w.Desk[d].Waiting != 0 {
		w.watchHours(d, now)
	}
}

// watchHours looks at the queue again when the desk opens or closes.
func (w desks) watchHours(d model.DeskID, now sim.Time) {
	next := w.hours.nextChange(d, now)
	if next == sim.Never || w.Desk[d].FlipAt == next {
		return
	}
	w.queues.setFlip(d, next)
	w.backstage.scheduleFlip(d)
}

func (w desks) deskFlips(e sim.Event) {
	w.queues.setFlip(model.DeskID(e.Arg), sim.Never)
	w.scheduleStarts(model.DeskID(e.Arg))
}

// jobDone frees the server, if the job had one, and sets going what it was for.
func (w desks) jobDone(e sim.Event) {
	j := JobID(e.Arg)
	w.jobs.markOver(j)
	if d := w.Job[j].Desk; !w.jobs.isElapsedTime(j) {
		w.backstage.catchUp(d)
		w.queues.freeServer(d, j)
		if w.Job[j].Task != model.Background {
			w.backstage.storyEnds(d)
		}
		w.queues.unshelveJobs(d)
		w.scheduleStarts(d)
	}
	finishers[w.Job[j].Then](w.World, j)
	w.jobs.freeJob(j)
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
		w.queues.removeWaiting(j)
		w.queues.noteQueueLeft(j)
		w.queues.unshelveJobs(w.Job[j].Desk)
	}
}

// pressMatter gives all that waits or lies aside at an agency's desks on a storyline the
// highest precedence.
func (w desks) pressMatter(a model.AgencyID, s model.StorylineID) {
	for j := 1; j < len(w.Job); j++ {
		if x := &w.Job[j]; w.spec.Desks[x.Desk].Agency == a && w.crises.matterOf(x) == s {
			w.raisePrecedence(JobID(j), journal.Flash)
		}
	}
}

// startAnew lets an agency's desks at which something waits see who may start: somebody is
// called in where nobody was before.
func (w desks) startAnew(a model.AgencyID) {
	of := &w.spec.Agencies[a]
	for work, d := range of.Desk {
		if of.IsFirstDesk(work) && w.backstage.queueLength(d) != 0 {
			w.scheduleStarts(d)
		}
	}
}

// endCallIns sends home whom crises have called in at an agency.
func (w desks) endCallIns(a model.AgencyID) {
	of := &w.spec.Agencies[a]
	for work, d := range of.Desk {
		if of.IsFirstDesk(work) {
			w.queues.endCallIn(d)
		}
	}
}
