package sim_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
)

func TestGoldenStreams(t *testing.T) {
	datadriven.RunTest(t, "testdata/streams.txt", func(t *testing.T, d *datadriven.TestData) string {
		dist, err := readDist(d.CmdArgs)
		require.NoError(t, err)
		var b strings.Builder
		for i := range uint64(20) {
			fmt.Fprintln(&b, int64(dist.Draw(sim.Uniform(1, sim.Name("golden"), sim.ID(i)))))
		}
		hash := sim.ID(0)
		var uniform [20_000]uint64
		var drawn [20_000]sim.Time
		for i := range uniform {
			uniform[i] = sim.Uniform(2, sim.Name("golden"), sim.ID(i))
		}
		dist.DrawAll(drawn[:], uniform[:])
		for i, u := range uniform {
			require.Equal(t, dist.Draw(u), drawn[i], "%#x, drawn with others", u)
			hash = hash.Nth(uint64(drawn[i]))
		}
		fmt.Fprintf(&b, "20000 more: %#x\n", uint64(hash))
		return b.String()
	})
}

// readDist makes a distribution from its name, its numbers and a cap.
func readDist(args []datadriven.CmdArg) (sim.Dist, error) {
	name := args[0].Key
	var x []sim.Time
	var weights []int64
	limit := sim.Never
	for _, a := range args[1:] {
		value, weight, _ := strings.Cut(a.Key, ":")
		if a.Key == "cap" {
			value = a.Vals[0]
		}
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return sim.Dist{}, err
		}
		if a.Key == "cap" {
			limit = sim.Time(n)
			continue
		}
		x = append(x, sim.Time(n))
		w, _ := strconv.ParseInt(weight, 10, 64)
		weights = append(weights, w)
	}
	d, err := makeDist(name, x, weights)
	if limit < sim.Never {
		d = d.Capped(limit)
	}
	return d, err
}

func makeDist(name string, x []sim.Time, weights []int64) (sim.Dist, error) {
	switch name {
	case "const":
		return sim.Const(x[0]), nil
	case "uniform":
		return sim.UniformDist(x[0], x[1])
	case "triangular":
		return sim.Triangular(x[0], x[1], x[2])
	case "pert":
		return sim.PERT(x[0], x[1], x[2])
	case "exponential":
		return sim.Exponential(x[0])
	case "lognormal":
		return sim.LogNormal(x[0], x[1])
	case "gamma":
		return sim.Gamma(sim.PPM(x[0]), x[1])
	case "empirical":
		return sim.Empirical(x, weights)
	}
	return sim.Dist{}, fmt.Errorf("unknown distribution %q", name)
}

// anyDist draws a distribution of any shape and size.
func anyDist(t *rapid.T) sim.Dist {
	name := rapid.SampledFrom([]string{"const", "uniform", "triangular", "pert", "exponential", "lognormal", "gamma", "empirical"}).Draw(t, "name")
	scale := rapid.SampledFrom([]int64{1, 10, 1000, 1e6, 1e9, 1e12}).Draw(t, "scale")
	a := 1 + rapid.Int64Range(0, scale).Draw(t, "a")
	b := a + rapid.Int64Range(0, scale).Draw(t, "b")
	c := b + rapid.Int64Range(0, scale).Draw(t, "c")
	x := []sim.Time{sim.Time(a), sim.Time(b), sim.Time(c)}
	if name == "gamma" {
		x[0] = sim.Time(rapid.Int64Range(100_000, 50_000_000).Draw(t, "shape"))
	}
	d, err := makeDist(name, x, []int64{rapid.Int64Range(1, 9).Draw(t, "weight"), 2, 3})
	require.NoError(t, err)
	if rapid.Bool().Draw(t, "capped") {
		d = d.Capped(sim.Time(rapid.Int64Range(1, c).Draw(t, "cap")))
	}
	return d
}

