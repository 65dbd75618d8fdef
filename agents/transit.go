package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// TransitID is a place in State.Transit; 0 none.
type TransitID uint32

// transit is a message's way through the sending chain; the time it waits is its
// hold (hold.go).
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
	Component ComponentID // the sender's
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
	Labelled  bool          // its precedence was given by hand
	Hit       bool          // it tells of a hit, or asks about one
	Records   uint32        // Passed and Parked so far
}

// do says what a step decided.
type do uint8

const (
	pass     do = iota
	wait        // until an instant
	work        // a job at a desk
	exchange    // for other messages, which wake it
	carry       // on a channel, which wakes it
	park        // unwilling
	end
)

// verdict is what a step gives back to advance.
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

// chain is the way of every message, as data. advance is its only driver, and
// hold the only place where a transit's time passes.
var chain = [...]struct {
	step journal.Step
	run  func(*World, TransitID) verdict
}{
	{journal.Law, func(w *World, t TransitID) verdict { return w.transits.lawStep(t) }},
	{journal.Classify, func(w *World, t TransitID) verdict { return w.transits.classifyStep(t) }},
	{journal.Consent, func(w *World, t TransitID) verdict { return w.transits.consentStep(t) }},
	{journal.Will, func(w *World, t TransitID) verdict { return w.transits.willStep(t) }},
	{journal.Release, func(w *World, t TransitID) verdict { return w.transits.releaseStep(t) }},
	{journal.Sanitise, func(w *World, t TransitID) verdict { return w.transits.sanitiseStep(t) }},
	{journal.Law, func(w *World, t TransitID) verdict { return w.transits.lawAgainStep(t) }},
	{journal.Route, func(w *World, t TransitID) verdict { return w.transits.routeStep(t) }},
	{journal.Gateway, func(w *World, t TransitID) verdict { return w.transits.gatewayStep(t) }},
	{journal.Carry, func(w *World, t TransitID) verdict { return w.transits.carryStep(t) }},
	{journal.Convert, func(w *World, t TransitID) verdict { return w.transits.convertStep(t) }},
	{journal.Relay, func(w *World, t TransitID) verdict { return w.transits.relayStep(t) }},
	{journal.Reading, func(w *World, t TransitID) verdict { return w.transits.readStep(t) }},
}

// Places in the chain that a step moves a transit back to, or asks about. A
// step cannot name chain itself: Go refuses the cycle, and with it the shortcut
// of calling advance from within a step.
const sanitiseAt, lawAgainAt, routeAt, carryAt = 5, 6, 7, 9

// next takes a message to the next step.
func (w transits) next(t TransitID) {
	w.Transit[t].At++
	w.Transit[t].Cursor = 0
}

// advance runs the steps until one of them makes the message wait or ends it.
func (w transits) advance(t TransitID) {
	for int(w.Transit[t].At) < len(chain) { // indexed afresh each time: a step may grow the column
		s := &chain[w.Transit[t].At]
		if int(w.Transit[t].Msg) >= len(skips) || skips[w.Transit[t].Msg]>>s.step&1 == 0 {
			if v := s.run(w.World, t); v.do != pass {
				w.hold(t, s.step, v)
				return
			}
		}
		w.next(t)
	}
	w.finish(t)
}

