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
	Ours    int32  // jobs of the story, waiting or under way
	Limit   int64  // of the backlog, when the desk was last looked at
	Sheds   uint32 // overloads so far
	Due     bool   // a dispatch is on the calendar of this instant
}

// enqueue puts a job at its desk. An overloaded desk defers or sheds.
func (w *World) enqueue(o order) JobID {
	d := w.deskFor(o.agency, o.task)
	if o.then == thenTransit {
		o.prec = w.received(TransitID(o.owner), o.agency)
	}
	return w.comeToDesk(d, o)
}

// received is the precedence of a message at an agency's desk: a receiver has its
// own priorities.
func (w *World) received(t TransitID, a model.AgencyID) journal.Precedence {
	tr, here := &w.Transit[t], w.spec.Agencies[a].Nation
	if here == w.spec.Agencies[tr.From].Nation {
		return tr.Prec
	}
	return w.effective(tr.Prec, here, tr.Story)
}

// comeToDesk makes a job of work that has come to a desk: it elapses, is put aside or is
// queued.
func (w *World) comeToDesk(d model.DeskID, o order) JobID {
	if o.stream == 0 {
		o.stream = o.key
	}
	j := w.newJob(job{
		Key: o.key, Stream: o.stream, Arrived: w.k.Now(), Taken: sim.Never,
		Desk: d, Toward: o.toward, Owner: o.owner, Task: o.task, Then: o.then, Prec: o.prec,
	})
	switch {
	case w.elapses(j):
		w.elapse(d, j)
	case !w.comes(d, j):
		w.queue(j)
	}
	return j
}

// queue puts a job into the queue of its desk, to be done in turn.
func (w *World) queue(j JobID) {
	d := w.Job[j].Desk
	w.enterStage(d)
	w.takeInTurn(j)
	w.Desk[d].Ours += ours(w.Job[j].Task)
	w.wait(d, j)
	w.shed(d)
	w.dispatch(d)
}

// hurry gives a job that has not begun a higher precedence.
func (w *World) hurry(j JobID, prec journal.Precedence) {
	x := &w.Job[j]
	if prec <= x.Prec || x.Started != sim.Never {
		return
	}
	if x.Lying != 0 || x.Shelved {
		w.urge(j, prec)
		return
	}
	w.unwait(j)
	w.urge(j, prec)
	w.wait(x.Desk, j)
	w.dispatch(x.Desk)
}

// wait puts a job into a desk's queue: highest precedence, then arrival, then
// key.
func (w *World) wait(d model.DeskID, j JobID) {
	w.rank(&w.Desk[d].Waiting, j)
	w.Desk[d].Queued++
}

// unwait takes a job out of a desk's queue or shelf.
func (w *World) unwait(j JobID) {
	d := w.Job[j].Desk
	p := &w.Desk[d].Waiting
	if w.Job[j].Shelved {
		p = &w.Desk[d].Shelf
	} else {
		w.Desk[d].Queued--
	}
	w.unlink(p, j)
	w.shelve(j, false)
}

// queued is how many jobs wait at a desk now.
func (w *World) queued(d model.DeskID) int64 {
	w.catchUp(d)
	return int64(w.Desk[d].Queued)
}

// dispatch puts a desk's starts on the calendar of this instant.
func (w *World) dispatch(d model.DeskID) {
	switch {
	case w.Offstage[d].Away:
		w.startsDue(d, w.k.Now(), w.k.Reached())
	case !w.Desk[d].Due:
		w.Desk[d].Due = true
		w.k.Schedule(w.k.Now(), sim.PhaseStart, w.deskActor(d), DeskStarts, uint32(d), 0)
	}
}

// noteDue notes whether starts are due at a desk.
func (w *World) noteDue(d model.DeskID, due bool) { w.Desk[d].Due = due }

// deskStarts gives free servers the jobs that may start now.
func (w *World) deskStarts(e sim.Event) {
	d := model.DeskID(e.Arg)
	if w.Offstage[d].Away { // an officer was called in for a job that is gone
		return
	}
	w.startJobs(d, w.k.Now())
	if x := &w.Desk[d]; x.Ours == 0 && x.Shelf == 0 {
		w.leaveStage(d)
	}
}

