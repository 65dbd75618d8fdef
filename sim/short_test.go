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
// a part, so that a hundred points of it show the greatest.
func TestShortWayKeepsItsSlack(t *testing.T) {
	const points = 100
	worst := func(f, g, within float64, at any) {
		if math.Abs(f-g) > within/2 { // as much again is left for what lies between the points
			t.Fatalf("%v: off by %g, where %g may be", at, math.Abs(f-g), within)
		}
	}
	for octave := range 45 {
		for i := range points << lnBits {
			c := uint64(1)<<octave + uint64(float64(i)/(points<<lnBits)*float64(uint64(1)<<octave)) | 1
			for _, u := range []uint64{c >> 1 << 20, ^(c >> 1 << 20)} {
				worst(shortExponential(u), -Log(1-cell(u)), lnSlack, u)
				if z, near := shortNormal(u); near {
					worst(z, NormInv(cell(u)), normSlack, u)
				}
			}
		}
	}
	for i := range points * 1024 << expBits {
		x := (float64(i)/(points<<expBits) - 512) * ln2 * 0.99
		e := Exp(onGrid(x))
		worst(shortExp(x), e, float64(expSlack*e), x)
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
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		var all [1]Time
		for _, d := range []*Dist{&e, &l} {
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
					d.DrawAll(all[:1], []uint64{u})
					if got, want := d.Draw(u), exact(d, u); got != want || all[0] != want {
						t.Fatalf("%+v: Draw(%#x) is %d, DrawAll gives %d, and the long way %d", d, u, got, all[0], want)
					}
				}
			}
		}
	})
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
		require.Equal(t, exact(&e, u), e.Draw(u))
		require.Equal(t, exact(&l, u), l.Draw(u))
	})
}

// It is the short way that draws go, for durations as scenarios have them.
func TestShortWayIsGone(t *testing.T) {
	e, _ := Exponential(20 * Minute)
	l, _ := LogNormal(20*Minute, 2*Hour)
	long := 0
	const draws = 100_000
	for i := range uint64(draws) {
		u := Uniform(1, 2, ID(i))
		if _, sure := e.shortly(u); !sure {
			long++
		}
		if _, sure := l.shortly(u); !sure {
			long++
		}
	}
	require.Less(t, long, draws/100)
	require.NotZero(t, long, "the far tails")
}
