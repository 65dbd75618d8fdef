package view

import (
	"entente/sim"
	"entente/sim/journal"
)

// Verb is what is done.
type Verb uint8

// The verbs. What each reads of its Action stands beside it.
const (
	None         Verb = iota
	Show              // Screen in N
	Select            // Subject
	Follow            // the subject: why late for what is late, else its cause
	Explain           // Subject: the Why screen
	Back              // close the dialog, or go back to what was shown before
	Clear             // the subject
	JumpTo            // At
	StepEvent         // N records on, or back; Text: "kind", "thread" or "nation" of the subject
	StepLate          // N late or refused things on, or back
	StepKey           // N key records of the chosen outcome on, or back
	StepCause         // N: -1 to the binding cause, 1 to the first effect
	StepBookmark      // N
	Play              // or pause
	Quicken           // N steps of speed
	SkipIdle          // switch
	LookAs            // Perspective in As
	Missed            // switch
	Unfold            // the nation in Ref, or fold it
	ZoomTime          // by factor F around At
	PanTime           // by At
	FitTime           // to From, Until; both 0: everything
	FoldTime          // switch
	PinDetail         // the next detail
	SwitchMap         // the next place
	ZoomMap           // factor F
	PanMap            // X, Y in map widths
	Scroll            // list N by F rows
	Open              // dialog N
	Type              // Text in the dialog's field
	Choose            // line N of the dialog
	Accept            // the dialog
	Filter            // Text
	Bookmark          // set or take away
	NextLook
	NextClock
	ScaleText // N steps; 0: back to 100 %
	HoldPath  // keep or let go the outcome's path
	CopyLink
	CopyText
	Export // Text: png, svg, gif
	StepTour
	Step // lines up or down within a panel: N
	NextPanel
)

// Action is one thing that somebody does.
type Action struct {
	Do      Verb
	N       int
	F       float64
	X, Y    float64
	At      sim.Time
	From    sim.Time
	Until   sim.Time
	Ref     journal.Ref
	As      Perspective
	Subject Subject
	Text    string
}
