package agents

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/journal"
)

// narrowed applies the walls of the receiver's law to the purposes for which it
// may use what it reads.
func (w *World) narrowed(t TransitID, a AgencyID, purposes uint8) uint8 {
	n := w.spec.Agencies[a].Nation
	for _, set := range [2][]RuleID{w.spec.Agencies[a].Laws, w.spec.Nations[n].Laws} {
		for _, id := range set {
			if r := &w.spec.Rules[id]; r.Effect == law.Narrow && r.When.Eval(w.lawFrame(t)) {
				purposes &= uint8(r.Purpose)
			}
		}
	}
	return purposes
}

// retain starts the retention clocks of the receiver's law on a holding.
func (w *World) retain(t TransitID, h HoldingID) {
	a := w.Holding[h].Agency
	for _, set := range [2][]RuleID{w.spec.Agencies[a].Laws, w.spec.Nations[w.spec.Agencies[a].Nation].Laws} {
		for _, id := range set {
			r := &w.spec.Rules[id]
			if r.Effect == law.Retain && r.When.Eval(w.lawFrame(t)) && w.k.Now()+r.Limit <= w.spec.End {
				w.k.Schedule(w.k.Now()+r.Limit, sim.PhaseComplete, actor(a), RetentionDue, uint32(h), uint32(id))
			}
		}
	}
}

// retentionDue opens the purge, as routine work.
func (w *World) retentionDue(e sim.Event) {
	h := HoldingID(e.Arg)
	a := w.Holding[h].Agency
	key := w.spec.Facts[w.Holding[h].Fact].ID.Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)).Child(w.spec.Names.ID(w.spec.Rules[e.Aux].Ref))
	w.enqueue(order{task: Purging, then: thenPurged, agency: a, toward: None, key: key, owner: e.Arg, prec: journal.Routine})
}

// purged is the end of a purge: the holding may be used for nothing any more.
func (w *World) purged(j JobID) {
	h := HoldingID(w.Job[j].Owner)
	hd := w.Holding[h]
	r := w.note(journal.Purged, w.spec.Agencies[hd.Agency].Ref, w.Job[j].Key)
	r.Reason, r.Rule = journal.RetentionEnds, w.spec.Agencies[hd.Agency].Ref
	r.Args[0] = int64(w.spec.Facts[hd.Fact].Ref)
	r.From = append(r.From, hd.Learned)
	l := w.jobSpans(j, journal.Decide)
	w.tile(r, l)
	w.drop(&l)
	w.emit()
	w.forget(h)
}
