package wording

import (
	"slices"
	"strings"

	"entente/replay/measure"
	"entente/sim/journal"
)

// EntryParties are those whom an entry names, each once.
func EntryParties(x *journal.Entry) string {
	var parts []string
	for _, p := range []string{x.From, x.To, x.Who} {
		if p != "" && !slices.Contains(parts, p) {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// EntryStatus is an entry's status after the run: an expected action that was not
// taken was missed, whatever was planned.
func (t *Terms) EntryStatus(x *measure.Entry) string {
	if x.Outcome == journal.Missed {
		return Upper(t.Outcome(x.Outcome))
	}
	return x.Played()
}
