package agents

import (
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// fillLawFrame is what legal rules read about a message.
func (w transits) fillLawFrame(t TransitID) *law.Frame {
	tr, fr := &w.Transit[t], &w.frame
	i, j := w.spec.Agencies[tr.From].Nation, w.spec.Agencies[tr.To].Nation
	fr.V = [law.NumVars]int64{}
	fr.Place, fr.Nationality, fr.Marks = fr.Place[:0], fr.Nationality[:0], fr.Marks[:0]
	fr.V[law.Message], fr.V[law.Abroad] = int64(tr.Msg), sim.Bit(i != w.relations.arrivalNation(tr.To))
	w.spec.FillParty(fr, law.SenderNation, tr.From)
	w.spec.FillParty(fr, law.RecipientNation, tr.To)
	w.fillItemFrame(fr, tr)
	if tr.Story != model.None {
		fr.V[law.Incident] = int64(w.spec.Storylines[tr.Story].Incident)
	}
	fr.V[law.SenderOffence], fr.V[law.RecipientOffence] = sim.Bit(w.isOffence(i, tr.Story)), sim.Bit(w.isOffence(j, tr.Story))
	fr.V[law.Danger] = int64(w.dangerOf(tr.Dossier))
	fr.V[law.Imminent] = sim.Bit(tr.Dossier != 0 && w.dossiers.isImminent(w.survivorOf(tr.Dossier)))
	fr.V[law.Trust], fr.V[law.Tension] = int64(w.relations.trustIn(i, j)), int64(w.relations.tensionWith(i, j))
	return fr
}

// fillItemFrame fills what rules read about the item; a request is read by the
// kinds of the facts that it asks about.
func (w transits) fillItemFrame(fr *law.Frame, tr *transit) {
	if tr.Item == 0 {
		if (tr.Msg == journal.Request || tr.Msg == journal.TaskGiven) && tr.Dossier != 0 {
			c := w.survivorOf(tr.Dossier)
			fr.V[law.ItemKinds] = int64(w.dossiers.factKinds(c))
			for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
				fr.Marks = append(fr.Marks, w.spec.Facts[w.Holding[h].Fact].Marks...)
			}
		}
		return
	}
	fr.V[law.ItemKinds], fr.V[law.ItemClass] = int64(w.Item[tr.Item].Kinds), int64(w.Item[tr.Item].Class)
	evidential := true
	for k, c := range w.factsOf(tr.Item) {
		m := &w.spec.Agencies[c.Owner].Originates
		if c.Gone == present {
			fr.Marks = append(fr.Marks, w.spec.Facts[c.Fact].Marks...)
		}
		if k == 0 {
			fr.V[law.ItemOwner] = int64(w.spec.Agencies[c.Owner].Ref)
		}
		fr.V[law.ItemTLP], fr.V[law.ItemPAP] = max(fr.V[law.ItemTLP], int64(m.TLP)), max(fr.V[law.ItemPAP], int64(m.PAP))
		evidential = evidential && (m.Evidential || w.spec.Facts[c.Fact].Evidential)
	}
	fr.V[law.ItemEvidential] = sim.Bit(evidential)
}

// isOffence says whether what a message is about is an offence in a nation's law.
func (w transits) isOffence(n model.NationID, s model.StorylineID) bool {
	known := w.spec.Nations[n].Offences
	return s == model.None || known == nil || w.spec.Storylines[s].Incident == 0 || slices.Contains(known, w.spec.Storylines[s].Incident)
}
