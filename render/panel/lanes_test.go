package panel_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/lanes"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

var rewrite = flag.Bool("rewrite", false, "write the pictures of lanes anew; look at them before they are committed")

// inLanes is a state in which the lanes show the way to an outcome of a run.
func inLanes(run *review.Run, outcome int) view.State {
	s := view.New()
	s.Screen, s.At = view.Lanes, run.Until
	if outcome < len(run.Outcomes) {
		o := &run.Outcomes[outcome]
		s.Outcome, s.At = o.Thing, min(o.When, run.Until)
		s.From, s.Until, _ = lanes.PathWindow(run, o.Thing)
	}
	return s
}

// drawLanes draws the lanes of a state in a canvas as wide as a window.
func drawLanes(run *review.Run, s *view.State, window, w, h float64, look *theme.Theme) *canvas.Canvas {
	c := &canvas.Canvas{Hover: scene.Point{X: -1}}
	c.Reset(window, h, look)
	var l lanes.Lanes
	l.Draw(c, run, s, scene.Box{W: w, H: h})
	return c
}

// bars are the bars of a canvas within their clips.
func bars(c *canvas.Canvas) []scene.Bar {
	var b barred
	c.Paint(&b)
	return b.list
}

type barred struct{ list []scene.Bar }

func (b *barred) Bar(x *scene.Bar)                            { b.list = append(b.list, *x) }
func (*barred) Rect(*scene.Rect)                              {}
func (*barred) Line(*scene.Line)                              {}
func (*barred) Text(*scene.Text)                              {}
func (*barred) Polyline([]scene.Point, theme.Colour, float64) {}
func (*barred) Polygon([]scene.Point, theme.Colour)           {}
func (*barred) Clip(scene.Box)                                {}
func (*barred) Unclip()                                       {}

// told is all that a canvas says, in one line.
func told(c *canvas.Canvas) string { return strings.Join(says(c), " ") }

// The lanes are as they were looked at.
func TestLanesLookAsTheyDid(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	s := inLanes(run, 0)
	golden(t, "lanes-two-nations", drawLanes(run, &s, 1280, 632, 360, theme.Dark))
}

// golden compares a canvas with a picture.
func golden(t *testing.T, name string, c *canvas.Canvas) {
	t.Helper()
	path := filepath.Join("testdata", name+".svg")
	got := strings.ReplaceAll(still.SVG(&c.Scene, "p"), "><", ">\n<") + "\n"
	if *rewrite {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, string(want) == got, "%s is not what is drawn: go test ./render/panel -run %s -rewrite writes it anew, look at it", path, t.Name())
}

// The way to an outcome stands in full colour, tile by tile and in the lane of whoever
// it waited with, and what is beside it is faint.
func TestThePathStandsOut(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := inLanes(run, 2)
	c := drawLanes(run, &s, 1920, 960, 880, theme.Dark)
	full := 0.0
	for _, b := range bars(c) {
		if b.Y < 780 && b.Fill == theme.Dark.Delays[b.Delay] {
			full += b.W
		}
	}
	why := run.Outcome(s.Outcome).Why
	lost := sim.Time(0)
	for _, x := range why.Stretches {
		if x.Step != journal.World {
			lost += x.To - x.From
		}
	}
	var a canvas.Axis
	a.Set(s.From, s.Until, 0, 960-182-12, nil, 0)
	require.Greater(t, full, a.Rate()*float64(lost)-20, "the path is drawn to scale, folds only make it longer")
	words := told(c)
	require.Contains(t, words, "Off hours 14 h 24 min")
	require.Contains(t, words, "due 14:40: 18 h 25 min late")
	require.Contains(t, words, "late 09:05")
	require.Contains(t, words, "Embassy in Ankara")
	require.NotContains(t, words, "Border police at the airport", "only the parties have lanes")

	require.Contains(t, words, "08:05 local", "Belgium's own time, as the playhead has it")
	s.Subject = view.Subject{Topic: view.Agency, Agency: run.Find(journal.SortAgency, "belgium.embassy")}
	s.Clock = view.LocalClock
	require.Contains(t, told(drawLanes(run, &s, 1920, 960, 880, theme.Dark)), "due 13:40", "the axis has the time of the chosen lane's nation")

	s.Everyone = true
	require.Contains(t, told(drawLanes(run, &s, 1920, 960, 880, theme.Dark)), "Border police at the airport")
}

