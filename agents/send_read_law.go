package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim/journal"
)

// readerRules gives the rules of one effect that bind who reads a message: its own,
// its nation's, and those of the agreement that the message goes under. An exception
// that holds lifts a rule, for the message and once. The list is appended to.
func (w reading) readerRules(t TransitID, e law.Effect, list []model.RuleID) []model.RuleID {
	to := w.Transit[t].To
	a := &w.spec.Agencies[to]
	sets := [3][]model.RuleID{a.Laws, w.spec.Nations[a.Nation].Laws}
	if i := w.Transit[t].Agreement; i >= 0 {
		sets[2] = w.spec.Agreements[i].Laws
	}
	for _, set := range sets {
		for _, id := range set {
			r := &w.spec.Rules[id]
			if r.Effect != e || !w.steps.isInForce(id) {
				continue
			}
			fr := w.transits.fillLawFrame(t)
			switch {
			case !r.When.Eval(fr), w.steps.isOverridden(sets[:], id, fr):
			case len(r.Except) > 0 && r.Except.Eval(fr):
				w.instruments.applyException(t, id, to, journal.Reading)
			default:
				list = append(list, id)
			}
		}
	}
	return list
}

// narrowPurposes applies walls to the purposes for which a reader may use a fact, and
// gives the last rule that took one away.
func (w reading) narrowPurposes(purposes uint8, walls []model.RuleID) (rest uint8, wall journal.Ref) {
	for _, id := range walls {
		r := &w.spec.Rules[id]
		if rest := purposes & r.Leaves(); rest != purposes {
			purposes, wall = rest, r.Ref
		}
	}
	return purposes, wall
}

// isWalled says whether walls keep a reader from handing on what it reads. Markings
// do so too, but there the originator can be asked.
func (w reading) isWalled(walls []model.RuleID) bool {
	for _, id := range walls {
		if w.spec.Rules[id].Leaves()&journal.Onward == 0 {
			return true
		}
	}
	return false
}
