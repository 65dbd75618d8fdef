package notation_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/notation"
)

// A reader who adds up what is shown gets the sum that is shown, and each part is
// within one unit of what it stands for.
func TestPartsAddUpToTheirSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.SampledFrom([]sim.Time{sim.Second, sim.Minute, sim.Hour, sim.Day, 60 * sim.Day, 3000 * sim.Day}).Draw(t, "most")
		parts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) sim.Time {
			return sim.Time(rapid.Int64Range(0, int64(most)).Draw(t, "part"))
		}), 1, 12).Draw(t, "parts")
		shown, sum := notation.Parts(parts)
		require.Len(t, shown, len(parts))
		whole, all := read(t, sum), sim.Time(0)
		for _, p := range parts {
			all += p
		}
		unit := unitOf(all)
		require.Equal(t, all/unit*unit, whole, "the sum is told as any stretch of time is: %s", sum)
		added := sim.Time(0)
		for i, s := range shown {
			if strings.HasPrefix(s, "<") {
				require.Positive(t, parts[i])
				require.Less(t, parts[i], unit)
				continue
			}
			n := read(t, s)
			require.Less(t, max(n-parts[i], parts[i]-n), unit, "%s stands for %s", s, parts[i])
			added += n
		}
		require.Equal(t, whole, added, "%v of %s", shown, sum)
	})
}

func read(t require.TestingT, text string) sim.Time {
	n, err := notation.ParseDuration(text)
	require.NoError(t, err)
	return n
}

func unitOf(all sim.Time) sim.Time {
	switch {
	case all >= 100*sim.Day:
		return sim.Hour
	case all >= sim.Hour:
		return sim.Minute
	case all >= sim.Minute:
		return sim.Second
	}
	return sim.Millisecond
}

func TestPartsAsTheyAreShown(t *testing.T) {
	for _, c := range []struct {
		parts []sim.Time
		shown string
		sum   string
	}{
		{[]sim.Time{14*sim.Hour + 24*sim.Minute + 40*sim.Second, 6*sim.Hour + 13*sim.Minute + 40*sim.Second, 10 * sim.Second}, "14 h 25 min, 6 h 13 min, <1 min", "20 h 38 min"},
		{[]sim.Time{11 * sim.Day, 5 * sim.Minute}, "11 d 0 h 00 min, 5 min", "11 d 0 h 05 min"},
		{[]sim.Time{120*sim.Day + 80*sim.Minute, 40 * sim.Minute}, "120 d 1 h, 1 h", "120 d 2 h"},
		{[]sim.Time{4 * sim.Second, 250}, "4 s 000 ms, 250 ms", "4 s 250 ms"},
		{[]sim.Time{0, 61 * sim.Second}, "0 s, 1 min 01 s", "1 min 01 s"},
		{[]sim.Time{0}, "0 ms", "0 ms"},
	} {
		shown, sum := notation.Parts(c.parts)
		require.Equal(t, c.shown, strings.Join(shown, ", "))
		require.Equal(t, c.sum, sum)
	}
}

// Only none is 0 % and only all is 100 %; every other share is within half a percent of
// what it says, and more is never told as less.
func TestSharesAreNeverNoneOrAllByRounding(t *testing.T) {
	for part, want := range map[float64]string{
		0: "0 %", 1: "100 %", 0.004: "<1 %", 0.005: "1 %", 0.994: "99 %", 0.995: ">99 %", 0.9999999: ">99 %", 1e-12: "<1 %", 0.365: "37 %",
	} {
		require.Equal(t, want, notation.Share(part))
	}
	require.Equal(t, "no share", notation.Share(math.NaN()))
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.Int64Range(1, 1_000_000).Draw(t, "all")
		n := rapid.Int64Range(0, all).Draw(t, "n")
		text := notation.ShareOf(n, all)
		require.Equal(t, n == 0, text == "0 %")
		require.Equal(t, n == all, text == "100 %")
		part := float64(n) / float64(all)
		require.InDelta(t, part, percentOf(t, text), 0.005+1e-12, text)
		if n < all {
			require.LessOrEqual(t, percentOf(t, text), percentOf(t, notation.ShareOf(n+1, all)))
		}
		if s := notation.Share(part); 200*n%(2*all) != all { // a half may fall either way in binary
			require.Equal(t, text, s)
		}
	})
}

// percentOf reads a share as what it says at most, or at least.
func percentOf(t require.TestingT, text string) float64 {
	switch text {
	case "<1 %":
		return 0.0025
	case ">99 %":
		return 0.9975
	}
	number, ok := strings.CutSuffix(text, " %")
	require.True(t, ok, text)
	n, err := strconv.Atoi(number)
	require.NoError(t, err)
	return float64(n) / 100
}

// The shares of a whole add up to 100, where "<1 %" stands for nothing and ">99 %" for
// all of it.
func TestSharesOfAWholeAddUp(t *testing.T) {
	require.Equal(t, []string{"34 %", "33 %", "33 %"}, notation.Shares([]int64{1, 1, 1}))
	require.Equal(t, []string{">99 %", "<1 %", "0 %"}, notation.Shares([]int64{9999, 1, 0}))
	require.Equal(t, []string{"0 %", "0 %"}, notation.Shares([]int64{0, 0}))
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.Int64Range(0, 1<<50), 1, 12).Draw(t, "parts")
		sum, all := 0, int64(0)
		for _, p := range parts {
			all += p
		}
		for i, s := range notation.Shares(parts) {
			require.Equal(t, parts[i] == 0, s == "0 %")
			require.Equal(t, parts[i] == all && all > 0, s == "100 %")
			switch s {
			case ">99 %":
				sum += 100
			case "<1 %":
			default:
				n, err := strconv.Atoi(strings.TrimSuffix(s, " %"))
				require.NoError(t, err)
				require.InDelta(t, 100*float64(parts[i])/float64(max(all, 1)), n, 1)
				sum += n
			}
		}
		require.Equal(t, all > 0, sum == 100, sum)
	})
}

func TestLevelsAndTenths(t *testing.T) {
	for p, want := range map[float64]string{0.95: "95 %", 0.9998: "99.98 %", 0.995: "99.5 %", 1: "100 %", 0.9: "90 %"} {
		require.Equal(t, want, notation.Level(p))
	}
	for d, want := range map[float64]string{0: "0 %", 1: "100 %", 0.0001: "<0.1 %", 0.0149: "1.5 %", 0.0999: "10 %", 0.37: "37 %", 0.9024: "90.2 %", 0.998: "99.8 %", 0.9999: ">99.9 %"} {
		require.Equal(t, want, notation.Tenths(d))
	}
}
