package screen

import (
	"fmt"
	"io/fs"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"entente/render/view"
	"entente/render/viewer"
)

// Host is the program around a window: it has the files and the clipboard.
type Host interface {
	// Show is the viewer to be shown now; another one after a file was opened.
	Show() *viewer.Viewer
	// Title is what stands in the window's frame.
	Title() string
	// Do does what the viewer asks of the machine.
	Do(viewer.Request)
	// Dropped opens what was dropped onto the window.
	Dropped(fs.FS)
}

// Window shows a viewer. It is an ebiten.Game.
type Window struct {
	host  Host
	brush *Brush
	input input

	shown      *viewer.Viewer
	title      string
	wide, high float64 // in pixels of the screen
	device     float64 // pixels of the screen for one of the desktop
	dirty      bool
	last       time.Time
	painted    time.Time
	state      view.State // as it was painted
	records    int        // that are read in a tick
	quit       bool

	Frames int           // drawn so far
	Took   time.Duration // by the last of them, without the graphics card
}

// NewWindow makes a window for a host.
func NewWindow(h Host) *Window {
	return &Window{host: h, brush: NewBrush(), device: 1, dirty: true}
}

// Size of a window when it opens and at least, in pixels of the desktop.
const (
	startWide, startHigh = 1280, 720
	leastWide, leastHigh = 640, 400
)

// Run opens a window and shows the host's viewer until it is closed.
func Run(h Host) error {
	w := NewWindow(h)
	ebiten.SetWindowTitle(h.Title())
	ebiten.SetWindowSize(startWide, startHigh)
	ebiten.SetWindowSizeLimits(leastWide, leastHigh, -1, -1)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetRunnableOnUnfocused(true)
	if err := ebiten.RunGameWithOptions(w, &ebiten.RunGameOptions{X11ClassName: "entente-view", X11InstanceName: "entente-view"}); err != nil {
		return fmt.Errorf("no window: %w", err)
	}
	return nil
}

// LayoutF takes the size of the window and gives that of the picture: every pixel of
// a fine screen is drawn.
func (w *Window) LayoutF(wide, high float64) (float64, float64) {
	device := ebiten.Monitor().DeviceScaleFactor()
	if device <= 0 {
		device = 1
	}
	if wide*device != w.wide || high*device != w.high || device != w.device {
		w.wide, w.high, w.device, w.dirty = wide*device, high*device, device, true
	}
	return w.wide, w.high
}

// Layout is asked only where LayoutF is not known.
func (w *Window) Layout(wide, high int) (int, int) { return wide, high }

// scale is how many pixels of the screen one of the viewer takes.
func (w *Window) scale() float64 { return w.device * w.shown.Scale() }

// Update tells the viewer what happened, and does what it asks for.
func (w *Window) Update() error {
	if files := ebiten.DroppedFiles(); files != nil {
		w.host.Dropped(files)
	}
	if v := w.host.Show(); v != w.shown {
		w.shown, w.dirty = v, true
		w.input = input{}
	}
	now := time.Now()
	if !w.last.IsZero() {
		w.tick(min(now.Sub(w.last), time.Second))
	}
	w.last = now
	w.input.tell(w.shown, w.scale(), now)
	for _, r := range w.shown.Requests() {
		if r.Do == viewer.Quit {
			w.quit = true
			continue
		}
		w.host.Do(r)
	}
	if t := w.host.Title(); t != w.title {
		w.title = t
		ebiten.SetWindowTitle(t)
	}
	if w.quit {
		return ebiten.Termination
	}
	return nil
}

// tick lets time pass, and reads as many records as there is time for.
func (w *Window) tick(passed time.Duration) {
	began, was := time.Now(), w.shown.Run.Work().Records
	w.shown.Tick(passed.Milliseconds(), w.records)
	w.records = viewer.NextRead(w.records, w.shown.Run.Work().Records-was, time.Since(began))
}

// readFrame is how often a frame is drawn while a run is read and nobody does
// anything: reading has the rest of the time.
const readFrame = 250 * time.Millisecond

// due says whether a frame has to be drawn now.
func (w *Window) due(now time.Time) bool {
	switch n, of := w.shown.Run.Loaded(); {
	case w.dirty:
		return true
	case !w.shown.Changed():
		return false
	case n == of || w.input.busy || w.shown.State != w.state:
		return true
	}
	return now.Sub(w.painted) >= readFrame
}

// Draw draws all of the frame if anything changed, and else nothing.
func (w *Window) Draw(to *ebiten.Image) {
	began := time.Now()
	if w.shown == nil || !w.due(began) {
		return
	}
	k := w.scale()
	frame := w.shown.Frame(w.wide/k, w.high/k)
	w.brush.Paint(to, &frame.Scene, k)
	w.dirty, w.painted, w.state = false, began, w.shown.State
	w.Frames, w.Took = w.Frames+1, time.Since(began)
}
