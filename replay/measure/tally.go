package measure

import (
	"entente/sim"
	"entente/sim/journal"
)

// Tally is how one deadline came out over runs.
type Tally struct {
	journal.Due
	Count  [journal.Open + 1]int // of runs, by outcome
	Margin *Spread               // where it came due; what never came true ranks below all
}

// Ending is how a deadline came out in one run: what a Tally needs of it, and no
// more, for there may be many.
type Ending struct {
	Outcome journal.Outcome
	Margin  sim.Time // where it is Met or Late
}

// Endings are those of the deadlines of one run.
func Endings(deadlines []Deadline) []Ending {
	out := make([]Ending, len(deadlines))
	for i := range deadlines {
		d := &deadlines[i]
		out[i].Outcome = d.Outcome
		if d.Outcome == journal.Met || d.Outcome == journal.Late {
			out[i].Margin = d.Margin()
		}
	}
	return out
}

// Counts says that a deadline came due and so belongs in a measure.
func (e Ending) Counts() bool {
	return e.Outcome == journal.Met || e.Outcome == journal.Late || e.Outcome == journal.NotMet
}

// Tallies sums up each deadline over runs of one scenario, which all have the same
// deadlines in the same order.
func Tallies(deadlines []journal.Due, runs [][]Ending) []Tally {
	list := make([]Tally, len(deadlines))
	for i := range list {
		t := Tally{Due: deadlines[i]}
		var margins []Value
		for _, run := range runs {
			e := run[i]
			t.Count[e.Outcome]++
			if e.Counts() {
				margins = append(margins, Value{V: float64(e.Margin), OK: e.Outcome != journal.NotMet})
			}
		}
		t.Margin = SpreadOf(margins, false)
		list[i] = t
	}
	return list
}
