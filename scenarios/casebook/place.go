package casebook

import (
	"fmt"
	"slices"

	"entente/scenarios/estimate"
	"entente/sim"
)

// The band: nine in ten documented values of a model that is right lie in it.
const (
	lowest, highest = 0.05, 0.95
)

// place is where a documented value stands among the simulated ones, 0 to 1: half way
// between the share of runs that are shorter and the share that are not longer. Of a
// value that is one, ties are split; of a range it is the middle of what it spans.
func place(runs []sim.Time, d Documented) float64 {
	shorter, upto := 0, 0
	for _, r := range runs {
		if r < d.Low {
			shorter++
		}
		if r <= d.High {
			upto++
		}
	}
	return (float64(shorter) + float64(float64(upto-shorter)/2)) / float64(len(runs))
}

// quantile is the least time that at least the share q of the runs do not exceed;
// never where too few ended.
func quantile(sorted []sim.Time, q float64) sim.Time {
	return sorted[estimate.QuantileIndex(len(sorted), q)]
}

// inBand says whether a place is in the band.
func inBand(at float64) bool { return at >= lowest && at <= highest }

// covered is the share of places in the band.
func covered(places []float64) float64 {
	n := 0
	for _, p := range places {
		if inBand(p) {
			n++
		}
	}
	return float64(n) / float64(len(places))
}

// overCases is the 90 % range of the coverage over draws of as many cases, with
// replacement: rows of one case share their causes, so a case is the unit.
func overCases(byCase [][]float64) (low, high float64) {
	const draws = 2000
	var all []float64
	for d := range uint64(draws) {
		var places []float64
		for i := range byCase {
			u := sim.Uniform(1, sim.Name("resample"), sim.ID(d).Nth(uint64(i)))
			places = append(places, byCase[u%uint64(len(byCase))]...)
		}
		all = append(all, covered(places))
	}
	slices.Sort(all)
	tail := estimate.QuantileIndex(draws, lowest)
	return all[tail], all[draws-1-tail]
}

// verdictOf says whether a place is inside, and where it is so only because the interval
// did not end in every run.
func verdictOf(runs []sim.Time, d Documented, at float64) string {
	reached := func(t sim.Time) bool { return t != sim.Never && t >= d.Low }
	switch {
	case at < lowest:
		return "miss: it went faster than here"
	case at > highest:
		return "miss: it took longer than here"
	case d.Low != sim.Never && !slices.ContainsFunc(runs, reached):
		return "inside, but longer than wherever it ended"
	}
	return "inside"
}

// bandRatio is how many times the shortest of the band goes into the longest.
func bandRatio(low, high sim.Time) *float64 {
	if low <= 0 || high == sim.Never {
		return nil
	}
	w := float64(high) / float64(low)
	return &w
}

func widthText(w *float64) string {
	if w == nil {
		return "unbounded"
	}
	return fmt.Sprintf("%.1f", *w)
}
