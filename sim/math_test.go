package sim_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
)

// bigExp is e^x to 200 bits: its series at x/2^k, squared k times.
func bigExp(x float64) *big.Float {
	const halvings = 20
	y := new(big.Float).SetPrec(260).SetFloat64(x)
	y.SetMantExp(y, -halvings)
	sum, term := big.NewFloat(1).SetPrec(260), big.NewFloat(1).SetPrec(260)
	for n := 1; n < 40; n++ {
		term.Quo(term.Mul(term, y), big.NewFloat(float64(n)))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// ulp is the unit in the last place of x.
func ulp(x float64) float64 { return math.Nextafter(math.Abs(x), math.Inf(1)) - math.Abs(x) }

// against is how far y is from want, in units in the last place of y.
func against(want *big.Float, y float64) float64 {
	diff, _ := new(big.Float).Sub(new(big.Float).SetPrec(260).SetFloat64(y), want).Float64()
	return math.Abs(diff) / ulp(y)
}

func TestExp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		for _, x := range []float64{r.Float64() - 0.5, 40 * (r.Float64() - 0.5), 1416*r.Float64() - 707, -708 - 37*r.Float64(), 709 + 0.78*r.Float64()} {
			require.LessOrEqual(t, against(bigExp(x), sim.Exp(x)), 1.0, "Exp(%v)", x)
		}
	}
	require.Equal(t, 1.0, sim.Exp(0))
	require.Zero(t, sim.Exp(-746))
	require.Equal(t, math.Inf(1), sim.Exp(710))
	require.Equal(t, math.Inf(1), sim.Exp(math.Inf(1)))
	require.Zero(t, sim.Exp(math.Inf(-1)))
	require.True(t, math.IsNaN(sim.Exp(math.NaN())))
}

// TestLog measures the error of y = Log(x) by e^y: x/e^y - 1 is what is missing
// in y.
func TestLog(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 3000 {
		for _, x := range []float64{r.Float64(), 1 + (r.Float64()-0.5)/100, math.Exp(1400*r.Float64() - 700), math.Float64frombits(r.Uint64N(1 << 52)), 5e-324} {
			y := sim.Log(x)
			ratio := new(big.Float).Quo(new(big.Float).SetPrec(260).SetFloat64(x), bigExp(y))
			missing, _ := ratio.Sub(ratio, big.NewFloat(1)).Float64()
			require.LessOrEqual(t, math.Abs(missing)/ulp(y), 1.0, "Log(%v)", x)
		}
	}
	require.Zero(t, sim.Log(1))
	require.Equal(t, math.Inf(-1), sim.Log(0))
	require.Equal(t, math.Inf(1), sim.Log(math.Inf(1)))
	require.True(t, math.IsNaN(sim.Log(-1)))
	require.True(t, math.IsNaN(sim.Log(math.NaN())))
}

func TestNormInv(t *testing.T) {
	require.Zero(t, sim.NormInv(0.5))
	require.InDelta(t, 1.6448536269514722, sim.NormInv(0.95), 1e-15)
	require.InDelta(t, 1.959963984540054, sim.NormInv(0.975), 1e-15)
	require.InDelta(t, -6.361340902404056, sim.NormInv(1e-10), 2e-15)
	check := func(p float64) {
		z := sim.NormInv(p)
		require.InDelta(t, 0, (phi(z)-p)/p, 9e-16*(4+z*z), "an error of a few units in the last place of z = %g", z)
	}
	for i := 1; i < 10_000; i++ {
		check(float64(i) / 10_000)
		require.InDelta(t, -sim.NormInv(float64(i)/16384), sim.NormInv(1-float64(i)/16384), 4e-15)
	}
	for p := 0.1; p > 1e-300; p /= 1.7 {
		check(p)
	}
	require.Equal(t, math.Inf(-1), sim.NormInv(0))
	require.Equal(t, math.Inf(1), sim.NormInv(1))
	require.True(t, math.IsNaN(sim.NormInv(-0.1)))
	require.True(t, math.IsNaN(sim.NormInv(1.1)))
	require.True(t, math.IsNaN(sim.NormInv(math.NaN())))
}

// Chance is the exact comparison of u/2^64 with p/10^6.
func TestChance(t *testing.T) {
	require.False(t, sim.Chance(0, 0))
	require.True(t, sim.Chance(0, 1))
	require.True(t, sim.Chance(math.MaxUint64, sim.One))
	require.False(t, sim.Chance(math.MaxUint64, sim.One-1))
	require.False(t, sim.Chance(0, -5))
	require.True(t, sim.Chance(math.MaxUint64, 2*sim.One))
	require.True(t, sim.Chance(1<<63-1, sim.One/2))
	require.False(t, sim.Chance(1<<63, sim.One/2))
	rapid.Check(t, func(t *rapid.T) {
		p := sim.PPM(rapid.Int64Range(1, 999_999).Draw(t, "p"))
		// The least u with u * 10^6 >= p * 2^64.
		product := new(big.Int).Lsh(big.NewInt(int64(p)), 64)
		edge := product.Add(product, big.NewInt(999_999)).Div(product, big.NewInt(1_000_000)).Uint64()
		require.True(t, sim.Chance(edge-1, p))
		require.False(t, sim.Chance(edge, p))
	})
}

func TestLogistic(t *testing.T) {
	for x := -30 * sim.One; x <= 30*sim.One; x += 977 {
		want := 1e6 / (1 + math.Exp(-float64(x)/1e6))
		require.InDelta(t, want, float64(sim.Logistic(x)), 0.5+1e-6)
		require.Equal(t, sim.One, sim.Logistic(x)+sim.Logistic(-x))
		require.LessOrEqual(t, sim.Logistic(x), sim.Logistic(x+1))
	}
	require.EqualValues(t, 916_827, sim.Logistic(2_400_000), "the worked case: 1.4 + 1.0")
	require.EqualValues(t, 967_705, sim.Logistic(3_400_000))
	require.Equal(t, sim.One, sim.Logistic(math.MaxInt64))
	require.Zero(t, sim.Logistic(-math.MaxInt64))
	require.Zero(t, sim.Logistic(math.MinInt64))
}

func TestExpPPM(t *testing.T) {
	for x := -20 * sim.One; x <= 20*sim.One; x += 977 {
		want := min(1e12, 1e6*math.Exp(float64(x)/1e6))
		require.InDelta(t, want, float64(sim.ExpPPM(x)), 0.5+1e-15*want)
	}
	require.Equal(t, sim.One, sim.ExpPPM(0))
	require.EqualValues(t, 548_812, sim.ExpPPM(-600_000), "h at full trust")
	require.Equal(t, sim.MaxPPM, sim.ExpPPM(28*sim.One))
	require.Equal(t, sim.MaxPPM, sim.ExpPPM(27_700_000))
	require.Equal(t, sim.MaxPPM, sim.ExpPPM(math.MaxInt64))
	require.Zero(t, sim.ExpPPM(math.MinInt64))
}
