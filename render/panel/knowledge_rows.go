package panel

import (
	"strconv"
	"strings"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim/journal"
)

// stripCount is the room for the number beside a strip.
const stripCount = 62

// lineHigh is how high the heading of a storyline is.
const lineHigh = 22.0

// drawRows draws the rows that there is room for.
func (m *matrix) drawRows(b scene.Box) {
	c, t := m.c, m.c.Theme
	fit, room := 0, b.H // how many of the last rows fit
	for i := len(m.rows) - 1; i >= 0 && room >= m.highOf(&m.rows[i]); i-- {
		room -= m.highOf(&m.rows[i])
		fit++
	}
	first, _ := c.VisibleRows(view.FactList, m.s, len(m.rows), fit, scene.Box{X: b.X, Y: b.Y, W: b.W + 12, H: b.H})
	upto := first
	for room = b.H; upto < len(m.rows) && room >= m.highOf(&m.rows[upto]); upto++ {
		room -= m.highOf(&m.rows[upto])
	}
	if upto-1 > first && m.rows[upto-1].fact == 0 && !m.rows[upto-1].unopened {
		upto-- // a heading without a row
	}
	c.Lists[view.FactList].Shown = upto - first
	high := 0.0
	for i := first; i < upto; i++ {
		high += m.highOf(&m.rows[i])
	}
	c.Clip(scene.Box{X: b.X - 8, Y: b.Y, W: b.W + 16, H: b.H})
	for i := range m.posts {
		if p := &m.posts[i]; m.chosen(p) && !m.strip {
			c.Fill(scene.Box{X: m.x0 + p.x, Y: b.Y, W: m.pitch, H: min(high, b.H)}, t.Ground[2])
		}
	}
	y := b.Y
	for i := first; i < upto; i++ {
		r := &m.rows[i]
		box := scene.Box{X: b.X, Y: y, W: b.W, H: m.highOf(r)}
		switch {
		case r.unopened:
			m.drawUnopened(box)
		case r.fact == 0:
			c.SayIn(b.X, y+16, b.W, m.run.Called(r.storyline), theme.Note, font.SemiBold, t.Ink2)
		default:
			m.drawFact(r.fact, box)
		}
		y += box.H
	}
	c.Unclip()
}

func (m *matrix) highOf(r *factRow) float64 {
	if r.fact == 0 && !r.unopened {
		return lineHigh
	}
	return m.high
}

// drawFact draws a row.
func (m *matrix) drawFact(fact journal.Ref, b scene.Box) {
	c, t := m.c, m.c.Theme
	ground := t.Ground[1]
	if m.s.Subject.Topic == view.Fact && m.s.Subject.Thing == fact {
		ground = t.Ground[2]
		c.Fill(b, ground)
	}
	c.Rule(b.X, b.Y+0.5, b.X+b.W, b.Y+0.5, t.Line)
	choose := view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Fact, Thing: fact}}
	c.Hit(canvas.Hit{Box: b, Do: choose, Subject: choose.Subject, Tip: m.run.Called(fact)})
	name, room := m.run.Called(fact), m.x0-b.X-10
	if m.wide && !m.strip {
		if f := m.run.Fact(fact); f != nil {
			c.SayIn(b.X, b.Y+14, room, f.Kind, theme.Tick, font.Medium, t.Ink3)
		}
		c.SayIn(b.X, b.Y+29, room, name, theme.Body, font.Regular, t.Ink)
	} else if first, rest := broken(name, font.Regular, theme.Note, room); m.high >= twoLines && rest != "" {
		c.Say(b.X, b.Y+14, first, theme.Note, font.Regular, t.Ink)
		c.SayIn(b.X, b.Y+28, room, rest, theme.Note, font.Regular, t.Ink)
	} else {
		c.SayIn(b.X, b.Y+float64(b.H/2)+4, room, name, theme.Note, font.Regular, t.Ink)
	}
	if m.strip {
		m.drawStrip(fact, b)
		return
	}
	for i := range m.posts {
		p := &m.posts[i]
		x, y := m.x0+p.x+float64((m.pitch-m.cell)/2), b.Y+float64((b.H-m.cell)/2)
		below := ground
		if m.chosen(p) {
			below = t.Ground[2]
		}
		cell := m.cellOf(p, fact)
		knownOf(&cell, m.own).Draw(&c.Scene, x, y, m.cell, t, below)
		c.Hit(canvas.Hit{Box: scene.Box{X: m.x0 + p.x, Y: b.Y, W: m.pitch, H: b.H}, Do: m.chooseCell(p, fact, &cell), Subject: m.chooseCell(p, fact, &cell).Subject, Tip: m.tip(p, fact, &cell)})
	}
}

