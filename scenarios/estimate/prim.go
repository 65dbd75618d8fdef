package estimate

import (
	"fmt"
	"math"
	"slices"
)

// Box is a part of the cube of factors in which a result is found more often than
// elsewhere. Factor f is bound to from Low[f] to High[f], both included; one that is
// not bound has -Inf and +Inf.
type Box struct {
	Low, High []float64
	Runs      int // runs inside
	Hits      int // of which had the result

	Coverage float64 // of all runs with the result, the share inside
	Density  float64 // of the runs inside, the share with the result
	Mass     float64 // of all runs, the share inside

	// Chance is, for each bound factor, how likely so many hits were if its limits did
	// nothing (the quasi-p value); NaN for the others. Small is good.
	Chance []float64
}

// Bound says whether a factor is restricted.
func (b *Box) Bound(f int) bool { return !math.IsInf(b.Low[f], 0) || !math.IsInf(b.High[f], 0) }

// Peeling is how scenario discovery goes: by which share each step shrinks the box, and
// which share of runs the last box must have.
type Peeling struct{ Alpha, Least float64 }

// Usual peeling takes a twentieth at a time, and ends at a twentieth.
var Usual = Peeling{0.05, 0.05}

// Peel looks for boxes in which a result is frequent: it begins with everything, cuts
// off the side whose loss makes hits densest for what it costs, and so on (the patient
// rule induction method of Friedman and Fisher 1999, with their lenient objective).
// It gives every box on the way, from the whole to the smallest; they are the trade-off
// between coverage and density, from which a person chooses, or Best does. x has a row
// of factors for each run. It is an error if no run or every run has the result.
func Peel(x [][]float64, hit []bool, p Peeling) ([]Box, error) {
	if len(x) == 0 || len(x) != len(hit) {
		return nil, fmt.Errorf("there are %d runs and %d results", len(x), len(hit))
	}
	m := &prim{x: x, hit: hit, factors: len(x[0]), p: p}
	for i := range x {
		m.inside = append(m.inside, i)
		if hit[i] {
			m.all++
		}
	}
	if m.all == 0 || m.all == len(x) {
		return nil, fmt.Errorf("%d of %d cases have the result: there is nothing to tell apart", m.all, len(x))
	}
	low, high := make([]float64, m.factors), make([]float64, m.factors)
	for f := range low {
		low[f], high[f] = math.Inf(-1), math.Inf(1)
	}
	boxes := []Box{m.countInside(low, high)}
	for {
		if !m.peel(low, high) {
			break
		}
		boxes = append(boxes, m.countInside(low, high))
	}
	return boxes, nil
}

// Best is the box whose coverage and density have the highest harmonic mean, widened
// again where that takes no density (pasting).
func Best(x [][]float64, hit []bool, boxes []Box) Box {
	best, score := 0, -1.0
	for i := range boxes {
		c, d := boxes[i].Coverage, boxes[i].Density
		if s := float64(2*float64(c*d)) / (c + d); c+d > 0 && s > score {
			best, score = i, s
		}
	}
	m := &prim{x: x, hit: hit, factors: len(x[0])}
	for i := range hit {
		if hit[i] {
			m.all++
		}
	}
	low, high := slices.Clone(boxes[best].Low), slices.Clone(boxes[best].High)
	m.paste(low, high)
	return m.countInside(low, high)
}

type prim struct {
	x       [][]float64
	hit     []bool
	factors int
	p       Peeling
	all     int   // hits in all runs
	inside  []int // runs in the box
}

func within(row, low, high []float64) bool {
	for f, v := range row {
		if v < low[f] || v > high[f] {
			return false
		}
	}
	return true
}

// hits counts the hits among runs.
func (m *prim) hits(runs []int) (n int) {
	for _, i := range runs {
		if m.hit[i] {
			n++
		}
	}
	return n
}

