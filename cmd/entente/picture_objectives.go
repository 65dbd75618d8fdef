package main

import (
	"fmt"
	"slices"

	"entente/replay/measure"
)

// objectives rates the critical tasks. A rating is indicative: one run is one
// draw, and an evaluator's rating leads.
func (p *picture) objectives(r *measure.Results) {
	if len(p.story.Static.Tasks) == 0 {
		return
	}
	p.head("Objectives (indicative)", "one run is one draw; an evaluator's rating leads")
	for _, o := range p.story.Static.Objectives {
		p.line("  ", in(strong, o.ID), "  ", clip(o.Text, p.width-6-columns(o.ID)))
		rated := false
		for _, t := range p.story.Static.Tasks {
			if t.Objective == o.ID {
				rated = true
				p.line("    ", pad(t.ID, 8), pad(t.Text, p.width-52), " ", pad(string(measure.Rate(t, r)), 3), " ", t.Measure, ": ", evidence(t.Measure, r))
			}
		}
		if !rated {
			p.line("    ", in(faint, "no critical task is defined"))
		}
	}
}

// evidence is the number that a rating rests on, in words.
func evidence(name string, r *measure.Results) string {
	switch name {
	case "M3":
		return fmt.Sprintf("%d of %d deadlines met", r.M3.Of, r.M3.All)
	case "M8":
		return fmt.Sprintf("%d of %d answers within their clock", r.M8.Of, r.M8.All)
	case "M17":
		name = "M17 benign"
	}
	at := slices.IndexFunc(figures, func(x figure) bool { return x.name == name })
	if at < 0 {
		return "is of a campaign, not of one run"
	}
	x := &figures[at]
	v, counts := x.of(r)
	switch {
	case !counts:
		return "nothing to measure"
	case !v.ok:
		return x.absent
	}
	return x.write(v.v)
}
