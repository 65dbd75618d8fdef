package sim_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
)

// Known values: those of definition 1 of Hyndman and Fan, which is type 1 in R and
// "inverted_cdf" in NumPy.
func TestQuantileIndexOfKnownValues(t *testing.T) {
	for _, row := range []struct {
		n    int
		q    sim.PPM
		want int
	}{
		{1000, 5 * sim.Percent, 49}, {1000, 50 * sim.Percent, 499}, {1000, 95 * sim.Percent, 949},
		{300, 5 * sim.Percent, 14}, {300, 95 * sim.Percent, 284},
		{10, 25 * sim.Percent, 2}, {10, 20 * sim.Percent, 1}, {10, 200_001, 2},
		{4, 50 * sim.Percent, 1}, {5, 50 * sim.Percent, 2}, {1, 5 * sim.Percent, 0}, {2, 95 * sim.Percent, 1},
		{7, 0, 0}, {7, -1, 0}, {7, 1, 0}, {7, sim.One, 6}, {7, 2 * sim.One, 6}, {0, sim.One, 0}, {0, 50 * sim.Percent, 0},
		{math.MaxInt, sim.One - 1, math.MaxInt - math.MaxInt/1_000_000 - 1},
	} {
		require.Equal(t, row.want, sim.QuantileIndex(row.n, row.q), "%d values, %d millionths", row.n, row.q)
	}
}

// At least the share lies up to the index, and one index less would be too few.
func TestQuantileIndexIsTheLeastThatHoldsTheShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, q := rapid.IntRange(1, 5000).Draw(t, "n"), rapid.IntRange(1, int(sim.One)).Draw(t, "q")
		i := sim.QuantileIndex(n, sim.PPM(q))
		require.GreaterOrEqual(t, (i+1)*int(sim.One), n*q)
		require.Less(t, i*int(sim.One), n*q)
	})
}
