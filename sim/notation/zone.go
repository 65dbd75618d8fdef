package notation

import (
	"fmt"
	"strings"

	"entente/sim"
)

// ParseOffset reads the offset of a zone from UTC, such as +01:00; Z is none.
func ParseOffset(s string) (sim.Time, error) {
	if s == "Z" {
		return 0, nil
	}
	bad := fmt.Errorf("%q is not an offset such as \"+01:00\"", s)
	if len(s) != 6 || s[0] != '+' && s[0] != '-' {
		return 0, bad
	}
	t, err := ParseTimeOfDay(s[1:])
	if err != nil || t > 14*sim.Hour {
		return 0, bad
	}
	if s[0] == '-' {
		t = -t
	}
	return t, nil
}

// FormatOffset writes what ParseOffset reads: +01:00.
func FormatOffset(t sim.Time) string {
	sign := '+'
	if t < 0 {
		sign, t = '-', -t
	}
	return fmt.Sprintf("%c%02d:%02d", sign, t/sim.Hour, t%sim.Hour/sim.Minute)
}

// ParseTimeOfDay reads 06:00 or 06:00:30, as scenarios write them.
func ParseTimeOfDay(s string) (sim.Time, error) {
	if m := timeOfDay.FindStringSubmatch(s); m != nil && (len(s) == 5 || len(s) == 8) && s[2] == ':' {
		if t, ok := clockOf(m[1:]); ok {
			return t, nil
		}
	}
	return 0, fmt.Errorf("%q is not a time of day such as 06:00", s)
}

// errLocal refuses the letter that names no zone.
var errLocal = fmt.Errorf("the letter J is local time, which is another one for every reader; write the letter of the zone: %s", letters)

const letters = "Z is UTC, A to M without J are +01:00 to +12:00, N to Y are -01:00 to -12:00"

// Letter is the offset of the zone that a letter names in a date-time group; J, which
// is local time, names none.
func Letter(name string) (offset sim.Time, ok bool) {
	if len(name) != 1 || name < "A" || name > "Z" {
		return 0, false
	}
	offset, err := zoneOf(name)
	return offset, err == nil
}

// zoneOf reads what may follow a time of day: an offset in any spelling, UTC, or the
// letter of a zone.
func zoneOf(s string) (offset sim.Time, err error) {
	const east, west = "ABCDEFGHIKLM", "NOPQRSTUVWXY"
	s = strings.ToUpper(s)
	switch {
	case s == "Z" || s == "UTC":
		return 0, nil
	case s == "J":
		return 0, errLocal
	case len(s) == 1:
		if i := strings.Index(east, s); i >= 0 {
			return sim.Time(i+1) * sim.Hour, nil
		}
		return -sim.Time(strings.Index(west, s)+1) * sim.Hour, nil
	case len(s) == 3: // +01
		s += ":00"
	case len(s) == 5: // +0100
		s = s[:3] + ":" + s[3:]
	}
	return ParseOffset(s)
}
