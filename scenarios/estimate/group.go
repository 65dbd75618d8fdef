package estimate

import (
	"math"
	"slices"

	"entente/sim"
)

// Grouped is the mean of numbers of which those of a group share their luck, as all
// points of one replication do under common random numbers. The interval is Student's
// over groups, of how far each group's sum strays from what its size would give (the
// ratio estimator of cluster samples, Cochran, Sampling Techniques, section 6.3). With
// one number in each group it is Mean; with one group there is no interval, however
// many numbers it has.
func Grouped(groups []Sample, level float64) Interval {
	out := Interval{Level: level, Low: math.Inf(-1), High: math.Inf(1)}
	var sums, sizes []float64
	total := 0.0
	for i := range groups {
		v, lost := groups[i].present()
		out.Lost += lost
		if out.N += len(v); len(v) == 0 {
			continue
		}
		sum := 0.0
		for _, x := range v {
			sum += x
		}
		total += sum
		sums, sizes = append(sums, sum), append(sizes, float64(len(v)))
	}
	out.Groups = len(sums)
	if out.N == 0 {
		return out
	}
	out.Value = total / float64(out.N)
	if len(sums) < 2 {
		return out
	}
	strays, typical := make([]float64, len(sums)), float64(out.N)/float64(len(sums))
	for i := range sums {
		strays[i] = (sums[i] - float64(out.Value*sizes[i])) / typical
	}
	half := float64(Student(0.5+float64(level/2), len(sums)-1) * math.Sqrt(variance(strays)/float64(len(sums))))
	out.Low, out.High = out.Value-half, out.Value+half
	return out
}

// PairedGroups is the mean of after less before, number by number in each group: pairs
// of which one is absent are lost.
func PairedGroups(before, after []Sample, level float64) Interval {
	differ := make([]Sample, len(before))
	for g := range before {
		d := Sample{Values: make([]float64, len(before[g].Values)), Has: make([]bool, len(before[g].Values))}
		for i := range d.Values {
			a, hasA := before[g].at(i)
			b, hasB := after[g].at(i)
			d.Values[i], d.Has[i] = b-a, hasA && hasB
		}
		differ[g] = d
	}
	return Grouped(differ, level)
}

// Ranked is the q-quantile of numbers in groups that share their luck, where infinite
// numbers rank as any other. With one number in each group its interval lies between
// order statistics, which holds whatever the distribution; else it goes from the quantile
// a little below q to that a little above, as far as the share of numbers up to it
// strays between groups (Woodruff 1952).
func Ranked(groups [][]float64, q, level float64) Interval {
	out := Interval{Level: level, Low: math.Inf(-1), High: math.Inf(1)}
	var all []float64
	single := true
	for _, g := range groups {
		all = append(all, g...)
		single = single && len(g) < 2
		if len(g) > 0 {
			out.Groups++
		}
	}
	if out.N = len(all); out.N == 0 {
		return out
	}
	slices.Sort(all)
	at := func(share float64) float64 { return all[QuantileIndex(len(all), share)] }
	out.Value = at(q)
	if single {
		out.between(all, q)
		return out
	}
	below := make([]Sample, len(groups))
	for i, g := range groups {
		below[i].Values = make([]float64, len(g))
		for k, v := range g {
			if v <= out.Value {
				below[i].Values[k] = 1
			}
		}
	}
	share := Grouped(below, level)
	if half := share.Half(); share.Bounded() {
		// A quantile beyond all numbers has no bound on that side.
		if q-half >= 0 {
			out.Low = at(q - half)
		}
		if q+half < 1 {
			out.High = at(q + half)
		}
	}
	return out
}

// QuantileIndex is sim.QuantileIndex of a share from 0 to 1, taken to the millionth.
func QuantileIndex(n int, share float64) int {
	return sim.QuantileIndex(n, sim.PPM(math.Round(float64(share*float64(sim.One)))))
}

// between sets the interval of a quantile between two of sorted numbers: Low is the
// largest that is above the quantile in no more than half of what the level leaves.
func (i *Interval) between(sorted []float64, q float64) {
	tail := float64((1 - i.Level) / 2)
	for k := range sorted {
		if BinomialUpto(k, len(sorted), q) <= tail {
			i.Low = sorted[k]
		}
		if 1-BinomialUpto(k, len(sorted), q) <= tail {
			i.High = sorted[k]
			break
		}
	}
}