// A greater uniform never gives a shorter duration, next door and far away.
func TestDrawIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDist(t)
		for range 200 {
			u := rapid.Uint64().Draw(t, "u")
			v := u + rapid.SampledFrom([]uint64{1, 1 << 19, 1 << 20, 1 << 21, 1 << 31, 1 << 40, 1 << 60}).Draw(t, "more")
			if v < u {
				v = math.MaxUint64
			}
			low, high := d.Draw(u), d.Draw(v)
			if low > high {
				t.Fatalf("Draw(%#x) = %d, but Draw(%#x) = %d", u, low, v, high)
			}
		}
		low, high := d.Draw(0), d.Draw(math.MaxUint64)
		if low < 0 || high > sim.Longest {
			t.Fatalf("draws from %d to %d", low, high)
		}
	})
}

// Neighbouring cells are where rounding could turn two draws round: around the
// seams of the approximations and at random places, for spreads so narrow or so
// long that a unit in the last place shows.
func TestDrawIsMonotoneAtTheSeams(t *testing.T) {
	seams := []float64{0.075, 0.925, 1.3887943864964021e-11, 1 - 1.3887943864964021e-11, 0.5, 0.25, 0.75, 1 - math.Sqrt2/2, math.Sqrt2 / 2, 1 - math.Sqrt2/4}
	var dists []sim.Dist
	for _, d := range []struct {
		name string
		x    []sim.Time
	}{
		{"lognormal", []sim.Time{1 << 49, 1<<49 + 1<<38}},
		{"lognormal", []sim.Time{1 << 49, 1<<49 + 1<<44}},
		{"lognormal", []sim.Time{1 << 40, 1 << 45}},
		{"exponential", []sim.Time{1 << 50}},
		{"triangular", []sim.Time{0, 1 << 40, 1 << 49}},
		{"gamma", []sim.Time{500_000, 1 << 45}},
		{"pert", []sim.Time{0, 1 << 40, 1 << 49}},
	} {
		dist, err := makeDist(d.name, d.x, nil)
		require.NoError(t, err)
		dists = append(dists, dist)
	}
	for i, p := range seams {
		for j, d := range dists {
			middle := min(uint64(p*(1<<44)), 1<<44-3000)
			before := d.Draw((middle - 3000) << 20)
			for cell := middle - 2999; cell < middle+3000; cell++ {
				next := d.Draw(cell << 20)
				if next < before {
					t.Fatalf("seam %d of distribution %d: cell %#x gives %d after %d", i, j, cell, next, before)
				}
				before = next
			}
		}
	}
}

// So are steps in the last places of the uniform, on durations so long that
// theirs show.
func TestDrawIsMonotoneInTheLastPlaces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	wide, err := sim.LogNormal(1<<49, 1<<49+1<<48)
	require.NoError(t, err)
	long, err := sim.Exponential(1 << 50)
	require.NoError(t, err)
	for _, d := range []sim.Dist{wide, long} {
		for range 500 {
			u := r.Uint64()>>2 | 3<<62
			before := d.Draw(u)
			for range 5000 {
				u += 1 << 11
				next := d.Draw(u)
				if next < before {
					t.Fatalf("%#x gives %d after %d", u, next, before)
				}
				before = next
			}
		}
	}
}

