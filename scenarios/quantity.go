package scenarios

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
)

// units of durations, longest first: they must come in this order.
var units = [...]struct {
	letter byte
	ms     sim.Time
}{{'d', sim.Day}, {'h', sim.Hour}, {'m', sim.Minute}, {'s', sim.Second}}

// maxDuration is about 270 years: sums of a few stay far from overflow.
const maxDuration = 100_000 * sim.Day

// parseDuration reads 90s, 15m, 8h, 3d and their sums such as 1d12h.
func parseDuration(s string) (sim.Time, error) {
	bad := fmt.Errorf("%q is not a duration; write 90s, 15m, 8h or 3d", s)
	if strings.HasSuffix(s, "bd") {
		return 0, errors.New("business days have no meaning here: it takes elapsed time")
	}
	var total sim.Time
	rest, unit := s, 0
	for rest != "" {
		end := strings.IndexFunc(rest, func(c rune) bool { return c < '0' || c > '9' })
		if end < 1 || end > 12 {
			return 0, bad
		}
		n, err := strconv.ParseInt(rest[:end], 10, 64)
		if err != nil {
			return 0, bad
		}
		for unit < len(units) && units[unit].letter != rest[end] {
			unit++
		}
		if unit == len(units) {
			return 0, bad
		}
		if n > int64(maxDuration/units[unit].ms) {
			return 0, fmt.Errorf("%q is longer than %s", s, formatDuration(maxDuration))
		}
		total += sim.Time(n) * units[unit].ms
		rest, unit = rest[end+1:], unit+1
	}
	if s == "" {
		return 0, bad
	}
	if total > maxDuration {
		return 0, fmt.Errorf("%q is longer than %s", s, formatDuration(maxDuration))
	}
	return total, nil
}

// formatDuration writes what parseDuration reads; milliseconds below the
// second, which nobody writes, follow as ms.
func formatDuration(t sim.Time) string {
	if t == 0 {
		return "0s"
	}
	var b strings.Builder
	if t < 0 {
		b.WriteByte('-')
		t = -t
	}
	for _, u := range units {
		if n := t / u.ms; n > 0 {
			fmt.Fprintf(&b, "%d%c", int64(n), u.letter)
			t -= n * u.ms
		}
	}
	if t > 0 {
		fmt.Fprintf(&b, "%dms", int64(t))
	}
	return b.String()
}

// parseDecimal reads a decimal number exactly, in millionths.
func parseDecimal(s string) (int64, error) {
	bad := fmt.Errorf("%q is not a number such as 0.25", s)
	whole, frac, hasFrac := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if !digits(whole) || hasFrac && !digits(frac) || len(whole) > 1 && whole[0] == '0' {
		return 0, bad
	}
	if len(frac) > 6 {
		return 0, fmt.Errorf("%q has more than six decimals", s)
	}
	if len(whole) > 9 {
		return 0, fmt.Errorf("%q is out of range", s)
	}
	n, err := strconv.ParseInt(whole+frac+"000000"[len(frac):], 10, 64)
	if err != nil {
		return 0, bad
	}
	if s[0] == '-' {
		n = -n
	}
	return n, nil
}

