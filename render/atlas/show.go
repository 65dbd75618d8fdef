package atlas

import (
	"math"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
)

// Level is what a nation knows of what is looked at: the ink on its land.
type Level uint8

// The levels. The first five are quarters of ink.
const (
	Unknown Level = iota
	Received
	Read
	Understood
	Usable
	Stale    // it was known, and the world has moved on
	Redacted // something is there, and this part was withheld
)

var levelWords = [...]string{"unknown", "received", "read", "understood", "usable", "stale", "redacted"}

// Arc is what went from one party to another in the time looked at.
type Arc struct {
	From, To Party
	Count    int           // messages; the width is their square root
	Delayed  bool          // Delay gives the colour
	Delay    measure.Delay // what they lost most time to
	Faint    bool          // older than what is looked at, or indirect
}

// Wait is what waits at a party, as a ring round it.
type Wait struct {
	At    Party
	Count int
	Delay measure.Delay // what most of it waits for
}

// Pulse is an arrival.
type Pulse struct {
	At    Party
	Phase float64 // from 0 to 1
}

// Frame is what the map shows at one instant. Lists by nation may be shorter than
// the list of nations: the rest are as zero says.
type Frame struct {
	Levels   []Level // by nation
	Veiled   []bool  // by nation: whose view it is cannot see it
	Late     []bool  // by nation: a deadline of its own has passed unmet
	Arcs     []Arc   // the widest mostArcs of them are drawn
	Waits    []Wait  // the largest mostWaits
	Pulses   []Pulse
	Hops     int   // how many hops of the path have been made
	LateFrom int   // the first of them, from 1, that came too late; 0 none
	Self     Party // whose view it is
	Chosen   Party
	Hover    Party
	Lit      Way // what lies under the pointer, here or elsewhere
}

// What is drawn of arcs and rings at most.
const (
	mostArcs  = 40
	mostWaits = 46
)

func at[T any](list []T, i int) (v T) {
	if i >= 0 && i < len(list) {
		v = list[i]
	}
	return v
}

// Show draws what moves: ink, messages, the path, what waits, names.
func (m *Map) Show(s *scene.Scene, f *Frame) {
	if m.onRing() {
		s.Clip(m.laid.Box)
		m.showPane(s, f, 0)
		s.Unclip()
		m.showCaption(s, f)
		return
	}
	for k := range m.panes {
		b := m.panes[k].box
		s.Clip(b)
		m.showLand(s, f, k)
		s.Unclip()
		if len(m.panes) == 1 {
			b.H += m.shelf.H
		}
		s.Clip(b)
		m.showPane(s, f, k)
		s.Unclip()
	}
	s.Clip(m.shelf)
	m.showNodes(s, f, 0, true)
	m.showLabels(s, f, 0, true)
	s.Unclip()
	m.showCaption(s, f)
}

// showPane draws arcs below discs below names.
func (m *Map) showPane(s *scene.Scene, f *Frame, k int) {
	if k == 0 && len(m.panes) > 1 {
		m.showFrame(s)
	}
	m.showArcs(s, f, k)
	m.showNodes(s, f, k, false)
	m.showPath(s, f, k)
	m.showPulses(s, f, k)
	m.showLabels(s, f, k, false)
	m.showBadges(s, f, k)
}

// showLand fills the land of nations with their ink, and draws its outline.
func (m *Map) showLand(s *scene.Scene, f *Frame, k int) {
	p, t := &m.panes[k], m.laid.Theme
	for i := range p.ours {
		o := &p.ours[i]
		if o.nation < 0 {
			s.Polygon(p.of(*o), t.Land)
			continue
		}
		n := int(o.nation)
		level := at(f.Levels, n)
		s.Polygon(p.of(*o), fill(level, t))
		if level == Stale || at(f.Veiled, n) {
			stroke := t.Ink3
			if level != Stale {
				stroke = t.BorderIn
			}
			for _, l := range p.hatching(o) {
				l.Stroke = stroke
				s.Line(&l)
			}
		}
	}
	for _, e := range p.edges {
		s.Polyline(p.of(e), t.BorderIn, 1)
	}
	for _, e := range [2]Party{f.Hover, f.Chosen} {
		if n := int(e) - 1; n >= 0 && n < len(m.nations) {
			m.outline(s, p, n)
		}
	}
}

