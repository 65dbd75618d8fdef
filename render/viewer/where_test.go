package viewer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/scene"
	"entente/render/view"
	"entente/sim/journal"
)

// at is the middle of the place that chooses a nation on the map.
func (v *Viewer) at(t *testing.T, nation string) scene.Point {
	t.Helper()
	who := v.Run.Find(journal.SortNation, nation)
	for i := range v.canvas.Hits {
		if h := &v.canvas.Hits[i]; h.Map != nil && h.Subject.Agency == who {
			return scene.Point{X: h.X + h.W/2, Y: h.Y + h.H/2}
		}
	}
	t.Fatalf("%s has no place on the map", nation)
	return scene.Point{}
}

// ground is the map itself.
func (v *Viewer) ground(t *testing.T) canvas.Hit {
	t.Helper()
	for i := range v.canvas.Hits {
		if h := &v.canvas.Hits[i]; h.Map != nil && h.Subject == (view.Subject{}) {
			return *h
		}
	}
	t.Fatal("there is no map")
	return canvas.Hit{}
}

// The wheel zooms the map around the pointer, a drag moves it, a double click fits a
// nation and then all, a click chooses and on the sea lets go.
func TestMapIsMoved(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "d")
	v.Frame(1600, 900)
	p := v.at(t, "turkey")
	v.Wheel(p, 2, false)
	v.Frame(1600, 900)
	require.InDelta(t, notch*notch, v.State.Zoom, 1e-6)
	q := v.at(t, "turkey")
	require.InDelta(t, p.X, q.X, 1)
	require.InDelta(t, p.Y, q.Y, 1)
	from := scene.Point{X: p.X - 60, Y: p.Y}
	for _, dx := range []float64{10, 25, 40} {
		v.Drag(from, scene.Point{X: from.X - dx, Y: from.Y + dx/2}, false)
		v.Frame(1600, 900)
	}
	v.Drop()
	q = v.at(t, "turkey")
	require.InDelta(t, p.X-40, q.X, 1.5, "what was grabbed stays under the pointer")
	require.InDelta(t, p.Y+20, q.Y, 1.5)
	v.Double(q)
	v.Frame(1600, 900)
	fitted := v.State.Zoom
	require.Greater(t, fitted, 1.6, "a nation fills the map")
	v.Double(v.at(t, "turkey"))
	v.Frame(1600, 900)
	require.Zero(t, v.State.Zoom, "and then all of them")
	require.Zero(t, v.State.Pan)
	for range 60 {
		v.Wheel(v.at(t, "turkey"), 1, false)
		v.Frame(1600, 900)
	}
	require.InDelta(t, 32, v.State.Zoom, 1e-3)
	for range 60 {
		v.Wheel(scene.Point{X: 200, Y: 300}, -1, false)
		v.Frame(1600, 900)
	}
	require.Zero(t, v.State.Zoom)
	v.Click(v.at(t, "turkey"))
	require.Equal(t, view.Nation, v.State.Subject.Topic)
	require.Equal(t, v.Run.Find(journal.SortNation, "turkey"), v.State.Subject.Agency)
	v.Frame(1600, 900)
	g := v.ground(t)
	v.Click(scene.Point{X: g.X + 20, Y: g.Y + g.H - 40}) // the Atlantic
	require.Zero(t, v.State.Subject)
}

// M puts the map in the lanes' place, then the ring, then the lanes again; invented
// nations have a ring alone.
func TestMapTakesTheLanesPlace(t *testing.T) {
	for name, places := range map[string][]view.Place{
		"deportation-notice-2015": {view.Whole, view.Ring, view.Inset}, "two-nations": {view.Whole, view.Inset},
	} {
		v := opened(t, name)
		press(t, v, "d")
		v.Frame(1280, 720)
		small := v.ground(t)
		require.Equal(t, 0.0, small.X)
		for _, want := range places {
			press(t, v, "m")
			require.Equal(t, want, v.State.Place, name)
			v.Frame(1280, 720)
			if g := v.ground(t); want == view.Inset {
				require.Equal(t, small.Box, g.Box)
			} else {
				require.Equal(t, v.zones.Middle.X, g.X)
				require.Greater(t, g.W, 500.0)
			}
		}
	}
}

// On another screen M goes to the map.
func TestMapIsReachedFromEverywhere(t *testing.T) {
	for screen := range view.NumScreens {
		v := opened(t, "two-nations")
		v.State.Screen = screen
		press(t, v, "m")
		require.Equal(t, view.Lanes, v.State.Screen)
		require.Equal(t, view.Whole, v.State.Place)
	}
}

// Where the window has no room beside the lanes, the map is a tab.
func TestMapIsATab(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	v.State.Screen, v.State.Tab = view.Lanes, view.WhereTab
	v.Frame(1000, 700)
	require.Greater(t, v.ground(t).W, 500.0)
}

// What lies under a pointer that moves over the map changes the frame only where it
// changes.
func TestMapFollowsThePointer(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "d")
	v.Frame(1600, 900)
	p := v.at(t, "turkey")
	g := v.ground(t)
	v.Point(scene.Point{X: g.X + 20, Y: g.Y + g.H - 40})
	v.Frame(1600, 900)
	v.Point(scene.Point{X: g.X + 22, Y: g.Y + g.H - 40})
	require.False(t, v.Changed())
	v.Point(p)
	require.True(t, v.Changed())
}
