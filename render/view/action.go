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
	StepCause         // N: -1 to the binding cause, 1 to the first effect
	StepBookmark      // N
	Play              // or pause
	Quicken           // N steps of speed
	SkipIdle          // switch
	LookAs            // Perspective in As
	Missed            // switch
	Unfold            // the nation in Ref, or fold it
	ZoomTime          // by factor F around At; N not 0: around the playhead
	PanTime           // by At
	FitTime           // to From, Until; both 0: everything
	FoldTime          // switch
	PinDetail         // detail N, or let it go if it is pinned; 0: the next
	SwitchMap         // the next place, or place N less 1
	ZoomMap           // factor F, and X, Y as PanMap
	PanMap            // X, Y in map widths
	Scroll            // list N by F rows
	Open              // dialog N
	Type              // Text in the dialog's field
	Choose            // line N of the dialog
	Accept            // the dialog
	Filter            // by Text, or by nothing if that is what is filtered by
	FilterTerm        // a term in Text more, or without it
	Bookmark          // set or take away
	Withdraw          // the note or bookmark in Subject, or the chosen one
	Reword            // write the chosen note anew
	TagNote           // that is written: N, or without a tag if it has this one
	NextLook
	NextClock
	ScaleText // N steps; 0: back to 100 %
	HoldPath  // keep or let go the outcome's path
	CopyLink
	CopyText
	Export // Text: png, svg, gif
	StepTour
	Step         // N lines up or down within a panel or dialog
	NextPanel    // N: 1 on, -1 back
	LookNth      // N: the White Cell, a nation by its place from 1 to 8, or with 9 the coalition
	ShowTab      // N
	Widen        // the panel on the left or right, N being its Zone, to X pixels; 0: as fits
	SelectSpan   // From, Until
	Present      // bookmarks one after the other, or end it
	Report       // ask for the report
	OpenFile     // ask for another replay
	Erase        // a letter of the dialog's field: N -1 or 0 the one before the caret, 1 the one after it, -2 the word before it
	MoveCaret    // N letters on or back in the dialog's field
	Paste        // ask for what is on the clipboard, for the dialog's field
	Hide         // what comes after the playhead, or only dim it
	StepFound    // N found records on, or back
	Advance      // what Space does: the key records of a chosen outcome, bookmarks when presenting, else play
	Locate       // Subject in the lanes, at At
	SplitTime    // by reason, or by step and cause: switch
	CompareAll   // outcomes of two runs, or the way to one: switch
	ShowEveryone // lanes of all agencies, or of the parties of the chosen outcome only: switch
	NextScreen   // N: 1 on, -1 back
	NumVerbs
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
