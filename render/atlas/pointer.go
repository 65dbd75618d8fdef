package atlas

import (
	"math"

	"entente/render/scene"
)

// reach is how near a pointer has to come to a disc, in pixels.
const reach = 12.0

// At is the party under a point: that of a mark, or the nation on whose land it lies.
func (m *Map) At(p scene.Point) (Party, bool) {
	if party, ok := m.MarkAt(p); ok {
		return party, true
	}
	k, in := m.paneAt(p)
	if !in || k >= len(m.panes) || !m.panes[k].box.Has(p) {
		return 0, false
	}
	if n := m.panes[k].land(p); n >= 0 {
		return m.partyAt(n), true
	}
	return 0, false
}

// paneAt is the pane that lies under a point; false outside of the map.
func (m *Map) paneAt(p scene.Point) (k int, in bool) {
	if m.laid.Theme == nil || !m.laid.Box.Has(p) {
		return 0, false
	}
	if len(m.panes) > 1 && m.panes[1].box.Has(p) {
		k = 1
	}
	return k, true
}

// MarkAt is the party whose mark lies under a point: a disc that is near, or the nation
// of a name or chip. Of a site with several posts it is the first.
func (m *Map) MarkAt(p scene.Point) (Party, bool) {
	k, in := m.paneAt(p)
	if !in {
		return 0, false
	}
	for i := range m.labels {
		if l := &m.labels[i]; l.pane == k && l.post >= 0 && l.plate.Has(p) {
			return m.Post(l.post), true
		}
	}
	best, near := -1, math.Inf(1)
	for i := range m.nodes {
		n := &m.nodes[i]
		if !n.in[k] {
			continue
		}
		if d := math.Hypot(n.at[k].X-p.X, n.at[k].Y-p.Y); d <= max(n.r, m.laid.px(reach)) && d < near {
			best, near = i, d
		}
	}
	if best < 0 {
		for i := range m.labels {
			if l := &m.labels[i]; l.pane == k && l.plate.Has(p) {
				best = l.node
			}
		}
	}
	if best < 0 {
		return 0, false
	}
	return m.partyAt(best), true
}

// partyAt is the nation, or the first post of a site, that stands at a node.
func (m *Map) partyAt(node int) Party {
	if node < len(m.nations) {
		return m.Nation(node)
	}
	for i, at := range m.where {
		if at == node {
			return m.Post(i)
		}
	}
	return 0
}

// Stand is the party that stands for another where it is drawn: of a site with several
// posts the first, on a ring the nation of a post; 0 for nobody.
func (m *Map) Stand(p Party) Party {
	if n := m.node(p); n >= 0 {
		return m.partyAt(n)
	}
	return 0
}

// Spot is the box around the disc of a party, in the inset if it lies there; false if
// it is not in sight.
func (m *Map) Spot(p Party) (scene.Box, bool) {
	n := m.node(p)
	if n < 0 || n >= len(m.nodes) {
		return scene.Box{}, false
	}
	x := &m.nodes[n]
	for k := 1; k >= 0; k-- {
		if x.in[k] && (k == 0 || len(m.panes) > 1) {
			return scene.Box{X: x.at[k].X, Y: x.at[k].Y}.Grow(max(x.r, m.laid.px(6))), true
		}
	}
	return scene.Box{}, false
}

// land is the nation on whose land a point lies; -1 none. The smallest part counts,
// which may lie within another.
func (p *pane) land(q scene.Point) int {
	for i := len(p.ours) - 1; i >= 0; i-- {
		if o := p.ours[i]; inside(p.of(o), q) {
			return int(o.nation)
		}
	}
	return -1
}

// inside says whether a point lies in a polygon, by crossings.
func inside(points []scene.Point, q scene.Point) bool {
	odd := false
	for i, a := range points {
		b := points[(i+len(points)-1)%len(points)]
		if (a.Y > q.Y) != (b.Y > q.Y) && q.X < a.X+float64((b.X-a.X)*((q.Y-a.Y)/(b.Y-a.Y))) {
			odd = !odd
		}
	}
	return odd
}

// hatching is the hatching of a land, which is cut once: rising lines, seven pixels
// apart.
func (p *pane) hatching(o *stretch) []scene.Line {
	if !o.hatched {
		o.hatched = true
		o.lines[0] = int32(len(p.hatch))
		p.hatchLand(p.of(*o))
		o.lines[1] = int32(len(p.hatch))
	}
	return p.hatch[o.lines[0]:o.lines[1]]
}

// hatchLand cuts lines x + y = c to a polygon.
func (p *pane) hatchLand(points []scene.Point) {
	const pitch = 7
	low, high := math.Inf(1), math.Inf(-1)
	for _, q := range points {
		low, high = min(low, q.X+q.Y), max(high, q.X+q.Y)
	}
	for c := float64(math.Ceil(low/pitch) * pitch); c < high; c += pitch {
		p.cuts = p.cuts[:0]
		for i, a := range points {
			b := points[(i+len(points)-1)%len(points)]
			u, v := a.X+a.Y-c, b.X+b.Y-c
			if (u > 0) == (v > 0) {
				continue
			}
			x := a.X + float64((b.X-a.X)*(u/(u-v)))
			at := len(p.cuts)
			p.cuts = append(p.cuts, x)
			for ; at > 0 && p.cuts[at-1] > x; at-- {
				p.cuts[at] = p.cuts[at-1]
			}
			p.cuts[at] = x
		}
		for i := 0; i+1 < len(p.cuts); i += 2 {
			a, b := p.cuts[i], p.cuts[i+1]
			p.hatch = append(p.hatch, scene.Line{A: scene.Point{X: a, Y: c - a}, B: scene.Point{X: b, Y: c - b}, Width: 1})
		}
	}
}