// send puts a message into the chain, with the records that made it possible.
func (w transits) send(m message, from ...journal.Link) TransitID {
	id := lineage(m.msg).Child(w.spec.Names.ID(w.spec.Agencies[m.from].Ref)).
		Child(w.spec.Names.ID(w.spec.Agencies[m.to].Ref)).Child(m.key)
	if w.crises.inCrisis(m.from, m.story) {
		m.label = model.LabelOf(journal.Flash)
	}
	m.prec = m.label.Or(m.prec)
	now := w.k.Now()
	r := w.note(journal.Sent, w.spec.Agencies[m.from].Ref, id)
	for _, l := range from {
		if l.Num != 0 { // what an assessment would have caused was not assessed yet
			r.From = append(r.From, l)
		}
	}
	r.Trigger = m.trigger
	r.Args = [journal.MaxArgs]int64{int64(m.msg), int64(w.spec.Agencies[m.to].Ref), 0, int64(m.prec), 0, 0}
	if m.story != model.None {
		r.Args[4] = int64(w.spec.Storylines[m.story].Ref)
	}
	if m.item != 0 {
		r.Args[2] = int64(w.Item[m.item].Class)
		for _, c := range w.items.cargo(m.item) {
			r.Facts = append(r.Facts, w.spec.Facts[c.Fact].Ref)
		}
	}
	if m.request != 0 {
		r.Args[5] = int64(w.Request[m.request].ID)
	}
	if m.awaited != 0 {
		r.Args[5] = int64(w.Transit[m.awaited].ID)
	}
	w.tile(r, m.path)
	l := w.emit()
	w.newHold()
	w.Transit = append(w.Transit, transit{
		ID: id, Stream: w.stream(&m, id), Sent: now, Last: l, From: m.from, To: m.to, Node: m.from,
		Awaited: m.awaited, Item: m.item, Request: m.request, Component: m.component, Story: m.story,
		About: m.about, Msg: m.msg, Prec: m.prec, Asked: m.asked, Certain: m.certain, Labelled: m.label != 0, Limit: model.None, Channel: model.None,
	})
	t := TransitID(len(w.Transit) - 1)
	w.wake(t)
	w.reminders.asks(m.request, l)
	w.exercise.sentItem(t)
	return t
}

// byHit notes that a hit has set a message going.
func (w transits) byHit(t TransitID) { w.Transit[t].Hit = true }

// wake lets a transit go on in the decisions of this instant.
func (w transits) wake(t TransitID) {
	w.k.Schedule(w.k.Now(), sim.PhaseDecide, actor(w.Transit[t].Node), TransitDue, uint32(t), 0)
}

// transitDue goes on with a message whose hold has ended by time (Aux 1), or
// that was woken to decide.
func (w transits) transitDue(e sim.Event) {
	t := TransitID(e.Arg)
	switch st := w.Hold[t].State; {
	case e.Aux == 1 && st == isHeld:
		w.release(t)
		w.wake(t)
	case e.Aux == 0 && (st == isMoving || st == isParked):
		w.advance(t)
	}
}

// passed records that a message left a step.
func (w transits) passed(t TransitID, o journal.Outcome, chance sim.PPM) {
	tr := &w.Transit[t]
	r := w.about(journal.Passed, t)
	r.Step, r.Rule = w.Hold[t].Step, w.rulesNow(t)
	r.Args = [journal.MaxArgs]int64{int64(o), int64(w.spec.Agencies[tr.To].Ref), w.storyRef(tr.Story), int64(chance)}
	w.say(t)
}

// about begins a record about a message, caused by the record before it and
// with the time since then.
func (w transits) about(k journal.Kind, t TransitID) *journal.Record {
	tr := &w.Transit[t]
	r := w.note(k, w.spec.Agencies[tr.Node].Ref, tr.ID)
	r.Step = w.Hold[t].Step
	if k == journal.Passed || k == journal.Parked {
		r.Nth = tr.Records
		tr.Records++
	}
	r.From = append(r.From, tr.Last)
	w.tile(r, w.Hold[t].Pending)
	for _, f := range w.gone {
		r.Facts = append(r.Facts, w.spec.Facts[f].Ref)
	}
	w.gone = w.gone[:0]
	return r
}

// say emits the record begun by about and files its time.
func (w transits) say(t TransitID) {
	l := w.emit()
	tr := &w.Transit[t]
	tr.Last = l
	p := w.takePending(t)
	if tr.Msg != journal.Item {
		w.concat(&w.Transit[t].Path, p, journal.NoStep)
	}
	w.drop(&p)
}

