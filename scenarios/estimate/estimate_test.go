package estimate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/scenarios/design"
	"entente/scenarios/estimate"
	"entente/sim"
)

func uniform(seed uint64, n int) float64 {
	return float64(sim.Uniform(seed, sim.Name("test"), sim.Name("u").Nth(uint64(n)))>>11) / (1 << 53)
}

func normal(seed uint64, n int) float64 { return sim.NormInv(uniform(seed, n)) }

// Quantiles of Student's distribution from printed tables.
func TestStudentIsThatOfTheTables(t *testing.T) {
	for _, c := range []struct {
		p    float64
		df   int
		want float64
	}{{0.975, 1, 12.7062}, {0.975, 2, 4.30265}, {0.975, 4, 2.77645}, {0.95, 9, 1.83311}, {0.995, 19, 2.86093}, {0.975, 199, 1.97196}, {0.025, 4, -2.77645}, {0.5, 7, 0}} {
		require.InDelta(t, c.want, estimate.Student(c.p, c.df), 1e-4)
	}
}

func TestBinomialIsTheSumOfItsTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, p := rapid.IntRange(1, 60).Draw(t, "n"), rapid.Float64Range(0.01, 0.99).Draw(t, "p")
		sum, term := 0.0, math.Pow(1-p, float64(n))
		for k := range n + 1 {
			sum += term
			require.InDelta(t, sum, estimate.BinomialUpto(k, n, p), 1e-9)
			term *= float64(n-k) / float64(k+1) * p / (1 - p)
		}
	})
}

func TestEnoughReplicationsForAFifthPercentile(t *testing.T) {
	for contradict, want := range []int{59, 93, 124, 153} {
		require.Equal(t, want, estimate.Enough(contradict, 0.05, 0.95))
		require.True(t, estimate.Carries(contradict, want, 0.05, 0.95))
		require.False(t, estimate.Carries(contradict, want-1, 0.05, 0.95))
	}
}

// covers counts in how many of so many experiments an interval holds the truth.
func covers(trials int, truth float64, one func(trial int) estimate.Interval) float64 {
	n := 0
	for trial := range trials {
		if i := one(trial); i.Low <= truth && truth <= i.High {
			n++
		}
	}
	return float64(n) / float64(trials)
}

// apart is the numbers of a sample in groups of one.
func apart(s estimate.Sample) (groups [][]float64) {
	for _, v := range s.Values {
		groups = append(groups, []float64{v})
	}
	return groups
}

func TestIntervalsCoverAsOftenAsTheySay(t *testing.T) {
	sample := func(trial, n int) estimate.Sample {
		v := make([]float64, n)
		for i := range v {
			v[i] = 3 + 2*normal(uint64(trial), i)
		}
		return estimate.Sample{Values: v}
	}
	require.InDelta(t, 0.95, covers(2000, 3, func(trial int) estimate.Interval { return estimate.Mean(sample(trial, 6), 0.95) }), 0.015)
	got := covers(2000, 3+2*sim.NormInv(0.9), func(trial int) estimate.Interval { return estimate.Ranked(apart(sample(trial, 120)), 0.9, 0.95) })
	require.True(t, got >= 0.945 && got <= 0.985, "order statistics cover at least as often as they say: %v", got)
	got = covers(2000, 0.3, func(trial int) estimate.Interval {
		held := 0
		for i := range 50 {
			if uniform(uint64(trial), i) < 0.3 {
				held++
			}
		}
		return estimate.Share(held, 50, 0.95)
	})
	require.InDelta(t, 0.95, got, 0.02)
}

func TestWhatIsAbsentIsCountedAndNeverANumber(t *testing.T) {
	s := estimate.Sample{Values: []float64{1, 99, 3, math.NaN()}, Has: []bool{true, false, true, true}}
	m := estimate.Mean(s, 0.95)
	require.Equal(t, 2.0, m.Value)
	require.Equal(t, [2]int{2, 2}, [2]int{m.N, m.Lost})
	none := estimate.Mean(estimate.Sample{Values: []float64{1}, Has: []bool{false}}, 0.95)
	require.Equal(t, [2]int{0, 1}, [2]int{none.N, none.Lost})
	p := estimate.Paired(s, estimate.Sample{Values: []float64{2, 2, 5, 5}}, 0.95)
	require.Equal(t, 1.5, p.Value)
	require.Equal(t, 2, p.Lost)
}

func ishigami(x []float64) float64 {
	a := func(u float64) float64 { return math.Pi * (2*u - 1) }
	s, z := math.Sin(a(x[1])), a(x[2])
	return math.Sin(a(x[0])) + 7*s*s + 0.1*z*z*z*z*math.Sin(a(x[0]))
}

func gFunction(x []float64) float64 {
	a := [...]float64{0, 1, 4.5, 9, 99, 99, 99, 99}
	y := 1.0
	for i, v := range x {
		y *= (math.Abs(4*v-2) + a[i]) / (1 + a[i])
	}
	return y
}

