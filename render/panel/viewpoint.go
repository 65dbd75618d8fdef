package panel

import (
	"fmt"
	"slices"

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

// Viewpoint tells what somebody knew at the playhead: what it had understood, from
// whom and since when; and where what it missed is shown, what it did not know, who
// else did, and what stood between.
type Viewpoint struct{ layer layer }

// Draw draws the panel.
func (p *Viewpoint) Draw(c *Canvas, run *review.Run, s *view.State, box scene.Box) {
	reads := view.State{At: s.At, Record: s.Record, As: s.As, Missed: s.Missed, Outcome: s.Outcome, Clock: s.Clock, Playing: s.Playing}
	reads.Scroll[view.InspectorList] = s.Scroll[view.InspectorList]
	p.layer.draw(c, run, reads, box, drawViewpoint)
}

// viewpoint is what the panel says, as it is put together.
type viewpoint struct {
	inspection
	k *review.Knowledge
}

func drawViewpoint(c *Canvas, run *review.Run, s *view.State, box scene.Box) {
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, c.Theme.Ground[1])
	side := 16.0
	if box.W > 400 {
		side = 20
	}
	p := &viewpoint{inspection: inspection{c: c, run: run, s: s, x: box.X + side, w: box.W - float64(2*side), wide: box.W > 400}}
	// While a run is played nothing is traced: that reads records.
	k, err := run.Knowledge(s.As, s.At, s.Record, run.Storyline(s.Outcome), s.Missed && !s.Playing)
	p.k = k
	p.whose()
	if err != nil {
		p.text(err.Error(), theme.Body, font.Regular, c.Theme.Ink2, 4)
	}
	p.text(HiddenFrom(run, s), theme.Note, font.Regular, c.Theme.Ink3, 3)
	p.knew()
	p.unopened()
	if s.Missed {
		p.lacked()
		p.others()
		p.between()
		p.lawfully()
	}
	c.column(view.InspectorList, s, scene.Box{X: p.x, Y: box.Y + 12, W: p.w + side - 6, H: box.H - 18}, p.list)
}

// Viewer names whose view it is.
func Viewer(run *review.Run, as view.Perspective) string {
	return wording.Upper(run.Speak.Viewer(review.View(as), as.Who))
}

// HiddenFrom counts what is hidden from whose view it is.
func HiddenFrom(run *review.Run, s *view.State) string {
	h := run.Hidden(s.As, s.At, s.Record)
	return run.Speak.Hidden(review.View(s.As), s.As.Who, h.Messages, h.OfMessages, h.Facts, h.OfFacts)
}

// whose says whose view it is, and when.
func (p *viewpoint) whose() {
	c, t, size, indent := p.c, p.c.Theme, 15.0, 0.0
	if p.wide {
		size = theme.Heading
	}
	code := p.run.Code(p.s.As.Who)
	if code != "" {
		indent = mark.ChipWidth(code) + 8
	}
	words := c.textBlock(p.x+indent, p.w-indent, 3, Viewer(p.run, p.s.As), size, font.SemiBold, t.Ink)
	p.add(block{words.high, func(y float64) {
		if code != "" {
			mark.Chip(&c.Scene, p.x, y+float64(size*0.7), code, true, t)
		}
		words.draw(y)
	}})
	p.text(instant(p.run, p.s.Clock, p.s.At), theme.Note, font.Regular, t.Ink3, 1)
}

// counted is a heading with how many follow.
func (p *viewpoint) counted(text string, n int) {
	c, number := p.c, fmt.Sprint(n)
	p.add(c.gapBlock(p.x, p.x+p.w, false), block{30, func(y float64) {
		c.Say(p.x, y+20, text, theme.Section, font.SemiBold, c.Theme.Ink)
		c.Say(p.x+font.Width(text, font.SemiBold, theme.Section)+8, y+20, number, theme.Section, font.Regular, c.Theme.Ink3)
	}})
}

// fact is a row: its cell, its name, how old it is, and lines about it.
func (p *viewpoint) fact(k mark.Knowledge, w font.Weight, fact, agency journal.Ref, age string, notes ...string) {
	c, t := p.c, p.c.Theme
	list := []block{{20, func(y float64) {
		k.Draw(&c.Scene, p.x, y+3, mark.CompactCell, t, t.Ground[1])
		c.SayIn(p.x+22, y+14, p.w-30-font.Width(age, font.Regular, theme.Note), p.run.Called(fact), theme.Body, w, t.Ink)
		c.SayEnd(p.x+p.w, y+14, age, theme.Note, font.Regular, t.Ink3)
	}}}
	for _, note := range notes {
		if note != "" {
			list = append(list, c.textBlock(p.x+22, p.w-22, 3, note, theme.Note, font.Regular, t.Ink2))
		}
	}
	list = append(list, block{6, func(y float64) { c.Rule(p.x, y+3.5, p.x+p.w, y+3.5, t.Line) }})
	do := view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Fact, Thing: fact, Agency: agency}}
	p.add(c.pressed(join(list...), p.x, p.w, Hit{Do: do, Subject: do.Subject}))
}

