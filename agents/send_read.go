package agents

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/journal"
)

// readItem enters what survived into the reader's ledger, and gives the number
// of facts that were understood.
func (w reading) readItem(t TransitID) int64 {
	tr := w.Transit[t]
	a, got := tr.To, int64(0)
	from := w.spec.Agencies[tr.From].Nation
	w.walls = w.readerRules(t, law.Narrow, w.walls[:0])
	w.keeps = w.readerRules(t, law.Retain, w.keeps[:0])
	for k := range w.factsOf(tr.Item) {
		c := w.factsOf(tr.Item)[k]
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
		journal.HeldVia: int64(w.spec.Agencies[w.Transit[t].From].Ref), journal.HeldUnderstood: sim.Bit(c.Gone == present), journal.HeldPurposes: int64(purposes), journal.HeldReceived: int64(min(w.Holding[h].Received, w.k.Now())),
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
		w.holdings.noteUnasked(h, w.Transit[t].From)
	}
	w.holdings.setWalled(h, w.isWalled(w.walls))
	w.holdings.markUnderstood(h, purposes, l)
	w.holdings.markSent(h, w.Transit[t].From, true)
	loss := w.Item[w.Transit[t].Item].Loss
	for i := c.Origins; i != 0; i = w.Origin[i].Next {
		o := w.Origin[i]
		w.holdings.addOrigin(h, o.Agency, max(0, o.Quality-loss))
	}
	w.tellUnderstood(t, h)
	return true
}
