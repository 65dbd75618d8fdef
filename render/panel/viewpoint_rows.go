package panel

import (
	"fmt"
	"strconv"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// para is a paragraph of a viewpoint: its lines, and how they look.
type para struct {
	lines []string
	size  float64
	font  font.Weight
	ink   theme.Colour
}

func (t *para) high() float64 { return float64(float64(t.size*1.4)*float64(len(t.lines))) + 2 }

func (t *para) draw(c *canvas.Canvas, x, y float64) {
	height := float64(t.size * 1.4)
	for _, l := range t.lines {
		y += height
		c.Say(x, y-float64(t.size*0.35), l, t.size, t.font, t.ink)
	}
}

// para is a paragraph of text that is made once and remembered.
func (p *Viewpoint) para(key *viewText, indent float64, most int, size float64, w font.Weight, ink theme.Colour, say func() string) para {
	key.run, key.room = p.run, p.w-indent
	lines, known := p.lines[*key]
	if !known {
		if p.lines == nil || len(p.lines) >= mostParas {
			p.lines = map[viewText][]string{}
		}
		lines = canvas.Wrap(say(), w, size, key.room, most)
		p.lines[*key] = lines
	}
	return para{lines, size, w, ink}
}

// mostParas bounds the paragraphs that are remembered.
const mostParas = 1 << 12

// note is a line about a fact, or about what was missed.
func (p *Viewpoint) note(key viewText, indent float64, say func() string) para {
	return p.para(&key, indent, 3, theme.Note, font.Regular, p.c.Theme.Ink2, say)
}

// text is the paragraph of a row that is nothing else.
func (p *Viewpoint) text(r viewRow) para {
	t, speak := p.c.Theme, p.run.Speak
	key := viewText{sort: r.sort}
	switch r.sort {
	case whoseRow:
		key.who, key.of[0] = p.s.As.Who, int(p.s.As.Sort)
		return p.para(&key, p.indent(), 3, p.titleSize(), font.SemiBold, t.Ink, func() string { return Viewer(p.run, p.s.As) })
	case whenRow:
		key.text = p.c.When(p.run, p.s.Clock, p.s.At)
		return p.para(&key, 0, 1, theme.Note, font.Regular, t.Ink3, func() string { return key.text })
	case faultRow:
		key.text = p.err.Error()
		return p.para(&key, 0, 4, theme.Body, font.Regular, t.Ink2, func() string { return key.text })
	case hiddenRow:
		h := p.run.Hidden(p.s.As, p.s.At, p.s.Record)
		key.who, key.via, key.of = p.s.As.Who, journal.Ref(p.s.As.Sort), [4]int{h.Messages, h.OfMessages, h.Facts, h.OfFacts}
		if h.Counting {
			key = viewText{sort: r.sort, text: noteCountingHidden}
		}
		return p.para(&key, 0, 3, theme.Note, font.Regular, t.Ink3, func() string { return HiddenFrom(p.run, p.s) })
	case nothingRow:
		return p.para(&key, 0, 2, theme.Body, font.Regular, t.Ink2, func() string { return noteNotReached })
	case unopenedRow:
		x := &p.lying[r.at]
		key.who, key.of, key.at = x.agency, [4]int{int(x.standing), x.n}, x.since
		return p.para(&key, 0, 2, theme.Note, font.Regular, t.Ink2, func() string {
			text := speak.Unopened(p.k.Unopened[x.first].Holder)
			if x.n > 1 {
				text += fmt.Sprintf(" (%d)", x.n)
			}
			return text
		})
	case otherRow:
		o := &p.k.Others[r.at]
		facts := o.Facts[:min(len(o.Facts), mostNamedFacts)]
		key.who, key.at, key.of[0] = o.Who, o.Since, len(o.Facts)
		copy(key.facts[:], facts)
		return p.para(&key, 0, 3, theme.Body, font.Regular, t.Ink, func() string { return speak.Elsewhere(o.Who, facts, o.Since) })
	case barRow:
		n, b := p.k.Bars[r.at], wording.Bar(r.at)
		key.of = [4]int{r.at, n, p.k.Traced}
		return p.para(&key, 0, 2, theme.Body, font.Regular, t.Ink, func() string { return wording.Upper(speak.More(b, n, p.k.Traced)) })
	default:
		return p.para(&key, 0, 2, theme.Note, font.Regular, t.Ink3, speak.MoreNote)
	}
}

// titleSize is the size of the name of whose view it is, and indent what its sign takes.
func (p *Viewpoint) titleSize() float64 {
	if p.wide {
		return theme.Heading
	}
	return 15
}

func (p *Viewpoint) indent() float64 {
	if code := p.run.Code(p.s.As.Who); code != "" {
		return mark.ChipWidth(code) + 8
	}
	return 0
}

// high is how high a row is.
func (p *Viewpoint) high(r viewRow) float64 {
	switch r.sort {
	case gapRow:
		return 9
	case countedRow, titleRow:
		return 30
	case firstRow:
		return 36
	case delayRow:
		return 24
	case knewRow, lackedRow:
		f := p.fact(r)
		high := 26.0
		for i := range f.notes[:f.n] {
			high += f.notes[i].high()
		}
		return high
	}
	t := p.text(r)
	if r.sort == otherRow {
		return t.high() + 9
	}
	return t.high()
}

// drawRow draws a row.
func (p *Viewpoint) drawRow(r viewRow, y float64) {
	c, t := p.c, p.c.Theme
	switch r.sort {
	case gapRow:
	case titleRow:
		c.Say(p.x, y+20, viewHeads[r.at], theme.Section, font.SemiBold, t.Ink)
	case countedRow:
		head := viewHeads[r.at]
		c.Say(p.x, y+20, head, theme.Section, font.SemiBold, t.Ink)
		c.Scratch = strconv.AppendInt(c.Scratch[:0], int64([...]int{len(p.k.Knew), len(p.k.Unopened), len(p.k.Lacked), len(p.k.Others)}[r.at]), 10)
		c.Say(p.x+font.Width(head, font.SemiBold, theme.Section)+8, y+20, c.Word(c.Scratch), theme.Section, font.Regular, t.Ink3)
	case firstRow:
		at, _ := firstSeen(p.run, p.s.As)
		c.Button(p.x, y+4, labelFirstEvent, "", false, view.Action{Do: view.JumpTo, At: at})
	case delayRow:
		p.drawDelay(measure.Delay(r.at), y)
	case knewRow, lackedRow:
		p.drawFact(p.fact(r), y)
	case whoseRow:
		if code := p.run.Code(p.s.As.Who); code != "" {
			mark.Chip(&c.Scene, p.x, y+float64(p.titleSize()*0.7), code, true, t)
		}
		text := p.text(r)
		text.draw(c, p.x+p.indent(), y)
	case otherRow:
		text := p.text(r)
		o, topic := &p.k.Others[r.at], view.Nation
		if p.run.Sort(o.Who) == journal.SortAgency {
			topic = view.Agency
		}
		do := view.Action{Do: view.Select, Subject: view.Subject{Topic: topic, Agency: o.Who}}
		c.Hit(canvas.Hit{Box: scene.Box{X: p.x, Y: y, W: p.w, H: text.high() + 9}, Do: do, Subject: do.Subject})
		text.draw(c, p.x, y)
		c.Rule(p.x, y+text.high()+4.5, p.x+p.w, y+text.high()+4.5, t.Line)
	default:
		text := p.text(r)
		text.draw(c, p.x, y)
	}
}

// drawDelay draws of how many missing facts a delay took the time.
func (p *Viewpoint) drawDelay(d measure.Delay, y float64) {
	c, name := p.c, p.run.Speak.Terms.Delay(d.Code())
	c.Bar(scene.Box{X: p.x, Y: y + 5, W: 26, H: 13}, d, name)
	c.SayIn(p.x+36, y+16, p.w-100, name, theme.Body, font.Medium, c.Theme.Ink)
	c.Scratch = append(strconv.AppendInt(c.Scratch[:0], int64(p.count[d]), 10), " fact"...)
	if p.count[d] != 1 {
		c.Scratch = append(c.Scratch, 's')
	}
	c.SayEnd(p.x+p.w, y+16, c.Word(c.Scratch), theme.Note, font.Regular, c.Theme.Ink3)
	c.Rule(p.x, y+23.5, p.x+p.w, y+23.5, c.Theme.Line)
}

// viewFact is a row about a fact: its cell, its name, how old it is, and lines about it.
type viewFact struct {
	cell         mark.Knowledge
	weight       font.Weight
	fact, agency journal.Ref
	age          string
	notes        [2]para
	n            int
}

// factIndent is what the cell of a fact takes.
const factIndent = 22

func (f *viewFact) tell(t para) {
	f.notes[f.n] = t
	f.n++
}

// fact is the row of a fact that was known, or was not.
func (p *Viewpoint) fact(r viewRow) (f viewFact) {
	if r.sort == lackedRow {
		return p.lacked(&p.k.Lacked[r.at])
	}
	x, speak := p.run.How(p.k, r.at), p.run.Speak
	here := 0
	if p.s.As.Sort == view.OfAgency {
		here = 1
	}
	f = viewFact{cell: knownOf(&x.Cell, !p.s.Missed), weight: font.Medium, fact: x.Fact, agency: x.Holder.Agency, age: p.age(canvas.AgePhrase, x.Known)}
	f.tell(p.note(viewText{sort: knewRow, who: x.Holder.Agency, via: x.Via, at: x.Holder.Understood, of: [4]int{x.Holders, here}}, factIndent, func() string {
		if here == 1 {
			return speak.KnownHere(x.Holder, x.Via)
		}
		return speak.Known(x.Holder, x.Via, x.Holders-1)
	}))
	switch {
	case x.Reach == review.Stale:
		f.tell(p.note(viewText{sort: knewRow, text: "stale", at: x.Holder.Purged}, factIndent, func() string { return wording.Upper(speak.Expired(x.Holder)) }))
	case x.TooLate && p.s.Missed:
		due := p.run.DueOf(x.Fact)
		f.tell(p.note(viewText{sort: knewRow, text: "late", at: due}, factIndent, func() string { return wording.Upper(speak.TooLate(due)) }))
	case x.Lacking != 0:
		f.tell(p.note(viewText{sort: knewRow, text: "less", at: sim.Time(x.Lacking)}, factIndent, func() string { return wording.Upper(speak.Forbidden(x.Lacking)) }))
	}
	return f
}

// lacked is the row of a fact that was there and not understood there.
func (p *Viewpoint) lacked(l *review.Lacked) (f viewFact) {
	f = viewFact{weight: font.Regular, fact: l.Fact, age: p.age(canvas.LackedPhrase, l.Since)}
	if l.Needed {
		f.weight = font.SemiBold
	}
	if l.Near != nil {
		f.agency = l.Near.Agency
		f.tell(p.note(viewText{sort: lackedRow, lack: *l.Near}, factIndent, func() string { return wording.Upper(p.run.Speak.Missing(l.Near)) }))
	}
	if cell := p.run.CellOf(p.s.As, l.Fact, p.k.Upto); cell.Hidden() {
		f.cell, f.agency = knownOf(&cell, false), cell.Holder.Agency
	}
	return f
}

// age says how long something had been so at the playhead; empty for what had not.
func (p *Viewpoint) age(sort canvas.PhraseSort, since sim.Time) string {
	if since == sim.Never || since > p.k.At {
		return ""
	}
	age := p.k.At - since
	if age > sim.Minute {
		age -= age % sim.Minute // nothing shorter is said of it
	}
	return p.c.Worded(canvas.Phrase{Run: p.run, Sort: sort, Of: age}, func() string {
		if sort == canvas.AgePhrase {
			return p.run.Speak.Old(age)
		}
		return p.run.Speak.Lacked(age)
	})
}

func (p *Viewpoint) drawFact(f viewFact, y float64) {
	c, t, top := p.c, p.c.Theme, y
	h := canvas.Hit{Do: view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Fact, Thing: f.fact, Agency: f.agency}}}
	high := 26.0
	for i := range f.notes[:f.n] {
		high += f.notes[i].high()
	}
	h.Box, h.Subject = scene.Box{X: p.x, Y: top, W: p.w, H: high}, h.Do.Subject
	c.Hit(h)
	f.cell.Draw(&c.Scene, p.x, y+3, mark.CompactCell, t, t.Ground[1])
	c.SayIn(p.x+factIndent, y+14, p.w-30-font.Width(f.age, font.Regular, theme.Note), p.run.Called(f.fact), theme.Body, f.weight, t.Ink)
	c.SayEnd(p.x+p.w, y+14, f.age, theme.Note, font.Regular, t.Ink3)
	y += 20
	for i := range f.notes[:f.n] {
		f.notes[i].draw(c, p.x+factIndent, y)
		y += f.notes[i].high()
	}
	c.Rule(p.x, y+3.5, p.x+p.w, y+3.5, t.Line)
}
