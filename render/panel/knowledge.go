package panel

import (
	"strings"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Knowledge shows who knew what at the playhead: facts in rows, agencies or nations
// in columns, each cell filled by how far the fact had come there. As somebody who
// sees only what it saw, it has no row of which nobody there knew.
type Knowledge struct {
	layer canvas.Layer
	table matrix
}

// Draw draws the panel.
func (k *Knowledge) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	reads := view.State{At: s.At, Record: s.Record, As: s.As, Missed: s.Missed, Subject: s.Subject, Outcome: s.Outcome, Unfolded: s.Unfolded, Clock: s.Clock}
	reads.Scroll[view.FactList] = s.Scroll[view.FactList]
	k.layer.Draw(c, run, reads, box, k.draw)
}

// matrix is the table as it is laid out.
type matrix struct {
	c    *canvas.Canvas
	run  *review.Run
	s    *view.State
	n    journal.Num // the last record that had happened
	own  bool        // only what a perspective saw itself
	wide bool

	rows  []factRow
	posts []post
	strip bool // so many that each is a bar
	heads bool // agencies stand below their nations

	x0, label, cell, pitch, gap, high float64
}

// factRow is a row: a fact, the heading of a storyline, or what nobody there had
// understood yet.
type factRow struct {
	fact, storyline journal.Ref
	unopened        bool
}

// post is a column: an agency or a nation.
type post struct {
	who, nation journal.Ref
	whole       bool // a nation with all of its agencies
	x           float64
}

// gaps are the sizes of cells and how far they stand apart, the most generous first.
var gaps = [...]struct{ cell, pitch, gap float64 }{
	{mark.WideCell, 28, 8}, {mark.WideCell, 24, 6}, {mark.CompactCell, 20, 6}, {mark.CompactCell, 17, 4}, {mark.LeastCell, 14, 3}, {mark.LeastCell, 13, 2},
}

// twoLines is how high a row is that has room for a name on two lines.
const twoLines = 34.0

// leastLabel is what the names of facts keep of the width where columns need it.
const leastLabel = 62

func (k *Knowledge) draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, c.Theme.Ground[1])
	m := &k.table
	*m = matrix{rows: m.rows[:0], posts: m.posts[:0], c: c, run: run, s: s, n: run.Upto(s.At, s.Record), own: s.As.Sort != view.WhiteCell && !s.Missed, wide: box.W >= 440}
	b := scene.Box{X: box.X + 16, Y: box.Y, W: box.W - 32, H: box.H}
	m.title(b)
	m.findRows()
	m.findPosts(b.W)
	legend := m.legendHigh(b)
	rows := scene.Box{X: b.X, Y: b.Y + 36, W: b.W, H: b.H - 36 - legend}
	if len(m.rows) == 0 || len(m.posts) == 0 {
		c.SayIn(b.X, rows.Y+20, b.W, noteKnowsNothing, theme.Body, font.Regular, c.Theme.Ink3)
		return
	}
	rows.Y += m.drawHeads(rows)
	rows.H = b.Y + b.H - legend - rows.Y
	m.spread(rows.H)
	m.drawRows(rows)
	if legend > 0 {
		m.drawLegend(scene.Box{X: b.X, Y: b.Y + b.H - legend, W: b.W, H: legend})
	}
}

// spread gives rows two lines where names would be cut and there is room for all.
func (m *matrix) spread(room float64) {
	if m.wide || m.strip {
		return
	}
	need := 0.0
	for i := range m.rows {
		if need += twoLines; m.rows[i].fact == 0 && !m.rows[i].unopened {
			need += lineHigh - twoLines
		}
	}
	if need <= room {
		m.high = twoLines
	}
}

// title says what the table is of, and when.
func (m *matrix) title(b scene.Box) {
	head := headKnowledge
	if m.s.As.Sort != view.WhiteCell {
		head = headKnew
	}
	m.c.Say(b.X, b.Y+24, head, theme.Section, font.SemiBold, m.c.Theme.Ink)
	at := b.X + font.Width(head, font.SemiBold, theme.Section) + 10
	m.c.SayIn(at, b.Y+24, b.X+b.W-at, m.c.When(m.run, m.s.Clock, m.s.At), theme.Note, font.Regular, m.c.Theme.Ink3)
}

