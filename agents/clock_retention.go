package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// startClocks starts the retention clocks of the rules that bind a reader, on one of
// the holdings that a message brought.
func (w retention) startClocks(t TransitID, h HoldingID, rules []model.RuleID) {
	a := w.Holding[h].Agency
	for _, id := range rules {
		r := &w.spec.Rules[id]
		key := w.Transit[t].ID.Child(w.spec.Facts[w.Holding[h].Fact].ID).Child(w.spec.Names.ID(r.Ref))
		due := w.clocks.dueInstant(r.Limit, a)
		c := w.clocks.start(key, w.clocks.clockOfRule(r), w.spec.Agencies[a].Ref, due, w.Holding[h].Learned)
		if due <= w.spec.End {
			w.k.Schedule(due, sim.PhaseComplete, actorOf(a), RetentionDue, uint32(h), uint32(c))
		}
	}
}

// retentionDue opens the purge, as routine work. It is known by the identity of
// the clock that ran out.
func (w retention) retentionDue(e sim.Event) {
	a := w.Holding[HoldingID(e.Arg)].Agency
	w.desks.enqueue(order{task: model.Purging, then: thenPurged, agency: a, toward: model.None, key: w.Clock[e.Aux].ID, owner: e.Arg, prec: journal.Routine})
}

// purgeDone is the end of a purge: the holding may be used for nothing any more.
func (w retention) purgeDone(j JobID) {
	h := HoldingID(w.Job[j].Owner)
	hd := w.Holding[h]
	r := w.beginRecord(journal.Purged, w.spec.Agencies[hd.Agency].Ref, w.Job[j].Key)
	r.Reason, r.Rule = journal.RetentionEnds, w.spec.Agencies[hd.Agency].Ref
	r.Args[journal.PurgedFact] = int64(w.spec.Facts[hd.Fact].Ref)
	r.From = append(r.From, hd.Learned)
	w.tileSpans(r, w.jobs.spansOf(j, journal.Decide))
	w.emitRecord()
	w.holdings.revokePurposes(h)
}
