package agents

import "entente/sim/journal"

// CLASSIFY: the class is mapped to the recipient's scheme, upwards where there
// is no equal. Too high for the recipient's clearance or for every route, the
// item must be sanitised to the highest class that fits. It takes no time.

func (w steps) classifyStep(t TransitID) verdict {
	tr := &w.Transit[t]
	class := w.items.classOf(tr.Item)
	if !w.routes.canReach(tr.From, tr.To) { // no matter of class: ROUTE says so
		w.transits.setMaxClass(t, class)
		return verdict{do: doPass}
	}
	for c := class + 1; c > 0; c-- {
		if w.routes.fitsRecipient(c-1, tr.From, tr.To) {
			w.transits.setMaxClass(t, c-1)
			return verdict{do: doPass}
		}
	}
	return verdict{do: doEnd, outcome: journal.Refused, reason: journal.ClassTooHigh, object: w.spec.Agencies[tr.To].Ref}
}
