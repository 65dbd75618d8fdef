package panel

import (
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

// Why is the screen that says why something came when it did, or did not come: one
// sentence, the way that it took, where the time went, and the chain of causes.
type Why struct{ layer canvas.Layer }

// Draw draws the screen.
func (w *Why) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	reads := view.State{Subject: s.Subject, Outcome: s.Outcome, Clock: s.Clock, ByStep: s.ByStep, As: s.As, Missed: s.Missed, At: s.At, Record: s.Record}
	if s.As.Sort == view.WhiteCell {
		reads.At, reads.Record = 0, 0
	}
	reads.Scroll[view.CauseList] = s.Scroll[view.CauseList]
	w.layer.Draw(c, run, reads, box, drawWhy)
}

// Asked is what the Why screen explains: the subject, else the outcome whose path
// stands out, else the worst.
func Asked(run *review.Run, s *view.State) view.Subject {
	switch s.Subject.Topic {
	case view.Nothing, view.Agency, view.Nation, view.Span, view.Remark:
	case view.Fact:
		if s.Subject.Agency > 0 {
			return s.Subject
		}
	default:
		return s.Subject
	}
	thing := s.Outcome
	if thing == 0 && len(run.Outcomes) > 0 {
		thing = run.Outcomes[0].Thing
	}
	if thing == 0 {
		return view.Subject{}
	}
	return view.Subject{Topic: view.Deadline, Thing: thing}
}

func drawWhy(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	t, p := c.Theme, pageOf(box)
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	x, w := box.X+p.side, box.W-float64(2*p.side)
	subject := Asked(run, s)
	e, err := run.Why(subject)
	drawWhyBar(c, e, !look.Strict(s) || e != nil && e.End != nil && e.End.Num <= run.Upto(s.At, s.Record) && run.Sees(s.As, &run.Events[e.End.Num-1]), scene.Box{X: x, Y: box.Y + 12, W: w})
	y := box.Y + 12 + canvas.ButtonHeight + 10 + float64(p.title*0.9)
	if err != nil || e == nil {
		says := noteNothingToExplain
		if err != nil {
			says = err.Error()
		}
		c.Tell(x, y, w, float64(p.title*1.2), 4, says, p.title, font.SemiBold, t.Ink)
		return
	}
	if says := look.Withheld(run, s, subject, e); says != "" {
		y = c.Tell(x, y, w, float64(p.title*1.2), 3, says, p.title, font.SemiBold, t.Ink)
		drawElsewhere(c, noteElsewhere, x, y, w)
		return
	}
	y = c.Tell(x, y, w, float64(p.title*1.2), 2, run.Speak.Came(e), p.title, font.SemiBold, t.Ink)
	if !look.PassedWith(run, s, e) {
		drawElsewhere(c, noteElsewhere, x, y, w)
		return
	}
	y = c.Tell(x, y-2, min(w, 1200), float64(p.lead*1.45), 2, run.Speak.Because(e), p.lead, font.Regular, t.Ink2)
	k := pathOf(run, e, s.ByStep)
	end := box.Y + box.H - float64(p.side*0.6)
	if lanes := k.lanesHigh(box, p.wide); end-y > lanes+230 && len(k.rows) > 0 {
		k.drawLanes(c, run, s, scene.Box{X: x, Y: y, W: w, H: lanes})
		y += lanes + 8
	}
	left, right := scene.Box{X: x, Y: y, W: w, H: end - y}, scene.Box{X: x, Y: y, W: w, H: end - y}
	switch {
	case len(k.rows) == 0:
	case box.W >= 900:
		left.W = float64(w * 0.62)
		right.X, right.W = x+left.W+float64(p.side*1.6), w-left.W-float64(p.side*1.6)
	default:
		left.H = min(end-y, max(124, float64((end-y)*0.55))) // the waterfall has room for two parts and their sum
		right.Y, right.H = y+left.H+8, end-y-left.H-8
	}
	if len(k.rows) > 0 {
		k.drawFall(c, run, s, left)
	}
	if right.H > 60 {
		c.Column(view.CauseList, s, right, chainOf(c, run, s, e, right))
	}
}

// drawWhyBar draws the way back, and what can be done with the explanation; what ended
// it is shown in the lanes where it can be seen.
func drawWhyBar(c *canvas.Canvas, e *explain.Explanation, seen bool, b scene.Box) {
	t := c.Theme
	x := c.KeyCap(b.X, b.Y+19, "Esc")
	c.Say(x, b.Y+19, labelBack, theme.Note, font.Regular, t.Ink2)
	c.Hit(canvas.Hit{Box: scene.Box{X: b.X, Y: b.Y, W: x - b.X + 40, H: canvas.ButtonHeight}, Do: view.Action{Do: view.Back}, Tip: labelBack})
	x = b.X + b.W
	button := func(label string, do view.Action) {
		if wide := canvas.ButtonWidth(label, ""); x-wide > b.X+110 {
			x -= wide
			c.Button(x, b.Y, label, "", false, do)
			x -= 8
		}
	}
	button(labelCopyText, view.Action{Do: view.CopyText})
	button(labelExport, view.Action{Do: view.Open, N: int(view.ExportDialog)})
	if seen && e != nil && e.End != nil {
		button(labelShowLanes, locate(e.End.Num, e.End.At))
	}
}

