package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// desk is the queue of a desk. Waiting jobs are a list by precedence, then
// arrival, then key.
type desk struct {
	Waiting JobID
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
		o.prec = w.received(TransitID(o.owner), o.agency)
	}
	return w.comeToDesk(d, o)
}

// received is the precedence of a message at an agency's desk: a receiver has its
// own priorities.
func (w desks) received(t TransitID, a model.AgencyID) journal.Precedence {
	tr, here := &w.Transit[t], w.spec.Agencies[a].Nation
	if w.crises.inCrisis(a, tr.Story) {
		return journal.Flash
	}
	if here == w.spec.Agencies[tr.From].Nation {
		return tr.Prec
	}
	return w.relations.effective(tr.Prec, here, tr.Story)
}

// comeToDesk makes a job of work that has come to a desk: it elapses, is put aside or is
// queued.
func (w desks) comeToDesk(d model.DeskID, o order) JobID {
	if o.stream == 0 {
		o.stream = o.key
	}
	j := w.jobs.newJob(job{
		Key: o.key, Stream: o.stream, Arrived: w.k.Now(), Taken: sim.Never,
		Desk: d, Toward: o.toward, Owner: o.owner, Task: o.task, Then: o.then, Prec: o.prec,
	})
	w.jobs.urge(j, w.crises.pressing(&w.Job[j]))
	switch {
	case w.jobs.elapses(j):
		w.jobs.elapse(d, j)
	case !w.trays.comes(d, j):
		w.queue(j)
	}
	return j
}

// queue puts a job into the queue of its desk, to be done in turn.
func (w desks) queue(j JobID) {
	d := w.Job[j].Desk
	w.backstage.enterStage(d)
	w.jobs.takeInTurn(j)
	w.Desk[d].Ours += ours(w.Job[j].Task)
	w.wait(d, j)
	w.shed(d)
	w.dispatch(d)
}

// hurry gives a job that has not begun a higher precedence.
func (w desks) hurry(j JobID, prec journal.Precedence) {
	x := &w.Job[j]
	if prec <= x.Prec || x.Started != sim.Never {
		return
	}
	if x.Lying != 0 || x.Shelved {
		w.jobs.urge(j, prec)
		if x.Lying != 0 {
			w.trays.thinksOf(x.Lying, journal.Link{})
		}
		return
	}
	w.unwait(j)
	w.jobs.urge(j, prec)
	w.wait(x.Desk, j)
	w.dispatch(x.Desk)
}

// wait puts a job into a desk's queue: highest precedence, then arrival, then
// key.
func (w desks) wait(d model.DeskID, j JobID) {
	w.jobs.rank(&w.Desk[d].Waiting, j)
	w.Desk[d].Queued++
}

// unwait takes a job out of a desk's queue or shelf.
func (w desks) unwait(j JobID) {
	d := w.Job[j].Desk
	p := &w.Desk[d].Waiting
	if w.Job[j].Shelved {
		p = &w.Desk[d].Shelf
	} else {
		w.Desk[d].Queued--
	}
	w.jobs.unlink(p, j)
	w.jobs.shelve(j, false)
}

// queued is how many jobs wait at a desk now.
func (w desks) queued(d model.DeskID) int64 {
	w.backstage.catchUp(d)
	return int64(w.Desk[d].Queued)
}

// dispatch puts a desk's starts on the calendar of this instant.
func (w desks) dispatch(d model.DeskID) {
	switch {
	case w.Offstage[d].Away:
		w.backstage.startsDue(d, w.k.Now(), w.k.Reached())
	case !w.Desk[d].Due:
		w.Desk[d].Due = true
		w.k.Schedule(w.k.Now(), sim.PhaseStart, w.deskActor(d), DeskStarts, uint32(d), 0)
	}
}

// noteDue notes whether starts are due at a desk.
func (w desks) noteDue(d model.DeskID, due bool) { w.Desk[d].Due = due }

