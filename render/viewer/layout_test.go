package viewer

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/render/canvas"
	"entente/render/scene"
	"entente/render/view"
	"entente/sim"
)

// The parts of a window have the sizes of its sort.
func TestZonesByWidth(t *testing.T) {
	s := view.New()
	s.Screen = view.Lanes
	for _, c := range []struct{ w, bar, left, right, bottom float64 }{
		{1920, 52, 520, 440, 148},
		{1500, 52, 520, 440, 148},
		{1499, 44, 296, 352, 108},
		{1100, 44, 296, 352, 108},
		{1099, 44, 0, 336, 96},
		{900, 44, 0, 336, 96},
		{899, 44, 0, 0, 84},
	} {
		z := layOut(&s, c.w, 800)
		require.Equal(t, c.bar, z.Bar.H, c.w)
		require.Equal(t, c.left, z.Where.W, c.w)
		require.Equal(t, c.right, z.Right.W, c.w)
		require.Equal(t, c.bottom, z.Bottom.H, c.w)
		require.Equal(t, c.left == 0, z.Parts.H > 0, "tabs where there is no left")
	}
	s.Sheet = true
	require.Equal(t, 336.0, layOut(&s, 800, 600).Right.W, "the inspector lies over the lanes when it is asked for")
}

// Parts never overlap but for the sheet, and fill the window.
func TestZonesTileTheWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := view.New()
		s.Screen = view.Screen(rapid.IntRange(0, int(view.NumScreens)-1).Draw(t, "screen"))
		s.Left, s.Right = rapid.IntRange(0, mostLeft).Draw(t, "left"), rapid.IntRange(0, mostRight).Draw(t, "right")
		w, h := float64(rapid.IntRange(640, 4000).Draw(t, "w")), float64(rapid.IntRange(400, 2200).Draw(t, "h"))
		z := layOut(&s, w, h)
		area := 0.0
		list := []scene.Box{z.Bar, z.Tabs, z.Where, z.Known, z.Parts, z.Middle, z.Right, z.Bottom}
		for i, b := range list {
			area += float64(b.W * b.H)
			require.GreaterOrEqual(t, b.W, 0.0)
			require.GreaterOrEqual(t, b.H, 0.0)
			for _, o := range list[:i] {
				require.False(t, b.W > 0 && b.H > 0 && o.W > 0 && o.H > 0 && b.Meets(o), "%v and %v", b, o)
			}
		}
		require.InDelta(t, float64(w*h), area, 0.01)
		if s.Screen == view.Lanes {
			require.GreaterOrEqual(t, z.Middle.W, 300.0, "the story keeps its room")
		}
	})
}

// Dividers are dragged within bounds, and a double click gives a panel its own width.
func TestDividersDrag(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "d")
	v.Frame(1600, 900)
	from := scene.Point{X: 520, Y: 400}
	v.Drag(from, scene.Point{X: 600, Y: 420}, false)
	v.Frame(1600, 900)
	v.Drag(from, scene.Point{X: 640, Y: 380}, false)
	v.Drop()
	require.Equal(t, 640, v.State.Left)
	v.Frame(1600, 900)
	v.Drag(scene.Point{X: 640, Y: 400}, scene.Point{X: 5, Y: 400}, false)
	v.Drop()
	require.Equal(t, leastLeft, v.State.Left)
	v.Frame(1600, 900)
	v.Drag(scene.Point{X: 1160, Y: 400}, scene.Point{X: 1200, Y: 400}, false)
	v.Drop()
	require.Equal(t, 400, v.State.Right)
	v.Frame(1600, 900)
	v.Double(scene.Point{X: 1200, Y: 400})
	require.Zero(t, v.State.Right)
}

// timed is a canvas with an axis from 0 to 100 hours over 1000 pixels.
func timed(v *Viewer, drag view.Verb, edge int) {
	a := &canvas.Axis{}
	a.Set(0, 100*sim.Hour, 0, 1000, nil, 0)
	v.canvas.Hits = append(v.canvas.Hits[:0], canvas.Hit{Box: scene.Box{W: 1000, H: 100}, Drag: drag, Axis: a, Edge: edge})
}

// Dragging in time scrubs, pans, and moves the edges of what is shown; with Shift it
// chooses a stretch.
func TestDraggingTime(t *testing.T) {
	at := func(x float64) scene.Point { return scene.Point{X: x, Y: 50} }
	v := opened(t, "deportation-notice-2015")
	timed(v, view.JumpTo, 0)
	v.Click(at(100))
	require.Equal(t, 10*sim.Hour, v.State.At)
	v.Drag(at(100), at(500), false)
	require.Equal(t, 50*sim.Hour, v.State.At)
	v.Drop()

	v.State.From, v.State.Until = 0, 100*sim.Hour
	timed(v, view.PanTime, 0)
	v.State.From, v.State.Until = 200*sim.Hour, 300*sim.Hour
	v.Drag(at(500), at(400), false)
	require.Equal(t, []sim.Time{210 * sim.Hour, 310 * sim.Hour}, []sim.Time{v.State.From, v.State.Until})
	v.Drag(at(500), at(450), false)
	require.Equal(t, []sim.Time{205 * sim.Hour, 305 * sim.Hour}, []sim.Time{v.State.From, v.State.Until}, "from where it was pressed, not from where it was last")
	v.Drop()

	timed(v, view.FitTime, 1)
	v.State.From, v.State.Until = 10*sim.Hour, 50*sim.Hour
	v.Drag(at(500), at(800), false)
	v.Drop()
	require.Equal(t, []sim.Time{10 * sim.Hour, 80 * sim.Hour}, []sim.Time{v.State.From, v.State.Until})

	timed(v, view.JumpTo, 0)
	v.Drag(at(300), at(200), true)
	v.Drop()
	require.Equal(t, view.Subject{Topic: view.Span, From: 20 * sim.Hour, Until: 30 * sim.Hour}, v.State.Subject)

	timed(v, view.PanTime, 0)
	v.State.From, v.State.Until = 0, 100*sim.Hour
	v.Wheel(at(500), 1, false)
	require.Equal(t, []sim.Time{10 * sim.Hour, 90 * sim.Hour}, []sim.Time{v.State.From, v.State.Until}, "a notch is x1.25, and the instant under the pointer stays")
	v.Wheel(at(500), 1, true)
	require.Equal(t, []sim.Time{2 * sim.Hour, 82 * sim.Hour}, []sim.Time{v.State.From, v.State.Until})
}

