package mark

import (
	"math"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/sim/journal"
)

// The size of a rating.
const (
	RatingWidth  = 30.0
	RatingHeight = 32.0
)

// Rating is a letter over a meter of three steps: P reversed with all of them, S two,
// M one, U in the colour of what is late with none. A task that was not tried has
// dashes.
func Rating(s *scene.Scene, x, y float64, r measure.Rating, t *theme.Theme, ground theme.Colour) {
	b := scene.Box{X: x, Y: y, W: RatingWidth, H: RatingHeight}
	ink, letter, steps := t.Ink, string(r), 0
	switch r {
	case measure.Performed:
		steps = 3
	case measure.Some:
		steps = 2
	case measure.Major:
		steps = 1
	case measure.Unable:
		ink = t.Late
	default:
		dashedBox(s, b, t.Ink3, 1.3)
		s.Text(&scene.Text{At: scene.Point{X: x + 15, Y: y + 20}, Text: letter, Size: theme.Tick, Weight: font.SemiBold, Fill: t.Ink3, Anchor: scene.Middle})
		return
	}
	face := ink
	if r == measure.Performed {
		s.Rect(&scene.Rect{Box: b, Fill: ink, Radius: 3})
		face = ground
	} else {
		s.Rect(&scene.Rect{Box: b, Hollow: true, Stroke: ink, Width: 1.3, Radius: 3})
	}
	s.Text(&scene.Text{At: scene.Point{X: x + 15, Y: y + 18}, Text: letter, Size: theme.Section, Weight: font.SemiBold, Fill: face, Anchor: scene.Middle})
	for i := range 3 {
		step := scene.Rect{Box: scene.Box{X: x + 5 + float64(float64(i)*7), Y: y + 23, W: 6, H: 4}, Fill: face}
		if i >= steps {
			step.Box, step.Hollow, step.Stroke, step.Width = step.Box.Grow(-0.5), true, face, 1
		}
		s.Rect(&step)
	}
}

// Verdict is the shape of how a deadline came out: a disc with a tick met it, a flag
// is late, a crossed square was not met, a dash is void, an empty circle is open. Its
// word always stands beside it.
func Verdict(s *scene.Scene, at scene.Point, r float64, o journal.Outcome, t *theme.Theme, ground theme.Colour) {
	width := max(1.3, float64(r/4))
	b := scene.Box{X: at.X - r, Y: at.Y - r, W: float64(2 * r), H: float64(2 * r)}
	switch o {
	case journal.Met:
		s.Rect(&scene.Rect{Box: b, Fill: t.Ink, Radius: r})
		tick(s, b, ground, width)
	case journal.Late:
		s.Polygon([]scene.Point{{X: at.X - float64(r*0.8), Y: at.Y - r}, {X: at.X + r, Y: at.Y}, {X: at.X - float64(r*0.8), Y: at.Y + r}}, t.Late)
	case journal.NotMet:
		s.Rect(&scene.Rect{Box: b.Grow(-float64(width / 2)), Hollow: true, Stroke: t.Late, Width: width})
		d := float64(r * 0.42)
		s.Line(&scene.Line{A: scene.Point{X: at.X - d, Y: at.Y - d}, B: scene.Point{X: at.X + d, Y: at.Y + d}, Stroke: t.Late, Width: width})
		s.Line(&scene.Line{A: scene.Point{X: at.X - d, Y: at.Y + d}, B: scene.Point{X: at.X + d, Y: at.Y - d}, Stroke: t.Late, Width: width})
	case journal.Void:
		s.Line(&scene.Line{A: scene.Point{X: at.X - float64(r*0.8), Y: at.Y}, B: scene.Point{X: at.X + float64(r*0.8), Y: at.Y}, Stroke: t.Ink3, Width: width})
	default:
		s.Rect(&scene.Rect{Box: b.Grow(-float64(width / 2)), Hollow: true, Stroke: t.Ink3, Width: width, Radius: r - float64(width/2)})
	}
}

// Brand is the mark of the product: two circles, and what they share filled. At is
// its middle; r is at least 5, which makes it sixteen pixels wide.
func Brand(s *scene.Scene, at scene.Point, r float64, ink theme.Colour) {
	const apart = 0.62
	left, right := at.X-float64(r*apart), at.X+float64(r*apart)
	const steps = 12
	tip := math.Sqrt(1 - apart*apart)
	var points [4 * steps]scene.Point
	for i := range points {
		v, side := float64(i)/steps-1, 1.0
		if i >= 2*steps {
			v, side = 3-float64(i)/steps, -1
		}
		v = float64(v * tip)
		u := float64(side * (math.Sqrt(max(0, 1-float64(v*v))) - apart))
		points[i] = scene.Point{X: at.X + float64(u*r), Y: at.Y + float64(v*r)}
	}
	s.Polygon(points[:], ink)
	width := max(1.3, r/12)
	for _, x := range [...]float64{left, right} {
		s.Rect(&scene.Rect{Box: scene.Box{X: x - r, Y: at.Y - r, W: float64(2 * r), H: float64(2 * r)}, Hollow: true, Stroke: ink, Width: width, Radius: r})
	}
}

// ChipHeight is that of a nation's chip.
const ChipHeight = 17.0

// ChipWidth is how wide the chip of a code is.
func ChipWidth(code string) float64 { return font.Width(code, font.SemiBold, theme.Tick) + 12 }

// Chip is a code in a small plate with its left edge at x, around a middle line. It is
// reversed where it is whose view is shown.
func Chip(s *scene.Scene, x, middle float64, code string, reversed bool, t *theme.Theme) (width float64) {
	width = ChipWidth(code)
	fill, ink := t.Ground[3], t.Ink
	if reversed {
		fill, ink = t.Ink, t.Ground[0]
	}
	s.Rect(&scene.Rect{Box: scene.Box{X: x, Y: middle - ChipHeight/2, W: width, H: ChipHeight}, Fill: fill, Radius: 2})
	s.Text(&scene.Text{At: scene.Point{X: x + 6, Y: middle + 4}, Text: code, Size: theme.Tick, Weight: font.SemiBold, Fill: ink})
	return width
}
