package model

import (
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// Action is something an agency may lawfully do.
type Action struct {
	Ref       journal.Ref
	Agency    AgencyID
	Term      journal.Ref // what it is: a word of the scenario
	Authority journal.Ref // role whose grant is needed, a term; 0: none
	Needs     journal.Grade
	Passive   bool // allowed under PAP AMBER
	Evidence  bool // only on facts that may be used in court
	Overt     bool
	Public    bool              // everybody is to know of it
	Window    calendar.Calendar // in which it may be carried out
	Lasts     sim.Dist
	Clock     calendar.Clock // statutory, from the instant it takes effect; zero limit: none
	ClockRef  journal.Ref
	Teams     ParamID // at once; 0: no limit
	Across    Across
}
