package screen

import (
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"entente/render/scene"
	"entente/render/viewer"
)

// input is what somebody does with keys and pointer, as it was at the last tick.
type input struct {
	at, was scene.Point // of the pointer, now and at the last tick
	known   bool
	down    scene.Point // where the button went down
	held    bool
	dragged bool
	clicked scene.Point
	when    time.Time // of the last click
	repeats map[ebiten.Key]time.Time
	runes   []rune
	keys    []ebiten.Key
	turned  float64 // part of a notch that the wheel was turned
	busy    bool    // somebody does something
	touch   touch
	touches []ebiten.TouchID
}

const (
	dragAfter   = 4 // pixels
	doubleClick = 400 * time.Millisecond
	repeatAfter = 400 * time.Millisecond
	repeatEvery = 40 * time.Millisecond
)

// tell tells a viewer what happened since the last tick.
func (in *input) tell(v *viewer.Viewer, scale float64, now time.Time) {
	in.busy = in.held
	in.touches = in.touch.read(in.touches, scale)
	if in.touch.tell(v, scale, now) {
		in.busy = true
	} else {
		in.pointer(v, scale, now)
	}
	in.wheel(v)
	in.typed(v)
	in.pressed(v, now)
}

// pointer tells where the pointer is and what its button does.
func (in *input) pointer(v *viewer.Viewer, scale float64, now time.Time) {
	x, y := ebiten.CursorPositionF()
	p := scene.Point{X: x / scale, Y: y / scale}
	if !in.known || p != in.at {
		in.at, in.known, in.busy = p, true, true
		v.Point(p)
	}
	shift := ebiten.IsKeyPressed(ebiten.KeyShift)
	switch {
	case inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft):
		in.down, in.held, in.dragged = p, true, false
	case in.held && ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft):
		if in.dragged = in.dragged || in.far(in.down, p, scale); in.dragged && p != in.was {
			v.Drag(in.down, p, shift)
		}
	case in.held:
		in.held = false
		if in.dragged {
			v.Drop()
			return
		}
		if now.Sub(in.when) < doubleClick && !in.far(in.clicked, p, scale) {
			in.when = time.Time{}
			v.Double(p)
			return
		}
		in.clicked, in.when = p, now
		if ebiten.IsKeyPressed(ebiten.KeyAlt) {
			v.Alternate(in.down)
			return
		}
		v.Click(in.down)
	}
	in.was = p
}

func (in *input) far(p, q scene.Point, scale float64) bool {
	return math.Hypot(p.X-q.X, p.Y-q.Y)*scale > dragAfter
}

// wheel tells notches of the wheel. A wheel on a desktop counts notches, a browser
// pixels, and a touchpad parts of either.
func (in *input) wheel(v *viewer.Viewer) {
	x, y := ebiten.Wheel()
	shift := ebiten.IsKeyPressed(ebiten.KeyShift)
	if y == 0 && x != 0 { // pushed sideways, or with Shift where the system turns it
		y, shift = x, true
	}
	if y == 0 {
		in.turned = 0
		return
	}
	if y > 0 != (in.turned > 0) {
		in.turned = 0
	}
	in.turned += y / wheelNotch
	if whole := math.Trunc(in.turned); whole != 0 {
		in.turned -= whole
		v.Wheel(in.at, whole, shift)
	}
}

// named are the keys that are no letters, as browsers name them.
var named = map[ebiten.Key]string{
	ebiten.KeyArrowLeft: "ArrowLeft", ebiten.KeyArrowRight: "ArrowRight", ebiten.KeyArrowUp: "ArrowUp", ebiten.KeyArrowDown: "ArrowDown",
	ebiten.KeyHome: "Home", ebiten.KeyEnd: "End", ebiten.KeyPageUp: "PageUp", ebiten.KeyPageDown: "PageDown",
	ebiten.KeyEnter: "Enter", ebiten.KeyNumpadEnter: "Enter", ebiten.KeyEscape: "Escape", ebiten.KeyTab: "Tab",
	ebiten.KeyBackspace: "Backspace", ebiten.KeyDelete: "Delete", ebiten.KeyInsert: "Insert",
}

// typed tells characters, in whatever layout they were typed: as keys that mean
// something, else as text.
func (in *input) typed(v *viewer.Viewer) {
	in.runes = ebiten.AppendInputChars(in.runes[:0])
	shift := ebiten.IsKeyPressed(ebiten.KeyShift)
	for _, r := range in.runes {
		key := string(r)
		if r == ' ' {
			key = "Space"
		}
		if !v.Press(key, shift, false) {
			v.Type(string(r))
		}
	}
}

// pressed tells keys that type nothing: those with a name, and letters while Ctrl is
// held. Held down they repeat.
func (in *input) pressed(v *viewer.Viewer, now time.Time) {
	shift, ctrl := ebiten.IsKeyPressed(ebiten.KeyShift), ebiten.IsKeyPressed(ebiten.KeyControl) || ebiten.IsKeyPressed(ebiten.KeyMeta)
	if ebiten.IsKeyPressed(ebiten.KeyAlt) {
		return // the desktop's or the browser's
	}
	in.keys = inpututil.AppendPressedKeys(in.keys[:0])
	for _, k := range in.keys {
		name := named[k]
		if name == "" && ctrl {
			name = ebiten.KeyName(k)
		}
		if name != "" && in.isRepeat(k, now) {
			v.Press(name, shift, ctrl)
		}
	}
	for k := range in.repeats {
		if !ebiten.IsKeyPressed(k) {
			delete(in.repeats, k)
		}
	}
}

// isRepeat says whether a key that is down counts now: when it goes down, and then over
// and over.
func (in *input) isRepeat(k ebiten.Key, now time.Time) bool {
	if in.repeats == nil {
		in.repeats = map[ebiten.Key]time.Time{}
	}
	next, known := in.repeats[k]
	switch {
	case !known:
		in.repeats[k] = now.Add(repeatAfter)
		return true
	case now.Before(next):
		return false
	}
	in.repeats[k] = now.Add(repeatEvery)
	return true
}
