package model

import (
	"entente/sim"
	"entente/sim/journal"
)

// Store is a shared index: entries in, hits out. It acts through an agency of
// its own, to which items go as to any other and which reads them at once.
type Store struct {
	Ref          journal.Ref
	Agency       AgencyID
	Readers      []uint64 // bit per AgencyID: may query
	Integrated   []uint64 // bit per AgencyID: whose checks are wired to it
	Subscribers  []uint64 // bit per AgencyID: told of every hit
	Lag          sim.Dist // from writing to visible
	Query        sim.Dist // a query by a person, from the fact's being credited
	Completeness ParamID  // PPM: an entry has the fields to act on (0.5)
	Match        ParamID  // PPM: an equal token matches where neither is biometric nor normalised (0.85)
	Biometric    bool
	Terms        []StoreTerm
	Override     bool     // imminent danger opens what an entry withholds; a review follows
	Home         NationID // whose agencies alone read it: what they enter stays at home; None
}
