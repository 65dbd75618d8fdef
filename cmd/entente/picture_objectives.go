package main

import (
	"fmt"

	"entente/replay/measure"
	"entente/replay/wording"
)

// objectives rates the critical tasks. A rating is indicative: one run is one
// draw, and an evaluator's rating leads.
func (p *screen) objectives(r *measure.Results) {
	if len(p.trace.Static.Tasks) == 0 {
		return
	}
	p.beginSection("Objectives (indicative)", "one run is one draw; an evaluator's rating leads")
	for _, o := range p.trace.Static.Objectives {
		p.printLine("  ", inColour(strong, o.ID), "  ", clip(o.Text, p.width-6-columns(o.ID)))
		rated := false
		for _, t := range p.trace.Static.Tasks {
			if t.Objective == o.ID {
				rated = true
				p.printLine("    ", pad(t.ID, 8), pad(t.Text, p.width-52), " ", pad(string(measure.Rate(t, r)), 3), " ", t.Measure, ": ", p.Evidence(t.Measure, r))
			}
		}
		if !rated {
			p.printLine("    ", inColour(faint, "no critical task is defined"))
		}
	}
}

// ratingWidth is that of a column of a rating.
const ratingWidth = 6

// ratedOver says in how many runs each critical task was rated how, and of an
// objective with several how the worst of them was.
func (p *screen) ratedOver(list []measure.ObjectiveTally, runs int) {
	if len(p.trace.Static.Tasks) == 0 {
		return
	}
	p.beginSection("Objectives (indicative)", fmt.Sprintf("in how many of %s each critical task is rated so", wording.Plural(runs, "run")))
	name := p.width - 4 - len(measure.Ratings)*ratingWidth
	head := "    " + pad("", name)
	for _, r := range measure.Ratings {
		head += fmt.Sprintf("%*s", ratingWidth, r)
	}
	p.printLine(inColour(faint, head))
	for i := range list {
		o := &list[i]
		if !p.short {
			p.printLine("  ", inColour(strong, o.ID), "  ", clip(o.Text.Text, p.width-6-columns(o.ID)))
		}
		for k := range o.Tasks {
			t := &o.Tasks[k]
			p.printRatings(pad(t.ID, 8)+t.Text, name, &t.Count)
		}
		switch {
		case len(o.Tasks) == 0:
			p.printLine("    ", inColour(faint, "no critical task is defined"))
		case len(o.Tasks) > 1:
			p.printRatings("the worst of these in each run", name, &o.Worst)
		}
	}
}

// printRatings writes a line of counts; none is a dot.
func (p *screen) printRatings(text string, name int, count *measure.RatingCount) {
	line := "    " + pad(text, name)
	for _, n := range count {
		if n == 0 {
			line += fmt.Sprintf("%*s", ratingWidth, "·")
			continue
		}
		line += fmt.Sprintf("%*d", ratingWidth, n)
	}
	p.printLine(line)
}
