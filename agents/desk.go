package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// JobID is a place in State.Job; 0 none.
type JobID uint32

// job is one piece of work at a desk. Job[0].next is the head of the free list.
type job struct {
	Key     sim.ID
	Stream  sim.ID // lineage of its draws
	Arrived sim.Time
	Ends    sim.Time // of a job under way
	Taken   sim.Time // when it came into the queue; Never while it lies aside
	Started sim.Time // Never while it waits
	Ended   sim.Time // Never while it is under way
	CallAt  sim.Time // on call: when somebody can start it in closed time; Never
	Timer   sim.Handle
	Desk    DeskID
	Toward  NationID // whose concern scales discretionary work; None
	Owner   uint32
	Lying   LyingID // where it lies aside; 0
	Next    JobID
	Task    Task
	Then    then
	Prec    journal.Precedence
	Called  bool // started in closed time by the officer on call
	Shelved bool // deferred by an overloaded desk
}

// desk is the queue of a desk. Waiting jobs are a list by precedence, then
// arrival, then key.
type desk struct {
	Waiting JobID
	Others  JobID    // other business under way, by its end
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
	return w.join1(d, o)
}

// received is the precedence of a message at an agency's desk: a receiver has its
// own priorities.
func (w *World) received(t TransitID, a AgencyID) journal.Precedence {
	tr, here := &w.Transit[t], w.spec.Agencies[a].Nation
	if here == w.spec.Agencies[tr.From].Nation {
		return tr.Prec
	}
	return w.effective(tr.Prec, here, tr.Story)
}

func (w *World) join1(d DeskID, o order) JobID {
	j := w.newJob()
	if o.stream == 0 {
		o.stream = o.key
	}
	w.Job[j] = job{
		Key: o.key, Stream: o.stream, Arrived: w.k.Now(), Taken: sim.Never, Started: sim.Never, Ended: sim.Never, CallAt: sim.Never,
		Desk: d, Toward: o.toward, Owner: o.owner, Task: o.task, Then: o.then, Prec: o.prec,
	}
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
	w.Job[j].Taken = w.k.Now()
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
		x.Prec = prec
		return
	}
	w.unwait(j)
	x.Prec = prec
	w.wait(x.Desk, j)
	w.dispatch(x.Desk)
}

// lies notes where a job lies aside; 0: no longer.
func (w *World) lies(j JobID, i LyingID) { w.Job[j].Lying = i }

// elapses says whether a job's time is given as elapsed: it stands for a desk
// that is not simulated, and takes none of this one's servers.
func (w *World) elapses(j JobID) bool {
	x := &w.Job[j]
	return w.spec.Desks[x.Desk].Tasks[x.Task].Elapsed
}

// elapse lets a job end when its time is over, whatever the desk is at.
func (w *World) elapse(d DeskID, j JobID) {
	sp, x := &w.spec.Desks[d], &w.Job[j]
	x.Started, x.Taken = w.k.Now(), w.k.Now()
	end := x.Started + sp.Tasks[x.Task].Dist.Draw(w.u(drawWork, x.Stream.Nth(uint64(x.Task))))
	x.Timer = w.k.Timer(end, sim.PhaseComplete, actor(sp.Agency), JobDone, uint32(j), 0)
}

// newJob takes a job off the free list.
func (w *World) newJob() JobID {
	if j := w.Job[0].Next; j != 0 {
		w.Job[0].Next = w.Job[j].Next
		return j
	}
	w.Job = append(w.Job, job{})
	return JobID(len(w.Job) - 1)
}

func (w *World) freeJob(j JobID) {
	w.Job[j] = job{Next: w.Job[0].Next}
	w.Job[0].Next = j
}

// wait puts a job into a desk's queue: highest precedence, then arrival, then
// key.
func (w *World) wait(d DeskID, j JobID) {
	w.rank(&w.Desk[d].Waiting, j)
	w.Desk[d].Queued++
}

