// Package study makes the page of a study: what each option came to, with intervals;
// what differs from the baseline; which factors matter; where in their space runs
// succeed; and what is lacking.
//
// It words what package analysis worked out, and works nothing out itself.
package study

import (
	"fmt"
	"math"
	"strings"

	"entente/render/document"
	"entente/render/figure"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios/analysis"
	"entente/scenarios/estimate"
)

// Input is what a page is made of.
type Input struct {
	Data     *analysis.Data
	Analysis *analysis.Analysis
	Terms    *wording.Terms
	Engine   string
	Digest   string // over the rows; empty if nobody asked
}

type builder struct {
	*Input
	theme *theme.Theme
}

// Build makes the page.
func Build(in *Input) *document.Document {
	b := &builder{in, theme.Light}
	p := in.Data.Plan
	st := p.Options[0].Family.Scenario().Static
	d := &document.Document{
		Maker: "entente sweep analyze", Kind: "Study", Title: p.Study.Title, Banner: st.Banner, Lead: p.Study.Asks,
	}
	if d.Title == "" {
		d.Title = string(p.Study.Name)
	}
	d.Cover = []document.Block{document.Paragraph{Text: b.summary()}}
	for _, s := range []document.Section{b.options(), b.differences(), b.matters(), b.success(), b.lacking(), b.method()} {
		if s.Title != "" {
			d.Sections = append(d.Sections, s)
		}
	}
	return d
}

// summary says in one sentence what was run.
func (b *builder) summary() string {
	p := b.Data.Plan
	return fmt.Sprintf("%s of %s: %s under %s, %s each.", wording.Plural(p.Runs()-b.Data.Missing, "run"), p.Study.Scenario,
		wording.Plural(p.Points(), "point"), wording.Plural(len(p.Options), "option"), wording.Plural(p.Reps, "replication"))
}

// number writes a value of a figure; what is infinite never came.
func number(f *measure.Figure, v float64) string {
	switch {
	case math.IsNaN(v):
		return "no number"
	case math.IsInf(v, 0):
		return wording.Absent(f.Unit)
	}
	return wording.Number(f.Unit, v)
}

// interval writes an estimate with its interval.
func interval(f *measure.Figure, i estimate.Interval) string {
	if i.N == 0 {
		return "no number"
	}
	if math.IsInf(i.Low, 0) && math.IsInf(i.High, 0) {
		return number(f, i.Value)
	}
	return fmt.Sprintf("%s (%s to %s)", number(f, i.Value), number(f, i.Low), number(f, i.High))
}

// level writes the level of intervals.
func (b *builder) level() string { return fmt.Sprintf("%.4g %%", float64(b.Analysis.Level*100)) }

// options tells of each measure what it came to under each option.
func (b *builder) options() document.Section {
	s := document.Section{ID: "options", Title: "What it came to", Lead: "Over all points and replications of an option. In brackets the " + b.level() + " interval of the median or mean."}
	for i := range b.Analysis.Measures {
		m := &b.Analysis.Measures[i]
		t := document.Table{Head: []string{"Option", "Median", "5 %", "95 %", "Mean", "Runs", "Never"}, Right: []int{1, 2, 3, 4, 5, 6}}
		any := false
		for _, o := range m.Options {
			any = any || o.Runs > 0
			t.Rows = append(t.Rows, document.Plain(o.Option, interval(m.Figure, o.Median), number(m.Figure, o.Low.Value), number(m.Figure, o.High.Value), interval(m.Figure, o.Mean), wording.Thousands(o.Runs), wording.Thousands(o.Never)))
		}
		if !any {
			continue
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: m.Figure.ID + " " + b.Terms.Figure(m.Figure.ID)}, document.Paragraph{Text: m.Figure.Question, Faint: true}, t)
		if !math.IsNaN(m.Noise) && m.Noise > 0 {
			s.Blocks = append(s.Blocks, document.Paragraph{Text: fmt.Sprintf("%.0f %% of the variance between points is chance: more replications make it less.", float64(m.Noise*100)), Faint: true})
		}
	}
	return s
}

// mostFigures bounds the pictures of differences.
const mostFigures = 12

