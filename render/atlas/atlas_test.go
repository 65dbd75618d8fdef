package atlas

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/render/country"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim/journal"
)

var rewrite = flag.Bool("rewrite", false, "write golden pictures anew; look at them before committing")

// nations are those of names, in their order; bodies end in a dot.
func nations(names ...string) (list []Nation) {
	for _, n := range names {
		name, body := strings.CutSuffix(n, ".")
		list = append(list, Nation{ID: strings.ToLower(strings.ReplaceAll(name, " ", "")), Name: name, Body: body})
	}
	return list
}

var twelve = nations("Arden", "Borea", "Calder", "Delmar", "Esker", "Fenmark", "Garland", "Hallin", "Ilmar", "Jevren", "Kovar", "Lorne", "Council.", "Bureau.")

var ankara, istanbul = LonLat{32.86, 39.93}, LonLat{28.98, 41.01}

// notice is the map of a note that went by two embassies.
func notice() *Map {
	return New(nations("Turkey", "Belgium", "Netherlands"), []Post{
		{Name: "Foreign ministry", Site: "Ankara", At: ankara},
		{Name: "Counter-terrorism police", Site: "Gaziantep", At: LonLat{37.38, 37.07}},
		{Name: "Liaison officer", Nation: 1, Site: "Istanbul", At: istanbul},
		{Name: "Embassy", Nation: 1, Site: "Ankara", At: ankara},
		{Name: "Liaison officer", Nation: 2, Site: "Ankara", At: ankara},
		{Name: "Embassy", Nation: 2, Site: "Ankara", At: ankara},
		{Name: "Federal police", Nation: 1, Host: 1, Site: "Brussels", At: LonLat{4.35, 50.85}},
		{Name: "Border police", Nation: 2, Host: 2},
	})
}

func noticePath(m *Map) []Hop {
	return []Hop{{m.Post(0), m.Post(3)}, {m.Post(3), m.Post(2)}, {m.Post(2), m.Post(4)}}
}

// busy is a frame with everything in it.
func busy(m *Map) *Frame {
	f := &Frame{Hops: 2, Self: m.Nation(1), Chosen: m.Nation(0)}
	n := len(m.nations)
	for i := range n {
		f.Levels = append(f.Levels, Level((i+4)%7))
		f.Veiled = append(f.Veiled, i%5 == 4)
		f.Late = append(f.Late, i%4 == 2)
		f.Arcs = append(f.Arcs, Arc{From: m.Nation(i), To: m.Nation((i*5 + 3) % n), Count: 1 + i%9, Delayed: i%3 == 0, Delay: measure.Delay(i % int(measure.NumDelays)), Faint: i%7 == 6})
		f.Arcs = append(f.Arcs, Arc{From: m.Nation((i*5 + 3) % n), To: m.Nation(i), Count: 1 + i%2})
		f.Waits = append(f.Waits, Wait{m.Nation(i), i, measure.Delay(i % int(measure.NumDelays))})
		f.Pulses = append(f.Pulses, Pulse{m.Nation(i), float64(i) / float64(n)})
	}
	return f
}

// draw lays a map out and draws it.
func draw(m *Map, l Layout, f *Frame) *scene.Scene {
	s := &scene.Scene{Title: "Where", Says: "A map."}
	s.Reset(l.Box.X+l.Box.W, l.Box.Y+l.Box.H)
	m.Lay(l)
	s.Rect(&scene.Rect{Box: l.Box, Fill: l.Theme.Ground[1]})
	m.Ground(s)
	m.Show(s, f)
	return s
}

func box(w, h float64) scene.Box { return scene.Box{W: w, H: h} }

// panel and inset are the sizes of the map in a large and a small window.
var panel, small4 = box(520, 536), box(296, 264)

