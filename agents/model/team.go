package model

import (
	"entente/sim"
	"entente/sim/journal"
)

// TeamID is a place in Spec.Teams.
type TeamID int32

// Team is a joint task force or investigation team: agencies of several nations
// that share among themselves, without asking item by item, what is of their
// subject.
type Team struct {
	Ref        journal.Ref
	Members    []AgencyID
	Lead       AgencyID      // None: no lead
	Storylines []StorylineID // its subject; nil: any
	From       sim.Time      // founded then; Never: by an effect
	SetUp      sim.Dist
	Lasts      sim.Dist // zero: to EndEx
}
