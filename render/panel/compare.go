package panel

import (
	"fmt"
	"strings"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
)

// Compare is two runs of a scenario on one clock: the way to one outcome in A above
// that in B, what both have alike faint, the first difference enlarged; or all outcomes,
// each with both ways (compare_all.go). Beside them stands what changed.
type Compare struct {
	layer canvas.Layer
	axis  canvas.Axis // of all outcomes
	pair  *review.Pair
	study *review.Sample
	turn  int // of answers of the second run
	done  bool
}

// Draw draws the screen; without a second run it says how to get one.
func (p *Compare) Draw(c *canvas.Canvas, pair *review.Pair, s *view.State, box scene.Box) {
	if pair == nil {
		p.pair = nil
		p.layer.Draw(c, nil, view.State{}, box, drawNoPair)
		return
	}
	if turn := pair.B.Turn(); p.pair != pair || p.done != pair.Done() || p.study != pair.Sample || p.turn != turn {
		p.pair, p.done, p.study, p.turn, p.layer.IsDrawn = pair, pair.Done(), pair.Sample, turn, false
	}
	reads := view.State{Subject: s.Subject, Outcome: s.Outcome, Clock: s.Clock, Overview: s.Overview, As: s.As, Missed: s.Missed}
	if s.Overview {
		reads.From, reads.Until = s.From, s.Until
	}
	for _, l := range [...]view.List{view.DifferenceList, view.OutcomeList} {
		reads.Scroll[l] = s.Scroll[l]
	}
	p.layer.Draw(c, pair.A, reads, box, p.draw)
}

// drawNoPair says how two runs are compared.
func drawNoPair(c *canvas.Canvas, _ *review.Run, _ *view.State, box scene.Box) {
	t, g := c.Theme, pageOf(box)
	c.Fill(box, t.Ground[1])
	x, w := box.X+g.side, box.W-float64(2*g.side)
	y := c.Tell(x, box.Y+g.side+float64(g.title*0.9), w, float64(g.title*1.2), 2, headNoPair, g.title, font.SemiBold, t.Ink)
	y = c.Tell(x, y, min(w, 900), float64(g.lead*1.45), 3, noteNoPair, g.lead, font.Regular, t.Ink2)
	b := scene.Box{X: x, Y: y, W: min(w, 520), H: 32}
	c.Fill(b, t.Ground[0])
	c.SayIn(b.X+12, b.Y+20, b.W-24, commandCompare, theme.Body, font.Medium, t.Ink)
	c.Button(x, y+44, labelCopyCommand, "", false, view.Action{Do: view.CopyText, Text: commandCompare})
}

func (p *Compare) draw(c *canvas.Canvas, _ *review.Run, s *view.State, box scene.Box) {
	t := c.Theme
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	if look.Strict(s) {
		g := pageOf(box)
		x, w := box.X+g.side, box.W-float64(2*g.side)
		y := c.Tell(x, box.Y+g.side+float64(g.title*0.9), w, float64(g.title*1.2), 2, headTwoRuns, g.title, font.SemiBold, t.Ink)
		drawElsewhere(c, noteBoth, x, y, w)
		return
	}
	side := 352.0
	if box.W >= 1500 {
		side = 440
	}
	if box.W < 900 {
		side = float64(box.W * 0.42)
	}
	left := scene.Box{X: box.X, Y: box.Y, W: box.W - side, H: box.H}
	right := scene.Box{X: box.X + left.W, Y: box.Y, W: side, H: box.H}
	c.Rule(right.X+0.5, right.Y, right.X+0.5, right.Y+right.H, t.Line2)
	if !p.pair.Done() {
		na, ofA := p.pair.A.Loaded()
		nb, ofB := p.pair.B.Loaded()
		drawProgress(c, left.X+20, left.Y+40, min(420, left.W-40), p.pair.A.Static.Title, float64(na+nb)/float64(max(1, ofA+ofB)), noteComparing)
		return
	}
	o := p.outcome(s)
	switch {
	case o == nil:
	case s.Overview:
		p.drawAll(c, s, o, left)
	default:
		p.drawRuns(c, s, o, left)
	}
	p.drawChanges(c, s, o, right)
}