// differences draws what each option differs by from the baseline.
func (b *builder) differences() document.Section {
	p := b.Data.Plan
	if len(p.Options) < 2 {
		return document.Section{}
	}
	base := p.Options[b.Analysis.Baseline].ID
	s := document.Section{ID: "differences", Title: "What the options change",
		Lead: fmt.Sprintf("Each option less %s, run by run with the same luck. An interval that does not touch the line differs at %s.", base, b.level())}
	left := 0
	for i := range b.Analysis.Measures {
		m := &b.Analysis.Measures[i]
		var all []figure.Estimate
		shows := len(p.Study.Measures) > 0
		for o, x := range m.Options {
			if o == b.Analysis.Baseline || x.Less.N < 2 {
				continue
			}
			shows = shows || x.Less.Low > 0 || x.Less.High < 0
			all = append(all, figure.Estimate{Name: x.Option, Value: x.Less.Value, Low: x.Less.Low, High: x.Less.High, Says: interval(m.Figure, x.Less)})
		}
		if len(all) == 0 || !shows {
			left++
			continue
		}
		if len(s.Blocks)/2 >= mostFigures {
			left++
			continue
		}
		f := figure.Intervals(fmt.Sprintf("difference-%d", i), b.Terms.Figure(m.Figure.ID), "Differences of options from "+base, all, true, b.theme)
		s.Blocks = append(s.Blocks, document.Heading{Text: m.Figure.ID + " " + b.Terms.Figure(m.Figure.ID)}, f)
	}
	if left > 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Text: wording.Plural(left, "measure") + " not drawn: no option differs, or there is no pair of runs that both have a number. Their numbers stand above.", Faint: true})
	}
	return s
}

// matters draws which factors matter.
func (b *builder) matters() document.Section {
	s := document.Section{ID: "matters", Title: "Which factors matter", Lead: "By the designs that can tell."}
	for i := range b.Analysis.Blocks {
		x := &b.Analysis.Blocks[i]
		for k := range x.Options {
			o := &x.Options[k]
			name := fmt.Sprintf("%s, %s: %s", b.Terms.Figure(o.Figure.ID), o.Option, x.ID)
			id := fmt.Sprintf("sensitivity-%d-%d", i, k)
			switch {
			case o.Best != nil || o.Boxes != nil:
				continue
			case o.Problem != "":
				s.Blocks = append(s.Blocks, document.Heading{Text: name}, document.Paragraph{Text: wording.Upper(o.Problem) + ".", Faint: true})
			case o.Indices != nil:
				s.Blocks = append(s.Blocks, document.Heading{Text: name}, indices(id, name, x.Groups, o.Indices, b.theme))
				if n := len(o.Indices.Dropped); n > 0 {
					s.Blocks = append(s.Blocks, document.Paragraph{Text: wording.Plural(n, "base row") + " dropped, since a run of it is lacking.", Faint: true})
				}
			case o.Effects != nil:
				s.Blocks = append(s.Blocks, document.Heading{Text: name}, effects(id, name, x.Groups, o, b.theme))
			}
		}
	}
	if s.Blocks == nil {
		return document.Section{}
	}
	return s
}

// indices draws first and total indices of each group.
func indices(id, name string, groups []string, x *estimate.Indices, t *theme.Theme) document.Figure {
	var all []figure.Estimate
	for g, n := range groups {
		say := func(i estimate.Interval) string { return fmt.Sprintf("%.2f (%.2f to %.2f)", i.Value, i.Low, i.High) }
		all = append(all, figure.Estimate{Name: n + " alone", Value: x.First[g].Value, Low: x.First[g].Low, High: x.First[g].High, Says: say(x.First[g])},
			figure.Estimate{Name: n + " with others", Value: x.Total[g].Value, Low: x.Total[g].Low, High: x.Total[g].High, Says: say(x.Total[g]), Hollow: true})
	}
	f := figure.Intervals(id, name, "Share of the variance that each factor explains alone and with others", all, true, t)
	f.Caption = "Sobol' indices: the share of the variance that a factor explains alone (full) and with all its interactions (hollow)."
	return f
}

// effects draws the elementary effects.
func effects(id, name string, groups []string, o *analysis.Sensitivity, t *theme.Theme) document.Figure {
	var all []figure.Dot
	for g, n := range groups {
		m, s := o.Effects.MuStar[g], o.Effects.Sigma[g]
		all = append(all, figure.Dot{Name: n, X: m.Value, Y: s.Value, Says: number(o.Figure, m.Value) + ", " + number(o.Figure, s.Value)})
	}
	f := figure.Scatter(id, name, "Mean size and spread of elementary effects", "mean size of its effect", "spread", all, t)
	f.Caption = "Elementary effects (Morris): further right matters more; further up depends on where the others are."
	return f
}

