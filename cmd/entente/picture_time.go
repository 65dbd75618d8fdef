package main

import (
	"fmt"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// most of a list that a picture shows; the replay file has the rest.
const mostRows = 8

// refusals tells what was refused, ended or lifted, and by which rule, desk,
// channel or nation.
func (p *picture) refusals() {
	read, pending := p.messages()
	p.head(fmt.Sprintf("Messages: %d of %d read", read, len(p.transits)),
		fmt.Sprintf("%d ended otherwise, %d still on their way", len(p.transits)-read-pending, pending))
	list := p.story.Refusals()
	for _, r := range list[:min(len(list), mostRows)] {
		step := r.Kind.String()
		if r.Kind == journal.Passed { // with a reason: it went on with fewer facts
			step = "trimmed"
		}
		if r.Step != journal.NoStep {
			step += " at " + r.Step.String()
		}
		p.line(fmt.Sprintf("  %4d × ", r.Count), pad(step, 19), " ", pad(p.Reason(r.Reason, r.Rule), p.width-46), " ", in(faint, "from "+p.Clock.At(r.First)))
	}
	if more := len(list) - mostRows; more > 0 {
		p.line(in(faint, fmt.Sprintf("         and %d other reasons", more)))
	}
}

// time shows where the time of messages went, by step and by cause.
func (p *picture) time() {
	spans := p.story.OnTheWay()
	total := measure.Total(spans)
	if total == 0 {
		return
	}
	p.head("Where the time of messages went", wording.Lasting(total)+" in all, from entering the sending chain to the end")
	steps, causes := measure.Sum(spans, measure.ByStep), measure.Sum(spans, measure.ByCause)
	half := (p.width - 4) / 2
	for i := range min(max(len(steps), len(causes)), mostRows) {
		left, right := "", ""
		if i < len(steps) {
			left = p.loss(steps[i].Step.String(), steps[i].Ms, max(steps[0].Ms, causes[0].Ms), half)
		}
		if i < len(causes) {
			right = p.loss(causes[i].Cause.String(), causes[i].Ms, max(steps[0].Ms, causes[0].Ms), half)
		}
		p.line("  ", fill(left, half), right)
	}
	p.line()
	for i, l := range measure.Sum(spans, func(*measure.Loss) {}) {
		if i == 3 {
			break
		}
		label := ""
		if i == 0 {
			label = "most of it"
		}
		p.line("  ", pad(label, 10), fmt.Sprintf("%13s  ", wording.Lasting(l.Ms)), pad(p.Terms.Stretch(l.Step, l.Cause), 18), " ", clip(p.Who(l.Object), p.width-46))
	}
}

// loss is one bar with its name and time.
func (p *picture) loss(name string, ms, whole sim.Time, w int) string {
	return pad(name, 10) + in(lost, fill(bar(ms, whole, w-25), w-25)) + " " + wording.Lasting(ms)
}

// fill adds spaces up to w columns; s may hold colours.
func fill(s string, w int) string {
	for columns(s) < w {
		s += " "
	}
	return s
}