// outline draws the rim of one nation's land in ink.
func (m *Map) outline(s *scene.Scene, p *pane, nation int) {
	for i := range p.ours {
		if o := &p.ours[i]; int(o.nation) == nation {
			m.curve = append(append(m.curve[:0], p.of(*o)...), p.points[o.from])
			s.Polyline(m.curve, m.laid.Theme.Ink, 1.5)
		}
	}
}

// showFrame draws where the inset lies.
func (m *Map) showFrame(s *scene.Scene) {
	a, b := &m.panes[0], &m.panes[1]
	w, h := float64(b.box.W/b.scale), float64(b.box.H/b.scale)
	c := a.point(b.cx-float64(w/2), b.cy-float64(h/2))
	s.Rect(&scene.Rect{Box: scene.Box{X: math.Round(c.X) + 0.5, Y: math.Round(c.Y) + 0.5, W: math.Round(float64(w * a.scale)), H: math.Round(float64(h * a.scale))}, Hollow: true, Stroke: m.laid.Theme.Ink2, Width: 1})
}

// showNodes draws the discs: those of the shelf, or all others.
func (m *Map) showNodes(s *scene.Scene, f *Frame, k int, shelf bool) {
	m.showWaits(s, f, k, shelf)
	t := m.laid.Theme
	for i := range m.nodes {
		n := &m.nodes[i]
		if !n.in[k] || n.shelf != shelf {
			continue
		}
		c := n.at[k]
		switch {
		case n.hidden:
		case i >= len(m.nations) || n.land:
			circle(s, c, n.r+1, t.Ground[0], t.Ground[0], 0)
			circle(s, c, n.r, t.Ink, t.Ink, 0)
		case n.r < m.laid.px(4) && !m.onRing():
			circle(s, c, n.r, fill(at(f.Levels, i), t), t.BorderIn, 1)
		case m.nations[i].Body:
			m.drawBody(s, f, i, c, n.r)
		default:
			m.drawNation(s, c, n.r, at(f.Levels, i))
		}
		if i < len(m.nations) && !n.land && !n.hidden && at(f.Veiled, i) {
			m.hatchUnseen(s, c, n.r, at(f.Levels, i))
		}
		if i < len(m.nations) && at(f.Late, i) {
			ring(s, c, n.r+m.laid.px(4), t.Late, 1.5)
		}
		if chosen := m.node(f.Chosen) == i; chosen || m.node(f.Hover) == i {
			width := 1.5
			if chosen {
				width = 2
			}
			ring(s, c, n.r+m.laid.px(3), t.Ink, width)
		}
	}
}

// showWaits draws rings round those with most waiting; their area is what waits.
func (m *Map) showWaits(s *scene.Scene, f *Frame, k int, shelf bool) {
	m.order = m.order[:0]
	most := 1
	for i := range f.Waits {
		w := &f.Waits[i]
		if n := m.node(w.At); n >= 0 && w.Count > 0 && m.nodes[n].in[k] && m.nodes[n].shelf == shelf {
			most = max(most, w.Count)
			m.rank(i, mostWaits, func(a, b int32) bool { return f.Waits[a].Count > f.Waits[b].Count })
		}
	}
	for _, i := range m.order {
		w := &f.Waits[i]
		n := &m.nodes[m.node(w.At)]
		r := n.r + m.laid.px(2+float64(6*math.Sqrt(float64(w.Count)/float64(most))))
		ring(s, n.at[k], r, m.laid.Theme.Delays[w.Delay], 2)
	}
}

// rank keeps the first so many of a list in order, without sorting all of it.
func (m *Map) rank(i, most int, before func(a, b int32) bool) {
	at := len(m.order)
	for at > 0 && before(int32(i), m.order[at-1]) {
		at--
	}
	if at == most {
		return
	}
	if len(m.order) < most {
		m.order = append(m.order, 0)
	}
	copy(m.order[at+1:], m.order[at:])
	m.order[at] = int32(i)
}

