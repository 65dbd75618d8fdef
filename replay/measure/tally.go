package measure

import "entente/sim/journal"

// Tally is how one deadline came out over runs.
type Tally struct {
	Deadline                       // of the first run
	Count    [journal.Open + 1]int // of runs, by outcome
	Margin   *Spread               // where it came due; what never came true ranks below all
}

// Tallies sums up each deadline over runs of one scenario, which all have the same
// deadlines in the same order.
func Tallies(runs [][]Deadline) []Tally {
	list := make([]Tally, len(runs[0]))
	for i := range list {
		t := Tally{Deadline: runs[0][i]}
		var margins []Value
		for _, run := range runs {
			d := &run[i]
			t.Count[d.Outcome]++
			if d.Counts() {
				m := Value{OK: d.Outcome != journal.NotMet}
				if m.OK {
					m.V = float64(d.Margin())
				}
				margins = append(margins, m)
			}
		}
		t.Margin = SpreadOf(margins, false)
		list[i] = t
	}
	return list
}
