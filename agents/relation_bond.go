package agents

import (
	"entente/agents/model"
	"entente/sim"
)

// bondAtHome is how an agency stands to another at home; nil where nothing is said.
func (w relations) bondAtHome(from, to model.AgencyID) *model.Bond {
	for i := range w.spec.Bonds {
		if b := &w.spec.Bonds[i]; b.From == from && b.To == to {
			return b
		}
	}
	return nil
}

// trustAndTension are the trust and tension by which an agency decides about another.
func (w relations) trustAndTension(from, to model.AgencyID) (trust, tension sim.PPM) {
	if b := w.bondAtHome(from, to); b != nil {
		return w.valuePPM(b.Trust), w.valuePPM(b.Tension)
	}
	i, j := w.spec.Agencies[from].Nation, w.spec.Agencies[to].Nation
	return w.trustIn(i, j), w.tensionWith(i, j)
}
