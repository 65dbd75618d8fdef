package atlas

import (
	"math"
	"slices"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// node is where a nation or a site stands.
type node struct {
	at     [2]scene.Point // in the whole, and in the inset
	in     [2]bool        // whether it lies there
	r      float64
	land   bool // it is a dot on the land that shows its level
	hidden bool // others stand for it, or its land is enough
	shelf  bool
}

// Levels of detail: up to so many nations, names; up to so many, codes; above,
// neither, but for what is chosen or pointed at.
const (
	mostNames = 16
	mostCodes = 64
	narrow    = 400.0 // pixels of width below which names become codes
)

const (
	noteHigh = 20.0
	slotWide = 44.0
	slotHigh = 44.0
	tinyLand = 30.0 // square pixels below which a land is drawn as a disc too
)

// layShelf makes room below for those that do not lie on the map.
func (m *Map) layShelf() {
	l := &m.laid
	n := len(m.unplaced())
	m.shelf = scene.Box{X: l.Box.X, Y: m.note.Y, W: l.Box.W}
	if n == 0 {
		return
	}
	rows := (n + m.perRow() - 1) / m.perRow()
	m.shelf.H = float64(l.px(slotHigh) * float64(rows))
	m.shelf.Y -= m.shelf.H
}

func (m *Map) perRow() int { return max(int((m.laid.Box.W-m.laid.px(16))/m.laid.px(slotWide)), 1) }

// unplaced are the nations and bodies that have neither land nor a site.
func (m *Map) unplaced() (list []int) {
	for i, l := range m.lands {
		if l < 0 && m.seats[i] < 0 {
			list = append(list, i)
		}
	}
	return list
}

// standNodes finds the places of nations and sites on the panes, and on the shelf.
func (m *Map) standNodes() {
	l := &m.laid
	m.nodes = m.nodes[:0]
	for i := range len(m.nations) + len(m.sites) {
		n := node{r: l.px(2.5), land: i < len(m.nations)}
		x, y, ok := m.gridSpot(i)
		for k := range m.panes {
			if ok {
				n.at[k] = m.panes[k].point(x, y)
				n.in[k] = m.panes[k].box.Has(n.at[k])
			}
		}
		switch {
		case i >= len(m.nations):
			n.r, n.hidden = l.px(3.5), slices.Contains(m.seats, i)
		case ok && m.lands[i] < 0:
			n.r, n.land = l.px(6), false
		case ok && m.isTiny(i):
			n.r, n.land = l.px(5), false
			if len(m.nations) > mostCodes {
				n.r = l.px(2.2)
			}
		default:
			n.hidden = len(m.nations) > mostCodes || m.hasSite(i)
		}
		m.nodes = append(m.nodes, n)
	}
	for k, i := range m.unplaced() {
		col, row := k%m.perRow(), k/m.perRow()
		at := scene.Point{X: l.Box.X + l.px(8) + float64(l.px(slotWide)*(float64(col)+0.5)), Y: m.shelf.Y + float64(l.px(slotHigh)*float64(row)) + l.px(16)}
		m.nodes[i] = node{at: [2]scene.Point{at}, in: [2]bool{true}, r: l.px(8), shelf: true}
	}
}

// hasSite says whether sites stand for a nation: there are some on its land, and nobody
// is somewhere else in it.
func (m *Map) hasSite(nation int) bool {
	there := false
	for i, at := range m.where {
		if at == nation {
			return false
		}
		there = there || at >= len(m.nations) && m.posts[i].Host == nation
	}
	return there
}

// isTiny says whether a nation's land is too small to be seen on the whole.
func (m *Map) isTiny(nation int) bool {
	scale := m.panes[0].scale
	for i := range earth().parts {
		if p := &earth().parts[i]; p.land == m.lands[nation] { // the largest part comes first
			return float64(float64(p.area*scale)*scale) < tinyLand
		}
	}
	return true
}

// label is a name at its place.
type label struct {
	node, pane int
	post       int // -1: of the node itself
	text       scene.Text
	plate      scene.Box
	chip       string // a code before the text, in a chip of its own
	chipBox    scene.Box
}

// placeLabels finds places for names: first of what the path touches, then in the
// scenario's order. Labels do not move while time plays.
func (m *Map) placeLabels() {
	if m.onRing() {
		m.labelRing()
		return
	}
	for k := range m.panes {
		p := &m.panes[k]
		place := scene.NewPlacer(p.box)
		for i := range m.nodes {
			if n := &m.nodes[i]; n.in[k] && !n.shelf && (i >= len(m.nations) || !n.land) {
				place.Take(scene.Box{X: n.at[k].X, Y: n.at[k].Y}.Grow(n.r))
			}
		}
		m.numberHops(k, place)
		ranks := m.ranks()
		for _, first := range [...]bool{true, false} {
			for i := range m.nodes {
				if m.nodes[i].in[k] && !m.nodes[i].shelf && ranks[i] == first {
					m.labelNode(k, i, first, place)
				}
			}
		}
	}
	m.labelShelf()
}

// ranks says which nodes the path touches.
func (m *Map) ranks() []bool {
	on := make([]bool, len(m.nodes))
	for _, h := range m.laid.Path {
		for _, p := range [2]Party{h.From, h.To} {
			if n := m.node(p); n >= 0 {
				on[n] = true
			}
		}
	}
	return on
}

// hasNameRoom says whether there is room for names.
func (m *Map) hasNameRoom() bool {
	return len(m.nations) <= mostNames && m.laid.Box.W >= float64(narrow*m.laid.Text)
}

// name is how a node is called on the map; a site of the whole has no name where the
// inset shows it.
func (m *Map) name(i, k int) (text string, weight font.Weight, chip bool) {
	if i >= len(m.nations) {
		if k == 0 && len(m.panes) > 1 {
			return "", 0, false
		}
		return m.sites[i-len(m.nations)].name, font.Medium, false
	}
	switch {
	case len(m.nations) > mostCodes && !m.nodes[i].shelf:
		return "", 0, false
	case m.hasNameRoom():
		return m.nations[i].Name, font.SemiBold, false
	}
	return m.codes[i], font.SemiBold, true
}

func (m *Map) labelNode(k, i int, first bool, place *scene.Placer) {
	text, weight, chip := m.name(i, k)
	if text == "" || k == 1 && i < len(m.nations) && !first {
		return
	}
	n := &m.nodes[i]
	size := m.laid.px(theme.Note)
	if chip {
		size = m.laid.px(theme.Tick)
	}
	if i >= len(m.nations) {
		m.labelSite(k, i, first, place)
		return
	}
	t := scene.Text{Text: text, Size: size, Weight: weight}
	l := label{node: i, pane: k, post: -1}
	if m.placeLabel(&l, chip, place, m.nameSpots(t, n, k)...) {
		m.labels = append(m.labels, l)
	} else if !chip { // a code where the name finds no room
		t.Text, t.Size = m.codes[i], m.laid.px(theme.Tick)
		if m.placeLabel(&l, true, place, m.nameSpots(t, n, k)...) {
			m.labels = append(m.labels, l)
		}
	}
}

// nameSpots are the places of a nation's name: under its dot, or in the middle of its land
// where there is none.
func (m *Map) nameSpots(t scene.Text, n *node, k int) []scene.Text {
	tries := around(t, n.at[k], n.r+m.laid.px(4))
	if !n.land {
		return tries
	}
	t.At, t.Anchor = scene.Point{X: n.at[k].X, Y: n.at[k].Y + float64(t.Size*0.36)}, scene.Middle
	if n.hidden {
		return append([]scene.Text{t}, tries...)
	}
	return append([]scene.Text{tries[3], tries[2], tries[0], tries[1]}, tries[4:]...)
}

// placeLabel places a label at the first of some places.
func (m *Map) placeLabel(l *label, chip bool, place *scene.Placer, tries ...scene.Text) bool {
	t, ok := place.Place(tries...)
	if !ok {
		return false
	}
	t.At = scene.Point{X: math.Round(t.At.X), Y: math.Round(t.At.Y)}
	l.text, l.plate = t, t.Box().Grow(m.laid.px(3))
	if chip {
		l.chip, l.chipBox = t.Text, l.plate
		l.text.Text = ""
	}
	return true
}

// around is a text at the places where a label may stand, in order of preference.
func around(t scene.Text, at scene.Point, gap float64) []scene.Text {
	middle := at.Y + float64(t.Size*0.36)
	place := func(x, y float64, a scene.Anchor) scene.Text {
		t.At, t.Anchor = scene.Point{X: x, Y: y}, a
		return t
	}
	return []scene.Text{
		place(at.X+gap+3, middle, scene.Start),
		place(at.X-gap-3, middle, scene.End),
		place(at.X, at.Y-gap-3, scene.Middle),
		place(at.X, at.Y+gap+float64(t.Size*0.8)+3, scene.Middle),
		place(at.X+gap, at.Y-gap, scene.Start),
		place(at.X+gap, at.Y+gap+float64(t.Size*0.8), scene.Start),
		place(at.X-gap, at.Y-gap, scene.End),
		place(at.X-gap, at.Y+gap+float64(t.Size*0.8), scene.End),
	}
}

// labelShelf names those that stand on the shelf, under their discs.
func (m *Map) labelShelf() {
	for i := range m.nodes {
		n := &m.nodes[i]
		if !n.shelf {
			continue
		}
		t := scene.Text{At: scene.Point{X: n.at[0].X, Y: math.Round(n.at[0].Y + n.r + m.laid.px(14))}, Text: m.codes[i], Size: m.laid.px(theme.Tick), Weight: font.SemiBold, Anchor: scene.Middle}
		b := t.Box().Grow(m.laid.px(3))
		m.labels = append(m.labels, label{node: i, post: -1, chip: m.codes[i], text: scene.Text{At: t.At, Size: t.Size, Weight: t.Weight, Anchor: t.Anchor}, plate: b, chipBox: b})
	}
}

// note is what is said of borders.
const note = "Borders as in Natural Earth; no position is taken."

// drawNote draws the note under the map, and what ink means where there is room.
func (m *Map) drawNote(s *scene.Scene) {
	l := &m.laid
	t := l.Theme
	ground := scene.Box{X: l.Box.X, Y: m.shelf.Y, W: l.Box.W, H: l.Box.Y + l.Box.H - m.shelf.Y}
	s.Rect(&scene.Rect{Box: ground, Fill: t.Ground[1]})
	y := math.Round(m.note.Y + l.px(14))
	said := scene.Text{At: scene.Point{X: l.Box.X + l.px(8), Y: y}, Size: l.px(theme.Tick), Fill: t.Ink3}
	said.Text = font.Fit(note, said.Weight, said.Size, l.Box.W-l.px(16))
	s.Text(&said)
	m.drawLegend(s, l.Box.X+l.Box.W-l.px(8), said.Box().X+said.Box().W+l.px(16), y)
}

// drawLegend says what ink means, from the right; it is left out where not all of it
// finds room.
func (m *Map) drawLegend(s *scene.Scene, right, left, y float64) {
	l, t := &m.laid, m.laid.Theme
	const swatch, gap = 17, 14
	word := scene.Text{Size: l.px(theme.Tick), Fill: t.Ink3, Anchor: scene.End}
	for draw := range 2 {
		word.At = scene.Point{X: right, Y: y}
		for g := int(Usable); g >= 0; g-- {
			word.Text = levelWords[g]
			b := word.Box()
			if b.X-l.px(swatch) < left {
				return
			}
			if draw == 1 {
				s.Text(&word)
				s.Rect(&scene.Rect{Box: scene.Box{X: math.Round(b.X - l.px(swatch)), Y: math.Round(y - l.px(9)), W: l.px(13), H: l.px(9)}, Fill: fill(Level(g), t), Stroke: t.BorderIn, Width: 1})
			}
			word.At.X = b.X - l.px(swatch+gap)
		}
	}
}
