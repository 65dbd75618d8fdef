package panel

import (
	"entente/render/font"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim"
)

// GapWords says how many records of a damaged file are missing; empty where none are.
func GapWords(run *review.Run) string {
	gaps, missing := run.Gaps(), 0
	if len(gaps) == 0 {
		return ""
	}
	for i := range gaps {
		missing += int(gaps[i].Last-gaps[i].First) + 1
	}
	return run.Speak.Gap(missing, int(run.Records.Count()), len(gaps), gaps[0].From, gaps[len(gaps)-1].Until)
}

// NewerWords says that a newer version made a run, and how many records are not
// understood; empty for any other.
func NewerWords(run *review.Run) string {
	format, unknown := run.Newer()
	if format == 0 {
		return ""
	}
	return run.Speak.Newer(unknown)
}

// UnclearAt is the gap that makes it unknown how things stood at the instant that is
// looked at; nil where it is known.
func UnclearAt(run *review.Run, s *view.State) *review.Gap {
	if len(run.Gaps()) == 0 {
		return nil
	}
	return run.Unclear(run.Upto(s.At, s.Record))
}

// Unclear stands in place of a panel that would tell how things stood, where nobody
// knows: records before are missing.
type Unclear struct{}

// Draw draws it, with the way to where things are known again.
func (Unclear) Draw(c *Canvas, run *review.Run, g *review.Gap, box scene.Box) {
	t, known := c.Theme, clearFrom(run, g)
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	c.slant(box, t.Line)
	w := box.W - 32
	y := c.Tell(box.X+16, box.Y+26, w, 18, 6, run.Speak.Unclear(g.First, g.Last, known), theme.Body, font.Medium, t.Ink)
	if known < sim.Never {
		c.Button(box.X+16, y+2, labelToKnown, "", false, view.Action{Do: view.JumpTo, At: known})
	}
}

// clearFrom is when how things stand is known again; sim.Never if it is not.
func clearFrom(run *review.Run, g *review.Gap) sim.Time {
	if int(g.Known) > len(run.Events) || g.Known == 0 {
		return sim.Never
	}
	return run.Events[g.Known-1].At
}

// gaps hatches the time in which records are missing, and says so where there is room;
// with the state also that in which how things stood is not known.
func (c *Canvas) gaps(run *review.Run, axis *Axis, area scene.Box, state bool) {
	for i := range run.Gaps() {
		g := &run.Gaps()[i]
		until := g.Until
		if state {
			until = min(max(until, clearFrom(run, g)), run.Until)
		}
		from, until := max(g.From, axis.From), min(until, axis.Until)
		if from > until {
			continue
		}
		x := whole(axis.At(from))
		b := scene.Box{X: x - 1, Y: area.Y, W: max(4, axis.At(until)-x+1), H: area.H}
		c.Clip(b)
		c.Fill(b, c.Theme.Ground[1])
		c.slant(b, c.Theme.Edge)
		c.Unclip()
		c.Rule(b.X+0.5, b.Y, b.X+0.5, b.Y+b.H, c.Theme.Late)
		c.Rule(b.X+b.W-0.5, b.Y, b.X+b.W-0.5, b.Y+b.H, c.Theme.Late)
		c.Hit(Hit{Box: b, Axis: axis, Drag: view.PanTime, Tip: run.Speak.Gap(int(g.Last-g.First)+1, int(run.Records.Count()), 1, g.From, g.Until)})
	}
}

// slant fills a box with slanted lines.
func (c *Canvas) slant(b scene.Box, ink theme.Colour) {
	const step = 8.0
	for x := b.X - b.H; x < b.X+b.W; x += step {
		from, to := scene.Point{X: x, Y: b.Y + b.H}, scene.Point{X: x + b.H, Y: b.Y}
		if from.X < b.X { // of what lies outside nothing is drawn
			from = scene.Point{X: b.X, Y: from.Y - (b.X - from.X)}
		}
		if to.X > b.X+b.W {
			to = scene.Point{X: b.X + b.W, Y: to.Y + (to.X - b.X - b.W)}
		}
		c.Scene.Line(&scene.Line{A: from, B: to, Stroke: ink, Width: 1})
	}
}
