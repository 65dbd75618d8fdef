package main

import (
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
)

// events prints an events list, cell by cell: what each has to do and when, in
// both times.
func (p *screen) events(only string, played bool) error {
	p.title("events list", entries(len(p.trace.Static.Entries)))
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
		p.head(name, "")
		for i := range groups[name] {
			p.event(&groups[name][i], min(wide, 16), played)
		}
	}
	return nil
}

// event prints one entry, its number in a column so wide.
func (p *screen) event(x *measure.Entry, wide int, played bool) {
	status := x.Status
	if played {
		status = p.Terms.EntryStatus(x)
	}
	p.line("  ", pad(x.Number, wide), pad(wording.EntryType(x.Type), 16), inColour(strong, pad(p.EntryDue(&x.Entry), 30)), inColour(faint, status))
	if played && x.When != sim.Never {
		p.line("        played ", p.Clock.At(x.When))
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
				p.line("        ", l)
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
