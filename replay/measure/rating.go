package measure

import (
	"math"

	"entente/sim"
	"entente/sim/journal"
)

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

// Rate holds the number that a measure comes down to against a task's thresholds.
// They are written in its unit: shares, counts or hours. Where P lies below M,
// less is better. A rating is indicative: an evaluator's leads.
func Rate(t journal.Task, r *Results) Rating {
	v, ok := number(t.Measure, r)
	reached := func(limit float64) bool { return v >= limit }
	if t.P < t.M {
		reached = func(limit float64) bool { return v <= limit }
	}
	switch {
	case !ok:
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

// number is what a measure of a run comes down to; false where it counts nothing.
// Of several it takes the first that a summary names, of rights the innocent.
func number(measure string, r *Results) (float64, bool) {
	switch measure {
	case "M1":
		return waited(r.M1, 500)
	case "M2":
		return waited(r.M2, 1000)
	case "M3":
		return part(r.M3)
	case "M4":
		return part(Share{r.M4.Ended, r.M4.Reached})
	case "M5":
		return part(r.M5)
	case "M6":
		return float64(len(r.M6)), true
	case "M7":
		return part(r.M7)
	case "M8":
		return part(r.M8)
	case "M9":
		return float64(len(r.M9.Breaches)), true
	case "M10":
		t, ok := r.M10.Quantile(0)
		if !ok { // no margin at all is below every other
			return math.Inf(-1), r.M10.Unavailable > 0
		}
		return inHours(t), true
	case "M11":
		return part(r.M11.Share)
	case "M12":
		return waited(r.M12.Times, 500)
	case "M13":
		return part(Share{r.M13.Messages, r.M13.Decided})
	case "M14":
		return waited(r.M14, 500)
	case "M15":
		v, ok := r.M15.Mean()
		return float64(v) / float64(sim.One), ok
	case "M17":
		return float64(r.M17.Benign), true
	}
	return 0, false // M16 is one of a campaign
}

func part(s Share) (float64, bool) { return float64(s.Of) / float64(s.All), s.All > 0 }

// waited is a quantile of times; what never happened is beyond every threshold.
func waited(t Times, q int) (float64, bool) {
	if v, ok := t.Quantile(q); ok {
		return inHours(v), true
	}
	return math.Inf(1), t.All() > 0
}

func inHours(t sim.Time) float64 { return float64(t) / float64(sim.Hour) }
