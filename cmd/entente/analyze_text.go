//go:build !js

package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios/analysis"
	"entente/scenarios/estimate"
	"entente/sim/notation"
)

// How much of a long analysis goes to a terminal; --json has all of it.
const (
	mostTables   = 12
	mostInstants = 8
)

// tellAnalysis prints what a study came to: a line for each measure and option, how
// measures went, what matters, and where it succeeds.
func tellAnalysis(out io.Writer, d *analysis.Data, a *analysis.Analysis, courses []analysis.Course) error {
	t := &teller{tabwriter.NewWriter(out, 0, 0, 2, ' ', 0), d, a}
	t.options()
	t.printNames()
	t.printCourse(courses)
	t.matters()
	t.responses()
	t.success()
	if d.Missing+d.Fails > 0 {
		fmt.Fprintf(t, "\n%s missing, %s failed\n", wording.Plural(d.Missing, "run"), wording.Plural(d.Fails, "run"))
	}
	if a.Known != nil {
		fmt.Fprintf(t, "\n%s\n", precisionText(a.Known, d.Plan.Reps))
	}
	return t.Flush()
}

type teller struct {
	*tabwriter.Writer
	d *analysis.Data
	a *analysis.Analysis
}

// printRow prints the cells of a line of a table.
func (t *teller) printRow(cells ...string) { fmt.Fprintln(t, strings.Join(cells, "\t")) }

// beginTable begins a table under a heading of its own, as wide as it needs.
func (t *teller) beginTable(heading string, cells ...string) {
	t.Flush()
	fmt.Fprintf(t, "\n%s\n", heading)
	t.Flush()
	t.printRow(cells...)
}

// valueText writes a value of a figure, or that it has none.
func valueText(f *measure.Figure, v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return wording.Absent(f.Unit)
	}
	return wording.Number(f.Unit, v)
}

// intervalText writes an estimate with its interval.
func intervalText(i estimate.Interval, say func(float64) string) string {
	switch {
	case i.N == 0:
		return ""
	case !i.Bounded():
		return say(i.Value)
	}
	return fmt.Sprintf("%s (%s to %s)", say(i.Value), say(i.Low), say(i.High))
}

func spanOf(f *measure.Figure, i estimate.Interval) string {
	return intervalText(i, func(v float64) string { return valueText(f, v) })
}

// shareOf writes a share of a variance.
func shareOf(i estimate.Interval) string {
	return intervalText(i, func(v float64) string {
		if s := fmt.Sprintf("%.2f", v); s != "-0.00" {
			return s
		}
		return "0.00"
	})
}

// noiseText writes a share of variance that is chance.
func noiseText(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return notation.Share(v)
}

func (t *teller) options() {
	t.printRow("measure", "option", "median", "5 %", "95 %", "runs", "never", "mean where it came", "less "+t.d.Plan.Options[t.a.Baseline].ID, "chance")
	for _, m := range t.a.Measures {
		for _, o := range m.Options {
			if o.Runs == 0 {
				continue
			}
			t.printRow(m.Figure.ID, o.Option, valueText(m.Figure, o.Median.Value), valueText(m.Figure, o.Low.Value), valueText(m.Figure, o.High.Value), fmt.Sprint(o.Runs), fmt.Sprint(o.Never), spanOf(m.Figure, o.Mean), spanOf(m.Figure, o.Less), noiseText(m.Noise))
		}
	}
}

// printNames says what the measures are that the table has by their short names alone.
func (t *teller) printNames() {
	t.Flush()
	fmt.Fprintln(t)
	for _, m := range t.a.Measures {
		if slices.ContainsFunc(m.Options, func(o analysis.Summary) bool { return o.Runs > 0 }) {
			t.printRow(m.Figure.ID, wording.HSEEP.Figure(m.Figure.ID))
		}
	}
	if slices.ContainsFunc(t.a.Measures, func(m analysis.Measure) bool { return !math.IsNaN(m.Noise) }) {
		t.printRow("chance", "share of the variance between points that is chance; more replications make it less")
	}
}

// printCourse prints measures over time, at some of their instants.
func (t *teller) printCourse(courses []analysis.Course) {
	if len(courses) == 0 {
		return
	}
	t.beginTable("Had runs been stopped there: the median, and what nine in ten are within", "measure", "option", "after", "median", "5 %", "95 %", "runs")
	for i := range courses {
		c := &courses[i]
		step := (len(c.Middle) + mostInstants - 1) / mostInstants
		for k := step - 1; k < len(c.Middle); k += step {
			if c.Middle[k].N == 0 {
				continue
			}
			after := wording.Number(measure.Duration, float64(int64(c.Every)*int64(k+1)))
			t.printRow(c.Figure.ID, t.d.Plan.Options[c.Option].ID, after, valueText(c.Figure, c.Middle[k].Value), valueText(c.Figure, c.Low[k].Value), valueText(c.Figure, c.High[k].Value), fmt.Sprint(c.Middle[k].N))
		}
	}
}