// success tells where runs succeed.
func (b *builder) success() document.Section {
	s := document.Section{ID: "success", Title: "Where it succeeds"}
	if set := b.Data.Plan.Study.Analysis; set != nil {
		s.Lead = fmt.Sprintf("Success is %s, in the mean of a point's replications. Found by patient rule induction.", set.Success)
	}
	for i := range b.Analysis.Blocks {
		x := &b.Analysis.Blocks[i]
		for k := range x.Options {
			o := &x.Options[k]
			if o.Best == nil {
				continue
			}
			t := document.Table{Head: []string{"Factor", "From", "To", "Chance that it does nothing"}, Right: []int{3}}
			for f, column := range b.Data.Plan.Layouts[b.layout(x.ID)].Columns {
				if !o.Best.Bound(f) {
					continue
				}
				c := b.Data.Plan.Columns[column]
				low, high := analysis.Limits(c, o.Best, f)
				t.Rows = append(t.Rows, document.Plain(c.Path, low, high, fmt.Sprintf("%.3g", o.Best.Chance[f])))
			}
			s.Blocks = append(s.Blocks, document.Heading{Text: o.Option + ", " + x.ID}, document.Paragraph{Text: fmt.Sprintf(
				"Inside these limits %.0f %% of points succeed (everywhere %.0f %%); they hold %.0f %% of all successes.",
				float64(o.Best.Density*100), float64(o.Boxes[0].Density*100), float64(o.Best.Coverage*100))}, t, tradeoff(fmt.Sprintf("tradeoff-%d-%d", i, k), o.Boxes, b.theme))
		}
	}
	if s.Blocks == nil {
		return document.Section{}
	}
	return s
}

func (b *builder) layout(id string) int {
	for i, l := range b.Data.Plan.Layouts {
		if l.ID == id {
			return i
		}
	}
	return 0
}

// tradeoff draws coverage against density of the boxes on the way.
func tradeoff(id string, boxes []estimate.Box, t *theme.Theme) document.Figure {
	var all []figure.Dot
	for i := range boxes {
		x := &boxes[i]
		all = append(all, figure.Dot{X: x.Coverage, Y: x.Density, Says: fmt.Sprintf("%.2f, %.2f", x.Coverage, x.Density)})
	}
	f := figure.Scatter(id, "Coverage and density", "Every box on the way from all points to the smallest", "coverage", "density", all, t)
	f.Caption = "Every box on the way: more of the successes to the right, more success among its points further up."
	return f
}

// lacking tells what is not there.
func (b *builder) lacking() document.Section {
	d := b.Data
	if d.Missing+d.Fails == 0 {
		return document.Section{}
	}
	s := document.Section{ID: "lacking", Title: "What is lacking", Flows: true}
	s.Lead = fmt.Sprintf("%s missing, %s failed.", wording.Plural(d.Missing, "run"), wording.Plural(d.Fails, "run"))
	t := document.Table{Head: []string{"Run", "Why"}}
	for _, f := range d.Failed {
		t.Rows = append(t.Rows, document.Plain(wording.Thousands(f.Run), f.Error))
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

// method says how it was made.
func (b *builder) method() document.Section {
	p := b.Data.Plan
	s := document.Section{ID: "method", Title: "How it was made", Flows: true}
	t := document.Table{Head: []string{"Factor", "Takes", "Reaches"}}
	for _, c := range p.Columns {
		t.Rows = append(t.Rows, document.Plain(c.Path, c.Says(), wording.Plural(len(c.Targets), "place")))
	}
	blocks := document.Table{Head: []string{"Block", "Design", "Points"}, Right: []int{2}}
	for _, l := range p.Layouts {
		blocks.Rows = append(blocks.Rows, document.Plain(l.ID, l.Name, wording.Thousands(l.Rows())))
	}
	luck := "Runs of one replication share their luck, whatever their configuration (common random numbers)."
	if p.Study.Seeds.Scheme == "independent" {
		luck = "Every configuration has luck of its own."
	}
	facts := []string{"Plan " + p.Hash[:16], "engine " + b.Engine}
	if b.Digest != "" {
		facts = append(facts, "digest of the rows "+b.Digest)
	}
	s.Blocks = []document.Block{document.Paragraph{Text: luck + " Medians have the interval between order statistics, means Student's, the rest by bootstrap. What had not happened by the end of a run ranks beyond all that had; a mean is of those in which it happened."}}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	if len(blocks.Rows) > 0 {
		s.Blocks = append(s.Blocks, blocks)
	}
	s.Blocks = append(s.Blocks, document.Paragraph{Text: strings.Join(facts, " · "), Faint: true})
	return s
}
