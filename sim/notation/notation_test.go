package notation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/notation"
)

// open is an exercise that starts on Monday 1 March 2027 at 08:00 +01:00.
var open = notation.Clock{Start: 1_803_884_400_000, Zone: sim.Hour}

// anyClock draws an exercise, whose zone may stand between hours.
func anyClock(t *rapid.T) notation.Clock {
	first, last := calendar.Date{Year: 1910, Month: 1, Day: 1}, calendar.Date{Year: 2080, Month: 1, Day: 1}
	ms := rapid.Int64Range(first.Since1970()*int64(sim.Day), last.Since1970()*int64(sim.Day)).Draw(t, "start")
	return notation.Clock{Start: ms, Zone: sim.Time(rapid.IntRange(-14*4, 14*4).Draw(t, "quarters")) * 15 * sim.Minute}
}

// What is printed is read back as the same instant, as far as it was printed: in every
// form, for every start and zone.
func TestWhatIsPrintedIsRead(t *testing.T) {
	const minute, second = int64(sim.Minute), int64(sim.Second)
	forms := []struct {
		name      string
		write     func(notation.Clock, sim.Time) string
		precision int64
		from      func(notation.Clock) int64 // where its last digit begins, in Unix milliseconds
	}{
		{"At", notation.Clock.At, minute, local},
		{"Exact", notation.Clock.Exact, 1, local},
		{"Moment", notation.Clock.Moment, 1, local},
		{"Elapsed", func(_ notation.Clock, t sim.Time) string { return notation.Elapsed(t) }, 1, start},
		{"AppendElapsed", func(_ notation.Clock, t sim.Time) string { return string(notation.AppendElapsed(nil, t)) }, minute, start},
		{"AppendUTC", func(c notation.Clock, t sim.Time) string { return string(c.AppendUTC(nil, t)) }, minute, utc},
		{"Date", notation.Clock.Date, minute, local},
		{"AppendDate", func(c notation.Clock, t sim.Time) string { return string(c.AppendDate(nil, t)) }, minute, local},
		{"AppendDate in UTC", func(c notation.Clock, t sim.Time) string {
			return string(notation.Clock{Start: c.Start}.AppendDate(nil, t)) + "Z"
		}, minute, utc},
		{"Stamp", notation.Clock.Stamp, second, local},
		{"Group", notation.Clock.Group, minute, utc},
	}
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(t)
		at := sim.Time(rapid.Int64Range(-int64(300*sim.Day), int64(5000*sim.Day)).Draw(t, "at"))
		for _, f := range forms {
			text := f.write(c, at)
			got, err := c.Read(text)
			require.NoError(t, err, "%s: %s", f.name, text)
			origin := f.from(c)
			if f.name == "AppendElapsed" && at < 0 { // towards StartEx
				require.Equal(t, at/sim.Minute*sim.Minute, got, text)
				continue
			}
			since := c.Start + int64(at) - origin
			want := origin + since - mod(since, f.precision)
			require.Equal(t, want, c.Start+int64(got), "%s: %s", f.name, text)
			near, err := c.ReadNear(text, at)
			require.NoError(t, err)
			require.Equal(t, got, near)
		}
		near, err := c.ReadNear(c.Hour(at), at)
		require.NoError(t, err)
		require.Equal(t, c.At(at), c.At(near), "a time of day alone is of the day that is looked at")
		length := sim.Time(rapid.Int64Range(0, int64(notation.Longest)).Draw(t, "length"))
		back, err := notation.ParseDuration(notation.FormatDuration(length))
		require.NoError(t, err)
		require.Equal(t, length, back)
	})
}

func local(c notation.Clock) int64 { return -int64(c.Zone) }
func utc(notation.Clock) int64     { return 0 }
func start(c notation.Clock) int64 { return c.Start }

func mod(a, b int64) int64 { return (a%b + b) % b }