// rank puts a job into a list in the order of a queue.
func (w *World) rank(p *JobID, j JobID) {
	x := &w.Job[j]
	for *p != 0 {
		y := &w.Job[*p]
		if y.Prec < x.Prec || y.Prec == x.Prec && (y.Arrived > x.Arrived || y.Arrived == x.Arrived && y.Key > x.Key) {
			break
		}
		p = &y.Next
	}
	x.Next = *p
	*p = j
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
	for *p != j {
		p = &w.Job[*p].Next
	}
	*p = w.Job[j].Next
	w.Job[j].Next, w.Job[j].Shelved = 0, false
}

// dispatch puts a desk's starts on the calendar of this instant.
func (w *World) dispatch(d DeskID) {
	switch {
	case w.Offstage[d].Away:
		w.startsDue(d, w.k.Now(), w.k.Reached())
	case !w.Desk[d].Due:
		w.Desk[d].Due = true
		w.k.Schedule(w.k.Now(), sim.PhaseStart, w.deskActor(d), DeskStarts, uint32(d), 0)
	}
}

// startsDue notes that a desk that goes on by itself may start something, since a place in
// an instant.
func (w *World) startsDue(d DeskID, at sim.Time, since sim.Position) {
	if !w.Desk[d].Due {
		w.Desk[d].Due = true
		w.dueOffstage(d, at, since)
	}
}

// deskStarts gives free servers the jobs that may start now.
func (w *World) deskStarts(e sim.Event) {
	d := DeskID(e.Arg)
	if w.Offstage[d].Away { // an officer was called in for a job that is gone
		return
	}
	w.startJobs(d, w.k.Now())
	if x := &w.Desk[d]; x.Ours == 0 && x.Shelf == 0 {
		w.leaveStage(d)
	}
}