// outcome is the deadline whose ways are drawn: the chosen one, else that which
// changed the most.
func (p *Compare) outcome(s *view.State) *review.OutcomePair {
	thing := s.Outcome
	if s.Subject.Topic == view.Deadline {
		thing = s.Subject.Thing
	}
	var best *review.OutcomePair
	most := sim.Time(-1)
	for i := range p.pair.Outcomes {
		x := &p.pair.Outcomes[i]
		if x.A.Thing == thing {
			return x
		}
		by := sim.Time(0)
		switch {
		case x.A.Verdict != x.B.Verdict:
			by = sim.Never / 2
		case x.A.When != sim.Never && x.B.When != sim.Never:
			by = max(x.B.When-x.A.When, x.A.When-x.B.When)
		}
		if by > most {
			best, most = x, by
		}
	}
	return best
}

// drawRuns draws the way to an outcome in both runs.
func (p *Compare) drawRuns(c *canvas.Canvas, s *view.State, o *review.OutcomePair, b scene.Box) {
	t := c.Theme
	side := 16.0
	p.heading(c, s, b, p.pair.A.Speak.Asked(o.A.Why)+"; faint: as in the other run")
	twins := [2]twin{{run: p.pair.A, letter: "A"}, {run: p.pair.B, letter: "B"}}
	for i, x := range []*review.Outcome{o.A, o.B} {
		e, err := twins[i].run.WhyOf(x.Thing)
		if err != nil || e == nil {
			return
		}
		twins[i].path = pathOf(twins[i].run, e, false)
	}
	lanes := lanesOfTwins(&twins)
	if len(lanes) == 0 {
		return
	}
	const head, band, axisHigh = 26.0, 48.0, 46.0
	room := b.H - 36 - axisHigh - float64(2*head) - band - 8
	most := 42.0
	if b.W > 1000 {
		most = 56
	}
	high := min(most, float64(room/float64(2*len(lanes))))
	if high < 16 {
		lanes = lanes[:max(1, int(room)/32)]
		high = 16
	}
	label := min(190, float64(b.W*0.26))
	z := p.zoom(&twins, o, b.X+label, b.W-label-12)
	twins[0].top = b.Y + 36 + axisHigh + head
	middle := twins[0].top + float64(high*float64(len(lanes)))
	twins[1].top = middle + band + head
	bottom := twins[1].top + float64(high*float64(len(lanes)))
	z.draw(c, p.pair.A.Speak.Clock, b.Y+36+axisHigh-4, bottom)
	for i := range twins {
		p.drawTwin(c, &twins[i], &twins[1-i], lanes, z, scene.Box{X: b.X, Y: twins[i].top - head, W: b.W, H: head}, label, high)
	}
	for i, x := range []*review.Outcome{o.A, o.B} {
		if x.At != sim.Never && z.has(x.At) {
			mark.Deadline(&c.Scene, z.at(x.At), twins[i].top-[...]float64{8, 0}[i], twins[i].top+float64(high*float64(len(lanes))), t)
		}
	}
	p.drawGain(c, s, o, &twins, lanes, z, scene.Box{X: b.X, Y: middle, W: b.W, H: band}, label, high)
	p.drawSplits(c, o, scene.Box{X: b.X + side, Y: bottom + 8, W: b.W - float64(2*side), H: b.Y + b.H - bottom - 12})
}

// drawSplits draws into what the time to the outcome went in each run, both on one
// scale, and by how much each reason differs.
func (p *Compare) drawSplits(c *canvas.Canvas, o *review.OutcomePair, b scene.Box) {
	const least = 112.0
	t, terms := c.Theme, p.pair.A.Speak.Terms
	times := [2]reasons{o.Time[0], o.Time[1]}
	longest := max(times[0].whole(), times[1].whole())
	if b.H < least || longest == 0 {
		return
	}
	c.Say(b.X, b.Y+18, headTime, theme.Section, font.SemiBold, t.Ink)
	for i := range times {
		y := b.Y + 28 + float64(float64(i)*26)
		c.Say(b.X, y+14, [...]string{"A", "B"}[i], theme.Note, font.SemiBold, t.Ink)
		long := wording.Lasting(times[i].whole())
		room := b.W - 24 - 100
		wide := float64(room*float64(times[i].whole())) / float64(longest)
		drawStack(c, scene.Box{X: b.X + 20, Y: y, W: wide, H: 18}, &times[i], terms)
		c.Say(b.X+28+wide, y+14, long, theme.Note, font.SemiBold, t.Ink)
	}
	x, y := b.X, b.Y+28+52+20
	var differ reasons
	for d := range measure.NumDelays {
		differ[d] = max(times[1][d]-times[0][d], times[0][d]-times[1][d])
	}
	for _, d := range differ.ordered() {
		name, words := terms.Delay(d.Code()), difference(times[1][d]-times[0][d])
		wide := 26 + font.Width(name, font.Medium, theme.Note) + 8 + font.Width(words, font.Regular, theme.Note)
		if x+wide > b.X+b.W {
			if x, y = b.X, y+22; y > b.Y+b.H-6 {
				return
			}
		}
		c.Bar(scene.Box{X: x, Y: y - 10, W: 20, H: 11}, d, name)
		c.Say(x+26, y, name, theme.Note, font.Medium, t.Ink)
		c.SayEnd(x+wide, y, words, theme.Note, font.Regular, t.Ink2)
		x += wide + 24
	}
}