// Nothing of a nation into which a view does not see is drawn but what came out of it.
func TestAViewSeesItsOwnLanes(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := view.New()
	s.At, s.Everyone = run.Until, true
	all := drawLanes(run, &s, 1920, 960, 1400, theme.Dark)
	s.As = view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "netherlands")}
	own := drawLanes(run, &s, 1920, 960, 1400, theme.Dark)
	words := told(own)
	require.Contains(t, words, "Border police at the airport")
	require.NotContains(t, words, "Federal police")
	require.Contains(t, words, "Belgium")
	require.Less(t, len(bars(own)), len(bars(all)))
	for i := range own.Hits {
		switch h := &own.Hits[i].Subject; h.Topic {
		case view.Hold:
			require.Equal(t, s.As.Who, run.Nation(h.Agency))
		case view.Message:
			m := run.Message(h.ID)
			require.True(t, run.Nation(m.From) == s.As.Who || run.Nation(m.To) == s.As.Who, "a message between others")
			if run.Nation(m.From) != s.As.Who {
				at := own.Hits[i].Axis.At(run.Arrived(s.As, m))
				require.InDelta(t, at, own.Hits[i].Box.X+own.Hits[i].Box.W/2, 1, "it is known from when it came, not from when it was sent")
			}
		}
	}
	s.As = view.Perspective{Sort: view.OfAgency, Who: run.Find(journal.SortAgency, "netherlands.border")}
	require.NotContains(t, told(drawLanes(run, &s, 1920, 960, 1400, theme.Dark)), "Liaison officer in Ankara")
}

// What can be pressed in the lanes does what its place says.
func TestLanesCanBePressed(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := inLanes(run, 2)
	c := drawLanes(run, &s, 1920, 960, 880, theme.Dark)
	require.Equal(t, view.Unfold, under(t, c, "Belgium").Double.Do)
	require.Equal(t, run.Find(journal.SortAgency, "belgium.embassy"), under(t, c, "Embassy in Ankara").Do.Subject.Agency)
	require.Equal(t, view.ShowEveryone, under(t, c, "Everyone").Do.Do)
	require.Equal(t, view.Action{Do: view.PinDetail, N: int(view.Load)}, under(t, c, "Load").Do)
	require.Equal(t, "reason:OH", under(t, c, "Off hours").Do.Text)
	holds, messages := 0, 0
	for _, h := range c.Hits {
		if h.Drag == view.PanTime {
			require.NotNil(t, h.Axis)
		}
		switch h.Subject.Topic {
		case view.Hold:
			holds++
			require.Equal(t, view.FitTime, h.Double.Do)
			require.LessOrEqual(t, h.Double.From, h.Subject.From)
			require.GreaterOrEqual(t, h.Double.Until, h.Subject.Until)
			require.Equal(t, h.Subject, h.Do.Subject)
		case view.Message:
			messages++
			require.NotNil(t, run.Message(h.Subject.ID))
		}
	}
	require.Positive(t, holds)
	require.Positive(t, messages)
}

// What lies under the pointer has a word.
func TestLanesTellWhatLiesUnderThePointer(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := inLanes(run, 2)
	c := drawLanes(run, &s, 1920, 960, 880, theme.Dark)
	require.NotEmpty(t, c.Hits)
	for _, h := range c.Hits {
		if h.Subject.Topic != view.Hold && h.Subject.Topic != view.Message || c.Under(scene.Point{X: h.Box.X + 1, Y: h.Box.Y + 1}).Subject != h.Subject {
			continue
		}
		var l lanes.Lanes
		over := &canvas.Canvas{Hover: scene.Point{X: h.Box.X + 1, Y: h.Box.Y + 1}}
		over.Reset(1920, 880, theme.Dark)
		l.Draw(over, run, &s, scene.Box{W: 960, H: 880})
		require.Equal(t, c.Len(), over.Len(), "nothing moves; the outline is drawn over all panels")
		require.NotEmpty(t, over.Under(over.Hover).Tip)
	}
}

// A playhead that moves takes no memory, in any detail.
func TestLanesTakeNoMemory(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "twelve-nations"} {
		run := rendertest.Run(t, name)
		for d := view.Single; d < view.NumDetails; d++ {
			s := inLanes(run, 0)
			s.Detail = d
			var l lanes.Lanes
			c := &canvas.Canvas{Hover: scene.Point{X: -1}}
			at := s.From
			frame := func() {
				c.Reset(1280, 568, theme.Dark)
				at += (s.Until - s.From) / 50
				s.At = s.From + (at-s.From)%(s.Until-s.From)
				l.Draw(c, run, &s, scene.Box{W: 632, H: 568})
			}
			for range 60 {
				frame()
			}
			require.Zero(t, testing.AllocsPerRun(50, frame), "%s in detail %d", name, d)
		}
	}
}

