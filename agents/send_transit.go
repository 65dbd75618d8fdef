package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// TransitID is a place in State.Transit; 0 none.
type TransitID uint32

// transit is a message's way through the sending chain; the time it waits is its
// hold (send_hold.go).
type transit struct {
	ID        sim.ID
	Stream    sim.ID // lineage of its draws
	Sent      sim.Time
	Last      journal.Link // its last record
	Path      spans        // time since it was sent, kept for what waits for it
	From, To  model.AgencyID
	Node      model.AgencyID // where it is now
	Awaited   TransitID      // the message that waits for this one (consent)
	Item      ItemID
	Request   RequestID
	Dossier   DossierID // the sender's
	Story     model.StorylineID
	Cursor    uint32       // how far the current step has come
	Judged    sim.Time     // when LAW began
	Agreement int32        // the one invoked then; -1 none
	Fresh     bool         // another one is invoked since
	About     uint32       // of a crossing: its place in State.Crossing
	Limit     model.RuleID // rule that starts a clock at delivery; None
	Clock     ClockID      // a clock that delivery stops; 0 none
	Channel   model.ChannelID
	Route     uint16
	Leg       uint8
	At        uint8 // step of the chain
	Msg       journal.Message
	Prec      journal.Precedence
	Target    journal.Class // highest class that fits the recipient
	Strip     uint8         // kinds of facts that rules remove
	StripBy   journal.Ref   // the rule that does
	Asked     bool          // the recipient has asked
	Certain   bool          // neither will nor attention of the sender holds it
	Copied    bool          // for information
	Labelled  bool          // its precedence was given by hand
	Hit       bool          // it tells of a hit, or asks about one
	Records   uint32        // Passed and Parked so far
}

// moveToNextStep takes a message to the next step.
func (w transits) moveToNextStep(t TransitID) {
	w.Transit[t].At++
	w.Transit[t].Cursor = 0
}

// send puts a message into the chain, with the records that made it possible.
func (w transits) send(m message, from ...journal.Link) TransitID {
	id := messageKey(m.msg).Child(w.spec.Names.ID(w.spec.Agencies[m.from].Ref)).
		Child(w.spec.Names.ID(w.spec.Agencies[m.to].Ref)).Child(m.key)
	if w.crises.isInCrisis(m.from, m.story) {
		m.label = model.LabelOf(journal.Flash)
	}
	m.prec = m.label.Or(m.prec)
	now := w.k.Now()
	r := w.beginRecord(journal.Sent, w.spec.Agencies[m.from].Ref, id)
	for _, l := range from {
		if l.Num != 0 { // what an assessment would have caused was not assessed yet
			r.From = append(r.From, l)
		}
	}
	r.Trigger = m.trigger
	r.Args = [journal.MaxArgs]int64{journal.SentMessage: int64(m.msg), journal.SentTo: int64(w.spec.Agencies[m.to].Ref), journal.SentClass: 0, journal.SentPrecedence: int64(m.prec), journal.SentStoryline: 0, journal.SentRe: 0}
	if m.story != model.None {
		r.Args[journal.SentStoryline] = int64(w.spec.Storylines[m.story].Ref)
	}
	if m.item != 0 {
		r.Args[journal.SentClass] = int64(w.Item[m.item].Class)
		for _, c := range w.factsOf(m.item) {
			r.Facts = append(r.Facts, w.spec.Facts[c.Fact].Ref)
		}
	}
	if m.request != 0 {
		r.Args[journal.SentRe] = int64(w.Request[m.request].ID)
	}
	if m.awaited != 0 {
		r.Args[journal.SentRe] = int64(w.Transit[m.awaited].ID)
	}
	if m.copied {
		r.Reason, r.Rule = journal.ForInformation, w.spec.Agencies[m.to].Ref
	}
	w.tileSpans(r, m.path)
	l := w.emitRecord()
	w.addHold()
	w.Transit = append(w.Transit, transit{
		ID: id, Stream: w.streamKey(&m, id), Sent: now, Last: l, From: m.from, To: m.to, Node: m.from,
		Awaited: m.awaited, Item: m.item, Request: m.request, Dossier: m.dossier, Story: m.story,
		About: m.about, Msg: m.msg, Prec: m.prec, Asked: m.asked, Certain: m.certain, Copied: m.copied, Labelled: m.label != 0, Limit: model.None, Channel: model.None,
	})
	t := TransitID(len(w.Transit) - 1)
	w.wakeMessage(t)
	w.tellSent(t)
	return t
}

// markFromHit notes that a hit has set a message going.
func (w transits) markFromHit(t TransitID) { w.Transit[t].Hit = true }

// wakeMessage lets a transit go on in the decisions of this instant.
func (w transits) wakeMessage(t TransitID) {
	w.k.Schedule(w.k.Now(), sim.PhaseDecide, actorOf(w.Transit[t].Node), TransitDue, uint32(t), 0)
}

// recordPassed records that a message left a step.
func (w transits) recordPassed(t TransitID, o journal.Outcome, chance sim.PPM) {
	tr := &w.Transit[t]
	r := w.beginMessageRecord(journal.Passed, t)
	r.Step, r.Rule = w.Hold[t].Step, w.takeNextRule(t)
	r.Args = [journal.MaxArgs]int64{journal.PassedOutcome: int64(o), journal.PassedTo: int64(w.spec.Agencies[tr.To].Ref), journal.PassedStoryline: w.spec.StorylineRef(tr.Story), journal.PassedChance: int64(chance)}
	w.emitMessageRecord(t)
}

