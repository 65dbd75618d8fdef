package atlas

import (
	"entente/render/scene"
	"entente/render/theme"
)

// mostPoints is how many points a picture of the ground has at most.
const mostPoints = 15000

// ground is what a pane shows of the world: polygons of land, from the largest part
// to the smallest, and the lines between lands. It does not change while time plays.
type ground struct {
	points []scene.Point
	lands  []stretch // of lands that no nation has
	ours   []stretch // of those that one has, and of what lies within them
	rims   []stretch // borders between two lands without a nation
	edges  []stretch // outlines of lands with one
	spots  []spot
	clip   []scene.Point
	hatch  []scene.Line // over lands with a nation, by stretch
	cuts   []float64
}

// stretch is a run of points.
type stretch struct {
	from, to int32
	nation   int32 // -1 none
	hatched  bool
	lines    [2]int32 // of the hatching, once it was asked for
}

// build projects what the pane sees, with as many points as its size can show and
// never more than so many.
func (p *pane) build(nation []int, most int) {
	for blur := 0.45; ; blur = float64(blur * 1.5) {
		p.points, p.lands, p.ours, p.rims, p.edges = p.points[:0], p.lands[:0], p.ours[:0], p.rims[:0], p.edges[:0]
		p.hatch = p.hatch[:0]
		limit := float64(blur / p.scale * (blur / p.scale))
		p.parts(nation, limit)
		p.outlines(nation, limit)
		if len(p.points) <= most {
			return
		}
	}
}

func (p *pane) parts(nation []int, limit float64) {
	w := earth()
	room := p.box.Grow(4)
	inner := map[int32]bool{}
	for l, n := range nation {
		if n >= 0 {
			for _, e := range w.lands[l].enclaves {
				inner[e] = true
			}
		}
	}
	for i := range w.parts {
		r := &w.parts[i]
		b := p.frame(r.frame)
		if b.W < 0.7 && b.H < 0.7 || !b.Meets(room) {
			continue
		}
		p.spots = w.walk(p.spots[:0], r.refs, limit)
		if len(p.spots) < 3 {
			continue
		}
		from := int32(len(p.points))
		for _, s := range p.spots {
			p.points = append(p.points, p.point(float64(s.x), float64(s.y)))
		}
		if !holds(room, b) {
			p.clipPolygon(from, room)
		}
		if int32(len(p.points))-from < 3 {
			p.points = p.points[:from]
			continue
		}
		s := stretch{from: from, to: int32(len(p.points)), nation: int32(nation[r.land])}
		if s.nation < 0 {
			p.lands = append(p.lands, s)
		}
		if s.nation >= 0 || inner[r.land] {
			p.ours = append(p.ours, s)
		}
	}
}

func holds(room, b scene.Box) bool {
	return b.X >= room.X && b.Y >= room.Y && b.X+b.W <= room.X+room.W && b.Y+b.H <= room.Y+room.H
}

// clipPolygon keeps of the last polygon what lies in a box (Sutherland and Hodgman 1974).
func (p *pane) clipPolygon(from int32, b scene.Box) {
	for side := range 4 {
		in := func(q scene.Point) bool {
			switch side {
			case 0:
				return q.X >= b.X
			case 1:
				return q.X <= b.X+b.W
			case 2:
				return q.Y >= b.Y
			}
			return q.Y <= b.Y+b.H
		}
		meet := func(a, c scene.Point) scene.Point {
			if side < 2 {
				x := b.X + float64(float64(side)*b.W)
				return scene.Point{X: x, Y: a.Y + float64((c.Y-a.Y)*((x-a.X)/(c.X-a.X)))}
			}
			y := b.Y + float64(float64(side-2)*b.H)
			return scene.Point{X: a.X + float64((c.X-a.X)*((y-a.Y)/(c.Y-a.Y))), Y: y}
		}
		p.clip = append(p.clip[:0], p.points[from:]...)
		p.points = p.points[:from]
		for i, c := range p.clip {
			a := p.clip[(i+len(p.clip)-1)%len(p.clip)]
			if in(a) != in(c) {
				p.points = append(p.points, meet(a, c))
			}
			if in(c) {
				p.points = append(p.points, c)
			}
		}
	}
}

func (p *pane) outlines(nation []int, limit float64) {
	w := earth()
	room := p.box.Grow(4)
	for i := range w.borders {
		b := &w.borders[i]
		own := false
		for _, l := range b.lands {
			own = own || l >= 0 && nation[l] >= 0
		}
		if !own && b.lands[1] < 0 || !p.frame(b.frame).Grow(1).Meets(room) {
			continue
		}
		from := len(p.points)
		end := func() {
			switch s := (stretch{from: int32(from), to: int32(len(p.points)), nation: -1}); {
			case len(p.points)-from < 2:
				p.points = p.points[:from]
			case own:
				p.edges = append(p.edges, s)
			default:
				p.rims = append(p.rims, s)
			}
			from = len(p.points)
		}
		var last scene.Point
		first := true
		for k, s := range b.spots {
			if b.weight[k] <= limit {
				continue
			}
			q := p.point(float64(s.x), float64(s.y))
			switch {
			case first:
			case !segment(last, q).Meets(room):
				end()
			default:
				if len(p.points) == from {
					p.points = append(p.points, last)
				}
				p.points = append(p.points, q)
			}
			last, first = q, false
		}
		end()
	}
}

// segment is the box of a line, never empty.
func segment(a, b scene.Point) scene.Box {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return scene.Box{X: x, Y: y, W: max(a.X, b.X) - x, H: max(a.Y, b.Y) - y}.Grow(0.5)
}

func (g *ground) of(s stretch) []scene.Point { return g.points[s.from:s.to] }

// Ground draws what does not change while time plays, under what Show draws: sea,
// land without a nation, its borders. On a ring there is nothing of the kind. It
// changes when Stamp does, and may be kept as a picture until then.
func (m *Map) Ground(s *scene.Scene) {
	if m.onRing() {
		return
	}
	t := m.laid.Theme
	for i := range m.panes {
		p := &m.panes[i]
		s.Clip(p.box)
		s.Rect(&scene.Rect{Box: p.box, Fill: t.Sea})
		for _, l := range p.lands {
			s.Polygon(p.of(l), t.Land)
		}
		for _, r := range p.rims {
			s.Polyline(p.of(r), t.Border, 0.8)
		}
		s.Unclip()
	}
	m.drawNote(s)
	if len(m.panes) > 1 {
		edge := m.panes[1].box
		if edge.X > m.panes[0].box.X {
			edge.W = 1
		} else {
			edge.H = 1
		}
		s.Rect(&scene.Rect{Box: edge, Fill: m.laid.Theme.Line})
	}
}

// fill is the colour of a nation's land.
func fill(l Level, t *theme.Theme) theme.Colour {
	switch l {
	case Received, Read, Understood:
		return t.Ink.Over(t.Near, uint32(l)*25)
	case Usable:
		return t.Ink
	}
	return t.Near
}
