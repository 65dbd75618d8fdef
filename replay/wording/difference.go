package wording

import (
	"fmt"
	"strings"

	"entente/replay"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Change is how one deadline came out in two runs of a scenario.
type Change struct {
	A, B *measure.Deadline
}

// Same says whether both runs had it at the same instant with the same outcome.
func (c *Change) Same() bool { return c.A.Outcome == c.B.Outcome && c.A.When == c.B.When }

// Better is above 0 where the second run did better, below where worse: met, late
// or never, and among the late and the met by when.
func (c *Change) Better() int {
	rank := func(d *measure.Deadline) int {
		return map[journal.Outcome]int{journal.NotMet: 1, journal.Late: 2, journal.Met: 3}[d.Outcome]
	}
	a, b := rank(c.A), rank(c.B)
	switch {
	case a == 0 || b == 0: // not due in one of them: neither better nor worse
		return 0
	case a != b:
		return b - a
	case c.A.When > c.B.When:
		return 1
	case c.A.When < c.B.When:
		return -1
	}
	return 0
}

// Shift says in the words of a school how one deadline changed; empty where it did not.
func (c *Change) Shift(terms *Terms) string {
	switch {
	case c.Same():
		return ""
	case c.A.Outcome != c.B.Outcome:
		text := terms.Outcome(c.A.Outcome) + " → " + terms.Outcome(c.B.Outcome)
		if c.A.When != sim.Never && c.B.When != sim.Never {
			text += ", " + Later(c.B.When-c.A.When)
		}
		return text
	}
	return Later(c.B.When - c.A.When)
}

// Later writes how much later something came in the second of two runs.
func Later(by sim.Time) string {
	switch {
	case by == 0:
		return "at the same time"
	case by < 0:
		return Lasting(-by) + " sooner"
	}
	return Lasting(by) + " later"
}

// Comparison is one sentence on what became of a second run beside a first.
func (s *Speaker) Comparison(a *replay.Alignment, all []Change) string {
	if a.First == nil {
		return "The two runs are the same, record by record."
	}
	var better, worse []string
	met, missed := 0, 0
	for i := range all {
		c := &all[i]
		words := s.Asks(&c.A.Due)
		if c.Better() > 0 {
			better = append(better, words+" ("+c.Shift(s.Terms)+")")
		} else if c.Better() < 0 {
			worse = append(worse, words+" ("+c.Shift(s.Terms)+")")
		}
		if c.A.Outcome != journal.Met && c.B.Outcome == journal.Met {
			met++
		}
		if c.A.Outcome == journal.Met && c.B.Outcome != journal.Met {
			missed++
		}
	}
	parted := fmt.Sprintf("They part at %s", s.Clock.At(partedAt(a.First)))
	if a.First.Num == 1 {
		parted = "They differ from the first record on"
	}
	switch {
	case len(better)+len(worse) == 0:
		return parted + "; no deadline came out otherwise."
	case len(worse) == 0:
		return fmt.Sprintf("%s; the second does better in %s and worse in none: %s.", parted, Plural(len(better), "deadline"), firstThree(better))
	case len(better) == 0:
		return fmt.Sprintf("%s; the second does worse in %s and better in none: %s.", parted, Plural(len(worse), "deadline"), firstThree(worse))
	}
	return fmt.Sprintf("%s; the second does better in %s: %s; and worse in %s: %s.", parted, Plural(len(better), "deadline"), firstThree(better), Plural(len(worse), "deadline"), firstThree(worse))
}

// firstThree lists the first three of some parts.
func firstThree(parts []string) string {
	const most = 3
	if len(parts) <= most {
		return strings.Join(parts, "; ")
	}
	return strings.Join(parts[:most], "; ") + fmt.Sprintf("; and %d more", len(parts)-most)
}

func partedAt(p *replay.Parting) sim.Time {
	switch {
	case p.A == nil:
		return p.B.At
	case p.B == nil:
		return p.A.At
	}
	return min(p.A.At, p.B.At)
}

// Row words one record of an alignment.
func (s *Speaker) Row(r *replay.Row) string {
	text := r.Kind.Shape().Says
	if r.Actor != "" {
		text = r.Actor + ": " + text
	}
	if r.Thing != "" {
		text += " (" + r.Thing + ")"
	}
	return text
}