// The quantiles are those of the closed forms.
func TestQuantiles(t *testing.T) {
	const hour = 3_600_000
	cdf := map[string]struct {
		dist func() (sim.Dist, error)
		f    func(x float64) float64 // of x hours
	}{
		"uniform":      {func() (sim.Dist, error) { return sim.UniformDist(0, 2*hour) }, func(x float64) float64 { return x / 2 }},
		"exponential":  {func() (sim.Dist, error) { return sim.Exponential(hour) }, func(x float64) float64 { return -math.Expm1(-x) }},
		"gamma 1":      {func() (sim.Dist, error) { return sim.Gamma(sim.One, hour) }, func(x float64) float64 { return -math.Expm1(-x) }},
		"gamma 3":      {func() (sim.Dist, error) { return sim.Gamma(3*sim.One, 3*hour) }, func(x float64) float64 { return 1 - math.Exp(-x)*(1+x+x*x/2) }},
		"gamma 0.5":    {func() (sim.Dist, error) { return sim.Gamma(sim.One/2, hour/2) }, func(x float64) float64 { return math.Erf(math.Sqrt(x)) }},
		"lognormal":    {func() (sim.Dist, error) { return sim.LogNormal(hour, 5*hour) }, func(x float64) float64 { return phi(math.Log(x) / (math.Log(5) / 1.645)) }},
		"pert 0 0 1":   {func() (sim.Dist, error) { return sim.PERT(0, 0, hour) }, func(x float64) float64 { return 1 - math.Pow(1-x, 5) }},
		"pert 0 .25 1": {func() (sim.Dist, error) { return sim.PERT(0, hour/4, hour) }, func(x float64) float64 { return betaTwoFour(x) }},
		"pert 0 .5 1":  {func() (sim.Dist, error) { return sim.PERT(0, hour/2, hour) }, func(x float64) float64 { return x * x * x * (10 - 15*x + 6*x*x) }},
		"triangular": {func() (sim.Dist, error) { return sim.Triangular(0, hour, 4*hour) }, func(x float64) float64 {
			if x < 1 {
				return x * x / 4
			}
			return 1 - max(0, 4-x)*max(0, 4-x)/12
		}},
	}
	for name, x := range cdf {
		d, err := x.dist()
		require.NoError(t, err)
		for _, p := range []float64{1e-9, 1e-6, 1e-3, 0.01, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99, 0.999, 1 - 1e-6, 1 - 1e-9} {
			q := d.Draw(uint64(math.Ldexp(p, 64)))
			low, high := x.f((float64(q)-0.51)/hour*(1-2e-4)), x.f((float64(q)+0.51)/hour*(1+2e-4))
			if q == 0 {
				low = 0
			}
			require.LessOrEqual(t, low, p, "%s: quantile %g is %d", name, p, q)
			require.GreaterOrEqual(t, high, p, "%s: quantile %g is %d", name, p, q)
		}
	}
}

