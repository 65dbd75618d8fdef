package sim_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
)

// halfUp is floor(a*b/10^6 + 1/2) without bounds.
func halfUp(a, b int64) int64 {
	twice := new(big.Int).Mul(big.NewInt(2*a), big.NewInt(b))
	twice.Add(twice, big.NewInt(1_000_000))
	return twice.Div(twice, big.NewInt(2_000_000)).Int64() // Euclidean: rounds down
}

func TestMillionths(t *testing.T) {
	require.EqualValues(t, 250_000, sim.PPM(500_000).Times(500_000))
	require.EqualValues(t, 1, sim.PPM(1).Times(500_000), "half a millionth is rounded up")
	require.EqualValues(t, 0, sim.PPM(-1).Times(500_000), "below zero, too")
	require.EqualValues(t, -1, sim.PPM(-1).Times(500_001))
	require.EqualValues(t, 1500, sim.PPM(1_500_000).Scale(sim.Second))
	require.EqualValues(t, 2, sim.PPM(500_000).Scale(3))
	rapid.Check(t, func(t *rapid.T) {
		p, q := rapid.Int64Range(-3_000_000_000, 3_000_000_000).Draw(t, "p"), rapid.Int64Range(-3_000_000_000, 3_000_000_000).Draw(t, "q")
		require.Equal(t, halfUp(p, q), int64(sim.PPM(p).Times(sim.PPM(q))))
		ms := rapid.Int64Range(-1<<50, 1<<50).Draw(t, "ms")
		factor := p / 1000
		require.Equal(t, halfUp(factor, ms), int64(sim.PPM(factor).Scale(sim.Time(ms))))
	})
}