// startJobs gives free servers the jobs that may start at an instant.
func (w *World) startJobs(d DeskID, now sim.Time) {
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
func (w *World) free(d DeskID, open bool, servers int64) bool {
	busy := w.Desk[d].Busy
	if !open {
		busy = w.Desk[d].Calls
	}
	return int64(busy) < servers
}

// eligible is the first waiting job that may start: any in open time, in closed
// time those for which the officer on call has arrived.
func (w *World) eligible(d DeskID, open bool) JobID {
	if open {
		return w.Desk[d].Waiting
	}
	if !w.spec.Desks[d].OnCall {
		return 0
	}
	now := w.k.Now()
	for j := w.Desk[d].Waiting; j != 0; j = w.Job[j].Next {
		x := &w.Job[j]
		if x.Prec < journal.Immediate {
			return 0
		}
		if x.CallAt == sim.Never {
			x.CallAt = now + w.spec.Model.OnCall.Draw(w.u(drawCallIn, x.Stream))
			w.k.Schedule(x.CallAt, sim.PhaseStart, w.deskActor(d), DeskStarts, uint32(d), 0)
		}
		if x.CallAt <= now {
			return j
		}
	}
	return 0
}

// start begins a job's service: its touch time, scaled, of open time.
func (w *World) start(d DeskID, j JobID, open bool, now sim.Time) {
	x := &w.Job[j]
	x.Started, x.Called = now, !open
	w.Desk[d].Busy++
	w.Desk[d].Calls += int32(b2i(x.Called))
	need := w.touch(d, j, now)
	x.Ends = now + need
	if open {
		x.Ends = w.worked(d, now, need)
	}
	if x.Task == Background {
		w.beginOther(d, j)
	}
	if !w.Offstage[d].Away {
		w.awaitEnd(d, j)
	}
}

// beginOther puts other business that is begun among what is under way.
func (w *World) beginOther(d DeskID, j JobID) {
	p := &w.Desk[d].Others
	for *p != 0 && w.Job[*p].Ends <= w.Job[j].Ends {
		p = &w.Job[*p].Next
	}
	w.Job[j].Next = *p
	*p = j
}

// awaitEnd puts the end of a job under way on the calendar.
func (w *World) awaitEnd(d DeskID, j JobID) {
	who := actor(w.spec.Desks[d].Agency)
	if w.Job[j].Task == Background {
		who = w.deskActor(d)
	}
	w.Job[j].Timer = w.k.Timer(w.Job[j].Ends, sim.PhaseComplete, who, JobDone, uint32(j), 0)
}

// ours is 1 for a job of the story, 0 for other business.
func ours(t Task) int32 { return int32(b2i(t != Background)) }

// deskActor orders what a desk does by itself among the events of one instant: after
// all that happens to agencies, so that no tie with them is decided by which of two
// was put on the calendar first.
func (w *World) deskActor(d DeskID) sim.Actor {
	return min(actor(AgencyID(len(w.spec.Agencies)+int(d))), sim.LastActor)
}

// touch is the work of a job: draw x human factor x skill x IT x fatigue. Other
// business knows no fatigue: its load is the share of time that it takes from
// people as they are, tired ones too.
func (w *World) touch(d DeskID, j JobID, now sim.Time) sim.Time {
	sp, x := &w.spec.Desks[d], &w.Job[j]
	m := &w.spec.Model
	need := sp.Tasks[x.Task].Dist.Draw(w.u(drawWork, x.Stream.Nth(uint64(x.Task))))
	f := sim.PPM(w.pAt(sp.Skill, now)).Times(sim.PPM(w.pAt(m.IT[min(max(w.pAt(sp.IT, now), 0), 3)], now)))
	if x.Task != Background {
		f = f.Times(w.fatigue(d))
	}
	if x.Toward != None && discretionary[x.Task] {
		f = f.Times(w.human(w.spec.Agencies[sp.Agency].Nation, x.Toward))
	}
	return f.Scale(need)
}

// watchHours looks at the queue again when the desk opens or closes.
func (w *World) watchHours(d DeskID, now sim.Time) {
	next := w.spec.Desks[d].Calendar.NextChange(now)
	if next == sim.Never || w.Desk[d].FlipAt == next {
		return
	}
	w.Desk[d].FlipAt = next
	if !w.Offstage[d].Away {
		w.awaitFlip(d)
	}
}

func (w *World) deskFlips(e sim.Event) {
	w.flipped(DeskID(e.Arg))
	w.dispatch(DeskID(e.Arg))
}

// flipped notes that a desk has opened or closed.
func (w *World) flipped(d DeskID) { w.Desk[d].FlipAt = sim.Never }

// jobDone frees the server, if the job had one, and sets going what it was for.
func (w *World) jobDone(e sim.Event) {
	j := JobID(e.Arg)
	x := &w.Job[j]
	d := x.Desk
	x.Ended = w.k.Now()
	if !w.elapses(j) {
		w.freeServer(d, j)
		w.unshelve(d)
		w.dispatch(d)
	}
	finishers[x.Then](w, j)
	w.freeJob(j)
}

// freeServer frees the server that a job had.
func (w *World) freeServer(d DeskID, j JobID) {
	k, x := &w.Desk[d], &w.Job[j]
	k.Busy--
	k.Calls -= int32(b2i(x.Called))
	if k.Ours -= ours(x.Task); x.Task != Background {
		return
	}
	p := &k.Others
	for *p != j {
		p = &w.Job[*p].Next
	}
	*p = x.Next
}

// otherDone ends the first of the other business that is under way at a desk.
func (w *World) otherDone(d DeskID) {
	j := w.Desk[d].Others
	w.freeServer(d, j)
	w.freeJob(j)
}

// otherComes makes a job of other business that has come to a desk.
func (w *World) otherComes(d DeskID, key sim.ID, at sim.Time) JobID {
	prec := journal.Routine
	if !w.yes(drawRank, key, routineShare) {
		prec = journal.Priority
	}
	j := w.newJob()
	w.Job[j] = job{
		Key: key, Stream: key, Arrived: at, Taken: at, Started: sim.Never, Ended: sim.Never, CallAt: sim.Never,
		Desk: d, Toward: None, Task: Background, Then: thenNothing, Prec: prec,
	}
	return j
}

// jobSpans is the time of a job up to now: ASIDE while it lay in the tray, then
// split at the desk's hours: waiting is QUEUE or OFF_HOURS, service WORK or
// OFF_HOURS; RULE where it is given as elapsed.
func (w *World) jobSpans(j JobID, step journal.Step) spans {
	x := w.Job[j]
	sp := &w.spec.Desks[x.Desk]
	now := w.k.Now()
	start, end := min(x.Started, now), min(x.Ended, now)
	var l spans
	if w.elapses(j) {
		w.push(&l, step, journal.ByRule, sp.Ref, end-start)
		return l
	}
	taken := min(x.Taken, now)
	w.push(&l, step, journal.LaidAside, sp.Ref, taken-x.Arrived)
	w.pushHours(&l, &sp.Calendar, step, journal.Queue, sp.Ref, taken, start)
	if x.Called {
		w.push(&l, step, journal.Work, sp.Ref, end-start)
	} else {
		w.pushHours(&l, &sp.Calendar, step, journal.Work, sp.Ref, start, end)
	}
	return l
}

// jobOver says whether a job has ended.
func (w *World) jobOver(j JobID) bool { return w.Job[j].Ended != sim.Never }

// abandon takes a job out of the queue, or lets the work under way lead to
// nothing.
func (w *World) abandon(j JobID) {
	w.Job[j].Then = thenNothing
	switch {
	case w.Job[j].Lying != 0:
		w.unlay(j)
	case w.Job[j].Started == sim.Never:
		w.unwait(j)
		w.Desk[w.Job[j].Desk].Ours--
		w.unshelve(w.Job[j].Desk)
	}
}

// shed relieves a desk whose queue is above its limit: a graceful one shelves
// the newest of the lowest precedence until the queue is half as long, an
// ungraceful one drops it.
func (w *World) shed(d DeskID) {
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
			w.Job[j].Shelved = true
			w.rank(&w.Desk[d].Shelf, j)
			continue
		}
		w.discard(j)
	}
}