// locate shows a record in the lanes.
func locate(n journal.Num, at sim.Time) view.Action {
	return view.Action{Do: view.Locate, At: at, Subject: view.Subject{Topic: view.Event, Record: n}}
}

// chainOf is what stood in the way, and the chain of causes from its root on, as
// sentences.
func chainOf(c *canvas.Canvas, run *review.Run, s *view.State, e *explain.Explanation, b scene.Box) (list []canvas.Block) {
	t, room := c.Theme, b.W-12
	tick := func(held bool, text string, h canvas.Hit) {
		words := c.TextBlock(b.X+22, room-22, 3, text, theme.Body, font.Regular, t.Ink)
		list = append(list, c.Pressed(canvas.Block{High: words.High + 3, Draw: func(y float64) {
			c.Tick(scene.Point{X: b.X + 7, Y: y + 10}, held)
			words.Draw(y)
		}}, b.X, room, h))
	}
	seen := func(r *journal.Record) bool { return !look.Strict(s) || run.Sees(s.As, &run.Events[r.Num-1]) }
	if len(e.Missing) > 0 && !look.Strict(s) {
		head := headMissing
		if e.Came != sim.Never {
			head = headMissingDue
		}
		list = append(list, c.HeadBlock(b.X, head))
		for i := range e.Missing {
			l := &e.Missing[i]
			h := canvas.Hit{Do: view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Fact, Thing: l.Fact, Agency: e.Agency}}}
			if l.Record > 0 {
				h.Do = locate(l.Record, l.Since)
			}
			tick(false, "“"+run.Speak.Fact(l.Fact)+"” "+run.Speak.Whereabouts(l), h)
		}
	}
	if len(e.Tests) > 0 && !look.Strict(s) {
		list = append(list, c.HeadBlock(b.X, headConditions))
		for i := range e.Tests {
			x := &e.Tests[i]
			h := canvas.Hit{}
			if x.By > 0 {
				h.Do = locate(x.By, x.Since)
			}
			tick(x.Holds, wording.Upper(run.Speak.Test(x)), h)
		}
	}
	if len(e.Back) > 0 || e.End != nil {
		list = append(list, c.HeadBlock(b.X, headChain))
	}
	for i := len(e.Back) - 1; i >= 0; i-- {
		if !seen(e.Back[i]) {
			continue
		}
		list = append(list, sentenceBlock(c, run, s, e.Back[i], b.X, room, false))
	}
	if e.End != nil && seen(e.End) && (len(e.Back) == 0 || e.Back[0].Num != e.End.Num) {
		list = append(list, sentenceBlock(c, run, s, e.End, b.X, room, true))
	}
	return append(list, ruleBlocks(c, b.X, room, e.Rules)...)
}

// ruleBlocks are the words of rules with where they are from.
func ruleBlocks(c *canvas.Canvas, x, room float64, rules []journal.Text) (list []canvas.Block) {
	if len(rules) == 0 {
		return nil
	}
	t := c.Theme
	list = append(list, c.HeadBlock(x, headRules))
	for i := range rules {
		r := &rules[i]
		list = append(list, canvas.Block{High: 20, Draw: func(y float64) {
			c.Rule(x, y+0.5, x+room, y+0.5, t.Line)
			wide := room
			if r.Tag != "" {
				wide -= mark.ChipWidth(r.Tag) + 8
				mark.Chip(&c.Scene, x+room-mark.ChipWidth(r.Tag), y+12, r.Tag, false, t)
			}
			c.SayIn(x, y+16, wide, r.ID, theme.Body, font.Medium, t.Ink)
		}})
		for j, text := range wording.RuleText(r) {
			ink := t.Ink3
			if j == 0 && r.Text != "" {
				ink = t.Ink2
			}
			list = append(list, c.TextBlock(x, room, 4, text, theme.Note, font.Regular, ink))
		}
	}
	return list
}

// sentenceBlock tells one record with its time; pressed it is shown in the lanes.
func sentenceBlock(c *canvas.Canvas, run *review.Run, s *view.State, r *journal.Record, x, room float64, strong bool) canvas.Block {
	const when = 88
	t, weight, ink := c.Theme, font.Regular, strength(c.Theme, strong)
	if strong {
		weight = font.SemiBold
	}
	num, at := r.Num, r.At
	time := canvas.Instant(run, s.Clock, at)
	text := c.TextBlock(x+when, room-when, 3, wording.Upper(run.Speak.Record(r)), theme.Body, weight, ink)
	b := canvas.Block{High: text.High + 4, Draw: func(y float64) {
		c.Rule(x, y+0.5, x+room, y+0.5, t.Line)
		c.SayIn(x, y+14, when-8, time, theme.Note, font.Regular, t.Ink3)
		text.Draw(y)
	}}
	if rule := run.Rule(r.Rule); rule != nil && rule.Text != "" {
		b = canvas.JoinBlocks(b, c.TextBlock(x+when, room-when, 2, rule.Text, theme.Note, font.Regular, t.Ink3))
	}
	return c.Pressed(b, x, room, canvas.Hit{Do: locate(num, at), Subject: view.Subject{Topic: view.Event, Record: num}})
}

// strength is the ink of a line that stands out or not.
func strength(t *theme.Theme, strong bool) theme.Colour {
	if strong {
		return t.Ink
	}
	return t.Ink2
}
