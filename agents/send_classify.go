package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// CLASSIFY: the class is mapped to the recipient's scheme, upwards where there
// is no equal. Too high for the recipient's clearance or for every route, the
// item must be sanitised to the highest class that fits. It takes no time.

func (w transits) classifyStep(t TransitID) verdict {
	tr := &w.Transit[t]
	class := w.items.classOf(tr.Item)
	if !w.canReach(tr.From, tr.To) { // no matter of class: ROUTE says so
		w.setMaxClass(t, class)
		return verdict{do: doPass}
	}
	for c := class + 1; c > 0; c-- {
		if w.fitsRecipient(c-1, tr.From, tr.To) {
			w.setMaxClass(t, c-1)
			return verdict{do: doPass}
		}
	}
	return verdict{do: doEnd, outcome: journal.Refused, reason: journal.ClassTooHigh, object: w.spec.Agencies[tr.To].Ref}
}

// fitsRecipient says whether an item of class c may lie on the recipient's
// desk and travel on some route to it.
func (w transits) fitsRecipient(c journal.Class, from, to model.AgencyID) bool {
	if !w.isCleared(c, to) {
		return false
	}
	found := false
	w.eachRoute(from, to, func(_ int, r *model.Route) bool {
		found = w.canCarry(from, r, c)
		return !found
	})
	return found
}

// isCleared says whether an agency may hold what is of class c, once that is
// mapped to its nation's scheme: upwards where there is no equal.
func (w transits) isCleared(c journal.Class, a model.AgencyID) bool {
	scheme := w.spec.Nations[w.spec.Agencies[a].Nation].Classes
	for c < journal.TopSecret && scheme>>c&1 == 0 {
		c++
	}
	return scheme>>c&1 == 1 && w.spec.Agencies[a].Classes>>c&1 == 1
}

// canReach says whether any route leads from one agency to another at all.
func (w transits) canReach(from, to model.AgencyID) bool {
	found := false
	w.eachRoute(from, to, func(_ int, r *model.Route) bool {
		found = w.canCarry(from, r, journal.Unclassified)
		return !found
	})
	return found
}
