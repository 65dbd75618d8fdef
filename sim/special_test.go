package sim

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	gammaShapes = []float64{0.1, 0.5, 1, 2.5, 30, 1000}
	betaShapes  = [][2]float64{{1, 5}, {1.5, 4.5}, {2, 4}, {3, 3}, {4.7, 1.3}, {5, 1}}
)

func TestLnGamma(t *testing.T) {
	for x := 0.05; x < 2000; x *= 1.07 {
		want, _ := math.Lgamma(x)
		require.InDelta(t, want, lnGamma(x), 1e-13*(10+math.Abs(want)))
	}
}

// The series and the continued fraction know nothing of each other, but must
// add up to the whole.
func TestIncompleteGamma(t *testing.T) {
	for _, a := range gammaShapes {
		for _, x := range []float64{a + 0.3, a + 1, a + 2, 1.3*a + 1} {
			factor := Exp(a*Log(x) - x - lnGamma(a))
			require.InDelta(t, 1, factor*(gammaSeries(a, x)+gammaFraction(a, x)), 3e-12, "%g %g", a, x)
		}
	}
	left, right, _ := newGamma(3).share(2)
	require.InDelta(t, 1-math.Exp(-2)*(1+2+2), left, 1e-13)
	require.InDelta(t, math.Exp(-2)*(1+2+2), right, 1e-13)
}

// The fraction from one side and that from the other must add up, too.
func TestIncompleteBeta(t *testing.T) {
	require.NotEmpty(t, betaShapes)
	for _, ab := range betaShapes {
		a, b := ab[0], ab[1]
		whole := Exp(lnGamma(a) + lnGamma(b) - lnGamma(a+b))
		for _, x := range []float64{0.2, 0.4, 0.5, 0.6, 0.8} {
			power := math.Pow(x, a) * math.Pow(1-x, b) / whole
			require.InDelta(t, 1, power*(betaFraction(a, b, x)/a+betaFraction(b, a, 1-x)/b), 1e-12, "%v %g", ab, x)
		}
	}
}

// Quantiles are found where the distribution has the probability, at every knot
// of a table, and the slope is that of the distribution.
func TestQuantilesAreFound(t *testing.T) {
	check := func(s *spread, fromRight bool) {
		for i := 1; i <= halfKnots; i++ {
			p := knotP(i)
			left, _, slope := s.share(s.left(p))
			require.InDelta(t, 1, left/p, 1e-11)
			if i%100 == 0 {
				above, _, _ := s.share(s.x * (1 + 1e-5))
				below, _, _ := s.share(s.x * (1 - 1e-5))
				require.InDelta(t, 1, (above-below)/(2e-5*slope), 1e-5)
			}
		}
		for i := halfKnots - 1; i > 0 && fromRight; i-- {
			_, right, _ := s.share(s.right(knotP(i)))
			require.InDelta(t, 1, right/knotP(i), 1e-11)
		}
	}
	for _, a := range gammaShapes {
		check(newGamma(a), true)
	}
	for _, ab := range betaShapes {
		check(newBeta(ab[0], ab[1]), false)
	}
}

// Every uniform lies between the knot found for it and the next one.
func TestKnots(t *testing.T) {
	require.Equal(t, uint64(1<<63), knot(halfKnots))
	for i := range halfKnots {
		width := knot(i+1) - knot(i)
		for _, u := range []uint64{knot(i), knot(i) + width/3, knot(i+1) - 1} {
			found, way := below(u)
			require.Equal(t, i, found)
			require.InDelta(t, float64(u-knot(i))/float64(width), float64(way)*0x1p-64, 1e-15)
		}
	}
}