func phi(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// betaTwoFour is the distribution function of Beta(2, 4).
func betaTwoFour(x float64) float64 { return x * x * (10 - x*(20-x*(15-4*x))) }

// Draws have the mean, and where it is known the variance, of their law.
func TestMoments(t *testing.T) {
	const n = 200_000
	for _, x := range []struct {
		name     string
		x        []sim.Time
		variance float64 // in units of mean squared
	}{
		{"const", []sim.Time{5_000_000}, 0},
		{"uniform", []sim.Time{1_000_000, 3_000_000}, 1.0 / 12},
		{"triangular", []sim.Time{0, 1_000_000, 5_000_000}, 21.0 / 18 / 4},
		{"pert", []sim.Time{0, 1_000_000, 5_000_000}, (1.5 * 3.5 / 7) / (1.5 * 1.5)},
		{"exponential", []sim.Time{2_000_000}, 1},
		{"lognormal", []sim.Time{1_000_000, 3_000_000}, lnVariance(1, 3) / (lnMean(1, 3) * lnMean(1, 3))},
		{"gamma", []sim.Time{2_500_000, 7_000_000}, 0.4},
		{"gamma", []sim.Time{400_000, 7_000_000}, 2.5},
		{"empirical", []sim.Time{1_000_000, 2_000_000, 6_000_000}, 4.25 / 6.25},
	} {
		d, err := makeDist(x.name, x.x, []int64{2, 1, 1})
		require.NoError(t, err)
		mean, square := 0.0, 0.0
		for i := range uint64(n) {
			y := float64(d.Draw(sim.Uniform(3, 4, sim.ID(i)))) / float64(d.Mean())
			mean += y / n
			square += y * y / n
		}
		require.InDelta(t, 1, mean, 4.5*math.Sqrt(x.variance/n)+1e-6, x.name)
		require.InDelta(t, x.variance, square-mean*mean, 0.03*x.variance+1e-9, x.name)
	}
}

// The mean of a capped distribution is that of its draws.
func TestCapped(t *testing.T) {
	const n = 1 << 12
	rapid.Check(t, func(t *rapid.T) {
		d := anyDist(t)
		limit := sim.Time(rapid.Int64Range(1, 1+2*int64(d.Mean())).Draw(t, "limit"))
		c := d.Capped(limit)
		sum := 0.0
		for i := range uint64(n) {
			u := i<<52 | 1<<51
			if min(d.Draw(u), limit) != c.Draw(u) {
				t.Fatalf("Draw(%#x) = %d, capped at %d it is %d", u, d.Draw(u), limit, c.Draw(u))
			}
			sum += float64(c.Draw(u)) / n
		}
		require.InDelta(t, sum, float64(c.Mean()), 1+float64(limit)/n)
		require.LessOrEqual(t, c.Mean(), limit)
		require.Equal(t, c, c.Capped(limit+1), "a higher cap changes nothing")
	})
}

func TestConstants(t *testing.T) {
	require.True(t, sim.Dist{}.IsZero())
	require.True(t, sim.Const(0).IsZero())
	require.False(t, sim.Const(1).IsZero())
	require.Zero(t, sim.Dist{}.Draw(1<<63))
	require.True(t, sim.Const(5).Capped(0).IsZero())
	for _, d := range []func() (sim.Dist, error){
		func() (sim.Dist, error) { return sim.UniformDist(7, 7) },
		func() (sim.Dist, error) { return sim.Triangular(7, 7, 7) },
		func() (sim.Dist, error) { return sim.PERT(7, 7, 7) },
		func() (sim.Dist, error) { return sim.LogNormal(7, 7) },
		func() (sim.Dist, error) { return sim.Empirical([]sim.Time{7}, nil) },
	} {
		x, err := d()
		require.NoError(t, err)
		for _, u := range []uint64{0, 1 << 63, math.MaxUint64} {
			require.EqualValues(t, 7, x.Draw(u))
		}
		require.EqualValues(t, 7, x.Mean())
	}
}

func TestWrongParameters(t *testing.T) {
	for want, f := range map[string]func() (sim.Dist, error){
		"uniform: want 0 <= min <= max, not 2ms and 1ms":                 func() (sim.Dist, error) { return sim.UniformDist(2, 1) },
		"triangular: want 0 <= min <= mode <= max, not 2ms, 1ms and 3ms": func() (sim.Dist, error) { return sim.Triangular(2, 1, 3) },
		"pert: want 0 <= min <= mode <= max, not -1ms, 1ms and 3ms":      func() (sim.Dist, error) { return sim.PERT(-1, 1, 3) },
		"exponential: mean must be more than 0, not 0s":                  func() (sim.Dist, error) { return sim.Exponential(0) },
		"lognormal: median must be more than 0, not 0s":                  func() (sim.Dist, error) { return sim.LogNormal(0, 3) },
		"lognormal: want 0 <= median <= p95, not 4ms and 3ms":            func() (sim.Dist, error) { return sim.LogNormal(4, 3) },
		"gamma: shape 0.099999 is not within 0.1 and 1000":               func() (sim.Dist, error) { return sim.Gamma(99_999, 3) },
		"gamma: mean must be more than 0, not -1ms":                      func() (sim.Dist, error) { return sim.Gamma(sim.One, -1) },
		"uniform: want 0 <= min <= max, not 1d12h and 12h15m":            func() (sim.Dist, error) { return sim.UniformDist(36*sim.Hour, 12*sim.Hour+15*sim.Minute) },
		"empirical: want at least one value":                             func() (sim.Dist, error) { return sim.Empirical(nil, nil) },
		"empirical: 1 values but 2 weights":                              func() (sim.Dist, error) { return sim.Empirical([]sim.Time{1}, []int64{1, 2}) },
		"empirical: all weights are 0":                                   func() (sim.Dist, error) { return sim.Empirical([]sim.Time{1}, []int64{0}) },
		"empirical: value -1ms is below 0 or too long":                   func() (sim.Dist, error) { return sim.Empirical([]sim.Time{-1}, nil) },
		"empirical: weight -1 is not within 0 and 1099511627776":         func() (sim.Dist, error) { return sim.Empirical([]sim.Time{1}, []int64{-1}) },
	} {
		_, err := f()
		require.EqualError(t, err, want)
	}
}
