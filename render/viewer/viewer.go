// Package viewer steps through a run: it turns keys, clicks and time that passes into
// states of the view, and a state into a frame. It knows no window, clock or file: the
// caller, who has those, says what happened and draws the result.
//
// # How to think of it
//
// A Viewer has a run, perhaps a second one beside it, and a view.State. Next gives the
// State that follows, which is nearly all that happens when a key or a place is pressed
// (next.go); what else comes of it, such as a note or a step back through history, is in
// do.go. Frame lays the panels out and draws them on a canvas, with the places that can
// be clicked. What only a window can do, such as writing a file, is asked for with
// Requests. Lengths are in pixels at text of 100 %: at 150 % a window of 1920 pixels
// hands in 1280 and shows the frame enlarged.
//
// # Where it differs from the first design
//
// The screens stand as tabs below the bar, Compare among them, since there are seven and
// not two. Days are those of the exercise (D+34), as plans and records have them; the
// date stands in the clock, and Shift T changes all. A nation's row has no sign for open
// offices, and the strip of time no band of them: a record does not say when an office is
// open, only what it cost that it was not. Why leads from the sentence to the records
// that it rests on, and not to re-runs: a replay has none, a study does. What is after
// the playhead is drawn fainter, but its words can be read. Below the lanes of a nation,
// the tracks of all facts have a time axis of their own: a stretch that is idle for
// messages is not idle for facts.
//
// # How it is held
//
// acceptance_test.go looks at every run of the library at 20 instants, on every screen,
// size, theme and view, by a design in which every two of these meet: no label lies over
// another, letters and delays stand out from what lies under them. secret_test.go looks
// at the viewer as nations, agencies and coalitions, and reads all that is drawn, told,
// offered and linked for what they do not hold. grey_test.go takes the colours away.
// reach_test.go reaches every verb and every field of the State by keys and by pointer.
//
// # Duties of the caller
//
// Call Tick while Reading, Playing or anything else goes on (Busy), and Frame when
// Changed; an idle viewer draws nothing. Report the pointer with Point, Click, Double,
// Drag and Drop, and Wheel; keys with Press, letters with Type.
package viewer

import (
	"cmp"

	"entente/render/canvas"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// Viewer shows one run, or two beside each other.
type Viewer struct {
	Run   *review.Run
	Other *review.Run // to compare with; nil
	State view.State
	By    string // who notes what is noted; may be empty
	Fault error  // that ended the reading of the run
	Gate  *Gate  // shown instead of the run; nil

	study *review.Sample // what many runs came to; nil
	pair  *review.Pair   // of Run and Other; nil before it is asked for

	canvas     canvas.Canvas
	zones      zones
	wide, high float64 // of the last frame
	history    []view.State
	drawn      view.State // of the last frame
	turn       int        // of the answers of its run
	pace       int        // steps from one tick to the next
	stale      bool       // the next frame differs though the state does not
	requests   []Request

	calm    int64        // milliseconds until the inspector of a run that is played tells anew
	faulted bool         // the fault was told
	trusted review.Trust // as it was told
	gapTold string       // what was said of missing records
	notice  string
	noticed int64 // milliseconds that it still stands
	rested  int64 // milliseconds that the pointer has
	grabbed grip
	hunt    hunt
	fitted  fitting
	offered offered
	tipped  tipped
	written written
	lit     view.Subject // what lies under the pointer, in all panels
	places  []int32      // buffer of placesIn
	dim     [view.NumLooks]*theme.Theme
	panels  panels
	bar     bar
}

// New shows a run, from its end: so all that happened is there to be looked at.
func New(run *review.Run) *Viewer {
	v := &Viewer{Run: run, State: view.New(), pace: paceOf, stale: true}
	v.State.At = last(run)
	v.canvas.Hover = nowhere
	return v
}

// nowhere is where the pointer is when it is not there.
var nowhere = scene.Point{X: -1e6, Y: -1e6}

// Changed says whether the next frame differs from the last one.
func (v *Viewer) Changed() bool {
	return v.stale || v.State != v.drawn || v.answerCount() != v.turn || v.Run.Unfinished() || v.State.Screen == view.Records && v.panels.records.Busy()
}

// Busy says whether time that passes changes anything: what is read, played, searched
// or said.
func (v *Viewer) Busy() bool {
	_, all := v.Found()
	switch {
	case !v.Run.Complete() && v.Fault == nil, v.Run.Working(), v.aligning():
	case v.Other != nil && v.State.Screen == view.Compare && v.Other.Working():
	case v.State.Playing, v.noticed > 0, v.rested < tipAfter && v.hovered() != nil:
	case v.State.Screen == view.Records && v.panels.records.Busy():
	case v.hunt.find != nil && !v.hunt.find.Any() && !all:
	default:
		return false
	}
	return true
}

// answerCount is a number that changes whenever an answer of one of the runs may have.
func (v *Viewer) answerCount() int {
	if v.Other == nil {
		return v.Run.Turn()
	}
	return v.Run.Turn() + v.Other.Turn()
}

func (v *Viewer) theme() *theme.Theme {
	return [...]*theme.Theme{view.Dark: theme.Dark, view.Light: theme.Light, view.HighContrast: theme.HighContrast}[v.State.Look]
}

// Scale is how much text is enlarged, from 0.8 to 2.
func (v *Viewer) Scale() float64 {
	if v.State.Scale == 0 {
		return 1
	}
	return float64(v.State.Scale) / 100
}

// title is what the run is called.
func (v *Viewer) title() string {
	t := cmp.Or(v.Run.Static.Title, v.Run.Static.Scenario)
	if s := v.Run.Speak; s.Stopped() {
		return t + ", stopped at " + s.Clock.At(s.Stop)
	}
	return t
}

// offered are the lines of a dialog, which are made once for what was typed.
type offered struct {
	lines []line
	of    view.State
	run   *review.Run
	noted int
}

// lines are the choices of the dialog that is open.
func (v *Viewer) lines() []line {
	s := &v.State
	o := offered{of: view.State{Dialog: s.Dialog, Typed: s.Typed, Subject: s.Subject, At: s.At, As: s.As, Missed: s.Missed}, run: v.Run}
	if v.Run.Book != nil {
		o.noted = len(v.Run.Book.Notes)
	}
	if was := v.offered; was.of != o.of || was.run != o.run || was.noted != o.noted {
		o.lines = linesOf(v.Run, s)
		v.offered = o
	}
	return v.offered.lines
}
