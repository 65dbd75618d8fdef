package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// title is the first line of the page.
const title = "# Entente against documented cases"

// page writes the validation as Markdown: rows, histogram, coverage, remedies.
func page(out io.Writer, done []*outcome, seed uint64, reps int, engine string) {
	p := func(format string, a ...any) { fmt.Fprintf(out, format, a...) }
	p("%s\n\n", title)
	p("Engine %s, seed %d, %d replications each. A row gives where the documented interval stands in the distribution of the simulated "+
		"ones (0 shorter than all, 1 longer than all), the band from 5 to 95 %%, and how wide it is (95 %% / 5 %%). A row is *predictive* "+
		"only if no figure of a preset that its run uses was taken from the same case; otherwise it is *fitted*, and shown apart. "+
		"No row has to pass: misses are shown as misses, and no default was tuned to a case.\n\n", engine, seed, reps)
	rows(p, done, false)
	rows(p, done, true)
	pooled(p, done)
	remediesOf(p, done)
	p("## What this does and does not show\n\n")
	p("Rows of one case share their causes, so each case counts as one. Hours that the record does not give are drawn over the day. " +
		"An interval that did not end within the exercise ranks longer than all others. What the model leaves out (deliberate delay, " +
		"persons, politics of the day) is in none of the bands, so a documented interval beyond a band points at one of these or at a wrong figure; " +
		"the page cannot say which.\n")
}

type printer func(format string, a ...any)

func rows(p printer, done []*outcome, fitted bool) {
	title := "Predictive rows"
	if fitted {
		title = "Fitted rows"
	}
	p("## %s\n\n", title)
	some := false
	for _, o := range done {
		if (len(o.fitted) > 0) != fitted {
			continue
		}
		some = true
		p("**%s** `%s`\n\n", o.says, o.scenario)
		if fitted {
			p("Figures taken from this case: %s.\n\n", strings.Join(o.fitted, "; "))
		}
		p("| row | interval | documented | place | 5 %% | 50 %% | 95 %% | 95/5 | |\n|---|---|---|---|---|---|---|---|---|\n")
		for _, r := range o.rows {
			at := place(r.runs, r.documented)
			low, mid, high := quantile(r.runs, 0.05), quantile(r.runs, 0.5), quantile(r.runs, 0.95)
			p("| %s | %s | %s | %.3f | %s | %s | %s | %s | %s |\n", r.id, r.says, short(r.documented), at, short(low), short(mid), short(high), ratio(low, high), r.verdict(at))
		}
		p("\n")
	}
	if !some {
		p("None.\n\n")
	}
}

// verdict says whether a place is inside, and where it is so only because the
// interval did not end in every run.
func (m *measured) verdict(at float64) string {
	beyond := func(d time.Duration) bool { return d != never && d >= m.documented }
	switch {
	case at < 0.05:
		return "miss: it went faster than here"
	case at > 0.95:
		return "miss: it took longer than here"
	case m.documented != never && !slices.ContainsFunc(m.runs, beyond):
		return "inside, but longer than wherever it ended"
	}
	return "inside"
}

func ratio(low, high time.Duration) string {
	if low <= 0 || high == never {
		return "unbounded"
	}
	return fmt.Sprintf("%.1f", float64(high)/float64(low))
}

// pooled shows the histogram of places and the coverage over all cases.
func pooled(p printer, done []*outcome) {
	for _, fitted := range []bool{false, true} {
		var bins [10]int
		var all []float64
		var byCase [][]float64
		for _, o := range done {
			if (len(o.fitted) > 0) != fitted {
				continue
			}
			var places []float64
			for _, r := range o.rows {
				at := place(r.runs, r.documented)
				places = append(places, at)
				bins[min(9, int(at*10))]++
			}
			all = append(all, places...)
			byCase = append(byCase, places)
		}
		if len(all) == 0 {
			continue
		}
		name := "predictive"
		if fitted {
			name = "fitted"
		}
		p("## Places of the %s rows\n\n```\n", name)
		for i, n := range bins {
			p("%.1f-%.1f  %s %d\n", float64(i)/10, float64(i+1)/10, strings.Repeat("#", n), n)
		}
		p("```\n\n%.0f %% of the places lie between 0.05 and 0.95; about 90 %% should. ", 100*covered(all))
		if len(byCase) == 1 {
			p("One case alone gives no interval for that share.\n\n")
			continue
		}
		low, high := interval(byCase)
		p("Over draws of cases the share ranges from %.0f to %.0f %% (%d cases).\n\n", 100*low, 100*high, len(byCase))
	}
}

// remediesOf shows, for each remedy stated beforehand, the sign of the paired
// difference.
func remediesOf(p printer, done []*outcome) {
	p("## Remedies, stated before they were run\n\nAt most 300 pairs of runs that share every draw which both make. Sooner, same, later: when what the deadline asks came true, or the motion was adopted.\n\n")
	p("| remedy | read on | expected | sooner | same | later | |\n|---|---|---|---|---|---|---|\n")
	for _, o := range done {
		for _, c := range o.remedies {
			p("| `%s`: %s | %s | %s | %d | %d | %d | %s |\n", c.patch, c.says, c.deadline, signs[c.expected+1], c.sooner, c.same, c.later, c.verdict())
		}
	}
	p("\n")
}

var signs = [3]string{"sooner", "no difference", "later"}

// verdict holds the sign of the difference against what was expected: no
// difference means fewer than one pair in twenty on either side.
func (c *compared) verdict() string {
	n := c.sooner + c.same + c.later
	sign := 0
	if 20*(c.sooner+c.later) >= n && c.sooner != c.later {
		sign = 1
		if c.sooner > c.later {
			sign = -1
		}
	}
	if sign == c.expected {
		return "as expected"
	}
	return "miss: " + signs[sign+1]
}

// short writes an interval for a table.
func short(d time.Duration) string {
	switch {
	case d == never:
		return "not within the exercise"
	case d >= 48*time.Hour:
		return fmt.Sprintf("%.1f d", d.Hours()/24)
	case d >= time.Hour:
		return fmt.Sprintf("%d h %02d", int(d.Hours()), int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d min", int(d.Minutes()))
}
