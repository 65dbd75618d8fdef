package measure

import "entente/sim/journal"

// Gap is something that went wrong in a run, so that the next run can be asked
// whether it did again: a measure, whose it was, and the step that cost most.
type Gap struct {
	Measure string
	Agency  string
	Step    journal.Step
}

// Gaps lists what the deadlines of a run missed, in declared order and each once:
// M3 for those to be informed, M10 for those of an action, with the step on which
// most of the time to it passed; none where it never came.
func (s *Trace) Gaps() []Gap {
	var out []Gap
	seen := map[Gap]bool{}
	for _, d := range s.Deadlines() {
		if d.Outcome != journal.Late && d.Outcome != journal.NotMet {
			continue
		}
		g := Gap{Measure: "M3", Agency: d.Agency}
		if d.Action != "" {
			g.Measure = "M10"
		}
		most := map[journal.Step]int64{}
		for _, span := range s.Why(&d) {
			most[span.Step] += int64(span.Ms)
			if most[span.Step] > most[g.Step] {
				g.Step = span.Step
			}
		}
		if !seen[g] {
			seen[g] = true
			out = append(out, g)
		}
	}
	return out
}

// Corrective is an action of an improvement plan against a gap: it was opened
// after one run of a campaign (counted from 0) and takes effect in a later one.
type Corrective struct {
	ID     string
	Gap    Gap
	Opened int
	Due    int
}

// Improvement is what became of an improvement plan.
type Improvement struct {
	Share           // closed, of those opened
	Recurrences int // times that an agency missed again what it had missed in an earlier run
	Returns     int // runs in which the gap of a closed action showed again
}

// ImprovementOf (M16) is the share of corrective actions that closed their gap: it did not show
// in the run in which they took effect. It shows the gaps of each run of a
// campaign, in order. A campaign that ended before an action was due leaves it
// open. What is missed again counts as such whether or not there was an action
// against it, and at whatever step: an action that moves the loss has not met the
// deadline.
func ImprovementOf(plan []Corrective, runs [][]Gap) Improvement {
	var out Improvement
	shows := func(run int, g Gap) bool {
		for _, x := range runs[run] {
			if x.Measure == g.Measure && x.Agency == g.Agency && x.Step == g.Step {
				return true
			}
		}
		return false
	}
	for _, c := range plan {
		out.All++
		if c.Due >= len(runs) || shows(c.Due, c.Gap) {
			continue
		}
		out.Of++
		for run := c.Due + 1; run < len(runs); run++ {
			if shows(run, c.Gap) {
				out.Returns++
			}
		}
	}
	out.Recurrences = recurrences(runs)
	return out
}

// recurrences counts, over all runs but the first, each agency's kinds of misses
// that it had in an earlier run too.
func recurrences(runs [][]Gap) (n int) {
	last := map[Gap]int{} // the last run in which it was missed, from 1
	for i, gaps := range runs {
		for _, g := range gaps {
			g.Step = journal.NoStep
			if last[g] > 0 && last[g] <= i {
				n++
			}
			last[g] = i + 1
		}
	}
	return n
}
