package figure

import (
	"math"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// Estimate is a number with its interval, worded.
type Estimate struct {
	Name             string
	Value, Low, High float64 // infinite where there is no bound
	Says             string  // the number and its interval in words
	Hollow           bool    // an outline: a second number of the same row's kind
}

// scaled maps numbers to a stretch of the picture, with some room at both ends.
type scaled struct{ low, high, x, w float64 }

func spread(all []Estimate, zero bool, x, w float64) scaled {
	s := scaled{math.Inf(1), math.Inf(-1), x, w}
	take := func(v float64) {
		if !math.IsInf(v, 0) && !math.IsNaN(v) {
			s.low, s.high = min(s.low, v), max(s.high, v)
		}
	}
	for i := range all {
		take(all[i].Value)
		take(all[i].Low)
		take(all[i].High)
	}
	if zero {
		take(0)
	}
	switch {
	case s.low > s.high:
		s.low, s.high = 0, 1
	case s.low == s.high:
		s.low, s.high = s.low-0.5, s.high+0.5
	}
	return s
}

func (s scaled) at(v float64) float64 {
	share := float64((v - s.low) / (s.high - s.low))
	return s.x + float64(s.w*min(max(share, 0), 1))
}

// Intervals draws numbers with their intervals below each other: a dot, and a line over
// what it may be. With zero the axis has it, as a line across: an interval that does
// not touch it differs. A line that leaves the picture has an arrow's end.
func Intervals(id, title, says string, all []Estimate, zero bool, t *theme.Theme) document.Figure {
	const row, left, right = 26.0, 250.0, 190.0
	s := &scene.Scene{W: Wide, H: float64(float64(len(all))*row) + 10, Title: title, Says: says}
	a := spread(all, zero, left, Wide-left-right)
	if zero {
		s.Add(line(a.at(0), 2, a.at(0), s.H-2, t.Edge, 1))
	}
	numbers := document.Table{Head: []string{"", "Estimate"}}
	for i := range all {
		x, y := &all[i], float64(float64(i)*row)+18
		s.Add(fitted(0, y+4, x.Name, theme.Note, font.Medium, t.Ink, scene.Start, left-12))
		numbers.Rows = append(numbers.Rows, document.Plain(x.Name, x.Says))
		if math.IsNaN(x.Value) {
			s.Add(text(left, y+4, x.Says, theme.Note, font.Regular, t.Ink3, scene.Start))
			continue
		}
		if !math.IsNaN(x.Low) && !math.IsNaN(x.High) {
			s.Add(line(a.at(x.Low), y, a.at(x.High), y, t.Ink2, 2))
			if math.IsInf(x.Low, -1) {
				s.Add(scene.Polygon{Points: []scene.Point{{X: left - 6, Y: y}, {X: left, Y: y - 4}, {X: left, Y: y + 4}}, Fill: t.Ink2})
			}
			if math.IsInf(x.High, 1) {
				e := Wide - right
				s.Add(scene.Polygon{Points: []scene.Point{{X: e + 6, Y: y}, {X: e, Y: y - 4}, {X: e, Y: y + 4}}, Fill: t.Ink2})
			}
		}
		s.Add(disc(a.at(x.Value), y, 5, x.Hollow, t))
		s.Add(fitted(Wide-right+14, y+4, x.Says, theme.Note, font.Regular, t.Ink2, scene.Start, right-14))
	}
	return document.Figure{ID: id, Scene: s, Numbers: numbers}
}

// disc is a dot, full or hollow.
func disc(x, y, r float64, hollow bool, t *theme.Theme) scene.Rect {
	d := scene.Rect{Box: scene.Box{X: x - r, Y: y - r, W: float64(2 * r), H: float64(2 * r)}, Fill: t.Ink, Radius: r}
	if hollow {
		d.Fill, d.Stroke, d.Width = t.Ground[2], t.Ink, 1.6
	}
	return d
}

// Dot is a point of a scatter, with its name.
type Dot struct {
	Name string
	X, Y float64
	Says string
}

// Scatter draws named points over two axes that begin at 0. Names stand where they meet
// no other; one that finds no place stands in the table only.
func Scatter(id, title, says, across, up string, all []Dot, t *theme.Theme) document.Figure {
	const high, left, bottom = 320.0, 60.0, 40.0
	s := &scene.Scene{W: Wide, H: high, Title: title, Says: says}
	most := scene.Point{}
	for _, d := range all {
		most.X, most.Y = max(most.X, d.X), max(most.Y, d.Y)
	}
	room := scene.Box{X: left, Y: 12, W: Wide - left - 12, H: high - bottom - 12}
	at := func(d Dot) scene.Point {
		p := scene.Point{X: room.X, Y: room.Y + room.H}
		if most.X > 0 {
			p.X += float64(float64(float64(room.W*0.9)*d.X) / most.X)
		}
		if most.Y > 0 {
			p.Y -= float64(float64(float64(room.H*0.9)*d.Y) / most.Y)
		}
		return p
	}
	s.Add(line(room.X, room.Y, room.X, room.Y+room.H, t.Edge, 1), line(room.X, room.Y+room.H, room.X+room.W, room.Y+room.H, t.Edge, 1))
	s.Add(text(room.X+room.W, high-12, across, theme.Note, font.Regular, t.Ink2, scene.End), text(left-8, 22, up, theme.Note, font.Regular, t.Ink2, scene.End))
	labels := scene.NewPlacer(scene.Box{X: room.X + 2, Y: 0, W: Wide - room.X - 2, H: room.Y + room.H - 2})
	numbers := document.Table{Head: []string{"", across + ", " + up}}
	for _, d := range all {
		p := at(d)
		labels.Take(scene.Box{X: p.X - 6, Y: p.Y - 6, W: 12, H: 12})
	}
	for _, d := range all {
		p := at(d)
		s.Add(disc(p.X, p.Y, 4.5, false, t))
		n := func(x, y float64, a scene.Anchor) scene.Text {
			return text(p.X+x, p.Y+y, d.Name, theme.Note, font.Regular, t.Ink, a)
		}
		if l, ok := labels.Place(n(11, 4, scene.Start), n(-11, 4, scene.End), n(0, -12, scene.Middle), n(0, 20, scene.Middle)); ok {
			s.Add(l)
		}
		numbers.Rows = append(numbers.Rows, document.Plain(d.Name, d.Says))
	}
	return document.Figure{ID: id, Scene: s, Numbers: numbers}
}
