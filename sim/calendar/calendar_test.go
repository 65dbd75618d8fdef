package calendar_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/calendar"
)

// monday is T+0 of these tests: 2027-03-01 08:00 at +01:00.
var monday = time.Date(2027, 3, 1, 7, 0, 0, 0, time.UTC).UnixMilli()

func parse(t require.TestingT, hours string, holidays ...string) calendar.Calendar {
	var days []calendar.Date
	for _, h := range holidays {
		d, err := calendar.ParseDate(h)
		require.NoError(t, err)
		days = append(days, d)
	}
	c, err := calendar.Parse(hours, sim.Hour, monday, days)
	require.NoError(t, err)
	return c
}

func TestOfficeHours(t *testing.T) {
	c := parse(t, "Mon-Fri 08:00-17:00")
	require.True(t, c.Open(0))
	require.False(t, c.Open(-1))
	require.True(t, c.Open(9*sim.Hour-1))
	require.False(t, c.Open(9*sim.Hour), "closing time is closed")
	require.Equal(t, 9*sim.Hour, c.NextChange(0))
	require.Equal(t, 24*sim.Hour, c.NextChange(9*sim.Hour))
	require.Equal(t, 24*sim.Hour, c.NextOpen(9*sim.Hour))
	require.Equal(t, 5*sim.Hour, c.NextOpen(5*sim.Hour))
	require.Equal(t, 7*sim.Day, c.NextOpen(4*sim.Day+9*sim.Hour), "over the weekend")
	require.Equal(t, -63*sim.Hour, c.NextChange(-64*sim.Hour), "the Friday before, at 17:00")

	require.Equal(t, 9*sim.Hour, c.Add(0, 9*sim.Hour), "work done at closing time is done then")
	require.Equal(t, 24*sim.Hour+1, c.Add(0, 9*sim.Hour+1))
	require.Equal(t, sim.Minute, c.Add(-63*sim.Hour, sim.Minute))
	require.Equal(t, 11*sim.Hour, c.Add(11*sim.Hour, 0), "no work is done at once, also at night")
	require.Equal(t, 364*sim.Day, c.Add(0, 52*45*sim.Hour)+15*sim.Hour+2*sim.Day, "a year's work ends on a Friday at 17:00")
	require.Equal(t, 45*sim.Hour, c.OpenWithin(-7*sim.Day, 0))
	require.Zero(t, c.OpenWithin(5, 5))
	require.Zero(t, c.OpenWithin(6, 5))
}

// The assessment of the worked case: 45 minutes begun at 16:30, interrupted at
// 17:00, done at 08:15.
func TestWorkInterruptedByTheNight(t *testing.T) {
	c := parse(t, "Mon-Fri 08:00-17:00")
	begun := 8*sim.Hour + 30*sim.Minute
	done := c.Add(begun, 45*sim.Minute)
	require.Equal(t, 24*sim.Hour+15*sim.Minute, done)
	require.Equal(t, 45*sim.Minute, c.OpenWithin(begun, done))
	require.Equal(t, 15*sim.Hour, done-begun-c.OpenWithin(begun, done))
}

func TestHolidays(t *testing.T) {
	c := parse(t, "Mon-Fri 08:00-17:00", "2027-03-03", "2027-03-02", "2027-03-06", "2027-03-02")
	require.Equal(t, 3*sim.Day, c.NextOpen(9*sim.Hour), "Tuesday and Wednesday are holidays, Saturday is closed anyway")
	require.Equal(t, 3*sim.Day+sim.Hour, c.Add(8*sim.Hour, 2*sim.Hour))
	require.Equal(t, 27*sim.Hour, c.OpenWithin(0, 7*sim.Day))
	require.False(t, c.Open(sim.Day+sim.Hour))
	night := parse(t, "05:00-21:00", "2027-03-02")
	require.True(t, night.Open(sim.Day), "hours of every day run through holidays")
	always := parse(t, "24/7", "2027-03-02")
	require.True(t, always.Open(sim.Day))
	require.Equal(t, sim.Never, always.NextChange(0))
	round := parse(t, "Mon-Sun 00:00-24:00", "2027-03-02")
	require.Equal(t, 16*sim.Hour, round.NextChange(0), "named days do not")
	require.Equal(t, 40*sim.Hour, round.NextChange(16*sim.Hour))
	require.Equal(t, sim.Never, round.NextChange(40*sim.Hour), "after the last holiday it stays open")
}