// beginMessageRecord begins a record about a message, caused by the record before it and
// with the time since then.
func (w transits) beginMessageRecord(k journal.Kind, t TransitID) *journal.Record {
	tr := &w.Transit[t]
	r := w.beginRecord(k, w.spec.Agencies[tr.Node].Ref, tr.ID)
	r.Step = w.Hold[t].Step
	if k == journal.Passed || k == journal.Parked {
		r.Nth = tr.Records
		tr.Records++
	}
	r.From = append(r.From, tr.Last)
	w.tileSpans(r, w.Hold[t].Pending)
	for _, f := range w.gone {
		r.Facts = append(r.Facts, w.spec.Facts[f].Ref)
	}
	w.gone = w.gone[:0]
	return r
}

// emitMessageRecord emits the record begun by beginMessageRecord and files its time.
func (w transits) emitMessageRecord(t TransitID) {
	l := w.emitRecord()
	tr := &w.Transit[t]
	tr.Last = l
	p := w.takePendingTime(t)
	if tr.Msg != journal.Item {
		w.concatSpans(&w.Transit[t].Path, p, journal.NoStep)
	}
	w.freeSpans(&p)
}

// finishReading is the end of the chain: the message has been read.
func (w transits) finishReading(t TransitID) {
	tr := &w.Transit[t]
	w.markClosed(t, journal.Reading)
	r := w.beginMessageRecord(journal.Read, t)
	r.Args = [journal.MaxArgs]int64{journal.ReadMessage: int64(tr.Msg), journal.ReadSender: int64(w.spec.Agencies[tr.From].Ref), journal.ReadStoryline: w.spec.StorylineRef(tr.Story), journal.ReadSent: int64(tr.Sent)}
	w.emitMessageRecord(t)
	reads[w.Transit[t].Msg](w.World, t)
}

// What a step may change of its message, besides what hold does.

func (w transits) markAsked(t TransitID)                     { w.Transit[t].Asked = true }
func (w transits) setCursor(t TransitID, cursor uint32)      { w.Transit[t].Cursor = cursor }
func (w transits) setReplyLimit(t TransitID, r model.RuleID) { w.Transit[t].Limit = r }
func (w transits) setMaxClass(t TransitID, c journal.Class)  { w.Transit[t].Target = c }
func (w transits) setRoute(t TransitID, route int, ch model.ChannelID) {
	w.Transit[t].Route, w.Transit[t].Channel = uint16(route), ch
}

// addStrip notes kinds of facts that a rule removes.
func (w transits) addStrip(t TransitID, kinds uint8, rule journal.Ref) {
	w.Transit[t].Strip |= kinds
	w.Transit[t].StripBy = rule
}

// recordDecision records a decision that took no time.
func (w transits) recordDecision(t TransitID, step journal.Step, o journal.Outcome, chance sim.PPM) {
	w.setNextStep(t, step)
	w.recordPassed(t, o, chance)
}

// recordShedFacts records, if facts have fallen out of a message, which and why.
func (w transits) recordShedFacts(t TransitID, step journal.Step, reason journal.Reason, by journal.Ref) {
	if len(w.gone) == 0 {
		return
	}
	w.setNextStep(t, step)
	r := w.beginMessageRecord(journal.Passed, t)
	tr := &w.Transit[t]
	r.Reason, r.Rule = reason, by
	r.Args = [journal.MaxArgs]int64{journal.PassedOutcome: int64(journal.Partial), journal.PassedTo: int64(w.spec.Agencies[tr.To].Ref), journal.PassedStoryline: w.spec.StorylineRef(tr.Story)}
	w.emitMessageRecord(t)
}

// arriveAt puts a message at the next agency of its route.
func (w transits) arriveAt(t TransitID, at model.AgencyID) {
	tr := &w.Transit[t]
	tr.Node = at
	w.setNextStep(t, journal.Carry)
	r := w.beginMessageRecord(journal.Delivered, t)
	r.Nth = uint32(tr.Leg)
	r.Args = [journal.MaxArgs]int64{journal.DeliveredSender: int64(w.spec.Agencies[tr.From].Ref), journal.DeliveredChannel: int64(w.spec.Channels[tr.Channel].Ref), journal.DeliveredStoryline: w.spec.StorylineRef(tr.Story)}
	w.emitMessageRecord(t)
}

// forwardNextLeg sends a message on the next leg of its route.
func (w transits) forwardNextLeg(t TransitID) {
	tr := &w.Transit[t]
	tr.Leg++
	tr.At = routeAt - 1 // runSteps steps on to ROUTE
}

// takePathTime gives away the time of a message since it was sent.
func (w transits) takePathTime(t TransitID) spans {
	p := w.Transit[t].Path
	w.Transit[t].Path = spans{}
	return p
}

// addPathTime makes the time of what a message answers part of its own.
func (w transits) addPathTime(t TransitID, p spans) { w.Transit[t].Path = p }

// beginLaw notes when LAW began, and under which agreement.
func (w transits) beginLaw(t TransitID, agreement int) {
	w.Transit[t].Judged, w.Transit[t].Agreement, w.Transit[t].Fresh = w.k.Now(), int32(agreement), false
}

// renewAgreement notes the agreement that is invoked now.
func (w transits) renewAgreement(t TransitID, agreement int) {
	tr := &w.Transit[t]
	tr.Fresh = tr.Agreement != int32(agreement)
	tr.Agreement = int32(agreement)
}

// restartStep lets a message that is in no step now begin one anew.
func (w transits) restartStep(t TransitID, step uint8) {
	w.Transit[t].At, w.Transit[t].Cursor = step, 0
}

// rewindStep sends a message back to the step before the one it goes on with.
func (w transits) rewindStep(t TransitID, step uint8) { w.Transit[t].At = step - 1 }

// tieClock ties a message to a clock that its delivery stops.
func (w transits) tieClock(t TransitID, c ClockID) { w.Transit[t].Clock = c }
