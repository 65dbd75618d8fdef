package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// View shows a Decider what an agency holds and how its nation stands to
// others, never the truth. It is good for one call of Decide.
type View struct {
	w      *World
	agency model.AgencyID
}

// Spec is the scenario; a Decider reads names and the agency's own rules in it,
// not the facts of storylines.
func (v View) Spec() *model.Spec { return v.w.spec }

// Now is the scenario time.
func (v View) Now() sim.Time { return v.w.k.Now() }

// Agency is whose view this is.
func (v View) Agency() model.AgencyID { return v.agency }

// Facts gives the credited facts of one of the agency's dossiers, in order.
func (v View) Facts(c DossierID) []model.FactID {
	if c == 0 || v.w.Dossier[v.w.survivorOf(c)].Agency != v.agency {
		return nil
	}
	var out []model.FactID
	for h := v.w.Dossier[v.w.survivorOf(c)].Head; h != 0; h = v.w.Holding[h].Next {
		out = append(out, v.w.Holding[h].Fact)
	}
	return out
}

// Grade and Danger are what the agency makes of one of its dossiers.
func (v View) Grade(c DossierID) journal.Grade {
	if len(v.Facts(c)) == 0 {
		return journal.Unaware
	}
	return v.w.Dossier[v.w.survivorOf(c)].Grade
}

// Danger is the agency's belief about one of its dossiers, in millionths.
func (v View) Danger(c DossierID) sim.PPM {
	if len(v.Facts(c)) == 0 {
		return 0
	}
	return v.w.dangerOf(c)
}

// Trust is how far the agency's nation trusts another, in millionths.
func (v View) Trust(n model.NationID) sim.PPM {
	return v.w.relations.trustIn(v.w.spec.Agencies[v.agency].Nation, n)
}

// Tension is how tense things are between the agency's nation and another, in
// millionths.
func (v View) Tension(n model.NationID) sim.PPM {
	return v.w.relations.tensionWith(v.w.spec.Agencies[v.agency].Nation, n)
}

// WithOtherTruth is the same view on a world in which everything that the agency
// does not hold is different. A Decider that answers differently there has
// looked at the truth: package agentstest asks.
func (v View) WithOtherTruth() View {
	w := v.w.Fork()
	w.threats.disturb(func(f model.FactID) bool {
		h := w.holdings.find(v.agency, f)
		return h != 0 && w.Holding[h].Known != sim.Never
	})
	w.holdings.disturb(v.agency)
	return View{w, v.agency}
}