// age says how long something had been so at the playhead; empty for what had not.
func (p *viewpoint) age(say func(sim.Time) string, since sim.Time) string {
	if since == sim.Never || since > p.k.At {
		return ""
	}
	return say(p.k.At - since)
}

// knew tells the facts that were understood there.
func (p *viewpoint) knew() {
	p.counted(headKnewFacts, len(p.k.Knew))
	if len(p.k.Knew) == 0 {
		p.text(noteNotReached, theme.Body, font.Regular, p.c.Theme.Ink2, 2)
		if at, some := firstSeen(p.run, p.s.As); some {
			label := labelFirstEvent
			p.add(block{36, func(y float64) {
				p.c.Button(p.x, y+4, label, "", false, view.Action{Do: view.JumpTo, At: at})
			}})
		}
		return
	}
	for i := range p.k.Knew {
		x := &p.k.Knew[i]
		notes := []string{p.run.Speak.Known(x.Holder, x.Via, x.Holders-1)}
		if p.s.As.Sort == view.OfAgency {
			notes[0] = p.run.Speak.KnownHere(x.Holder, x.Via)
		}
		switch {
		case x.Reach == review.Stale:
			notes = append(notes, wording.Upper(p.run.Speak.Expired(x.Holder)))
		case x.TooLate && p.s.Missed:
			notes = append(notes, wording.Upper(p.run.Speak.TooLate(p.run.DueOf(x.Fact))))
		case x.Lacking != 0:
			notes = append(notes, wording.Upper(p.run.Speak.Forbidden(x.Lacking)))
		}
		p.fact(knownOf(&x.Cell, !p.s.Missed), font.Medium, x.Fact, x.Holder.Agency, p.age(p.run.Speak.Old, x.Known), notes...)
	}
}

// firstSeen is when somebody could first see anything but the beginning.
func firstSeen(run *review.Run, as view.Perspective) (sim.Time, bool) {
	for _, i := range run.Seen(as) {
		if e := &run.Events[i]; e.Kind != journal.StartEx {
			return e.At, true
		}
	}
	return 0, false
}

// mostRows bounds the rows of one of the lists.
const mostRows = 40

// unopened tells what lay with its agencies, and nobody there knew of what.
func (p *viewpoint) unopened() {
	if len(p.k.Unopened) == 0 {
		return
	}
	p.counted(headUnopened, len(p.k.Unopened))
	var texts []string
	count := map[string]int{} // of what is said alike, which is said once
	for i := range p.k.Unopened {
		text := p.run.Speak.Unopened(p.k.Unopened[i].Holder)
		if count[text]++; count[text] == 1 {
			texts = append(texts, text)
		}
	}
	for _, text := range texts[:min(mostRows, len(texts))] {
		if n := count[text]; n > 1 {
			text += fmt.Sprintf(" (%d)", n)
		}
		p.text(text, theme.Note, font.Regular, p.c.Theme.Ink2, 2)
	}
}

// lacked tells the facts that were there and not understood there.
func (p *viewpoint) lacked() {
	if len(p.k.Lacked) == 0 {
		return
	}
	p.counted(headDidNotKnow, len(p.k.Lacked))
	for i := range p.k.Lacked[:min(mostRows, len(p.k.Lacked))] {
		l := &p.k.Lacked[i]
		note, agency := "", journal.Ref(0)
		if l.Near != nil {
			note = wording.Upper(p.run.Speak.Missing(l.Near))
			agency = l.Near.Agency
		}
		k := mark.Knowledge{}
		if cell := p.run.CellOf(p.s.As, l.Fact, p.k.Upto); cell.Hidden() {
			k, agency = knownOf(&cell, false), cell.Holder.Agency
		}
		weight := font.Regular
		if l.Needed {
			weight = font.SemiBold
		}
		p.fact(k, weight, l.Fact, agency, p.age(p.run.Speak.Lacked, l.Since), note)
	}
}

// others tells who else had some of that.
func (p *viewpoint) others() {
	if len(p.k.Others) == 0 {
		return
	}
	p.counted(headOthersKnew, len(p.k.Others))
	for i := range p.k.Others[:min(mostRows, len(p.k.Others))] {
		o := &p.k.Others[i]
		topic := view.Nation
		if p.run.Sort(o.Who) == journal.SortAgency {
			topic = view.Agency
		}
		do := view.Action{Do: view.Select, Subject: view.Subject{Topic: topic, Agency: o.Who}}
		text := p.c.textBlock(p.x, p.w, 3, p.run.Speak.Elsewhere(o.Who, o.Facts, o.Since), theme.Body, font.Regular, p.c.Theme.Ink)
		p.add(p.c.pressed(join(text, p.c.gapBlock(p.x, p.x+p.w, true)), p.x, p.w, Hit{Do: do, Subject: do.Subject}))
	}
}

