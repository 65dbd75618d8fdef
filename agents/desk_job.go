package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// JobID is a place in State.Job; 0 none.
type JobID uint32

// job is one piece of work at a desk. Job[0].next is the head of the free list.
// What a queue is ordered by stands together, for it is read of all that wait.
type job struct {
	Key     sim.ID
	Arrived sim.Time
	Next    JobID
	Prec    journal.Precedence
	Task    model.Task
	Then    continuation
	Shelved bool     // deferred by an overloaded desk
	Stream  sim.ID   // lineage of its draws
	Ends    sim.Time // of a job under way
	Taken   sim.Time // when it came into the queue; Never while it lies aside
	Started sim.Time // Never while it waits
	Ended   sim.Time // Never while it is under way
	CallAt  sim.Time // on call: when somebody can start it in closed time; Never
	Timer   sim.Handle
	Desk    model.DeskID
	Toward  model.NationID // whose concern scales discretionary work; None
	Owner   uint32
	Lying   LyingID // where it lies aside; 0
	Called  bool    // started in closed time by the officer on call
	Paused  bool    // other business that was laid down for what is FLASH
	Instead JobID   // the other business that was laid down for it; 0
}

// addJob notes a job that has come.
func (w jobs) addJob(x job) JobID {
	x.Started, x.Ended, x.CallAt = sim.Never, sim.Never, sim.Never
	j := w.Job[0].Next
	if j == 0 {
		w.Job = append(w.Job, x)
		return JobID(len(w.Job) - 1)
	}
	w.Job[0].Next = w.Job[j].Next
	w.Job[j] = x
	return j
}

func (w jobs) freeJob(j JobID) {
	w.Job[j] = job{Next: w.Job[0].Next}
	w.Job[0].Next = j
}

// markQueued notes that a job lies in the queue from now on.
func (w jobs) markQueued(j JobID) { w.Job[j].Taken = w.k.Now() }

// setPrecedence notes that a job is more urgent now.
func (w jobs) setPrecedence(j JobID, prec journal.Precedence) { w.Job[j].Prec = prec }

// setLying notes where a job lies aside; 0: no longer.
func (w jobs) setLying(j JobID, i LyingID) { w.Job[j].Lying = i }

// markShelved notes whether an overloaded desk has deferred a job.
func (w jobs) markShelved(j JobID, yes bool) { w.Job[j].Shelved = yes }

// callInStaff calls somebody in for an urgent job, once, and says from when on it can be
// taken in hand in closed time.
func (w jobs) callInStaff(d model.DeskID, j JobID) sim.Time {
	if w.Job[j].CallAt == sim.Never {
		at := w.k.Now() + w.spec.Model.OnCall.Draw(w.randomBits(drawCallIn, w.Job[j].Stream))
		w.Job[j].CallAt = at
		w.k.Schedule(at, sim.PhaseStart, w.deskActor(d), DeskStarts, uint32(d), 0)
	}
	return w.Job[j].CallAt
}

// markBegun notes that a job is taken in hand, in open time or by who was called in.
func (w jobs) markBegun(d model.DeskID, j JobID, open bool, now, need sim.Time) {
	x := &w.Job[j]
	x.Started, x.Called, x.Ends = now, !open, now+need
	if open {
		x.Ends = w.hours.workDoneAt(d, now, need)
	}
}

// markOver notes that a job is over.
func (w jobs) markOver(j JobID) { w.Job[j].Ended = w.k.Now() }

// clearFollowUp lets nothing follow when a job is done.
func (w jobs) clearFollowUp(j JobID) { w.Job[j].Then = thenNothing }

// countAsStory is 1 for a job of the story, 0 for other business.
func countAsStory(t model.Task) int32 { return int32(sim.Bit(t != model.Background)) }

// paceFactor is the factor on all work at a desk: skill and equipment.
func (w jobs) paceFactor(d model.DeskID, at sim.Time) sim.PPM {
	sp, m := &w.spec.Desks[d], &w.spec.Model
	return sim.PPM(w.valueAt(sp.Skill, at)).Times(sim.PPM(w.valueAt(m.IT[min(max(w.valueAt(sp.IT, at), 0), 3)], at)))
}

