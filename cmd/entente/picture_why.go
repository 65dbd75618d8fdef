package main

import (
	"fmt"
	"io"
	"strings"

	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// whyPicture begins a picture of an explanation.
func whyPicture(e *edge, f *replay.File, speak *wording.Speaker) *screen {
	p := newPicture(e, measure.NewTrace(f.Static()))
	p.Speaker = speak
	if b := f.Static().Banner; b != "" {
		p.printLine(inColour(strong, b))
	}
	p.printLine(inColour(strong, f.Static().Scenario), "   ", clip(f.Static().Title, p.width-3-columns(f.Static().Scenario)))
	p.countsNote()
	return p
}

// showWhy prints one explanation.
func showWhy(e *edge, f *replay.File, speak *wording.Speaker, x *explain.Explanation) error {
	p := whyPicture(e, f, speak)
	p.printLine()
	p.paragraph(strong, "", speak.Verdict(x))
	p.waterfall(x)
	p.missingFacts(x)
	p.conditions(x)
	if x.Topic != explain.OfDeadline && x.Topic != explain.OfEntry {
		p.records("What it went through", x.Course, nil)
	}
	p.records("Back to the first cause", x.Back, x.End)
	p.records("What followed", x.Forward, nil)
	p.ruleTexts(x)
	_, err := io.WriteString(colourWriter(e), p.out.String())
	return err
}

// paragraph writes text in lines after a margin.
func (p *screen) paragraph(colour ink, margin, text string) {
	for _, l := range wrap(text, p.width-columns(margin)) {
		p.printLine(margin, inColour(colour, l))
	}
}

// waterfall draws the stretches in order of time, and their sum.
func (p *screen) waterfall(x *explain.Explanation) {
	if len(x.Stretches) == 0 {
		return
	}
	p.beginSection("Where the time went", fmt.Sprintf("from %s to %s, in order", p.Clock.At(x.From), p.Clock.At(x.To)))
	list := mergeStretches(x.Stretches)
	told, whole := notation.PartsOf(list, (*explain.Stretch).Ms)
	for i := range list {
		p.printLine("  ", pad(p.Clock.At(list[i].From), instantWidth), p.stretchLine(&list[i], told[i], x.Length()))
	}
	p.printLine("  ", pad("", instantWidth+waterfallBar), fmt.Sprintf(" %16s", whole), inColour(faint, "  in all, exactly "+x.Length().String()))
}

// waterfallBar is the width of a bar.
const waterfallBar = 8

// stretchLine is a bar with what it stands for.
func (p *screen) stretchLine(s *explain.Stretch, told string, whole sim.Time) string {
	what := p.Terms.Stretch(s.Step, s.Cause)
	num := ""
	if s.Record > 0 {
		num = fmt.Sprintf("#%d", s.Record)
	}
	rest := p.width - 2 - instantWidth - waterfallBar - 17 - 2 - 20
	return inColour(lost, fill(bar(s.Ms(), whole, waterfallBar), waterfallBar)) + fmt.Sprintf(" %16s  ", told) +
		pad(what, 18) + "  " + clip(p.Who(s.Object), max(rest-columns(num)-1, 8)) + " " + inColour(faint, num)
}

// mergeStretches puts neighbours together that are of one step, cause and object.
func mergeStretches(list []explain.Stretch) []explain.Stretch {
	var out []explain.Stretch
	for _, s := range list {
		if n := len(out) - 1; n >= 0 && out[n].Step == s.Step && out[n].Cause == s.Cause && out[n].Object == s.Object {
			out[n].To, out[n].Record = s.To, s.Record
			continue
		}
		out = append(out, s)
	}
	return out
}

// missingFacts tells what was not there, and how far it had come.
func (p *screen) missingFacts(x *explain.Explanation) {
	if len(x.Missing) == 0 {
		return
	}
	note := ""
	if x.Needed > x.Had && x.Topic != explain.OfFact {
		note = fmt.Sprintf("%d of %d were there", x.Had, x.Needed)
	}
	p.beginSection("What was missing", note)
	for i := range x.Missing {
		l := &x.Missing[i]
		sign := " "
		if i == x.Through-1 {
			sign = "▸" // the window goes through it
		}
		p.printItem(sign+" "+p.Fact(l.Fact), p.Whereabouts(l), l.Record)
	}
}

// conditions tells which conditions held.
func (p *screen) conditions(x *explain.Explanation) {
	if len(x.Tests) == 0 {
		return
	}
	p.beginSection("Conditions", "in the order in which they are looked at")
	for i := range x.Tests {
		t := &x.Tests[i]
		sign := "✓"
		if !t.Holds {
			sign = "✗"
		}
		p.printItem(sign, p.Test(t), t.By)
	}
}

// printItem writes a line with a name before it and a record's number after it.
func (p *screen) printItem(name, text string, n journal.Num) {
	const w = 14
	if n > 0 {
		text += fmt.Sprintf(" #%d", n)
	}
	if columns(name) < 3 {
		for i, l := range wrap(text, p.width-4) {
			p.printLine("  ", []string{name + " ", "  "}[min(i, 1)], l)
		}
		return
	}
	for i, l := range wrap(text, p.width-4-w) {
		p.printLine("  ", pad([]string{name, ""}[min(i, 1)], w), "  ", l)
	}
}

// most records of a list that are shown; --json has all.
const mostRecords = 16

// records tells records as sentences, each with its number and time.
func (p *screen) records(title string, list []*journal.Record, first *journal.Record) {
	if first != nil {
		list = append([]*journal.Record{first}, list...)
	}
	if len(list) == 0 {
		return
	}
	p.beginSection(title, "")
	for i, r := range list {
		if i == mostRecords && len(list) > mostRecords+1 {
			p.printLine("  ", inColour(faint, fmt.Sprintf("and %d more; --json has them all", len(list)-i)))
			break
		}
		head := fmt.Sprintf("  %s %6s  ", pad(p.Clock.At(r.At), instantWidth), "#"+fmt.Sprint(r.Num))
		for n, l := range wrap(p.Record(r), p.width-columns(head)) {
			if n > 0 {
				head = strings.Repeat(" ", columns(head))
			}
			p.printLine(inColour(faint, head), l)
		}
	}
}

// ruleTexts prints the words of the rules that were met, with their source.
func (p *screen) ruleTexts(x *explain.Explanation) {
	if len(x.Rules) == 0 {
		return
	}
	p.beginSection("Rules on the way", "tag: S seen, L located, K general knowledge, C calibration")
	for i := range x.Rules {
		r := &x.Rules[i]
		p.printLine("  ", inColour(strong, r.ID))
		for _, part := range wording.RuleText(r) {
			p.paragraph(plain, "    ", part)
		}
	}
}

// listDeadlines lists deadlines, a line each, and how to ask on.
func (p *screen) listDeadlines(name string, list []*explain.Explanation) {
	p.beginSection("Why the deadlines came out as they did", "the worst first")
	for _, x := range list {
		sign, colour := p.outcomeMark(x.Outcome)
		for i, l := range wrap(p.Verdict(x), p.width-13) {
			p.printLine("  ", inColour(colour, pad([]string{sign, ""}[min(i, 1)], 10)), " ", l)
		}
		p.printLine("             ", inColour(faint, "--deadline "+p.Who(x.Thing)))
	}
	if len(list) == 0 {
		p.printLine("  ", inColour(faint, "the scenario has no deadline"))
	}
	p.printLine()
	p.printLine(inColour(faint, "Ask on with: entente replay why "+name+" --deadline NAME"))
}
