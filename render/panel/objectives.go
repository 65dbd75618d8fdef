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
	"entente/sim/journal"
)

// Objectives is what the exercise was to show, and how each critical task is rated,
// with the records that the rating rests on.
type Objectives struct{ layer canvas.Layer }

// Draw draws the screen.
func (p *Objectives) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	reads := view.State{Clock: s.Clock, As: s.As, Missed: s.Missed}
	reads.Scroll[view.ObjectiveList] = s.Scroll[view.ObjectiveList]
	p.layer.Draw(c, run, reads, box, drawObjectives)
}

func drawObjectives(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	t, p, terms := c.Theme, pageOf(box), run.Speak.Terms
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	x, w := box.X+p.side, box.W-float64(2*p.side)
	y := box.Y + p.side + float64(p.title*0.9)
	y = c.Tell(x, y, w, float64(p.title*1.2), 1, headObjectives, p.title, font.SemiBold, t.Ink)
	if look.Strict(s) {
		drawElsewhere(c, noteControl, x, y, w)
		return
	}
	measured, err := run.Measured()
	lead := noteRatings
	switch {
	case err != nil:
		lead = wording.Upper(err.Error())
	case len(run.Static.Objectives) == 0:
		lead = noteNoObjectives
	}
	y = c.Tell(x, y, min(w, 1100), float64(p.lead*1.45), 2, lead, p.lead, font.Regular, t.Ink2)
	if err != nil || len(run.Static.Objectives) == 0 {
		return
	}
	b := scene.Box{X: x, Y: y + 4, W: w, H: box.Y + box.H - y - 4 - float64(p.side/2)}
	var blocks []canvas.Block
	for _, o := range run.Static.Objectives {
		head := c.TextBlock(x, w-12, 2, o.ID+"  "+o.Text, theme.Section, font.SemiBold, t.Ink)
		blocks = append(blocks, c.GapBlock(0, 0, false), head)
		var about []string
		if o.Capability != "" {
			about = append(about, wording.Upper(terms.Noun("capability"))+": "+o.Capability)
		}
		if o.Target != "" {
			about = append(about, wording.Upper(terms.Noun("target"))+": "+o.Target)
		}
		if v := run.Book.Objective(o.ID); v.Note != nil {
			about = append(about, strings.TrimSuffix(fmt.Sprintf("%s %s: %s", by(v.Note.By), v.Rating, v.Note.Text), ": "))
		}
		if len(about) > 0 {
			blocks = append(blocks, c.TextBlock(x, w-12, 2, strings.Join(about, " · "), theme.Note, font.Regular, t.Ink3))
		}
		rated := false
		for i := range run.Static.Tasks {
			if k := &run.Static.Tasks[i]; k.Objective == o.ID {
				rated = true
				blocks = append(blocks, taskBlock(c, run, s, measured, k, x, w-12))
			}
		}
		if !rated {
			blocks = append(blocks, c.TextBlock(x, w-12, 1, fmt.Sprintf("No %s is defined: not rated.", terms.Noun("task")), theme.Body, font.Regular, t.Ink3))
		}
	}
	c.Column(view.ObjectiveList, s, b, blocks)
}

func by(name string) string {
	if name == "" {
		return "an evaluator"
	}
	return name
}

// mostEvidence records that are named as what a rating rests on.
const mostEvidence = 10

// taskBlock is one task: its rating, what it is, what its measure came to and what it
// takes, and the records behind it.
func taskBlock(c *canvas.Canvas, run *review.Run, s *view.State, measured *review.Measured, k *journal.Task, x, w float64) canvas.Block {
	t := c.Theme
	v := run.Book.Task(*k, &measured.Results)
	whose := labelIndicative
	if v.Note != nil {
		whose = by(v.Note.By)
		if v.Note.Text != "" {
			whose += ": " + v.Note.Text
		}
		whose += fmt.Sprintf(" (%s: %s)", strings.ToLower(labelIndicative), v.Indicative)
	}
	evidence := measured.Evidence(k.Measure)
	const indent = 48.0
	third := float64((w - indent) / 3)
	return canvas.Block{High: 84, Draw: func(y float64) {
		c.Rule(x, y+0.5, x+w, y+0.5, t.Line)
		mark.Rating(&c.Scene, x+4, y+10, v.Rating, t, t.Ground[1])
		c.SayIn(x+indent, y+20, w-indent, k.ID+"  "+k.Text, theme.Body, font.Medium, t.Ink)
		c.SayIn(x+indent, y+38, w-indent, wording.Upper(wording.Rating(v.Rating))+" · "+whose, theme.Note, font.Regular, t.Ink2)
		came := k.Measure + ": " + run.Speak.Evidence(k.Measure, &measured.Results)
		c.SayIn(x+indent, y+56, float64(third*1.2)-12, came, theme.Note, font.SemiBold, t.Ink)
		var takes []string
		for _, l := range [...]struct {
			letter measure.Rating
			limit  float64
		}{{measure.Performed, k.P}, {measure.Some, k.S}, {measure.Major, k.M}} {
			if words := wording.Threshold(k, l.limit); words != "" {
				takes = append(takes, string(l.letter)+" "+words)
			}
		}
		c.SayIn(x+indent+float64(third*1.2), y+56, float64(third*1.8), strings.Join(takes, " · "), theme.Note, font.Regular, t.Ink3)
		drawEvidence(c, run, evidence, x+indent, y+74, x+w)
	}}
}

// drawEvidence names records, each of which leads to the lanes.
func drawEvidence(c *canvas.Canvas, run *review.Run, list []journal.Num, x, y, end float64) {
	t := c.Theme
	if len(list) == 0 {
		c.Say(x, y, noteNoEvidence, theme.Note, font.Regular, t.Ink3)
		return
	}
	c.Say(x, y, labelEvidence, theme.Note, font.Regular, t.Ink3)
	x += font.Width(labelEvidence, font.Regular, theme.Note) + 10
	for i, n := range list {
		text := fmt.Sprint(n)
		wide := font.Width(text, font.Medium, theme.Note)
		if i == mostEvidence || x+wide+90 > end {
			c.Say(x, y, fmt.Sprintf("and %s more", wording.Thousands(len(list)-i)), theme.Note, font.Regular, t.Ink3)
			return
		}
		rec, err := run.Records.Record(n)
		if err != nil {
			continue
		}
		c.Say(x, y, text, theme.Note, font.Medium, t.Ink)
		c.Rule(x, y+2.5, x+wide, y+2.5, t.Edge)
		c.Hit(canvas.Hit{Box: scene.Box{X: x - 4, Y: y - 12, W: wide + 8, H: 18}, Do: locate(n, rec.At), Subject: view.Subject{Topic: view.Event, Record: n}, Tip: run.Speak.Record(rec)})
		x += wide + 12
	}
}
