// Package estimate computes estimates with confidence intervals from the results of many
// runs.
//
// # What it gives
//
// Means, shares and quantiles with their intervals, differences of pairs, the share of
// a sweep's variance that is chance; which factors matter, by Sobol' indices and by
// elementary effects; where in the cube of factors runs succeed (PRIM); and how many
// replications carry a claim about a tail.
//
// # How to think of it
//
// Every estimator takes plain numbers in the order of a design's rows and says what it
// left out: a run that failed is absent, and what cannot be estimated without it is
// dropped and counted, never a NaN in silence. Intervals are Student's for means,
// order statistics for quantiles, and by bootstrap where there is no better. A
// bootstrap draws by keyed hash under a seed of its own, so the same results give the
// same interval.
//
// Sums go in the order of rows. Numbers agree between machines to more digits than
// anybody should print.
package estimate

import (
	"math"
	"slices"

	"entente/sim"
)

// Interval is an estimate with the interval that covers the truth in Level of all
// experiments. With too few numbers for an interval Low and High are infinite; with
// none N is 0 and Value means nothing.
type Interval struct {
	Value, Low, High float64
	Level            float64 // 0.95 and the like
	N                int     // numbers that it rests on
	Groups           int     // of numbers that share their luck; 0 where each has its own
	Lost             int     // numbers that were absent
}

// Bounded says whether there is an interval: on both sides, of numbers.
func (i *Interval) Bounded() bool {
	return i.N > 0 && !math.IsInf(i.Low, 0) && !math.IsInf(i.High, 0) && !math.IsNaN(i.Low) && !math.IsNaN(i.High)
}

// Half is half of the interval's width; infinite if there is none.
func (i *Interval) Half() float64 {
	if !i.Bounded() {
		return math.Inf(1)
	}
	return float64((i.High - i.Low) / 2)
}

// Sample is numbers of which some may be absent: Has is nil if all are there.
type Sample struct {
	Values []float64
	Has    []bool
}

func (s *Sample) at(i int) (float64, bool) {
	return s.Values[i], (s.Has == nil || s.Has[i]) && !math.IsNaN(s.Values[i]) && !math.IsInf(s.Values[i], 0)
}

// present are the numbers that are there, in order.
func (s *Sample) present() (list []float64, lost int) {
	for i := range s.Values {
		if v, ok := s.at(i); ok {
			list = append(list, v)
		} else {
			lost++
		}
	}
	return list, lost
}

// mean is the mean of numbers, and variance their variance about it (n-1).
func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

func variance(v []float64) float64 {
	if len(v) < 2 {
		return 0
	}
	m, sum := mean(v), 0.0
	for _, x := range v {
		sum += float64((x - m) * (x - m))
	}
	return sum / float64(len(v)-1)
}

// Mean is the mean of a sample with Student's interval.
func Mean(s Sample, level float64) Interval {
	v, lost := s.present()
	out := Interval{Level: level, N: len(v), Lost: lost, Low: math.Inf(-1), High: math.Inf(1)}
	if len(v) == 0 {
		return out
	}
	out.Value = mean(v)
	if len(v) > 1 {
		half := float64(Student(0.5+float64(level/2), len(v)-1) * math.Sqrt(variance(v)/float64(len(v))))
		out.Low, out.High = out.Value-half, out.Value+half
	}
	return out
}

// Paired is the mean of after less before, row by row, with Student's interval: pairs
// of which one is absent are lost. Under common random numbers it is far narrower
// than the difference of two means.
func Paired(before, after Sample, level float64) Interval {
	d := Sample{Values: make([]float64, len(before.Values)), Has: make([]bool, len(before.Values))}
	for i := range d.Values {
		a, hasA := before.at(i)
		b, hasB := after.at(i)
		d.Values[i], d.Has[i] = b-a, hasA && hasB
	}
	return Mean(d, level)
}

// Share is the share of runs in which something held, with Wilson's interval.
func Share(held, of int, level float64) Interval {
	out := Interval{Level: level, N: of, High: 1}
	if of == 0 {
		return out
	}
	z, n := sim.NormInv(0.5+float64(level/2)), float64(of)
	p := float64(held) / n
	out.Value = p
	mid := (p + float64(z*z)/float64(2*n)) / (1 + float64(z*z)/n)
	half := float64(z / (1 + float64(z*z)/n) * math.Sqrt(float64(p*(1-p))/n+float64(z*z)/float64(4*float64(n*n))))
	out.Low, out.High = max(mid-half, 0), min(mid+half, 1)
	return out
}

// withoutShared takes from every number the mean of its replication over all points:
// number k of each point is of replication k. Where one is absent in a point, what the
// others have is their mean.
func withoutShared(points []Sample) []Sample {
	out := make([]Sample, len(points))
	for i := range points {
		out[i] = Sample{slices.Clone(points[i].Values), points[i].Has}
	}
	for k := range points[0].Values {
		sum, n := 0.0, 0
		for i := range points {
			if v, ok := points[i].at(k); ok {
				sum += v
				n++
			}
		}
		for i := range out {
			out[i].Values[k] -= sum / float64(max(n, 1))
		}
	}
	return out
}

// NoiseShare is how much of the variance between points of a sweep is chance: the
// variance of each point's mean over its replications, in the mean of all points, by
// the variance between the means. So it falls as replications are added: points that
// differ no more than single runs of one point do are half chance with one replication,
// a third with two and a ninth with eight. Where replication k of all points shares its luck, what it
// adds to all of them makes no difference between them, and is taken out first.
//
// The variance between few points is as often too small as too great, and dividing by one
// that is too small weighs more. So what is divided by is made greater, as Efron and Morris
// (Stein's estimation rule, JASA 68, 1973) do for the same share: by n-1 to n-3 of n points.
// Points with fewer than two replications are left out; of fewer than four points it is not
// a number. It is 0 where means do not differ.
func NoiseShare(points []Sample, shared bool) float64 {
	most := 0.0
	for i := range points {
		v, _ := points[i].present()
		for _, x := range v {
			most = max(most, math.Abs(x))
		}
	}
	if shared && len(points) > 0 {
		points = withoutShared(points)
	}
	var means []float64
	noise := 0.0
	for i := range points {
		v, _ := points[i].present()
		if len(v) < 2 {
			continue
		}
		means = append(means, mean(v))
		noise += variance(v) / float64(len(v))
	}
	n := float64(len(means))
	if n < 4 {
		return math.NaN()
	}
	if shared { // the mean that was taken out had a part of each point's own luck
		noise = float64(noise*n) / (n - 1)
	}
	between := variance(means)
	if isConstant(most, between) {
		return 0
	}
	return min(float64(noise/n*(n-3))/(n-1)/between, 1)
}
