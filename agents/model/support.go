package model

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/journal"
)

// SupportID is a place in Spec.Support.
type SupportID int32

// Support is help that one agency asks of others, in their order: what they
// bring, once it is on station, are the effects.
type Support struct {
	Ref      journal.Ref
	Asker    AgencyID
	Of       []AgencyID  // in the order of asking
	When     law.Program // over the frame of a distribution: asked by itself; nil: only by an effect
	Task     journal.Ref // a term, which caveats name
	Mobilise sim.Dist
	Lasts    sim.Dist // zero: to EndEx
	Effects  []Effect
}

// Caveat is a task that a nation's forces and experts do not take on.
type Caveat struct {
	Nation NationID
	Task   journal.Ref
}
