package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/notation"
)

func TestDecimalsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Int64Range(-999_999_999_999_999, 999_999_999_999_999).Draw(t, "ppm")
		got, err := parseDecimal(formatDecimal(want))
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

func TestDecimals(t *testing.T) {
	for text, want := range map[string]int64{"0": 0, "1": 1e6, "0.5": 5e5, "-1": -1e6, "0.000001": 1, "1.10": 1_100_000, "-0": 0, "0.95": 950_000} {
		got, err := parseDecimal(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", ".5", "5.", "01", "00.1", "1e3", "0x1", "1_0", "+1", " 1", "NaN", "1,5", "0.0000001", "12345678901", "--1"} {
		_, err := parseDecimal(text)
		require.Error(t, err, text)
	}
}

// StartEx is written with its offset, for the clock of the exercise needs both.
func TestStartTimes(t *testing.T) {
	ms, zone, err := notation.ParseStart("2027-03-01T08:00+01:00")
	require.NoError(t, err)
	require.EqualValues(t, 1_803_884_400_000, ms)
	require.Equal(t, sim.Hour, zone)
	for _, text := range []string{"", "2027-03-01", "2027-03-01T08:00", "2027-02-29T08:00Z", "2027-03-01 08:00Z", "2027-03-01T08:00+1:00", "1899-01-01T00:00Z", "D+1"} {
		_, _, err := notation.ParseStart(text)
		require.Error(t, err, text)
	}
}
