package model

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Dense numbers of the things of a scenario, each in the order of its names.
// None stands for "no such thing" in all of them.
type (
	NationID    int32
	AgencyID    int32
	DeskID      int32
	ChannelID   int32
	RuleID      int32
	StorylineID int32
	FactID      int32
	ActionID    int32
	EntryID     int32
	DeadlineID  int32
	StoreID     int32
)

// None is the absent NationID, AgencyID and so on.
const None = -1

// Spec is a compiled scenario: immutable, shared by all runs and forks of it.
// Every list is sorted by name unless its comment says that order has meaning;
// that is what makes a run independent of positions in the file.
type Spec struct {
	Name   string
	Start  int64    // StartEx (T+0) in Unix milliseconds, UTC
	Zone   sim.Time // offset of the exercise zone from UTC
	WarmUp sim.Time // length of the warm-up before T+0
	End    sim.Time // EndEx
	// MaxEvents is how many events a run may set going; 0: MaxEvents of this package.
	MaxEvents uint64
	Names     journal.Names
	Params    []Param // in order of path
	Model     Model

	Nations    []Nation
	Agencies   []Agency
	Desks      []Desk
	Channels   []Channel
	Stores     []Store
	Reminders  []Reminders
	Taskings   []Tasking
	Agreements []Agreement // narrowest scope first: fewest parties, then name
	Rules      []law.Rule  // declared order within one owner
	InForce    []ParamID   // by RuleID: 0 while the rule is not in force
	Storylines []Storyline
	Facts      []Fact
	Actions    []Action
	Motions    []Motion
	Changes    []Change
	Teams      []Team
	Support    []Support
	Commands   []Command
	Caveats    []Caveat
	Deadlines  []Deadline // declared order within a storyline
	Needs      []Need
	Entries    []Entry // the MSEL in declared order
	Sightings  []Sighting
	Patches    []Patch // applied at the start of the warm-up, in order

	// Trust and Tension hold, for the ordered pair (i, j) at i*len(Nations)+j,
	// the parameter that says how far i trusts j and how tense the pair is.
	// Pairs that the scenario does not name share the default's parameter.
	Trust, Tension []ParamID
	// Related is true for an ordered pair that the scenario names: then WILL is
	// asked even inside a nation and from a body.
	Related []bool
	// Bonds are relations between agencies of one nation.
	Bonds []Bond
	// Routes holds the listed routes of ordered pairs of agencies; see RoutesOf.
	Routes map[[2]AgencyID][]Route

	// Roles that the engine itself addresses, terms of Names; 0 where no agency
	// of the scenario has the role.
	Roles struct{ SPOC, FIU, ForeignMinistry, Crisis, Prosecutor, Court, Minister journal.Ref }

	index // derived by Seal
}

// Clock tells the time of the exercise.
func (s *Spec) Clock() notation.Clock { return notation.Clock{Start: s.Start, Zone: s.Zone} }

// Kin says whether two Specs come from one compilation, and differ at most in the
// values that are set at the start and in how many events a run may have.
func (s *Spec) Kin(other *Spec) bool {
	return s == other || len(s.Params) > 0 && len(s.Params) == len(other.Params) && &s.Params[0] == &other.Params[0]
}

// Patch sets a parameter at the start.
type Patch struct {
	Param ParamID
	Value int64
}
