package scenarios

import (
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/notation"
)

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
func formatDecimal(n int64) string { return sim.PPM(n).String() }

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

// Instant is a point in time as a scenario writes it: elapsed since StartEx
// (T+51h), on a date of the exercise (D+2 06:00), absolute
// (2027-03-01T08:00+01:00), or any other form that notation reads.
type Instant struct{ written notation.Instant }

func (i *Instant) parseText(s string) (err error) {
	i.written, err = notation.Parse(s)
	return err
}