// difference is how much more or less time there was.
func difference(by sim.Time) string {
	if by > 0 {
		return "+" + wording.Lasting(by)
	}
	return wording.Lasting(by)
}

// runName is what a run is told from the other by: its seed, or what was changed in
// it and when.
func runName(run *review.Run, pair *review.Pair) string {
	m := run.Meta
	parts := []string{fmt.Sprintf("Seed %d", m.Seed)}
	sets, patches := run.MadeWith()
	if len(patches) > 0 {
		parts = append(parts, "with "+strings.Join(patches, ", "))
	}
	if len(sets) > 0 {
		parts = append(parts, "set "+strings.Join(sets, "; "))
	}
	for _, x := range m.Branches {
		parts = append(parts, fmt.Sprintf("from %s on %s", pair.A.Speak.Clock.At(sim.Time(x.At)), strings.Join(x.Set, "; ")))
	}
	return strings.Join(parts, ", ")
}

// drawGain draws the first difference, and an arrow from when the outcome came in A
// to when in B, with words.
func (p *Compare) drawGain(c *canvas.Canvas, s *view.State, o *review.OutcomePair, twins *[2]twin, lanes []string, z *zoom, b scene.Box, label, high float64) {
	t, mid := c.Theme, b.Y+float64(b.H/2)
	if turn, parted := p.pair.TurningOf(o); parted {
		at := turn.Record.At
		c.SayIn(b.X+12, mid-3, label-16, headFirst, theme.Note, font.SemiBold, t.Ink)
		c.SayIn(b.X+12, mid+13, label-16, canvas.Instant(p.pair.A, s.Clock, at)+", on this way", theme.Tick, font.Regular, t.Ink3)
		if z.has(at) {
			x := z.at(at)
			mark.Dashes(&c.Scene, scene.Point{X: x, Y: twins[0].top}, scene.Point{X: x, Y: twins[1].top + float64(high*float64(len(lanes)))}, 2, 3, t.Ink3, 1)
		}
	}
	words := o.Shift
	if words == "" {
		words = labelSame
	}
	text := scene.Text{Text: words, Size: theme.Body, Weight: font.SemiBold, Fill: t.Ink, Anchor: scene.Middle}
	wide := font.Width(words, font.SemiBold, theme.Body)
	room := scene.Box{X: b.X + label, W: b.W - label - 8}
	center := room.X + float64(room.W/2)
	if o.A.When != sim.Never && o.B.When != sim.Never && o.A.When != o.B.When && z.has(o.A.When) && z.has(o.B.When) {
		xa, xb := z.at(o.A.When), z.at(o.B.When)
		mark.Dashes(&c.Scene, scene.Point{X: xa, Y: twins[0].top}, scene.Point{X: xa, Y: mid}, 3, 3, t.Ink, 1.2)
		mark.Dashes(&c.Scene, scene.Point{X: xb, Y: mid}, scene.Point{X: xb, Y: twins[1].top + float64(high*float64(len(lanes)))}, 3, 3, t.Ink, 1.2)
		mark.PathStroke(t).Draw(&c.Scene, scene.Point{X: xa, Y: mid}, scene.Point{X: xb, Y: mid})
		center = float64((xa + xb) / 2)
		if lo, hi := min(xa, xb), max(xa, xb); hi-lo < wide+40 { // no room on the arrow
			if center = hi + 12 + float64(wide/2); center+float64(wide/2) > room.X+room.W {
				center = lo - 12 - float64(wide/2)
			}
		}
	}
	text.At = scene.Point{X: min(max(center, room.X+float64(wide/2)+4), room.X+room.W-float64(wide/2)), Y: mid + 4.5}
	if wide > room.W {
		text.Text = c.Fit(words, font.SemiBold, theme.Body, room.W)
	}
	c.Plate(&text)
}
