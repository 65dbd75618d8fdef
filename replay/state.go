package replay

import (
	"entente/sim"
	"entente/sim/journal"
)

// State is what records up to one of them add up to: who holds and believes
// what, which messages are under way and where they wait, how channels,
// actions, clocks, deadlines and storylines stand. The zero State is before the
// first record.
//
// Instants that have not come are sim.Never. Every row names in Last the record
// that changed it last. Rows are for reading only: states share them.
type State struct {
	Num journal.Num // the last record in it
	At  sim.Time    // its instant

	holdings  table[Holding]
	levels    table[Level]
	transits  table[Transit]
	stages    table[Stage]
	channels  table[Channel]
	actions   table[Action]
	deadlines table[Deadline]
	clocks    table[Clock]
	params    table[Param]
	trusts    table[Trust]
}

// Holding is what an agency has of a fact.
type Holding struct {
	Agency, Fact journal.Ref
	Detected     sim.Time // noticed by own collection
	Received     sim.Time // delivered at the intake, as far as a record says so yet
	Read         sim.Time
	Understood   sim.Time
	Credited     sim.Time
	Dormant      sim.Time // no rule sends it on; Never once it was sent
	Purged       sim.Time
	Credence     sim.PPM
	Purposes     int64
	Origins      []journal.Ref // distinct originating agencies, in order of arrival
	Last         journal.Num
}

// Level is what an agency makes of a storyline.
type Level struct {
	Agency, Storyline journal.Ref
	Grade             journal.Grade
	Since             sim.Time
	Danger            sim.PPM
	Precedence        journal.Precedence
	Last              journal.Num
}

// Transit is a message that has neither been read nor ended.
type Transit struct {
	ID         sim.ID
	Message    journal.Message
	From, To   journal.Ref
	Storyline  journal.Ref
	Class      journal.Class
	Precedence journal.Precedence
	Re         sim.ID
	Sent       sim.Time
	Facts      []journal.Ref
	Hold       Hold
	Last       journal.Num
}

// Hold is where a message stands: since when nothing happened to it, and after
// what. What the time since then went into is told by the record that ends it.
type Hold struct {
	Since  sim.Time
	After  journal.Kind // Sent, Passed, Parked or Delivered
	Step   journal.Step
	Object journal.Ref // the rule, desk, channel or agency where it waits
	Until  sim.Time    // when a parked message lapses; else Never
}

// Stage is where a storyline stands.
type Stage struct {
	Storyline    journal.Ref
	Number       int64
	Since, Until sim.Time
	Last         journal.Num
}

// Channel is how a channel stands; those that never changed are not listed.
type Channel struct {
	Channel      journal.Ref
	State        journal.Outcome
	Since, Until sim.Time
	Last         journal.Num
}

// Action is how far an action in a storyline has come.
type Action struct {
	Action, Storyline journal.Ref
	Asked             sim.Time
	Decided           sim.Time
	Authority         journal.Outcome // what was decided
	Available         sim.Time
	Ordered           sim.Time
	Until             sim.Time
	Closed            sim.Time
	End               journal.Outcome
	Last              journal.Num
}

// Deadline is a deadline that has been resolved.
type Deadline struct {
	Deadline  journal.Ref
	Outcome   journal.Outcome
	Due, When sim.Time
	Last      journal.Num
}

// Clock is a clock that runs.
type Clock struct {
	Subject    sim.ID
	Clock      journal.Ref
	Since, Due sim.Time
	Last       journal.Num
}

// Param is a parameter that was changed during the run.
type Param struct {
	Param journal.Ref
	Value int64
	Last  journal.Num
}

// Trust is a relation that was changed during the run.
type Trust struct {
	Nation, Toward journal.Ref
	Trust          sim.PPM
	Last           journal.Num
}

// Holdings lists what agencies hold, by agency and fact.
func (s *State) Holdings() []*Holding { return s.holdings.rows() }

// Holding is what an agency has of a fact; nil for nothing.
func (s *State) Holding(agency, fact journal.Ref) *Holding {
	return s.holdings.find(refs(agency, fact))
}

// Levels lists what agencies make of storylines, by agency and storyline.
func (s *State) Levels() []*Level { return s.levels.rows() }

// Level is what an agency makes of a storyline; nil for nothing yet.
func (s *State) Level(agency, storyline journal.Ref) *Level {
	return s.levels.find(refs(agency, storyline))
}

// Transits lists the messages under way, by identity.
func (s *State) Transits() []*Transit { return s.transits.rows() }

// Transit is a message under way; nil if it is not.
func (s *State) Transit(id sim.ID) *Transit { return s.transits.find(row{uint64(id)}) }

// Stages lists the storylines that began.
func (s *State) Stages() []*Stage { return s.stages.rows() }

// Channels lists the channels that changed.
func (s *State) Channels() []*Channel { return s.channels.rows() }

// Actions lists the actions that anything happened to.
func (s *State) Actions() []*Action { return s.actions.rows() }

// Deadlines lists the deadlines that were resolved.
func (s *State) Deadlines() []*Deadline { return s.deadlines.rows() }

// Clocks lists the clocks that run.
func (s *State) Clocks() []*Clock { return s.clocks.rows() }

// Params lists the parameters that were changed.
func (s *State) Params() []*Param { return s.params.rows() }

// Trusts lists the relations that were changed.
func (s *State) Trusts() []*Trust { return s.trusts.rows() }