func results(d design.Design, f func([]float64) float64) estimate.Sample {
	s := estimate.Sample{Values: make([]float64, d.Rows()), Has: make([]bool, d.Rows())}
	x := make([]float64, d.Factors())
	for i := range s.Values {
		d.Row(i, x)
		s.Values[i], s.Has[i] = f(x), true
	}
	return s
}

// The closed forms: Ishigami with a = 7, b = 0.1, and Sobol's G with a = 0, 1, 4.5, 9
// and four times 99.
func TestSobolIndicesOfKnownFunctions(t *testing.T) {
	quick := estimate.Resample{Level: 0.95, Rounds: 200, Seed: 1}
	d := &design.Saltelli{N: 4096, D: 3, Second: true}
	got, err := estimate.Sobol(d, results(d, ishigami), quick)
	require.NoError(t, err)
	for i, want := range []float64{0.313905, 0.442411, 0} {
		require.InDelta(t, want, got.First[i].Value, 0.005)
		require.True(t, got.First[i].Low < got.First[i].High)
	}
	for i, want := range []float64{0.557589, 0.442411, 0.243684} {
		require.InDelta(t, want, got.Total[i].Value, 0.005)
	}
	require.InDelta(t, 0.243684, got.Second[0][2].Value, 0.01)
	require.InDelta(t, 0, got.Second[0][1].Value, 0.02)
	require.InDelta(t, 13.844588, got.Variance, 0.1)

	g := &design.Saltelli{N: 4096, D: 8}
	got, err = estimate.Sobol(g, results(g, gFunction), quick)
	require.NoError(t, err)
	for i, want := range []float64{0.716192, 0.179048, 0.023676, 0.007162, 0.000072} {
		require.InDelta(t, want, got.First[i].Value, 0.005)
	}
	for i, want := range []float64{0.787144, 0.242198, 0.034317, 0.010460, 0.000105} {
		require.InDelta(t, want, got.Total[i].Value, 0.005)
	}
}

func TestSobolDropsWholeBaseRows(t *testing.T) {
	d := &design.Saltelli{N: 64, D: 3}
	y := results(d, ishigami)
	y.Has[7], y.Values[7*5+2] = false, math.NaN()
	got, err := estimate.Sobol(d, y, estimate.Rounds95)
	require.NoError(t, err)
	require.Equal(t, []int{1, 7}, got.Dropped)
	require.Equal(t, 62, got.First[0].N)
	for i := range y.Has {
		y.Has[i] = i < 9
	}
	_, err = estimate.Sobol(d, y, estimate.Rounds95)
	require.EqualError(t, err, "of 64 base rows 63 lack a result: too few are left to say what matters")
	_, err = estimate.Sobol(d, results(d, func([]float64) float64 { return 4 }), estimate.Rounds95)
	require.EqualError(t, err, "the result is the same in every run that has one: nothing matters to it")
}

// For a linear function the effects are its coefficients, everywhere; for Ishigami's
// over a grid of four levels they were enumerated.
func TestMorrisEffectsOfKnownFunctions(t *testing.T) {
	none := estimate.Resample{}
	d := &design.Morris{N: 6, D: 3, Levels: 4, Seed: 3}
	got, err := estimate.Morris(d, results(d, func(x []float64) float64 { return 3*x[0] - 2*x[1] + 1 }), none)
	require.NoError(t, err)
	for i, want := range []float64{3, -2, 0} {
		require.InDelta(t, want, got.Mu[i].Value, 1e-9)
		require.InDelta(t, math.Abs(want), got.MuStar[i].Value, 1e-9)
		require.InDelta(t, 0, got.Sigma[i].Value, 1e-9)
	}
	_, err = estimate.Morris(d, results(d, func([]float64) float64 { return 4 }), none)
	require.EqualError(t, err, "the result is the same in every run that has one: nothing matters to it")
	d = &design.Morris{N: 40000, D: 3, Levels: 4, Seed: 1}
	got, err = estimate.Morris(d, results(d, ishigami), none)
	require.NoError(t, err)
	for i, want := range []float64{7.704054, 7.875, 6.248796} {
		require.InDelta(t, want, got.MuStar[i].Value, 0.06)
	}
	for i, want := range []float64{6.248796, 7.875, 8.837132} {
		require.InDelta(t, want, got.Sigma[i].Value, 0.06)
	}
}