// end ends a message otherwise than by reading.
func (w transits) end(t TransitID, step journal.Step, v verdict) {
	w.leave(t)
	tr := &w.Transit[t]
	w.closed(t, step)
	r := w.about(journal.Ended, t)
	r.Reason, r.Rule = v.reason, v.object
	r.Args = [journal.MaxArgs]int64{int64(v.outcome), int64(tr.Msg), int64(w.spec.Agencies[tr.To].Ref), w.storyRef(tr.Story)}
	w.say(t)
	if !w.over {
		ended[w.Transit[t].Msg](w.World, t, v)
	}
}

// askedFor lets what nation i holds back from j look again when j has asked.
func (w transits) askedFor(i, j model.NationID) {
	for _, a := range w.spec.Nations[i].Agencies {
		for t := w.Parked[a].Head; t != 0; t = w.Hold[t].Next {
			if tr := &w.Transit[t]; !tr.Asked && w.spec.Agencies[tr.To].Nation == j && w.requests.wanted(i, j, t) {
				tr.Asked = true
				w.wake(t)
			}
		}
	}
}

// asked notes whether the recipient has asked about what a message carries.
func (w transits) asked(t TransitID, i, j model.NationID) {
	tr := &w.Transit[t]
	tr.Asked = tr.Asked || w.requests.wanted(i, j, t)
}

func (w transits) transitLapses(e sim.Event) {
	t := TransitID(e.Arg)
	if w.Hold[t].State != isParked {
		return
	}
	i, j := w.spec.Agencies[w.Transit[t].From].Nation, w.spec.Agencies[w.Transit[t].To].Nation
	why := journal.NotWilling
	if _, veto := w.willingness(t, i, j); veto {
		why = journal.Veto
	}
	w.end(t, journal.Will, verdict{outcome: journal.Lapsed, reason: why, object: w.spec.Nations[i].Ref})
}

// transitJob goes on after a job of the chain.
func (w transits) transitJob(j JobID) {
	t := TransitID(w.Job[j].Owner)
	w.release(t)
	w.wake(t)
}

// dropped ends a message whose job a desk shed.
func (w transits) dropped(t TransitID, d model.DeskID) {
	w.end(t, w.Hold[t].Step, verdict{outcome: journal.Dropped, reason: journal.OverloadDrop, object: w.spec.Desks[d].Ref})
}

// recall withdraws what an agency has in the chain on a storyline and has not
// yet been carried.
func (w transits) recall(a model.AgencyID, s model.StorylineID, by journal.Ref) {
	for t := 1; t < len(w.Transit); t++ {
		tr := &w.Transit[t]
		if tr.From == a && tr.Story == s && w.Hold[t].State != isDone && tr.At < carryAt && tr.Leg == 0 {
			w.end(TransitID(t), chain[tr.At].step, verdict{outcome: journal.Withdrawn, reason: journal.Recalled, object: by})
		}
	}
}

// finish is the end of the chain: the message has been read.
func (w transits) finish(t TransitID) {
	tr := &w.Transit[t]
	w.closed(t, journal.Reading)
	r := w.about(journal.Read, t)
	r.Args = [journal.MaxArgs]int64{int64(tr.Msg), int64(w.spec.Agencies[tr.From].Ref), w.storyRef(tr.Story), int64(tr.Sent)}
	w.say(t)
	reads[w.Transit[t].Msg](w.World, t)
}

// endTransits records what is still on its way at EndEx.
func (w transits) endTransits(journal.Link) {
	for t := 1; t < len(w.Transit); t++ {
		tr := &w.Transit[t]
		if w.Hold[t].State == isDone {
			continue
		}
		object := w.Hold[t].Object // what held it
		if object == 0 || w.Hold[t].State == isMoving {
			object = w.spec.Agencies[tr.Node].Ref
		}
		w.end(TransitID(t), chain[min(int(tr.At), len(chain)-1)].step, verdict{outcome: journal.Pending, reason: journal.EndOfExercise, object: object})
	}
}

