package model

import (
	"entente/sim"
	"entente/sim/journal"
)

// ChangeID is a place in Spec.Changes.
type ChangeID int32

// Change is how the world itself changes: a programme of assistance, a joint
// training, a harmonised law, a summit, a reform. It is set going, passes its
// gate, takes its lead time, and has its effects, for good, for a time or fading
// away.
type Change struct {
	Ref      journal.Ref
	At       sim.Time   // Never: only an effect begins it
	Every    sim.Time   // begun again after so long; 0: once
	Gate     AgencyID   // who has to agree; None: nobody
	Chance   ParamID    // PPM: it does
	Lead     sim.Dist   // from the gate to the effects
	Pace     ParamID    // PPM: factor on the lead time
	Lasts    sim.Dist   // zero: for good
	HalfLife sim.Time   // its effects on parameters fade; 0: they do not
	Trains   []NationID // nations that train together: each trusts each other more
	Cost     ParamID    // in units of the scenario's own; reported only
	Effects  []Effect
}
