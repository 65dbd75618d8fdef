package screen

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/render/rendertest"
	"entente/render/scene"
	"entente/render/view"
	"entente/render/viewer"
)

// hand is somebody with fingers on a screen, tick by tick.
type hand struct {
	v   *viewer.Viewer
	x   touch
	now time.Time
}

// put lays fingers down for a tick.
func (h *hand) put(at ...scene.Point) {
	h.x.fingers = h.x.fingers[:0]
	for _, p := range at {
		h.x.fingers = append(h.x.fingers, finger{id: 0, at: p})
	}
	h.now = h.now.Add(16 * time.Millisecond)
	h.x.tell(h.v, 1, h.now)
}

// place finds a place of the frame.
func (h *hand) place(t *testing.T, fits func(do, double view.Action, drag view.Verb) bool) scene.Box {
	t.Helper()
	c := h.v.Frame(1280, 720)
	for i := len(c.Hits) - 1; i >= 0; i-- {
		if x := &c.Hits[i]; fits(x.Do, x.Double, x.Drag) {
			return x.Box
		}
	}
	t.Fatal("no such place")
	return scene.Box{}
}

func middle(b scene.Box) scene.Point {
	return scene.Point{X: b.X + float64(b.W/2), Y: b.Y + float64(b.H/2)}
}

// A tap clicks, a finger that moves in the strip of time scrubs, two that part zoom
// time between them, and one that rests asks and does nothing.
func TestFingersDoWhatAPointerDoes(t *testing.T) {
	h := &hand{v: viewer.New(rendertest.Run(t, "two-nations")), now: time.Unix(1, 0)}
	tab := h.place(t, func(do, _ view.Action, _ view.Verb) bool { return do.Do == view.Show && do.N == int(view.Lanes) })
	h.put(middle(tab))
	h.put()
	require.Equal(t, view.Lanes, h.v.State.Screen)

	strip := h.place(t, func(_, _ view.Action, drag view.Verb) bool { return drag == view.JumpTo })
	from := scene.Point{X: strip.X + 600, Y: strip.Y + 30}
	h.put(from)
	h.put(scene.Point{X: from.X - 50, Y: from.Y})
	h.put(scene.Point{X: from.X - 100, Y: from.Y})
	was := h.v.State.At
	require.Less(t, was, h.v.Run.Until, "time is scrubbed while the finger moves")
	h.put()
	require.Equal(t, was, h.v.State.At)

	ground := scene.Point{X: 650, Y: 300}
	h.v.Frame(1280, 720)
	h.put(scene.Point{X: ground.X - 40, Y: ground.Y}, scene.Point{X: ground.X + 40, Y: ground.Y})
	h.put(scene.Point{X: ground.X - 80, Y: ground.Y}, scene.Point{X: ground.X + 80, Y: ground.Y})
	h.put(scene.Point{X: ground.X - 80, Y: ground.Y})
	h.put()
	wide := h.v.State.Until - h.v.State.From
	require.InDelta(t, float64(h.v.Run.Until), float64(2*wide), float64(h.v.Run.Until)/10, "twice as large")
	require.Equal(t, was, h.v.State.At, "the finger that is left does nothing")

	h.v.State.Screen = view.Outcomes
	why := middle(h.place(t, func(do, _ view.Action, _ view.Verb) bool { return do.Do == view.Explain }))
	h.put(why)
	h.now = h.now.Add(longPress)
	h.put(why)
	h.put()
	require.Equal(t, view.Outcomes, h.v.State.Screen)
	row := middle(h.place(t, func(_, double view.Action, _ view.Verb) bool { return double.Do == view.Explain }))
	for range 2 {
		h.put(row)
		h.put()
		h.v.Frame(1280, 720)
	}
	require.Equal(t, view.Why, h.v.State.Screen, "two taps are a double click")
}

// A finger on a row of a list moves the list.
func TestFingersScrollLists(t *testing.T) {
	h := &hand{v: viewer.New(rendertest.Run(t, "twelve-nations")), now: time.Unix(1, 0)}
	h.v.State.Screen = view.Records
	for range 50 {
		h.v.Frame(1280, 720)
		h.v.Tick(16, 1<<16)
	}
	row := middle(h.place(t, func(do, _ view.Action, _ view.Verb) bool { return do.Do == view.Select }))
	was := h.v.State.Scroll[view.RecordList]
	h.put(row)
	for i := range 20 {
		h.put(scene.Point{X: row.X, Y: row.Y - float64(10*i)})
	}
	h.put()
	h.v.Frame(1280, 720)
	require.NotEqual(t, was, h.v.State.Scroll[view.RecordList])
}
