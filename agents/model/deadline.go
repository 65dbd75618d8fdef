package model

import (
	"entente/sim"
	"entente/sim/journal"
)

// Want is what a deadline asks.
type Want uint8

// The wants.
const (
	WantInformed Want = iota
	WantRead
	WantAvailable
)

// Deadline of an agency in a storyline.
type Deadline struct {
	Ref       journal.Ref
	Storyline StorylineID
	Agency    AgencyID
	Want      Want
	Facts     []FactID // WantRead
	Action    ActionID // WantAvailable
	Stage     int      // due before this stage's entry; 0: At
	Lead      sim.Time
	At        sim.Time
}

// Need says which agency needs which key facts by when: ground truth for the
// measures, never for decisions.
type Need struct {
	Agency    AgencyID
	Storyline StorylineID
	Facts     []FactID
	Deadline  DeadlineID // None: none
}
