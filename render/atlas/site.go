package atlas

import (
	"math"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// mostRows is how many posts stand under the name of their site.
const mostRows = 6

// block is a site's name with its posts below, as one block.
type block struct {
	node, pane int
	name       string
	posts      []int
	on         map[Party]bool // the posts of the path
	line       float64        // height of a row
}

// labelSite places a site's name with its posts: in the inset all of them, on the
// whole those of the path; with fewer where there is no room, and last the name alone.
func (m *Map) labelSite(k, i int, first bool, place *scene.Placer) {
	c := block{node: i, pane: k, on: map[Party]bool{}, line: m.laid.px(18)}
	c.name, _, _ = m.name(i, k)
	for _, h := range m.laid.Path {
		c.on[h.From], c.on[h.To] = true, true
	}
	var path, rest []int
	for p := range m.posts {
		switch {
		case m.where[p] != i || !m.hasNameRoom():
		case c.on[m.Post(p)]:
			path = append(path, p)
		case k == 1:
			rest = append(rest, p)
		}
	}
	all := append(path, rest...)
	all = all[:min(len(all), mostRows)]
	for _, n := range [...]int{len(all), min(len(path), mostRows), 0} {
		c.posts = all[:n]
		if m.placeSite(&c, first, place) {
			return
		}
	}
}

func (m *Map) placeSite(c *block, first bool, place *scene.Placer) bool {
	size := m.laid.px(theme.Note)
	wide := font.Width(c.name, font.Medium, size)
	for _, p := range c.posts {
		wide = max(wide, m.chipWide(p)+m.laid.px(6)+font.Width(m.posts[p].Name, c.markPath(m, p), size))
	}
	n := &m.nodes[c.node]
	at, gap, pad := n.at[c.pane], n.r+m.laid.px(5), m.laid.px(3)
	w, h := wide+float64(2*pad), float64(c.line*float64(1+len(c.posts)))
	right, left := at.X+gap, at.X-gap-w
	down, up := at.Y-float64(c.line/2), at.Y+float64(c.line/2)-h
	for _, b := range [...]scene.Box{
		{X: right, Y: down, W: w, H: h},
		{X: left, Y: down, W: w, H: h},
		{X: right, Y: up, W: w, H: h},
		{X: left, Y: up, W: w, H: h},
		{X: at.X - float64(w/2), Y: at.Y + gap, W: w, H: h},
		{X: at.X - float64(w/2), Y: at.Y - gap - h, W: w, H: h},
	} {
		b.X, b.Y = math.Round(b.X), math.Round(b.Y)
		if place.Put(b) {
			m.listPosts(c, b, pad)
			return true
		}
	}
	return false
}

// markPath marks the posts of the path.
func (c *block) markPath(m *Map, post int) font.Weight {
	if c.on[m.Post(post)] {
		return font.SemiBold
	}
	return font.Regular
}

// chipWide is the width of the chip of a post's nation.
func (m *Map) chipWide(post int) float64 {
	return math.Ceil(font.Width(m.codes[m.posts[post].Nation], font.SemiBold, m.laid.px(theme.Tick)) + m.laid.px(8))
}

// listPosts fills a block with labels.
func (m *Map) listPosts(c *block, b scene.Box, pad float64) {
	size := m.laid.px(theme.Note)
	row := scene.Box{X: b.X, Y: b.Y, W: b.W, H: c.line}
	base := func() float64 { return math.Round(row.Y + float64(c.line/2) + float64(size*0.36)) }
	head := scene.Text{At: scene.Point{X: b.X + pad, Y: base()}, Text: c.name, Size: size, Weight: font.Medium}
	plate := row
	plate.W = font.Width(c.name, font.Medium, size) + float64(2*pad)
	m.labels = append(m.labels, label{node: c.node, pane: c.pane, post: -1, text: head, plate: plate})
	for _, p := range c.posts {
		row.Y += c.line
		chip := m.chipWide(p)
		t := scene.Text{At: scene.Point{X: b.X + pad + chip + m.laid.px(6), Y: base()}, Text: m.posts[p].Name, Size: size, Weight: c.markPath(m, p)}
		plate := row
		plate.W = float64(2*pad) + chip + m.laid.px(6) + font.Width(t.Text, t.Weight, size)
		m.labels = append(m.labels, label{
			node: c.node, pane: c.pane, post: p, text: t, plate: plate, chip: m.codes[m.posts[p].Nation],
			chipBox: scene.Box{X: b.X + pad, Y: math.Round(row.Y + m.laid.px(1.5)), W: chip, H: m.laid.px(15)},
		})
	}
}
