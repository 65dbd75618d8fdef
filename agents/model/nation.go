package model

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/journal"
)

// Nation is a state, or a body that acts under its own name.
type Nation struct {
	Ref         journal.Ref
	Body        bool
	Operational bool          // bodies: carries time-critical messages
	Member      []NationID    // bodies: the member nations
	Review      law.Program   // bodies: what they relay and refuse
	Adequate    bool          // data protection recognised as adequate
	Offences    []journal.Ref // classes of incident that its criminal law knows; nil: all
	Offset      sim.Time      // of local time from UTC
	Languages   uint64        // bit per language of the scenario
	Classes     uint8         // bit per journal.Class its scheme has
	Laws        []RuleID      // declared order
	Agencies    []AgencyID
	Priority    []ParamID // PPM in -1..1, by incident class (index of Storyline.Class)
	Reliability []ParamID // credibility c(this, nation) by NationID: parameter at the start
}
