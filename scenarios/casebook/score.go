package casebook

import (
	"math"

	"entente/sim"
)

// logDistance says how far runs, sorted, are off a documented value, in powers of ten: the
// continuous ranked probability score of the logarithm of the time, which for one sure
// guess is how many powers of ten it is wrong by. Intervals are taken as a minute at least,
// and what did not end as long as the exercise, which is end. A range is the time in it that
// is nearest to the middle of the runs; of "at least" nothing is known beyond it, so that
// nothing beyond it counts. No score is below zero, which is that of a sure guess that is right.
func logDistance(sorted []sim.Time, d Documented, end sim.Time) float64 {
	most := end
	if d.High == sim.Never && d.Low != sim.Never {
		most = min(most, d.Low)
	}
	level := func(t sim.Time) float64 {
		return float64(math.Log10(float64(max(sim.Minute, min(t, most))) / float64(sim.Minute))) // it ends in a product, which nothing may fuse with
	}
	n := float64(len(sorted))
	documented := max(level(d.Low), min(level(sorted[len(sorted)/2]), level(d.High)))
	wrong, spread := 0.0, 0.0
	for i, t := range sorted {
		x := level(t)
		wrong += math.Abs(documented - x)
		spread += float64(x * float64(2*i+1-len(sorted)))
	}
	return math.Round(float64((wrong/n-float64(spread/float64(n*n)))*1e4)) / 1e4 // the last digits are the machine's
}