// deskStarts gives free servers the jobs that may start now.
func (w desks) deskStarts(e sim.Event) {
	d := model.DeskID(e.Arg)
	if w.Offstage[d].Away { // an officer was called in for a job that is gone
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
	open := w.backstage.isOpen(d, now)
	servers := w.pAt(sp.Servers, now)
	for w.free(d, open, servers) {
		j := w.eligible(d, open)
		if j == 0 {
			break
		}
		w.unwait(j)
		w.start(d, j, open, now)
	}
	w.strained(d, int64(w.Desk[d].Busy) >= servers, now)
	if w.Desk[d].Waiting != 0 {
		w.watchHours(d, now)
	}
}

// free says whether somebody can take up a job. Work that lies on the desk since
// closing keeps nobody from coming in.
func (w desks) free(d model.DeskID, open bool, servers int64) bool {
	busy := w.Desk[d].Busy
	if !open {
		busy = w.Desk[d].Calls
	}
	return int64(busy) < servers
}

// eligible is the first waiting job that may start: any in open time, in closed
// time those for which the officer on call, or whom a crisis calls in, has arrived.
func (w desks) eligible(d model.DeskID, open bool) JobID {
	if open {
		return w.Desk[d].Waiting
	}
	now := w.k.Now()
	for j := w.Desk[d].Waiting; j != 0; j = w.Job[j].Next {
		if w.Job[j].Prec < journal.Immediate {
			return 0
		}
		if w.comesIn(d, j) <= now {
			return j
		}
	}
	return 0
}

// comesIn is when somebody can take up an urgent job in closed time; Never where nobody is
// called for it. Whom a crisis has called in stays there while it lasts.
func (w desks) comesIn(d model.DeskID, j JobID) sim.Time {
	k := &w.Desk[d]
	switch {
	case w.crises.urgent(&w.Job[j]):
		if !k.Manned {
			k.Manned, k.MannedAt = true, w.jobs.callIn(d, j)
		}
		return k.MannedAt
	case w.spec.Desks[d].OnCall:
		return w.jobs.callIn(d, j)
	}
	return sim.Never
}

// sendHome ends the stay of whom a crisis has called in.
func (w desks) sendHome(d model.DeskID) { w.Desk[d].Manned = false }

// start gives a job a server: its touch time, scaled, of open time.
func (w desks) start(d model.DeskID, j JobID, open bool, now sim.Time) {
	w.jobs.beginJob(d, j, open, now)
	w.Desk[d].Busy++
	w.Desk[d].Calls += int32(b2i(!open))
	w.Desk[d].Ours -= ours(w.Job[j].Task)
	if w.Job[j].Task == model.Background {
		w.beginOther(d, j)
	}
	w.jobs.awaitEnd(d, j)
}

// beginOther puts other business that is begun among what is under way.
func (w desks) beginOther(d model.DeskID, j JobID) { w.jobs.rankByEnd(&w.Desk[d].Others, j) }

// deskActor orders what a desk does by itself among the events of one instant: after
// all that happens to agencies, so that no tie with them is decided by which of two
// was put on the calendar first.
func (w desks) deskActor(d model.DeskID) sim.Actor {
	return min(actor(model.AgencyID(len(w.spec.Agencies)+int(d))), sim.LastActor)
}

// watchHours looks at the queue again when the desk opens or closes.
func (w desks) watchHours(d model.DeskID, now sim.Time) {
	next := w.backstage.nextChange(d, now)
	if next == sim.Never || w.Desk[d].FlipAt == next {
		return
	}
	w.Desk[d].FlipAt = next
	w.backstage.awaitFlip(d)
}

func (w desks) deskFlips(e sim.Event) {
	w.flipped(model.DeskID(e.Arg))
	w.dispatch(model.DeskID(e.Arg))
}

// flipped notes that a desk has opened or closed.
func (w desks) flipped(d model.DeskID) { w.Desk[d].FlipAt = sim.Never }

// jobDone frees the server, if the job had one, and sets going what it was for.
func (w desks) jobDone(e sim.Event) {
	j := JobID(e.Arg)
	w.jobs.endJob(j)
	if d := w.Job[j].Desk; !w.jobs.elapses(j) {
		w.backstage.catchUp(d)
		w.freeServer(d, j)
		w.unshelve(d)
		w.dispatch(d)
	}
	finishers[w.Job[j].Then](w.World, j)
	w.jobs.freeJob(j)
}

// freeServer frees the server that a job had.
func (w desks) freeServer(d model.DeskID, j JobID) {
	k, x := &w.Desk[d], w.Job[j]
	k.Busy--
	k.Calls -= int32(b2i(x.Called))
	if x.Task == model.Background {
		w.jobs.unlink(&k.Others, j)
	}
}

// clearDesk gives what lies at a desk that has nothing but other business: what waits and
// what is under way. It counts on, but is no job there any longer.
func (w desks) clearDesk(d model.DeskID) (waiting, underWay JobID) {
	k := &w.Desk[d]
	waiting, underWay = k.Waiting, k.Others
	k.Waiting, k.Others = 0, 0
	return waiting, underWay
}

// fillDesk is clearDesk undone.
func (w desks) fillDesk(d model.DeskID, waiting, underWay JobID) {
	w.Desk[d].Waiting, w.Desk[d].Others = waiting, underWay
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

// abandon takes a job out of the queue, or lets the work under way lead to
// nothing.
func (w desks) abandon(j JobID) {
	w.jobs.leadNowhere(j)
	switch {
	case w.Job[j].Lying != 0:
		w.trays.unlay(j)
	case w.Job[j].Started == sim.Never:
		w.unwait(j)
		w.leavesQueue(j)
		w.unshelve(w.Job[j].Desk)
	}
}

// overloads counts a desk's sheddings and gives the number of this one.
func (w desks) overloads(d model.DeskID) uint32 {
	w.Desk[d].Sheds++
	return w.Desk[d].Sheds - 1
}

// unwatched notes that no flip of a desk is on the calendar.
func (w desks) unwatched(d model.DeskID) {
	w.Desk[d].FlipAt, w.Desk[d].Limit = sim.Never, w.backlog(d)
}

// putOnShelf defers a job until the queue is shorter.
func (w desks) putOnShelf(d model.DeskID, j JobID) {
	w.jobs.shelve(j, true)
	w.jobs.rank(&w.Desk[d].Shelf, j)
}

// leavesQueue counts a job no longer that will not be done.
func (w desks) leavesQueue(j JobID) { w.Desk[w.Job[j].Desk].Ours -= ours(w.Job[j].Task) }

// limited notes how long a desk's queue may be.
func (w desks) limited(d model.DeskID, limit int64) { w.Desk[d].Limit = limit }

// rankAgain puts what lies at a desk into the order in which it would stand now.
func (w desks) rankAgain(d model.DeskID) {
	w.jobs.reorder(&w.Desk[d].Waiting)
	w.jobs.reorder(&w.Desk[d].Shelf)
}
