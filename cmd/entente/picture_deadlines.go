package main

import (
	"fmt"
	"strings"

	"entente/replay/measure"
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

// deadline writes one: a line, and under it why.
func (p *picture) deadline(d *measure.Deadline) {
	sign, colour := mark(d.Outcome)
	what := fmt.Sprintf("%s: %s (%s)", d.Agency, d.Want, d.Due.Storyline)
	when := ""
	switch {
	case d.At == sim.Never:
		when = "its stage did not come"
	case d.Outcome == journal.Met:
		when = fmt.Sprintf("%s, %s before %s", p.clock.at(d.When), lasting(d.Margin()), p.clock.at(d.At))
	case d.Outcome == journal.Late:
		when = fmt.Sprintf("%s, %s after %s", p.clock.at(d.When), lasting(-d.Margin()), p.clock.at(d.At))
	default:
		when = "due " + p.clock.at(d.At)
	}
	p.line("  ", in(colour, pad(sign, 10)), pad(what, max(p.width-52, 28)), " ", when)
	for _, l := range wrap(p.binding(d), p.width-14) {
		if l != "" {
			p.line(strings.Repeat(" ", 12), in(faint, l))
		}
	}
}

// binding names what decided a deadline: on the way to one that came true the
// stretches that took most time; for one that did not, what was missing.
func (p *picture) binding(d *measure.Deadline) string {
	switch d.Outcome {
	case journal.Met, journal.Late:
		path := p.story.Why(d)
		if len(path) == 0 {
			return ""
		}
		return fmt.Sprintf("%s from the first key fact anywhere: %s", lasting(measure.Total(path)), p.largest(path, 3))
	case journal.NotMet:
		return p.missing(d)
	case journal.Void:
		return "the storyline took another way"
	}
	return ""
}

// largest names the stretches of a path that took most time.
func (p *picture) largest(path []journal.Span, n int) string {
	var parts []string
	sums := measure.Sum(path, func(*measure.Loss) {})
	for i, l := range sums {
		if i == n {
			rest := sim.Time(0)
			for _, l := range sums[n:] {
				rest += l.Ms
			}
			parts = append(parts, lasting(rest)+" other")
			break
		}
		text := fmt.Sprintf("%s %s", lasting(l.Ms), heading(l.Step, l.Cause))
		if l.Object != 0 {
			text += " at " + p.who(l.Object)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// heading is a step with its cause.
func heading(s journal.Step, c journal.Cause) string { return s.String() + "/" + c.String() }

// missing says what a deadline lacked when it came due.
func (p *picture) missing(d *measure.Deadline) string {
	lacks := p.story.Lacks(d)
	if len(lacks) == 0 {
		return "all key facts were believed; " + p.reason(d.Reason, d.Rule)
	}
	parts := []string{}
	for _, l := range lacks[:min(len(lacks), 3)] {
		parts = append(parts, p.who(l.Fact)+" "+p.whereabouts(l))
	}
	if more := len(lacks) - 3; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return fmt.Sprintf("not believed when due: %s", strings.Join(parts, " · "))
}

// whereabouts says how far a missing fact had come.
func (p *picture) whereabouts(l measure.Lack) string {
	at := " since " + p.clock.at(l.Since)
	switch l.Place {
	case measure.AtDesk:
		return "lay at its desk" + at
	case measure.UnderWay:
		return fmt.Sprintf("was under way from %s (%s)", p.who(l.Agency), l.Step) + at
	case measure.Waiting:
		return fmt.Sprintf("waited at %s (%s)", p.who(l.Agency), p.reason(l.Reason, l.Rule)) + at
	case measure.Stopped:
		return fmt.Sprintf("was sent by %s and stopped at %s (%s)", p.who(l.Agency), l.Step, p.reason(l.Reason, l.Rule))
	case measure.Elsewhere:
		return fmt.Sprintf("stayed with %s", p.who(l.Agency)) + at
	case measure.Undetected:
		return "was noticed by nobody" + at
	}
	return "did not exist yet"
}

// reason is a reason with what it names.
func (p *picture) reason(r journal.Reason, rule journal.Ref) string {
	text := strings.ToLower(strings.ReplaceAll(r.String(), "_", " "))
	if rule != 0 {
		text += ", " + p.who(rule)
	}
	if text == "" {
		return "no reason recorded"
	}
	return text
}
