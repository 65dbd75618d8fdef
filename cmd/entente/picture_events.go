package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
)

// events prints an events list, cell by cell: what each has to do and when, in
// both times.
func (p *picture) events(only string, played bool) error {
	p.title("events list", entries(len(p.story.Static.Entries)))
	groups, names := byCell(p.story.Entries())
	if only != "" && groups[only] == nil {
		return fmt.Errorf("nobody called %q has anything to do; there are: %s", only, strings.Join(names, ", "))
	}
	for _, name := range names {
		if only != "" && name != only {
			continue
		}
		p.head(name, "")
		for i := range groups[name] {
			p.event(&groups[name][i], played)
		}
	}
	return nil
}

// byCell groups entries by whose they are to do, in order of time: first the cells
// that hand them out, then the agencies of whom an action is expected.
func byCell(all []measure.Entry) (map[string][]measure.Entry, []string) {
	groups := map[string][]measure.Entry{}
	var cells, agencies []string
	for _, x := range all {
		list, name := &cells, x.From
		if x.Type == "expected_action" {
			list, name = &agencies, x.Who
		}
		if name == "" {
			name = "nobody named"
		}
		if groups[name] == nil {
			*list = append(*list, name)
		}
		groups[name] = append(groups[name], x)
	}
	for _, name := range slices.Concat(cells, agencies) {
		slices.SortStableFunc(groups[name], func(a, b measure.Entry) int { return cmp.Compare(a.At, b.At) })
	}
	return groups, slices.Concat(cells, agencies)
}

// event prints one entry.
func (p *picture) event(x *measure.Entry, played bool) {
	status := x.Status
	if played {
		status = x.Played()
	}
	p.line("  ", pad(x.Number, 4), pad(wording.EntryType(x.Type), 16), in(strong, pad(p.EntryDue(&x.Entry), 30)), in(faint, status))
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
