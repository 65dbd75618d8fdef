package scene

import "entente/render/theme"

// mover is a Painter that adds to a scene what it is handed, at another place.
type mover struct {
	to *Scene
	by Point
}

func (m *mover) box(b Box) Box {
	b.X, b.Y = b.X+m.by.X, b.Y+m.by.Y
	return b
}

func (m *mover) point(p Point) Point { return Point{p.X + m.by.X, p.Y + m.by.Y} }

func (m *mover) Rect(r *Rect) {
	c := *r
	c.Box = m.box(r.Box)
	m.to.Rect(&c)
}

func (m *mover) Bar(b *Bar) {
	c := *b
	c.Box = m.box(b.Box)
	m.to.Bar(&c)
}

func (m *mover) Line(l *Line) {
	c := *l
	c.A, c.B = m.point(l.A), m.point(l.B)
	m.to.Line(&c)
}

func (m *mover) Text(t *Text) {
	c := *t
	c.At = m.point(t.At)
	m.to.Text(&c)
}

func (m *mover) Polyline(points []Point, stroke theme.Colour, width float64) {
	m.to.Polyline(points, stroke, width)
	m.move(len(points))
}

func (m *mover) Polygon(points []Point, fill theme.Colour) {
	m.to.Polygon(points, fill)
	m.move(len(points))
}

// move moves the last points of the scene.
func (m *mover) move(n int) {
	for i := len(m.to.points) - n; i < len(m.to.points); i++ {
		m.to.points[i] = m.point(m.to.points[i])
	}
}

func (m *mover) Clip(b Box) { m.to.Clip(m.box(b)) }
func (m *mover) Unclip()    { m.to.Unclip() }
