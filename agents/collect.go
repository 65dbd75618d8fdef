package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// detect puts on the calendar when who certainly notices an exposed fact does, and
// draws, for every other agency that may see an exposed fact, when within the
// window it would notice it. Whether it does is asked then: it may come to collect
// the kind while the window is open, or collect it no longer.
func (w collection) detect(f model.FactID) {
	sp := &w.spec.Facts[f]
	for i := range sp.NoticedBy {
		x := &sp.NoticedBy[i]
		key := sp.ID.Child(w.spec.Names.ID(w.spec.Agencies[x.Agency].Ref))
		if at := w.Fact[f].From + x.After.Draw(w.u(drawInstant, key)); at <= w.spec.End {
			w.k.Schedule(at, sim.PhaseWorld, actor(x.Agency), FactDetected, uint32(x.Agency), uint32(f))
		}
	}
	for _, n := range w.seenIn(f) {
		for _, a := range w.spec.Nations[n].Agencies {
			if w.noticer(a, f) != nil {
				continue
			}
			key := sp.ID.Child(w.spec.Names.ID(w.spec.Agencies[a].Ref))
			at := w.Fact[f].From + sim.Time(below(w.u(drawInstant, key), int64(w.Fact[f].Until-w.Fact[f].From)))
			w.k.Schedule(at, sim.PhaseWorld, actor(a), FactPasses, uint32(a), uint32(f))
		}
	}
}

// noticer is how an agency certainly notices a fact; nil where it may or may not.
func (w collection) noticer(a model.AgencyID, f model.FactID) *model.Noticer {
	for i := range w.spec.Facts[f].NoticedBy {
		if x := &w.spec.Facts[f].NoticedBy[i]; x.Agency == a {
			return x
		}
	}
	return nil
}

// seenIn are the nations that may detect a fact: those listed, else where it
// happens now.
func (w collection) seenIn(f model.FactID) []model.NationID {
	if listed := w.spec.Facts[f].SeenIn; len(listed) > 0 {
		return listed
	}
	if w.Fact[f].Place == model.None {
		return nil
	}
	n := w.Fact[f].Place
	return w.spec.AllNations[n : n+1]
}

// factPasses is the instant at which an agency's collection would notice a fact.
func (w collection) factPasses(e sim.Event) {
	a, f := model.AgencyID(e.Arg), model.FactID(e.Aux)
	sp := &w.spec.Facts[f]
	p := w.taskings.collects(a, f).Times(w.ppm(sp.Detectability))
	if w.yes(drawDetect, sp.ID.Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)), p) {
		w.factDetected(e)
	}
}

func (w collection) factDetected(e sim.Event) {
	w.detected(model.AgencyID(e.Arg), model.FactID(e.Aux), w.Fact[e.Aux].Link)
}

// detected is an agency's collection noticing a fact: it opens a COLLECT job,
// once per agency and fact.
func (w collection) detected(a model.AgencyID, f model.FactID, cause journal.Link) {
	if w.holdings.collecting(a, f) {
		return
	}
	sp := &w.spec.Agencies[a]
	key := w.spec.Facts[f].ID.Child(w.spec.Names.ID(sp.Ref))
	r := w.note(journal.Detected, sp.Ref, key)
	r.Args[0] = int64(w.spec.Facts[f].Ref)
	w.waited(r, cause, journal.World, journal.Period, w.spec.Facts[f].Ref)
	l := w.emit()
	h := w.holdings.hold1(a, f)
	w.holdings.seen(h, l)
	if p := w.spec.Facts[f].Label; p.Or(journal.Routine) > w.Holding[h].Label {
		w.labels.handed(a, f, p)
	}
	d := w.jobs.deskFor(a, model.Collecting)
	if x := w.noticer(a, f); x != nil {
		d = x.Desk
	}
	w.desks.comeToDesk(d, order{task: model.Collecting, then: thenCollected, agency: a, toward: model.None, key: key, owner: uint32(h), prec: w.Holding[h].Label})
}

// collected ends a COLLECT job: the first holding, read and understood at once
// and originated by the agency itself.
func (w collection) collected(j JobID) {
	h := HoldingID(w.Job[j].Owner)
	a, f := w.Holding[h].Agency, w.Holding[h].Fact
	own := &w.spec.Agencies[a]
	r := w.note(journal.Collected, own.Ref, w.spec.Facts[f].ID)
	r.From = append(r.From, w.Holding[h].Found)
	l := w.jobs.jobSpans(j, journal.Collect)
	w.tile(r, l)
	w.drop(&l)
	purposes := int64(journal.Lead | journal.Onward | journal.ActOn)
	if w.spec.Facts[f].Evidential || own.Originates.Evidential {
		purposes |= journal.Evidence
	}
	r.Args[0], r.Args[1] = int64(w.spec.Facts[f].Ref), purposes
	w.holdings.seal(h, false)
	w.holdings.learn(h, uint8(purposes), w.emit())
	m := own.Originates
	m.Class = max(m.Class, w.spec.Facts[f].Class)
	w.holdings.addOrigin(h, a, w.ppm(w.spec.Facts[f].Quality))
	w.holdings.weighFact(h, journal.Link{})
}