// peel makes the box smaller by the best of all sides, and says whether it could.
func (m *prim) peel(low, high []float64) bool {
	n, best := len(m.inside), math.Inf(-1)
	before := float64(m.hits(m.inside)) / float64(n)
	side, limit, upper := -1, 0.0, false
	values := make([]float64, n)
	for f := range m.factors {
		for i, run := range m.inside {
			values[i] = m.x[run][f]
		}
		slices.Sort(values)
		for _, up := range [...]bool{false, true} {
			l, ok := m.peelLimit(values, up)
			if !ok {
				continue
			}
			left, hits := 0, 0
			for _, run := range m.inside {
				if v := m.x[run][f]; up && v <= l || !up && v >= l {
					left++
					if m.hit[run] {
						hits++
					}
				}
			}
			if float64(left) < float64(m.p.Least*float64(len(m.x))) || left == 0 {
				continue
			}
			if gain := (float64(hits)/float64(left) - before) / float64(n-left); gain > best {
				best, side, limit, upper = gain, f, l, up
			}
		}
	}
	if side < 0 || best <= 0 {
		return false
	}
	if upper {
		high[side] = limit
	} else {
		low[side] = limit
	}
	m.inside = slices.DeleteFunc(m.inside, func(run int) bool { return !within(m.x[run], low, high) })
	return true
}

// peelLimit gives the value at which a side is cut: at the value that leaves out a
// share alpha, or the whole of a level where values repeat.
func (m *prim) peelLimit(sorted []float64, upper bool) (float64, bool) {
	n := len(sorted)
	k := max(int(float64(m.p.Alpha*float64(n))), 1)
	if upper {
		k = n - 1 - k
		for k >= 0 && sorted[k] == sorted[n-1] {
			k--
		}
		return sorted[max(k, 0)], k >= 0
	}
	for k < n && sorted[k] == sorted[0] {
		k++
	}
	return sorted[min(k, n-1)], k < n
}

// paste moves each limit outwards for as long as no density is lost.
func (m *prim) paste(low, high []float64) {
	density := func() (float64, int) {
		n, hits := 0, 0
		for i, row := range m.x {
			if within(row, low, high) {
				n++
				if m.hit[i] {
					hits++
				}
			}
		}
		return float64(hits) / float64(max(n, 1)), n
	}
	for moved := true; moved; {
		moved = false
		for f := range low {
			for _, limit := range [...]*float64{&low[f], &high[f]} {
				if math.IsInf(*limit, 0) {
					continue
				}
				was := *limit
				before, n := density()
				*limit = m.nextValue(f, was, limit == &high[f])
				after, more := density()
				if after < before || more <= n {
					*limit = was
					continue
				}
				moved = true
			}
		}
	}
}

// nextValue is the next value of a factor outside of a limit; infinite if there is none.
func (m *prim) nextValue(f int, limit float64, up bool) float64 {
	best := math.Inf(1)
	if !up {
		best = math.Inf(-1)
	}
	for _, row := range m.x {
		if v := row[f]; up && v > limit && v < best || !up && v < limit && v > best {
			best = v
		}
	}
	return best
}

// countInside counts what lies within limits.
func (m *prim) countInside(low, high []float64) Box {
	b := Box{Low: slices.Clone(low), High: slices.Clone(high), Chance: make([]float64, m.factors)}
	for i, row := range m.x {
		if within(row, low, high) {
			b.Runs++
			if m.hit[i] {
				b.Hits++
			}
		}
	}
	b.Mass, b.Coverage = float64(b.Runs)/float64(len(m.x)), float64(b.Hits)/float64(m.all)
	if b.Runs > 0 {
		b.Density = float64(b.Hits) / float64(b.Runs)
	}
	for f := range b.Chance {
		b.Chance[f] = math.NaN()
		if b.Bound(f) {
			b.Chance[f] = m.without(&b, f)
		}
	}
	return b
}

// without is how likely the hits of a box were if the limits of a factor did nothing.
func (m *prim) without(b *Box, f int) float64 {
	low, high := slices.Clone(b.Low), slices.Clone(b.High)
	low[f], high[f] = math.Inf(-1), math.Inf(1)
	n, hits := 0, 0
	for i, row := range m.x {
		if within(row, low, high) {
			n++
			if m.hit[i] {
				hits++
			}
		}
	}
	return 1 - BinomialUpto(b.Hits-1, b.Runs, float64(hits)/float64(n))
}
