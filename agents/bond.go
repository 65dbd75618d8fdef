package agents

import (
	"entente/agents/model"
	"entente/sim"
)

// bond is how an agency stands to another at home; nil where nothing is said.
func (w relations) bond(from, to model.AgencyID) *model.Bond {
	for i := range w.spec.Bonds {
		if b := &w.spec.Bonds[i]; b.From == from && b.To == to {
			return b
		}
	}
	return nil
}

// regards are the trust and tension by which an agency decides about another.
func (w relations) regards(from, to model.AgencyID) (trust, tension sim.PPM) {
	if b := w.bond(from, to); b != nil {
		return w.ppm(b.Trust), w.ppm(b.Tension)
	}
	i, j := w.spec.Agencies[from].Nation, w.spec.Agencies[to].Nation
	return w.trust(i, j), w.tension(i, j)
}
