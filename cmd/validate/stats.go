package main

import (
	"slices"
	"time"

	"entente/sim"
)

// place is where a value stands in a distribution, 0 to 1, with ties split.
func place(runs []time.Duration, value time.Duration) float64 {
	below, equal := 0, 0
	for _, r := range runs {
		switch {
		case r < value:
			below++
		case r == value:
			equal++
		}
	}
	return (float64(below) + float64(equal)/2) / float64(len(runs))
}

// quantile is the smallest value that at least the share q of the runs do not
// exceed; never where too few ended.
func quantile(runs []time.Duration, q float64) time.Duration {
	sorted := slices.Sorted(slices.Values(runs))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

// covered is the share of places within the middle nine tenths.
func covered(places []float64) float64 {
	n := 0
	for _, p := range places {
		if p >= 0.05 && p <= 0.95 {
			n++
		}
	}
	return float64(n) / float64(len(places))
}

// interval is the 90 % range of the coverage over draws of as many cases, with
// replacement: rows of one case share their causes, so a case is the unit.
func interval(byCase [][]float64) (low, high float64) {
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
	return all[draws/20], all[draws-draws/20]
}