func TestPRIMFindsAPlantedBox(t *testing.T) {
	d := &design.Latin{N: 2000, D: 5, Seed: 7}
	var x [][]float64
	var hit []bool
	for i := range d.Rows() {
		row := make([]float64, 5)
		d.Row(i, row)
		in := row[1] > 0.3 && row[1] < 0.7 && row[3] > 0.55
		x, hit = append(x, row), append(hit, in != (uniform(11, i) < 0.05)) // one in twenty is wrong
	}
	boxes, err := estimate.Peel(x, hit, estimate.Usual)
	require.NoError(t, err)
	require.Equal(t, 1.0, boxes[0].Coverage)
	for i := 1; i < len(boxes); i++ {
		require.Less(t, boxes[i].Runs, boxes[i-1].Runs)
	}
	b := estimate.Best(x, hit, boxes)
	require.InDelta(t, 0.3, b.Low[1], 0.03)
	require.InDelta(t, 0.7, b.High[1], 0.03)
	require.InDelta(t, 0.55, b.Low[3], 0.03)
	require.Greater(t, b.Density, 0.9)
	require.Less(t, b.Chance[1], 1e-6)
	require.Less(t, b.Chance[3], 1e-6)
	for _, f := range []int{0, 2, 4} {
		if b.Bound(f) {
			require.Greater(t, b.High[f]-max(b.Low[f], 0), 0.8, "factor %d has nothing to do with it", f)
		}
	}
	_, err = estimate.Peel(x, make([]bool, len(x)), estimate.Usual)
	require.EqualError(t, err, "0 of 2000 cases have the result: there is nothing to tell apart")
}

// The share of chance is what it is known to be where points and replications are drawn:
// with two replications or eight, few points or many, and luck that points share.
func TestNoiseShareIsTheOneThatWasPlanted(t *testing.T) {
	for _, x := range []struct {
		points, reps    int
		between, within float64 // standard deviations
	}{{5, 2, 1, 1}, {12, 2, 1, 1}, {12, 8, 1, 1}, {12, 2, 1, 0.3}, {40, 3, 0.5, 1}} {
		want := x.within * x.within / float64(x.reps)
		want /= want + x.between*x.between
		for _, shared := range []bool{false, true} {
			noise, all := 0.0, 0.0
			const times = 400
			for n := range uint64(times) {
				points := make([]estimate.Sample, x.points)
				for p := range points {
					own, values := x.between*normal(1000*n+uint64(p), -1), make([]float64, x.reps)
					for r := range values {
						values[r] = 100 + own + x.within*normal(1000*n+uint64(p), r)
						if shared {
							values[r] += 5 * normal(1000*n+999, r)
						}
					}
					points[p] = estimate.Sample{Values: values}
				}
				share := estimate.NoiseShare(points, shared)
				all += share
				noise += share * share
			}
			got := all / times
			// What a mean of so many strays by; and that no share is above 1 takes from it.
			stray := 4 * math.Sqrt((noise/times-got*got)/times)
			require.InDelta(t, want, got, stray+0.08*want, "%+v shared %v", x, shared)
			t.Logf("%+v shared %v: %.3f, is %.3f", x, shared, got, want)
		}
	}
	require.True(t, math.IsNaN(estimate.NoiseShare(make([]estimate.Sample, 3), true)), "nothing to tell by")
	same := []estimate.Sample{{Values: []float64{0.1 + 0.2, 0.3}}, {Values: []float64{0.3, 0.3}}, {Values: []float64{0.3, 0.3}}, {Values: []float64{0.3, 0.1 + 0.2}}}
	require.Zero(t, estimate.NoiseShare(same, false))
	require.Zero(t, estimate.NoiseShare(same, true))
}

// Numbers that differ by their last digit alone are the same, and no index of them is
// made of rounding.
func TestRoundingMattersToNothing(t *testing.T) {
	near := func(x []float64) float64 {
		if x[0] < 0.3 {
			return math.Nextafter(0.3, 1)
		}
		return 0.3
	}
	s := &design.Saltelli{N: 8, D: 2}
	_, err := estimate.Sobol(s, results(s, near), estimate.Rounds95)
	require.ErrorContains(t, err, "nothing matters to it")
	m := &design.Morris{N: 8, D: 2, Levels: 4}
	_, err = estimate.Morris(m, results(m, near), estimate.Rounds95)
	require.ErrorContains(t, err, "nothing matters to it")
}

// Clopper and Pearson's interval as tables have it (Newcombe, Statistics in Medicine 17,
// 1998, table I, method 5), and nothing of nothing.
func TestExactIsThatOfTheTables(t *testing.T) {
	for _, x := range []struct {
		held, of  int
		low, high float64
	}{{81, 263, 0.2527, 0.3676}, {15, 148, 0.0578, 0.1617}, {0, 20, 0, 0.1684}, {1, 29, 0.0009, 0.1776}} {
		got := estimate.Exact(x.held, x.of, 0.95)
		require.InDelta(t, x.low, got.Low, 6e-5, x)
		require.InDelta(t, x.high, got.High, 6e-5, x)
	}
	require.Equal(t, 1.0, estimate.Exact(5, 5, 0.95).High)
	none := estimate.Exact(0, 0, 0.95)
	require.Equal(t, []float64{0, 1}, []float64{none.Low, none.High})
}