func TestTheSameInstantInEverySpelling(t *testing.T) {
	for want, texts := range map[sim.Time][]string{
		46 * sim.Hour: {
			"D+2 06:00", "D+2T06:00", "d+2 6:00", "D+2 0600", " D+2  06:00:00 ", "D+2\u00a006:00", "T+46h", "T+1d22h", "T+46:00", "T+1 d 22:00", "46h", "1d22h", "1 d 22 h",
			"H+46", "H+46:00", "D+1 H+22", "D+0 H+46", "2027-03-03T06:00+01:00", "2027-03-03T05:00Z", "2027-03-03 05:00:00 UTC", "2027-03-03 06:00", "2027-03-03 06:00 +0100",
			"030500ZMAR27", "03 0500Z Mar 27", "030600AMAR27", "030500Z MAR 2027", "3 Mar 2027 06:00 +01:00", "Wed 3 Mar 2027 · 05:00 UTC", "3 Mar 06:00",
		},
		-8 * sim.Hour:               {"D+0", "2027-03-01", "T-8h", "T−8h", "Mon 1 Mar", "1 March 2027"},
		-10 * sim.Hour:              {"D-1 22:00", "T-10h"},
		0:                           {"T+0h", "T+0s", "D+0 08:00", "2027-03-01T08:00+01:00", "D+0 H+0", "H+0"},
		30*sim.Second + 250:         {"D+0 08:00:30.25", "T+30s250ms", "2027-03-01T07:00:30.250Z"},
		51*sim.Hour + 30*sim.Minute: {"D+2 H+3:30", "T+51:30", "51 h 30 min", "T+51h30m"},
	} {
		for _, text := range texts {
			got, err := open.Read(text)
			require.NoError(t, err, text)
			require.Equal(t, want, got, text)
		}
	}
	// Every letter but J is a zone.
	for i, letter := range "ABCDEFGHIKLM" {
		got, err := open.Read("011200" + string(letter) + "MAR27")
		require.NoError(t, err)
		require.Equal(t, 5*sim.Hour-sim.Time(i+1)*sim.Hour, got)
	}
	for i, letter := range "NOPQRSTUVWXY" {
		got, err := open.Read("011200" + string(letter) + "MAR27")
		require.NoError(t, err)
		require.Equal(t, 5*sim.Hour+sim.Time(i+1)*sim.Hour, got)
	}
}

// What could be two instants is refused with both, and what is none with a way to
// write one.
func TestFaultsOfInstants(t *testing.T) {
	for text, want := range map[string]string{
		"09:00":             `"09:00" names no day: write D+0 09:00 for the date of StartEx, or T+09:00 for that long after StartEx`,
		"0930":              `write D+0 09:30`,
		"10/03/2027 10:00":  `which is the month? write 2027-03-10 10:00 or 2027-10-03 10:00`,
		"31/03/2027":        `write the year first: 2027-03-31`,
		"3/31/27":           `write the year first: 2027-03-31`,
		"031400JMAR27":      `J is local time, which is another one for every reader; write the letter of the zone: Z is UTC, A to M without J are +01:00 to +12:00, N to Y are -01:00 to -12:00`,
		"2027-03-01 08:00J": `J is local time`,
		"031400MAR27":       `which zone? write its letter after the time`,
		"031400ZMAR":        `which year? write it at the end, as in 031400ZMAR27`,
		"T+26":              `hours, minutes or days? write T+26h, T+26m or D+26`,
		"3":                 `hours, minutes or days? write T+3h, T+3m or D+3`,
		"T+999999d":         `is longer than 100000d`,
		"1899-01-01T00:00Z": `is not a date from 1900 to 2100`,
		"noon":              `"noon" is not a time; write D+1 09:00, T+51h or 2027-03-01T08:00+01:00`,
	} {
		_, err := open.Read(text)
		require.ErrorContains(t, err, want, text)
	}
	for _, text := range []string{
		"", " ", "T", "T+", "T-", "D", "D+", "D+x", "D+1T", "D+1T24:00", "D+1 06:60", "D+1 6", "D+1 06:00Z", "D+999999999 06:00", "2027-02-29T08:00Z", "2027-13-01T08:00Z",
		"2027-03-01T08:00+15:00", "331400ZMAR27", "031460ZMAR27", "031400ZMRZ27", "290000ZFEB27", "31 Apr 2027", "tomorrow", "T+1.5h", "D+1 H-2", "D+2 H+3:5", "D+2 H+3:70", "H+1:00:00:00", "1h1d",
	} {
		_, err := open.Read(text)
		require.Error(t, err, text)
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]sim.Time{
		"90s": 90 * sim.Second, "15m": 15 * sim.Minute, "8h": 8 * sim.Hour, "3d": 3 * sim.Day, "0s": 0, "250ms": 250,
		"1d12h": 36 * sim.Hour, "2h30m": 150 * sim.Minute, "90m": 90 * sim.Minute, "33d2h14m": 33*sim.Day + 2*sim.Hour + 14*sim.Minute,
		"2 d 3 h": 51 * sim.Hour, "18 h 05 min": 18*sim.Hour + 5*sim.Minute, "14 min": 14 * sim.Minute, "12 days": 12 * sim.Day, "1 day": sim.Day,
	} {
		got, err := notation.ParseDuration(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{
		"", "0", "h", "1", "1.5h", "-1h", "+1h", "1h ", " 1h", "1H", "1h1d", "1h1h", "1w", "10bd", "1d12", "1  h", "1 h  1 min",
		"9999999999999h", "100001d", "99999d999999h", "１h", "1h\x00", strings.Repeat("1d", 100),
	} {
		_, err := notation.ParseDuration(text)
		require.Error(t, err, text)
	}
}

// Dates are those of the standard library, and D+n is that many of them later.
func TestDatesAreThoseOfTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(t)
		at := sim.Time(rapid.Int64Range(-int64(300*sim.Day), int64(5000*sim.Day)).Draw(t, "at"))
		zone := time.FixedZone("", int(c.Zone/sim.Second))
		std := time.UnixMilli(c.Start + int64(at)).In(zone)
		require.Equal(t, std.Format("2 Jan 2006 15:04 -07:00"), c.Date(at))
		require.Equal(t, std.Format("Mon 2 Jan"), c.Day(at))
		require.Equal(t, std.Format(time.RFC3339), c.Stamp(at))
		require.Equal(t, std.UTC().Format("Mon 2 Jan 2006 · 15:04 UTC"), string(c.AppendUTC(nil, at)))
		require.Equal(t, strings.ToUpper(std.UTC().Format("021504ZJan06")), c.Group(at))

		days := rapid.IntRange(0, 500).Draw(t, "days")
		first := time.UnixMilli(c.Start).In(zone)
		want := time.Date(first.Year(), first.Month(), first.Day()+days, 6, 30, 0, 0, zone)
		got, err := c.Read(fmt.Sprintf("D+%d 06:30", days))
		require.NoError(t, err)
		require.Equal(t, want.UnixMilli(), c.Start+int64(got))
	})
}