// Time is shown from a second to the whole run with 2 % on either side, whatever is
// done to it.
func TestTimeShownIsBounded(t *testing.T) {
	v := opened(t, "two-nations")
	whole := last(v.Run) - first(v.Run)
	rapid.Check(t, func(t *rapid.T) {
		s := view.New()
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			s, _ = Next(v.Run, s, view.Action{
				Do: rapid.SampledFrom([]view.Verb{view.ZoomTime, view.PanTime, view.FitTime}).Draw(t, "verb"),
				F:  rapid.Float64Range(0.01, 1000).Draw(t, "factor"), At: sim.Time(rapid.Int64Range(-int64(whole), 2*int64(whole)).Draw(t, "at")),
				From: sim.Time(rapid.Int64Range(0, int64(whole)).Draw(t, "from")), Until: sim.Time(rapid.Int64Range(0, int64(whole)).Draw(t, "until")),
			})
			from, until := shownStretch(v.Run, &s)
			require.GreaterOrEqual(t, until-from, sim.Second)
			require.GreaterOrEqual(t, from, first(v.Run)-whole/50)
			require.LessOrEqual(t, until, last(v.Run)+whole/50)
		}
	})
}

// Keys zoom around the playhead, and around the middle where that is not shown.
func TestKeysZoomAroundThePlayhead(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	v.State.From, v.State.Until, v.State.At = 0, 100*sim.Hour, 50*sim.Hour
	press(t, v, "+")
	require.Equal(t, []sim.Time{10 * sim.Hour, 90 * sim.Hour}, []sim.Time{v.State.From, v.State.Until})
	press(t, v, "-")
	require.Equal(t, []sim.Time{0, 100 * sim.Hour}, []sim.Time{v.State.From, v.State.Until})
	v.State.At = 200 * sim.Hour
	press(t, v, "+")
	require.Equal(t, []sim.Time{10 * sim.Hour, 90 * sim.Hour}, []sim.Time{v.State.From, v.State.Until})
}

// A list scrolls by wheel and by drag, and never past its end.
func TestScrolling(t *testing.T) {
	v := opened(t, "twelve-nations")
	v.Frame(1280, 420)
	x := v.canvas.Lists[view.OutcomeList]
	require.Less(t, x.Shown, x.Rows)
	p := scene.Point{X: 600, Y: 300}
	v.Wheel(p, -1, false)
	require.Equal(t, min(3, x.Rows-x.Shown), v.State.Scroll[view.OutcomeList])
	for range 100 {
		v.Wheel(p, -5, false)
		v.Frame(1280, 420)
	}
	require.Equal(t, x.Rows-x.Shown, v.State.Scroll[view.OutcomeList])
	for range 100 {
		v.Wheel(p, 5, false)
		v.Frame(1280, 420)
	}
	require.Zero(t, v.State.Scroll[view.OutcomeList])
}

// Text of any size follows from the size of the window alone.
func TestTextSize(t *testing.T) {
	v := opened(t, "two-nations")
	for _, want := range []float64{1.1, 1.25, 1.5, 1.75, 2} {
		require.True(t, v.Press("+", false, true))
		require.Equal(t, want, v.Scale())
	}
	v.Press("+", false, true)
	require.Equal(t, saysTextEnd, v.Notice())
	v.Press("0", false, true)
	require.Equal(t, 1.0, v.Scale())
	v.Press("-", false, true)
	v.Press("-", false, true)
	require.Equal(t, 0.8, v.Scale())
}

// The keys go through the parts of the window and the places in each, and Enter does
// what has the focus.
func TestFocus(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "Tab")
	require.Equal(t, view.TopZone, v.State.Focus)
	seen := map[view.Zone]bool{}
	for range view.NumZones {
		v.Frame(1280, 720)
		seen[v.State.Focus] = true
		require.NotNil(t, v.focused())
		press(t, v, "Tab")
	}
	require.True(t, seen[view.TopZone] && seen[view.MiddleZone])
	v.State.Focus, v.State.Item = view.MiddleZone, 0
	press(t, v, "ArrowDown")
	v.Frame(1280, 720)
	do := v.focused().Do
	press(t, v, "Enter")
	require.NotEqual(t, view.None, do.Do)
	require.Equal(t, do.Subject, v.State.Subject)
}
