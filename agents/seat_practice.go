package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// omission is a rule that an agency did not follow towards somebody on a matter.
type omission struct{ Key sim.ID }

// followsRule says whether an agency follows a rule towards somebody about a dossier, and
// how likely that was: on any of the storylines in it.
func (w seats) followsRule(a, to model.AgencyID, d *model.Distribution, c DossierID) (yes bool, chance sim.PPM) {
	if d.Practice == model.Duty {
		return true, sim.One
	}
	share := w.valuePPM(w.spec.Model.Practices.Follows[d.Practice])
	chance = share + (sim.One - share).Times(w.dangerOf(c).Times(w.valuePPM(w.spec.Model.Practices.Danger)))
	for h := w.Dossier[c].Head; h != 0 && !yes; h = w.Holding[h].Next {
		yes = w.drawYes(drawFollow, w.practiceKey(a, to, d, w.spec.Facts[w.Holding[h].Fact].Storyline), chance)
	}
	return yes, chance
}

// practiceKey is the lineage of following a rule: agency, recipient, rule, storyline.
func (w seats) practiceKey(a, to model.AgencyID, d *model.Distribution, s model.StorylineID) sim.ID {
	return w.spec.Names.ID(w.spec.Agencies[a].Ref).Child(w.spec.Names.ID(w.spec.Agencies[to].Ref)).
		Child(d.Name).Child(w.spec.Names.ID(w.spec.Storylines[s].Ref))
}

// recordOmissions records, once each, what an agency usually passes on and does not.
func (w seats) recordOmissions(a model.AgencyID, c DossierID) {
	if !w.spec.Agencies[a].Particular {
		return
	}
	fr := w.dossiers.distributionFrame(a, c)
	for i := range w.spec.Agencies[a].Distribution {
		d := &w.spec.Agencies[a].Distribution[i]
		if d.Practice == model.Duty || !d.When.Eval(fr) {
			continue
		}
		w.whom.reset()
		for _, t := range d.To {
			w.resolveTarget(a, c, t, &w.whom)
		}
		for _, to := range w.whom.To {
			if yes, chance := w.followsRule(a, to, d, c); !yes && to != a && len(w.hasUntold(c, to)) > 0 {
				w.recordOmission(a, to, d, c, chance)
			}
		}
	}
}

// hasUntold are the facts of a dossier that an agency neither had nor gave. The list is
// good until the next call.
func (w seats) hasUntold(c DossierID, to model.AgencyID) []model.FactID {
	w.facts = w.facts[:0]
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		if !w.holdings.wasSent(h, to) && !w.items.isOriginator(h, to) {
			w.facts = append(w.facts, w.Holding[h].Fact)
		}
	}
	return w.facts
}

func (w seats) recordOmission(a, to model.AgencyID, d *model.Distribution, c DossierID, chance sim.PPM) {
	s := w.spec.Facts[w.dossiers.lowestFact(c)].Storyline
	key := w.practiceKey(a, to, d, s)
	for _, o := range w.Omission[1:] {
		if o.Key == key {
			return
		}
	}
	w.Omission = append(w.Omission, omission{key})
	r := w.beginRecord(journal.Omitted, w.spec.Agencies[a].Ref, key)
	last := w.Dossier[c].Last
	if last.Num == 0 {
		last = w.Holding[w.Dossier[c].Head].Believed
	}
	attributeWait(r, last, journal.Decide, journal.Idle, w.spec.Agencies[a].Ref)
	r.Args = [journal.MaxArgs]int64{journal.OmittedTo: int64(w.spec.Agencies[to].Ref), journal.OmittedStoryline: w.spec.StorylineRef(s), journal.OmittedChance: int64(chance)}
	r.Reason, r.Rule = journal.LeftOut, d.Ref
	for _, f := range w.hasUntold(c, to) {
		r.Facts = append(r.Facts, w.spec.Facts[f].Ref)
	}
	w.emitRecord()
}

// Holding back: a release authority may say no at its discretion, unless the recipient's
// side has asked; the less it trusts and the less danger there is, the likelier.

// isWithheld says whether a release authority says no, and how likely that was.
func (w seats) isWithheld(t TransitID, by model.AgencyID) (no bool, chance sim.PPM) {
	tr := &w.Transit[t]
	i, j := w.spec.Agencies[by].Nation, w.spec.Agencies[tr.To].Nation
	chance = w.valuePPM(w.spec.Model.Withhold)
	if chance <= 0 || i == j {
		return false, 0
	}
	chance = chance.Times(sim.One - min(w.dangerOf(tr.Dossier), sim.One))
	chance = chance.Times(max(0, 2*(sim.One-w.relations.trustIn(i, j))))
	if tr.Asked {
		chance /= 2
	}
	chance = min(chance, sim.One)
	return w.drawYes(drawWithhold, w.spec.AttitudeKey(by, tr.To).Child(w.matterKey(tr)), chance), chance
}
