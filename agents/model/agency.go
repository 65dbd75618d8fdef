package model

import (
	"slices"

	"entente/agents/law"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// Agency is an actor.
type Agency struct {
	Ref          journal.Ref
	Nation       NationID
	Role         journal.Ref       // a term
	Liaison      NationID          // host nation of a liaison officer or mission; else None
	Store        StoreID           // the store that it is; else None
	Desk         [NumWorks]DeskID  // which desk does which work
	Business     calendar.Calendar // its business days, by which what it decides or owes is counted
	Laws         []RuleID
	CreditAt     ParamID    // PPM: credence at which it believes a fact
	Collects     [6]ParamID // PPM by journal.FactKind
	Classes      uint8      // bit per journal.Class it is cleared for
	Domain       uint8      // security domain of its desks
	Format       uint8      // format it works in; 0 free text
	Languages    uint64
	Asks         []Target    // whom it asks by itself, in order; nil: the SPOC of nations that facts name, the FIU about money
	Reminders    int32       // place in Spec.Reminders, from 1, of those about its questions; 0 none
	AsksFor      int32       // place in Spec.Taskings, from 1, of what its questions ask to be done; 0 an answer
	AsksUnder    Terms       // what it writes on its requests
	Crisis       law.Program // its orders: on which of its dossiers it works in crisis mode
	Alerts       bool        // it has such orders
	CrisisPace   []Pace      // how much of its time work takes on a matter in crisis mode; what is not there, all of it
	ReleaseBy    [5]AgencyID // by class; None: its own release desk
	Standing     []Standing
	Distribution []Distribution // declared order
	Actions      []ActionID
	Originates   Marking // markings of what it collects

	CollectedKinds uint8 // kinds it collects, bits 1<<journal.FactKind; derived by Seal
	Particular     bool  // a distribution rule says more than whom to tell; derived by Seal
}

// Marking is what a header must carry.
type Marking struct {
	Class      journal.Class
	TLP, PAP   law.TLP
	Controlled bool       // originator control (third-party rule)
	RelTo      []NationID // nil: no list
	Evidential bool
}

// Standing is a standing permission to release: it skips RELEASE.
type Standing struct {
	To    NationID      // None: every nation; the own nation is a permission of its own
	Class journal.Class // up to this class
	Kinds uint8         // bits 1<<journal.FactKind; 0 all

	InCrisis bool // only on a matter on which its agency works in crisis mode

	// Afterwards is the name of the permission where what others originated goes on without
	// their being asked, and they are told afterwards; 0: they are asked.
	Afterwards journal.Ref
}

// Pace is the share of its usual time that a kind of work takes.
type Pace struct {
	Task Task
	Part ParamID // PPM, 0 to 1
}

// CollectsOrActsOn says whether an agency collects one of the kinds, or acts.
func (a *Agency) CollectsOrActsOn(kinds uint8) bool {
	return a.CollectedKinds&kinds != 0 || len(a.Actions) > 0
}

// IsFirstDesk says whether the agency's desk for a kind of work is the first that it has for
// any: one desk may do the work of several.
func (a *Agency) IsFirstDesk(work int) bool { return !slices.Contains(a.Desk[:work], a.Desk[work]) }

// FillParty fills the six names of a sender or recipient, which follow each other.
func (s *Spec) FillParty(fr *law.Frame, first law.Var, a AgencyID) {
	ag := &s.Agencies[a]
	n := &s.Nations[ag.Nation]
	fr.V[first], fr.V[first+1], fr.V[first+2] = int64(n.Ref), int64(ag.Ref), int64(ag.Role)
	fr.V[first+3], fr.V[first+4] = sim.Bit(n.Body), sim.Bit(n.Adequate)
}
