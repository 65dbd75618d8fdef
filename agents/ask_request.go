package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// RequestID is a place in State.Request; 0 none.
type RequestID uint32

// request is one agency's question to another about what shares its tokens.
type request struct {
	ID        sim.ID
	Heard     sim.Time // when the asked side read it; Never before
	Replied   sim.Time // when its answer was written; Never before
	Asked     model.AgencyID
	Asker     model.AgencyID
	Dossier   DossierID // the asker's; 0 for a general question
	Tokens    uint32    // list in State.Token; 0: whatever names the asker's nation
	ToAsked   RequestID // next request to the same agency
	Clock     ClockID   // of the reply
	AckClock  ClockID
	Terms     model.Terms
	Agreement int32 // that was invoked; -1 none
	Repeats   int32
	Story     model.StorylineID
	Reason    journal.Reason // of a refusal
	Rule      journal.Ref
	Closed    bool
	Tasking   int32 // what it asks to be done: place in Spec.Taskings, from 1; 0 an answer
	Performed bool  // that was done
	Receipt   bool  // it asks for no more than that something was read
}

// tokenLink is one link of a request's subject.
type tokenLink struct {
	ID   uint32
	Next uint32
}

// agent heads an agency's list of requests that it was asked.
type agent struct{ Asked RequestID }

// askAgency asks an agency about a dossier, in the way that the asker asks; key is the
// lineage of the occasion.
func (w requests) askAgency(a, to model.AgencyID, c DossierID, key sim.ID, cause journal.Link) TransitID {
	return w.sendRequest(a, to, c, w.spec.Agencies[a].AsksFor, w.spec.Agencies[a].AsksUnder, key, cause)
}

// sendRequest asks an agency about a dossier, or gives it a task.
func (w requests) sendRequest(a, to model.AgencyID, c DossierID, tasking int32, under model.Terms, key sim.ID, cause journal.Link) TransitID {
	story := w.spec.Facts[w.dossiers.lowestFact(c)].Storyline
	q := w.addRequest(a, to, c, story, key, tasking, under)
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		for _, t := range w.spec.Facts[w.Holding[h].Fact].Tokens {
			w.addToken(q, t)
		}
	}
	return w.transits.send(message{
		msg: asking[sim.Bit(tasking != 0)], from: a, to: to, dossier: c, request: q, key: key,
		prec: w.labels.precedenceOf(c), label: w.labels.labelToWrite(w.Request[q].Terms.Label, c), story: story,
	}, cause)
}

// asking is the message of a question, and of a task.
var asking = [...]journal.Message{journal.Request, journal.TaskGiven}

// askByEntry is a question, or a task, put into the world by a MSEL entry.
func (w requests) askByEntry(a, to model.AgencyID, s model.StorylineID, tasking int32, key sim.ID, under model.Terms, cause journal.Link) {
	q := w.addRequest(a, to, 0, s, key, tasking, under)
	if s != model.None {
		for _, f := range w.spec.Storylines[s].Facts {
			for _, t := range w.spec.Facts[f].Tokens {
				w.addToken(q, t)
			}
		}
	}
	w.transits.send(message{msg: asking[sim.Bit(tasking != 0)], from: a, to: to, request: q, key: key, label: under.Label, story: s}, cause)
}

func (w requests) addRequest(a, to model.AgencyID, c DossierID, s model.StorylineID, key sim.ID, tasking int32, under model.Terms) RequestID {
	id := sim.Name("asks").Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)).Child(w.spec.Names.ID(w.spec.Agencies[to].Ref)).Child(key)
	w.Request = append(w.Request, request{ID: id, Asked: to, Asker: a, Dossier: c, Story: s, Tasking: tasking, Terms: under, Heard: sim.Never, Replied: sim.Never, Agreement: -1, ToAsked: w.Agent[to].Asked})
	q := RequestID(len(w.Request) - 1)
	w.Agent[to].Asked = q
	w.tellAsked(q)
	return q
}

func (w requests) addToken(q RequestID, t uint32) {
	if w.namesToken(q, t) {
		return
	}
	w.Token = append(w.Token, tokenLink{ID: t, Next: w.Request[q].Tokens})
	w.Request[q].Tokens = uint32(len(w.Token) - 1)
}

// replyRead closes the asker's request with what came.
func (w requests) replyRead(t TransitID) {
	tr := w.Transit[t]
	o, got := journal.Negative, int64(0)
	if w.Request[tr.Request].Performed {
		o = journal.Done
	}
	if tr.Item != 0 {
		o = journal.Full
		for _, c := range w.factsOf(tr.Item) {
			if c.Gone != present {
				o = journal.Partial
			}
		}
		got = w.reading.readItem(t)
	}
	w.closeRequest(tr.Request, tr.Last, o, got)
}

