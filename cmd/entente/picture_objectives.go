package main

import (
	"fmt"

	"entente/replay/measure"
	"entente/sim/journal"
)

// objectives rates the critical tasks whose measure exists yet. A rating is
// indicative: one run is one draw, and an evaluator's rating leads.
func (p *picture) objectives(all []measure.Deadline) {
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
				p.line("    ", pad(t.ID, 8), pad(t.Text, p.width-52), " ", p.rating(t, all))
			}
		}
		if !rated {
			p.line("    ", in(faint, "no critical task is defined"))
		}
	}
}

// rating gives a task's rating with its evidence.
func (p *picture) rating(t journal.Task, all []measure.Deadline) string {
	switch t.Measure {
	case "M3":
		s := measure.M3(all)
		return fmt.Sprintf("%s   M3: %d of %d deadlines met", rate(t, s), s.Of, s.All)
	case "M8":
		s := p.story.Results().M8
		return fmt.Sprintf("%s   M8: %d of %d answers within their clock", rate(t, s), s.Of, s.All)
	case "M10":
		m := measure.M10(all)
		if t, ok := m.Quantile(0); ok {
			return fmt.Sprintf("–   M10: least margin %s", lasting(t))
		}
		return fmt.Sprintf("–   M10: %d not available", m.Unavailable)
	}
	return "–   " + t.Measure + " is not measured by this version"
}

// rate holds a share against a task's thresholds. Nothing to count is N/R:
// not exercised, never U.
func rate(t journal.Task, s measure.Share) string {
	if s.All == 0 {
		return "N/R"
	}
	v := float64(s.Of) / float64(s.All)
	switch {
	case v >= t.P:
		return "P"
	case v >= t.S:
		return "S"
	case v >= t.M:
		return "M"
	}
	return "U"
}
