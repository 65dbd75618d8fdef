package wording

import (
	"strings"

	"entente/sim/journal"
)

// RuleText tells the words of a rule in paragraphs: what it says, when it applies
// and what it does then, and where it is from.
func RuleText(r *journal.Text) []string {
	does := r.Do
	if r.When != "" {
		does = "when " + r.When + ": " + does
	}
	source := r.Source
	for _, x := range [...]struct{ word, text string }{{"tag ", r.Tag}, {"as of ", r.AsOf}} {
		if x.text != "" {
			source += ", " + x.word + x.text
		}
	}
	if source != "" {
		source = "source: " + strings.TrimPrefix(source, ", ")
	}
	var out []string
	for _, text := range [...]string{r.Text, does, r.Cite, source} {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}
