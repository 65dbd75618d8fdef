package model

import (
	"entente/sim"
	"entente/sim/journal"
)

// Across is the right to carry an action on over a border, under agreements
// with the nation where it goes: with its permission before, or with notice at the
// crossing and its permission within a time.
type Across struct {
	Agreements []int       // places in Spec.Agreements; empty: no such right
	Prior      bool        // permission is needed before
	StopAfter  sim.Time    // without permission by then the action stops; not for Prior
	Host       journal.Ref // role of who is told
	Authority  journal.Ref // role of who gives permission there
}
