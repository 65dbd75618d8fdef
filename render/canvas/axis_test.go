package canvas

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
)

// drawnAxis is an axis over what a test happened to draw: times at which something
// happens, lost time, and a window.
func drawnAxis(t *rapid.T) (a Axis, times []sim.Time, lost []Gap) {
	instant := rapid.Int64Range(0, int64(400*sim.Day))
	for _, v := range rapid.SliceOfN(instant, 0, 40).Draw(t, "times") {
		times = append(times, sim.Time(v))
	}
	for range rapid.IntRange(0, 4).Draw(t, "lost") {
		from := sim.Time(instant.Draw(t, "from"))
		long := sim.Time(rapid.Int64Range(1, int64(20*sim.Day)).Draw(t, "long"))
		lost = append(lost, Gap{from, from + long})
		times = append(times, from, from+long)
	}
	slices.Sort(times)
	from := sim.Time(instant.Draw(t, "window"))
	until := from + sim.Time(rapid.Int64Range(1, int64(400*sim.Day)).Draw(t, "wide"))
	w := float64(rapid.IntRange(40, 3000).Draw(t, "pixels"))
	a.Set(from, until, 118, w, Idle(nil, times, lost, from, until), 26)
	return a, times, lost
}

func within(t *rapid.T, a *Axis, label string) sim.Time {
	return sim.Time(rapid.Int64Range(int64(a.From), int64(a.Until)).Draw(t, label))
}

func TestAxis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, times, lost := drawnAxis(t)
		require.Equal(t, a.X, a.At(a.From))
		require.Equal(t, a.X+a.W, a.At(a.Until))
		require.Equal(t, a.From, a.Time(a.X))
		require.Equal(t, a.Until, a.Time(a.X+a.W))

		at, later := within(t, &a, "at"), within(t, &a, "later")
		require.Equal(t, at, a.Time(a.At(at)), "there and back")
		if at < later {
			require.Less(t, a.At(at), a.At(later), "later is further right")
		}
		x := a.X + float64(a.W*rapid.Float64Range(0, 1).Draw(t, "x"))
		near := a.Time(x)
		require.LessOrEqual(t, a.At(near-1), x+1e-6, "back and there")
		require.GreaterOrEqual(t, a.At(near+1), x-1e-6, "back and there")

		// Lost time keeps its length, and what happens stands beside what is folded.
		for _, g := range lost {
			from, until := max(g.From, a.From), min(g.Until, a.Until)
			if from < until {
				require.InDelta(t, float64(a.Rate()*float64(until-from)), a.At(until)-a.At(from), 1e-6, "lost time is hidden")
			}
		}
		for _, p := range a.parts {
			for _, at := range times {
				require.False(t, p.folded && p.from < at && at < p.until, "an event lies in folded time")
			}
		}
	})
}

func TestIdleTimeIsFolded(t *testing.T) {
	times := []sim.Time{0, 2 * sim.Hour, 15 * sim.Day, 15*sim.Day + sim.Hour, 18 * sim.Day}
	var a Axis
	until := 20 * sim.Day
	a.Set(0, until, 0, 1000, Idle(nil, times, nil, 0, until), 26)
	require.Equal(t, 3, a.Folds())
	require.Less(t, a.At(15*sim.Day)-a.At(2*sim.Hour), 120.0, "fifteen days without an event take little room")

	a.Set(0, until, 0, 1000, Idle(nil, times, []Gap{{2 * sim.Hour, 15 * sim.Day}}, 0, until), 26)
	require.Equal(t, 2, a.Folds(), "a hold of the path keeps its time")
	require.Greater(t, a.At(15*sim.Day)-a.At(2*sim.Hour), 700.0)

	a.Set(0, until, 0, 1000, Idle(nil, nil, nil, 0, until), 26)
	require.Zero(t, a.Folds(), "all is idle: there is nothing to fold it for")
	require.Equal(t, 500.0, a.At(10*sim.Day))
}
