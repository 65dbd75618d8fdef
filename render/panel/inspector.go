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
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Inspector tells of the chosen thing: what it is, why it came when it did, by which
// rules, after what, and what followed. With nothing chosen it tells the situation.
//
// As somebody who did not know of it yet it says so and what was known instead, and
// tells of it only where what was missed is shown too.
type Inspector struct {
	Held bool // while a run is played: how things stood is told as it was told last

	layer   layer
	unknown layer
	point   Viewpoint
	now     situation
}

// Draw draws the panel.
func (p *Inspector) Draw(c *Canvas, run *review.Run, s *view.State, box scene.Box) {
	if s.Subject.Topic == view.Nothing {
		p.now.draw(c, run, s, box)
		return
	}
	if !run.Knows(s.As, s.Subject, s.At, s.Record) {
		head := box
		head.H = min(box.H, unknownHigh)
		p.unknown.draw(c, run, view.State{As: s.As, Subject: s.Subject}, head, drawUnknown)
		if box.Y, box.H = box.Y+head.H, box.H-head.H; !s.Missed {
			p.point.Draw(c, run, s, box)
			return
		}
	}
	reads := view.State{Subject: s.Subject, Clock: s.Clock, As: s.As, Missed: s.Missed}
	reads.Scroll[view.InspectorList] = s.Scroll[view.InspectorList]
	switch s.Subject.Topic {
	case view.Agency, view.Nation, view.Fact, view.Deadline, view.Event, view.Message, view.Hold, view.Decision, view.Measure:
		if !Strict(s) && s.Subject.Topic != view.Agency && s.Subject.Topic != view.Nation && s.Subject.Topic != view.Fact && s.Subject.Topic != view.Deadline {
			break // it is told to its end
		}
		reads.At, reads.Record = s.At, s.Record
		if was := &p.layer.drawn; p.Held && p.layer.is && was.run == run && was.state.Subject == s.Subject {
			reads.At, reads.Record = was.state.At, was.state.Record
		}
	}
	p.layer.draw(c, run, reads, box, drawInspector)
}

// unknownHigh is how high the line is that says that somebody did not know.
const unknownHigh = 44.0

// drawUnknown says that whose view it is did not know of the subject.
func drawUnknown(c *Canvas, run *review.Run, s *view.State, box scene.Box) {
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, c.Theme.Ground[2])
	c.Fill(scene.Box{X: box.X, Y: box.Y, W: 4, H: box.H}, c.Theme.Ink)
	wide := buttonWide(labelLetGo, "")
	c.Button(box.X+box.W-wide-10, box.Y+8, labelLetGo, "", false, view.Action{Do: view.Clear})
	c.Tell(box.X+16, box.Y+19, box.W-wide-36, 17, 2, run.Speak.Unaware(review.View(s.As), s.As.Who), theme.Body, font.Medium, c.Theme.Ink2)
}

// inspection is what an inspector says, as it is put together.
type inspection struct {
	c    *Canvas
	run  *review.Run
	s    *view.State
	x, w float64
	wide bool
	list []block
}

func drawInspector(c *Canvas, run *review.Run, s *view.State, box scene.Box) {
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, c.Theme.Ground[1])
	side := 16.0
	if box.W > 400 {
		side = 20
	}
	p := &inspection{c: c, run: run, s: s, x: box.X + side, w: box.W - float64(2*side), wide: box.W > 400}
	e, err := run.Why(s.Subject)
	if err != nil {
		p.text(err.Error(), theme.Body, font.Regular, c.Theme.Ink2, 6)
	} else {
		topics[s.Subject.Topic](p, e)
	}
	c.column(view.InspectorList, s, scene.Box{X: p.x, Y: box.Y + 12, W: p.w + side - 6, H: box.H - 18}, p.list)
}

// topics has what is said of each sort of thing. The explanation is nil where there
// is none.
var topics = [...]func(p *inspection, e *explain.Explanation){
	view.Event:    (*inspection).event,
	view.Message:  (*inspection).message,
	view.Hold:     (*inspection).hold,
	view.Fact:     (*inspection).fact,
	view.Agency:   (*inspection).agency,
	view.Nation:   (*inspection).nation,
	view.Deadline: (*inspection).deadline,
	view.Decision: (*inspection).course,
	view.Entry:    (*inspection).entry,
	view.Measure:  (*inspection).course,
	view.Span:     (*inspection).span,
	view.Remark:   (*inspection).remark,
}

