package wording

import (
	"strconv"
	"time"

	"entente/sim"
	"entente/sim/journal"
)

// Clock tells exercise time.
type Clock struct {
	Start int64    // T+0 in Unix milliseconds
	Zone  sim.Time // offset of the exercise's zone
}

// NewClock is the clock of the scenario that st describes.
func NewClock(st *journal.Static) Clock { return Clock{st.Start, sim.Time(st.Zone)} }

// At writes an instant as the day since StartEx's date and the time of day:
// "D+33 10:40". What never came is a dot.
func (c Clock) At(t sim.Time) string {
	if t >= sim.Never {
		return "·"
	}
	return string(c.AppendAt(nil, t))
}

// AppendAt appends an instant that came as At writes it.
func (c Clock) AppendAt(b []byte, t sim.Time) []byte {
	local := c.Start + int64(c.Zone)
	day, clock := floor(local+int64(t), int64(sim.Day))
	first, _ := floor(local, int64(sim.Day))
	b = append(b, 'D')
	if day >= first {
		b = append(b, '+')
	}
	return appendHour(append(strconv.AppendInt(b, day-first, 10), ' '), sim.Time(clock))
}

// AppendElapsed appends the time since StartEx: "T+34 d 11:20".
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

// AppendUTC appends the date and time of day of an instant in UTC.
func (c Clock) AppendUTC(b []byte, t sim.Time) []byte {
	return time.UnixMilli(c.Start+int64(t)).UTC().AppendFormat(b, "Mon 2 Jan 2006 · 15:04 UTC")
}

// appendHour appends a time of day: "10:40".
func appendHour(b []byte, clock sim.Time) []byte {
	return two(append(two(b, clock/sim.Hour), ':'), clock%sim.Hour/sim.Minute)
}

func two(b []byte, n sim.Time) []byte { return append(b, '0'+byte(n/10), '0'+byte(n%10)) }

// Date writes an instant as a calendar date and the time of day.
func (c Clock) Date(t sim.Time) string { return c.moment(t).Format("2 Jan 2006 15:04 -07:00") }

// AppendDate appends the day of the year and the time of day of an instant: "14 Jul
// 10:40".
func (c Clock) AppendDate(b []byte, t sim.Time) []byte {
	return c.moment(t).AppendFormat(b, "2 Jan 15:04")
}

// Day writes the day of an instant: "Tue 14 Jul".
func (c Clock) Day(t sim.Time) string { return c.moment(t).Format("Mon 2 Jan") }

// Midnight is the midnight that an instant follows, which may lie before StartEx.
func (c Clock) Midnight(t sim.Time) sim.Time {
	_, clock := floor(c.Start+int64(c.Zone)+int64(t), int64(sim.Day))
	return t - sim.Time(clock)
}

// Hour writes the time of day of an instant: "10:40".
func (c Clock) Hour(t sim.Time) string {
	return string(c.AppendHour(nil, t))
}

// AppendHour appends the time of day of an instant as Hour writes it.
func (c Clock) AppendHour(b []byte, t sim.Time) []byte { return appendHour(b, t-c.Midnight(t)) }

// Stamp writes an instant as other programs read it: RFC 3339, in the zone of the
// exercise.
func (c Clock) Stamp(t sim.Time) string { return c.moment(t).Format(time.RFC3339) }

func (c Clock) moment(t sim.Time) time.Time {
	zone := time.FixedZone("", int(c.Zone/sim.Second))
	return time.UnixMilli(c.Start + int64(t)).In(zone)
}

// floor divides so that the remainder is never negative.
func floor(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}
