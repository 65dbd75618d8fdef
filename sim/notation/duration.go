package notation

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
)

// Units of durations, longest first: they are written in this order.
var Units = [...]struct {
	Letter string
	Length sim.Time
}{{"d", sim.Day}, {"h", sim.Hour}, {"m", sim.Minute}, {"s", sim.Second}, {"ms", sim.Millisecond}}

// Longest is about 270 years: sums of a few stay far from overflow.
const Longest = 100_000 * sim.Day

var errLong = fmt.Errorf("is longer than %s", FormatDuration(Longest))

// ParseDuration reads 90s, 15m, 8h, 3d and their sums such as 1d12h, and what pages
// and terminals print: 18 h 25 min, 3 days.
func ParseDuration(s string) (sim.Time, error) {
	bad := fmt.Errorf("%q is not a duration; write 90s, 15m, 8h or 3d", s)
	if strings.HasSuffix(s, "bd") {
		return 0, errors.New("business days have no meaning here: it takes elapsed time")
	}
	var total sim.Time
	rest, last := s, -1
	for rest != "" {
		var number, word string
		number, rest = span(rest, digit)
		rest = strings.TrimPrefix(rest, " ")
		word, rest = span(rest, letter)
		n, err := strconv.ParseInt(number, 10, 64)
		unit := unitOf(word)
		if err != nil || len(number) > 12 || unit <= last {
			return 0, bad
		}
		if n > int64(Longest/Units[unit].Length) {
			return 0, fmt.Errorf("%q %w", s, errLong)
		}
		total, last = total+sim.Time(n)*Units[unit].Length, unit
		if rest != "" {
			if rest = strings.TrimPrefix(rest, " "); rest == "" {
				return 0, bad
			}
		}
	}
	if last < 0 {
		return 0, bad
	}
	if total > Longest {
		return 0, fmt.Errorf("%q %w", s, errLong)
	}
	return total, nil
}

// unitOf is the place of a unit's word in Units; -1 if it is none.
func unitOf(word string) int {
	switch word {
	case "day", "days":
		return 0
	case "min":
		return 2
	}
	for i := range Units {
		if Units[i].Letter == word {
			return i
		}
	}
	return -1
}

// span cuts what fits from the beginning of s.
func span(s string, fits func(byte) bool) (head, tail string) {
	n := 0
	for n < len(s) && fits(s[n]) {
		n++
	}
	return s[:n], s[n:]
}

func digit(c byte) bool  { return '0' <= c && c <= '9' }
func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// FormatDuration writes a stretch of time exactly, as scenarios do: 1d12h, 90s as
// 1m30s, nothing as 0s.
func FormatDuration(t sim.Time) string { return t.String() }
