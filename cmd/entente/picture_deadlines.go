package main

import (
	"fmt"
	"slices"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// deadlines tells each deadline: the outcome, by how much, and what bound it.
func (p *picture) deadlines(all []measure.Deadline) {
	met, due := 0, 0
	for i := range all {
		if all[i].Counts() {
			due++
		}
		if all[i].Outcome == journal.Met {
			met++
		}
	}
	if due == 0 {
		p.head("Deadlines: none came due", "")
	} else {
		p.head(fmt.Sprintf("Deadlines: %d of %d met", met, due), "what an agency had to know or be able to do, and by when")
	}
	for i := range all {
		p.deadline(&all[i])
	}
}

// indent of what stands under a deadline.
const indent = "            "

// deadline writes one: a line, and under it what decided it.
func (p *picture) deadline(d *measure.Deadline) {
	sign, colour := p.mark(d.Outcome)
	when, what := p.When(d), p.Wanted(&d.Due)
	if 12+columns(what)+2+columns(when) > p.width {
		p.line("  ", in(colour, pad(sign, 10)), what)
		p.line(indent, when)
	} else {
		p.line("  ", in(colour, pad(sign, 10)), pad(what, p.width-14-columns(when)), "  ", when)
	}
	switch d.Outcome {
	case journal.Met, journal.Late:
		p.path(p.story.Why(d))
	case journal.NotMet:
		p.missing(d)
	}
}

// path draws what took most of the time to a deadline's coming true.
func (p *picture) path(spans []journal.Span) {
	if len(spans) == 0 {
		return
	}
	total := measure.Total(spans)
	text := fmt.Sprintf("%s after the first key fact was understood anywhere", wording.Lasting(total))
	// Before the deciding fact existed nobody could be late with it.
	spans = slices.DeleteFunc(slices.Clone(spans), func(s journal.Span) bool { return s.Step == journal.World })
	if world := total - measure.Total(spans); world > 0 {
		text += fmt.Sprintf("; %s of that before the deciding one existed", wording.Lasting(world))
	}
	for _, line := range wrap(text, p.width-len(indent)) {
		p.line(indent, in(faint, line))
	}
	total = measure.Total(spans)
	sums := measure.Sum(spans, func(*measure.Loss) {})
	shown := min(len(sums), 4)
	if len(sums) == shown+1 {
		shown++
	}
	rest := sim.Time(0)
	for _, l := range sums[shown:] {
		rest += l.Ms
	}
	for _, l := range sums[:shown] {
		p.stretch(l.Ms, total, p.Terms.Stretch(l.Step, l.Cause), p.Who(l.Object))
	}
	if rest > 0 {
		p.stretch(rest, total, fmt.Sprintf("%d other stretches", len(sums)-shown), "")
	}
}

// stretch draws one stretch of time in its proportion to a whole.
func (p *picture) stretch(ms, whole sim.Time, what, where string) {
	const w = 12
	p.line("      ", in(lost, fill(bar(ms, whole, w), w)), fmt.Sprintf("%12s  ", wording.Lasting(ms)), pad(what, 18), " ", clip(where, p.width-51))
}

// missing says what a deadline lacked when it came due.
func (p *picture) missing(d *measure.Deadline) {
	u := p.story.Unmet(d)
	text := p.Unmet(&u)
	if u.Condition == measure.Fulfilled {
		text = "all that it takes was there when it was due; " + p.Reason(d.Reason, d.Rule)
	}
	for _, line := range wrap(text, p.width-len(indent)) {
		p.line(indent, in(faint, line))
	}
	lacks := u.Lacks
	shown := min(len(lacks), 4)
	for _, l := range lacks[:shown] {
		id := p.Fact(l.Fact)
		for _, line := range wrap(p.Whereabouts(l), p.width-len(indent)-14) {
			p.line(indent, "  ", pad(id, 11), " ", line)
			id = ""
		}
	}
	if more := len(lacks) - shown; more > 0 {
		p.line(indent, fmt.Sprintf("  and %d more", more))
	}
}
