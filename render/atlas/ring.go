package atlas

import (
	"math"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// layRing stands nations on a ring, the first at twelve o'clock and then as the
// scenario has them, clockwise; bodies stand between them.
func (m *Map) layRing() {
	l := &m.laid
	m.panes = nil
	m.hub = scene.Point{X: l.Box.X + float64(l.Box.W/2), Y: l.Box.Y + float64(l.Box.H/2)}
	states, bodies := 0, 0
	for _, n := range m.nations {
		if n.Body {
			bodies++
		} else {
			states++
		}
	}
	rx, ry := m.radii(states)
	r := min(l.px(15), max(float64(min(rx, ry)*2.1)/float64(max(states, 1)), 2.5))
	m.nodes = m.nodes[:0]
	inner := 0.0
	if bodies > 1 {
		inner = 0.36
	}
	state, body := 0, 0
	for _, n := range m.nations {
		if n.Body {
			// Half a step on, so that no body hides a chord through the middle.
			at := turn(m.hub, float64(rx*inner), float64(ry*inner), (float64(body)+0.5)/float64(bodies))
			m.nodes = append(m.nodes, node{at: [2]scene.Point{at}, in: [2]bool{true}, r: max(float64(r*0.8), 4)})
			body++
			continue
		}
		m.nodes = append(m.nodes, node{at: [2]scene.Point{turn(m.hub, rx, ry, float64(state)/float64(states))}, in: [2]bool{true}, r: r})
		state++
	}
}

// radii are those of the ring: it leaves room for names, and is round where it can.
func (m *Map) radii(states int) (rx, ry float64) {
	l := &m.laid
	wide := 0.0
	size := l.px(theme.Note)
	if m.ringWordy() {
		for _, n := range m.nations {
			if !n.Body {
				wide = max(wide, font.Width(n.Name, font.SemiBold, size))
			}
		}
		wide = min(wide, float64(l.Box.W*0.22))
	} else if states <= mostCodes {
		wide = l.px(26)
	}
	rx = float64(l.Box.W/2) - wide - l.px(28)
	ry = float64(l.Box.H/2) - l.px(44)
	rx, ry = max(rx, 20), max(ry, 20)
	return min(rx, float64(ry*1.15)), min(ry, float64(rx*1.15))
}

// turn is the point so much of a turn on from twelve o'clock.
func turn(hub scene.Point, rx, ry, part float64) scene.Point {
	sin, cos := math.Sincos(float64(2 * math.Pi * part))
	return scene.Point{X: hub.X + float64(rx*sin), Y: hub.Y - float64(ry*cos)}
}

func (m *Map) ringWordy() bool { return m.hasNameRoom() }

// labelRing names nations outside the ring and bodies beside their squares.
func (m *Map) labelRing() {
	l := &m.laid
	place := scene.NewPlacer(l.Box)
	for i := range m.nodes {
		n := &m.nodes[i]
		place.Take(scene.Box{X: n.at[0].X, Y: n.at[0].Y}.Grow(float64(n.r * 0.7))) // what a disc fills of its corners is little
	}
	m.numberHops(0, place)
	ranks := m.ranks()
	for _, first := range [...]bool{true, false} {
		for i, n := range m.nations {
			if ranks[i] != first || len(m.nations) > mostCodes && !first {
				continue
			}
			names := [...]string{n.Name, m.codes[i]}
			from := 1
			if m.ringWordy() {
				from = 0
			}
			for _, name := range names[from:] {
				size := l.px(theme.Note)
				if t, ok := place.Place(m.outside(scene.Text{Text: name, Size: size, Weight: font.SemiBold}, i)...); ok {
					t.At = scene.Point{X: math.Round(t.At.X), Y: math.Round(t.At.Y)}
					m.labels = append(m.labels, label{node: i, post: -1, text: t, plate: t.Box().Grow(3)})
					break
				}
			}
		}
	}
}

// outside are the places of a name: away from the middle, and around.
func (m *Map) outside(t scene.Text, i int) []scene.Text {
	n := &m.nodes[i]
	gap := n.r + m.laid.px(9)
	tries := around(t, n.at[0], gap)
	x, y := n.at[0].X-m.hub.X, n.at[0].Y-m.hub.Y
	long := math.Hypot(x, y)
	if m.nations[i].Body || long < 1 {
		return []scene.Text{tries[3], tries[2], tries[0], tries[1]}
	}
	x, y = x/long, y/long
	t.At = scene.Point{X: n.at[0].X + float64(x*(gap+2)), Y: n.at[0].Y + float64(y*(gap+2)) + float64(t.Size*0.36)}
	switch {
	case math.Abs(x) < 0.2:
		t.Anchor = scene.Middle
		t.At.Y += math.Copysign(float64(t.Size*0.3), y)
	case x > 0:
		t.Anchor = scene.Start
	default:
		t.Anchor = scene.End
	}
	return append([]scene.Text{t}, tries...)
}
