package estimate

import (
	"errors"
	"fmt"
	"math"

	"entente/scenarios/design"
)

// Indices say how much of the variance of a result each group of factors explains: on
// its own (First), with all its interactions (Total), and pairs of groups beyond what
// each does on its own (Second, by group; only where the design has rows for it).
type Indices struct {
	First, Total []Interval
	Second       [][]Interval // [g][h] for h above g
	Mean         float64
	Variance     float64
	Dropped      []int // base rows that a failed run made useless
}

// Sobol estimates indices from the results of a Saltelli design's rows: First as in
// Saltelli and others 2010, Total as Jansen 1999, Second as Saltelli 2002. Results are
// centred first, which takes nothing from the truth and much from the noise. A base row
// of which one run is absent is dropped. It is an error if fewer than two are left, or
// if the result does not vary.
func Sobol(d *design.Saltelli, y Sample, r Resample) (*Indices, error) {
	if len(y.Values) != d.Rows() {
		return nil, fmt.Errorf("the design has %d rows, and there are %d results", d.Rows(), len(y.Values))
	}
	x := &sobol{design: d, block: d.Block(), groups: d.Parts()}
	out := &Indices{}
	for base := range d.N {
		row := make([]float64, x.block)
		whole := true
		for k := range row {
			v, ok := y.at(base*x.block + k)
			row[k], whole = v, whole && ok
		}
		if whole {
			x.rows = append(x.rows, row)
		} else {
			out.Dropped = append(out.Dropped, base)
		}
	}
	if len(x.rows) < 2 {
		return nil, fmt.Errorf("of %d base rows %d lack a result: too few are left to say what matters", d.N, len(out.Dropped))
	}
	out.Mean, out.Variance = x.centreResults()
	if isConstant(out.Mean, out.Variance) {
		return nil, errors.New("the result is the same in every run that has one: nothing matters to it")
	}
	numbers := make([]float64, x.numbers())
	x.estimateIndices(allUnits(len(x.rows)), numbers)
	low, high := r.intervals(len(x.rows), len(numbers), x.estimateIndices)
	at := 0
	next := func() Interval {
		i := Interval{Value: numbers[at], Low: low[at], High: high[at], Level: r.Level, N: len(x.rows), Lost: len(out.Dropped)}
		at++
		return i
	}
	for range x.groups {
		out.First = append(out.First, next())
	}
	for range x.groups {
		out.Total = append(out.Total, next())
	}
	if d.Second {
		out.Second = make([][]Interval, x.groups)
		for g := range x.groups {
			out.Second[g] = make([]Interval, x.groups)
			for h := g + 1; h < x.groups; h++ {
				out.Second[g][h] = next()
			}
		}
	}
	return out, nil
}

// rounded is the part of a number by which results may differ that are the same: means of
// the same numbers, summed up in another order.
const rounded = 1e-12

// isConstant says whether numbers of this mean and variance are one, but for rounding.
func isConstant(mean, variance float64) bool {
	return math.Sqrt(variance) <= float64(rounded*math.Abs(mean))
}

// sobol is the results of a design, by base row: A, AB of each group, BA of each, B.
type sobol struct {
	design        *design.Saltelli
	rows          [][]float64
	block, groups int
}

func (x *sobol) numbers() int {
	if x.design.Second {
		return 2*x.groups + x.groups*(x.groups-1)/2
	}
	return 2 * x.groups
}

// centreResults takes the mean of A and B from all results.
func (x *sobol) centreResults() (m, v float64) {
	var ab []float64
	for _, row := range x.rows {
		ab = append(ab, row[0], row[x.block-1])
	}
	m, v = mean(ab), variance(ab)
	for _, row := range x.rows {
		for k := range row {
			row[k] -= m
		}
	}
	return m, v
}

// estimateIndices estimates all indices from some base rows.
func (x *sobol) estimateIndices(pick []int, out []float64) {
	n := float64(len(pick))
	sum, squares := 0.0, 0.0
	for _, i := range pick {
		a, b := x.rows[i][0], x.rows[i][x.block-1]
		sum += a + b
		squares += float64(a*a) + float64(b*b)
	}
	m := sum / float64(2*n)
	v := squares/float64(2*n) - float64(m*m)
	if v <= 0 {
		for k := range out {
			out[k] = math.NaN()
		}
		return
	}
	g := x.groups
	for k := range g {
		first, total := 0.0, 0.0
		for _, i := range pick {
			a, ab, b := x.rows[i][0], x.rows[i][1+k], x.rows[i][x.block-1]
			first += float64(b * (ab - a))
			total += float64((a - ab) * (a - ab))
		}
		out[k], out[g+k] = first/n/v, total/float64(2*n)/v
	}
	if !x.design.Second {
		return
	}
	at := 2 * g
	for k := range g {
		for h := k + 1; h < g; h++ {
			closed := 0.0
			for _, i := range pick {
				row := x.rows[i]
				closed += float64(row[1+g+k]*row[1+h]) - float64(row[0]*row[x.block-1])
			}
			out[at] = closed/n/v - out[k] - out[h]
			at++
		}
	}
}
