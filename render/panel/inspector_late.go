package panel

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/lanes"
	"entente/render/mark"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// late says why something came when it did: how long it took once somebody could know, in
// one sentence, and what the time went into, the largest part first, with their sum to the
// millisecond.
func (p *inspection) late(e *explain.Explanation) {
	t, whole := p.c.Theme, e.Length()
	if whole <= 0 || len(e.Stretches) == 0 {
		return
	}
	var r reasons
	r.add(e.Stretches)
	worked := r.whole() // before a fact exists nobody is late with it
	if worked == 0 {
		worked = whole
	}
	size, head := 26.0, headTime
	if p.wide {
		size = theme.Figure
	}
	margin, came := e.Margin()
	switch {
	case e.Outcome == journal.NotMet:
		head = headWhyNot
	case came && margin < 0:
		head = headWhyLate
	}
	p.rule()
	p.add(canvas.Block{High: 28, Draw: func(y float64) {
		p.c.Say(p.x, y+19, head, theme.Section, font.SemiBold, t.Ink)
		wide := 12 + font.Width("W", font.Medium, theme.Tick)
		p.c.KeyCap(p.x+p.w-wide, y+19, "W")
		p.c.Hit(canvas.Hit{Box: scene.Box{X: p.x + p.w - wide - 4, Y: y, W: wide + 8, H: 28}, Do: view.Action{Do: view.Explain, Subject: p.s.Subject}, Tip: labelWhy})
	}})
	p.add(canvas.Block{High: float64(size * 1.2), Draw: func(y float64) {
		p.c.Say(p.x, y+float64(size*0.95), wording.Lasting(worked), size, font.SemiBold, t.Ink)
	}})
	p.text(p.run.Speak.Because(e), theme.Body, font.Regular, t.Ink2, 5)
	if came && margin < 0 {
		p.add(canvas.Block{High: 20, Draw: func(y float64) {
			mark.Flag(&p.c.Scene, p.x, y+5, t.Late)
			p.c.SayIn(p.x+15, y+14, p.w-15, wording.Margin(margin), theme.Body, font.SemiBold, t.Late)
		}})
	}
	p.split(e.Stretches, whole)
}

// split is what a stretch of time went into: a bar of all reasons, each by size, and
// their sum.
func (p *inspection) split(stretches []explain.Stretch, whole sim.Time) {
	t, terms := p.c.Theme, p.run.Speak.Terms
	var r reasons
	r.add(stretches)
	p.add(canvas.Block{High: 34, Draw: func(y float64) { drawStack(p.c, scene.Box{X: p.x, Y: y + 8, W: p.w, H: 20}, &r, terms) }})
	sum, work := sim.Time(0), r.whole()
	for i := range stretches {
		sum += stretches[i].Ms()
	}
	row := func(d int, name, places, told, part string) {
		high := 24.0
		if p.wide && places != "" {
			high = 36
		}
		b := canvas.Block{High: high, Draw: func(y float64) {
			p.c.Rule(p.x, y+high-0.5, p.x+p.w, y+high-0.5, t.Line)
			if d >= 0 {
				p.c.Bar(scene.Box{X: p.x, Y: y + 6, W: 22, H: 11}, measure.Delay(d), name)
			}
			p.c.SayIn(p.x+32, y+16, p.w-32-52-font.Width(told, font.SemiBold, theme.Body), name, theme.Body, font.Medium, t.Ink)
			if high > 24 {
				p.c.SayIn(p.x+32, y+30, p.w-32-50, places, theme.Note, font.Regular, t.Ink3)
			}
			p.c.SayEnd(p.x+p.w-44, y+16, told, theme.Body, font.SemiBold, t.Ink)
			p.c.SayEnd(p.x+p.w, y+16, part, theme.Note, font.Regular, t.Ink3)
		}}
		if d >= 0 {
			b = p.c.Pressed(b, p.x, p.w, lanes.ReasonHit(scene.Box{}, measure.Delay(d)))
		}
		p.add(b)
	}
	world := sum - work
	told, _ := notation.Parts(append(r[:], world))
	shares := r.shares()
	for _, d := range r.ordered() {
		row(int(d), terms.Delay(d.Code()), p.places(stretches, d), told[d], shares[d])
	}
	if world > 0 {
		row(-1, labelBefore, "", told[len(r)], "")
	}
	p.add(canvas.Block{High: 24, Draw: func(y float64) {
		p.c.Say(p.x, y+16, labelSum, theme.Note, font.Regular, t.Ink3)
		p.c.SayEnd(p.x+p.w-44, y+16, exactly(sum), theme.Note, font.Regular, t.Ink2)
		p.c.Tick(scene.Point{X: p.x + p.w - 8, Y: y + 12}, sum == whole)
	}})
}

// places are where the time of a delay passed, the two with most of it.
func (p *inspection) places(stretches []explain.Stretch, d measure.Delay) string {
	sums := map[journal.Ref]sim.Time{}
	var order []journal.Ref
	for i := range stretches {
		s := &stretches[i]
		if s.Step == journal.World || measure.DelayOf(s.Step, s.Cause) != d {
			continue
		}
		r := s.Object
		if h := p.run.House(r); h != 0 {
			r = h
		}
		if sums[r] == 0 {
			order = append(order, r)
		}
		sums[r] += s.Ms()
	}
	text := ""
	for n := 0; n < 2 && len(order) > 0; n++ {
		best := 0
		for i := range order {
			if sums[order[i]] > sums[order[best]] {
				best = i
			}
		}
		if text != "" {
			text += ", "
		}
		if text += p.run.Speak.Name(order[best]); len(sums) > 1 {
			text += " " + wording.Lasting(sums[order[best]])
		}
		order = append(order[:best], order[best+1:]...)
	}
	return wording.Upper(text)
}