// refusalRead closes the asker's request with the ground that was given.
func (w requests) refusalRead(t TransitID) {
	w.closeRequest(w.Transit[t].Request, w.Transit[t].Last, journal.Refused, 0)
}

// closeRequest ends a request at the asker. got counts the facts understood.
func (w requests) closeRequest(q RequestID, cause journal.Link, o journal.Outcome, got int64) {
	x := &w.Request[q]
	if x.Closed {
		return
	}
	x.Closed = true
	r := w.beginRecord(journal.Answered, w.spec.Agencies[x.Asker].Ref, x.ID)
	attributeWait(r, cause, journal.Decide, journal.Idle, w.spec.Agencies[x.Asker].Ref)
	r.Reason, r.Rule = x.Reason, x.Rule
	r.Args[journal.AnsweredOutcome], r.Args[journal.AnsweredBy], r.Args[journal.AnsweredStoryline] = int64(o), int64(w.spec.Agencies[x.Asked].Ref), w.spec.StorylineRef(x.Story)
	answered := w.emitRecord()
	w.judgeAnswer(q, o, got, answered)
	if o == journal.Refused {
		w.tellRefused(q, answered)
	}
}

// judgeAnswer moves the asker's trust by how it was answered, as far as it can
// see.
func (w requests) judgeAnswer(q RequestID, o journal.Outcome, got int64, cause journal.Link) {
	x := &w.Request[q]
	late := x.Clock != 0 && cause.At > w.Clock[x.Clock].Due
	m := &w.spec.Model
	switch {
	case late:
		w.relations.blameAgency(x.Asker, x.Asked, m.TrustLate, cause)
	case o == journal.Refused && x.Reason.Discretionary():
		w.relations.blameAgency(x.Asker, x.Asked, m.TrustDiscretion, cause)
	case o == journal.Refused && x.Reason.Legal():
		w.relations.blameAgency(x.Asker, x.Asked, m.TrustLegal, cause)
	case got > 0:
		w.relations.rewardAgency(x.Asker, x.Asked, m.TrustAnswer, cause)
	}
}

// requestEnded closes a question that never reached the other side.
func (w requests) requestEnded(t TransitID, v verdict) {
	x := &w.Request[w.Transit[t].Request]
	x.Reason, x.Rule = v.reason, v.object
	x.Closed = true // the asker knows that nobody was asked
}

// setGround notes why a request is refused.
func (w requests) setGround(q RequestID, why journal.Reason, by journal.Ref) {
	w.Request[q].Reason, w.Request[q].Rule = why, by
}

// markHeard notes that the asked side has read it.
func (w requests) markHeard(q RequestID) {
	w.Request[q].Heard = min(w.Request[q].Heard, w.k.Now())
}

// markReplied notes that the asked side has written an answer.
func (w requests) markReplied(q RequestID) {
	w.Request[q].Replied = min(w.Request[q].Replied, w.k.Now())
}

// markPerformed notes that a task was done.
func (w requests) markPerformed(q RequestID) { w.Request[q].Performed = true }

// setReceiptOnly makes a request one for no more than that an item was read.
func (w requests) setReceiptOnly(q RequestID) { w.Request[q].Receipt = true }

func (w requests) setReplyClock(q RequestID, c ClockID)    { w.Request[q].Clock = c }
func (w requests) setAcknowledged(q RequestID, c ClockID)  { w.Request[q].AckClock = c }
func (w requests) setAgreement(q RequestID, agreement int) { w.Request[q].Agreement = int32(agreement) }

// repeatRequest repeats a request whose clock has run out, at most twice; then the asker
// disputes.
func (w requests) repeatRequest(q RequestID) {
	x := &w.Request[q]
	if x.Closed {
		return
	}
	if x.Repeats >= repeatsMax {
		w.tellRefused(q, w.Clock[x.Clock].Link)
		return
	}
	x.Repeats++
	key := x.ID.Nth(uint64(x.Repeats))
	c, prec := x.Dossier, journal.Routine
	last := w.Clock[x.Clock].Link
	if c != 0 {
		c = w.survivorOf(c)
		prec, last = w.labels.precedenceOf(c), w.Dossier[c].Last
	}
	w.transits.send(message{
		msg: asking[sim.Bit(x.Tasking != 0)], from: x.Asker, to: x.Asked, dossier: c, request: q, key: key,
		prec: prec, label: x.Terms.Label, story: x.Story,
	}, last, w.Clock[w.Request[q].Clock].Link)
}

// repeatsMax is how often an asker repeats a request.
const repeatsMax = 2