func TestPicturesAreAsTheyWere(t *testing.T) {
	m, r := notice(), New(twelve, nil)
	mixed := New(nations("USA", "UK", "India", "Maharashtra", "Council."), nil)
	for name, s := range map[string]*scene.Scene{
		"notice":       draw(m, Layout{Box: small4, Theme: theme.Dark, Path: noticePath(m)}, &Frame{Levels: []Level{Read, Stale, Received}, Hops: 2, Arcs: []Arc{{From: m.Post(1), To: m.Post(2), Count: 1}, {From: m.Post(2), To: m.Post(6), Count: 9}}}),
		"perspective":  draw(notice(), Layout{Box: small4, Theme: theme.Light}, &Frame{Levels: []Level{Unknown, Unknown, Read}, Veiled: []bool{true, true}, Self: m.Nation(2)}),
		"twelve":       draw(r, Layout{Box: panel, Theme: theme.Light}, busy(r)),
		"twelve-small": draw(New(twelve, nil), Layout{Box: small4, Theme: theme.HighContrast}, busy(r)),
		"mixed":        draw(mixed, Layout{Box: box(400, 260), Theme: theme.Dark}, busy(mixed)),
	} {
		got := still.SVG(s, name) + "\n"
		file := filepath.Join("testdata", name+".svg")
		if *rewrite {
			require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.True(t, string(want) == got, "%s differs: go test ./render/atlas -run Pictures -rewrite, and look at it", file)
	}
}

// library gives the map of a library scenario.
func library(t *testing.T, name string) *Page {
	s, err := scenarios.Load(name, scenarios.Options{})
	require.NoError(t, err)
	return OfPage(s.Static, func(r journal.Ref) string {
		th := &s.Static.Things[r]
		title, _, _ := strings.Cut(th.Title, ",")
		if title == "" {
			title = strings.ToUpper(th.Name[:1]) + th.Name[1:]
		}
		return title
	})
}

// onWorld has the scenarios that lie on the world map, with the codes of their
// nations; * has no land. All others stand on a ring.
var onWorld = map[string]string{
	"covert-check-2015":       "BE FR DE ES",
	"deportation-notice-2015": "BE NL TR",
	"last-mile-2019":          "IN LK",
	"misspelled-name-2011":    "RU US",
	"two-clocks-2008":         "IN * GB US",
}

func TestLibraryScenariosFindTheirPlaces(t *testing.T) {
	found := 0
	for _, e := range scenarios.Library() {
		m := library(t, e.Name)
		var codes []string
		for i, n := range m.nations {
			if n.Body {
				continue
			}
			if m.lands[i] < 0 {
				codes = append(codes, "*")
			} else {
				codes = append(codes, m.Code(i))
			}
		}
		want, real := onWorld[e.Name]
		assert.Equal(t, real, m.World(), "%s: %v", e.Name, codes)
		if real {
			found++
			assert.Equal(t, want, strings.Join(codes, " "), e.Name)
			continue
		}
		if e.Name == "listing-by-consensus-2019" { // four of fifteen are named: a table, no map
			assert.Equal(t, "CN FR GB US", strings.Join(append(codes[:2:2], codes[13:]...), " "))
			continue
		}
		assert.Empty(t, strings.Trim(strings.Join(codes, ""), "*"), e.Name)
		s := &scene.Scene{}
		m.Lay(Layout{Box: panel, Theme: theme.Dark})
		m.Ground(s)
		assert.Zero(t, s.Len(), "%s is invented and shows the world", e.Name)
	}
	assert.Len(t, onWorld, found)
}

// texts and what they may not do: overlap by more than 1.5 pixels both ways, or leave
// the box.
func collisions(s *scene.Scene, room scene.Box) (found []string) {
	list := s.Texts()
	for i, a := range list {
		b := a.Box()
		if b.X < room.X-1.5 || b.Y < room.Y-1.5 || b.X+b.W > room.X+room.W+1.5 || b.Y+b.H > room.Y+room.H+1.5 {
			found = append(found, fmt.Sprintf("%q leaves the box", a.Text))
		}
		for _, o := range list[i+1:] {
			c := o.Box()
			w, h := min(b.X+b.W, c.X+c.W)-max(b.X, c.X), min(b.Y+b.H, c.Y+c.H)-max(b.Y, c.Y)
			if w > 1.5 && h > 1.5 {
				found = append(found, fmt.Sprintf("%q over %q by %.1f x %.1f", a.Text, o.Text, w, h))
			}
		}
	}
	return found
}

func TestNamesNeverOverlap(t *testing.T) {
	sets := map[string]*Map{"notice": notice()}
	for _, e := range scenarios.Library() {
		sets[e.Name] = library(t, e.Name).Map
	}
	for _, n := range []int{48, 190} {
		var real, invented []Nation
		for i, c := range country.All()[:n] {
			real = append(real, Nation{ID: c.Alpha2, Name: c.Name})
			invented = append(invented, Nation{ID: fmt.Sprint("n", i), Name: fmt.Sprint("Nation ", i)})
		}
		sets[fmt.Sprint("real-", n)], sets[fmt.Sprint("invented-", n)] = New(real, nil), New(invented, nil)
	}
	for name, m := range sets {
		var path []Hop
		if name == "notice" {
			path = noticePath(m)
		} else if len(m.nations) > 2 {
			path = []Hop{{m.Nation(0), m.Nation(1)}, {m.Nation(1), m.Nation(2)}}
		}
		for _, b := range []scene.Box{small4, panel, box(1240, 820), {X: 300, Y: 60, W: 620, H: 330}} {
			for _, text := range []float64{0.8, 1, 1.5, 2} {
				for _, l := range []Layout{{Path: path}, {Ring: true, Path: path}, {View: View{Zoom: 3, X: 0.1, Y: -0.1}}} {
					l.Box, l.Text, l.Theme = b, text, theme.Light
					f := busy(m)
					f.Chosen = 0
					assert.Empty(t, collisions(draw(m, l, f), b), "%s in %v at %v, ring %v", name, b, text, l.Ring)
				}
			}
		}
	}
}

// What the page says of hosts and sites is where agencies stand.
func TestAgenciesStandWhereThePageSaysTheySit(t *testing.T) {
	s, err := scenarios.Load("deportation-notice-2015", scenarios.Options{})
	require.NoError(t, err)
	m := library(t, "deportation-notice-2015")
	party := func(sort, name string) Party {
		for i, x := range s.Static.Things {
			if x.Sort == sort && x.Name == name {
				p := m.Party(journal.Ref(i))
				assert.Equal(t, journal.Ref(i), m.Ref(p))
				return p
			}
		}
		t.Fatal(name)
		return 0
	}
	m.Lay(Layout{Box: panel, Theme: theme.Dark})
	at := func(p Party) scene.Point { return m.nodes[m.node(p)].at[0] }
	turkey, police := party("nation", "turkey"), party("agency", "turkey.police")
	assert.Equal(t, at(turkey), at(police), "no site is said")
	assert.False(t, m.nodes[m.node(turkey)].hidden, "somebody stands there")
	embassy, dutch := party("agency", "belgium.embassy"), party("agency", "netherlands.embassy")
	assert.Equal(t, at(embassy), at(dutch), "both in Ankara")
	assert.Less(t, at(party("agency", "belgium.lo-istanbul")).X, at(embassy).X)
	assert.Greater(t, at(embassy).X-at(party("agency", "belgium.djsoc")).X, 100.0, "Brussels is far")
	m.Lay(Layout{Box: panel, Theme: theme.Dark, Ring: true})
	assert.Equal(t, at(party("nation", "belgium")), at(embassy), "on a ring, with its nation")
	assert.Zero(t, m.Party(0))
	assert.Zero(t, m.Party(30000))
	assert.Zero(t, m.Ref(-1)+m.Ref(30000)+m.Ref(0))

	mumbai := library(t, "two-clocks-2008")
	mumbai.Lay(Layout{Box: panel, Theme: theme.Dark})
	for i, n := range mumbai.nations {
		assert.Equal(t, n.Body, mumbai.nodes[i].shelf, "%s: a nation without land stands at its site", n.ID)
	}
}

func TestLabelsStayWhileTimePlays(t *testing.T) {
	m := notice()
	l := Layout{Box: panel, Theme: theme.Dark, Path: noticePath(m)}
	a := draw(m, l, &Frame{})
	b := draw(m, l, busy(m))
	require.NotEmpty(t, a.Texts())
	for i, x := range a.Texts() {
		y := b.Texts()[i]
		assert.Equal(t, [2]any{x.Text, x.At}, [2]any{y.Text, y.At})
	}
}

func TestAPictureHasFewPoints(t *testing.T) {
	var all []Nation
	for _, c := range country.All() {
		all = append(all, Nation{ID: c.Alpha2, Name: c.Name})
	}
	for _, m := range []*Map{New(all, nil), notice()} {
		for _, b := range []scene.Box{small4, panel, box(1920, 1000), box(3840, 2000)} {
			for zoom := 1.0; zoom <= MostZoom; zoom *= 2 {
				for _, x := range []float64{-0.3, 0, 0.2} {
					m.Lay(Layout{Box: b, Theme: theme.Dark, View: View{Zoom: zoom, X: x}})
					n := 0
					for i := range m.panes {
						n += len(m.panes[i].points)
					}
					assert.LessOrEqual(t, n, mostPoints, "%v at %v", b, zoom)
					assert.True(t, n > 1000 || zoom > 1)
				}
			}
		}
	}
}

func TestMovingTakesNoMemory(t *testing.T) {
	m, r := notice(), New(twelve, nil)
	for _, m := range []*Map{m, r} {
		l := Layout{Box: panel, Theme: theme.Dark}
		if m.World() {
			l.Path = noticePath(m)
		}
		f := busy(m)
		s := draw(m, l, f)
		stamp := m.Stamp()
		assert.Zero(t, testing.AllocsPerRun(20, func() {
			s.Reset(panel.W, panel.H)
			m.Lay(l)
			m.Show(s, f)
		}))
		assert.Equal(t, stamp, m.Stamp(), "what stays is kept")
		l.View.Zoom = 2
		m.Lay(l)
		assert.NotEqual(t, stamp, m.Stamp())
	}
}

func TestRingBeginsAtTwelveAndGoesClockwise(t *testing.T) {
	m := New(twelve, nil)
	m.Lay(Layout{Box: panel, Theme: theme.Dark})
	assert.False(t, m.World())
	first := m.nodes[0].at[0]
	assert.InDelta(t, m.hub.X, first.X, 0.01)
	assert.Less(t, first.Y, m.hub.Y)
	last := -1.0
	for i := range 12 {
		p := m.nodes[i].at[0]
		turn := math.Mod(math.Atan2(p.X-m.hub.X, m.hub.Y-p.Y)+2*math.Pi, 2*math.Pi)
		assert.Greater(t, turn, last)
		last = turn
	}
	for i := 12; i < 14; i++ {
		p := m.nodes[i].at[0]
		assert.Less(t, math.Hypot(p.X-m.hub.X, p.Y-m.hub.Y), (m.hub.Y-first.Y)/2, "a body stands between")
	}
	q, ok := m.bend(0, m.Nation(0), m.Nation(3))
	require.True(t, ok)
	mid := scene.Point{X: (first.X + m.nodes[3].at[0].X) / 2, Y: (first.Y + m.nodes[3].at[0].Y) / 2}
	assert.Less(t, math.Hypot(q.b.X-m.hub.X, q.b.Y-m.hub.Y), 0.45*math.Hypot(mid.X-m.hub.X, mid.Y-m.hub.Y), "chords are pulled inwards")
}

func TestAnArcBulgesToTheLeftOfTravel(t *testing.T) {
	m := notice()
	m.Lay(Layout{Box: panel, Theme: theme.Dark})
	q, ok := m.bend(0, m.Nation(1), m.Post(0)) // to the south-east
	require.True(t, ok)
	a, c := m.nodes[1].at[0], m.nodes[m.where[0]].at[0]
	side := (c.X-a.X)*(q.b.Y-a.Y) - (c.Y-a.Y)*(q.b.X-a.X)
	assert.Less(t, side, 0.0, "left, where y grows downwards")
	assert.InDelta(t, 0.22, -side/((c.X-a.X)*(c.X-a.X)+(c.Y-a.Y)*(c.Y-a.Y)), 0.001)
	back, _ := m.bend(0, m.Post(0), m.Nation(1))
	assert.NotEqual(t, q.b, back.b, "an answer does not cover its question")
}

// counter counts what is drawn.
type counter struct {
	scene.Painter
	lines, heads int
	widths       map[float64]int
	fills        map[theme.Colour]int
}

func (c *counter) Rect(*scene.Rect) {}
func (c *counter) Line(*scene.Line) {}
func (c *counter) Bar(*scene.Bar)   {}
func (c *counter) Text(*scene.Text) {}
func (c *counter) Clip(scene.Box)   {}
func (c *counter) Unclip()          {}
func (c *counter) Polyline(_ []scene.Point, _ theme.Colour, w float64) {
	c.lines++
	c.widths[w]++
}

func (c *counter) Polygon(p []scene.Point, fill theme.Colour) {
	if len(p) == 3 {
		c.heads++
	}
	c.fills[fill]++
}

func count(s *scene.Scene) *counter {
	c := &counter{widths: map[float64]int{}, fills: map[theme.Colour]int{}}
	s.Paint(c)
	return c
}

func TestOnlyTheWidestArcsAreDrawn(t *testing.T) {
	m := New(twelve, nil)
	f := &Frame{Hops: 1}
	for i := range 12 {
		for j := range 12 {
			f.Arcs = append(f.Arcs, Arc{From: m.Nation(i), To: m.Nation(j), Count: 1 + (i*12+j)%16})
		}
	}
	c := count(draw(m, Layout{Box: panel, Theme: theme.Dark, Path: []Hop{{m.Nation(0), m.Nation(5)}}}, f))
	assert.Equal(t, mostArcs+1, c.heads, "and the chosen path")
	assert.Equal(t, 1, c.widths[pathWidth]-c.widths[2]+1, "the path is drawn")
	assert.NotZero(t, c.widths[4], "16 messages are four wide")
	assert.Zero(t, c.widths[thinnest], "the narrowest are left out")
}

func TestInkIsWhatANationKnows(t *testing.T) {
	for _, th := range theme.All {
		m := New(nations("France"), nil)
		last := th.Near
		for l := Unknown; l <= Usable; l++ {
			c := count(draw(m, Layout{Box: panel, Theme: th}, &Frame{Levels: []Level{l}}))
			want := fill(l, th)
			assert.NotZero(t, c.fills[want], "%s %v", th.Name, l)
			assert.True(t, l == Unknown || want != last, "each level has an ink of its own")
			last = want
		}
		assert.Equal(t, th.Ink, last)
	}
}

func TestAShortPathIsEnlarged(t *testing.T) {
	m := notice()
	m.Lay(Layout{Box: panel, Theme: theme.Dark, Path: noticePath(m)})
	require.Len(t, m.panes, 2)
	assert.Greater(t, m.panes[1].scale, 1.5*m.panes[0].scale)
	for _, h := range noticePath(m) {
		assert.True(t, m.nodes[m.node(h.From)].in[1] && m.nodes[m.node(h.To)].in[1])
	}
	assert.Len(t, m.badges, 3, "each hop has its number")
	rows := 0
	for _, l := range m.labels {
		if l.post >= 0 {
			rows++
		}
	}
	assert.Equal(t, 6, rows, "posts stand under their cities")
	m.Lay(Layout{Box: panel, Theme: theme.Dark, Path: []Hop{{m.Post(6), m.Post(0)}}})
	assert.Len(t, m.panes, 1, "a long path is seen on the whole")
	m.Lay(Layout{Box: panel, Theme: theme.Dark, Path: noticePath(m), View: View{Zoom: 2}})
	assert.Len(t, m.panes, 1, "who zooms has chosen what to see")
}

func TestWhoHasNoLandStandsBelow(t *testing.T) {
	m := New(nations("USA", "UK", "India", "Maharashtra", "Council."), nil)
	require.True(t, m.World())
	m.Lay(Layout{Box: panel, Theme: theme.Dark})
	for i, n := range m.nodes {
		assert.Equal(t, i > 2, n.shelf)
		assert.Equal(t, i > 2, n.at[0].Y > m.panes[0].box.Y+m.panes[0].box.H)
	}
	assert.False(t, New(nations("France", "Arden", "Borea"), nil).World(), "most are invented")
	assert.False(t, New(nations("France", "Arden"), nil).World(), "half are not most")
	assert.False(t, New(nil, nil).World())
}

func TestPointerFindsNations(t *testing.T) {
	m := New(nations("South Africa", "Lesotho", "France"), nil)
	m.Lay(Layout{Box: panel, Theme: theme.Dark})
	for i := range 3 {
		p, ok := m.At(m.nodes[i].at[0])
		assert.True(t, ok && p == m.Nation(i))
	}
	m.Lay(Layout{Box: panel, Theme: theme.Dark, View: m.Fitted(m.Nation(0))})
	at := m.nodes[1].at[0]
	assert.Equal(t, 1, m.panes[0].land(scene.Point{X: at.X, Y: at.Y + 10}), "Lesotho lies within, and is found")
	at = m.nodes[0].at[0]
	p, ok := m.At(scene.Point{X: at.X - 40, Y: at.Y - 10})
	assert.True(t, ok && p == m.Nation(0), "its land, away from its dot")
	_, ok = m.At(scene.Point{X: 3, Y: 300})
	assert.False(t, ok, "the sea is nobody's")
	_, ok = m.At(scene.Point{X: -1, Y: 5})
	assert.False(t, ok)
	n := notice()
	n.Lay(Layout{Box: panel, Theme: theme.Dark, Path: noticePath(n)})
	for _, l := range n.labels {
		if l.post == 4 {
			p, ok = n.At(scene.Point{X: l.plate.X + 3, Y: l.plate.Y + 5})
			assert.True(t, ok && p == n.Post(4), "a post by its row")
		}
	}
	_, ok = (&Map{}).At(scene.Point{})
	assert.False(t, ok, "nothing is laid out")
}

func TestAnEnclaveIsNotCoveredByWhatLiesRoundIt(t *testing.T) {
	m := New(nations("South Africa"), nil)
	s := draw(m, Layout{Box: panel, Theme: theme.Dark}, &Frame{Levels: []Level{Usable}})
	assert.NotZero(t, s.Len())
	ours := m.panes[0].ours
	assert.Equal(t, int32(-1), ours[len(ours)-1].nation, "Lesotho is drawn again, over it")
}

func TestZoomHoldsThePointUnderThePointer(t *testing.T) {
	m := notice()
	l := Layout{Box: panel, Theme: theme.Dark}
	m.Lay(l)
	hold := scene.Point{X: 330, Y: 250}
	unit := func() (x, y float64) {
		p := m.panes[0]
		return p.cx + (hold.X-p.box.X-p.box.W/2)/p.scale, p.cy + (hold.Y-p.box.Y-p.box.H/2)/p.scale
	}
	x, y := unit()
	for _, by := range []float64{1.25, 3, 0.5, 1.7} {
		l.View = m.Zoomed(by, hold)
		m.Lay(l)
		u, v := unit()
		assert.InDelta(t, x, u, 1e-6)
		assert.InDelta(t, y, v, 1e-6)
	}
	was := m.nodes[0].at[0]
	l.View = m.Panned(20, -10)
	m.Lay(l)
	assert.InDelta(t, was.X+20, m.nodes[0].at[0].X, 1e-6)
	assert.InDelta(t, was.Y-10, m.nodes[0].at[0].Y, 1e-6)
	for range 30 {
		l.View = m.Zoomed(2, hold)
		m.Lay(l)
	}
	assert.InDelta(t, MostZoom, l.View.Zoom, 1e-9)
	for range 60 {
		l.View = m.Panned(1e6, 1e6)
		m.Lay(l)
	}
	p := m.panes[0]
	assert.InDelta(t, 0, p.point(0, 0).X, 1e-6, "the world does not leave the box")
	for range 30 {
		l.View = m.Zoomed(0.5, hold)
		m.Lay(l)
	}
	assert.InDelta(t, panel.W, m.panes[0].scale*float64(earth().wide), panel.W, "as far as the whole world")
	l.View = m.Fitted(m.Nation(0))
	m.Lay(l)
	assert.True(t, m.nodes[0].in[0] && !m.nodes[1].in[0], "Türkiye fills the box")
}

func TestHostileFramesDrawSomething(t *testing.T) {
	m := notice()
	f := &Frame{Levels: []Level{200}, Arcs: []Arc{{From: -3, To: 99, Count: 1}, {From: 1, To: 2, Count: -5}}, Waits: []Wait{{At: 77, Count: 3}}, Pulses: []Pulse{{At: 5000, Phase: 0.5}, {At: 1, Phase: math.NaN()}}, Hops: 1 << 30, Self: 400, Chosen: -1, Hover: 31}
	for _, b := range []scene.Box{{}, box(1, 1), box(20, 500), box(5000, 12), panel} {
		for _, ring := range []bool{false, true} {
			for _, zoom := range []float64{0, -4, 1e300, math.NaN(), math.Inf(1)} {
				draw(m, Layout{Box: b, Theme: theme.Dark, Ring: ring, View: View{Zoom: zoom, X: zoom}, Path: []Hop{{1, 900}, {-4, 2}}}, f)
			}
		}
	}
}

// What a frame costs, without what stays.
func BenchmarkShow(b *testing.B) {
	m := New(twelve, nil)
	f := busy(m)
	s := draw(m, Layout{Box: panel, Theme: theme.Dark}, f)
	b.ReportAllocs()
	for b.Loop() {
		s.Reset(panel.W, panel.H)
		m.Show(s, f)
	}
}

// What it costs to see more, or elsewhere.
func BenchmarkLay(b *testing.B) {
	m := notice()
	l := Layout{Box: panel, Theme: theme.Dark}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		l.View = View{Zoom: 1 + float64(i%8), X: float64(i%3) / 10}
		m.Lay(l)
	}
}
