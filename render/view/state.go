// Package view holds the state of a viewer as one value: which screen is shown, at which
// instant, as seen by whom, and what is chosen. It draws nothing and reads nothing.
//
// # How to think of it
//
// A picture follows from a run and a State. What somebody does, with a key, a click or a
// wheel, is an Action, and applying it to a State gives the next State: whoever draws a
// place that can be clicked says which Action it stands for. Two equal States give the
// same picture, so a window draws only when its State changed. All of a State can be
// written as one line of text (link.go), which is what a link, a command and a bookmark
// carry.
package view

import (
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// State is what is looked at and how. It is a plain value: States can be compared.
type State struct {
	Screen  Screen
	At      sim.Time    // the playhead: what happened up to and including it
	Record  journal.Num // what happened up to this record, of those at At; 0: all of them
	As      Perspective
	Subject Subject
	Outcome journal.Ref // the deadline whose path stands out; 0 none

	From, Until sim.Time // the stretch of time in the lanes; both 0: all of the run
	Linear      bool     // idle stretches are not folded
	Detail      Detail   // of the lanes
	Fitted      Detail   // what Fitting came to last: it changes late, so that it does not flicker
	Everyone    bool     // lanes of all agencies, not only of the parties of the chosen outcome
	Place       Place    // what stands in the lanes' place
	Hidden      bool     // what is after the playhead is hidden, not dimmed
	Missed      bool     // a perspective also shows what it missed
	Overview    bool     // of two runs all outcomes are compared, not the way to one
	ByStep      bool     // time is told by step and cause, not by reason
	Unfolded    string   // names of the nations that are unfolded to agencies, each between commas
	Zoom        float64  // of the map, from 1 to 32; 0 is 1
	Pan         [2]float64
	Scroll      [NumLists]int // the first row that each list shows

	Filter string // terms such as reason:OC nation:ESK late:yes
	Search string

	Dialog  Dialog
	Typed   string // in the dialog's field
	Caret   int    // how many letters of it stand after the caret
	Chosen  int    // line of the dialog's list
	Tag     Tag    // of the note that is written
	Anew    bool   // what is written says the chosen note anew
	Playing bool
	Speed   int // place in Speeds
	Skips   bool

	Look  Look
	Scale int // of text, in percent; 0 is 100
	Clock Clock
	Tour  int // step of the tour, from 1; 0: none

	Tab         Tab  // of the lanes, where a window is too small for all at once
	Left, Right int  // how wide the panels beside the lanes are, in pixels; 0: as fits
	Sheet       bool // the inspector lies over the lanes of a small window
	Presenting  bool // bookmarks are shown one after the other, with what was noted
	Focus       Zone // where keys act
	Item        int  // the place within it that has the focus, from 1; 0 none
}

// Tab is what is seen of the lanes' screen where there is no room for all.
type Tab uint8

// The tabs.
const (
	LaneTab  Tab = iota
	WhereTab     // the map
	KnownTab     // who knows what
	NumTabs
)

// Zone is a part of the window. Tab walks them in this order.
type Zone uint8

// The zones.
const (
	NoZone Zone = iota
	TopZone
	LeftZone
	MiddleZone
	RightZone
	BottomZone
	NumZones
)

// IsUnfolded says whether a nation is unfolded to its agencies.
func (s *State) IsUnfolded(nation string) bool {
	return nation != "" && strings.Contains(s.Unfolded, ","+nation+",")
}

// Screen is what fills the window.
type Screen uint8

// The screens. Outcomes opens first.
const (
	Outcomes Screen = iota
	Why
	Lanes
	Events     // the events list and what became of it
	Objectives // and how they are rated
	Compare    // with a second run
	Records    // all of them in words
	NumScreens
)

// Detail is how much of a lane is drawn.
type Detail uint8

// The details; Fitting chooses by how much there is to see.
const (
	Fitting Detail = iota
	Single         // every hold and message
	Load           // columns of what waited
	Heat           // one value per pixel
	NumDetails
)

// Place is what stands beside the lanes, or in their place.
type Place uint8

// The places.
const (
	Inset Place = iota // the map is small
	Whole              // the map has the room of the lanes
	Ring               // nations stand on a ring
	NumPlaces
)

// Dialog is what lies over a screen.
type Dialog uint8

// The dialogs.
const (
	NoDialog Dialog = iota
	KeysDialog
	SearchDialog
	FilterDialog
	ActorDialog // choose a perspective
	GotoDialog
	NoteDialog
	ExportDialog
	OpenDialog
	MoreDialog
	NumDialogs
)

// Tag is what an observation is good for.
type Tag uint8

// The tags.
const (
	NoTag     Tag = iota
	Sustain       // a strength
	Improve       // an area for improvement
	Important     // to be shown when the exercise is gone through
	NumTags
)

// List is one of the lists that scroll.
type List uint8

// The lists.
const (
	OutcomeList List = iota
	CauseList
	LaneList
	FactList
	EventList
	EntryList
	ObjectiveList
	InspectorList
	DialogList
	DifferenceList
	RecordList
	NumLists
)

// Look is the theme.
type Look uint8

// The looks.
const (
	Dark Look = iota
	Light
	HighContrast
	NumLooks
)

// Clock is how instants are written.
type Clock uint8

// The clocks.
const (
	ExerciseClock Clock = iota // D+1 09:00
	ElapsedClock               // T+33 h
	UTCClock
	LocalClock // of the nation that is looked at
	NumClocks
)

// Sort is whose view it is.
type Sort uint8

// The perspectives.
const (
	WhiteCell Sort = iota // everything
	OfNation
	OfAgency
	Shared // what all of a coalition know
	Pooled // what any of it knows
	NumSorts
)

// Perspective is whose view it is: a nation, an agency, or a coalition, which is a
// body, a team, or with 0 all nations.
type Perspective struct {
	Sort Sort
	Who  journal.Ref
}

// Topic is what sort of thing is chosen.
type Topic uint8

// The topics.
const (
	Nothing  Topic = iota
	Event          // Record
	Message        // ID
	Hold           // ID of the message or job that waits, Record that ends it, From, Until
	Fact           // Thing; Agency if it is a cell
	Agency         // Agency
	Nation         // Agency
	Deadline       // Thing
	Decision       // Thing, a motion; ID
	Entry          // Thing, of the events list
	Measure        // Thing, an action that an agency can take; Agency; ID
	Span           // From, Until
	Remark         // ID: a bookmark or note, by its number
	NumTopics
)

// Subject is the one thing that is chosen; all panels show it.
type Subject struct {
	Topic       Topic
	Record      journal.Num
	ID          sim.ID
	Thing       journal.Ref
	Agency      journal.Ref
	From, Until sim.Time
}

// Speeds are how many seconds pass in one, from the slowest to the fastest.
var Speeds = [...]int64{1, 10, 60, 600, 3600, 21600, 86400, 100000}

// New is the State in which a viewer opens.
func New() State { return State{Speed: 4, Skips: true} }