// Where what is to come is hidden nothing tells of it: no bar, no word of how it came
// out.
func TestWhatIsToComeIsHidden(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := inLanes(run, 2)
	o := run.Outcome(s.Outcome)
	s.At, s.Hidden, s.Linear = o.At, true, true
	c := drawLanes(run, &s, 1920, 960, 880, theme.Dark)
	require.NotContains(t, told(c), "late")
	require.Contains(t, told(c), "due 14:40")
	var a canvas.Axis
	a.Set(s.From, s.Until, 182, 960-182-12, nil, 0)
	var b shown
	b.clips = []scene.Box{{W: 960, H: 780}}
	c.Paint(&b)
	for _, x := range b.bars {
		require.LessOrEqual(t, x.X, a.At(s.At)+1, "a bar of what is to come")
	}
	for _, h := range c.Hits {
		if h.Subject.Topic == view.Hold || h.Subject.Topic == view.Message {
			require.LessOrEqual(t, h.Box.X, a.At(s.At)+1, "what is to come can be chosen")
		}
	}
	require.NotContains(t, told(scrubber(run, &s, 1920, 148, theme.Dark)), "late")
	s.At = 10 * sim.Day
	require.NotContains(t, told(scrubber(run, &s, 1920, 148, theme.Dark)), "nothing sent", "how long a silence lasts is known at its end")
}

// shown are the bars of which something can be seen.
type shown struct {
	barred
	clips []scene.Box
	bars  []scene.Box
}

func (b *shown) Clip(x scene.Box) {
	o := b.clips[len(b.clips)-1]
	left, right := max(x.X, o.X), min(x.X+x.W, o.X+o.W)
	b.clips = append(b.clips, scene.Box{X: left, Y: x.Y, W: right - left, H: x.H})
}
func (b *shown) Unclip() { b.clips = b.clips[:len(b.clips)-1] }
func (b *shown) Bar(x *scene.Bar) {
	if o := b.clips[len(b.clips)-1]; x.Y < 780 && x.X < o.X+o.W && o.X < x.X+x.W {
		b.bars = append(b.bars, x.Box)
	}
}

// What does not fit the filter is faint.
func TestLanesAreFiltered(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := view.New()
	s.At, s.Filter = run.Until, "reason:OH"
	full := map[measure.Delay]int{}
	for _, b := range bars(drawLanes(run, &s, 1280, 632, 568, theme.Dark)) {
		if b.Fill == theme.Dark.Delays[b.Delay] {
			full[b.Delay]++
		}
	}
	require.Len(t, full, 1)
	require.Positive(t, full[measure.OffHours])
}

// How much is drawn goes over to less at a limit and comes back later.
func TestDetailDoesNotFlicker(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	s := view.New()
	until := func(records int) sim.Time { return run.Events[records-1].At }
	at := func(records int, last view.Detail) view.Detail {
		s.From, s.Until, s.Fitted = 0, until(records), last
		return lanes.FitDetail(run, &s)
	}
	require.Equal(t, view.Single, at(1000, view.Fitting))
	require.Equal(t, view.Single, at(1700, view.Single))
	require.Equal(t, view.Load, at(2500, view.Single))
	require.Equal(t, view.Load, at(1700, view.Load), "it comes back at 70 % of the limit")
	require.Equal(t, view.Single, at(1300, view.Load))
}

// Lanes in any detail draw no more than some thousand things.
func TestLanesDrawAFewThousandThings(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	s := view.New()
	s.At, s.Everyone = run.Until/2, true
	for _, names := range []string{"", ",arvonia,belmora,cendria,dravia,"} {
		s.Unfolded = names
		for d := view.Single; d < view.NumDetails; d++ {
			s.Detail = d
			c := drawLanes(run, &s, 1920, 960, 880, theme.Dark)
			require.Less(t, c.Len(), 30000, "detail %d", d)
		}
	}
}

// instants are instants all over a run.
func instants(run *review.Run, n int) (list []sim.Time) {
	for i := range n {
		list = append(list, run.Until*sim.Time(i)/sim.Time(n-1))
	}
	return list
}

