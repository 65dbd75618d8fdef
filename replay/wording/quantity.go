package wording

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/notation"
)

// Lasting writes a stretch of time: "2 d 3 h", "18 h 25 min", "14 min", "5 s".
func Lasting(t sim.Time) string {
	switch {
	case t < 0:
		return "−" + lasting(absoluteTime(t))
	default:
		return lasting(uint64(t))
	}
}

// absoluteTime is the size of a negative time; the least has one too.
func absoluteTime(t sim.Time) uint64 { return -uint64(t) }

func lasting(ms uint64) string {
	const second, minute, hour, day = uint64(sim.Second), uint64(sim.Minute), uint64(sim.Hour), uint64(sim.Day)
	switch {
	case ms >= 2*day:
		return fmt.Sprintf("%d d %d h", ms/day, ms%day/hour)
	case ms >= hour:
		return fmt.Sprintf("%d h %02d min", ms/hour, ms%hour/minute)
	case ms >= minute:
		return fmt.Sprintf("%d min", ms/minute)
	case ms >= second || ms == 0:
		return fmt.Sprintf("%d s", ms/second)
	}
	return strconv.FormatUint(ms, 10) + " ms"
}

// Total writes a sum of waits of many things: from a hundred days on in whole days.
func Total(t sim.Time) string {
	if t >= 100*sim.Day {
		return Plural(int(t/sim.Day), "day")
	}
	return Lasting(t)
}

// Span writes the length of an exercise: whole days as such.
func Span(t sim.Time) string {
	if t >= sim.Day && t%sim.Day == 0 {
		return Plural(int(t/sim.Day), "day")
	}
	return Lasting(t)
}

// Ordinal writes a place in an order: "1st", "12th", "23rd".
func Ordinal(n int) string {
	end := "th"
	if n/10%10 != 1 && n%10 < 4 {
		end = [...]string{"th", "st", "nd", "rd"}[n%10]
	}
	return Thousands(n) + end
}

// Margin writes time to spare: "3 h 10 min before", "18 h 25 min late".
func Margin(t sim.Time) string {
	if t < 0 {
		return lasting(absoluteTime(t)) + " late"
	}
	return Lasting(t) + " before"
}

// Plural writes a number of things whose name takes an s, or a y that becomes ies.
func Plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	if last := len(thing) - 1; last > 0 && thing[last] == 'y' && !vowel(thing[last-1]) {
		return Thousands(n) + " " + thing[:last] + "ies"
	}
	return Thousands(n) + " " + thing + "s"
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// Thousands writes a count with commas.
func Thousands[N int | uint64 | uint32](n N) string {
	return string(AppendThousands(nil, n))
}

// AppendThousands appends a count with commas.
func AppendThousands[N int | uint64 | uint32](b []byte, n N) []byte {
	if n < 0 {
		return AppendThousands(append(b, '-'), uint64(-int64(n)))
	}
	first := len(b)
	b = strconv.AppendUint(b, uint64(n), 10)
	for i := len(b) - 3; i > first; i -= 3 {
		b = slices.Insert(b, i, ',')
	}
	return b
}

// Number writes a number in a unit of figures.
func Number(u measure.Unit, v float64) string {
	switch u {
	case measure.Duration:
		return Lasting(sim.Time(v))
	case measure.Margin:
		return Margin(sim.Time(v))
	case measure.Fraction:
		if v < 0 { // of a difference
			return "-" + notation.Share(-v)
		}
		return notation.Share(v)
	case measure.Ratio:
		return unsigned(fmt.Sprintf("%.1f", v))
	case measure.Shift:
		return fmt.Sprintf("%+.3f", v)
	}
	return unsigned(fmt.Sprintf("%.0f", v))
}

// unsigned takes the minus from a number that is nothing once it is rounded.
func unsigned(number string) string {
	if strings.Trim(number, "-0.") == "" {
		return strings.TrimPrefix(number, "-")
	}
	return number
}

// Absent is the word for a run in which what a figure counts did not happen.
func Absent(u measure.Unit) string {
	if u == measure.Duration || u == measure.Margin {
		return "never"
	}
	return "none"
}

// Nothing is said of a measure that had nothing to count.
const Nothing = "nothing to measure"

// Figure writes one figure of a run.
func (s *Speaker) Figure(x *measure.Figure, r *measure.Results) string {
	v, counts := x.Read(r)
	switch {
	case !counts:
		return Nothing
	case !v.OK:
		return s.Absent(x.Unit)
	}
	return Number(x.Unit, v.V)
}

// Range says the range of a figure in words: from 5 to 95 % of the runs, and the
// median.
func (s *Speaker) Range(u measure.Unit, x *measure.Spread) string {
	if x == nil {
		return Nothing
	}
	low, middle, high := s.quantile(u, x.P05), s.quantile(u, x.P50), s.quantile(u, x.P95)
	if low == high {
		return low + " in nearly all"
	}
	return fmt.Sprintf("%s to %s, median %s", low, high, middle)
}

// Spread writes the range of a figure: at 5, 50 and 95 % of the runs.
func (s *Speaker) Spread(u measure.Unit, x *measure.Spread) string {
	if x == nil {
		return Nothing
	}
	return s.quantile(u, x.P05) + " · " + s.quantile(u, x.P50) + " · " + s.quantile(u, x.P95)
}

func (s *Speaker) quantile(u measure.Unit, v *float64) string {
	if v == nil {
		return s.Absent(u)
	}
	return Number(u, *v)
}
