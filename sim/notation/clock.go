package notation

import (
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/calendar"
)

// Clock tells the time of an exercise.
type Clock struct {
	Start int64    // StartEx, T+0, in Unix milliseconds
	Zone  sim.Time // offset of the exercise's zone from UTC
}

// Legend says which counts are used, in one line for the head of what tells times:
// "D+0 is 1 Mar 2027 (+01:00); StartEx, T+0, is D+0 08:00".
func (c Clock) Legend() string {
	return fmt.Sprintf("D+0 is %s (%s); StartEx, T+0, is %s", c.moment(0).date(), FormatOffset(c.Zone), c.Exact(0))
}

// ReadLegend finds in a text what Legend wrote, and gives the clock that it tells of.
func ReadLegend(text string) (c Clock, ok bool) {
	_, text, found := strings.Cut(text, "D+0 is ")
	date, text, hasZone := strings.Cut(text, " (")
	zone, start, hasStart := strings.Cut(text, "); StartEx, T+0, is ")
	if !found || !hasZone || !hasStart {
		return Clock{}, false
	}
	var err error
	if c.Zone, err = ParseOffset(zone); err != nil {
		return Clock{}, false
	}
	day, err1 := (Clock{Start: -int64(c.Zone), Zone: c.Zone}).Read(date)
	at, err2 := Clock{}.Read(strings.TrimRight(start, ")"))
	if err1 != nil || err2 != nil {
		return Clock{}, false
	}
	c.Start = int64(day+at) - int64(c.Zone)
	return c, true
}

// At writes an instant as the date of the exercise and the time of day, without
// seconds: "D+33 10:40". What never came is a dot.
func (c Clock) At(t sim.Time) string {
	if t >= sim.Never {
		return "·"
	}
	return string(c.AppendAt(nil, t))
}

// AppendAt appends an instant that came as At writes it.
func (c Clock) AppendAt(b []byte, t sim.Time) []byte {
	day, clock := c.day(t)
	return appendHour(append(appendDay(b, day), ' '), clock)
}

// Exact writes an instant as At does, to the millisecond where that matters:
// "D+1 09:00", "D+1 09:00:05.250".
func (c Clock) Exact(t sim.Time) string {
	day, clock := c.day(t)
	return string(append(appendDay(nil, day), ' ')) + Exact(clock)
}

// Exact writes a time of day, with seconds and their fraction where there are any.
func Exact(clock sim.Time) string {
	text := string(appendHour(nil, clock))
	switch rest := clock % sim.Minute; {
	case rest%sim.Second != 0:
		text += fmt.Sprintf(":%02d.%03d", rest/sim.Second, rest%sim.Second)
	case rest != 0:
		text += fmt.Sprintf(":%02d", rest/sim.Second)
	}
	return text
}

// Moment writes an instant exactly and as one word, for links and commands that are
// to be copied: "D+1T09:00".
func (c Clock) Moment(t sim.Time) string { return strings.Replace(c.Exact(t), " ", "T", 1) }

// day is the date of the exercise that an instant lies on, counted from that of
// StartEx, and its time of day.
func (c Clock) day(t sim.Time) (day int64, clock sim.Time) {
	local := c.Start + int64(c.Zone)
	first, _ := floor(local, int64(sim.Day))
	last, rest := floor(local+int64(t), int64(sim.Day))
	return last - first, sim.Time(rest)
}

func appendDay(b []byte, day int64) []byte {
	b = append(b, 'D')
	if day >= 0 {
		b = append(b, '+')
	}
	return strconv.AppendInt(b, day, 10)
}

// Elapsed writes an instant exactly as the time since StartEx, as scenarios do:
// "T+51h".
func Elapsed(t sim.Time) string { return t.Elapsed() }

// AppendElapsed appends the time since StartEx as a clock shows it: "T+34 d 11:20".
func AppendElapsed(b []byte, t sim.Time) []byte {
	b = append(b, "T+"...)
	if t < 0 {
		b, t = append(b[:len(b)-1], "−"...), -t
	}
	if t >= sim.Day {
		b = append(strconv.AppendInt(b, int64(t/sim.Day), 10), " d "...)
	}
	return appendHour(b, t%sim.Day)
}

// Group writes an instant as a date-time group in Zulu time: "031400ZMAR27".
func (c Clock) Group(t sim.Time) string {
	m := Clock{Start: c.Start}.moment(t)
	hour := appendHour(nil, m.clock)
	return fmt.Sprintf("%02d%s%sZ%s%02d", m.Day, hour[:2], hour[3:], strings.ToUpper(m.month()), m.Year%100)
}

// AppendUTC appends the date and time of day of an instant in UTC.
func (c Clock) AppendUTC(b []byte, t sim.Time) []byte {
	m := Clock{Start: c.Start}.moment(t)
	b = append(append(b, m.Weekday()...), ' ')
	b = append(m.appendDate(b), " · "...)
	return append(appendHour(b, m.clock), " UTC"...)
}

