package notation

import (
	"fmt"

	"entente/sim"
)

// Parts writes the parts of a sum and the sum, all to the same unit, so that what is
// shown adds up: "3 d 5 h 12 min" is told to the minute, a sum beyond a hundred days to
// the hour, one below an hour to the second, one below a minute to the millisecond.
// Parts are rounded by their largest remainders; one that is less than the unit and has
// none of it is "<1 min", which counts as nothing.
func Parts(parts []sim.Time) (shown []string, sum string) {
	whole, all := make([]int64, len(parts)), sim.Time(0)
	for _, p := range parts {
		all += p
	}
	unit := unitOfSum(all)
	left := int64(all / unit)
	rest := make([]int64, len(parts))
	for i, p := range parts {
		whole[i], rest[i] = int64(p/unit), int64(p%unit)
		left -= whole[i]
	}
	for i, more := range Apportion(rest, left) {
		whole[i] += more
	}
	for i, p := range parts {
		if p > 0 && whole[i] == 0 {
			shown = append(shown, "<1 "+unitWord(unit))
		} else {
			shown = append(shown, inUnits(sim.Time(whole[i])*unit, unit))
		}
	}
	return shown, inUnits(all/unit*unit, unit)
}

// unitOfSum is how exactly a sum and its parts are told.
func unitOfSum(all sim.Time) sim.Time {
	switch {
	case all >= 100*sim.Day:
		return sim.Hour
	case all >= sim.Hour:
		return sim.Minute
	case all >= sim.Minute:
		return sim.Second
	}
	return sim.Millisecond
}

func unitWord(unit sim.Time) string {
	switch unit {
	case sim.Hour:
		return "h"
	case sim.Minute:
		return "min"
	case sim.Second:
		return "s"
	}
	return "ms"
}

// inUnits writes a number of whole units: "3 d 5 h 12 min", "35 h 24 min", "5 min"; days
// begin with the second.
func inUnits(t, unit sim.Time) string {
	text, days := "", t >= 2*sim.Day
	for _, u := range [...]sim.Time{sim.Day, sim.Hour, sim.Minute, sim.Second, sim.Millisecond} {
		if u < unit {
			break
		}
		n, width := t/u, 1
		if u == sim.Day && !days {
			n = 0
		}
		if t -= n * u; text == "" && n == 0 && u > unit {
			continue
		}
		if text != "" {
			text += " "
			switch u {
			case sim.Minute, sim.Second:
				width = 2
			case sim.Millisecond:
				width = 3
			}
		}
		text += fmt.Sprintf("%0*d ", width, n)
		if u == sim.Day {
			text += "d"
		} else {
			text += unitWord(u)
		}
	}
	return text
}

// PartsOf writes the parts of a list of things as Parts does.
func PartsOf[T any](list []T, length func(*T) sim.Time) (shown []string, sum string) {
	parts := make([]sim.Time, len(list))
	for i := range list {
		parts[i] = length(&list[i])
	}
	return Parts(parts)
}
