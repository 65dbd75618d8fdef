package panel_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/notes"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// scrubber draws the scrubber of a state in a window.
func scrubber(run *review.Run, s *view.State, w, h float64, look *theme.Theme) *canvas.Canvas {
	c := &canvas.Canvas{Hover: scene.Point{X: -1}}
	c.Reset(w, h, look)
	var b panel.Scrubber
	b.Draw(c, run, s, scene.Box{W: w, H: h})
	return c
}

// scrubberHigh is how high the scrubber is in a window of a width.
func scrubberHigh(width float64) float64 {
	switch {
	case width >= 1500:
		return 148
	case width >= 1100:
		return 108
	case width >= 900:
		return 96
	}
	return 84
}

// The scrubber tells the instant on three clocks, flags deadlines, and names the
// longest silence.
func TestScrubberTellsTheTime(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := inLanes(run, 2)
	words := told(scrubber(run, &s, 1920, 148, theme.Dark))
	require.Contains(t, words, "T+34 d 01:05")
	require.Contains(t, words, "Wed 15 Jul 2015 · 06:05 UTC")
	require.Contains(t, words, "D+34 09:05 · BE 08:05", "and in other zones")
	require.Contains(t, words, "nothing sent for 14 d 17 h")
	require.Contains(t, words, "due 14:40")
	require.Contains(t, words, "×3,600")

	s.As = view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "netherlands")}
	words = told(scrubber(run, &s, 1920, 148, theme.Dark))
	require.NotContains(t, words, "stage", "what is true is no nation's view")
	require.NotContains(t, words, "nothing sent for 14 d 17 h", "another nation's silence is not its own")
}

// The scrubber is as it was looked at.
func TestScrubberLooksAsItDid(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	s := inLanes(run, 0)
	golden(t, "scrubber-two-nations", scrubber(run, &s, 1280, 108, theme.Light))
}

// The strip and the edges of the window are dragged on the axis of the whole run.
func TestScrubberCanBeDragged(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	s := inLanes(run, 0)
	c := scrubber(run, &s, 1280, 108, theme.Dark)
	edges := 0
	for _, h := range c.Hits {
		switch h.Drag {
		case view.JumpTo:
			require.Equal(t, run.Until, h.Axis.Time(h.Box.X+h.Box.W))
			require.LessOrEqual(t, h.Axis.Time(h.Box.X), run.Begin)
		case view.FitTime:
			edges++
			at := map[int]float64{-1: h.Axis.At(s.From), 1: h.Axis.At(s.Until)}[h.Edge]
			require.InDelta(t, at, h.Box.X+h.Box.W/2, 1)
		}
	}
	require.Equal(t, 2, edges)
	require.Equal(t, view.Play, c.Under(scene.Point{X: 20 + 64 + 10, Y: 80}).Do.Do)
}

// Bookmarks and notes stand where they were set, and lead there.
func TestScrubberShowsNotes(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	s := inLanes(run, 0)
	plain := scrubber(run, &s, 1280, 108, theme.Dark)
	run.Book = &notes.Book{Notes: []notes.Note{{Kind: notes.Bookmark, At: int64(sim.Hour)}, {Kind: notes.Observation, At: int64(3 * sim.Hour), Text: "late shift"}}}
	c := scrubber(run, &s, 1280, 108, theme.Dark)
	require.Len(t, c.Hits, len(plain.Hits)+2)
	tips := map[string]view.Subject{}
	for _, h := range c.Hits {
		if h.Do.Do == view.Select && h.Subject.Topic == view.Remark {
			tips[h.Tip] = h.Do.Subject
		}
	}
	require.Equal(t, map[string]view.Subject{"Bookmark": panel.RemarkOf(&run.Book.Notes[0]), "late shift": panel.RemarkOf(&run.Book.Notes[1])}, tips)
	run.Book.Notes = append(run.Book.Notes, run.Book.Notes[0].Withdraw("", ""))
	require.Len(t, scrubber(run, &s, 1280, 108, theme.Dark).Hits, len(plain.Hits)+1, "what was taken away is gone")
}

func TestScrubberTakesNoMemory(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	s := inLanes(run, 0)
	var b panel.Scrubber
	c := &canvas.Canvas{Hover: scene.Point{X: -1}}
	k := 0
	list := instants(run, 40)
	frame := func() {
		c.Reset(1280, 108, theme.Dark)
		k++
		s.At = list[k%40]
		b.Draw(c, run, &s, scene.Box{W: 1280, H: 108})
	}
	for range 80 {
		frame()
	}
	require.Zero(t, testing.AllocsPerRun(80, frame))
}

func TestLabelsOfTheScrubber(t *testing.T) {
	looks := []*theme.Theme{theme.Dark, theme.Light, theme.HighContrast}
	for _, entry := range scenarios.Library() {
		t.Run(entry.Name, func(t *testing.T) {
			t.Parallel()
			run := rendertest.Run(t, entry.Name)
			for k, f := range frames {
				for clock := range view.NumClocks {
					s := inLanes(run, k)
					s.Clock = clock
					var b panel.Scrubber
					c := &canvas.Canvas{Hover: scene.Point{X: -1}}
					for _, s.At = range instants(run, 20) {
						c.Reset(f.W, scrubberHigh(f.W), looks[k%len(looks)])
						b.Draw(c, run, &s, scene.Box{W: f.W, H: scrubberHigh(f.W)})
						for _, found := range faults(c) {
							t.Fatalf("%.0f wide, at %v: %s", f.W, s.At, found)
						}
					}
				}
			}
		})
	}
}

// The pictures of the scrubber, to be looked at.
func TestSheetsOfTheScrubber(t *testing.T) {
	if *sheets == "" {
		t.Skip("no folder is given")
	}
	for _, name := range []string{"deportation-notice-2015", "two-nations", "twelve-nations"} {
		run := rendertest.Run(t, name)
		s := inLanes(run, min(2, len(run.Outcomes)-1))
		for _, w := range []float64{1920, 1280, 960, 853} {
			sheet(t, fmt.Sprintf("scrub-%s-%.0f", name, w), scrubber(run, &s, w, scrubberHigh(w), theme.Dark))
		}
		sheet(t, fmt.Sprintf("scrub-%s-light", name), scrubber(run, &s, 1920, 148, theme.Light))
	}
}

// Beside a second run the strip is mirrored: the second hangs below the line on the same
// clock, and it is said how long both were the same.
func TestScrubberIsMirrored(t *testing.T) {
	pair := pairOf(t, "two-nations", 1, 1)
	s := view.New()
	s.At = pair.A.Until
	draw := func(p *review.Pair) (*canvas.Canvas, map[string]float64) {
		b := panel.Scrubber{Pair: p}
		c := &canvas.Canvas{Hover: scene.Point{X: -1}}
		c.Reset(1280, 108, theme.Dark)
		b.Draw(c, pair.A, &s, scene.Box{W: 1280, H: 108})
		at := map[string]float64{}
		for _, text := range c.Texts() {
			at[text.Text] = text.At.Y
		}
		require.Empty(t, faults(c))
		return c, at
	}
	_, alone := draw(nil)
	_, both := draw(pair)
	require.NotContains(t, alone, "B")
	require.Less(t, both["A"], both["B"], "the second hangs below the line")
	require.Contains(t, both, "the same throughout")
	require.Equal(t, alone["D+1"], both["D+1"], "times stand where they stood")
	other := pairOf(t, "two-nations", 1, 2)
	_, differ := draw(other)
	require.NotContains(t, differ, "the same throughout")
}
