package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// precedenceOf is the precedence of anything about a dossier: what the agency makes of it,
// or what came written on it and stands.
func (w labels) precedenceOf(c DossierID) journal.Precedence {
	if c == 0 {
		return journal.Routine
	}
	x := &w.Dossier[c]
	p := w.precedenceBy(x.Danger)
	if w.crises.isDossierInCrisis(c) {
		return journal.Flash
	}
	for h := x.Head; h != 0; h = w.Holding[h].Next {
		p = max(p, w.Holding[h].Label)
	}
	return p
}

// labelToWrite is what a sender writes on a message about a dossier: a label that it was
// told to, or one that somebody gave by hand before and that stands.
func (w labels) labelToWrite(told model.Label, c DossierID) model.Label {
	if told != 0 || c == 0 {
		return told
	}
	p := w.precedenceOf(c)
	if p > w.precedenceBy(w.Dossier[c].Danger) {
		for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
			if w.Holding[h].Given && w.Holding[h].Label == p {
				return model.LabelOf(p)
			}
		}
	}
	return 0
}

// isHeeded says whether a reader takes over what is written on a message: one draw for all
// that two agencies send each other on a matter. What a hand wrote always is; the sender's
// own assessment is a matter of attention, which may be off.
func (w labels) isHeeded(t TransitID) bool {
	tr := &w.Transit[t]
	return tr.Labelled || w.valuePPM(w.spec.Model.Attention.Aside) > 0 && w.drawYes(drawHeed, tr.Stream, w.valuePPM(w.spec.Model.Labels.Heeded))
}

// applyToFact puts what is written on a message on a fact that came with it.
func (w labels) applyToFact(h HoldingID, t TransitID) {
	if p := w.Transit[t].Prec; p > w.Holding[h].Label && w.isHeeded(t) {
		w.holdings.setLabel(h, p, w.Transit[t].Labelled)
	}
}

// relabelMatter is the agency's own word on a matter that it has assessed: a label that says
// no more falls away, a higher one unless it keeps it.
func (w labels) relabelMatter(c DossierID) {
	a, own := w.Dossier[c].Agency, w.precedenceBy(w.Dossier[c].Danger)
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		l := w.Holding[h].Label
		if l > own && w.drawYes(drawKeep, w.spec.AnalysisKey(a, w.spec.Facts[w.Holding[h].Fact].Storyline), w.valuePPM(w.spec.Model.Labels.Kept)) {
			continue
		}
		w.holdings.setLabel(h, journal.Routine, false)
	}
}

// hastenAssessment moves the assessment of a matter up in its queue, if one waits or lies aside,
// to what is written on what came since.
func (w labels) hastenAssessment(c DossierID) {
	p := w.precedenceOf(c)
	d := w.jobs.deskFor(w.Dossier[c].Agency, model.Assessing)
	ours := func(j JobID) bool {
		return w.Job[j].Then == thenAssessed && w.survivorOf(DossierID(w.Job[j].Owner)) == c
	}
	for i := w.Tray[d].Head; i != 0; i = w.Lying[i].Next {
		if j := w.Lying[i].Job; ours(j) {
			w.desks.raisePrecedence(j, p)
			return // one assessment is open at a time
		}
	}
	for j := w.Desk[d].Waiting; j != 0; j = w.Job[j].Next {
		if ours(j) {
			w.desks.raisePrecedence(j, p)
			return
		}
	}
}

// labelHandedFact puts a label on a fact that an entry hands to an agency.
func (w labels) labelHandedFact(a model.AgencyID, f model.FactID, l model.Label) {
	if l != 0 {
		w.holdings.setLabel(w.holdings.ensure(a, f), l.Or(journal.Routine), true)
	}
}
