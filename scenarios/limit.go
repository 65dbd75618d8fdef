package scenarios

import (
	"errors"
	"fmt"
	"strings"

	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/notation"
)

// Limit is a stretch of time that a statute names: elapsed time, or business
// days of who is bound, 10bd.
type Limit struct {
	calendar.Limit
	Provenance
}

func (l *Limit) decode(d *decoder, n *tree.Node, path string) {
	d.readFigure(n, path, &l.Provenance, false, func(t string) (err error) { l.Limit, err = parseLimit(t); return })
}

// String writes what parseLimit reads.
func (l *Limit) String() string {
	if l.Days > 0 {
		return fmt.Sprintf("%dbd", l.Days)
	}
	return notation.FormatDuration(l.Len)
}

// maxBusinessDays is about 270 years.
const maxBusinessDays = 70_000

// parseLimit reads a duration, or business days that end with the last of them.
func parseLimit(s string) (calendar.Limit, error) {
	days, business := strings.CutSuffix(s, "bd")
	if !business {
		t, err := notation.ParseDuration(s)
		if err == nil && t == 0 {
			err = errors.New("no time at all; write 90s, 15m, 8h or 3d")
		}
		return calendar.Limit{Len: t}, err
	}
	n, err := parseCount(days)
	if err != nil || n < 1 || n > maxBusinessDays {
		return calendar.Limit{}, fmt.Errorf("%q is not a number of business days such as 10bd", s)
	}
	return calendar.Limit{Days: int32(n), CloseAt: sim.Day}, nil
}
