package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// reads holds, by kind of message, what reading it sets going.
var reads = [...]func(*World, TransitID){
	journal.Item:           (*World).itemRead,
	journal.Request:        (*World).requestRead,
	journal.TaskGiven:      (*World).requestRead,
	journal.Reply:          (*World).replyRead,
	journal.ConsentAsked:   (*World).consentRead,
	journal.ConsentGiven:   (*World).consentAnswered,
	journal.ConsentRefused: (*World).consentAnswered,
	journal.Notice:         (*World).nothingToDo,
	journal.Refusal:        (*World).refusalRead,
	journal.Ack:            (*World).receiptRead,
	journal.Reminder:       (*World).reminderRead,

	journal.AssuranceAsked:   (*World).assuranceRead,
	journal.AssuranceGiven:   (*World).assuranceAnswered,
	journal.AssuranceRefused: (*World).assuranceAnswered,
	journal.Proposal:         (*World).proposalRead,
	journal.SupportAsked:     (*World).supportRead,
	journal.SupportOffered:   (*World).nothingToDo,
	journal.SupportDeclined:  (*World).supportDeclined,
	journal.CrossingAsked:    (*World).crossingRead,
	journal.CrossingGranted:  (*World).crossingAnswered,
	journal.CrossingRefused:  (*World).crossingAnswered,
}

// ended holds, by kind of message, what follows when it was not read.
var ended = [...]func(*World, TransitID, verdict){
	journal.Item:           (*World).itemEnded,
	journal.Request:        (*World).requestEnded,
	journal.TaskGiven:      (*World).requestEnded,
	journal.Reply:          (*World).replyEnded,
	journal.ConsentAsked:   (*World).exchangeEnded,
	journal.ConsentGiven:   (*World).exchangeEnded,
	journal.ConsentRefused: (*World).exchangeEnded,
	journal.Notice:         func(*World, TransitID, verdict) {},
	journal.Refusal:        func(*World, TransitID, verdict) {},
	journal.Ack:            func(*World, TransitID, verdict) {},
	journal.Reminder:       func(*World, TransitID, verdict) {},

	journal.AssuranceAsked:   (*World).exchangeEnded,
	journal.AssuranceGiven:   (*World).exchangeEnded,
	journal.AssuranceRefused: (*World).exchangeEnded,
	journal.Proposal:         (*World).proposalEnded,
	journal.SupportAsked:     (*World).supportLost,
	journal.SupportOffered:   func(*World, TransitID, verdict) {},
	journal.SupportDeclined:  (*World).supportLost,
	journal.CrossingAsked:    func(*World, TransitID, verdict) {},
	journal.CrossingGranted:  func(*World, TransitID, verdict) {},
	journal.CrossingRefused:  func(*World, TransitID, verdict) {},
}

func (w *World) nothingToDo(TransitID) {}

// itemRead is the reading of an item that nobody asked for.
func (w *World) itemRead(t TransitID) {
	if w.spec.Agencies[w.Transit[t].To].Store != model.None {
		w.write(t)
		return
	}
	w.readItem(t)
	w.confirms(t)
}

// readItem enters what survived into the reader's ledger, and gives the number
// of facts that were understood.
func (w *World) readItem(t TransitID) int64 {
	tr := w.Transit[t]
	a, got := tr.To, int64(0)
	from := w.spec.Agencies[tr.From].Nation
	w.walls = w.readersLaw(t, law.Narrow, w.walls[:0])
	w.keeps = w.readersLaw(t, law.Retain, w.keeps[:0])
	for k := range w.cargo(tr.Item) {
		c := w.cargo(tr.Item)[k]
		if c.Gone == removed {
			continue
		}
		if w.readFact(t, &c) {
			got++
		}
	}
	w.understood(w.spec.Agencies[a].Nation, from, got)
	return got
}

// readFact is one fact read: understood, or garbled and to be regained only by
// asking. It reports whether it was understood.
func (w *World) readFact(t TransitID, c *carried) bool {
	tr := &w.Transit[t]
	a, f := tr.To, c.Fact
	h := w.hold1(a, f)
	purposes, wall := w.narrowed(w.purposes(c, a), w.walls)
	r := w.note(journal.Held, w.spec.Agencies[a].Ref, w.spec.Facts[f].ID.Child(w.Transit[t].ID))
	r.From = append(r.From, w.Transit[t].Last)
	r.Args = [journal.MaxArgs]int64{
		int64(w.spec.Facts[f].Ref), int64(w.spec.Agencies[c.Owner].Ref),
		int64(w.spec.Agencies[w.Transit[t].From].Ref), b2i(c.Gone == present), int64(purposes), int64(min(w.Holding[h].Received, w.k.Now())),
	}
	if c.Gone != present {
		r.Reason, r.Rule, r.Args[4] = journal.GarbledInConversion, w.spec.Agencies[a].Ref, 0
		if c.Gone == mistranslated {
			r.Reason = journal.GarbledInTranslation
		}
		w.emit()
		w.readAs(h)
		return false
	}
	if wall != 0 {
		r.Reason, r.Rule = journal.WallNarrows, wall
	}
	if w.Holding[h].Credited != sim.Never || w.Holding[h].Known != sim.Never {
		r.From = append(r.From, w.Holding[h].Learned)
	}
	l := w.emit()
	if w.Transit[t].Msg == journal.Item && !w.Transit[t].Asked && w.Holding[h].Known == sim.Never {
		w.given(h, w.spec.Agencies[w.Transit[t].From].Nation)
	}
	w.seal(h, w.sealed(w.walls))
	w.learn(h, purposes, l)
	w.tell(h, w.Transit[t].From, true)
	loss := w.Item[w.Transit[t].Item].Loss
	for i := c.Origins; i != 0; i = w.Origin[i].Next {
		o := w.Origin[i]
		w.addOrigin(h, o.Agency, max(0, o.Quality-loss))
	}
	w.heed(h, t)
	w.retain(t, h, w.keeps)
	w.retry(a, w.spec.Facts[f].Storyline)
	w.observe(l)
	if w.Holding[h].Credited == sim.Never {
		w.weighFact(h, journal.Link{})
	} else {
		c := w.componentOf(h)
		if w.Holding[h].Label > journal.Routine {
			w.hastens(c)
		}
		w.think(c)
	}
	return true
}
