package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// do says what a step decided.
type do uint8

const (
	doPass     do = iota
	doWait        // until an instant
	doWork        // a job at a desk
	doExchange    // for other messages, which wake it
	doCarry       // on a channel, which wakes it
	doPark        // unwilling
	doEnd
)

// verdict is what a step gives back to runSteps.
type verdict struct {
	do      do
	stays   bool // come back to this step after the hold
	until   sim.Time
	order   order // work
	cause   journal.Cause
	object  journal.Ref
	outcome journal.Outcome // end
	reason  journal.Reason
	chance  sim.PPM
}

// The places in the chain, in order.
const (
	lawAt = iota
	classifyAt
	consentAt
	willAt
	releaseAt
	sanitiseAt
	lawAgainAt
	routeAt
	gatewayAt
	carryAt
	convertAt
	relayAt
	readAt
)

// chain is the way of every message, as data. runSteps is its only driver, and
// holdMessage the only place where a transit's time passes. A step that sends a message
// back names a place: it cannot name chain itself, for Go refuses the cycle, and with it the
// shortcut of calling runSteps from within a step.
var chain = [...]struct {
	step journal.Step
	run  func(steps, TransitID) verdict
}{
	lawAt:      {journal.Law, steps.lawStep},
	classifyAt: {journal.Classify, steps.classifyStep},
	consentAt:  {journal.Consent, steps.consentStep},
	willAt:     {journal.Will, steps.willStep},
	releaseAt:  {journal.Release, steps.releaseStep},
	sanitiseAt: {journal.Sanitise, steps.sanitiseStep},
	lawAgainAt: {journal.Law, steps.lawAgainStep},
	routeAt:    {journal.Route, steps.routeStep},
	gatewayAt:  {journal.Gateway, steps.gatewayStep},
	carryAt:    {journal.Carry, steps.carryStep},
	convertAt:  {journal.Convert, steps.convertStep},
	relayAt:    {journal.Relay, steps.relayStep},
	readAt:     {journal.Reading, steps.readStep},
}

// runSteps runs the steps until one of them makes the message wait or ends it.
func (w steps) runSteps(t TransitID) {
	for int(w.Transit[t].At) < len(chain) { // indexed afresh each time: a step may grow the column
		s := &chain[w.Transit[t].At]
		if int(w.Transit[t].Msg) >= len(skips) || skips[w.Transit[t].Msg]>>s.step&1 == 0 {
			if v := s.run(w, t); v.do != doPass {
				w.holdMessage(t, s.step, v)
				return
			}
		}
		w.transits.moveToNextStep(t)
	}
	w.transits.finishReading(t)
}

// transitDue goes on with a message whose hold has ended by time (Aux 1), or
// that was woken to decide.
func (w steps) transitDue(e sim.Event) {
	t := TransitID(e.Arg)
	switch st := w.Hold[t].State; {
	case e.Aux == 1 && st == isHeld:
		w.transits.releaseHold(t)
		w.transits.wakeMessage(t)
	case e.Aux == 0 && (st == isMoving || st == isParked):
		w.runSteps(t)
	}
}

func (w steps) transitLapses(e sim.Event) {
	t := TransitID(e.Arg)
	if w.Hold[t].State != isParked {
		return
	}
	i, j := w.spec.Agencies[w.Transit[t].From].Nation, w.spec.Agencies[w.Transit[t].To].Nation
	why := journal.NotWilling
	if _, veto := w.willingnessOf(t, i, j); veto {
		why = journal.Veto
	}
	w.endMessage(t, journal.Will, verdict{outcome: journal.Lapsed, reason: why, object: w.spec.Nations[i].Ref})
}

// stepJobDone goes on after a job of the chain.
func (w steps) stepJobDone(j JobID) {
	t := TransitID(w.Job[j].Owner)
	w.transits.releaseHold(t)
	w.transits.wakeMessage(t)
}

// stepJobDropped ends a message whose job a desk shed.
func (w steps) stepJobDropped(t TransitID, d model.DeskID) {
	w.endMessage(t, w.Hold[t].Step, verdict{outcome: journal.Dropped, reason: journal.OverloadDrop, object: w.spec.Desks[d].Ref})
}

// endMessage ends a message otherwise than by reading.
func (w steps) endMessage(t TransitID, step journal.Step, v verdict) {
	w.abortStep(t)
	tr := &w.Transit[t]
	w.transits.markClosed(t, step)
	r := w.transits.beginMessageRecord(journal.Ended, t)
	r.Reason, r.Rule = v.reason, v.object
	r.Args = [journal.MaxArgs]int64{journal.EndedOutcome: int64(v.outcome), journal.EndedMessage: int64(tr.Msg), journal.EndedTo: int64(w.spec.Agencies[tr.To].Ref), journal.EndedStoryline: w.spec.StorylineRef(tr.Story)}
	w.transits.emitMessageRecord(t)
	if !w.over {
		ended[w.Transit[t].Msg](w.World, t, v)
	}
}

// recallMessages withdraws what an agency has in the chain on a storyline and has not
// yet been carried.
func (w steps) recallMessages(a model.AgencyID, s model.StorylineID, by journal.Ref) {
	for t := 1; t < len(w.Transit); t++ {
		tr := &w.Transit[t]
		if tr.From == a && tr.Story == s && w.Hold[t].State != isDone && tr.At < carryAt && tr.Leg == 0 {
			w.endMessage(TransitID(t), chain[tr.At].step, verdict{outcome: journal.Withdrawn, reason: journal.Recalled, object: by})
		}
	}
}

// endAll records what is still on its way at EndEx.
func (w steps) endAll() {
	for t := 1; t < len(w.Transit); t++ {
		tr := &w.Transit[t]
		if w.Hold[t].State == isDone {
			continue
		}
		object := w.Hold[t].Object // what held it
		if object == 0 || w.Hold[t].State == isMoving {
			object = w.spec.Agencies[tr.Node].Ref
		}
		w.endMessage(TransitID(t), chain[min(int(tr.At), len(chain)-1)].step, verdict{outcome: journal.Pending, reason: journal.EndOfExercise, object: object})
	}
}
