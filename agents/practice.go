package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// omission is a rule that an agency did not follow towards somebody on a matter.
type omission struct{ Key sim.ID }

// follows says whether an agency follows a rule towards somebody about a component, and
// how likely that was: on any of the storylines in it.
func (w seats) follows(a, to model.AgencyID, d *model.Distribution, c ComponentID) (yes bool, chance sim.PPM) {
	if d.Practice == model.Duty {
		return true, sim.One
	}
	share := w.ppm(w.spec.Model.Practices.Follows[d.Practice])
	chance = share + (sim.One - share).Times(w.dossiers.danger(c).Times(w.ppm(w.spec.Model.Practices.Danger)))
	for h := w.Component[c].Head; h != 0 && !yes; h = w.Holding[h].Next {
		yes = w.yes(drawFollow, w.practiceKey(a, to, d, w.spec.Facts[w.Holding[h].Fact].Storyline), chance)
	}
	return yes, chance
}

// practiceKey is the lineage of following a rule: agency, recipient, rule, storyline.
func (w seats) practiceKey(a, to model.AgencyID, d *model.Distribution, s model.StorylineID) sim.ID {
	return w.spec.Names.ID(w.spec.Agencies[a].Ref).Child(w.spec.Names.ID(w.spec.Agencies[to].Ref)).
		Child(d.Name).Child(w.spec.Names.ID(w.spec.Storylines[s].Ref))
}

// omits records, once each, what an agency usually passes on and does not.
func (w seats) omits(a model.AgencyID, c ComponentID) {
	if !w.spec.Agencies[a].Particular {
		return
	}
	fr := w.distributionFrame(a, c)
	for i := range w.spec.Agencies[a].Distribution {
		d := &w.spec.Agencies[a].Distribution[i]
		if d.Practice == model.Duty || !d.When.Eval(fr) {
			continue
		}
		w.whom.reset()
		for _, t := range d.To {
			w.targets(a, c, t, &w.whom)
		}
		for _, to := range w.whom.To {
			if yes, chance := w.follows(a, to, d, c); !yes && to != a && w.untold(c, to) {
				w.omit(a, to, d, c, chance)
			}
		}
	}
}

// untold says whether a component has a fact that an agency neither had nor gave.
func (w seats) untold(c ComponentID, to model.AgencyID) bool {
	for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
		if !w.holdings.toldTo(h, to) && !w.items.originates(h, to) {
			return true
		}
	}
	return false
}

func (w seats) omit(a, to model.AgencyID, d *model.Distribution, c ComponentID, chance sim.PPM) {
	s := w.spec.Facts[w.dossiers.lowest(c)].Storyline
	key := w.practiceKey(a, to, d, s)
	for _, o := range w.Omission[1:] {
		if o.Key == key {
			return
		}
	}
	w.Omission = append(w.Omission, omission{key})
	r := w.note(journal.Omitted, w.spec.Agencies[a].Ref, key)
	last := w.Component[c].Last
	if last.Num == 0 {
		last = w.Holding[w.Component[c].Head].Believed
	}
	w.waited(r, last, journal.Decide, journal.Idle, w.spec.Agencies[a].Ref)
	r.Args = [journal.MaxArgs]int64{int64(w.spec.Agencies[to].Ref), w.storyRef(s), int64(chance)}
	w.emit()
}

// Holding back: a release authority may say no at its discretion, unless the recipient's
// side has asked; the less it trusts and the less danger there is, the likelier.

// withheld says whether a release authority says no, and how likely that was.
func (w seats) withheld(t TransitID, by model.AgencyID) (no bool, chance sim.PPM) {
	tr := &w.Transit[t]
	i, j := w.spec.Agencies[by].Nation, w.spec.Agencies[tr.To].Nation
	chance = w.ppm(w.spec.Model.Withhold)
	if chance <= 0 || i == j {
		return false, 0
	}
	chance = chance.Times(sim.One - min(w.dossiers.danger(tr.Component), sim.One))
	chance = chance.Times(max(0, 2*(sim.One-w.relations.trust(i, j))))
	if tr.Asked {
		chance /= 2
	}
	chance = min(chance, sim.One)
	return w.yes(drawWithhold, w.toward(by, tr.To).Child(w.threadOrStory(tr)), chance), chance
}
