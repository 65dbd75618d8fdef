// Package design lays out experiments: it says which values the factors have in each run.
//
// # What it gives
//
// A Design has rows, and for each row a place for every factor, from 0 to below 1.
// What a place means, a share, a time on a logarithmic scale or one of three words,
// is for the caller to say. Grid crosses levels, Along walks one factor at a time,
// Latin spreads rows so that each factor is seen evenly, Sobol does so for all
// factors together, Saltelli and Morris are laid out for the estimators of package
// estimate, which get the same value to know what a row was for.
//
// # How to think of it
//
// Row i is worked out from its number alone: nothing is drawn in an order. A longer
// design begins with the rows of a shorter one where its method allows that (Sobol,
// Saltelli, Morris), so a sweep can be extended. Chance, where a method wants it, is
// the keyed hash of package sim under the design's own seed, which is not that of
// the runs. The same design gives the same rows on every machine.
package design

import (
	"fmt"

	"entente/sim"
)

// Design is the rows of an experiment.
type Design interface {
	// Factors is how many places a row has.
	Factors() int
	// Rows is how many rows there are.
	Rows() int
	// Row puts the places of row i, from 0, into x, which has room for all.
	Row(i int, x []float64)
}

// MostFactors bounds the factors of a design: so many direction numbers there are,
// of which Saltelli takes two for each factor.
const MostFactors = 128

// MostRows bounds the rows of a design.
const MostRows = 1 << 24

func inBounds(rows, factors int) error {
	if factors < 1 || factors > MostFactors {
		return fmt.Errorf("a design has from 1 to %d factors, not %d", MostFactors, factors)
	}
	if rows < 1 || rows > MostRows {
		return fmt.Errorf("a design has from 1 to %d rows, not %d", MostRows, rows)
	}
	return nil
}

// drawUnit draws a place from 0 to below 1.
func drawUnit(u uint64) float64 { return float64(float64(u>>11) / (1 << 53)) }

// draw is one draw of a design.
func draw(seed uint64, what string, at ...int) uint64 {
	key := sim.Name(what)
	for _, n := range at {
		key = key.Nth(uint64(n))
	}
	return sim.Uniform(seed, sim.Name("design"), key)
}
