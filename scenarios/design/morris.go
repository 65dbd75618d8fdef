package design

import (
	"cmp"
	"fmt"
	"slices"
)

// Morris is laid out for elementary effects: N trajectories, each of a random start on
// a grid of Levels and one step along each group of factors, in random order. So
// trajectory j has the rows j*(G+1) and on, of G groups. (Morris 1991; groups as in
// Campolongo and others 2007.)
type Morris struct {
	N      int // trajectories
	D      int // factors
	Levels int // of the grid; even
	Groups [][]int
	Seed   uint64
}

// Check says what is wrong with a design.
func (m *Morris) Check() error {
	if m.Levels < 2 || m.Levels%2 != 0 || m.Levels > 64 {
		return fmt.Errorf("a Morris design has an even number of levels from 2 to 64, not %d", m.Levels)
	}
	if err := inBounds(max(m.N, 0)*(m.Parts()+1), m.D); err != nil {
		return err
	}
	return checkGroups(m.Groups, m.D)
}

// Parts is how many groups there are: one for each factor if none are given.
func (m *Morris) Parts() int {
	if m.Groups == nil {
		return m.D
	}
	return len(m.Groups)
}

// Delta is the length of a step: half of the cube and a little, so that all levels
// are reached equally often.
func (m *Morris) Delta() float64 { return float64(m.Levels) / float64(2*(m.Levels-1)) }

// Factors is how many places a row has.
func (m *Morris) Factors() int { return m.D }

// Rows is how many rows there are.
func (m *Morris) Rows() int { return m.N * (m.Parts() + 1) }

// Order is the group that each step of trajectory j moves, and Up whether it moves
// factor f upwards.
func (m *Morris) Order(j int) []int {
	list := make([]int, m.Parts())
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Compare(draw(m.Seed, "order", j, a), draw(m.Seed, "order", j, b))
	})
	return list
}

// Up says whether trajectory j moves factor f upwards.
func (m *Morris) Up(j, f int) bool { return draw(m.Seed, "way", j, f)&1 == 1 }

// Row puts the places of row i into x. A place of 1 is a corner of the closed cube.
func (m *Morris) Row(i int, x []float64) {
	block := m.Parts() + 1
	j, step := i/block, i%block
	moved := make([]bool, m.D)
	for _, g := range m.Order(j)[:step] {
		if m.Groups == nil {
			moved[g] = true
			continue
		}
		for _, f := range m.Groups[g] {
			moved[f] = true
		}
	}
	for f := range m.D {
		low := float64(draw(m.Seed, "start", j, f)%uint64(m.Levels/2)) / float64(m.Levels-1)
		x[f] = low
		if m.Up(j, f) == moved[f] {
			x[f] = low + m.Delta()
		}
	}
}
