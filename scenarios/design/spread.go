package design

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

// Latin is a Latin hypercube: of N rows each lies alone in one of N equal strata of
// every factor, at a random place within it, or in its middle if Centred.
type Latin struct {
	N, D    int
	Centred bool
	Seed    uint64

	once  sync.Once
	ranks [][]int32 // by factor: the stratum of each row
}

// Check says what is wrong with a design.
func (l *Latin) Check() error { return inBounds(l.N, l.D) }

// Factors is how many places a row has.
func (l *Latin) Factors() int { return l.D }

// Rows is how many rows there are.
func (l *Latin) Rows() int { return l.N }

// Row puts the places of row i into x.
func (l *Latin) Row(i int, x []float64) {
	l.once.Do(l.shuffle)
	for d := range l.D {
		within := 0.5
		if !l.Centred {
			within = drawUnit(draw(l.Seed, "within", d, i))
		}
		x[d] = (float64(l.ranks[d][i]) + within) / float64(l.N)
	}
}

// shuffle orders the rows of each factor by draws of their own.
func (l *Latin) shuffle() {
	l.ranks = make([][]int32, l.D)
	keys, order := make([]uint64, l.N), make([]int32, l.N)
	for d := range l.D {
		for i := range keys {
			keys[i], order[i] = draw(l.Seed, "stratum", d, i), int32(i)
		}
		slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(keys[a], keys[b]), cmp.Compare(a, b)) })
		l.ranks[d] = make([]int32, l.N)
		for rank, i := range order {
			l.ranks[d][i] = int32(rank)
		}
	}
}

// Grid crosses levels: every level of the first factor with every one of the second,
// and so on; the last factor changes fastest. Level k of n is in the middle of the
// k-th of n equal parts, so that a caller who cuts a factor into n values meets each.
type Grid struct{ Levels []int }

// Check says what is wrong with a design.
func (g *Grid) Check() error {
	rows := 1
	for i, n := range g.Levels {
		if n < 1 {
			return fmt.Errorf("factor %d has no level", i+1)
		}
		if rows *= n; rows > MostRows {
			return fmt.Errorf("crossing all levels gives more than %d rows", MostRows)
		}
	}
	return inBounds(rows, len(g.Levels))
}

// Factors is how many places a row has.
func (g *Grid) Factors() int { return len(g.Levels) }

// Rows is how many rows there are.
func (g *Grid) Rows() int {
	rows := 1
	for _, n := range g.Levels {
		rows *= n
	}
	return rows
}

// Row puts the places of row i into x.
func (g *Grid) Row(i int, x []float64) {
	for d := len(g.Levels) - 1; d >= 0; d-- {
		x[d] = middle(i%g.Levels[d], g.Levels[d])
		i /= g.Levels[d]
	}
}

func middle(k, n int) float64 { return (float64(k) + 0.5) / float64(n) }

// Along walks one factor at a time: row 0 has every factor at its base, and then come
// the other levels of the first factor, of the second, and so on. Level Base[d] of
// Levels[d] is the base of factor d.
type Along struct{ Levels, Base []int }

// Check says what is wrong with a design.
func (a *Along) Check() error {
	for i, n := range a.Levels {
		if n < 1 || a.Base[i] < 0 || a.Base[i] >= n {
			return fmt.Errorf("factor %d has %d levels, and its base is level %d", i+1, n, a.Base[i]+1)
		}
	}
	return inBounds(a.Rows(), len(a.Levels))
}

// Factors is how many places a row has.
func (a *Along) Factors() int { return len(a.Levels) }

// Rows is how many rows there are.
func (a *Along) Rows() int {
	rows := 1
	for _, n := range a.Levels {
		rows += n - 1
	}
	return rows
}

// Row puts the places of row i into x.
func (a *Along) Row(i int, x []float64) {
	for d, n := range a.Levels {
		x[d] = middle(a.Base[d], n)
	}
	i--
	for d, n := range a.Levels {
		if i < 0 {
			return
		}
		if i < n-1 {
			if i >= a.Base[d] {
				i++
			}
			x[d] = middle(i, n)
			return
		}
		i -= n - 1
	}
}
