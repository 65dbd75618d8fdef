package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// reads holds, by kind of message, what reading it sets going.
var reads = [...]func(*World, TransitID){
	journal.Item:           func(w *World, t TransitID) { w.reading.itemRead(t) },
	journal.Request:        func(w *World, t TransitID) { w.requests.requestRead(t) },
	journal.TaskGiven:      func(w *World, t TransitID) { w.requests.requestRead(t) },
	journal.Reply:          func(w *World, t TransitID) { w.requests.replyRead(t) },
	journal.ConsentAsked:   func(w *World, t TransitID) { w.transits.consentRead(t) },
	journal.ConsentGiven:   func(w *World, t TransitID) { w.transits.consentAnswered(t) },
	journal.ConsentRefused: func(w *World, t TransitID) { w.transits.consentAnswered(t) },
	journal.Notice:         func(w *World, a TransitID) { w.reading.nothingToDo(a) },
	journal.Refusal:        func(w *World, t TransitID) { w.requests.refusalRead(t) },
	journal.Ack:            func(w *World, t TransitID) { w.reminders.receiptRead(t) },
	journal.Reminder:       func(w *World, t TransitID) { w.reminders.reminderRead(t) },

	journal.AssuranceAsked:   func(w *World, t TransitID) { w.instruments.assuranceRead(t) },
	journal.AssuranceGiven:   func(w *World, t TransitID) { w.instruments.assuranceAnswered(t) },
	journal.AssuranceRefused: func(w *World, t TransitID) { w.instruments.assuranceAnswered(t) },
	journal.Proposal:         func(w *World, t TransitID) { w.bodies.proposalRead(t) },
	journal.SupportAsked:     func(w *World, t TransitID) { w.support.supportRead(t) },
	journal.SupportOffered:   func(w *World, a TransitID) { w.reading.nothingToDo(a) },
	journal.SupportDeclined:  func(w *World, t TransitID) { w.support.supportDeclined(t) },
	journal.CrossingAsked:    func(w *World, t TransitID) { w.crossings.crossingRead(t) },
	journal.CrossingGranted:  func(w *World, t TransitID) { w.crossings.crossingAnswered(t) },
	journal.CrossingRefused:  func(w *World, t TransitID) { w.crossings.crossingAnswered(t) },
}

// ended holds, by kind of message, what follows when it was not read.
var ended = [...]func(*World, TransitID, verdict){
	journal.Item:           func(w *World, t TransitID, v verdict) { w.reminders.itemEnded(t, v) },
	journal.Request:        func(w *World, t TransitID, v verdict) { w.requests.requestEnded(t, v) },
	journal.TaskGiven:      func(w *World, t TransitID, v verdict) { w.requests.requestEnded(t, v) },
	journal.Reply:          func(w *World, t TransitID, v verdict) { w.requests.replyEnded(t, v) },
	journal.ConsentAsked:   func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.ConsentGiven:   func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.ConsentRefused: func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.Notice:         func(*World, TransitID, verdict) {},
	journal.Refusal:        func(*World, TransitID, verdict) {},
	journal.Ack:            func(*World, TransitID, verdict) {},
	journal.Reminder:       func(*World, TransitID, verdict) {},

	journal.AssuranceAsked:   func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.AssuranceGiven:   func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.AssuranceRefused: func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.Proposal:         func(w *World, t TransitID, b verdict) { w.bodies.proposalEnded(t, b) },
	journal.SupportAsked:     func(w *World, t TransitID, b verdict) { w.support.supportLost(t, b) },
	journal.SupportOffered:   func(*World, TransitID, verdict) {},
	journal.SupportDeclined:  func(w *World, t TransitID, b verdict) { w.support.supportLost(t, b) },
	journal.CrossingAsked:    func(*World, TransitID, verdict) {},
	journal.CrossingGranted:  func(*World, TransitID, verdict) {},
	journal.CrossingRefused:  func(*World, TransitID, verdict) {},
}

func (w reading) nothingToDo(TransitID) {}