// A date-time group has the century of StartEx, and comes back, from 1900 to 2100.
func TestCenturyOfStartEx(t *testing.T) {
	for year := 1900; year <= 2100; year++ {
		for _, start := range []time.Time{
			time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 23, 59, 0, 0, time.UTC), time.Date(year, 6, 15, 8, 0, 0, 0, time.UTC),
		} {
			c := notation.Clock{Start: start.UnixMilli()}
			for _, after := range []sim.Time{0, sim.Hour, 40 * sim.Day, 80 * 365 * sim.Day, -sim.Day} {
				got, err := c.Read(c.Group(after))
				require.NoError(t, err, start)
				require.Equal(t, after, got, "%v and %v", start, after)
			}
		}
	}
}

func TestLegend(t *testing.T) {
	require.Equal(t, "D+0 is 1 Mar 2027 (+01:00); StartEx, T+0, is D+0 08:00", open.Legend())
	require.Equal(t, "D+0 is 1 Mar 2027 (+00:00); StartEx, T+0, is D+0 07:00", notation.Clock{Start: open.Start}.Legend())
	require.Equal(t, "D+1 02:00", open.At(18*sim.Hour))
	require.Equal(t, "D+1 00:00", open.At(16*sim.Hour))
	require.Equal(t, "D-1 23:59", open.At(-8*sim.Hour-sim.Minute))
	require.Equal(t, "·", open.At(sim.Never))
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"D+1 06:00", "T+51h", "2027-03-01T08:00+01:00", "031400ZMAR27", "1 Mar 08:00", "18 h 25 min", "D+2 H+3:30"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := open.Read(text)
		if err != nil {
			require.Zero(t, at)
			return
		}
		again, err := open.Read(open.Moment(at))
		require.NoError(t, err)
		require.Equal(t, at, again, text)
	})
}

// The legend of a sheet tells its whole clock.
func TestLegendIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyClock(t)
		back, ok := notation.ReadLegend("Scenario time (" + c.Legend() + ")")
		require.True(t, ok, c.Legend())
		require.Equal(t, c, back)
	})
	for _, text := range []string{"", "Scenario time", "D+0 is 1 Mar 2027", "D+0 is 1 Mar 2027 (+01:00)", "D+0 is soon (+01:00); StartEx, T+0, is D+0 08:00", "D+0 is 1 Mar 2027 (here); StartEx, T+0, is D+0 08:00"} {
		_, ok := notation.ReadLegend(text)
		require.False(t, ok, text)
	}
}
