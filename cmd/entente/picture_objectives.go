package main

import (
	"fmt"

	"entente/replay/measure"
	"entente/sim/journal"
)

// objectives rates the critical tasks. A rating is indicative: one run is one draw,
// and an evaluator's rating leads. Nothing to count is N/R, not exercised, and
// never U.
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
				p.line("    ", pad(t.ID, 8), pad(t.Text, p.width-52), " ", p.rating(t, r))
			}
		}
		if !rated {
			p.line("    ", in(faint, "no critical task is defined"))
		}
	}
}

// rating gives a task's rating with its evidence.
func (p *picture) rating(t journal.Task, r *measure.Results) string {
	for i := range figures {
		if x := &figures[i]; x.name == t.Measure {
			v, counts := x.of(r)
			if !counts {
				return "N/R   " + t.Measure + ": nothing to measure"
			}
			if !v.ok {
				return fmt.Sprintf("U   %s: %s", t.Measure, x.absent)
			}
			return fmt.Sprintf("%s   %s: %s", rate(t, v.v/x.scale()), t.Measure, x.write(v.v))
		}
	}
	return "N/R   " + t.Measure + " counts over a campaign, not in one run"
}

// rate holds a value against a task's thresholds, which say themselves whether
// more is better or less.
func rate(t journal.Task, v float64) string {
	sign := 1.0
	if t.P < t.M {
		sign = -1
	}
	for _, x := range [...]struct {
		least  float64
		rating string
	}{{t.P, "P"}, {t.S, "S"}, {t.M, "M"}} {
		if sign*v >= sign*x.least {
			return x.rating
		}
	}
	return "U"
}
