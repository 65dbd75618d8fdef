package panel

import (
	"entente/render/canvas"
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

// Unclear stands in place of a panel that would tell how things stood, where nobody
// knows: records before are missing.
type Unclear struct{}

// Draw draws it, with the way to where things are known again.
func (Unclear) Draw(c *canvas.Canvas, run *review.Run, g *review.Gap, box scene.Box) {
	t, known := c.Theme, canvas.ClearFrom(run, g)
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	c.Slant(box, t.Line)
	w := box.W - 32
	y := c.Tell(box.X+16, box.Y+26, w, 18, 6, run.Speak.Unclear(g.First, g.Last, known), theme.Body, font.Medium, t.Ink)
	if known < sim.Never {
		c.Button(box.X+16, y+2, labelToKnown, "", false, view.Action{Do: view.JumpTo, At: known})
	}
}