// matters prints which factors matter, by the designs that can tell.
func (t *teller) matters() {
	var silent []string
	for i := range t.a.Blocks {
		b := &t.a.Blocks[i]
		var indices, effects [][]string
		for k := range b.Options {
			s := &b.Options[k]
			switch {
			case s.Indices != nil:
				for g, name := range b.Groups {
					indices = append(indices, []string{s.Figure.ID, s.Option, name, shareOf(s.Indices.First[g]), shareOf(s.Indices.Total[g]), noiseText(s.Noise)})
				}
				for g, row := range s.Indices.Second {
					for h := g + 1; h < len(row); h++ {
						indices = append(indices, []string{s.Figure.ID, s.Option, b.Groups[g] + " with " + b.Groups[h], shareOf(row[h]), "", ""})
					}
				}
				if n := len(s.Indices.Dropped); n > 0 {
					silent = append(silent, fmt.Sprintf("%s under %s, %s: %s dropped, since a run of it is lacking", s.Figure.ID, s.Option, b.ID, wording.Plural(n, "base row")))
				}
			case s.Effects != nil:
				for g, name := range b.Groups {
					effects = append(effects, []string{s.Figure.ID, s.Option, name, spanOf(s.Figure, s.Effects.MuStar[g]), spanOf(s.Figure, s.Effects.Mu[g]), spanOf(s.Figure, s.Effects.Sigma[g]), noiseText(s.Noise)})
				}
				if n := s.Effects.Dropped; n > 0 {
					silent = append(silent, fmt.Sprintf("%s under %s, %s: %s dropped, since a run of it is lacking", s.Figure.ID, s.Option, b.ID, wording.Plural(n, "step")))
				}
			case s.Problem != "":
				silent = append(silent, fmt.Sprintf("%s under %s, %s: %s", s.Figure.ID, s.Option, b.ID, s.Problem))
			}
		}
		if indices != nil {
			t.beginTable("Share of the variance that each factor explains (Sobol' indices), block "+b.ID, "measure", "option", "factor", "alone", "with others", "chance")
			t.printRows(indices)
		}
		if effects != nil {
			t.beginTable("Elementary effects (Morris), block "+b.ID, "measure", "option", "factor", "mean size (mu*)", "mean (mu)", "spread (sigma)", "chance")
			t.printRows(effects)
		}
	}
	if silent != nil {
		t.beginTable("Where nothing can be said, or less", silent[0])
		for _, s := range silent[1:] {
			t.printRow(s)
		}
	}
}

func (t *teller) printRows(list [][]string) {
	for _, r := range list {
		t.printRow(r...)
	}
}

// responses prints means by two factors, under the baseline, where they are not all one.
func (t *teller) responses() {
	drawn, left := 0, 0
	for i := range t.a.Blocks {
		b := &t.a.Blocks[i]
		for k := range b.Responses {
			r := &b.Responses[k]
			if r.Option != t.d.Plan.Options[t.a.Baseline].ID || !r.Differs() {
				continue
			}
			if drawn++; drawn > mostTables {
				left++
				continue
			}
			t.beginTable(fmt.Sprintf("Mean of %s under %s, by %s, block %s", r.Figure.ID, r.Option, r.By(), b.ID), append([]string{""}, r.Levels[1]...)...)
			for n, row := range r.Means {
				cells := []string{r.Levels[0][n]}
				for _, v := range row {
					cells = append(cells, valueText(r.Figure, v))
				}
				t.printRow(cells...)
			}
		}
	}
	if left > 0 {
		t.Flush()
		fmt.Fprintf(t, "\n%s: --json has all\n", wording.Plural(left, "more table"))
	}
}

// success prints the limits within which an option succeeds.
func (t *teller) success() {
	for i := range t.a.Blocks {
		b := &t.a.Blocks[i]
		for k := range b.Options {
			o := &b.Options[k]
			if o.Best == nil {
				continue
			}
			t.beginTable(fmt.Sprintf("Where %s succeeds (%s), block %s: inside %s of %d points, everywhere %s of %d; inside are %s of all successes",
				o.Option, t.d.Plan.Study.Analysis.Success, b.ID, notation.Share(o.Best.Density), o.Best.Runs, notation.Share(o.Boxes[0].Density), o.Boxes[0].Runs, notation.Share(o.Best.Coverage)),
				"factor", "from", "to", "chance that it does nothing")
			for f, c := range t.d.Factors(b.ID) {
				if !o.Best.Bound(f) {
					continue
				}
				low, high := analysis.Limits(c, o.Best, f)
				t.printRow(c.Path, limitText(low), limitText(high), fmt.Sprintf("%.3g", o.Best.Chance[f]))
			}
		}
	}
}

// limitText is a limit, or the word for none.
func limitText(limit string) string {
	if limit == "" {
		return "any"
	}
	return limit
}
