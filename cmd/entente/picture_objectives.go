package main

import (
	"fmt"
	"strings"

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
		p.printObjective(o.ID, o.Text)
		rated := false
		for _, t := range p.trace.Static.Tasks {
			if t.Objective == o.ID {
				rated = true
				text := wrap(t.Text, p.width-52)
				p.printLine("    ", pad(t.ID, 8), pad(text[0], p.width-52), " ", pad(string(measure.Rate(t, r)), 3), " ", t.Measure, ": ", p.Evidence(t.Measure, r))
				p.printBelow(12, text[1:])
			}
		}
		if !rated {
			p.printLine("    ", inColour(faint, "no critical task is defined"))
		}
	}
}

// printObjective writes an objective.
func (p *screen) printObjective(id, text string) {
	at := 4 + columns(id)
	lines := wrap(text, p.width-2-at)
	p.printLine("  ", inColour(strong, id), "  ", lines[0])
	p.printBelow(at, lines[1:])
}

// printBelow writes what a column at a place has no room for on its line.
func (p *screen) printBelow(at int, lines []string) {
	for _, line := range lines {
		p.printLine(strings.Repeat(" ", at), line)
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
			p.printObjective(o.ID, o.Text.Text)
		}
		for k := range o.Tasks {
			t := &o.Tasks[k]
			text := wrap(t.Text, name-8)
			p.printRatings(pad(t.ID, 8)+text[0], name, &t.Count)
			p.printBelow(12, text[1:])
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
