package canvas

import (
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim"
)

// PlaceText writes the first of some texts for which there is room.
func (c *Canvas) PlaceText(labels *scene.Placer, offers ...scene.Text) {
	if t, ok := labels.Place(offers...); ok {
		c.Scene.Text(&t)
	}
}

// Dashed draws a box of dashes.
func (c *Canvas) Dashed(b scene.Box, ink theme.Colour) {
	p := [4]scene.Point{{X: b.X, Y: b.Y}, {X: b.X + b.W, Y: b.Y}, {X: b.X + b.W, Y: b.Y + b.H}, {X: b.X, Y: b.Y + b.H}}
	for i := range p {
		mark.Dashes(&c.Scene, p[i], p[(i+1)%4], 3, 3, ink, 1)
	}
}

// Slant fills a box with slanted lines.
func (c *Canvas) Slant(b scene.Box, ink theme.Colour) {
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

// Gaps hatches the time in which records are missing, and says so where there is room;
// with the state also that in which how things stood is not known.
func (c *Canvas) Gaps(run *review.Run, axis *Axis, area scene.Box, state bool) {
	for i := range run.Gaps() {
		g := &run.Gaps()[i]
		until := g.Until
		if state {
			until = min(max(until, ClearFrom(run, g)), run.Until)
		}
		from, until := max(g.From, axis.From), min(until, axis.Until)
		if from > until {
			continue
		}
		x := SnapToPixel(axis.At(from))
		b := scene.Box{X: x - 1, Y: area.Y, W: max(4, axis.At(until)-x+1), H: area.H}
		c.Clip(b)
		c.Fill(b, c.Theme.Ground[1])
		c.Slant(b, c.Theme.Edge)
		c.Unclip()
		c.Rule(b.X+0.5, b.Y, b.X+0.5, b.Y+b.H, c.Theme.Late)
		c.Rule(b.X+b.W-0.5, b.Y, b.X+b.W-0.5, b.Y+b.H, c.Theme.Late)
		c.Hit(Hit{Box: b, Axis: axis, Drag: view.PanTime, Tip: run.Speak.Gap(int(g.Last-g.First)+1, int(run.Records.Count()), 1, g.From, g.Until)})
	}
}

// Plate writes a text over lines, on a plate of the ground.
func (c *Canvas) Plate(x *scene.Text) {
	c.Fill(x.Box().Grow(2), c.Theme.Ground[1])
	c.Scene.Text(x)
}

// Tick draws whether something held: a tick, or a cross in the colour of what is
// late.
func (c *Canvas) Tick(at scene.Point, held bool) {
	t := c.Theme
	if held {
		c.Scene.Polyline([]scene.Point{{X: at.X - 5, Y: at.Y}, {X: at.X - 1.5, Y: at.Y + 4}, {X: at.X + 5, Y: at.Y - 4}}, t.Ink, 1.8)
		return
	}
	c.Scene.Line(&scene.Line{A: scene.Point{X: at.X - 4, Y: at.Y - 4}, B: scene.Point{X: at.X + 4, Y: at.Y + 4}, Stroke: t.Late, Width: 1.8})
	c.Scene.Line(&scene.Line{A: scene.Point{X: at.X - 4, Y: at.Y + 4}, B: scene.Point{X: at.X + 4, Y: at.Y - 4}, Stroke: t.Late, Width: 1.8})
}

// ClearFrom is when how things stand is known again; sim.Never if it is not.
func ClearFrom(run *review.Run, g *review.Gap) sim.Time {
	if int(g.Known) > len(run.Events) || g.Known == 0 {
		return sim.Never
	}
	return run.Events[g.Known-1].At
}
