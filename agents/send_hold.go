package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// hold is the stretch of time in which a message waits: one for each transit,
// at the same place in its column.
type hold struct {
	Since   sim.Time // when it began, or last changed its cause
	Rest    sim.Time // latency still to pass
	Timer   sim.Handle
	Pending spans // time since the message's last record
	Object  journal.Ref
	Rule    journal.Ref // that the next record names
	Job     JobID
	Next    TransitID // in the list it is in: parked, on board of a channel, waiting for a slot
	Waits   uint32    // exchanges it waits for
	State   progress
	Step    journal.Step
	Cause   journal.Cause
	Stays   bool // it ends within its step
	Asks    bool // it waits for exchanges, whose own time stands for it
}

// parked heads the list of an agency's parked messages.
type parked struct{ Head TransitID }

// progress of a transit.
type progress uint8

const (
	isMoving progress = iota
	isHeld
	isParked
	isDone
)

// addHold makes room for the hold of a new message.
func (w transits) addHold() { w.Hold = append(w.Hold, hold{Since: w.k.Now()}) }

// takePendingTime gives away the time since a message's last record.
func (w transits) takePendingTime(t TransitID) spans {
	p := w.Hold[t].Pending
	w.Hold[t].Pending = spans{}
	return p
}

// holdMessage lets time pass for a message, or ends it. It is the only function that
// does.
func (w steps) holdMessage(t TransitID, step journal.Step, v verdict) {
	if v.do == doEnd {
		w.endMessage(t, step, v)
		return
	}
	x := &w.Hold[t]
	if x.State == isParked { // looked at again in vain
		return
	}
	x.Since, x.Step, x.Cause, x.Object, x.Stays = w.k.Now(), step, v.cause, v.object, v.stays
	x.State, x.Asks = isHeld, v.do == doExchange
	holds[v.do](w.World, t, v)
}

// holds says, by what the step decided, how the hold will end.
var holds = [...]func(*World, TransitID, verdict){
	doWait: func(w *World, t TransitID, v verdict) {
		w.Hold[t].Timer = w.k.Timer(v.until, sim.PhaseComplete, actorOf(w.Transit[t].Node), TransitDue, uint32(t), 1)
	},
	doWork: func(w *World, t TransitID, v verdict) {
		tr, o := &w.Transit[t], v.order
		o.then, o.owner, o.prec = thenTransit, uint32(t), tr.Prec
		step, nth := sim.Name(w.Hold[t].Step.String()), uint64(tr.Leg)<<32|uint64(tr.Cursor)
		o.key, o.stream = tr.ID.Child(step).Nth(nth), tr.Stream.Child(step).Nth(nth)
		j := w.desks.enqueue(o)
		if w.Hold[t].State != isDone { // the desk may have shed it
			w.Hold[t].Job = j
		}
	},
	doExchange: func(*World, TransitID, verdict) {},
	doCarry: func(w *World, t TransitID, _ verdict) {
		if w.channels.requestSlot(w.Transit[t].Channel, t) {
			w.channels.startLeg(t)
		}
	},
	doPark: func(w *World, t TransitID, v verdict) {
		tr, x := &w.Transit[t], &w.Hold[t]
		x.State = isParked
		lapses := w.k.Now() + w.valueTime(w.spec.Model.Lapse[tr.Prec])
		x.Timer = w.k.Timer(lapses, sim.PhaseComplete, actorOf(tr.From), TransitLapses, uint32(t), 0)
		x.Next, w.Parked[tr.From].Head = w.Parked[tr.From].Head, t
		r := w.transits.beginMessageRecord(journal.Parked, t)
		r.Reason, r.Rule = v.reason, v.object
		r.Args = [journal.MaxArgs]int64{int64(v.chance), int64(lapses), int64(w.spec.Agencies[tr.To].Ref), w.spec.StorylineRef(tr.Story)}
		w.transits.emitMessageRecord(t)
	},
}

// releaseHold ends the open hold and records that the message passed what held it.
func (w transits) releaseHold(t TransitID) {
	w.accrueHold(t)
	x := &w.Hold[t]
	x.State = isMoving
	step, stays, waited := x.Step, x.Stays, x.Pending.Head != 0
	if !stays {
		w.moveToNextStep(t)
	}
	if waited && step != journal.Carry && step != journal.Reading { // Delivered and Read say it themselves
		w.recordPassed(t, journal.NoOutcome, 0)
	}
}

// resumeEarly ends the open hold before its time.
func (w transits) resumeEarly(t TransitID) {
	w.k.Cancel(w.Hold[t].Timer)
	w.accrueHold(t)
	w.Hold[t].State = isMoving
}

// accrueHold puts the time of the open hold into the message's pending time.
func (w transits) accrueHold(t TransitID) {
	x := &w.Hold[t]
	now := w.k.Now()
	if x.Job != 0 {
		w.jobs.appendTime(&x.Pending, x.Job, x.Step)
	} else if !x.Asks || x.Waits > 0 {
		w.appendSpan(&x.Pending, x.Step, x.Cause, x.Object, now-x.Since)
	}
	w.Hold[t].Job, w.Hold[t].Since = 0, now
}

// changeCause gives the open hold another cause from now on.
func (w transits) changeCause(t TransitID, c journal.Cause) {
	w.accrueHold(t)
	w.Hold[t].Cause = c
}

