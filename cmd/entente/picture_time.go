package main

import (
	"fmt"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// most of a list that a picture shows; the replay file has the rest.
const mostRows = 8

// refusals tells what was refused, ended or lifted, and by which rule, desk,
// channel or nation.
func (p *screen) refusals() {
	read, pending := p.messages()
	p.beginSection(fmt.Sprintf("Messages: %d of %d read", read, len(p.transits)),
		fmt.Sprintf("%d ended otherwise, %d still on their way", len(p.transits)-read-pending, pending))
	list := p.trace.Refusals()
	for _, r := range list[:min(len(list), mostRows)] {
		step := r.Kind.String()
		if r.Kind == journal.Passed { // with a reason: it went on with fewer facts
			step = "trimmed"
		}
		if r.Step != journal.NoStep {
			step += " at " + r.Step.String()
		}
		p.printLine(fmt.Sprintf("  %4d × ", r.Count), pad(step, 19), " ", pad(p.Reason(r.Reason, r.Rule), p.width-46), " ", inColour(faint, "from "+p.Clock.At(r.First)))
	}
	if more := len(list) - mostRows; more > 0 {
		p.printLine(inColour(faint, fmt.Sprintf("         and %d other reasons", more)))
	}
}

// printTimes shows where the time of messages went, by step and by cause.
func (p *screen) printTimes() {
	spans := p.trace.OnTheWay()
	total := measure.Total(spans)
	if total == 0 {
		return
	}
	steps, causes := measure.Sum(spans, measure.ByStep), measure.Sum(spans, measure.ByCause)
	half, longest := (p.width-4)/2, max(steps[0].Ms, causes[0].Ms)
	left, whole := p.drawLosses(steps, func(l *measure.Loss) string { return l.Step.String() }, longest, half)
	right, _ := p.drawLosses(causes, func(l *measure.Loss) string { return l.Cause.String() }, longest, half)
	p.beginSection("Where the time of messages went", whole+" in all, from entering the sending chain to the end")
	for i := range max(len(left), len(right)) {
		line := ""
		if i < len(left) {
			line = left[i]
		}
		if i < len(right) {
			line = fill(line, half) + right[i]
		}
		p.printLine("  ", line)
	}
	p.printLine()
	for i, l := range measure.Sum(spans, func(*measure.Loss) {}) {
		if i == 3 {
			break
		}
		label := ""
		if i == 0 {
			label = "most of it"
		}
		p.printLine("  ", pad(label, 10), fmt.Sprintf("%13s  ", wording.Lasting(l.Ms)), pad(p.Terms.Stretch(l.Step, l.Cause), 18), " ", clip(p.Who(l.Object), p.width-46))
	}
}

// drawLosses draws the bars of a list with their names and times, and the sum of them;
// what has no room for a bar of its own is one of them together.
func (p *screen) drawLosses(list []measure.Loss, name func(*measure.Loss) string, longest sim.Time, w int) (lines []string, whole string) {
	var names []string
	var parts []sim.Time
	for i := range list {
		if i >= mostRows-1 && len(list) > mostRows {
			rest := sim.Time(0)
			for _, l := range list[i:] {
				rest += l.Ms
			}
			names, parts = append(names, "others"), append(parts, rest)
			break
		}
		names, parts = append(names, name(&list[i])), append(parts, list[i].Ms)
	}
	told, whole := notation.Parts(parts)
	for i, ms := range parts {
		lines = append(lines, pad(names[i], 10)+inColour(lost, fill(bar(ms, longest, w-28), w-28))+" "+told[i])
	}
	return lines, whole
}

// fill adds spaces up to w columns; s may hold colours.
func fill(s string, w int) string {
	for columns(s) < w {
		s += " "
	}
	return s
}
