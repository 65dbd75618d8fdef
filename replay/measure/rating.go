package measure

import "entente/sim/journal"

// Rating is how a critical task came out: P performed, S with some challenges, M
// with major ones, U not; N/R was not exercised, for there was nothing to count.
type Rating string

// The ratings.
const (
	Performed Rating = "P"
	Some      Rating = "S"
	Major     Rating = "M"
	Unable    Rating = "U"
	Untried   Rating = "N/R"
)

// Ratings lists the ratings, the best first.
var Ratings = []Rating{Performed, Some, Major, Unable, Untried}

// Rate holds the number that a measure comes down to against a task's thresholds.
// They are written in its unit: shares, counts or hours. Where P lies below M,
// less is better. A rating is indicative: an evaluator's leads.
func Rate(t journal.Task, r *Results) Rating {
	x := RatedFigure(t.Measure)
	if x == nil {
		return Untried // M16 is one of a campaign
	}
	value, counts := x.Read(r)
	return rate(t, x, Reading{value, counts})
}

// RateReadings is Rate for a run of which only the readings were kept.
func RateReadings(t journal.Task, r Readings) Rating {
	x := RatedFigure(t.Measure)
	if x == nil {
		return Untried
	}
	return rate(t, x, r.Of(x))
}

func rate(t journal.Task, x *Figure, r Reading) Rating {
	v := x.Scaled(r.Value)
	reached := func(limit float64) bool { return v >= limit }
	if t.P < t.M {
		reached = func(limit float64) bool { return v <= limit }
	}
	switch {
	case !r.Counts:
		return Untried
	case reached(t.P):
		return Performed
	case reached(t.S):
		return Some
	case reached(t.M):
		return Major
	}
	return Unable
}