// broken is as much of a text as fits into a room, up to a space, and the rest of it.
func broken(text string, w font.Weight, size, room float64) (first, rest string) {
	if font.Width(text, w, size) <= room {
		return text, ""
	}
	for i := strings.LastIndexByte(text, ' '); i > 0; i = strings.LastIndexByte(text[:i], ' ') {
		if font.Width(text[:i], w, size) <= room {
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}

func (m *matrix) cellOf(p *post, fact journal.Ref) review.Cell {
	if p.whole {
		return m.run.NationCell(p.who, fact, m.n)
	}
	return m.run.Cell(p.who, fact, m.n)
}

// knownOf is a cell as it is drawn. Own is the view of somebody who sees only what it
// saw: of what lies unopened it does not know what it is, and not what is too late.
func knownOf(x *review.Cell, own bool) (k mark.Knowledge) {
	switch x.Reach {
	case review.Received:
		k.Level = mark.Received
	case review.Read:
		k.Level = mark.Read
	case review.Understood:
		k.Level = mark.Understood
	case review.Stale:
		k.Level, k.Stale = mark.Understood, true
	case review.Redacted:
		k.Level, k.Redacted = mark.Understood, true
	case review.Usable:
		k.Level = mark.Usable
	}
	switch {
	case own && x.Hidden():
		k.Level = mark.Unknown
	case !own && x.TooLate:
		k.Stale, k.Redacted = true, false
	}
	return k
}

// chooseCell chooses a fact as an agency had it: of a nation the agency that has come
// furthest.
func (m *matrix) chooseCell(p *post, fact journal.Ref, x *review.Cell) view.Action {
	s := view.Subject{Topic: view.Fact, Thing: fact, Agency: p.who}
	if p.whole {
		s.Agency = 0
		if x.Holder != nil {
			s.Agency = x.Holder.Agency
		}
	}
	return view.Action{Do: view.Select, Subject: s}
}

// tip says what a cell shows.
func (m *matrix) tip(p *post, fact journal.Ref, x *review.Cell) string {
	k := knownOf(x, m.own)
	b := append(m.c.Scratch[:0], m.run.Called(p.who)...)
	b = append(append(b, ": "...), m.run.Called(fact)...)
	b = append(append(b, ", "...), levelWord(k)...)
	m.c.Scratch = b
	return m.c.Word(b)
}

// levelWord is what a cell is called.
func levelWord(k mark.Knowledge) string {
	switch {
	case k.Redacted:
		return levelRedacted
	case k.Stale:
		return levelStale
	}
	return [...]string{levelUnknown, levelReceived, levelRead, levelUnderstood, levelUsable}[k.Level]
}

// drawStrip draws a bar for each nation, as high as the fact has come there, and how
// many have understood it.
func (m *matrix) drawStrip(fact journal.Ref, b scene.Box) {
	c, t := m.c, m.c.Theme
	room := b.X + b.W - stripCount - m.x0
	wide := room / float64(len(m.posts))
	line := b.Y + b.H - 4
	c.Rule(m.x0, line+0.5, m.x0+room, line+0.5, t.Line2)
	n := 0
	for i := range m.posts {
		cell := m.cellOf(&m.posts[i], fact)
		k := knownOf(&cell, m.own)
		if cell.Reach > review.Read {
			n++
		}
		if k.Level == mark.Unknown {
			continue
		}
		ink := t.Ink
		if k.Stale || k.Redacted {
			ink = t.Ink3
		}
		h := float64(float64((b.H-8)*float64(k.Level)) / 4)
		c.Fill(scene.Box{X: m.x0 + float64(float64(i)*wide), Y: line - h, W: max(0.75, wide-0.5), H: h}, ink)
	}
	text := strconv.AppendInt(c.Scratch[:0], int64(n), 10)
	text = strconv.AppendInt(append(text, " of "...), int64(len(m.posts)), 10)
	c.Scratch = text
	c.SayEnd(b.X+b.W, b.Y+16, c.Word(text), theme.Tick, font.Regular, t.Ink3)
}

// drawUnopened draws how much lay with each agency, and nobody there knew of what.
func (m *matrix) drawUnopened(b scene.Box) {
	c, t := m.c, m.c.Theme
	c.Rule(b.X, b.Y+0.5, b.X+b.W, b.Y+0.5, t.Line)
	c.SayIn(b.X, b.Y+float64(b.H/2)+4, m.x0-b.X-10, labelUnopened, theme.Note, font.Regular, t.Ink3)
	k, err := m.run.Knowledge(m.s.As, m.s.At, m.s.Record, m.storyline(), false)
	if err != nil || m.strip {
		return
	}
	for i := range m.posts {
		p, n := &m.posts[i], 0
		for j := range k.Unopened {
			if a := k.Unopened[j].Holder.Agency; a == p.who || p.whole && m.run.Nation(a) == p.who {
				n++
			}
		}
		if n > 0 {
			c.Scratch = strconv.AppendInt(c.Scratch[:0], int64(n), 10)
			c.SayMid(m.x0+p.x+float64(m.pitch/2), b.Y+float64(b.H/2)+4, c.Word(c.Scratch), theme.Tick, font.SemiBold, t.Ink2)
		}
	}
}

// legend is what the cells mean, in the order of how far a fact has come.
var legend = [...]mark.Knowledge{
	{Level: mark.Unknown},
	{Level: mark.Received},
	{Level: mark.Read},
	{Level: mark.Understood},
	{Level: mark.Usable},
	{Level: mark.Understood, Stale: true},
	{Level: mark.Understood, Redacted: true},
}

// legendSize is the size of the legend's words.
func (m *matrix) legendSize() float64 {
	if m.wide {
		return theme.Note
	}
	return theme.Tick
}

// legendHigh is how high the legend is: nothing where the table needs the room.
func (m *matrix) legendHigh(b scene.Box) float64 {
	if b.H < 190 || b.W < 200 {
		return 0
	}
	lines, x := 1, 0.0
	for _, k := range legend {
		w := m.legendWide(k)
		if x > 0 && x+w > b.W+12 {
			lines, x = lines+1, 0
		}
		x += w
	}
	return float64(float64(lines)*18) + 12
}

// legendWide is the room of one entry of the legend.
func (m *matrix) legendWide(k mark.Knowledge) float64 {
	w := 17 + font.Width(levelWord(k), font.Regular, m.legendSize()) + 8
	if m.wide {
		w = max(w+8, 108)
	}
	return w
}

func (m *matrix) drawLegend(b scene.Box) {
	x, y := b.X, b.Y+6
	for _, k := range legend {
		w := m.legendWide(k)
		if x > b.X && x+w > b.X+b.W+12 {
			x, y = b.X, y+18
		}
		k.Draw(&m.c.Scene, x, y, mark.LeastCell, m.c.Theme, m.c.Theme.Ground[1])
		m.c.Say(x+16, y+10, levelWord(k), m.legendSize(), font.Regular, m.c.Theme.Ink2)
		x += w
	}
}
