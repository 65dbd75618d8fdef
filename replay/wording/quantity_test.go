package wording_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

func TestRangesRanksAndSums(t *testing.T) {
	say := wording.NewSpeaker(&journal.Static{}, wording.HSEEP)
	low, middle, high := 0.0, 0.25, 0.75
	require.Equal(t, "0 % to 75 %, median 25 %", say.Range(measure.Fraction, &measure.Spread{P05: &low, P50: &middle, P95: &high}))
	require.Equal(t, "25 % in nearly all", say.Range(measure.Fraction, &measure.Spread{P05: &middle, P50: &middle, P95: &middle}))
	require.Equal(t, "never in nearly all", say.Range(measure.Duration, &measure.Spread{}))
	require.Equal(t, wording.Nothing, say.Range(measure.Duration, nil))
	for n, says := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 20: "20th", 21: "21st", 102: "102nd", 111: "111th", 1011: "1,011th"} {
		require.Equal(t, says, wording.Ordinal(n))
	}
	require.Equal(t, "2 d 3 h", wording.Total(51*sim.Hour))
	require.Equal(t, "1,295 days", wording.Total(1295*sim.Day+16*sim.Hour))
	require.Equal(t, "40 days", wording.Span(40*sim.Day))
	require.Equal(t, "1 day", wording.Span(sim.Day))
	require.Equal(t, "25 h 00 min", wording.Span(25*sim.Hour))
}

// The first letter changes alone, in any script; what is no text stays as it is.
func TestUpperAndLower(t *testing.T) {
	require.Equal(t, "Élysée Palace", wording.Upper("élysée Palace"))
	require.Equal(t, "österreich", wording.Lower("Österreich"))
	require.Equal(t, "", wording.Upper(""))
	require.Equal(t, "\xff", wording.Upper("\xff"))
}

func TestNothingHasNoMinus(t *testing.T) {
	for _, x := range []struct {
		unit measure.Unit
		v    float64
		want string
	}{{measure.Fraction, -0.004, "-<1 %"}, {measure.Fraction, 0.996, ">99 %"}, {measure.Fraction, 1, "100 %"}, {measure.Fraction, -0.006, "-1 %"}, {measure.Count, -0.2, "0"}, {measure.Ratio, -0.04, "0.0"}, {measure.Ratio, -10, "-10.0"}, {measure.Count, 100, "100"}} {
		require.Equal(t, x.want, wording.Number(x.unit, x.v))
	}
}
