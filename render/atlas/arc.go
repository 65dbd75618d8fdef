package atlas

import (
	"math"
	"strconv"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

const (
	bulge     = 0.22 // of an arc's length, to the left of travel, so that answers do not cover questions
	pull      = 0.32 // how near to the middle of a ring its chords come
	turns     = 24   // straight pieces of a curve
	widest    = 6.0
	thinnest  = 1.1
	pathWidth = 2.0
	headPath  = 9.0
	headOther = 7.0
)

// bend is a quadratic curve, or a loop at one place: a circle round b.
type bend struct {
	a, b, c scene.Point
	loop    float64 // its radius
}

func (q bend) at(t float64) scene.Point {
	if q.loop > 0 { // clockwise, from lower left to lower right
		sin, cos := math.Sincos(float64(math.Pi * (0.65 + float64(1.7*t))))
		return scene.Point{X: q.b.X + float64(q.loop*cos), Y: q.b.Y + float64(q.loop*sin)}
	}
	u := 1 - t
	mix := func(a, b, c float64) float64 {
		return float64(float64(u*u)*a) + float64(float64(float64(2*u)*t)*b) + float64(float64(t*t)*c)
	}
	return scene.Point{X: mix(q.a.X, q.b.X, q.c.X), Y: mix(q.a.Y, q.b.Y, q.c.Y)}
}

// bend is the curve from one node to another on a pane; false if there is none.
func (m *Map) bend(k int, from, to Party) (q bend, ok bool) {
	a, b := m.node(from), m.node(to)
	if a < 0 || b < 0 || !m.canDraw(a, k) || !m.canDraw(b, k) {
		return q, false
	}
	return m.between(&m.nodes[a], &m.nodes[b], k), true
}

// canDraw says whether a curve can begin or end at a node: one at the shelf is drawn
// where there is no inset between.
func (m *Map) canDraw(node, k int) bool {
	return !m.nodes[node].shelf || k == 0 && len(m.panes) == 1
}

func (m *Map) between(a, b *node, k int) bend {
	q := bend{a: a.at[k], c: b.at[k]}
	dx, dy := q.c.X-q.a.X, q.c.Y-q.a.Y
	d := math.Hypot(dx, dy)
	if d < 1 {
		r := m.laid.px(11)
		return bend{b: scene.Point{X: q.a.X, Y: q.a.Y - a.r - r}, loop: r}
	}
	mid := scene.Point{X: float64((q.a.X + q.c.X) / 2), Y: float64((q.a.Y + q.c.Y) / 2)}
	left := bulge
	if m.onRing() {
		mid = scene.Point{X: m.hub.X + float64((mid.X-m.hub.X)*pull), Y: m.hub.Y + float64((mid.Y-m.hub.Y)*pull)}
		left = 0.05
	}
	q.b = scene.Point{X: mid.X + float64(dy*left), Y: mid.Y - float64(dx*left)}
	// What is drawn ends at the rims of the discs.
	cut := func(end, towards scene.Point, r float64) scene.Point {
		x, y := towards.X-end.X, towards.Y-end.Y
		long := math.Hypot(x, y)
		if r = min(r, float64(d*0.3)); long < 1 {
			return end
		}
		return scene.Point{X: end.X + float64(x*r)/long, Y: end.Y + float64(y*r)/long}
	}
	q.a, q.c = cut(q.a, q.b, a.r+2), cut(q.c, q.b, b.r+2)
	return q
}

// stroke is how a curve is drawn.
type stroke struct {
	colour theme.Colour
	width  float64
	head   float64
	on     float64 // length of a dash; 0 whole
	off    float64
}

// draw draws a curve with its head.
func (m *Map) draw(s *scene.Scene, q bend, how stroke) {
	m.curve = m.curve[:0]
	for i := range turns + 1 {
		m.curve = append(m.curve, q.at(float64(i)/turns))
	}
	tip := m.curve[turns]
	m.shorten(float64(how.head * 0.8))
	tail := m.curve[len(m.curve)-1]
	if !m.onRing() { // a line shows on ink as on paper
		m.drawLine(s, stroke{colour: m.laid.Theme.Ground[0], width: how.width + 3, on: how.on, off: how.off})
		m.drawHead(s, tail, tip, 1.5, stroke{colour: m.laid.Theme.Ground[0], width: how.width, head: how.head})
	}
	m.drawLine(s, how)
	m.drawHead(s, tail, tip, 0, how)
}

// drawHead draws an arrow's head, larger by a rim.
func (m *Map) drawHead(s *scene.Scene, tail, tip scene.Point, rim float64, how stroke) {
	x, y := tip.X-tail.X, tip.Y-tail.Y
	long := math.Hypot(x, y)
	if long < 0.01 {
		return
	}
	x, y = x/long, y/long
	long = how.head + float64(rim*1.5)
	half := float64(how.head*0.32) + float64(how.width*0.3) + float64(rim*1.2)
	tip = scene.Point{X: tip.X + float64(x*rim), Y: tip.Y + float64(y*rim)}
	back := scene.Point{X: tip.X - float64(x*long), Y: tip.Y - float64(y*long)}
	m.dash = append(m.dash[:0], tip,
		scene.Point{X: back.X + float64(y*half), Y: back.Y - float64(x*half)},
		scene.Point{X: back.X - float64(y*half), Y: back.Y + float64(x*half)})
	s.Polygon(m.dash, how.colour)
}

// drawLine draws what is left of the curve, whole or in dashes.
func (m *Map) drawLine(s *scene.Scene, how stroke) {
	if how.on == 0 {
		s.Polyline(m.curve, how.colour, how.width)
	} else {
		m.dashes(s, how)
	}
}

// shorten takes so much from the end of the curve.
func (m *Map) shorten(by float64) {
	for len(m.curve) > 2 {
		a, b := m.curve[len(m.curve)-2], m.curve[len(m.curve)-1]
		long := math.Hypot(b.X-a.X, b.Y-a.Y)
		if long > by {
			k := by / long
			m.curve[len(m.curve)-1] = scene.Point{X: b.X + float64((a.X-b.X)*k), Y: b.Y + float64((a.Y-b.Y)*k)}
			return
		}
		by -= long
		m.curve = m.curve[:len(m.curve)-1]
	}
}

// dashes cuts the curve into dashes.
func (m *Map) dashes(s *scene.Scene, how stroke) {
	m.dash = append(m.dash[:0], m.curve[0])
	left, on := how.on, true
	for i := 1; i < len(m.curve); i++ {
		a, b := m.curve[i-1], m.curve[i]
		for {
			long := math.Hypot(b.X-a.X, b.Y-a.Y)
			if long <= left {
				left -= long
				m.dash = append(m.dash, b)
				break
			}
			k := left / long
			a = scene.Point{X: a.X + float64((b.X-a.X)*k), Y: a.Y + float64((b.Y-a.Y)*k)}
			if m.dash = append(m.dash, a); on {
				s.Polyline(m.dash, how.colour, how.width)
			}
			m.dash = append(m.dash[:0], a)
			if on = !on; on {
				left = how.on
			} else {
				left = how.off
			}
		}
	}
	if on && len(m.dash) > 1 {
		s.Polyline(m.dash, how.colour, how.width)
	}
}

// showArcs draws the widest arcs, thin over wide.
func (m *Map) showArcs(s *scene.Scene, f *Frame, k int) {
	m.order = m.order[:0]
	for i := range f.Arcs {
		if a := &f.Arcs[i]; a.Count > 0 && m.node(a.From) != m.node(a.To) {
			m.rank(i, mostArcs, func(a, b int32) bool { return f.Arcs[a].Count > f.Arcs[b].Count })
		}
	}
	t := m.laid.Theme
	for _, i := range m.order {
		a := &f.Arcs[i]
		q, ok := m.bend(k, a.From, a.To)
		if !ok {
			continue
		}
		how := stroke{colour: t.Ink3, width: min(max(math.Sqrt(float64(a.Count)), thinnest), widest), head: headOther}
		if a.Delayed {
			how.colour, how.on, how.off = t.Delays[a.Delay], 7, 4
		}
		if a.Faint {
			how.on, how.off = 3, 3
		}
		if m.isLit(f, a.From, a.To) {
			how.colour, how.width = t.Ink, how.width+1
		}
		how.head = max(how.head, float64(how.width*2.6))
		m.draw(s, q, how)
	}
}

// showPath draws the hops of the chosen path: those that have been made whole.
func (m *Map) showPath(s *scene.Scene, f *Frame, k int) {
	t := m.laid.Theme
	for i, h := range m.laid.Path {
		q, ok := m.bend(k, h.From, h.To)
		if !ok || m.inInset(h, k) {
			continue
		}
		if lit := m.isLit(f, h.From, h.To); i < f.Hops || lit {
			how := stroke{colour: t.Ink, width: pathWidth, head: headPath}
			if lit {
				how.width++
			}
			m.draw(s, q, how)
		} else {
			m.draw(s, q, stroke{colour: t.Ink3, width: thinnest, head: headOther, on: 3, off: 3})
		}
	}
}

// Way is from one party to another; nobody to nobody for none.
type Way struct{ From, To Party }

// isLit says whether the way between two parties is the one under the pointer.
func (m *Map) isLit(f *Frame, from, to Party) bool {
	return f.Lit != (Way{}) && m.node(f.Lit.From) == m.node(from) && m.node(f.Lit.To) == m.node(to)
}

// near is how near to a curve a pointer has to come, in pixels.
const near = 5.0

// WayAt is the way whose curve lies under a point: a hop of the path before an arc, and
// of several the nearest.
func (m *Map) WayAt(f *Frame, p scene.Point) (way Way, ok bool) {
	k, in := m.paneAt(p)
	if !in {
		return way, false
	}
	best := m.laid.px(near)
	try := func(from, to Party, skip bool) {
		if q, is := m.bend(k, from, to); is && !skip {
			if d := q.distanceTo(p); d < best {
				way, ok, best = Way{from, to}, true, d
			}
		}
	}
	for _, h := range m.laid.Path {
		try(h.From, h.To, m.inInset(h, k))
	}
	if ok {
		return way, true
	}
	for i := range f.Arcs {
		a := &f.Arcs[i]
		try(a.From, a.To, a.Count == 0 || m.node(a.From) == m.node(a.To))
	}
	return way, ok
}

// distanceTo is how far a point lies from a curve.
func (q bend) distanceTo(p scene.Point) float64 {
	least, a := math.Inf(1), q.at(0)
	for i := 1; i <= turns; i++ {
		b := q.at(float64(i) / turns)
		x, y := b.X-a.X, b.Y-a.Y
		t := 0.0
		if long := float64(x*x) + float64(y*y); long > 0 {
			t = min(max((float64((p.X-a.X)*x)+float64((p.Y-a.Y)*y))/long, 0), 1)
		}
		least = min(least, math.Hypot(a.X+float64(x*t)-p.X, a.Y+float64(y*t)-p.Y))
		a = b
	}
	return least
}

// inInset says whether the whole leaves a hop to the inset.
func (m *Map) inInset(h Hop, k int) bool {
	if k != 0 || len(m.panes) < 2 {
		return false
	}
	a, b := m.node(h.From), m.node(h.To)
	return a >= 0 && b >= 0 && m.nodes[a].in[1] && m.nodes[b].in[1]
}

// badge is the number of a hop.
type badge struct {
	pane, hop int
	at        scene.Point
	text      string
}

// numberHops finds places for the numbers of hops, on their curves.
func (m *Map) numberHops(k int, place *scene.Placer) {
	r := m.laid.px(8)
	for i, h := range m.laid.Path {
		q, ok := m.bend(k, h.From, h.To)
		if !ok || m.inInset(h, k) {
			continue
		}
		for _, t := range [...]float64{0.5, 0.4, 0.6, 0.3, 0.7} {
			c := q.at(t)
			if place.Put(scene.Box{X: c.X, Y: c.Y}.Grow(r + 1)) {
				m.badges = append(m.badges, badge{k, i, c, strconv.Itoa(i + 1)})
				break
			}
		}
	}
}

func (m *Map) showBadges(s *scene.Scene, f *Frame, k int) {
	t := m.laid.Theme
	for i := range m.badges {
		b := &m.badges[i]
		if b.pane != k {
			continue
		}
		ink := t.Ink
		if b.hop >= f.Hops {
			ink = t.Ink3
		}
		rim := ink
		if f.LateFrom > 0 && b.hop+1 >= f.LateFrom && b.hop < f.Hops {
			rim = t.Late
		}
		size := m.laid.px(theme.Tick)
		circle(s, b.at, m.laid.px(8), t.Ground[0], rim, 1.5)
		s.Text(&scene.Text{At: scene.Point{X: b.at.X, Y: b.at.Y + float64(size*0.36)}, Text: b.text, Size: size, Weight: font.SemiBold, Fill: ink, Anchor: scene.Middle})
	}
}
