package panel

import (
	"entente/render/canvas"
	"entente/render/figure"
	"entente/render/font"
	"entente/render/lanes"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// switches choose between the way to one outcome and all of them, at the right end; it
// gives where they begin.
func (p *Compare) switches(c *canvas.Canvas, s *view.State, b scene.Box) float64 {
	x := b.X + b.W - 12 - canvas.ButtonWidth(labelOneWay, "") - 4 - canvas.ButtonWidth(labelAllWays, "")
	at := x
	for i, label := range [...]string{labelOneWay, labelAllWays} {
		do := view.Action{}
		if (i == 1) != s.Overview {
			do.Do = view.CompareAll
		}
		at = c.Button(at, b.Y+6, label, "", (i == 1) == s.Overview, do) - 4
	}
	return x
}

// heading says what is drawn, with the switches at its end.
func (p *Compare) heading(c *canvas.Canvas, s *view.State, b scene.Box, note string) {
	t, x := c.Theme, b.X+16
	right := p.switches(c, s, b) - 12
	wide := font.Width(headTwoRuns, font.SemiBold, theme.Section)
	if right-x < wide {
		return
	}
	c.Say(x, b.Y+24, headTwoRuns, theme.Section, font.SemiBold, t.Ink)
	if x += wide + 10; right-x > 60 {
		c.SayIn(x, b.Y+24, right-x, note, theme.Note, font.Regular, t.Ink3)
	}
}

// Of a row of the overview.
const (
	wayHigh = 11.0 // of one bar
	waysGap = 4.0
	rowHigh = 44.0
)

// drawAll draws the ways to all outcomes in both runs, a row for each with A above B,
// all on one clock.
func (p *Compare) drawAll(c *canvas.Canvas, s *view.State, shown *review.OutcomePair, b scene.Box) {
	t := c.Theme
	const side, axisHigh = 16.0, 34.0
	p.heading(c, s, b, "")
	label := min(280, float64(b.W*0.34))
	twins := p.ways()
	axis := figure.Axis{X: b.X + label + 24, W: b.W - label - 24 - side, Due: sim.Never}
	axis.From, axis.Until = lanes.WindowOf(p.pair.A, s)
	p.axis.Set(axis.From, axis.Until, axis.X, axis.W, nil, 0)
	top := b.Y + 40 + axisHigh
	fit := int((b.Y + b.H - top - 8) / rowHigh)
	list := scene.Box{X: b.X, Y: top, W: b.W - 4, H: b.Y + b.H - top - 8}
	first, upto := c.VisibleRows(view.OutcomeList, s, len(p.pair.Outcomes), fit, list)
	bottom := top + float64(rowHigh*float64(upto-first))
	labels := scene.NewPlacer(scene.Box{X: b.X + label, Y: top - axisHigh, W: b.W - label, H: axisHigh})
	for _, item := range axis.Calendar(top-2, bottom, p.pair.A.Speak.Clock, t) {
		if text, is := item.(scene.Text); is {
			c.PlaceText(labels, text)
			continue
		}
		c.Add(item)
	}
	area := scene.Box{X: axis.X, Y: top, W: axis.W, H: bottom - top}
	c.Hit(canvas.Hit{Box: scene.Box{X: area.X, Y: area.Y - axisHigh, W: area.W, H: area.H + axisHigh}, Drag: view.PanTime, Axis: &p.axis, Double: view.Action{Do: view.FitTime}})
	for i := first; i < upto; i++ {
		p.drawPairRow(c, &p.pair.Outcomes[i], &twins[i], shown, axis, scene.Box{X: b.X, Y: top + float64(rowHigh*float64(i-first)), W: b.W - 10, H: rowHigh}, label)
	}
}

// ways are those to each outcome in both runs; a run without one has none.
func (p *Compare) ways() (list [][2]twin) {
	for i := range p.pair.Outcomes {
		o := &p.pair.Outcomes[i]
		both := [2]twin{{run: p.pair.A, letter: "A"}, {run: p.pair.B, letter: "B"}}
		for k, x := range [...]*review.Outcome{o.A, o.B} {
			if e, err := both[k].run.WhyOf(x.Thing); err == nil && e != nil {
				both[k].path = pathOf(both[k].run, e, false)
			}
		}
		list = append(list, both)
	}
	return list
}

// drawPairRow draws one outcome: what was asked, how it came out in each run, and both
// ways with their deadline.
func (p *Compare) drawPairRow(c *canvas.Canvas, o *review.OutcomePair, both *[2]twin, shown *review.OutcomePair, axis figure.Axis, b scene.Box, label float64) {
	t := c.Theme
	subject := view.Subject{Topic: view.Deadline, Thing: o.A.Thing}
	if o == shown {
		c.Fill(scene.Box{X: b.X, Y: b.Y + 1, W: 3, H: b.H - 1}, t.Ink)
	}
	c.Rule(b.X, b.Y+0.5, b.X+b.W, b.Y+0.5, t.Line)
	c.Hit(canvas.Hit{
		Box: scene.Box{X: b.X, Y: b.Y, W: label + 20, H: b.H}, Do: view.Action{Do: view.Select, Subject: subject},
		Double: view.Action{Do: view.CompareAll}, Subject: subject, Tip: p.pair.A.Speak.Asked(o.A.Why),
	})
	c.Tell(b.X+16, b.Y+17, label-52, 16, 2, p.pair.A.Speak.Asked(o.A.Why), theme.Note, font.Medium, t.Ink)
	for i, x := range [...]*review.Outcome{o.A, o.B} {
		y := b.Y + 8 + float64((wayHigh+waysGap)*float64(i))
		c.Say(b.X+label-26, y+9.5, both[i].letter, theme.Tick, font.SemiBold, t.Ink2)
		mark.Verdict(&c.Scene, scene.Point{X: b.X + label - 4, Y: y + float64(wayHigh/2)}, 5, x.Verdict, t, t.Ground[1])
		c.Clip(scene.Box{X: axis.X, Y: b.Y, W: axis.W, H: b.H})
		p.drawWay(c, &both[i], axis, y)
		c.Unclip()
		if x.At == sim.Never || x.At < axis.From || x.At > axis.Until {
			continue
		}
		ink := t.Ink2
		if x.Verdict != journal.Met {
			ink = t.Late
		}
		at := canvas.SnapToPixel(axis.At(x.At))
		c.Scene.Line(&scene.Line{A: scene.Point{X: at, Y: y - 3}, B: scene.Point{X: at, Y: y + wayHigh + 1}, Stroke: ink, Width: 1.6})
		if i == 0 {
			mark.Flag(&c.Scene, at, y-4, ink)
		}
	}
}

// drawWay draws one way as a thin bar, from when somebody could know to when it ended.
func (p *Compare) drawWay(c *canvas.Canvas, x *twin, axis figure.Axis, y float64) {
	if x.path == nil {
		return
	}
	for i := range x.path.rows {
		k := &x.path.rows[i]
		from, until := max(k.from, x.path.from, axis.From), min(k.until, axis.Until)
		if until <= from {
			continue
		}
		left, end := axis.At(from), axis.At(until)
		bar := scene.NewBar(scene.Box{X: left, Y: y, W: max(end-left, 1), H: wayHigh}, k.delay, c.Theme, k.says)
		c.Scene.Bar(&bar)
		c.Hit(p.passageHit(x, k, bar.Box))
	}
}