func TestNightShift(t *testing.T) {
	c := parse(t, "Fri-Sun 22:00-06:00")
	friday := 4*sim.Day + 14*sim.Hour // 22:00
	require.Equal(t, friday, c.NextOpen(3*sim.Day))
	require.Equal(t, friday+8*sim.Hour, c.NextChange(friday))
	sunday := friday + 2*sim.Day
	require.Equal(t, sunday+8*sim.Hour, c.NextChange(sunday), "past the end of the week")
	require.Equal(t, sunday+8*sim.Hour, c.NextChange(sunday+7*sim.Hour))
}

func TestAlwaysOpen(t *testing.T) {
	var zero calendar.Calendar
	for _, c := range []calendar.Calendar{zero, parse(t, "24/7"), parse(t, "00:00-24:00"), parse(t, "Mon-Sun 00:00-24:00")} {
		require.True(t, c.Open(-5))
		require.Equal(t, sim.Never, c.NextChange(7))
		require.EqualValues(t, 7, c.NextOpen(7))
		require.Equal(t, 12*sim.Hour, c.Add(3*sim.Hour, 9*sim.Hour))
		require.Equal(t, 9*sim.Hour, c.OpenWithin(3*sim.Hour, 12*sim.Hour))
		require.Equal(t, sim.Never, c.Add(5, sim.Never))
		require.Equal(t, sim.Never, c.Add(sim.Never, 5))
		require.Equal(t, sim.Never, c.Add(sim.Never-1, 5))
	}
}

func TestFarAway(t *testing.T) {
	c := parse(t, "Mon 08:00-08:01")
	require.Equal(t, sim.Never, c.Add(0, sim.Never-1), "more work than fits before Never")
	require.Equal(t, 999*7*sim.Day+sim.Minute, c.Add(0, 1000*sim.Minute))
	require.Equal(t, sim.Never, c.NextChange(sim.Never))
	require.Equal(t, sim.Never, c.NextOpen(sim.Never))
}