// appendHour appends a time of day: "10:40".
func appendHour(b []byte, clock sim.Time) []byte {
	return twoDigits(append(twoDigits(b, clock/sim.Hour), ':'), clock%sim.Hour/sim.Minute)
}

func twoDigits(b []byte, n sim.Time) []byte { return append(b, '0'+byte(n/10), '0'+byte(n%10)) }

// Date writes an instant as a calendar date and the time of day.
func (c Clock) Date(t sim.Time) string {
	m := c.moment(t)
	return m.date() + " " + string(appendHour(nil, m.clock)) + " " + FormatOffset(c.Zone)
}

// AppendDate appends the day of the year and the time of day of an instant: "14 Jul
// 10:40"; with its year where that is not the first such day since StartEx.
func (c Clock) AppendDate(b []byte, t sim.Time) []byte {
	m := c.moment(t)
	b = append(strconv.AppendInt(b, int64(m.Day), 10), ' ')
	b = append(append(b, m.month()...), ' ')
	if t < 0 || t >= yearless {
		b = append(strconv.AppendInt(b, int64(m.Year), 10), ' ')
	}
	return appendHour(b, m.clock)
}

// yearless is for how long after StartEx a date needs no year; they are looked for
// from a day before it.
const yearless = 364 * sim.Day

// Day writes the day of an instant: "Tue 14 Jul".
func (c Clock) Day(t sim.Time) string {
	m := c.moment(t)
	return fmt.Sprintf("%s %d %s", m.Weekday(), m.Day, m.month())
}

// Midnight is the midnight that an instant follows, which may lie before StartEx.
func (c Clock) Midnight(t sim.Time) sim.Time {
	_, clock := c.day(t)
	return t - clock
}

// Hour writes the time of day of an instant: "10:40".
func (c Clock) Hour(t sim.Time) string { return string(c.AppendHour(nil, t)) }

// AppendHour appends the time of day of an instant as Hour writes it.
func (c Clock) AppendHour(b []byte, t sim.Time) []byte { return appendHour(b, t-c.Midnight(t)) }

// Stamp writes an instant as other programs read it: RFC 3339, in the zone of the
// exercise.
func (c Clock) Stamp(t sim.Time) string {
	m, zone := c.moment(t), "Z"
	if c.Zone != 0 {
		zone = FormatOffset(c.Zone)
	}
	return fmt.Sprintf("%s%s:%02d%s", m.Date, appendHour([]byte("T"), m.clock), m.clock%sim.Minute/sim.Second, zone)
}

// moment is a date and a time of day.
type moment struct {
	calendar.Date
	clock sim.Time
}

func (c Clock) moment(t sim.Time) moment {
	day, clock := floor(c.Start+int64(c.Zone)+int64(t), int64(sim.Day))
	return moment{calendar.DateOf(day), sim.Time(clock)}
}

// date writes a date: "1 Mar 2027".
func (m moment) date() string { return string(m.appendDate(nil)) }

// appendDate appends a date and takes no memory of its own: windows tell times in every
// frame.
func (m moment) appendDate(b []byte) []byte {
	b = append(strconv.AppendInt(b, int64(m.Day), 10), ' ')
	b = append(append(b, m.month()...), ' ')
	return strconv.AppendInt(b, int64(m.Year), 10)
}

func (m moment) month() string { return months[m.Month-1][:3] }

// Read reads an instant in any form of the package's doc.
func (c Clock) Read(text string) (sim.Time, error) {
	i, err := Parse(text)
	return c.Time(i), err
}

// ReadNear reads an instant as Read does, and a time of day alone as on the date of
// now.
func (c Clock) ReadNear(text string, now sim.Time) (sim.Time, error) {
	i, err := parse(text)
	if i.form == ofDay {
		i.form = onDay
		i.day, _ = c.day(now)
	}
	return c.Time(i), err
}

// Time is when an instant that was written is by this clock.
func (c Clock) Time(i Instant) sim.Time {
	switch i.form {
	case onDay:
		return c.Midnight(0) + sim.Time(i.day)*sim.Day + i.t
	case onDate:
		return c.dated(i)
	}
	return i.t
}

func (c Clock) dated(i Instant) sim.Time {
	zone := c.Zone
	if i.zoned {
		zone = i.zone
	}
	d, first := i.date, Clock{Start: c.Start}.moment(0).Year
	at := func() sim.Time { return sim.Time(d.Since1970()*int64(sim.Day)-int64(zone)-c.Start) + i.t }
	switch i.year {
	case century:
		from := first - yearsBefore
		d.Year = from + ((i.date.Year-from)%100+100)%100
	case none:
		for d.Year = first - 1; at() < -sim.Day || !d.Exists(); d.Year++ {
		}
	}
	return at()
}

// floor divides so that the remainder is never negative.
func floor(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}
