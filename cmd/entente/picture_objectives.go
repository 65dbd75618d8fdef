package main

import (
	"entente/replay/measure"
	"entente/replay/wording"
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
				p.line("    ", pad(t.ID, 8), pad(t.Text, p.width-52), " ", pad(string(measure.Rate(t, r)), 3), " ", t.Measure, ": ", wording.Evidence(t.Measure, r))
			}
		}
		if !rated {
			p.line("    ", in(faint, "no critical task is defined"))
		}
	}
}
