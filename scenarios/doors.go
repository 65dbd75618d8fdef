package scenarios

import "entente/sim"

// ParseTime reads an instant as scenarios write it, for an exercise whose
// StartEx is start in Unix milliseconds and whose zone has this offset:
// T+51h, D+2, D+2T06:00 or 2027-03-01T08:00+01:00.
func ParseTime(text string, start int64, zone sim.Time) (sim.Time, error) {
	i, err := parseInstant(text)
	if err != nil {
		return 0, err
	}
	return i.resolve(start, zone), nil
}

// QuoteText writes a text as YAML on one line, in quotes where it needs them.
func QuoteText(text string) string { return (&node{kind: scalar, style: quoted, text: text}).flow() }

// ParseDuration reads 90s, 15m, 8h, 3d and their sums such as 1d12h.
func ParseDuration(text string) (sim.Time, error) { return parseDuration(text) }

// DidYouMean gives the hint that offers the known word nearest to a misspelt
// one; empty when none is near.
func DidYouMean(written string, known []string) string { return didYouMean(written, known) }
