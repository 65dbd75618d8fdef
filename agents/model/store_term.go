package model

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// StoreTerm is the time within which something has to be done about an entry of a store,
// or about a hit in it. Once begun it is a clock like those of requests.
type StoreTerm struct {
	Ref     journal.Ref // the clock's name
	Deed    TermDeed
	OnHit   bool           // it begins with each hit, else with each entry
	By      TermBound      // who has to do it
	Bound   []AgencyID     // ByNamed; ByRole of an entry: whoever has the role where the store is read
	Role    journal.Ref    // ByRole of a hit: in the nation of whoever found it; of an answer, of the owner
	Action  journal.Ref    // Act: a term; 0 any
	When    law.Program    // by what the owner makes of an entry, the finder of a hit; empty: always
	Within  calendar.Limit // its length; of elapsed time, Length has it as of now
	Length  ParamID        // ms, where Within counts no business days
	InForce ParamID        // 0: none begins
	Ahead   sim.Time       // Review: the owner takes it up that long before it is due
	Told    bool           // on a hit: from when whoever is bound was told of it
	Remind  bool           // when it is missed, what lies aside there on the matter comes to mind
	Remove  bool           // when it is missed, the entry is withdrawn
}

// TermDeed is what has to be done within a term.
type TermDeed uint8

// The deeds.
const (
	Review    TermDeed = iota // the entry is looked at again; then the next term begins
	Act                       // an action is in effect on the matter
	Answer                    // the finder's nation has an answer
	TellOwner                 // the owner's nation has been told
	Assess                    // what was listed or found has been assessed
)

// TermBound is whom a term binds.
type TermBound uint8

// The ways to say whom.
const (
	ByOwner TermBound = iota
	ByFinder
	ByRole
	ByNamed
)
