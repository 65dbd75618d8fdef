package agents

import (
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
)

// distributionFrame is what an agency's distribution rules read.
func (w dossiers) distributionFrame(a model.AgencyID, c DossierID) *law.Frame {
	fr := &w.frame
	x := &w.Dossier[c]
	fr.V = [law.NumVars]int64{}
	fr.Place, fr.Nationality, fr.Marks = fr.Place[:0], fr.Nationality[:0], fr.Marks[:0]
	fr.V[law.LevelVar], fr.V[law.Kinds] = int64(x.Grade), int64(w.factKinds(c))
	fr.V[law.Danger], fr.V[law.Imminent] = int64(x.Danger), sim.Bit(w.isImminent(c))
	fr.V[law.Urgency] = int64(w.precedenceBy(x.Danger))
	w.spec.FillParty(fr, law.SenderNation, a)
	for h := x.Head; h != 0; h = w.Holding[h].Next {
		f := w.Holding[h].Fact
		sp := &w.spec.Facts[f]
		if p := w.Fact[f].Place; p != model.None {
			fr.Place = append(fr.Place, w.spec.Nations[p].Ref)
		}
		if n := sp.Nationality; n != model.None {
			fr.Nationality = append(fr.Nationality, w.spec.Nations[n].Ref)
		}
		fr.Marks = append(fr.Marks, sp.Marks...)
		fr.V[law.Urgency] = max(fr.V[law.Urgency], int64(w.Holding[h].Label))
		_, m := w.items.markingOf(h)
		fr.V[law.ClassVar] = max(fr.V[law.ClassVar], int64(m.Class))
		fr.V[law.Incident] = int64(w.spec.Storylines[sp.Storyline].Incident)
	}
	return fr
}

// nationsNamed gives the nations but its own that the credited facts of a dossier
// name, by name. The list is good until the next call.
func (w dossiers) nationsNamed(own model.NationID, c DossierID, place, nationality bool) []model.NationID {
	w.places = w.places[:0]
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		f := w.Holding[h].Fact
		if n := w.Fact[f].Place; place && n != model.None && n != own {
			w.places = append(w.places, n)
		}
		if n := w.spec.Facts[f].Nationality; nationality && n != model.None && n != own {
			w.places = append(w.places, n)
		}
	}
	slices.Sort(w.places)
	w.places = slices.Compact(w.places)
	return w.places
}

// factKinds are the kinds of a dossier's facts, bits 1<<journal.FactKind.
func (w dossiers) factKinds(c DossierID) uint8 {
	kinds := uint8(0)
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		kinds |= 1 << w.spec.Facts[w.Holding[h].Fact].Kind
	}
	return kinds
}

// onStoryline is what an agency has joined of a storyline; 0 if it credits
// nothing of it.
func (w dossiers) onStoryline(a model.AgencyID, s model.StorylineID) DossierID {
	if s == model.None {
		return 0
	}
	for _, f := range w.spec.Storylines[s].Facts {
		if h := w.holdings.find(a, f); h != 0 && w.Holding[h].Credited != sim.Never {
			return w.dossierOf(h)
		}
	}
	return 0
}

// ofItem is an agency's own dossier of an item's lowest fact.
func (w dossiers) ofItem(a model.AgencyID, i ItemID) DossierID {
	if i == 0 {
		return 0
	}
	if h := w.holdings.find(a, w.factsOf(i)[0].Fact); h != 0 {
		return w.dossierOf(h)
	}
	return 0
}