// layDown lets other business end later by the work of a job that is done instead.
func (w jobs) layDown(d model.DeskID, other, instead JobID, need sim.Time) {
	x := &w.Job[other]
	w.k.Cancel(x.Timer)
	x.Paused, x.Ends = true, w.hours.workDoneAt(d, x.Ends, need)
	w.Job[instead].Instead = other
	w.scheduleEnd(d, other)
}

// pickUp notes that other business goes on.
func (w jobs) pickUp(other JobID) { w.Job[other].Paused = false }

// scheduleEnd puts the end of a job under way on the calendar.
func (w jobs) scheduleEnd(d model.DeskID, j JobID) {
	who := actorOf(w.spec.Desks[d].Agency)
	if w.Job[j].Task == model.Background {
		who = w.deskActor(d)
	}
	w.Job[j].Timer = w.k.Timer(w.Job[j].Ends, sim.PhaseComplete, who, JobDone, uint32(j), 0)
}

// isElapsedTime says whether a job's time is given as elapsed: it stands for a desk
// that is not simulated, and takes none of this one's servers.
func (w jobs) isElapsedTime(j JobID) bool {
	x := &w.Job[j]
	return w.spec.Desks[x.Desk].Tasks[x.Task].Elapsed
}

// setElapsedEnd lets a job end when its time is over, whatever the desk is at.
func (w jobs) setElapsedEnd(d model.DeskID, j JobID) {
	sp, x := &w.spec.Desks[d], &w.Job[j]
	x.Started, x.Taken = w.k.Now(), w.k.Now()
	need := sp.Tasks[x.Task].Dist.Draw(w.randomBits(drawWork, x.Stream.Nth(uint64(x.Task))))
	end := x.Started + w.crises.hasten(sp.Agency, w.crises.matterOf(x), x.Task, need)
	x.Timer = w.k.Timer(end, sim.PhaseComplete, actorOf(sp.Agency), JobDone, uint32(j), 0)
}

// markUnderWay notes that a job was taken in hand at an instant, and when it ends.
func (w jobs) markUnderWay(j JobID, started, ends sim.Time) {
	w.Job[j].Started, w.Job[j].Ends = started, ends
}

// linkAfter puts a job after the last one of a list.
func (w jobs) linkAfter(last, j JobID) { w.Job[last].Next = j }

// freeChained frees a job, and names the one after it.
func (w jobs) freeChained(j JobID) JobID {
	next := w.Job[j].Next
	w.freeJob(j)
	return next
}

// insertByRank puts a job into a list in the order of a queue.
func (w jobs) insertByRank(p *JobID, j JobID) {
	for *p != 0 && !w.isDoneBefore(j, *p) {
		p = &w.Job[*p].Next
	}
	w.Job[j].Next = *p
	*p = j
}

// mergeQueue puts the jobs of a list, which are in the order of a queue, into another.
func (w jobs) mergeQueue(p *JobID, list JobID) {
	for list != 0 {
		j := list
		list = w.Job[j].Next
		w.insertByRank(p, j)
		p = &w.Job[j].Next
	}
}

// isDoneBefore says whether a job is before another in a queue: by precedence, then arrival,
// then key.
func (w jobs) isDoneBefore(j, other JobID) bool {
	x, y := &w.Job[j], &w.Job[other]
	return y.Prec < x.Prec || y.Prec == x.Prec && (y.Arrived > x.Arrived || y.Arrived == x.Arrived && y.Key > x.Key)
}

// insertByEnd puts a job under way into a list by its end.
func (w jobs) insertByEnd(p *JobID, j JobID) {
	for *p != 0 && w.Job[*p].Ends <= w.Job[j].Ends {
		p = &w.Job[*p].Next
	}
	w.Job[j].Next = *p
	*p = j
}

// unlinkFrom takes a job out of a list, and gives the one that was before it; 0 for none.
func (w jobs) unlinkFrom(p *JobID, j JobID) (before JobID) {
	for *p != j {
		before, p = *p, &w.Job[*p].Next
	}
	*p, w.Job[j].Next = w.Job[j].Next, 0
	return before
}

