package estimate

import (
	"errors"
	"fmt"
	"math"

	"entente/scenarios/design"
)

// Effects say what a step along each group of factors does to a result: the mean of its
// effects (Mu), of their sizes (MuStar), and how much they differ from place to place
// (Sigma: interaction, or a curve). Sigma and Mu of a group of several factors mean
// little, since its factors move in different directions; MuStar counts.
type Effects struct {
	Mu, MuStar, Sigma []Interval
	Dropped           int // steps of which a run is absent
}

// Morris estimates effects from the results of a Morris design's rows. A step of which
// one run is absent is dropped, and the rest of its trajectory stays. It is an error if
// a group is left with fewer than two steps.
func Morris(d *design.Morris, y Sample, r Resample) (*Effects, error) {
	if len(y.Values) != d.Rows() {
		return nil, fmt.Errorf("the design has %d rows, and there are %d results", d.Rows(), len(y.Values))
	}
	groups := d.Parts()
	steps := make([][]float64, groups)
	out := &Effects{}
	for j := range d.N {
		for step, g := range d.Order(j) {
			at := j*(groups+1) + step
			a, hasA := y.at(at)
			b, hasB := y.at(at + 1)
			if !hasA || !hasB {
				out.Dropped++
				continue
			}
			first := g
			if d.Groups != nil {
				first = d.Groups[g][0]
			}
			way := float64(1)
			if !d.Up(j, first) {
				way = -1
			}
			steps[g] = append(steps[g], float64(way*(b-a))/d.Delta())
		}
	}
	if v, _ := y.present(); out.Dropped < d.N*groups && isConstant(mean(v), variance(v)) {
		return nil, errors.New("the result is the same in every run that has one: nothing matters to it")
	}
	for g, list := range steps {
		if len(list) < 2 {
			return nil, fmt.Errorf("%d steps along group %d are left: too few to say what it does", len(list), g+1)
		}
		work := func(pick []int, v []float64) {
			part := make([]float64, len(pick))
			sizes := 0.0
			for i, k := range pick {
				part[i] = list[k]
				sizes += math.Abs(list[k])
			}
			v[0], v[1], v[2] = mean(part), sizes/float64(len(part)), math.Sqrt(variance(part))
		}
		var v [3]float64
		work(allUnits(len(list)), v[:])
		low, high := r.intervals(len(list), len(v), work)
		each := func(k int) Interval {
			return Interval{Value: v[k], Low: low[k], High: high[k], Level: r.Level, N: len(list)}
		}
		out.Mu, out.MuStar, out.Sigma = append(out.Mu, each(0)), append(out.MuStar, each(1)), append(out.Sigma, each(2))
	}
	return out, nil
}
