package panel

import (
	"fmt"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/lanes"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
)

// drawChanges says beside the runs what changed: in one sentence, in numbers of
// records, by deadline, and by measure.
func (p *Compare) drawChanges(c *canvas.Canvas, s *view.State, shown *review.OutcomePair, box scene.Box) {
	t := c.Theme
	side := 16.0
	x, w := box.X+side, box.W-float64(2*side)
	var list []canvas.Block
	list = append(list, canvas.Block{High: 30, Draw: func(y float64) { c.Say(x, y+20, headChanged, theme.Heading-2, font.SemiBold, t.Ink) }})
	list = append(list, c.TextBlock(x, w, 3, p.counts(), theme.Note, font.Regular, t.Ink3))
	words := c.TextBlock(x+14, w-28, 12, p.pair.Verdict(), theme.Body, font.Medium, t.Ink)
	if p.pair.Sample == nil && p.pair.First != nil {
		words = canvas.JoinBlocks(words, c.TextBlock(x+14, w-28, 3, noteTwoRuns, theme.Note, font.Regular, t.Ink2))
	}
	list = append(list, c.GapBlock(0, 0, false), canvas.Block{High: words.High + 20, Draw: func(y float64) {
		c.Scene.Rect(&scene.Rect{Box: scene.Box{X: x, Y: y, W: w, H: words.High + 16}, Fill: t.Ground[2], Stroke: t.Line2, Width: 1, Radius: 4})
		words.Draw(y + 7)
	}})
	list = append(list, p.turned(c, s, shown, x, w)...)
	if len(p.pair.Outcomes) > 0 {
		list = append(list, c.HeadBlock(x, headDeadlines))
	}
	for i := range p.pair.Outcomes {
		list = append(list, p.changeBlock(c, &p.pair.Outcomes[i], shown, x, w))
	}
	if p.pair.Sample != nil {
		list = append(list, p.sampled(c, x, w)...)
	}
	list = append(list, p.figures(c, x, w)...)
	if p.pair.Sample == nil {
		list = append(list, p.unsampled(c, x, w)...)
	}
	list = append(list, p.messages(c, x, w)...)
	list = append(list, p.alone(c, headOnlyA, p.pair.A, p.pair.OnlyA, x, w)...)
	list = append(list, p.alone(c, headOnlyB, p.pair.B, p.pair.OnlyB, x, w)...)
	c.Column(view.DifferenceList, s, scene.Box{X: x, Y: box.Y + 8, W: w + side - 6, H: box.H - 14}, list)
}

// turned is the first record that matters to the outcome that is shown and that one of
// the runs has otherwise, with what the first of all differences is.
func (p *Compare) turned(c *canvas.Canvas, s *view.State, shown *review.OutcomePair, x, w float64) (list []canvas.Block) {
	t := c.Theme
	if p.pair.First == nil {
		return nil
	}
	list = append(list, c.HeadBlock(x, headTurning))
	if shown != nil {
		list = append(list, c.TextBlock(x, w, 2, p.pair.A.Speak.Asked(shown.A.Why), theme.Note, font.Regular, t.Ink3))
		if turn, parted := p.pair.TurningOf(shown); parted {
			note := lanes.LabelOnly + "in " + letter(turn.InB)
			if turn.Other > 0 {
				by, _ := p.pair.Later(turn.Record.Num)
				if turn.InB {
					by, _ = p.pair.Later(turn.Other)
				}
				note = wording.Later(by) + " in B"
			}
			list = append(list, p.changed(c, turn.Run, turn.Record.Num, turn.Record.At, note, x, w)...)
		} else {
			list = append(list, c.TextBlock(x, w, 2, noteNoTurning, theme.Body, font.Regular, t.Ink2))
		}
	}
	words := fmt.Sprintf("Of all records the first that differs is number %s, %s", wording.Thousands(uint32(p.pair.First.Num)), canvas.Instant(p.pair.A, s.Clock, p.pair.Parted()))
	if !p.pair.Seeds() {
		words += "; their seeds differ, so that luck differs from the start"
	}
	return append(list, c.TextBlock(x, w, 3, words+".", theme.Note, font.Regular, t.Ink3))
}

// letter is what a run is called.
func letter(second bool) string {
	if second {
		return "B"
	}
	return "A"
}