func TestBusinessDays(t *testing.T) {
	c := parse(t, "Mon-Fri 08:00-17:00", "2027-03-03", "2027-03-06")
	at := func(day, hour int) sim.Time { return sim.Time(day)*sim.Day + sim.Time(hour-8)*sim.Hour }
	require.Equal(t, at(1, 17), c.AddBusinessDays(0, 1, 17*sim.Hour))
	require.Equal(t, at(3, 17), c.AddBusinessDays(0, 2, 17*sim.Hour), "Wednesday is a holiday")
	require.Equal(t, at(4, 17), c.AddBusinessDays(0, 3, 17*sim.Hour))
	require.Equal(t, at(7, 17), c.AddBusinessDays(0, 4, 17*sim.Hour), "over the weekend")
	require.Equal(t, at(7, 17), c.AddBusinessDays(at(5, 12), 1, 17*sim.Hour), "begun on a Saturday")
	require.Equal(t, at(3, 24), c.AddBusinessDays(at(2, 12), 1, 24*sim.Hour), "begun on a holiday")
	require.Equal(t, at(0, 17), c.AddBusinessDays(at(0, 23), 0, 17*sim.Hour), "day 0 is the day of the act")
	require.Equal(t, at(1, 0), c.AddBusinessDays(at(0, 0), 1, 0), "a day begins at midnight, local time")
	require.Equal(t, at(0, 0), c.AddBusinessDays(at(0, 0)-1, 1, 0))
	require.Equal(t, sim.Never, c.AddBusinessDays(sim.Never, 1, 0))
	require.Panics(t, func() { c.AddBusinessDays(0, -1, 0) })
	require.Panics(t, func() { c.AddBusinessDays(0, 1, sim.Day+1) })

	for _, hours := range []string{"24/7", "06:00-20:00", "Mon-Sun 06:00-20:00"} {
		d := parse(t, hours, "2027-03-03")
		require.Equal(t, at(7, 17), d.AddBusinessDays(0, 4, 17*sim.Hour), "%s: Monday to Friday but for holidays", hours)
	}
	six := parse(t, "Mon-Sat 08:00-12:00")
	require.Equal(t, at(5, 17), six.AddBusinessDays(0, 5, 17*sim.Hour))
	night := parse(t, "Sun-Thu 22:00-06:00")
	require.Equal(t, at(6, 17), night.AddBusinessDays(at(3, 9), 1, 17*sim.Hour), "Friday is not named, though open until 06:00")
	var zero calendar.Calendar
	require.Equal(t, 3*sim.Day+sim.Hour, zero.AddBusinessDays(sim.Hour, 3, sim.Hour))
	require.Equal(t, sim.Hour, zero.AddBusinessDays(-1, 1, sim.Hour))
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for hours, want := range map[string]string{
		"":                                     `want "24/7", "08:00-17:00" or "Mon-Fri 08:00-12:00,13:00-17:00; Sat 09:00-12:00"`,
		"Mon-Fri":                              `want "24/7", "08:00-17:00" or "Mon-Fri 08:00-12:00,13:00-17:00; Sat 09:00-12:00"`,
		"Mon-Fri  at 08:00-17:00":              `want "24/7", "08:00-17:00" or "Mon-Fri 08:00-12:00,13:00-17:00; Sat 09:00-12:00"`,
		"Mon-Fry 08:00-17:00":                  `unknown day "Fry": want one of Mon, Tue, Wed, Thu, Fri, Sat, Sun`,
		"mon-fri 08:00-17:00":                  `unknown day "mon": want one of Mon, Tue, Wed, Thu, Fri, Sat, Sun`,
		"Mon 8:00-17:00":                       `"8:00": want a time of day from 00:00 to 24:00`,
		"Mon 08:00-24:01":                      `"24:01": want a time of day from 00:00 to 24:00`,
		"Mon 08:60-17:00":                      `"08:60": want a time of day from 00:00 to 24:00`,
		"Mon 0x:00-17:00":                      `"0x:00": want a time of day from 00:00 to 24:00`,
		"Mon 08:00":                            `"08:00": want a span of time such as 08:00-17:00`,
		"Mon 24:00-17:00":                      `"24:00-17:00": 24:00 can only end a span`,
		"Mon 08:00-12:00,11:00-13:00":          `spans overlap on Mon`,
		"Mon-Tue 08:00-12:00; Tue 11:00-13:00": `spans overlap on Tue`,
		"Sun 22:00-06:00; Mon 05:00-07:00":     `spans overlap on Mon`,
		"08:00-12:00; 13:00-17:00":             `want "24/7", "08:00-17:00" or "Mon-Fri 08:00-12:00,13:00-17:00; Sat 09:00-12:00"`,
		"Mon 08:00-12:00;":                     `want "24/7", "08:00-17:00" or "Mon-Fri 08:00-12:00,13:00-17:00; Sat 09:00-12:00"`,
	} {
		_, err := calendar.Parse(hours, 0, 0, nil)
		require.EqualError(t, err, fmt.Sprintf("hours %q: %s", hours, want))
	}
	_, err := calendar.Parse("24/7", sim.Day, 0, nil)
	require.ErrorContains(t, err, "offset 1d: want less than a day")
	_, err = calendar.Parse("24/7", 0, 1<<60, nil)
	require.ErrorContains(t, err, "want Unix milliseconds of a year from 1 to 9999")
}

func TestDates(t *testing.T) {
	for _, s := range []string{"2027-03-01", "2028-02-29", "2000-02-29", "0001-01-01", "9999-12-31"} {
		d, err := calendar.ParseDate(s)
		require.NoError(t, err)
		require.Equal(t, s, d.String())
	}
	for _, s := range []string{"", "2027-3-1", "2027-02-29", "1900-02-29", "2027-04-31", "2027-13-01", "2027-00-01", "2027-01-00", "0000-01-01", "+027-01-01", "2027/01/01", "2027-01-011"} {
		_, err := calendar.ParseDate(s)
		require.EqualError(t, err, fmt.Sprintf("date %q: want a day that exists, as YYYY-MM-DD", s))
	}
}

// Days of the week and of the calendar are those of package time, from the year
// 1 to 9999.
func TestDatesAgainstTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1, 1, 1+rapid.IntRange(0, 3_652_057).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		holiday := calendar.Date{Year: int32(day.Year()), Month: int32(day.Month()), Day: int32(day.Day())}
		c, err := calendar.Parse("Mon-Sun 00:00-24:00", 0, 0, []calendar.Date{holiday})
		require.NoError(t, err)
		midnight := sim.Time(day.UnixMilli())
		require.Equal(t, []bool{true, false, false, true},
			[]bool{c.Open(midnight - 1), c.Open(midnight), c.Open(midnight + sim.Day - 1), c.Open(midnight + sim.Day)})
		c, err = calendar.Parse(day.Format("Mon")+" 00:00-24:00", 0, 0, nil)
		require.NoError(t, err)
		require.Equal(t, midnight, c.NextOpen(midnight-6*sim.Day))
	})
}
