package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
)

func TestDurationsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := sim.Time(rapid.Int64Range(0, int64(maxDuration/sim.Second)).Draw(t, "seconds")) * sim.Second
		got, err := parseDuration(formatDuration(want))
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]sim.Time{
		"90s": 90 * sim.Second, "15m": 15 * sim.Minute, "8h": 8 * sim.Hour, "3d": 3 * sim.Day, "0s": 0,
		"1d12h": 36 * sim.Hour, "2h30m": 150 * sim.Minute, "90m": 90 * sim.Minute, "33d2h14m": 33*sim.Day + 2*sim.Hour + 14*sim.Minute,
	} {
		got, err := parseDuration(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{
		"", "0", "h", "1", "1.5h", "-1h", "+1h", "1h ", " 1h", "1H", "1h1d", "1h1h", "1w", "1ms", "10bd", "1d12",
		"9999999999999h", "100001d", "99999d999999h", "１h", "1h\x00", strings.Repeat("1d", 100),
	} {
		_, err := parseDuration(text)
		require.Error(t, err, text)
	}
}

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

// TestInstantsAreThoseOfTheCalendar compares our arithmetic of dates with the
// standard library's.
func TestInstantsAreThoseOfTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unix := rapid.Int64Range(time.Date(1900, 1, 2, 0, 0, 0, 0, time.UTC).Unix(), time.Date(2099, 6, 1, 0, 0, 0, 0, time.UTC).Unix()).Draw(t, "unix")
		zone := rapid.IntRange(-14*60, 14*60).Draw(t, "zone")
		at := time.Unix(unix, 0).In(time.FixedZone("", zone*60))
		ms, offset, err := parseRFC3339(at.Format("2006-01-02T15:04:05-07:00"))
		require.NoError(t, err)
		require.Equal(t, unix*1000, ms)
		require.Equal(t, sim.Time(zone)*sim.Minute, offset)
		parsed, err := parseOffset(formatOffset(offset))
		require.NoError(t, err)
		require.Equal(t, offset, parsed)

		// D+n is that many calendar days later in the exercise's zone.
		days := rapid.IntRange(0, 500).Draw(t, "days")
		want := time.Date(at.Year(), at.Month(), at.Day()+days, 6, 30, 0, 0, at.Location())
		i, err := parseInstant(fmt.Sprintf("D+%dT06:30", days))
		require.NoError(t, err)
		require.Equal(t, want.UnixMilli()-ms, int64(i.resolve(ms, offset)))
		if want.Year() > 2100 {
			return // dates are from 1900 to 2100; days after StartEx are bounded by EndEx
		}
		i, err = parseInstant(want.Format(time.RFC3339))
		require.NoError(t, err)
		require.Equal(t, want.UnixMilli()-ms, int64(i.resolve(ms, offset)))
	})
}

func TestInstants(t *testing.T) {
	start, zone, err := parseRFC3339("2027-03-01T08:00+01:00")
	require.NoError(t, err)
	for text, want := range map[string]sim.Time{
		"T+51h": 51 * sim.Hour, "T+0s": 0, "D+0": -8 * sim.Hour, "D+3": 64 * sim.Hour, "D+2T06:00": 46 * sim.Hour,
		"2027-03-01T08:00+01:00": 0, "2027-03-01T07:00:30Z": 30 * sim.Second, "2027-02-28T07:00Z": -sim.Day,
	} {
		i, err := parseInstant(text)
		require.NoError(t, err, text)
		require.Equal(t, want, i.resolve(start, zone), text)
	}
	for _, text := range []string{
		"", "T", "T+", "T-1h", "D", "D+", "D-1", "D+x", "D+1T", "D+1T6:00", "D+1T24:00", "D+1T06:60", "2027-03-01",
		"2027-03-01T08:00", "2027-02-29T08:00Z", "2027-13-01T08:00Z", "2027-03-01 08:00Z", "2027-03-01T08:00+1:00", "2027-03-01T08:00+15:00",
		"1899-01-01T00:00Z", "tomorrow", "D+99999",
	} {
		_, err := parseInstant(text)
		require.Error(t, err, text)
	}
}

func TestDistanceOfWords(t *testing.T) {
	for _, x := range []struct {
		a, b string
		d    int
	}{{"", "", 0}, {"a", "", 1}, {"police", "police", 0}, {"polise", "police", 1}, {"lopice", "police", 2}, {"opl", "pol", 1}, {"kitten", "sitting", 3}} {
		require.Equal(t, x.d, distance(x.a, x.b), "%s %s", x.a, x.b)
		require.Equal(t, x.d, distance(x.b, x.a), "%s %s", x.b, x.a)
	}
	require.Equal(t, "did you mean storylines?", didYouMean("stroylines", []string{"stages", "storylines", "stores"}))
	require.Empty(t, didYouMean("harbour", []string{"stages", "storylines"}))
}