func (w *World) storyRef(s model.StorylineID) int64 {
	if s == model.None {
		return 0
	}
	return int64(w.spec.Storylines[s].Ref)
}

// What a step may change of its message, besides what hold does.

func (w transits) at(t TransitID, cursor uint32)      { w.Transit[t].Cursor = cursor }
func (w transits) limits(t TransitID, r model.RuleID) { w.Transit[t].Limit = r }
func (w transits) fits(t TransitID, c journal.Class)  { w.Transit[t].Target = c }
func (w transits) takes(t TransitID, route int, ch model.ChannelID) {
	w.Transit[t].Route, w.Transit[t].Channel = uint16(route), ch
}

// strips notes kinds of facts that a rule removes.
func (w transits) strips(t TransitID, kinds uint8, rule journal.Ref) {
	w.Transit[t].Strip |= kinds
	w.Transit[t].StripBy = rule
}

// decides records a decision that took no time.
func (w transits) decides(t TransitID, step journal.Step, o journal.Outcome, chance sim.PPM) {
	w.inStep(t, step)
	w.passed(t, o, chance)
}

// sheds records, if facts have fallen out of a message, which and why.
func (w transits) sheds(t TransitID, step journal.Step, reason journal.Reason, by journal.Ref) {
	if len(w.gone) == 0 {
		return
	}
	w.inStep(t, step)
	r := w.about(journal.Passed, t)
	tr := &w.Transit[t]
	r.Reason, r.Rule = reason, by
	r.Args = [journal.MaxArgs]int64{int64(journal.Partial), int64(w.spec.Agencies[tr.To].Ref), w.storyRef(tr.Story)}
	w.say(t)
}

// arrives puts a message at the next agency of its route.
func (w transits) arrives(t TransitID, at model.AgencyID) {
	tr := &w.Transit[t]
	tr.Node = at
	w.inStep(t, journal.Carry)
	r := w.about(journal.Delivered, t)
	r.Nth = uint32(tr.Leg)
	r.Args = [journal.MaxArgs]int64{int64(w.spec.Agencies[tr.From].Ref), int64(w.spec.Channels[tr.Channel].Ref), w.storyRef(tr.Story)}
	w.say(t)
}

// back sends a message on the next leg of its route.
func (w transits) back(t TransitID) {
	tr := &w.Transit[t]
	tr.Leg++
	tr.At = routeAt - 1 // advance steps on to ROUTE
}

// takePath gives away the time of a message since it was sent.
func (w transits) takePath(t TransitID) spans {
	p := w.Transit[t].Path
	w.Transit[t].Path = spans{}
	return p
}

// carryPath makes the time of what a message answers part of its own.
func (w transits) carryPath(t TransitID, p spans) { w.Transit[t].Path = p }

// judged notes when LAW began, and under which agreement.
func (w transits) judged(t TransitID, agreement int) {
	w.Transit[t].Judged, w.Transit[t].Agreement, w.Transit[t].Fresh = w.k.Now(), int32(agreement), false
}

// rejudged notes the agreement that is invoked now.
func (w transits) rejudged(t TransitID, agreement int) {
	tr := &w.Transit[t]
	tr.Fresh = tr.Agreement != int32(agreement)
	tr.Agreement = int32(agreement)
}

// returns sends a message back to the step before the one it goes on with.
func (w transits) returns(t TransitID, step uint8) { w.Transit[t].At = step - 1 }

// reroute lets a message that waits for a slot look for another way.
func (w transits) reroute(t TransitID) {
	w.channels.alight(w.Transit[t].Channel, t)
	w.resume(t)
	w.Transit[t].At, w.Transit[t].Cursor = routeAt, 0
	w.wake(t)
}

// clocked ties a message to a clock that its delivery stops.
func (w transits) clocked(t TransitID, c ClockID) { w.Transit[t].Clock = c }