func (p *inspection) add(b ...block) { p.list = append(p.list, b...) }

// text is a paragraph.
func (p *inspection) text(text string, size float64, w font.Weight, ink theme.Colour, most int) {
	if text != "" {
		p.add(p.c.textBlock(p.x, p.w, most, text, size, w, ink))
	}
}

// heading is what is chosen, with its sign where it has one, and a line about it.
func (p *inspection) heading(sign *mark.Glyph, text, note string) {
	t, size, indent := p.c.Theme, 15.0, 0.0
	if p.wide {
		size = theme.Heading
	}
	if sign != nil {
		indent = 26
	}
	words := p.c.textBlock(p.x+indent, p.w-indent, 4, text, size, font.SemiBold, t.Ink)
	p.add(block{words.high, func(y float64) {
		if sign != nil {
			sign.Draw(&p.c.Scene, scene.Point{X: p.x + 9, Y: y + float64(size*0.85)}, mark.LargeGlyph, t.Ink, t.Ground[1])
		}
		words.draw(y)
	}})
	if note != "" {
		p.add(p.c.textBlock(p.x+indent, p.w-indent, 2, note, theme.Note, font.Regular, t.Ink3))
	}
}

// pair is a word and what it came to.
type pair struct{ name, value string }

// keys are some pairs beside each other, as many as there is room for.
func (p *inspection) keys(pairs ...pair) {
	t := p.c.Theme
	p.rule()
	for len(pairs) > 0 {
		n := min(len(pairs), 3)
		if p.wide {
			n = min(len(pairs), 4)
		}
		row := pairs[:n]
		pairs = pairs[n:]
		each := p.w / float64(n)
		p.add(block{38, func(y float64) {
			for i, k := range row {
				x := p.x + float64(each*float64(i))
				p.c.SayIn(x, y+13, each-8, k.name, theme.Note, font.Regular, t.Ink3)
				p.c.SayIn(x, y+30, each-8, k.value, theme.Body, font.Medium, t.Ink)
			}
		}})
	}
}

func (p *inspection) rule()            { p.add(p.c.gapBlock(p.x, p.x+p.w, true)) }
func (p *inspection) head(text string) { p.add(p.c.headBlock(p.x, text)) }

// route is from whom something goes to whom.
func (p *inspection) route(from, to journal.Ref) {
	t := p.c.Theme
	p.add(p.c.gapBlock(0, 0, false))
	party := func(r journal.Ref, arrow bool) {
		b := block{22, func(y float64) {
			x := p.x
			if arrow {
				mark.OtherStroke(t).Draw(&p.c.Scene, scene.Point{X: x, Y: y + 11}, scene.Point{X: x + 18, Y: y + 11})
				x += 24
			}
			if code := p.run.Code(r); code != "" {
				x += mark.Chip(&p.c.Scene, x, y+11, code, false, t) + 8
			}
			p.c.SayIn(x, y+15, p.x+p.w-x, wording.Upper(p.run.Speak.Name(r)), theme.Body, font.Medium, t.Ink)
		}}
		subject := view.Subject{Topic: view.Agency, Agency: r}
		p.add(p.c.pressed(b, p.x, p.w, Hit{Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject}))
	}
	party(from, false)
	if to != 0 {
		party(to, true)
	}
}

