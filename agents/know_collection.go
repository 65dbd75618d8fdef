package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// scheduleDetection puts on the calendar when who certainly notices an exposed fact does, and
// draws, for every other agency that may see an exposed fact, when within the
// window it would notice it. Whether it does is asked then: it may come to collect
// the kind while the window is open, or collect it no longer.
func (w collection) scheduleDetection(f model.FactID) {
	sp := &w.spec.Facts[f]
	for i := range sp.NoticedBy {
		x := &sp.NoticedBy[i]
		key := sp.ID.Child(w.spec.Names.ID(w.spec.Agencies[x.Agency].Ref))
		if at := w.Fact[f].From + x.After.Draw(w.randomBits(drawInstant, key)); at <= w.spec.End {
			w.k.Schedule(at, sim.PhaseWorld, actorOf(x.Agency), FactDetected, uint32(x.Agency), uint32(f))
		}
	}
	for _, n := range w.detectingNations(f) {
		for _, a := range w.spec.Nations[n].Agencies {
			if w.certainNoticer(a, f) != nil {
				continue
			}
			key := sp.ID.Child(w.spec.Names.ID(w.spec.Agencies[a].Ref))
			at := w.Fact[f].From + sim.Time(drawBelow(w.randomBits(drawInstant, key), int64(w.Fact[f].Until-w.Fact[f].From)))
			w.k.Schedule(at, sim.PhaseWorld, actorOf(a), FactPasses, uint32(a), uint32(f))
		}
	}
}

// detectingNations are the nations whose agencies may notice a fact by their own
// collection: those listed, else where it happens now.
func (w collection) detectingNations(f model.FactID) []model.NationID {
	if sp := &w.spec.Facts[f]; !sp.SeenAtPlace {
		return sp.SeenIn
	}
	n := w.Fact[f].Place
	return w.spec.AllNations[n : n+1]
}

// certainNoticer is how an agency certainly notices a fact; nil where it may or may not.
func (w collection) certainNoticer(a model.AgencyID, f model.FactID) *model.Noticer {
	for i := range w.spec.Facts[f].NoticedBy {
		if x := &w.spec.Facts[f].NoticedBy[i]; x.Agency == a {
			return x
		}
	}
	return nil
}

// factPasses is the instant at which an agency's collection would notice a fact.
func (w collection) factPasses(e sim.Event) {
	a, f := model.AgencyID(e.Arg), model.FactID(e.Aux)
	sp := &w.spec.Facts[f]
	p := w.noticeChance(a, f).Times(w.valuePPM(sp.Detectability))
	if w.drawYes(drawDetect, sp.ID.Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)), p) {
		w.factDetected(e)
	}
}

func (w collection) factDetected(e sim.Event) {
	w.noticeFact(model.AgencyID(e.Arg), model.FactID(e.Aux), w.Fact[e.Aux].Link)
}

// noticeFact is an agency's collection noticing a fact: it opens a COLLECT job,
// once per agency and fact.
func (w collection) noticeFact(a model.AgencyID, f model.FactID, cause journal.Link) {
	if w.holdings.markCollected(a, f) {
		return
	}
	sp := &w.spec.Agencies[a]
	key := w.spec.Facts[f].ID.Child(w.spec.Names.ID(sp.Ref))
	r := w.beginRecord(journal.Detected, sp.Ref, key)
	r.Args[journal.DetectedFact] = int64(w.spec.Facts[f].Ref)
	attributeWait(r, cause, journal.World, journal.Period, w.spec.Facts[f].Ref)
	l := w.emitRecord()
	h := w.holdings.ensure(a, f)
	w.holdings.setDetection(h, l)
	if p := w.spec.Facts[f].Label; p.Or(journal.Routine) > w.Holding[h].Label {
		w.labels.labelHandedFact(a, f, p)
	}
	d := w.jobs.deskFor(a, model.Collecting)
	if x := w.certainNoticer(a, f); x != nil {
		d = x.Desk
	}
	w.desks.arriveAtDesk(d, order{task: model.Collecting, then: thenCollected, agency: a, toward: model.None, key: key, owner: uint32(h), prec: w.Holding[h].Label})
}

// collectionDone ends a COLLECT job: the first holding, read and understood at once
// and originated by the agency itself.
func (w collection) collectionDone(j JobID) {
	h := HoldingID(w.Job[j].Owner)
	a, f := w.Holding[h].Agency, w.Holding[h].Fact
	own := &w.spec.Agencies[a]
	r := w.beginRecord(journal.Collected, own.Ref, w.spec.Facts[f].ID)
	r.From = append(r.From, w.Holding[h].Found)
	w.tileSpans(r, w.jobs.spansOf(j, journal.Collect))
	purposes := int64(journal.Lead | journal.Onward | journal.ActOn)
	if w.spec.Facts[f].Evidential || own.Originates.Evidential {
		purposes |= journal.Evidence
	}
	r.Args[journal.CollectedFact], r.Args[journal.CollectedPurposes] = int64(w.spec.Facts[f].Ref), purposes
	w.holdings.setWalled(h, false)
	if w.holdings.markUnderstood(h, uint8(purposes), w.emitRecord()) {
		w.dossiers.scheduleDecision(w.dossierOf(h))
	}
	m := own.Originates
	m.Class = max(m.Class, w.spec.Facts[f].Class)
	w.holdings.addOrigin(h, a, w.valuePPM(w.spec.Facts[f].Quality))
	w.holdings.updateCredence(h, journal.Link{})
}

// isTaskedToWatch says whether an agency has been told to look out for a fact, and goes by it.
func (w collection) isTaskedToWatch(a model.AgencyID, f model.FactID) bool {
	for q := w.Agent[a].Asked; q != 0; q = w.Request[q].ToAsked {
		if deed := w.taskingOf(q); deed != nil && deed.Do == model.LookFor && w.isLive(q) && w.answersRequest(q, f) {
			return true
		}
	}
	return false
}

// noticeChance is how likely an agency's collection notices a kind of fact that passes: more
// so where it has been told to look out for it.
func (w collection) noticeChance(a model.AgencyID, f model.FactID) sim.PPM {
	p := w.valuePPM(w.spec.Agencies[a].Collects[w.spec.Facts[f].Kind])
	if p > 0 && len(w.spec.Taskings) > 0 && w.isTaskedToWatch(a, f) {
		p += (sim.One - p).Times(w.valuePPM(w.spec.Model.LookFor))
	}
	return p
}
