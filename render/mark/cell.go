package mark

import (
	"entente/render/scene"
	"entente/render/theme"
)

// Level is how far something has become known, by quarters.
type Level uint8

// The levels.
const (
	Unknown Level = iota
	Received
	Read
	Understood
	Usable
)

// Knowledge is what somebody knows of one thing.
type Knowledge struct {
	Level    Level
	Stale    bool // it was known, and the world has moved on
	Redacted bool // something is there, this part was withheld
}

// Sign is the knowledge in one letter, for what cannot draw.
func (k Knowledge) Sign() byte {
	switch {
	case k.Redacted:
		return '#'
	case k.Stale:
		return '~'
	}
	return ".rRuU"[k.Level]
}

// Sizes of cells.
const (
	WideCell    = 17.0
	CompactCell = 13.0
	LeastCell   = 11.0
)

// Draw draws the cell with its corner at a place. Ground is the colour beneath it.
func (k Knowledge) Draw(s *scene.Scene, x, y, size float64, t *theme.Theme, ground theme.Colour) {
	const width = 1.3
	b := scene.Box{X: x, Y: y, W: size, H: size}
	edge := scene.Rect{Box: b, Hollow: true, Stroke: t.Ink, Width: width}
	fill := float64(float64(size*float64(k.Level)) / 4)
	full := scene.Box{X: x, Y: y + size - fill, W: size, H: fill}
	switch {
	case k.Redacted:
		s.Rect(&edge)
		w, h := float64(size*0.68), float64(size*0.28)
		s.Rect(&scene.Rect{Box: scene.Box{X: x + float64((size-w)/2), Y: y + float64((size-h)/2), W: w, H: h}, Fill: t.Ink})
	case k.Level == Unknown:
		dashedBox(s, b, t.Line2, width)
	case k.Stale:
		s.Clip(full)
		for d := 0.0; d < size+size; d += 3 {
			s.Line(&scene.Line{A: scene.Point{X: x + d - size, Y: y + size}, B: scene.Point{X: x + d, Y: y}, Stroke: t.Ink3, Width: 1.1})
		}
		s.Unclip()
		dashedBox(s, b, t.Ink3, width)
	default:
		s.Rect(&scene.Rect{Box: full, Fill: t.Ink})
		s.Rect(&edge)
		if k.Level == Usable {
			tick(s, b, ground, max(1.5, size/9))
		}
	}
}

// tick is a check mark across a box.
func tick(s *scene.Scene, b scene.Box, ink theme.Colour, width float64) {
	at := func(u, v float64) scene.Point { return scene.Point{X: b.X + float64(b.W*u), Y: b.Y + float64(b.H*v)} }
	s.Polyline([]scene.Point{at(0.24, 0.52), at(0.43, 0.72), at(0.78, 0.3)}, ink, width)
}

// dashedBox is the outline of a box in strokes of even length, four corners whole.
func dashedBox(s *scene.Scene, b scene.Box, ink theme.Colour, width float64) {
	x1, y1 := b.X+b.W, b.Y+b.H
	Dashes(s, scene.Point{X: b.X, Y: b.Y}, scene.Point{X: x1, Y: b.Y}, 2, 2, ink, width)
	Dashes(s, scene.Point{X: x1, Y: b.Y}, scene.Point{X: x1, Y: y1}, 2, 2, ink, width)
	Dashes(s, scene.Point{X: x1, Y: y1}, scene.Point{X: b.X, Y: y1}, 2, 2, ink, width)
	Dashes(s, scene.Point{X: b.X, Y: y1}, scene.Point{X: b.X, Y: b.Y}, 2, 2, ink, width)
}
