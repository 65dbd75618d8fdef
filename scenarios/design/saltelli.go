package design

import (
	"fmt"
	"slices"
)

// Saltelli is laid out for the estimators of Sobol' indices: for each of N base rows
// the row A and B of two independent samples, and between them A with one group of
// factors from B, for each group in turn (AB). With Second also B with one group from
// A (BA), for the indices of pairs. So base row j has the rows j*Block() and on: A,
// AB of each group, BA of each group, B. (Saltelli 2002 and 2010.)
type Saltelli struct {
	N      int // base rows; a power of two
	D      int // factors
	Groups [][]int
	Second bool
	Seed   uint64 // of a shift; 0: none
}

// groups are the groups, one for each factor if none are given.
func (s *Saltelli) groups() int {
	if s.Groups == nil {
		return s.D
	}
	return len(s.Groups)
}

// Check says what is wrong with a design: every factor is in one group.
func (s *Saltelli) Check() error {
	if err := (&Sobol{N: s.N, D: s.D}).Check(); err != nil {
		return err
	}
	return checkGroups(s.Groups, s.D)
}

func checkGroups(groups [][]int, d int) error {
	if groups == nil {
		return nil
	}
	var seen []int
	for _, g := range groups {
		for _, f := range g {
			if f < 0 || f >= d {
				return fmt.Errorf("a group has factor %d of %d", f+1, d)
			}
			if slices.Contains(seen, f) {
				return fmt.Errorf("factor %d is in two groups", f+1)
			}
			seen = append(seen, f)
		}
	}
	if len(seen) != d {
		return fmt.Errorf("%d of %d factors are in no group", d-len(seen), d)
	}
	return nil
}

// Block is how many rows a base row has: G + 2, or 2 G + 2 with Second, of G groups.
func (s *Saltelli) Block() int {
	if s.Second {
		return 2*s.groups() + 2
	}
	return s.groups() + 2
}

// Parts is how many groups there are.
func (s *Saltelli) Parts() int { return s.groups() }

// Factors is how many places a row has.
func (s *Saltelli) Factors() int { return s.D }

// Rows is how many rows there are.
func (s *Saltelli) Rows() int { return s.N * s.Block() }

// Row puts the places of row i into x.
func (s *Saltelli) Row(i int, x []float64) {
	var both [2 * MostFactors]float64
	base, k, g := i/s.Block(), i%s.Block(), s.groups()
	sobolRow(base, both[:2*s.D], s.Seed)
	a, b := both[:s.D], both[s.D:2*s.D]
	switch {
	case k == 0:
		copy(x, a)
	case k == s.Block()-1:
		copy(x, b)
	case k <= g:
		copy(x, a)
		s.copyGroup(x, b, k-1)
	default:
		copy(x, b)
		s.copyGroup(x, a, k-1-g)
	}
}

// copyGroup puts the factors of one group of another row into x.
func (s *Saltelli) copyGroup(x, from []float64, group int) {
	if s.Groups == nil {
		x[group] = from[group]
		return
	}
	for _, f := range s.Groups[group] {
		x[f] = from[f]
	}
}
