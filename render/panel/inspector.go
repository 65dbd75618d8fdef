package panel

import (
	"fmt"
	"slices"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/explain"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Inspector tells of the chosen thing: what it is, why it came when it did, by which
// rules, after what, and what followed. With nothing chosen it tells the situation.
//
// As somebody who did not know of it yet it says so and what was known instead, and
// tells of it only where what was missed is shown too.
type Inspector struct {
	Held bool // while a run is played: how things stood is told as it was told last

	layer   canvas.Layer
	unknown canvas.Layer
	point   Viewpoint
	now     situation
}

// Draw draws the panel.
func (p *Inspector) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	if s.Subject.Topic == view.Nothing {
		p.now.draw(c, run, s, box)
		return
	}
	if !run.Knows(s.As, s.Subject, s.At, s.Record) {
		head := box
		head.H = min(box.H, unknownHigh)
		p.unknown.Draw(c, run, view.State{As: s.As, Subject: s.Subject}, head, drawUnknown)
		if box.Y, box.H = box.Y+head.H, box.H-head.H; !s.Missed {
			p.point.Draw(c, run, s, box)
			return
		}
	}
	reads := view.State{Subject: s.Subject, Clock: s.Clock, As: s.As, Missed: s.Missed}
	reads.Scroll[view.InspectorList] = s.Scroll[view.InspectorList]
	switch s.Subject.Topic {
	case view.Agency, view.Nation, view.Fact, view.Deadline, view.Event, view.Message, view.Hold, view.Decision, view.Measure:
		if !look.Strict(s) && s.Subject.Topic != view.Agency && s.Subject.Topic != view.Nation && s.Subject.Topic != view.Fact && s.Subject.Topic != view.Deadline {
			break // it is told to its end
		}
		reads.At, reads.Record = s.At, s.Record
		if was := &p.layer.Drawn; p.Held && p.layer.IsDrawn && was.Run == run && was.State.Subject == s.Subject {
			reads.At, reads.Record = was.State.At, was.State.Record
		}
	}
	p.layer.Draw(c, run, reads, box, drawInspector)
}

// unknownHigh is how high the line is that says that somebody did not know.
const unknownHigh = 44.0

// drawUnknown says that whose view it is did not know of the subject.
func drawUnknown(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, c.Theme.Ground[2])
	c.Fill(scene.Box{X: box.X, Y: box.Y, W: 4, H: box.H}, c.Theme.Ink)
	wide := canvas.ButtonWidth(labelLetGo, "")
	c.Button(box.X+box.W-wide-10, box.Y+8, labelLetGo, "", false, view.Action{Do: view.Clear})
	c.Tell(box.X+16, box.Y+19, box.W-wide-36, 17, 2, run.Speak.Unaware(review.View(s.As), s.As.Who), theme.Body, font.Medium, c.Theme.Ink2)
}

// inspection is what an inspector says, as it is put together.
type inspection struct {
	c    *canvas.Canvas
	run  *review.Run
	s    *view.State
	x, w float64
	wide bool
	list []canvas.Block
}

func drawInspector(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
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
	c.Column(view.InspectorList, s, scene.Box{X: p.x, Y: box.Y + 12, W: p.w + side - 6, H: box.H - 18}, p.list)
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

func (p *inspection) add(b ...canvas.Block) { p.list = append(p.list, b...) }

// text is a paragraph.
func (p *inspection) text(text string, size float64, w font.Weight, ink theme.Colour, most int) {
	if text != "" {
		p.add(p.c.TextBlock(p.x, p.w, most, text, size, w, ink))
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
	words := p.c.TextBlock(p.x+indent, p.w-indent, 4, text, size, font.SemiBold, t.Ink)
	p.add(canvas.Block{High: words.High, Draw: func(y float64) {
		if sign != nil {
			sign.Draw(&p.c.Scene, scene.Point{X: p.x + 9, Y: y + float64(size*0.85)}, mark.LargeGlyph, t.Ink, t.Ground[1])
		}
		words.Draw(y)
	}})
	if note != "" {
		p.add(p.c.TextBlock(p.x+indent, p.w-indent, 2, note, theme.Note, font.Regular, t.Ink3))
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
		p.add(canvas.Block{High: 38, Draw: func(y float64) {
			for i, k := range row {
				x := p.x + float64(each*float64(i))
				p.c.SayIn(x, y+13, each-8, k.name, theme.Note, font.Regular, t.Ink3)
				p.c.SayIn(x, y+30, each-8, k.value, theme.Body, font.Medium, t.Ink)
			}
		}})
	}
}

func (p *inspection) rule()            { p.add(p.c.GapBlock(p.x, p.x+p.w, true)) }
func (p *inspection) head(text string) { p.add(p.c.HeadBlock(p.x, text)) }

// route is from whom something goes to whom.
func (p *inspection) route(from, to journal.Ref) {
	t := p.c.Theme
	p.add(p.c.GapBlock(0, 0, false))
	party := func(r journal.Ref, arrow bool) {
		b := canvas.Block{High: 22, Draw: func(y float64) {
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
		p.add(p.c.Pressed(b, p.x, p.w, canvas.Hit{Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject}))
	}
	party(from, false)
	if to != 0 {
		party(to, true)
	}
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
	words := p.c.TextBlock(p.x+22, p.w-22, 3, text, theme.Body, font.Regular, p.c.Theme.Ink)
	p.add(p.c.Pressed(canvas.Block{High: words.High + 2, Draw: func(y float64) {
		p.c.Tick(scene.Point{X: p.x + 7, Y: y + 10}, held)
		words.Draw(y)
	}}, p.x, p.w, canvas.Hit{Do: do}))
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
		p.add(sentenceBlock(p.c, p.run, p.s, r, p.x, p.w, false))
	}
}

// explained is all that an explanation has to say: why late, what was missing, the
// rules, causes and effects.
func (p *inspection) explained(e *explain.Explanation, causes []*journal.Record) {
	if e == nil {
		return
	}
	if p.own(e) && look.Withheld(p.run, p.s, p.s.Subject, e) == "" {
		p.late(e)
		p.add(ruleBlocks(p.c, p.x, p.w, e.Rules)...)
	}
	if !p.strict() {
		p.missing(e)
	}
	p.records(headCauses, causes)
	p.records(headEffects, e.Forward)
}