// abortStep closes whatever a message is in the middle of.
func (w steps) abortStep(t TransitID) {
	x := &w.Hold[t]
	w.k.Cancel(x.Timer)
	was := x.State
	if was == isHeld || was == isParked {
		if j := x.Job; j != 0 && !w.jobs.isOver(j) {
			w.desks.cancelJob(j)
		}
		w.transits.accrueHold(t)
	}
	if was == isParked {
		w.transits.unlinkParked(t)
	}
	if tr := &w.Transit[t]; tr.At == carryAt && tr.Channel != model.None {
		w.channels.releaseSlot(tr.Channel, t)
	}
}

// markClosed marks a message that has ended in a step.
func (w transits) markClosed(t TransitID, step journal.Step) {
	w.Hold[t].State, w.Hold[t].Step = isDone, step
}

// setNextStep says which step the next record of a message is about.
func (w transits) setNextStep(t TransitID, step journal.Step) { w.Hold[t].Step = step }

// setNextRule says which rule the next record of a message names; it is asked once.
func (w transits) setNextRule(t TransitID, rule journal.Ref) { w.Hold[t].Rule = rule }

func (w transits) takeNextRule(t TransitID) journal.Ref {
	rule := w.Hold[t].Rule
	w.Hold[t].Rule = 0
	return rule
}

// unlinkParked takes a message out of its sender's list of parked ones.
func (w transits) unlinkParked(t TransitID) {
	p := &w.Parked[w.Transit[t].From]
	p.Head, _ = w.unlinkFrom(p.Head, t)
}

// unparkMessage ends a parked hold: the message goes on.
func (w transits) unparkMessage(t TransitID, chance sim.PPM) {
	w.k.Cancel(w.Hold[t].Timer)
	w.unlinkParked(t)
	w.accrueHold(t)
	w.Hold[t].State = isMoving
	w.recordPassed(t, journal.Willing, chance)
}

// wakeParked lets every parked message of nation i (towards j, or anybody for None)
// look again: something its willingness depends on has changed.
func (w transits) wakeParked(i, j model.NationID) {
	for _, a := range w.spec.Nations[i].Agencies {
		for t := w.Parked[a].Head; t != 0; t = w.Hold[t].Next {
			if j == model.None || w.spec.Agencies[w.Transit[t].To].Nation == j {
				w.wakeMessage(t)
			}
		}
	}
}

// addExchanges counts the exchanges that a message waits for.
func (w transits) addExchanges(t TransitID, exchanges uint32) { w.Hold[t].Waits += exchanges }

// exchangeAnswered counts an exchange that came to its end, with the time it took; the
// last one lets the message go on.
func (w transits) exchangeAnswered(t TransitID, path spans) {
	x := &w.Hold[t]
	x.Waits--
	if x.Waits > 0 || x.State != isHeld {
		return
	}
	w.concatSpans(&w.Hold[t].Pending, path, w.Hold[t].Step)
	w.releaseHold(t)
	w.wakeMessage(t)
}

// setLatency sets the latency that a message has before it.
func (w transits) setLatency(t TransitID, rest sim.Time) { w.Hold[t].Rest = rest }

// startLatency starts or resumes the latency of a message.
func (w transits) startLatency(t TransitID) {
	w.changeCause(t, journal.Latency)
	x := &w.Hold[t]
	x.Timer = w.k.Timer(w.k.Now()+x.Rest, sim.PhaseComplete, actorOf(w.Transit[t].Node), TransitDue, uint32(t), 1)
}

// stopLatency stops a message where it is; the rest of its latency is kept.
func (w transits) stopLatency(t TransitID) {
	x := &w.Hold[t]
	if w.k.Cancel(x.Timer) {
		x.Rest -= w.k.Now() - x.Since
	}
	w.changeCause(t, journal.Outage)
}

// linkAtHead puts a message at the head of a list.
func (w transits) linkAtHead(t, head TransitID) TransitID {
	w.Hold[t].Next = head
	return t
}

// linkAtTail puts a message into a waiting list: precedence, then arrival.
func (w transits) linkAtTail(head, t TransitID) TransitID {
	if head == 0 || w.Transit[head].Prec < w.Transit[t].Prec {
		return w.linkAtHead(t, head)
	}
	p := head
	for n := w.Hold[p].Next; n != 0 && w.Transit[n].Prec >= w.Transit[t].Prec; n = w.Hold[n].Next {
		p = n
	}
	w.Hold[t].Next = w.Hold[p].Next
	w.Hold[p].Next = t
	return head
}

// unlinkFrom takes a message out of a list, and says whether it was in it.
func (w transits) unlinkFrom(head, t TransitID) (TransitID, bool) {
	if head == t {
		head = w.Hold[t].Next
		w.Hold[t].Next = 0
		return head, true
	}
	for p := head; p != 0; p = w.Hold[p].Next {
		if w.Hold[p].Next == t {
			w.Hold[p].Next = w.Hold[t].Next
			w.Hold[t].Next = 0
			return head, true
		}
	}
	return head, false
}

// concatSpans appends a copy of the stretches of b to a, under one step if as is
// one.
func (w transits) concatSpans(a *spans, b spans, as journal.Step) {
	for id := b.Head; id != 0; id = w.Span[id].Next {
		s := w.Span[id]
		if as != journal.NoStep {
			s.Step = as
		}
		w.appendSpan(a, s.Step, s.Cause, s.Object, s.Ms)
	}
}
