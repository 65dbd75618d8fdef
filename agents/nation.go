package agents

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/calendar"
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

// Agency is an actor.
type Agency struct {
	Ref          journal.Ref
	Nation       NationID
	Role         journal.Ref       // a term
	Liaison      NationID          // host nation of a liaison officer or mission; else None
	Store        StoreID           // the store that it is; else None
	Desk         [numWorks]DeskID  // which desk does which work
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
	ReleaseBy    [5]AgencyID // by class; None: its own release desk
	Standing     []Standing
	Distribution []Distribution // declared order
	Actions      []ActionID
	Originates   Marking // markings of what it collects

	kinds      uint8 // kinds it collects, bits 1<<journal.FactKind; derived by Seal
	particular bool  // a distribution rule says more than whom to tell; derived by Seal
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
}

// Distribution is one rule of who is told.
type Distribution struct {
	When      law.Program
	To        []Target
	Name      sim.ID // beside the other rules of its agency
	Practice  Practice
	Label     Label // written on what it sends
	Reminders int32 // place in Spec.Reminders, from 1: whoever is told confirms that it was read; 0 none
	Tasking   int32 // place in Spec.Taskings, from 1, of what whoever is told is to do; 0 nothing
	Certain   bool  // it is sent, whoever would not: neither will nor attention holds it
	Composed  bool  // a report is written first
}

// particular says whether a rule says more than whom to tell.
func (d Distribution) particular() bool {
	return d.Reminders != 0 || d.Tasking != 0 || d.Certain || d.Composed || d.Label != 0 || d.Practice != Duty
}

// Target of a distribution rule.
type Target struct {
	Agency AgencyID    // a named agency; None: by role
	Role   journal.Ref // a term
	Of     Of
}

// Of says in which nations a role is addressed.
type Of uint8

// The ways to address a role.
const (
	Own           Of = iota // the own nation
	ByPlace                 // other nations that credited facts place
	ByNationality           // other nations whose nationals credited facts name
	Named                   // both
	Bodies                  // operational bodies the nation is a member of
	Collectors              // agencies of the own nation that collect or act on the kinds
)
