// Package viewer steps through a run: it turns keys, clicks and time that passes
// into states of the view, and a state into a frame. It knows no window, clock or
// file: whoever has those hands in what happened and draws what comes out.
//
// # How to think of it
//
// A Viewer has a run, perhaps a second one beside it, and a view.State. Do makes a
// State of a State and is all that happens when a key or a place is pressed. Frame
// lays the panels out and draws them on a canvas, with the places that can be
// clicked. What only a window can do, such as writing a file, is asked for with
// Requests. Lengths are in pixels at text of 100 %: at 150 % a window of 1920 pixels
// hands in 1280 and shows the frame enlarged.
package viewer

import (
	"entente/render/panel"
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

	canvas   panel.Canvas
	history  []view.State
	drawn    view.State // of the last frame
	stale    bool       // the next frame differs though the state does not
	requests []Request
}

// Request is what only a window can do.
type Request struct {
	Do   Errand
	Name string // of the file
	Text string
	Data []byte
}

// Errand is the sort of a Request.
type Errand uint8

// The errands.
const (
	CopyText   Errand = iota // Text to the clipboard
	SaveFile                 // Data as Name
	SaveNotes                // Data beside the replay
	ChooseFile               // let somebody choose a replay to open
	Quit
)

// New shows a run.
func New(run *review.Run) *Viewer { return &Viewer{Run: run, State: view.New(), stale: true} }

// Changed says whether the next frame differs from the last one.
func (v *Viewer) Changed() bool { return v.stale || v.State != v.drawn }

// Frame draws the state at a size in pixels at text of 100 %. The canvas is valid
// until the next frame.
func (v *Viewer) Frame(w, h float64) *panel.Canvas {
	v.canvas.Reset(w, h, v.theme())
	v.drawn, v.stale = v.State, false
	v.canvas.Fill(scene.Box{W: w, H: h}, v.canvas.Theme.Ground[0])
	return &v.canvas
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

// Requests takes what a window is asked to do.
func (v *Viewer) Requests() []Request {
	list := v.requests
	v.requests = nil
	return list
}

// Point tells where the pointer is.
func (v *Viewer) Point(p scene.Point) {
	if v.canvas.Under(v.canvas.Hover) != v.canvas.Under(p) {
		v.stale = true
	}
	v.canvas.Hover = p
}

// Click does what lies under a point.
func (v *Viewer) Click(p scene.Point) {
	if h := v.canvas.Under(p); h != nil {
		v.Do(h.Do)
	}
}
