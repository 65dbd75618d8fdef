package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Bonds are how agencies of one nation stand to each other, where a scenario says so. They
// move by what the two have of each other, as trust between nations does; where nothing is
// said agencies share at home as a matter of course, and nothing moves.

// bondShift is what experience did to an agency's trust in another at home.
type bondShift struct {
	Moved sim.PPM  // above or below what the scenario says, at Since
	Since sim.Time // when it last moved
	Moves uint32
}

// bondAtHome is the place of how an agency stands to another at home; None where nothing
// is said.
func (w relations) bondAtHome(from, to model.AgencyID) int {
	for i := range w.spec.Bonds {
		if b := &w.spec.Bonds[i]; b.From == from && b.To == to {
			return i
		}
	}
	return model.None
}

// trustByBond is how far an agency trusts another at home now.
func (w relations) trustByBond(i int) sim.PPM {
	t := w.valuePPM(w.spec.Bonds[i].Trust)
	if b := &w.Bond[i]; b.Moved != 0 {
		t += b.Moved.Times(sim.RemainingShare(w.k.Now()-b.Since, w.valueTime(w.spec.Model.TrustHalfLife)))
	}
	return min(max(t, 0), sim.One)
}

// trustAndTension are the trust and tension by which an agency decides about another.
func (w relations) trustAndTension(from, to model.AgencyID) (trust, tension sim.PPM) {
	if b := w.bondAtHome(from, to); b != model.None {
		return w.trustByBond(b), w.valuePPM(w.spec.Bonds[b].Tension)
	}
	i, j := w.spec.Agencies[from].Nation, w.spec.Agencies[to].Nation
	return w.trustIn(i, j), w.tensionWith(i, j)
}

// rewardAgency raises the trust that bears on an agency's dealings with another by a
// part of what is missing to 1: that between their nations, or at home their own.
func (w relations) rewardAgency(a, b model.AgencyID, part model.ParamID, cause journal.Link) {
	if i, j := w.spec.Agencies[a].Nation, w.spec.Agencies[b].Nation; i != j {
		w.gainTrust(i, j, part, cause)
		return
	}
	if k := w.bondAtHome(a, b); k != model.None {
		t := w.trustByBond(k)
		w.recordBond(k, t, t+w.valuePPM(part).Times(sim.One-t), cause)
	}
}

// blameAgency lowers it by a part of what there is.
func (w relations) blameAgency(a, b model.AgencyID, part model.ParamID, cause journal.Link) {
	if i, j := w.spec.Agencies[a].Nation, w.spec.Agencies[b].Nation; i != j {
		w.loseTrust(i, j, part, cause)
		return
	}
	if k := w.bondAtHome(a, b); k != model.None {
		t := w.trustByBond(k)
		w.recordBond(k, t, t-w.valuePPM(part).Times(t), cause)
	}
}

// recordBond records a change of trust at home; what is held back there is looked at again.
func (w relations) recordBond(k int, before, after sim.PPM, cause journal.Link) {
	if before == after {
		return
	}
	from, to := &w.spec.Agencies[w.spec.Bonds[k].From], &w.spec.Agencies[w.spec.Bonds[k].To]
	x := &w.Bond[k]
	x.Moved, x.Since = after-w.valuePPM(w.spec.Bonds[k].Trust), w.k.Now()
	r := w.beginRecord(journal.Trust, from.Ref, w.spec.Names.ID(to.Ref))
	r.Nth = x.Moves
	x.Moves++
	w.emitShift(r, to.Ref, before, after, cause)
	w.tellAttitude(from.Nation, to.Nation)
}
