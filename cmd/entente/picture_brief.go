package main

import (
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim/journal"
	"entente/sim/notation"
)

// briefly is the lower half of a short picture: a line or two for each of its sections.
func (p *screen) briefly(r *measure.Results) {
	p.printLine()
	p.briefMessages()
	p.briefTime()
	p.briefMeasures(r)
	p.briefEntries()
	p.briefRatings(r)
}

// labelWidth is that of the names of sections that stand at the beginning of their line.
const labelWidth = 13

// printShortSection writes a section that is a line or two.
func (p *screen) printShortSection(name, text string) {
	for _, l := range wrap(text, p.width-labelWidth) {
		p.printLine(inColour(strong, pad(name, labelWidth)), l)
		name = ""
	}
}

// joinParts joins the parts of a line as far as they fit, and counts the others.
func (p *screen) joinParts(list []string, others string, all int) string {
	text, shown := "", 0
	for _, part := range list {
		if joined := strings.TrimPrefix(text+" · "+part, " · "); shown == 0 || columns(joined)+len(others)+12 <= p.width-labelWidth {
			text, shown = joined, shown+1
			continue
		}
		break
	}
	if more := all - shown; more > 0 {
		text += fmt.Sprintf(" · %d %s", more, others)
	}
	return text
}

func (p *screen) briefMessages() {
	read, pending := p.messages()
	p.printShortSection("Messages", fmt.Sprintf("%d of %d read, %d ended otherwise, %d still on their way", read, len(p.transits), len(p.transits)-read-pending, pending))
	list := p.trace.Refusals()
	var why []string
	for _, r := range list[:min(len(list), shortRows)] {
		why = append(why, fmt.Sprintf("%d × %s", r.Count, p.Reason(r.Reason, r.Rule)))
	}
	if why != nil {
		p.printShortSection("", p.joinParts(why, "other reasons", len(list)))
	}
}

func (p *screen) briefTime() {
	spans := p.trace.OnTheWay()
	total := measure.Total(spans)
	if total == 0 {
		return
	}
	share := func(list []measure.Loss, name func(*measure.Loss) string) string {
		var parts []string
		var times []int64
		for i := range list {
			times = append(times, int64(list[i].Ms))
		}
		told := notation.Shares(times)
		for i := range list[:min(len(list), shortRows)] {
			parts = append(parts, name(&list[i])+" "+told[i])
		}
		return strings.Join(parts, ", ")
	}
	p.printShortSection("Their time", wording.Lasting(total)+": "+share(measure.Sum(spans, measure.ByStep), func(l *measure.Loss) string { return l.Step.String() })+
		"; "+share(measure.Sum(spans, measure.ByCause), func(l *measure.Loss) string { return l.Cause.String() }))
}

// briefMeasures gives the first number of each measure, as many in a line as fit.
func (p *screen) briefMeasures(r *measure.Results) {
	const cell = 38 // of a name and a number
	var cells []string
	for i := range measure.Catalogue {
		x := &measure.Catalogue[i]
		if _, counts := x.Read(r); counts && !strings.Contains(x.ID, " ") {
			cells = append(cells, pad(x.ID, 4)+pad(shortNames[x.ID], 21)+p.Figure(x, r))
		}
	}
	p.printShortSection("Measures", "indicative: one run is one draw; --reps gives ranges, --all every number")
	in2 := max((p.width-2)/cell, 1)
	rows := (len(cells) + in2 - 1) / in2
	for i := range rows {
		line := "  "
		for c := i; c < len(cells); c += rows {
			line += pad(cells[c], (p.width-2)/in2-1) + " "
		}
		p.printLine(line)
	}
	if len(r.Markings.Breaches) > 0 {
		p.printLine("  ", inColour(bad, "✗ the chain broke a marking: a fault of the engine"))
	}
}

func (p *screen) briefEntries() {
	list := p.trace.Entries()
	if len(list) == 0 {
		return
	}
	var parts []string
	for _, kind := range entryTypes {
		n, missed, absent, later := p.tallied(list, kind)
		if n.all == 0 || kind == "other" {
			continue
		}
		text := fmt.Sprintf("%d of %s", n.came, wording.Plural(n.all, wording.EntryType(kind)))
		if len(missed) > 0 {
			text += ", missed " + listSome(missed)
		}
		if len(absent) > 0 {
			text += ", not " + listSome(absent)
		}
		if len(later) > 0 {
			text += ", not reached " + listSome(later)
		}
		parts = append(parts, text)
	}
	p.printShortSection("Events list", strings.Join(parts, " · "))
}

func (p *screen) briefRatings(r *measure.Results) {
	name := "Objectives"
	for _, t := range p.trace.Static.Tasks {
		p.printLine(inColour(strong, pad(name, labelWidth)), pad(t.ID, 8), pad(string(measure.Rate(t, r)), 4), pad(clip(t.Text, 34), 35), clip(t.Measure+": "+p.Evidence(t.Measure, r), p.width-labelWidth-47))
		name = ""
	}
}

// briefProof is proof in as few lines as its digests take.
func (p *screen) briefProof(r *result) {
	digest := r.digest
	switch {
	case digest == "":
		digest = "not known: only a part of the file is there"
	case r.recovered:
		digest += ", of what was saved from a damaged file"
	}
	p.printLine(inColour(strong, pad("Digest", labelWidth)), digest)
	p.printLine(inColour(strong, pad("Sources", labelWidth)), r.source)
	file := "engine " + r.engine
	if r.file != "" {
		file += ", " + r.file
	}
	p.printLine(inColour(strong, pad("Proof", labelWidth)), file)
}

// messages counts those that were read and those still on their way.
func (p *screen) messages() (read, pending int) {
	for i := range p.transits {
		switch p.transits[i].Outcome {
		case journal.Done:
			read++
		case journal.Pending, journal.Open, journal.NotYet:
			pending++
		}
	}
	return read, pending
}