// late says why something came when it did: how long it took once somebody could know,
// in one sentence, and what the
// time went into, the largest part first, with their sum to the millisecond.
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
	p.add(block{28, func(y float64) {
		p.c.Say(p.x, y+19, head, theme.Section, font.SemiBold, t.Ink)
		wide := 12 + font.Width("W", font.Medium, theme.Tick)
		p.c.KeyCap(p.x+p.w-wide, y+19, "W")
		p.c.Hit(Hit{Box: scene.Box{X: p.x + p.w - wide - 4, Y: y, W: wide + 8, H: 28}, Do: view.Action{Do: view.Explain, Subject: p.s.Subject}, Tip: labelWhy})
	}})
	p.add(block{float64(size * 1.2), func(y float64) {
		p.c.Say(p.x, y+float64(size*0.95), wording.Lasting(worked), size, font.SemiBold, t.Ink)
	}})
	p.text(p.run.Speak.Because(e), theme.Body, font.Regular, t.Ink2, 5)
	if came && margin < 0 {
		p.add(block{20, func(y float64) {
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
	p.add(block{34, func(y float64) { p.c.stack(scene.Box{X: p.x, Y: y + 8, W: p.w, H: 20}, &r, terms) }})
	sum, work := sim.Time(0), r.whole()
	for i := range stretches {
		sum += stretches[i].Ms()
	}
	row := func(d int, name, places, told, part string) {
		high := 24.0
		if p.wide && places != "" {
			high = 36
		}
		b := block{high, func(y float64) {
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
			b = p.c.pressed(b, p.x, p.w, reasonHit(scene.Box{}, measure.Delay(d)))
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
	p.add(block{24, func(y float64) {
		p.c.Say(p.x, y+16, labelSum, theme.Note, font.Regular, t.Ink3)
		p.c.SayEnd(p.x+p.w-44, y+16, exactly(sum), theme.Note, font.Regular, t.Ink2)
		p.c.tick(scene.Point{X: p.x + p.w - 8, Y: y + 12}, sum == whole)
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

// missing is what was not there, and how the conditions stood.
func (p *inspection) missing(e *explain.Explanation) {
	for i := range e.Missing {
		if i == 0 {
			head := headMissing
			if e.Came != sim.Never {
				head = headMissingDue
			}
			p.head(head)
		}
		l := &e.Missing[i]
		do := view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Fact, Thing: l.Fact, Agency: e.Agency}}
		p.checked(false, "“"+p.run.Speak.Fact(l.Fact)+"” "+p.run.Speak.Whereabouts(l), do)
	}
	for i := range e.Tests {
		if i == 0 {
			p.head(headConditions)
		}
		x, do := &e.Tests[i], view.Action{}
		if x.By > 0 {
			do = locate(x.By, x.Since)
		}
		p.checked(x.Holds, wording.Upper(p.run.Speak.Test(x)), do)
	}
}

// checked is a line with a tick or a cross.
func (p *inspection) checked(held bool, text string, do view.Action) {
	words := p.c.textBlock(p.x+22, p.w-22, 3, text, theme.Body, font.Regular, p.c.Theme.Ink)
	p.add(p.c.pressed(block{words.high + 2, func(y float64) {
		p.c.tick(scene.Point{X: p.x + 7, Y: y + 10}, held)
		words.draw(y)
	}}, p.x, p.w, Hit{Do: do}))
}

// most records that a section of an inspector lists.
const mostListed = 8

// records are sentences that lead to the lanes.
func (p *inspection) records(head string, list []*journal.Record) {
	if p.strict() {
		list = slices.DeleteFunc(slices.Clone(list), func(r *journal.Record) bool { return !p.saw(r.Num) })
	}
	if len(list) == 0 {
		return
	}
	p.head(head)
	for i, r := range list {
		if i == mostListed {
			p.text(fmt.Sprintf("and %s more", wording.Thousands(len(list)-i)), theme.Note, font.Regular, p.c.Theme.Ink3, 1)
			break
		}
		p.add(p.c.sentence(p.run, p.s, r, p.x, p.w, false))
	}
}

// explained is all that an explanation has to say: why late, what was missing, the
// rules, causes and effects.
func (p *inspection) explained(e *explain.Explanation, causes []*journal.Record) {
	if e == nil {
		return
	}
	if p.own(e) && Withheld(p.run, p.s, p.s.Subject, e) == "" {
		p.late(e)
		p.add(p.c.rules(p.x, p.w, e.Rules)...)
	}
	if !p.strict() {
		p.missing(e)
	}
	p.records(headCauses, causes)
	p.records(headEffects, e.Forward)
}
