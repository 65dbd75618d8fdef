package sim

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// exact is what a draw is: the value that the functions of math.go give.
func exact(d *Dist, u uint64) Time {
	if d.shape == exponential {
		return whole(float64(d.scale * -Log(1-cell(u))))
	}
	return whole(float64(d.scale * Exp(onGrid(float64(d.sigma*NormInv(cell(u)))))))
}

// The tables hold what they promise, in each of their parts: the errors are smooth within
// a part, so that some dozens of points of it show the greatest.
func TestShortWayKeepsItsSlack(t *testing.T) {
	const points = 50
	worst := func(f, g, within float64, at ...any) {
		if !(math.Abs(f-g) <= within/2) { // as much again is left for what lies between the points
			t.Fatalf("%v: off by %g, where %g may be", at, math.Abs(f-g), within)
		}
	}
	sigmas := []float64{1e-12, 0.001, 0.03, 0.2, 0.5, 0.8, 1.1, 1.5, 2, 3, 5, 9, 14, 21.1}
	curves := make([]*curve, len(sigmas))
	for i, sigma := range sigmas {
		curves[i] = unitLogNormal(sigma)
	}
	for octave := uint64(firstOctave); octave < 44; octave++ {
		for k := range uint64(points << curveBits) {
			low := (1<<octave + k<<octave/(points<<curveBits)) >> 1 << 20
			for _, u := range []uint64{low, ^low} {
				i, x, near := place(u)
				require.True(t, near)
				e, z := -Log(1-cell(u)), NormInv(cell(u))
				worst(unitExponential.piece[i].at(x), e, float64(unitExponential.slack*e), u)
				worst(unitNormal.piece[i].at(x), z, normSlack, u)
				for j, sigma := range sigmas {
					l := Exp(onGrid(float64(sigma * z)))
					worst(curves[j].piece[i].at(x), l, float64(curves[j].slack*l), u, sigma)
				}
			}
		}
	}
	for i := range 20 * 1024 << expBits {
		x := (float64(i)/(20<<expBits) - 512) * ln2 * 0.99
		e := Exp(onGrid(x))
		worst(shortExp(x), e, float64(expSlack*e), x)
	}
}

// The far tails are what the short way does not know, and nothing else.
func TestPlacesOfTheShortWay(t *testing.T) {
	tail := uint64(1) << (64 - 1 - curveOctaves)
	for _, x := range []struct {
		u    uint64
		near bool
		i    uint64
	}{
		{0, false, 0}, {tail - 1, false, 0}, {tail, true, 0}, {1<<63 - 1, true, pieces - 1},
		{1 << 63, true, 2*pieces - 1}, {^tail, true, pieces}, {^tail + 1, false, 0}, {1<<64 - 1, false, 0},
	} {
		i, _, near := place(x.u)
		require.Equal(t, x.near, near, "%#x", x.u)
		if near {
			require.Equal(t, x.i, i, "%#x", x.u)
		}
	}
}

// No draw is another for the short way: at random and where the exact value lies within a
// hair of the half of a millisecond, for means from one to the longest.
func TestShortWayChangesNoDraw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := Time(1) << rapid.IntRange(0, 49).Draw(t, "bits")
		mean := min(Longest-1, scale+Time(rapid.Int64Range(0, int64(scale)).Draw(t, "mean")))
		far := min(Longest, mean+Time(float64(mean)*math.Exp(rapid.Float64Range(-12, 8).Draw(t, "spread"))))
		e, err := Exponential(mean)
		require.NoError(t, err)
		l, err := LogNormal(mean, max(far, mean+1))
		require.NoError(t, err)
		tabled := l.Tabulated()
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		for _, d := range []*Dist{&e, &l, &tabled} {
			for k := range 64 {
				for _, u := range []uint64{1<<k - 1, 1 << k, 1<<k + 1} {
					requireExact(t, d, u)
					requireExact(t, d, ^u)
				}
			}
			for range 300 {
				u := r.Uint64() >> r.IntN(50)
				if r.IntN(2) == 0 {
					u = ^u
				}
				low, high := u, u+1<<40
				for high > low && high-low > 1<<19 { // towards where the draw moves by one
					if middle := low + (high-low)/2; exact(d, middle) == exact(d, u) {
						low = middle
					} else {
						high = middle
					}
				}
				for _, u := range []uint64{u, low, high, low - 1<<20, high + 1<<20} {
					requireExact(t, d, u)
				}
			}
		}
	})
}

// requireExact demands that a draw is what the long way gives, one by one and with others,
// and with a cap too.
func requireExact(t require.TestingT, d *Dist, u uint64) {
	want := exact(d, u)
	capped, limit := *d, max(want-Time(u&1), 0)
	capped.hasACap, capped.capAt = true, limit
	var all, low [1]Time
	d.DrawAll(all[:], []uint64{u})
	capped.DrawAll(low[:], []uint64{u})
	if got := d.Draw(u); got != want || all[0] != want || capped.Draw(u) != limit || low[0] != limit {
		t.Errorf("%+v: Draw(%#x) is %d, DrawAll gives %d, and the long way %d; capped at %d, %d and %d", d, u, got, all[0], want, limit, capped.Draw(u), low[0])
		t.FailNow()
	}
}

func FuzzShortWay(f *testing.F) {
	f.Add(uint64(1)<<63, int64(Hour), int64(Day))
	f.Add(^uint64(0), int64(Longest), int64(Longest))
	f.Add(uint64(0), int64(1), int64(2))
	f.Fuzz(func(t *testing.T, u uint64, a, b int64) {
		e, err := Exponential(Time(a))
		if err != nil {
			return
		}
		l, err := LogNormal(Time(a), Time(b))
		if err != nil || l.shape == constant {
			return
		}
		tabled := l.Tabulated()
		for _, d := range []*Dist{&e, &l, &tabled} {
			requireExact(t, d, u)
		}
	})
}

// It is the short way that draws go, for durations as scenarios have them.
func TestShortWayIsGone(t *testing.T) {
	e, _ := Exponential(20 * Minute)
	l, _ := LogNormal(20*Minute, 2*Hour)
	plain, tabled := l, l.Tabulated()
	tabled.slack = math.Inf(1) // what its own tables leave open is not worked out by those for all
	for _, d := range []*Dist{&e, &plain, &tabled} {
		long := 0
		const draws = 100_000
		for i := range uint64(draws) {
			if _, sure := d.shortly(Uniform(1, 2, ID(i))); !sure {
				long++
			}
		}
		require.Less(t, long, draws/200)
		require.NotZero(t, long, "the far tails")
	}
}