// between tells into which delays the time of what was missing went.
func (p *viewpoint) between() {
	var n [measure.NumDelays]int
	for i := range p.k.Lacked {
		if l := &p.k.Lacked[i]; l.Near != nil {
			n[l.Delay]++
		}
	}
	var order []measure.Delay
	for d := range measure.NumDelays {
		if n[d] > 0 {
			order = append(order, d)
		}
	}
	if len(order) == 0 {
		return
	}
	slices.SortStableFunc(order, func(a, b measure.Delay) int { return n[b] - n[a] })
	p.add(p.c.gapBlock(p.x, p.x+p.w, false))
	p.head(headStoodBetween)
	c := p.c
	for _, d := range order {
		name, count := p.run.Speak.Terms.Delay(d.Code()), wording.Plural(n[d], "fact")
		p.add(block{24, func(y float64) {
			c.Bar(scene.Box{X: p.x, Y: y + 5, W: 26, H: 13}, d, name)
			c.SayIn(p.x+36, y+16, p.w-100, name, theme.Body, font.Medium, c.Theme.Ink)
			c.SayEnd(p.x+p.w, y+16, count, theme.Note, font.Regular, c.Theme.Ink3)
			c.Rule(p.x, y+23.5, p.x+p.w, y+23.5, c.Theme.Line)
		}})
	}
}

// lawfully tells of how many of the missing facts which bar stood between.
func (p *viewpoint) lawfully() {
	if p.k.Traced == 0 {
		return
	}
	p.add(p.c.gapBlock(p.x, p.x+p.w, false))
	p.head(headLawfully)
	for b := range wording.NumBars {
		if n := p.k.Bars[b]; n > 0 {
			p.text(wording.Upper(p.run.Speak.More(b, n, p.k.Traced)), theme.Body, font.Regular, p.c.Theme.Ink, 2)
		}
	}
	if p.k.Bars[wording.Unhindered] > 0 {
		p.text(p.run.Speak.MoreNote(), theme.Note, font.Regular, p.c.Theme.Ink3, 2)
	}
}

// BannerHigh is how high a banner is.
const BannerHigh = 32.0

// Banner says whose view is shown and what is hidden from it, above the lanes. The
// White Cell has none.
type Banner struct{ layer layer }

// Draw draws the banner along the top of a box.
func (p *Banner) Draw(c *Canvas, run *review.Run, s *view.State, box scene.Box) {
	if s.As.Sort == view.WhiteCell {
		return
	}
	p.layer.draw(c, run, view.State{At: s.At, Record: s.Record, As: s.As, Missed: s.Missed}, box, drawBanner)
}

func drawBanner(c *Canvas, run *review.Run, s *view.State, box scene.Box) {
	t := c.Theme
	b := scene.Box{X: box.X, Y: box.Y, W: box.W, H: BannerHigh}
	c.Clip(b)
	defer c.Unclip()
	c.Fill(b, t.Ground[2])
	c.Fill(scene.Box{X: b.X, Y: b.Y, W: 4, H: b.H}, t.Ink)
	c.Rule(b.X, b.Y+b.H-0.5, b.X+b.W, b.Y+b.H-0.5, t.Line2)
	x, end := b.X+14, b.X+b.W-12
	if code := run.Code(s.As.Who); code != "" {
		x += mark.Chip(&c.Scene, x, b.Y+float64(b.H/2), code, true, t) + 8
	}
	labels := [...]string{labelOnlySaw, labelMissed}
	wide := buttonWide(labels[0], "") + 4 + buttonWide(labels[1], "")
	if b.W > wide+320 {
		end -= wide
		at := end
		for i, label := range labels {
			do := view.Action{}
			if (i == 1) != s.Missed {
				do.Do = view.Missed
			}
			at = c.Button(at, b.Y+2, label, "", (i == 1) == s.Missed, do) - 4
		}
		end -= 12
	}
	text := wording.Upper(HiddenFrom(run, s))
	if h := run.Hidden(s.As, s.At, s.Record); font.Width(text, font.Medium, theme.Note) > end-x && h.Messages+h.Facts > 0 {
		text = run.Speak.HiddenShort(h.Messages, h.OfMessages, h.Facts, h.OfFacts)
	}
	c.SayIn(x, b.Y+float64(b.H/2)+4, end-x, text, theme.Note, font.Medium, t.Ink2)
}
