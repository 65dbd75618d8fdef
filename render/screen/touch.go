package screen

import (
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"entente/render/scene"
	"entente/render/viewer"
)

// finger is where a finger lies on the screen.
type finger struct {
	id ebiten.TouchID
	at scene.Point
}

// touch turns what fingers do into what a pointer does: one that taps clicks, one that
// moves drags, one that rests is told what lies under it, and two that part or close
// zoom what lies between them.
type touch struct {
	fingers []finger // of this tick
	before  int      // how many there were
	down    scene.Point
	since   time.Time
	moved   bool
	pinched bool // there were two: what is left of them does nothing
	spread  float64
	tapped  scene.Point // last
	when    time.Time
}

const (
	touchAfter = 8                      // pixels from which on a finger drags
	longPress  = 700 * time.Millisecond // from which on it asks and does not click
)

// offScreen is where a pointer is when there is none.
var offScreen = scene.Point{X: -1e6, Y: -1e6}

// read reads where fingers lie.
func (x *touch) read(ids []ebiten.TouchID, scale float64) []ebiten.TouchID {
	ids = ebiten.AppendTouchIDs(ids[:0])
	x.fingers = x.fingers[:0]
	for _, id := range ids {
		left, top := ebiten.TouchPosition(id)
		x.fingers = append(x.fingers, finger{id, scene.Point{X: float64(left) / scale, Y: float64(top) / scale}})
	}
	return ids
}

// tell tells a viewer what fingers do, and says whether there are any.
func (x *touch) tell(v *viewer.Viewer, scale float64, now time.Time) bool {
	n := len(x.fingers)
	switch {
	case n == 0 && x.before == 0:
		return false
	case n == 0:
		x.lift(v, scale, now)
	case n == 1 && !x.pinched:
		x.one(v, x.fingers[0].at, scale, now)
	case n == 2:
		x.two(v)
	}
	x.before = n
	return true
}

// one follows one finger.
func (x *touch) one(v *viewer.Viewer, at scene.Point, scale float64, now time.Time) {
	if x.before == 0 {
		x.down, x.since, x.moved = at, now, false
	}
	v.Point(at)
	if x.moved = x.moved || distance(x.down, at)*scale > touchAfter; x.moved {
		v.Drag(x.down, at, false)
	}
}

// two follows two fingers.
func (x *touch) two(v *viewer.Viewer) {
	a, b := x.fingers[0].at, x.fingers[1].at
	spread := max(distance(a, b), 1)
	if x.before != 2 {
		if x.moved {
			v.Drop()
		}
		x.pinched, x.moved, x.spread = true, false, spread
		return
	}
	if by := spread / x.spread; math.Abs(by-1) > 0.01 {
		v.Pinch(scene.Point{X: float64((a.X + b.X) / 2), Y: float64((a.Y + b.Y) / 2)}, by)
		x.spread = spread
	}
}

// lift ends what fingers did.
func (x *touch) lift(v *viewer.Viewer, scale float64, now time.Time) {
	switch {
	case x.pinched:
		x.pinched = false
	case x.moved:
		v.Drop()
	case now.Sub(x.since) >= longPress:
		return // what was told stays until the next touch
	case now.Sub(x.when) < doubleClick && distance(x.tapped, x.down)*scale <= 4*touchAfter:
		x.when = time.Time{}
		v.Double(x.tapped)
	default:
		x.tapped, x.when = x.down, now
		v.Click(x.down)
	}
	v.Point(offScreen)
}

func distance(p, q scene.Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }
