package lint

import (
	"fmt"

	"entente/sim"
	"entente/sim/notation"
)

// workload notes a run that is sure to be stopped before its end, or that takes very
// long.
func (l *linter) workload() {
	w := l.s.Workload(l.c.Spec.End)
	if most := l.c.Spec.EventBound(); w.Events > most/2 {
		l.note(w.Path, fmt.Sprintf("about %s events are to be expected, %s of them by this, in %s of warm-up and %s of play: a run takes some %s, and is stopped at %s",
			millions(w.Events), millions(w.Part), roughly(l.c.Spec.WarmUp), roughly(l.c.Spec.End), roughly(w.Takes()), millions(most)),
			"lower what comes, shorten the time, or run it with --max-events")
	}
}

// roughly writes a duration with its two largest units.
func roughly(t sim.Time) string {
	for i, u := range notation.Units[:3] {
		if t >= u.Length {
			return notation.FormatDuration(t - t%notation.Units[i+1].Length)
		}
	}
	return notation.FormatDuration(t - t%sim.Second)
}

// millions writes a number of which only the size matters.
func millions(n uint64) string {
	if n < 1_000_000 {
		return fmt.Sprintf("%d thousand", (n+500)/1000)
	}
	return fmt.Sprintf("%d million", (n+500_000)/1_000_000)
}
