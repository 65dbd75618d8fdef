package analysis

import (
	"math"

	"entente/replay/measure"
	"entente/scenarios/design"
	"entente/scenarios/study"
)

// Response is the mean of a measure at every pair of levels of two factors of a
// factorial block, over all others, under one option; of a block of one factor, at each
// of its levels. NaN: no run has it.
type Response struct {
	Block  string
	Option string
	Figure *measure.Figure
	A, B   *study.Column // B is nil where the block has one factor
	Levels [2][]string
	Means  [][]float64 // by level of A
}

// Across is the path of the second factor; empty where there is one.
func (r *Response) Across() string {
	if r.B == nil {
		return ""
	}
	return r.B.Path
}

// By names the factors that it is by.
func (r *Response) By() string {
	if r.B == nil {
		return r.A.Path
	}
	return r.A.Path + " (down) and " + r.B.Path
}

// Differs says whether the means are not all the same.
func (r *Response) Differs() bool {
	low, high := math.Inf(1), math.Inf(-1)
	for _, row := range r.Means {
		for _, v := range row {
			if !math.IsNaN(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	return low < high
}

// mostPairs bounds the pairs of factors of a block that are told.
const mostPairs = 3

// responses are those of a block, of an option and a measure.
func (d *Data) responses(b, option int, c *Column) (list []Response) {
	l := d.Plan.Layouts[b]
	if _, is := l.Design.(*design.Grid); !is {
		return nil
	}
	y := d.byRow(c, b, option)
	for _, pair := range pairsOf(len(l.Columns)) {
		f, g := pair[0], pair[1]
		r := Response{Block: l.ID, Option: d.Plan.Options[option].ID, Figure: c.Figure, A: d.Plan.Columns[l.Columns[f]], Levels: [2][]string{l.Levels(f), {"mean"}}}
		if g != f {
			r.B, r.Levels[1] = d.Plan.Columns[l.Columns[g]], l.Levels(g)
		}
		sums, counts := make([][]float64, len(r.Levels[0])), make([][]int, len(r.Levels[0]))
		for i := range sums {
			sums[i], counts[i] = make([]float64, len(r.Levels[1])), make([]int, len(r.Levels[1]))
		}
		for row := range y.Values {
			if y.Has[row] {
				i, k := l.Level(row, f), 0
				if g != f {
					k = l.Level(row, g)
				}
				sums[i][k] += y.Values[row]
				counts[i][k]++
			}
		}
		for i := range sums {
			for k, n := range counts[i] {
				if sums[i][k] /= float64(n); n == 0 {
					sums[i][k] = math.NaN()
				}
			}
		}
		r.Means = sums
		list = append(list, r)
	}
	return list
}

// pairsOf gives the pairs of so many factors that are told; of one factor, that factor twice.
func pairsOf(factors int) (list [][2]int) {
	if factors == 1 {
		return [][2]int{{0, 0}}
	}
	for f := range factors {
		for g := f + 1; g < factors && len(list) < mostPairs; g++ {
			list = append(list, [2]int{f, g})
		}
	}
	return list
}
