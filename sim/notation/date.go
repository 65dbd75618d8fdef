package notation

import (
	"errors"
	"fmt"
	"strings"

	"entente/sim"
	"entente/sim/calendar"
)

// ParseStart gives Unix milliseconds and the offset that was written, as the clock
// of an exercise needs both. Seconds may be left out.
func ParseStart(s string) (ms int64, offset sim.Time, err error) {
	bad := fmt.Errorf("%q is not a time such as 2027-03-01T08:00+01:00", s)
	date, rest, ok := strings.Cut(s, "T")
	if !ok {
		return 0, 0, bad
	}
	day, err := ParseDate(date)
	if errors.Is(err, ErrCentury) {
		return 0, 0, err
	}
	if err != nil {
		return 0, 0, bad
	}
	cut := strings.IndexAny(rest, "+-Z")
	if cut < 0 {
		return 0, 0, fmt.Errorf("%q lacks an offset such as +01:00", s)
	}
	at, err := ParseTimeOfDay(rest[:cut])
	if err != nil {
		return 0, 0, bad
	}
	if offset, err = ParseOffset(rest[cut:]); err != nil {
		return 0, 0, bad
	}
	return day.Since1970()*int64(sim.Day) + int64(at) - int64(offset), offset, nil
}

// ParseDate reads a date from 1900 to 2100.
func ParseDate(s string) (calendar.Date, error) {
	d, err := calendar.ParseDate(s)
	if err != nil {
		return d, fmt.Errorf("%q is not a date such as 2027-03-01", s)
	}
	if d.Year < FirstYear || d.Year > LastYear {
		return d, fmt.Errorf("%q %w", s, ErrCentury)
	}
	return d, nil
}