// newest is the waiting job of the lowest precedence that came last.
func (w *World) newest(d DeskID) JobID {
	j := w.Desk[d].Waiting
	for w.Job[j].Next != 0 {
		j = w.Job[j].Next
	}
	return j
}

// unshelve takes deferred jobs back when the queue is half its limit.
func (w *World) unshelve(d DeskID) {
	half := max(w.backlog(d)/2, 1)
	for w.Desk[d].Shelf != 0 && int64(w.Desk[d].Queued) < half {
		j := w.Desk[d].Shelf
		w.unwait(j)
		w.wait(d, j)
	}
}

// discard drops a job that never began, and with it what it was for.
func (w *World) discard(j JobID) {
	w.Job[j].Ended = w.k.Now()
	w.Desk[w.Job[j].Desk].Ours -= ours(w.Job[j].Task)
	losses[w.Job[j].Then](w, j)
	w.freeJob(j)
}

// lookDesks lets every desk look at its queue again: who may start, what is more
// than it can hold, and the order of it, which follows the nation's priorities.
func (w *World) lookDesks() {
	for i := range w.Desk {
		d := DeskID(i)
		limit := w.backlog(d)
		moved := w.Desk[d].Limit != limit
		w.Desk[d].Limit = limit // of an idle desk too: it was looked at
		if moved {
			w.enterStage(d)
		}
		w.catchUp(d)
		if w.Desk[d].Waiting == 0 && w.Desk[d].Shelf == 0 && w.Desk[d].Busy == 0 {
			continue
		}
		w.reorder(&w.Desk[d].Waiting)
		w.reorder(&w.Desk[d].Shelf)
		if moved {
			w.unshelve(d)
			w.shed(d)
		}
		w.dispatch(d)
	}
}

// backlog is how many jobs may wait at a desk now.
func (w *World) backlog(d DeskID) int64 {
	sp := &w.spec.Desks[d]
	return w.p(sp.BacklogMax) * w.p(sp.Servers)
}

// reorder gives the jobs of a list the precedence that they would arrive with now.
func (w *World) reorder(p *JobID) {
	list := *p
	*p = 0
	for list != 0 {
		j := list
		list = w.Job[j].Next
		if x := &w.Job[j]; x.Then == thenTransit {
			x.Prec = w.received(TransitID(x.Owner), w.spec.Desks[x.Desk].Agency)
		}
		w.rank(p, j)
	}
}

// overloads counts a desk's sheddings and gives the number of this one.
func (w *World) overloads(d DeskID) uint32 {
	w.Desk[d].Sheds++
	return w.Desk[d].Sheds - 1
}

// unwatched notes that no flip of a desk is on the calendar.
func (w *World) unwatched(d DeskID) {
	w.Desk[d].FlipAt, w.Desk[d].Limit = sim.Never, w.backlog(d)
}