// storyline is the one that is looked at: that of the chosen outcome; 0 for all.
func (m *matrix) storyline() journal.Ref { return m.run.Storyline(m.s.Outcome) }

// findRows lists the facts, those of a storyline together.
func (m *matrix) findRows() {
	only, last := m.storyline(), journal.Ref(0)
	several := only == 0 && len(m.run.Static.Storylines) > 1
	for _, fact := range m.run.Facts() {
		line := m.run.Storyline(fact)
		if only != 0 && line != only {
			continue
		}
		if m.own {
			if !m.run.Understood(m.s.As, fact, m.n) {
				continue
			}
		}
		if several && line != last {
			m.rows = append(m.rows, factRow{storyline: line})
		}
		last = line
		m.rows = append(m.rows, factRow{fact: fact, storyline: line})
	}
	if !m.own {
		return
	}
	if k, err := m.run.Knowledge(m.s.As, m.s.At, m.s.Record, only, false); err != nil || len(m.rows)+len(k.Unopened) > 0 {
		m.rows = append(m.rows, factRow{unopened: true})
	}
}

// findPosts chooses the columns: all agencies if there is room for them, else nations,
// and of these the agencies of those that are unfolded; where there is no room for
// the nations either, each is a bar of a strip.
func (m *matrix) findPosts(room float64) {
	m.label, m.high = 84, 24
	if m.wide {
		m.label, m.high = 148, 36
	}
	if room > 560 {
		m.label = 216
	}
	agencies := m.run.Involved(m.storyline())
	for fold := range numFolds {
		m.posts, m.heads = m.postsOf(m.posts[:0], agencies, fold)
		for i, g := range gaps {
			if i < 2 && !m.wide {
				continue
			}
			wide := m.place(g.pitch, g.gap)
			if wide <= room-m.label || wide <= room-leastLabel && i == len(gaps)-1 {
				m.cell, m.pitch, m.gap = g.cell, g.pitch, g.gap
				return
			}
		}
	}
	m.strip, m.heads, m.high = true, false, 24
}

// fold is which nations have one column for all of their agencies.
type fold uint8

const (
	noneFolds fold = iota
	someFold       // those that were not unfolded, nor whose view it is
	allFold
	numFolds
)

// postsOf lists the columns. Somebody sees their own posts, and beside what they
// missed those of others as nations.
func (m *matrix) postsOf(list []post, agencies []journal.Ref, fold fold) (posts []post, heads bool) {
	as, last, home := m.s.As, journal.Ref(0), journal.Ref(0)
	if as.Sort == view.OfNation || as.Sort == view.OfAgency {
		home = m.run.Nation(as.Who)
	}
	for _, a := range agencies {
		nation := m.run.Nation(a)
		mine := m.run.Has(as, a)
		if m.own && !mine {
			continue
		}
		whole := false
		if as.Sort != view.WhiteCell || fold != noneFolds {
			whole = nation != 0 && (fold == allFold || nation != home && !m.s.IsUnfolded(m.run.Static.Things[nation].Name))
		}
		if whole && nation == last && len(list) > 0 && list[len(list)-1].whole {
			continue
		}
		p := post{who: a, nation: nation, whole: whole}
		if last = nation; whole {
			p.who = nation
		}
		heads = heads || !whole
		list = append(list, p)
	}
	return list, heads
}

// place sets the columns apart and gives how wide they are together.
func (m *matrix) place(pitch, gap float64) (wide float64) {
	for i := range m.posts {
		if i > 0 && m.heads && m.posts[i].nation != m.posts[i-1].nation {
			wide += gap
		}
		m.posts[i].x = wide
		wide += pitch
	}
	return wide
}