// itemRead is the reading of an item that nobody asked for.
func (w reading) itemRead(t TransitID) {
	if w.spec.Agencies[w.Transit[t].To].Store != model.None {
		w.stores.ingestItem(t)
		return
	}
	w.readItem(t)
	w.reminders.sendReceipt(t)
}

// readItem enters what survived into the reader's ledger, and gives the number
// of facts that were understood.
func (w reading) readItem(t TransitID) int64 {
	tr := w.Transit[t]
	a, got := tr.To, int64(0)
	from := w.spec.Agencies[tr.From].Nation
	w.walls = w.readerRules(t, law.Narrow, w.walls[:0])
	w.keeps = w.readerRules(t, law.Retain, w.keeps[:0])
	for k := range w.items.factsOf(tr.Item) {
		c := w.items.factsOf(tr.Item)[k]
		if c.Gone == removed {
			continue
		}
		if w.readFact(t, &c) {
			got++
		}
	}
	w.relations.countUnderstood(w.spec.Agencies[a].Nation, from, got)
	return got
}

// readFact is one fact read: understood, or garbled and to be regained only by
// asking. It reports whether it was understood.
func (w reading) readFact(t TransitID, c *carried) bool {
	tr := &w.Transit[t]
	a, f := tr.To, c.Fact
	h := w.holdings.ensure(a, f)
	purposes, wall := w.narrowPurposes(w.items.purposesFor(c, a), w.walls)
	r := w.beginRecord(journal.Held, w.spec.Agencies[a].Ref, w.spec.Facts[f].ID.Child(w.Transit[t].ID))
	r.From = append(r.From, w.Transit[t].Last)
	r.Args = [journal.MaxArgs]int64{
		journal.HeldFact: int64(w.spec.Facts[f].Ref), journal.HeldOrigin: int64(w.spec.Agencies[c.Owner].Ref),
		journal.HeldVia: int64(w.spec.Agencies[w.Transit[t].From].Ref), journal.HeldUnderstood: bitOf(c.Gone == present), journal.HeldPurposes: int64(purposes), journal.HeldReceived: int64(min(w.Holding[h].Received, w.k.Now())),
	}
	if c.Gone != present {
		r.Reason, r.Rule, r.Args[journal.HeldPurposes] = journal.GarbledInConversion, w.spec.Agencies[a].Ref, 0
		if c.Gone == mistranslated {
			r.Reason = journal.GarbledInTranslation
		}
		w.emitRecord()
		w.holdings.markRead(h)
		return false
	}
	if wall != 0 {
		r.Reason, r.Rule = journal.WallNarrows, wall
	}
	if w.Holding[h].Credited != sim.Never || w.Holding[h].Known != sim.Never {
		r.From = append(r.From, w.Holding[h].Learned)
	}
	l := w.emitRecord()
	if w.Transit[t].Msg == journal.Item && !w.Transit[t].Asked && w.Holding[h].Known == sim.Never {
		w.holdings.noteUnasked(h, w.spec.Agencies[w.Transit[t].From].Nation)
	}
	w.holdings.setWalled(h, w.isWalled(w.walls))
	w.holdings.markUnderstood(h, purposes, l)
	w.holdings.markSent(h, w.Transit[t].From, true)
	loss := w.Item[w.Transit[t].Item].Loss
	for i := c.Origins; i != 0; i = w.Origin[i].Next {
		o := w.Origin[i]
		w.holdings.addOrigin(h, o.Agency, max(0, o.Quality-loss))
	}
	w.labels.applyToFact(h, t)
	w.retention.startClocks(t, h, w.keeps)
	w.tellAdvanced(a, w.spec.Facts[f].Storyline)
	w.tellHappened(l)
	if w.Holding[h].Credited == sim.Never {
		w.holdings.updateCredence(h, journal.Link{})
	} else {
		c := w.dossiers.ofHolding(h)
		if w.Holding[h].Label > journal.Routine {
			w.labels.hastenAssessment(c)
		}
		w.dossiers.scheduleDecision(c)
	}
	return true
}
