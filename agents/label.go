package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// urgency is the precedence of anything about a component: what the agency makes of it,
// or what came written on it and stands.
func (w labels) urgency(c ComponentID) journal.Precedence {
	if c == 0 {
		return journal.Routine
	}
	x := &w.Component[c]
	p := w.dossiers.precedence(x.Danger)
	if w.crises.inCrisisOver(c) {
		return journal.Flash
	}
	for h := x.Head; h != 0; h = w.Holding[h].Next {
		p = max(p, w.Holding[h].Label)
	}
	return p
}

// written is what a sender writes on a message about a component: a label that it was
// told to, or one that somebody gave by hand before and that stands.
func (w labels) written(told model.Label, c ComponentID) model.Label {
	if told != 0 || c == 0 {
		return told
	}
	p := w.urgency(c)
	if p > w.dossiers.precedence(w.Component[c].Danger) {
		for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
			if w.Holding[h].Given && w.Holding[h].Label == p {
				return model.LabelOf(p)
			}
		}
	}
	return 0
}

// heeds says whether a reader takes over what is written on a message: one draw for all
// that two agencies send each other on a matter. What a hand wrote always is; the sender's
// own assessment is a matter of attention, which may be off.
func (w labels) heeds(t TransitID) bool {
	tr := &w.Transit[t]
	return tr.Labelled || w.ppm(w.spec.Model.Attention.Aside) > 0 && w.yes(drawHeed, tr.Stream, w.ppm(w.spec.Model.Labels.Heeded))
}

// handledWithin bounds the work on a message that is read or passed on by what is written
// on it: that is what a precedence promises.
func (w labels) handledWithin(x *job, work sim.Time) sim.Time {
	if x.Task != model.ReadingJob && x.Task != model.Relaying {
		return work
	}
	if most := w.ms(w.spec.Model.Labels.Handled[x.Prec]); most > 0 {
		return min(work, most)
	}
	return work
}

// heed puts what is written on a message on a fact that came with it.
func (w labels) heed(h HoldingID, t TransitID) {
	if p := w.Transit[t].Prec; p > w.Holding[h].Label && w.heeds(t) {
		w.holdings.labels(h, p, w.Transit[t].Labelled)
	}
}

// relabel is the agency's own word on a matter that it has assessed: a label that says
// no more falls away, a higher one unless it keeps it.
func (w labels) relabel(c ComponentID) {
	a, own := w.Component[c].Agency, w.dossiers.precedence(w.Component[c].Danger)
	for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
		l := w.Holding[h].Label
		if l > own && w.yes(drawKeep, w.analysis(a, w.spec.Facts[w.Holding[h].Fact].Storyline), w.ppm(w.spec.Model.Labels.Kept)) {
			continue
		}
		w.holdings.labels(h, journal.Routine, false)
	}
}

// hastens moves the assessment of a matter up in its queue, if one waits or lies aside,
// to what is written on what came since.
func (w labels) hastens(c ComponentID) {
	p := w.urgency(c)
	d := w.jobs.deskFor(w.Component[c].Agency, model.Assessing)
	ours := func(j JobID) bool {
		return w.Job[j].Then == thenAssessed && w.dossiers.root(ComponentID(w.Job[j].Owner)) == c
	}
	for i := w.Tray[d].Head; i != 0; i = w.Lying[i].Next {
		if j := w.Lying[i].Job; ours(j) {
			w.desks.hurry(j, p)
			return // one assessment is open at a time
		}
	}
	for j := w.Desk[d].Waiting; j != 0; j = w.Job[j].Next {
		if ours(j) {
			w.desks.hurry(j, p)
			return
		}
	}
}

// handed puts a label on a fact that an entry hands to an agency.
func (w labels) handed(a model.AgencyID, f model.FactID, l model.Label) {
	if l != 0 {
		w.holdings.labels(w.holdings.hold1(a, f), l.Or(journal.Routine), true)
	}
}
