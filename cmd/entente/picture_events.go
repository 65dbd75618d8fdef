package main

import (
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
)

// printEvents prints an events list, cell by cell: what each has to do and when, in
// both times.
func (p *screen) printEvents(only string, played bool) error {
	p.printTitle("events list", entries(len(p.trace.Static.Entries)))
	groups, names := measure.ByCell(p.trace.Entries())
	if only != "" && groups[only] == nil {
		return fmt.Errorf("nobody called %q has anything to do; there are: %s", only, strings.Join(names, ", "))
	}
	wide := 4
	for i := range p.trace.Static.Entries {
		wide = max(wide, columns(p.trace.Static.Entries[i].Number)+1)
	}
	for _, name := range names {
		if only != "" && name != only {
			continue
		}
		p.beginSection(name, "")
		for i := range groups[name] {
			p.printEvent(&groups[name][i], min(wide, 16), played)
		}
	}
	return nil
}

// printEvent prints one entry, its number in a column so wide.
func (p *screen) printEvent(x *measure.Entry, wide int, played bool) {
	status := x.Status
	if played {
		status = p.Terms.EntryStatus(x)
	}
	p.printLine("  ", pad(x.Number, wide), pad(wording.EntryType(x.Type), 16), inColour(strong, pad(p.EntryDue(&x.Entry), 30)), inColour(faint, status))
	if played && x.When != sim.Never {
		p.printLine("        played ", p.Clock.At(x.When))
	}
	about := []string{}
	for _, part := range [...]struct{ word, text string }{{"to ", x.To}, {"by ", x.Method}, {"on ", x.Storyline}, {"for ", x.Objective}, {"", x.Category}} {
		if part.text != "" {
			about = append(about, part.word+part.text)
		}
	}
	for _, text := range [...]string{x.Title, x.Text, strings.Join(about, ", "), prefixed("expected: ", x.Expected), prefixed("if ", x.Condition), prefixed("does ", x.Effect), prefixed("note: ", x.Notes)} {
		if text != "" {
			for _, l := range wrap(text, p.width-8) {
				p.printLine("        ", l)
			}
		}
	}
}

func prefixed(word, text string) string {
	if text == "" {
		return ""
	}
	return word + text
}