// formatDecimal writes millionths as a decimal number.
func formatDecimal(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := fmt.Sprintf("%s%d.%06d", sign, n/1_000_000, n%1_000_000)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// parseCount reads a whole number without sign or leading zero.
func parseCount(s string) (int64, error) {
	if !digits(s) || len(s) > 1 && s[0] == '0' || len(s) > 12 {
		return 0, fmt.Errorf("%q is not a whole number", s)
	}
	return strconv.ParseInt(s, 10, 64)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// parseOffset reads a zone offset such as +01:00.
func parseOffset(s string) (sim.Time, error) {
	if s == "Z" {
		return 0, nil
	}
	bad := fmt.Errorf("%q is not an offset such as \"+01:00\"", s)
	if len(s) != 6 || s[0] != '+' && s[0] != '-' {
		return 0, bad
	}
	t, err := parseClock(s[1:])
	if err != nil || t > 14*sim.Hour {
		return 0, bad
	}
	if s[0] == '-' {
		t = -t
	}
	return t, nil
}

func formatOffset(t sim.Time) string {
	sign := '+'
	if t < 0 {
		sign, t = '-', -t
	}
	return fmt.Sprintf("%c%02d:%02d", sign, t/sim.Hour, t%sim.Hour/sim.Minute)
}

// parseClock reads a time of day, 06:00 or 06:00:30.
func parseClock(s string) (sim.Time, error) {
	bad := fmt.Errorf("%q is not a time of day such as 06:00", s)
	if len(s) != 5 && len(s) != 8 {
		return 0, bad
	}
	limits := [...]int64{23, 59, 59}
	unit := [...]sim.Time{sim.Hour, sim.Minute, sim.Second}
	var t sim.Time
	for i, part := range strings.Split(s, ":") {
		if i > 2 || len(part) != 2 || !digits(part) {
			return 0, bad
		}
		n, _ := strconv.ParseInt(part, 10, 64)
		if n > limits[i] {
			return 0, bad
		}
		t += sim.Time(n) * unit[i]
	}
	return t, nil
}

// Instant is a point in time as a scenario writes it: elapsed since StartEx
// (T+51h), on the wall clock of the exercise (D+2T06:00), or absolute
// (2027-03-01T08:00+01:00).
type Instant struct {
	form instantForm
	days int64
	t    sim.Time // elapsed, time of day, or Unix milliseconds
}

type instantForm uint8

const (
	elapsed instantForm = iota
	wallClock
	absolute
)

func (i *Instant) parseText(s string) (err error) {
	*i, err = parseInstant(s)
	return err
}

func parseInstant(s string) (Instant, error) {
	bad := fmt.Errorf("%q is not a time; write T+51h, D+2T06:00 or 2027-03-01T08:00+01:00", s)
	switch {
	case strings.HasPrefix(s, "T+"):
		t, err := parseDuration(s[2:])
		return Instant{form: elapsed, t: t}, err
	case strings.HasPrefix(s, "D+"):
		day, clock, hasClock := strings.Cut(s[2:], "T")
		n, err := parseCount(day)
		if err != nil || n > 10_000 {
			return Instant{}, bad
		}
		var t sim.Time
		if hasClock {
			if t, err = parseClock(clock); err != nil {
				return Instant{}, bad
			}
		}
		return Instant{form: wallClock, days: n, t: t}, nil
	}
	ms, _, err := parseRFC3339(s)
	if errors.Is(err, errCentury) {
		return Instant{}, err
	}
	if err != nil {
		return Instant{}, bad
	}
	return Instant{form: absolute, t: sim.Time(ms)}, nil
}

// resolve gives the instant in milliseconds since StartEx, which is start in
// Unix milliseconds; zone is the exercise's.
func (i Instant) resolve(start int64, zone sim.Time) sim.Time {
	switch i.form {
	case wallClock:
		local := start + int64(zone)
		day := floorDiv(local, int64(sim.Day))
		return sim.Time((day+i.days)*int64(sim.Day)-int64(zone)-start) + i.t
	case absolute:
		return i.t - sim.Time(start)
	}
	return i.t
}

// parseRFC3339 gives Unix milliseconds and the offset that was written.
// Seconds may be left out.
func parseRFC3339(s string) (ms int64, offset sim.Time, err error) {
	bad := fmt.Errorf("%q is not a time such as 2027-03-01T08:00+01:00", s)
	date, rest, ok := strings.Cut(s, "T")
	if !ok {
		return 0, 0, bad
	}
	day, err := parseDate(date)
	if errors.Is(err, errCentury) {
		return 0, 0, err
	}
	if err != nil {
		return 0, 0, bad
	}
	cut := strings.IndexAny(rest, "+-Z")
	if cut < 0 {
		return 0, 0, fmt.Errorf("%q lacks an offset such as +01:00", s)
	}
	clock, err := parseClock(rest[:cut])
	if err != nil {
		return 0, 0, bad
	}
	if offset, err = parseOffset(rest[cut:]); err != nil {
		return 0, 0, bad
	}
	return day*int64(sim.Day) + int64(clock) - int64(offset), offset, nil
}

// errCentury says that a date is out of the years that scenarios can speak of.
var errCentury = errors.New("is not a date from 1900 to 2100")

// firstYear and lastYear of dates.
const firstYear, lastYear = 1900, 2100

// parseDate gives the days from 1970-01-01 to a date from 1900 to 2100.
func parseDate(s string) (int64, error) {
	bad := fmt.Errorf("%q is not a date such as 2027-03-01", s)
	if len(s) != 10 || s[4] != '-' || s[7] != '-' || !digits(s[:4]) || !digits(s[5:7]) || !digits(s[8:]) {
		return 0, bad
	}
	y, _ := strconv.ParseInt(s[:4], 10, 64)
	m, _ := strconv.ParseInt(s[5:7], 10, 64)
	d, _ := strconv.ParseInt(s[8:], 10, 64)
	if m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, bad
	}
	if y < firstYear || y > lastYear {
		return 0, fmt.Errorf("%q %w", s, errCentury)
	}
	return daysSince1970(y, m, d), nil
}

func daysIn(y, m int64) int64 {
	if m == 2 && (y%4 == 0 && y%100 != 0 || y%400 == 0) {
		return 29
	}
	return [...]int64{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
}

// daysSince1970 counts days in years that begin in March, so that the leap day
// comes last.
func daysSince1970(y, m, d int64) int64 {
	if m <= 2 {
		y, m = y-1, m+12
	}
	return 365*y + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + (153*(m-3)+2)/5 + d - 1 - 719468
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
