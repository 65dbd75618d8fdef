package atlas

import (
	"math"

	"entente/render/scene"
	"entente/render/theme"
)

// drawNation draws a nation as a disc, in which ink rises by quarters.
func (m *Map) drawNation(s *scene.Scene, c scene.Point, r float64, level Level) {
	t := m.laid.Theme
	circle(s, c, r, t.Ground[1], t.Ground[1], 0)
	switch level {
	case Received, Read, Understood, Stale:
		if level == Stale {
			level = Read
		}
		m.curve = m.curve[:0]
		// The chord of a quarter stands at half the radius.
		from := [...]float64{0, math.Pi / 6, 0, -math.Pi / 6}[level]
		for i := range 13 {
			sin, cos := math.Sincos(from + float64((math.Pi-float64(2*from))*float64(i))/12)
			m.curve = append(m.curve, scene.Point{X: c.X + float64(r*cos), Y: c.Y + float64(r*sin)})
		}
		s.Polygon(m.curve, t.Ink)
	case Usable:
		circle(s, c, r, t.Ink, t.Ink, 0)
	case Redacted:
		w, h := float64(r*1.2), max(float64(r*0.5), 2)
		s.Rect(&scene.Rect{Box: scene.Box{X: c.X - float64(w/2), Y: c.Y - float64(h/2), W: w, H: h}, Fill: t.Ink})
	}
	ring(s, c, r, t.Ink, 1.3)
}

// hatchUnseen hatches a disc or square into which the view does not see: rising lines, in the
// paper's colour where there is ink below.
func (m *Map) hatchUnseen(s *scene.Scene, c scene.Point, r float64, level Level) {
	r -= 1.5
	rim := float64(math.Sqrt2 * r)
	for y := float64(-4 * math.Floor(float64(rim/4))); y < rim; y += 4 {
		// The line x - y = d meets the circle where x is d/2 ± half.
		half := math.Sqrt(max(float64(float64(r*r)/2)-float64(float64(y*y)/4), 0))
		if half < 1 {
			continue
		}
		mid := float64(y / 2)
		stroke := m.laid.Theme.Ink3
		if level >= Usable {
			stroke = m.laid.Theme.Ground[1]
		}
		s.Line(&scene.Line{A: scene.Point{X: c.X + mid - half, Y: c.Y + mid + half}, B: scene.Point{X: c.X + mid + half, Y: c.Y + mid - half}, Stroke: stroke, Width: 1})
	}
}

// drawBody draws a body as a square.
func (m *Map) drawBody(s *scene.Scene, f *Frame, i int, c scene.Point, r float64) {
	t := m.laid.Theme
	r = float64(r * 0.86)
	b := scene.Box{X: c.X - r, Y: c.Y - r, W: float64(2 * r), H: float64(2 * r)}
	s.Rect(&scene.Rect{Box: b, Fill: t.Ground[1]})
	if l := at(f.Levels, i); l >= Received && l <= Usable {
		h := float64(float64(b.H*float64(l)) / 4)
		s.Rect(&scene.Rect{Box: scene.Box{X: b.X, Y: b.Y + b.H - h, W: b.W, H: h}, Fill: t.Ink})
	}
	s.Rect(&scene.Rect{Box: b, Hollow: true, Stroke: t.Ink, Width: 1.3})
}

func circle(s *scene.Scene, c scene.Point, r float64, fill, stroke theme.Colour, width float64) {
	s.Rect(&scene.Rect{Box: scene.Box{X: c.X - r, Y: c.Y - r, W: float64(2 * r), H: float64(2 * r)}, Fill: fill, Stroke: stroke, Width: width, Radius: r})
}

func ring(s *scene.Scene, c scene.Point, r float64, stroke theme.Colour, width float64) {
	s.Rect(&scene.Rect{Box: scene.Box{X: c.X - r, Y: c.Y - r, W: float64(2 * r), H: float64(2 * r)}, Hollow: true, Stroke: stroke, Width: width, Radius: r})
}
