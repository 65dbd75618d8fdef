package agents

import (
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

// chain is the way of every message, as data. runSteps is its only driver, and
// holdMessage the only place where a transit's time passes.
var chain = [...]struct {
	step journal.Step
	run  func(transits, TransitID) verdict
}{
	{journal.Law, transits.lawStep},
	{journal.Classify, transits.classifyStep},
	{journal.Consent, transits.consentStep},
	{journal.Will, transits.willStep},
	{journal.Release, transits.releaseStep},
	{journal.Sanitise, transits.sanitiseStep},
	{journal.Law, transits.lawAgainStep},
	{journal.Route, transits.routeStep},
	{journal.Gateway, transits.gatewayStep},
	{journal.Carry, transits.carryStep},
	{journal.Convert, transits.convertStep},
	{journal.Relay, transits.relayStep},
	{journal.Reading, transits.readStep},
}

// Places in the chain that a step moves a transit back to, or asks about. A
// step cannot name chain itself: Go refuses the cycle, and with it the shortcut
// of calling runSteps from within a step.
const sanitiseAt, lawAgainAt, routeAt, carryAt = 5, 6, 7, 9

// runSteps runs the steps until one of them makes the message wait or ends it.
func (w transits) runSteps(t TransitID) {
	for int(w.Transit[t].At) < len(chain) { // indexed afresh each time: a step may grow the column
		s := &chain[w.Transit[t].At]
		if int(w.Transit[t].Msg) >= len(skips) || skips[w.Transit[t].Msg]>>s.step&1 == 0 {
			if v := s.run(w, t); v.do != doPass {
				w.holdMessage(t, s.step, v)
				return
			}
		}
		w.moveToNextStep(t)
	}
	w.finishReading(t)
}