// No label lies over another or leaves its room, whatever is shown, whenever.
func TestLabelsOfLanes(t *testing.T) {
	looks := []*theme.Theme{theme.Dark, theme.Light, theme.HighContrast}
	for _, entry := range scenarios.Library() {
		t.Run(entry.Name, func(t *testing.T) {
			t.Parallel()
			run := rendertest.Run(t, entry.Name)
			for k, f := range frames {
				box := scene.Box{W: float64(int(f.W * 0.5)), H: f.H - 260}
				if f.W < 1100 {
					box.W = f.W - 330
				}
				if f.W < 900 {
					box.W, box.H = f.W, f.H-140
				}
				for i := range min(3, len(run.Outcomes)+1) {
					s := inLanes(run, i)
					s.Clock = view.Clock(k % int(view.NumClocks))
					if i == 0 {
						s = view.New()
					}
					var l lanes.Lanes
					c := &canvas.Canvas{Hover: scene.Point{X: -1}}
					for _, s.At = range instants(run, 20) {
						c.Reset(f.W, f.H, looks[k%len(looks)])
						l.Draw(c, run, &s, box)
						for _, found := range faults(c) {
							t.Fatalf("%.0f x %.0f, outcome %d, at %v: %s", f.W, f.H, i, s.At, found)
						}
					}
				}
			}
		})
	}
}

// The pictures of the lanes, to be looked at.
func TestSheetsOfLanes(t *testing.T) {
	if *sheets == "" {
		t.Skip("no folder is given")
	}
	for _, name := range []string{"deportation-notice-2015", "two-nations", "twelve-nations", "last-mile-2019"} {
		run := rendertest.Run(t, name)
		for i := range min(4, len(run.Outcomes)) {
			s := inLanes(run, i)
			sheet(t, fmt.Sprintf("%s-%d-dark-1280", name, i), drawLanes(run, &s, 1280, 632, 568, theme.Dark))
			sheet(t, fmt.Sprintf("%s-%d-light-1920", name, i), drawLanes(run, &s, 1920, 960, 880, theme.Light))
		}
		s := view.New()
		for d := view.Fitting; d < view.NumDetails; d++ {
			s.At, s.Detail = run.Until/2, d
			sheet(t, fmt.Sprintf("%s-detail-%d-dark-1280", name, d), drawLanes(run, &s, 1280, 632, 568, theme.Dark))
			sheet(t, fmt.Sprintf("%s-detail-%d-light-1920", name, d), drawLanes(run, &s, 1920, 960, 880, theme.Light))
		}
	}
}

// Beside the local time of a nation stands that an office is shut, as long as something
// waits for it to open.
func TestLanesSayWhereOfficesAreShut(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := inLanes(run, 1)
	var shut *review.Hold
	for i := range run.Holds {
		h := &run.Holds[i]
		if h.Delay == measure.OffHours && h.Until-h.From > 6*sim.Hour && h.From >= s.From && h.Until <= s.Until && run.Code(run.Nation(h.Agency)) == "BE" {
			shut = h
		}
	}
	require.NotNil(t, shut)
	words := func(at sim.Time) string {
		s.At = at
		return strings.Join(says(drawLanes(run, &s, 1280, 632, 500, theme.Dark)), "\n")
	}
	require.Contains(t, words(shut.From+sim.Hour), "local, office shut")
	require.NotContains(t, words(run.Until), "office shut")
}

// A nation's own past is folded where nothing happened in it, and of what is to come
// nothing: the axis is the same whatever follows.
func TestOnlyThePastOfANationIsFolded(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := view.New()
	s.Screen, s.As = view.Lanes, view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "netherlands")}
	var l lanes.Lanes
	draw := func(at sim.Time) (*canvas.Canvas, *canvas.Axis) {
		s.At = at
		var c canvas.Canvas
		c.Reset(1920, 1080, theme.Dark)
		l.Draw(&c, run, &s, scene.Box{W: 960, H: 880})
		return &c, l.Axis()
	}
	c, a := draw(run.Until - sim.Day)
	require.Contains(t, told(c), "folded")
	late := a.At(34 * sim.Day)
	c, a = draw(10 * sim.Day)
	require.NotContains(t, told(c), "folded", "the silence after D+1 goes on")
	require.InDelta(t, a.At(20*sim.Day)-a.At(11*sim.Day), a.At(31*sim.Day)-a.At(22*sim.Day), 1, "time to come is even")
	require.NotEqual(t, late, a.At(34*sim.Day))
	c, _ = draw(run.Until - sim.Day)
	require.Contains(t, told(c), "folded", "and again")
}

// In UTC every time of day says so; the other clocks have no Z.
func TestTimesInUTCSaySo(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	hour := regexp.MustCompile(`\b\d\d:\d\dZ?$`)
	for _, clock := range []view.Clock{view.ExerciseClock, view.UTCClock, view.LocalClock} {
		s := inLanes(run, 2)
		s.Clock, s.Subject = clock, view.Subject{}
		c, found := drawLanes(run, &s, 1920, 960, 880, theme.Dark), 0
		for _, word := range says(c) {
			if hour.MatchString(word) {
				found++
				require.Equal(t, clock == view.UTCClock, strings.HasSuffix(word, "Z"), word)
			}
		}
		require.Greater(t, found, 5)
	}
}