// counts says how many records differ.
func (p *Compare) counts() string {
	n := p.pair
	return wording.Thousands(n.Equal) + " records are the same to the millisecond, " + wording.Thousands(len(n.Shifted)) + " came at another time, " +
		wording.Thousands(len(n.OnlyA)) + " are in A only, " + wording.Thousands(len(n.OnlyB)) + " in B only."
}

// changeBlock is how one deadline came out in both runs.
func (p *Compare) changeBlock(c *canvas.Canvas, o, shown *review.OutcomePair, x, w float64) canvas.Block {
	t, speak := c.Theme, p.pair.A.Speak
	subject := view.Subject{Topic: view.Deadline, Thing: o.A.Thing}
	shift := o.Shift
	if shift == "" {
		shift = labelSame
	}
	words := c.TextBlock(x+8, w-20, 2, speak.Asked(o.A.Why), theme.Body, font.Medium, t.Ink)
	high := words.High + 24
	return c.Pressed(canvas.Block{High: high, Draw: func(y float64) {
		if o == shown {
			c.Fill(scene.Box{X: x, Y: y, W: w, H: high}, t.Ground[2])
			c.Fill(scene.Box{X: x, Y: y, W: 3, H: high}, t.Ink)
		}
		c.Rule(x, y+0.5, x+w, y+0.5, t.Line)
		words.Draw(y)
		at := x + 8
		for i, v := range []*review.Outcome{o.A, o.B} {
			mark.Verdict(&c.Scene, scene.Point{X: at + 7, Y: y + words.High + 9}, 6, v.Verdict, t, t.Ground[1])
			if at += 22; i == 0 {
				mark.OtherStroke(t).Draw(&c.Scene, scene.Point{X: at, Y: y + words.High + 9}, scene.Point{X: at + 16, Y: y + words.High + 9})
				at += 20
			}
		}
		weight := font.Regular
		if o.Better != 0 {
			weight = font.SemiBold
		}
		c.SayIn(at+4, y+words.High+13, x+w-at-10, wording.Upper(shift), theme.Note, weight, t.Ink2)
	}}, x, w, canvas.Hit{Do: view.Action{Do: view.Select, Subject: subject}, Double: view.Action{Do: view.Explain, Subject: subject}, Subject: subject})
}

// figures are the measures that came to something else in the second run.
func (p *Compare) figures(c *canvas.Canvas, x, w float64) (list []canvas.Block) {
	a, errA := p.pair.A.Measured()
	b, errB := p.pair.B.Measured()
	if errA != nil || errB != nil {
		return nil
	}
	t := c.Theme
	each := float64((w - 10) * 0.27)
	for i := range measure.Catalogue {
		f := &measure.Catalogue[i]
		va, vb := p.pair.A.Speak.Figure(f, &a.Results), p.pair.B.Speak.Figure(f, &b.Results)
		if va == vb {
			continue
		}
		if len(list) == 0 {
			list = append(list, canvas.Block{High: 30, Draw: func(y float64) {
				c.Say(x, y+20, headMeasures, theme.Section, font.SemiBold, t.Ink)
				c.SayEnd(x+w-each-8, y+20, "A", theme.Note, font.SemiBold, t.Ink3)
				c.SayEnd(x+w, y+20, "B", theme.Note, font.SemiBold, t.Ink3)
			}})
		}
		name := c.TextBlock(x, w-float64(2*each)-24, 2, wording.Upper(p.pair.A.Speak.Terms.Figure(f.ID)), theme.Body, font.Medium, t.Ink)
		high := name.High + 18
		list = append(list, canvas.Block{High: high, Draw: func(y float64) {
			c.Rule(x, y+0.5, x+w, y+0.5, t.Line)
			name.Draw(y)
			c.Say(x, y+name.High+11, f.ID, theme.Tick, font.Regular, t.Ink3)
			c.SayEnd(x+w-each-8, y+16, c.Fit(va, font.Regular, theme.Note, each), theme.Note, font.Regular, t.Ink2)
			c.SayEnd(x+w, y+16, c.Fit(vb, font.SemiBold, theme.Note, each), theme.Note, font.SemiBold, t.Ink)
		}})
	}
	return list
}