// reorderQueue gives the jobs of a list the precedence that they would arrive with now. It
// gives the last of them; 0 for none.
func (w jobs) reorderQueue(p *JobID) (last JobID) {
	list := *p
	*p = 0
	for list != 0 {
		j := list
		list = w.Job[j].Next
		if x := &w.Job[j]; x.Then == thenTransit {
			x.Prec = w.receivedPrecedence(TransitID(x.Owner), w.spec.Desks[x.Desk].Agency)
		}
		w.insertByRank(p, j)
	}
	for j := *p; j != 0; j = w.Job[j].Next {
		last = j
	}
	return last
}

// spansOf is the time of a job up to now, lent until what happens now is over.
func (w jobs) spansOf(j JobID, step journal.Step) (l spans) {
	w.appendTime(&l, j, step)
	return w.lendSpans(l)
}

// appendTime appends the time of a job up to now: ASIDE while it lay in the tray, then
// split at the desk's hours: waiting is QUEUE or OFF_HOURS, service WORK or
// OFF_HOURS; RULE where it is given as elapsed.
func (w jobs) appendTime(l *spans, j JobID, step journal.Step) {
	x := w.Job[j]
	sp := &w.spec.Desks[x.Desk]
	now := w.k.Now()
	start, end := min(x.Started, now), min(x.Ended, now)
	if w.isElapsedTime(j) {
		w.appendSpan(l, step, journal.ByRule, sp.Ref, end-start)
		return
	}
	taken := min(x.Taken, now)
	w.appendSpan(l, step, journal.LaidAside, sp.Ref, taken-x.Arrived)
	w.appendOpenHours(l, &sp.Calendar, step, journal.Queue, sp.Ref, taken, start)
	if x.Called {
		w.appendSpan(l, step, journal.Work, sp.Ref, end-start)
	} else {
		w.appendOpenHours(l, &sp.Calendar, step, journal.Work, sp.Ref, start, end)
	}
}

// isOver says whether a job has ended.
func (w jobs) isOver(j JobID) bool { return w.Job[j].Ended != sim.Never }

// handledWithin bounds the work on a message that is read or passed on by what is written
// on it: that is what a precedence promises.
func (w jobs) handledWithin(x *job, work sim.Time) sim.Time {
	if x.Task != model.ReadingJob && x.Task != model.Relaying {
		return work
	}
	if most := w.valueTime(w.spec.Model.Labels.Handled[x.Prec]); most > 0 {
		return min(work, most)
	}
	return work
}

// receivedPrecedence is the precedence of a message at an agency's desk: a receiver has its
// own priorities.
func (w jobs) receivedPrecedence(t TransitID, a model.AgencyID) journal.Precedence {
	tr, here := &w.Transit[t], w.spec.Agencies[a].Nation
	if w.crises.isInCrisis(a, tr.Story) {
		return journal.Flash
	}
	if here == w.spec.Agencies[tr.From].Nation {
		return tr.Prec
	}
	return w.relations.precedenceAtDesk(tr.Prec, here, tr.Story)
}

// deskActor orders what a desk does by itself among the events of one instant: after
// all that happens to agencies, so that no tie with them is decided by which of two
// was put on the calendar first.
func (w jobs) deskActor(d model.DeskID) sim.Actor {
	return min(actorOf(model.AgencyID(len(w.spec.Agencies)+int(d))), sim.LastActor)
}

// appendOpenHours splits [from, to) at a desk's hours: open time has one cause,
// closed time is OFF_HOURS.
func (w jobs) appendOpenHours(l *spans, c *calendar.Calendar, step journal.Step, open journal.Cause, object journal.Ref, from, to sim.Time) {
	for from < to {
		isOpen, next := c.OpenUntil(from)
		next = min(next, to)
		cause := open
		if !isOpen {
			cause = journal.OffHours
		}
		w.appendSpan(l, step, cause, object, next-from)
		from = next
	}
}
