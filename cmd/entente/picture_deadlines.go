package main

import (
	"fmt"

	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// decided tells what was decided and why: the deadlines, and the decisions of bodies.
func (p *screen) decided() error {
	why, err := explain.New(p.trace.Lookup())
	if err != nil {
		return err
	}
	if err := p.deadlines(p.trace.Deadlines(), why); err != nil {
		return err
	}
	return p.decisions(why)
}

// deadlines tells each deadline: the outcome, by how much, and what bound it.
func (p *screen) deadlines(all []measure.Deadline, why *explain.Reader) error {
	met, due := 0, 0
	for i := range all {
		if all[i].Counts() {
			due++
		}
		if all[i].Outcome == journal.Met {
			met++
		}
	}
	show, rest := pickDeadlines(all)
	switch note := "what an agency had to know or be able to do, and by when"; {
	case due == 0:
		p.beginSection("Deadlines: none came due", map[bool]string{true: "before the run was stopped"}[p.Stopped()])
	case p.short && rest != "":
		p.beginSection(fmt.Sprintf("Deadlines: %d of %d met", met, due), "the worst; not shown: "+rest)
	default:
		p.beginSection(fmt.Sprintf("Deadlines: %d of %d met", met, due), note)
	}
	for i := range all {
		x, err := why.Deadline(all[i].Name)
		if err != nil {
			return err
		}
		p.reasons = append(p.reasons, x)
		if !p.short {
			p.printDeadline(&all[i], x)
		}
	}
	if !p.short {
		return nil
	}
	for _, i := range show {
		p.shortDeadline(&all[i], p.reasons[i])
	}
	return nil
}

// indent of what stands under a deadline.
const indent = "            "

// printDeadline writes one: a line, and under it what decided it.
func (p *screen) printDeadline(d *measure.Deadline, x *explain.Explanation) {
	p.outcomeText(d)
	switch d.Outcome {
	case journal.Met, journal.Late:
		p.drawPath(x, "the first key fact was understood anywhere")
	case journal.NotMet:
		p.missing(x)
	}
}

// outcomeText writes how a deadline came out.
func (p *screen) outcomeText(d *measure.Deadline) {
	sign, colour := p.outcomeMark(d.Outcome)
	when, what := p.When(d), p.Wanted(&d.Due)
	if 12+columns(what)+2+columns(when) > p.width {
		p.printLine("  ", inColour(colour, pad(sign, 10)), what)
		p.printLine(indent, when)
	} else {
		p.printLine("  ", inColour(colour, pad(sign, 10)), pad(what, p.width-14-columns(when)), "  ", when)
	}
}

// drawPath draws what took most of the time to an outcome, and says since what it counts
// where that does not stand above.
func (p *screen) drawPath(x *explain.Explanation, since string) {
	if len(x.Stretches) == 0 {
		return
	}
	// Before the deciding fact existed nobody could be late with it.
	world, rest := sim.Time(0), sim.Time(0)
	var sums []explain.Share
	for _, s := range explain.Shares(x.Stretches) {
		if s.Step == journal.World {
			world += s.Ms
			continue
		}
		sums, rest = append(sums, s), rest+s.Ms
	}
	total := rest
	shown := min(len(sums), 4)
	if len(sums) == shown+1 {
		shown++
	}
	parts := []sim.Time{world}
	for _, s := range sums[:shown] {
		rest -= s.Ms
		parts = append(parts, s.Ms)
	}
	told, whole := notation.Parts(append(parts, rest))
	text := whole + " after " + since
	if world > 0 {
		text += fmt.Sprintf("; %s of that before the deciding one existed", told[0])
	}
	if since != "" {
		p.paragraph(faint, indent, text)
	}
	for i, s := range sums[:shown] {
		p.drawStretch(s.Ms, total, told[i+1], p.Terms.Stretch(s.Step, s.Cause), p.Who(s.Object))
	}
	if rest > 0 {
		p.drawStretch(rest, total, told[shown+1], fmt.Sprintf("%d other stretches", len(sums)-shown), "")
	}
}

// drawStretch draws one stretch of time in its proportion to a whole.
func (p *screen) drawStretch(ms, whole sim.Time, told, what, where string) {
	const w = 10
	p.printLine("      ", inColour(lost, fill(bar(ms, whole, w), w)), fmt.Sprintf(" %16s  ", told), pad(what, 18), " ", clip(where, p.width-54))
}

// missing says what a deadline lacked when it came due.
func (p *screen) missing(x *explain.Explanation) {
	if f := x.Failing(); f != nil && x.Through == 0 {
		p.paragraph(faint, indent, p.Test(f))
	}
	if len(x.Missing) == 0 {
		return
	}
	p.printLine(indent, inColour(faint, fmt.Sprintf("%s not there when it was due:", wording.Plural(len(x.Missing), map[bool]string{true: "fact", false: "key fact"}[x.Want == "read"]))))
	shown := min(len(x.Missing), 4)
	for i := range x.Missing[:shown] {
		id := p.Fact(x.Missing[i].Fact)
		for _, line := range wrap(p.Whereabouts(&x.Missing[i]), p.width-len(indent)-14) {
			p.printLine(indent, "  ", pad(id, 11), " ", line)
			id = ""
		}
	}
	if more := len(x.Missing) - shown; more > 0 {
		p.printLine(indent, fmt.Sprintf("  and %d more", more))
	}
}