// drawHeads draws what stands above the columns and gives how high it is.
func (m *matrix) drawHeads(b scene.Box) float64 {
	m.x0 = b.X + b.W - m.wideness(b.W)
	t, y := m.c.Theme, b.Y
	if m.strip {
		m.c.SayIn(m.x0, y+11, b.W-m.label-stripCount, wording.Plural(len(m.posts), "nation"), theme.Tick, font.Regular, t.Ink3)
		return 18
	}
	if m.heads {
		m.drawNations(y)
		y += mark.ChipHeight + 4
	}
	lines := m.headLines()
	for i := range m.posts {
		p := &m.posts[i]
		text, weight := m.head(p)
		down := float64(11 + 13*(i%lines))
		ink := t.Ink3
		if m.chosen(p) {
			ink = t.Ink
		}
		m.c.SayMid(m.x0+p.x+float64(m.pitch/2), y+down, text, theme.Tick, weight, ink)
		m.c.Hit(canvas.Hit{Box: scene.Box{X: m.x0 + p.x, Y: y, W: m.pitch, H: 16}, Do: choosePost(p), Double: unfold(p), Tip: m.run.Called(p.who)})
	}
	return y + float64(17+13*(lines-1)) - b.Y
}

// head is what stands above a column.
func (m *matrix) head(p *post) (string, font.Weight) {
	code := m.run.Code(p.who)
	switch {
	case p.whole && code != "":
		return code, font.SemiBold
	case p.whole:
		return m.c.Worded(canvas.Phrase{Run: m.run, Sort: canvas.CapitalsPhrase, Of: sim.Time(p.who)}, func() string { return strings.ToUpper(m.run.Short(p.who)) }), font.SemiBold
	}
	return m.run.Short(p.who), font.Regular
}

// headLines is on how many lines, one to three, what stands above the columns takes
// turns so that each has room.
func (m *matrix) headLines() int {
	most := 0.0
	for i := range m.posts {
		text, weight := m.head(&m.posts[i])
		most = max(most, font.Width(text, weight, theme.Tick))
	}
	for lines := 1; lines < 3; lines++ {
		if most <= float64(m.pitch*float64(lines))-2 {
			return lines
		}
	}
	return 3
}

// wideness is how wide the columns are together.
func (m *matrix) wideness(room float64) float64 {
	if m.strip {
		return room - m.label
	}
	last := &m.posts[len(m.posts)-1]
	return last.x + m.pitch
}

// drawNations draws the codes of nations above their agencies.
func (m *matrix) drawNations(y float64) {
	for i := 0; i < len(m.posts); {
		j := i + 1
		for j < len(m.posts) && m.posts[j].nation == m.posts[i].nation {
			j++
		}
		p, code := &m.posts[i], m.run.Code(m.posts[i].nation)
		if p.whole || p.nation == 0 {
			i = j
			continue
		}
		left, right := m.x0+p.x, m.x0+m.posts[j-1].x+m.pitch
		w, middle := mark.ChipWidth(code), y+mark.ChipHeight/2
		me := m.s.As.Sort != view.WhiteCell && m.run.Has(m.s.As, p.who)
		if code != "" && w <= right-left+m.gap {
			mark.Chip(&m.c.Scene, float64((left+right-w)/2), middle, code, me, m.c.Theme)
		} else if code != "" {
			m.c.SayMid(float64((left+right)/2), middle+4, m.c.Fit(code, font.SemiBold, theme.Tick, right-left+float64(m.gap)), theme.Tick, font.SemiBold, m.c.Theme.Ink2)
		}
		whole := post{who: p.nation, nation: p.nation, whole: true}
		m.c.Hit(canvas.Hit{Box: scene.Box{X: left, Y: y, W: right - left, H: mark.ChipHeight}, Do: choosePost(&whole), Double: unfold(&whole), Tip: m.run.Called(p.nation)})
		i = j
	}
}

// choosePost chooses the agency or nation of a column.
func choosePost(p *post) view.Action {
	topic := view.Agency
	if p.whole {
		topic = view.Nation
	}
	return view.Action{Do: view.Select, Subject: view.Subject{Topic: topic, Agency: p.who}}
}

// unfold shows a nation's agencies, or the nation for them.
func unfold(p *post) view.Action { return view.Action{Do: view.Unfold, Ref: p.nation} }

// chosen says whether a column is that of what is chosen, or of whose view it is.
func (m *matrix) chosen(p *post) bool {
	a := m.s.Subject.Agency
	return a != 0 && (a == p.who || p.whole && m.run.Nation(a) == p.who)
}
