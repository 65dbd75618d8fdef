package panel_test

import (
	"testing"

	"entente/render/canvas"
	"entente/render/lanes"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim"
)

// BenchmarkLanes draws the lanes of twelve nations: with a playhead that moves, and
// with a window that is dragged, which lays all of them out again.
func BenchmarkLanes(b *testing.B) {
	run := rendertest.Run(b, "twelve-nations")
	for d, name := range [...]string{view.Single: "single", view.Load: "load", view.Heat: "heat"} {
		if name == "" {
			continue
		}
		s := inLanes(run, 0)
		s.Detail, s.Outcome = view.Detail(d), 0
		var l lanes.Lanes
		c := &canvas.Canvas{Hover: scene.Point{X: -1}}
		frame := func() {
			c.Reset(1920, 1080, theme.Dark)
			l.Draw(c, run, &s, scene.Box{W: 960, H: 880})
		}
		b.Run("play/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.At = s.From + (s.At+sim.Minute-s.From)%(s.Until-s.From)
				frame()
			}
			b.ReportMetric(float64(c.Len()), "items")
		})
		b.Run("drag/"+name, func(b *testing.B) {
			for b.Loop() {
				s.From, s.Until = s.From+sim.Minute, s.Until+sim.Minute
				frame()
			}
		})
	}
}

// BenchmarkScrubber draws the scrubber under a playhead that moves.
func BenchmarkScrubber(b *testing.B) {
	run := rendertest.Run(b, "twelve-nations")
	s := inLanes(run, 0)
	var x panel.Scrubber
	c := &canvas.Canvas{Hover: scene.Point{X: -1}}
	b.ReportAllocs()
	for b.Loop() {
		c.Reset(1920, 1080, theme.Dark)
		s.At = (s.At + sim.Minute) % run.Until
		x.Draw(c, run, &s, scene.Box{W: 1920, H: 148})
	}
}
