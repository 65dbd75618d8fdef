package casebook

import (
	"fmt"
	"strings"

	"entente/replay/wording"
	"entente/sim"
	"entente/sim/notation"
)

// Documented is a value of the public record: from Low to High, which are the same where
// it is one. Never is longer than all; from some time to never is "at least".
type Documented struct{ Low, High sim.Time }

// mostDocumented bounds a documented value.
const mostDocumented = 36_500 * 24 * 3_600_000

// ReadDocumented reads 15d, 1h35m to 2h5m, at least 21d, or never.
func ReadDocumented(text string) (d Documented, err error) {
	low, high, isRange := strings.Cut(text, " to ")
	switch {
	case text == "never":
		return Documented{sim.Never, sim.Never}, nil
	case strings.HasPrefix(text, "at least "):
		d.Low, err = lasting(strings.TrimPrefix(text, "at least "))
		d.High = sim.Never
		return d, err
	case isRange:
		if d.Low, err = lasting(low); err != nil {
			return d, err
		}
		if d.High, err = lasting(high); err == nil && d.High <= d.Low {
			err = fmt.Errorf("%q ends before it begins", text)
		}
		return d, err
	}
	d.Low, err = lasting(text)
	d.High = d.Low
	return d, err
}

func lasting(text string) (sim.Time, error) {
	t, err := notation.ParseDuration(strings.TrimSpace(text))
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q is no length of time", strings.TrimSpace(text))
	case t < 0 || t > mostDocumented:
		return 0, fmt.Errorf("%s is more than a hundred years", strings.TrimSpace(text))
	}
	return t, nil
}

// String writes it for a table.
func (d Documented) String() string {
	switch {
	case d.Low == d.High:
		return intervalCell(d.Low)
	case d.High == sim.Never:
		return "at least " + intervalCell(d.Low)
	}
	return intervalCell(d.Low) + " to " + intervalCell(d.High)
}

// intervalCell writes an interval for a table.
func intervalCell(t sim.Time) string {
	if t == sim.Never {
		return "never"
	}
	return wording.Lasting(t)
}

// Lasted writes a stretch of time of a row; nil: never.
func Lasted(ms *int64) string {
	if ms == nil {
		return intervalCell(sim.Never)
	}
	return intervalCell(sim.Time(*ms))
}