// startJobs gives free servers the jobs that may start at an instant.
func (w *World) startJobs(d model.DeskID, now sim.Time) {
	sp := &w.spec.Desks[d]
	w.Desk[d].Due = false
	open := w.isOpen(d, now)
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
func (w *World) free(d model.DeskID, open bool, servers int64) bool {
	busy := w.Desk[d].Busy
	if !open {
		busy = w.Desk[d].Calls
	}
	return int64(busy) < servers
}

// eligible is the first waiting job that may start: any in open time, in closed
// time those for which the officer on call has arrived.
func (w *World) eligible(d model.DeskID, open bool) JobID {
	if open {
		return w.Desk[d].Waiting
	}
	if !w.spec.Desks[d].OnCall {
		return 0
	}
	now := w.k.Now()
	for j := w.Desk[d].Waiting; j != 0; j = w.Job[j].Next {
		if w.Job[j].Prec < journal.Immediate {
			return 0
		}
		if w.callIn(d, j) <= now {
			return j
		}
	}
	return 0
}

// start gives a job a server: its touch time, scaled, of open time.
func (w *World) start(d model.DeskID, j JobID, open bool, now sim.Time) {
	w.beginJob(d, j, open, now)
	w.Desk[d].Busy++
	w.Desk[d].Calls += int32(b2i(!open))
	if w.Job[j].Task == model.Background {
		w.beginOther(d, j)
	}
	if !w.Offstage[d].Away {
		w.awaitEnd(d, j)
	}
}

// beginOther puts other business that is begun among what is under way.
func (w *World) beginOther(d model.DeskID, j JobID) { w.rankByEnd(&w.Desk[d].Others, j) }

// deskActor orders what a desk does by itself among the events of one instant: after
// all that happens to agencies, so that no tie with them is decided by which of two
// was put on the calendar first.
func (w *World) deskActor(d model.DeskID) sim.Actor {
	return min(actor(model.AgencyID(len(w.spec.Agencies)+int(d))), sim.LastActor)
}

// watchHours looks at the queue again when the desk opens or closes.
func (w *World) watchHours(d model.DeskID, now sim.Time) {
	next := w.nextChange(d, now)
	if next == sim.Never || w.Desk[d].FlipAt == next {
		return
	}
	w.Desk[d].FlipAt = next
	if !w.Offstage[d].Away {
		w.awaitFlip(d)
	}
}

func (w *World) deskFlips(e sim.Event) {
	w.flipped(model.DeskID(e.Arg))
	w.dispatch(model.DeskID(e.Arg))
}

// flipped notes that a desk has opened or closed.
func (w *World) flipped(d model.DeskID) { w.Desk[d].FlipAt = sim.Never }

// jobDone frees the server, if the job had one, and sets going what it was for.
func (w *World) jobDone(e sim.Event) {
	j := JobID(e.Arg)
	w.endJob(j)
	if d := w.Job[j].Desk; !w.elapses(j) {
		w.freeServer(d, j)
		w.unshelve(d)
		w.dispatch(d)
	}
	finishers[w.Job[j].Then](w, j)
	w.freeJob(j)
}

// freeServer frees the server that a job had.
func (w *World) freeServer(d model.DeskID, j JobID) {
	k, x := &w.Desk[d], w.Job[j]
	k.Busy--
	k.Calls -= int32(b2i(x.Called))
	if k.Ours -= ours(x.Task); x.Task != model.Background {
		return
	}
	w.unlink(&k.Others, j)
}

// clearDesk gives what lies at a desk that has nothing but other business: what waits and
// what is under way. It counts on, but is no job there any longer.
func (w *World) clearDesk(d model.DeskID) (waiting, underWay JobID) {
	k := &w.Desk[d]
	waiting, underWay = k.Waiting, k.Others
	k.Waiting, k.Others = 0, 0
	return waiting, underWay
}

// fillDesk is clearDesk undone.
func (w *World) fillDesk(d model.DeskID, waiting, underWay JobID) {
	w.Desk[d].Waiting, w.Desk[d].Others = waiting, underWay
}

// otherWaits, otherStarts and otherOver count other business at a desk that goes on by
// itself.
func (w *World) otherWaits(d model.DeskID) { w.Desk[d].Queued++ }

func (w *World) otherStarts(d model.DeskID) {
	w.Desk[d].Queued--
	w.Desk[d].Busy++
}

func (w *World) otherOver(d model.DeskID) { w.Desk[d].Busy-- }

// abandon takes a job out of the queue, or lets the work under way lead to
// nothing.
func (w *World) abandon(j JobID) {
	w.leadNowhere(j)
	switch {
	case w.Job[j].Lying != 0:
		w.unlay(j)
	case w.Job[j].Started == sim.Never:
		w.unwait(j)
		w.leavesQueue(j)
		w.unshelve(w.Job[j].Desk)
	}
}

// overloads counts a desk's sheddings and gives the number of this one.
func (w *World) overloads(d model.DeskID) uint32 {
	w.Desk[d].Sheds++
	return w.Desk[d].Sheds - 1
}

// unwatched notes that no flip of a desk is on the calendar.
func (w *World) unwatched(d model.DeskID) {
	w.Desk[d].FlipAt, w.Desk[d].Limit = sim.Never, w.backlog(d)
}

// putOnShelf defers a job until the queue is shorter.
func (w *World) putOnShelf(d model.DeskID, j JobID) {
	w.shelve(j, true)
	w.rank(&w.Desk[d].Shelf, j)
}

// leavesQueue counts a job no longer that will not be done.
func (w *World) leavesQueue(j JobID) { w.Desk[w.Job[j].Desk].Ours -= ours(w.Job[j].Task) }

// limited notes how long a desk's queue may be.
func (w *World) limited(d model.DeskID, limit int64) { w.Desk[d].Limit = limit }

// rankAgain puts what lies at a desk into the order in which it would stand now.
func (w *World) rankAgain(d model.DeskID) {
	w.reorder(&w.Desk[d].Waiting)
	w.reorder(&w.Desk[d].Shelf)
}
