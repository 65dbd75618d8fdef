package rehearsal

import (
	"fmt"
	"strings"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/journal"
)

// tickSteps are the distances of ticks in hours of play, and mostTicks how many of them
// fit under the lanes.
var tickSteps = [...]int{1, 2, 3, 6, 12, 24, 48, 72, 120, 240, 480, 960}

const mostTicks = 12

// tickStep is the distance of ticks on an axis of so many hours.
func tickStep(hours int) int {
	for _, s := range tickSteps {
		if hours/s <= mostTicks {
			return s
		}
	}
	return (hours + mostTicks - 1) / mostTicks
}

// axis draws the hours of play under the lanes, and the borders of the moves through
// them with each move's name above.
func axis(p *scene.Scene, st *journal.Static, hours int, width float64) {
	t, foot := theme.Light, p.H-6
	at := func(hour float64) float64 { return label + float64(hour*width) }
	step := tickStep(hours)
	for h := 0; h <= hours; h += step {
		x := at(float64(h))
		p.Add(scene.Line{A: scene.Point{X: x, Y: band}, B: scene.Point{X: x, Y: p.H - 20}, Stroke: t.Line, Width: 0.5})
		anchor := scene.Middle
		switch {
		case h == 0:
			anchor = scene.Start
		case x > wide-20:
			anchor = scene.End
		}
		p.Add(scene.Text{At: scene.Point{X: x, Y: foot}, Text: fmt.Sprintf("H+%d", h), Size: theme.Tick, Fill: t.Ink3, Anchor: anchor})
	}
	played := 0.0
	for i := range st.Moves {
		m := &st.Moves[i]
		from := at(played)
		played += float64(m.PlayedIn) / float64(sim.Hour)
		to := min(at(played), wide)
		if i > 0 {
			p.Add(scene.Line{A: scene.Point{X: from, Y: 2}, B: scene.Point{X: from, Y: p.H - 20}, Stroke: t.Ink2, Width: 1.5})
		}
		if name := font.Fit(m.ID, font.Regular, theme.Tick, to-from-8); to-from > 24 {
			p.Add(scene.Text{At: scene.Point{X: from + 4, Y: band - 6}, Text: name, Size: theme.Tick, Fill: t.Ink})
		}
	}
}

// bordersSaid names the moves with the hours of play at which each begins; empty where
// there are none.
func bordersSaid(st *journal.Static) string {
	if len(st.Moves) == 0 {
		return ""
	}
	var parts []string
	played := int64(0)
	for i := range st.Moves {
		parts = append(parts, fmt.Sprintf("%s from H+%d", st.Moves[i].ID, played/int64(sim.Hour)))
		played += st.Moves[i].PlayedIn
	}
	return " Heavy lines are borders of moves: " + strings.Join(parts, ", ") + "."
}

// objectives names the objectives, and says in how many runs each critical task was
// rated how.
func objectives(r *sweep.Rehearsal) document.Section {
	s := document.Section{ID: "objectives", Title: "Objectives", Flows: true, Lead: fmt.Sprintf("In how many of %s each critical task is rated so. A rating is indicative: an evaluator’s leads.", wording.Plural(r.Runs, "run"))}
	t := document.Table{Head: []string{"Objective", "Critical task"}}
	for i, rating := range measure.Ratings {
		t.Head = append(t.Head, string(rating))
		t.Right = append(t.Right, 2+i)
	}
	row := func(objective, task string, count *measure.RatingCount) {
		cells := []string{objective, task}
		for _, n := range count {
			text := "–"
			if n > 0 {
				text = fmt.Sprint(n)
			}
			cells = append(cells, text)
		}
		line := document.Plain(cells...)
		line[0].Strong = true
		t.Rows = append(t.Rows, line)
	}
	for i := range r.Objectives {
		o := &r.Objectives[i]
		name := o.ID + "\n" + o.Text.Text
		for k := range o.Tasks {
			x := &o.Tasks[k]
			row(name, x.ID+" "+x.Text, &x.Count)
			name = ""
		}
		if len(o.Tasks) > 1 {
			row("", "the worst of these in each run", &o.Worst)
		}
		if len(o.Tasks) == 0 {
			row(name, "no critical task is defined", &measure.RatingCount{})
		}
	}
	s.Blocks = []document.Block{t}
	return s
}