// showPulses draws arrivals: a ring that grows by 12 pixels, round a dot from 6 to 18,
// and fades.
func (m *Map) showPulses(s *scene.Scene, f *Frame, k int) {
	t := m.laid.Theme
	for _, p := range f.Pulses {
		n := m.node(p.At)
		if n < 0 || !m.nodes[n].in[k] || p.Phase < 0 || p.Phase >= 1 {
			continue
		}
		under := t.Near
		if m.onRing() {
			under = t.Ground[1]
		}
		colour := t.Ink.Over(under, uint32(float64(100*(1-p.Phase))))
		ring(s, m.nodes[n].at[k], m.nodes[n].r+m.laid.px(3.5+float64(12*p.Phase)), colour, 1.5)
	}
}

// showLabels draws names on plates.
func (m *Map) showLabels(s *scene.Scene, f *Frame, k int, shelf bool) {
	t := m.laid.Theme
	plate := t.Ground[0].Over(t.Near, 80)
	for i := range m.labels {
		l := &m.labels[i]
		if l.pane != k || m.nodes[l.node].shelf != shelf {
			continue
		}
		mine := f.Self > 0 && (l.node == m.node(f.Self) || l.post >= 0 && m.posts[l.post].Nation == int(f.Self)-1)
		switch {
		case m.onRing() && m.nations[l.node].Body: // chords pass under it
			s.Rect(&scene.Rect{Box: l.plate, Fill: t.Ground[1], Radius: 2})
		case !m.onRing() && !shelf && l.text.Text != "":
			s.Rect(&scene.Rect{Box: l.plate, Fill: plate, Radius: 2})
		}
		if l.chip != "" {
			m.drawCode(s, l, mine)
		}
		if l.text.Text == "" {
			continue
		}
		word := l.text
		word.Fill = t.Ink
		if f.Self > 0 && !mine {
			word.Fill, word.Weight = t.Ink2, font.Regular
		}
		s.Text(&word)
	}
}

// showCaption names what is chosen or pointed at where its name found no room.
func (m *Map) showCaption(s *scene.Scene, f *Frame) {
	for _, p := range [2]Party{f.Chosen, f.Hover} {
		n := m.node(p)
		if n < 0 || n >= len(m.nations) || !m.nodes[n].in[0] || m.labelled(n) {
			continue
		}
		t := m.laid.Theme
		c := m.nodes[n]
		word := scene.Text{Text: m.nations[n].Name, Size: m.laid.px(theme.Note), Weight: font.SemiBold, Fill: t.Ink}
		b := word.Box()
		word.At.X = math.Round(min(max(c.at[0].X-float64(b.W/2), m.laid.Box.X+6), m.laid.Box.X+m.laid.Box.W-b.W-6))
		if word.At.Y = math.Round(c.at[0].Y - c.r - m.laid.px(9)); word.At.Y-b.H < m.laid.Box.Y {
			word.At.Y = math.Round(c.at[0].Y + c.r + m.laid.px(18))
		}
		s.Rect(&scene.Rect{Box: word.Box().Grow(m.laid.px(3)), Fill: t.Ground[3], Radius: 2})
		s.Text(&word)
		if f.Hover == f.Chosen {
			return
		}
	}
}

func (m *Map) labelled(node int) bool {
	for i := range m.labels {
		if l := &m.labels[i]; l.node == node && l.post < 0 {
			return true
		}
	}
	return false
}

// drawCode draws a code on a small plate, reversed for whose view it is.
func (m *Map) drawCode(s *scene.Scene, l *label, mine bool) {
	t := m.laid.Theme
	ground, ink := t.Ground[3], t.Ink
	if mine {
		ground, ink = t.Ink, t.Ground[0]
	}
	s.Rect(&scene.Rect{Box: l.chipBox, Fill: ground, Radius: 2})
	size := m.laid.px(theme.Tick)
	s.Text(&scene.Text{At: scene.Point{X: l.chipBox.X + float64(l.chipBox.W/2), Y: math.Round(l.chipBox.Y + float64(l.chipBox.H/2) + float64(size*0.36))}, Text: l.chip, Size: size, Weight: font.SemiBold, Fill: ink, Anchor: scene.Middle})
}
