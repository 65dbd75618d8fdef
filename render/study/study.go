// Package study makes the page of a study: the results of each option, with intervals;
// what differs from the baseline; which factors matter; where in their space runs
// succeed; and what is missing.
//
// It words what package analysis computed, and computes nothing itself.
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
	"entente/sim/notation"
)

// Input is what a page is made of.
type Input struct {
	Data     *analysis.Data
	Analysis *analysis.Analysis
	Courses  []analysis.Course // of the study's series; nil: it keeps none
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
	for _, s := range []document.Section{b.differences(), b.options(), b.drawCourse(), b.matters(), b.success(), b.lacking(), b.tellMethod()} {
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

// quantity is what a figure counts, along an axis.
func quantity(f *measure.Figure) figure.Quantity {
	switch f.Unit {
	case measure.Duration, measure.Margin:
		return figure.Length
	case measure.Fraction:
		return figure.Part
	}
	return figure.Plain
}

// level writes the level of intervals.
func (b *builder) level() string { return notation.Level(b.Analysis.Level) }

// options tells of each measure what it came to under each option.
func (b *builder) options() document.Section {
	s := document.Section{ID: "options", Title: "What it came to", Lead: "Over all points and replications of an option. In brackets the " + b.level() + " interval of the median or mean."}
	same := document.Table{Head: []string{"", "In every run"}}
	for i := range b.Analysis.Measures {
		m := &b.Analysis.Measures[i]
		if v, all := constant(m); all {
			same.Rows = append(same.Rows, document.Plain(figureTitle(b.Terms, m.Figure), number(m.Figure, v)))
			continue
		}
		t := document.Table{Head: []string{"Option", "Median", "5 %", "95 %", "Mean", "Runs", "Never"}, Right: []int{1, 2, 3, 4, 5, 6}}
		any, runs, never := false, 0, 0
		for _, o := range m.Options {
			any, runs, never = any || o.Runs > 0, runs+o.Runs, never+o.Never
			t.Rows = append(t.Rows, document.Plain(o.Option, interval(m.Figure, o.Median), number(m.Figure, o.Low.Value), number(m.Figure, o.High.Value), interval(m.Figure, o.Mean), wording.Thousands(o.Runs), wording.Thousands(o.Never)))
		}
		if !any {
			continue
		}
		if never > 0 {
			t.Head[4] = "Mean where it came"
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: figureTitle(b.Terms, m.Figure)}, document.Paragraph{Text: m.Figure.Question, Faint: true}, t)
		if m.Noise >= 0.005 && never < runs-never { // of what hardly ever came there is nothing to split
			s.Blocks = append(s.Blocks, document.Paragraph{Text: fmt.Sprintf("%s of the variance between points is chance: more replications make it less.", notation.Share(m.Noise)), Faint: true})
		}
	}
	if same.Rows != nil {
		s.Blocks = append(s.Blocks, document.Heading{Text: "The same in every run"}, same)
	}
	return s
}

// figureTitle is a figure's short name and what it is; some short names are two words.
func figureTitle(t *wording.Terms, f *measure.Figure) string { return f.ID + ": " + t.Figure(f.ID) }

// constant says whether a figure is the same in every run of every option, and what it is.
func constant(m *analysis.Measure) (v float64, all bool) {
	for i := range m.Options {
		x := &m.Options[i]
		if x.Runs == 0 || x.Absent > 0 || x.Least != x.Most || i > 0 && x.Least != v {
			return 0, false
		}
		v = x.Least
	}
	return v, len(m.Options) > 0
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
	s := document.Section{
		ID: "differences", Title: "What the options change",
		Lead: fmt.Sprintf("Each option less %s, run by run with the same luck. An interval that does not touch the line differs at %s.", base, b.level()),
	}
	if p.Study.Seeds.Scheme == "independent" {
		s.Lead = fmt.Sprintf("Each option less %s, point by point; every run has luck of its own. An interval that does not touch the line differs at %s.", base, b.level())
	}
	left := 0
	for i := range b.Analysis.Measures {
		m := &b.Analysis.Measures[i]
		var all []figure.Estimate
		shows, named := false, len(p.Study.Measures) > 0
		for o, x := range m.Options {
			if o == b.Analysis.Baseline || x.Less.N == 0 {
				continue
			}
			same := x.Less.Value == 0 && x.Less.Low == x.Less.High
			shows = shows || named && !same || x.Less.Low > 0 || x.Less.High < 0
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
		f := figure.Intervals(fmt.Sprintf("difference-%d", i), b.Terms.Figure(m.Figure.ID), "Differences of options from "+base, all, true, quantity(m.Figure), b.theme)
		s.Blocks = append(s.Blocks, document.Heading{Text: figureTitle(b.Terms, m.Figure)}, f)
	}
	if left > 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Text: wording.Plural(left, "measure") + " not drawn: no option differs, or there is no pair of runs that both have a number. Their numbers stand below.", Faint: true})
	}
	return s
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

// tellMethod says how it was made.
func (b *builder) tellMethod() document.Section {
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
	facts := []string{"Plan " + p.Hash[:16], "engine " + b.Engine, wording.Plural(p.Reps, "replication"), fmt.Sprintf("root of the seeds %d", p.Root())}
	if b.Digest != "" {
		facts = append(facts, "digest of the rows "+b.Digest)
	}
	m := b.Data.Method()
	how := document.Table{Head: []string{"Interval of", "Is"}}
	for _, h := range m.Intervals {
		how.Rows = append(how.Rows, document.Plain(h.Of, h.By))
	}
	left := document.Table{Head: []string{"Not worked out"}}
	for _, x := range m.Left {
		left.Rows = append(left.Rows, document.Plain(x))
	}
	s.Blocks = []document.Block{document.Paragraph{Text: m.Luck + " " + m.Ranks}, how}
	if len(left.Rows) > 0 {
		s.Blocks = append(s.Blocks, left)
	}
	if k := b.Analysis.Known; k != nil {
		s.Blocks = append(s.Blocks, document.Paragraph{Text: b.tellPrecision(k)})
	}
	options := document.Table{Head: []string{"Option", "What it is", "Sets", "Patches"}}
	for _, o := range p.Options {
		options.Rows = append(options.Rows, document.Plain(o.ID, o.Title, strings.Join(o.Set, ", "), strings.Join(o.Patches, ", ")))
	}
	options.Drop()
	s.Blocks = append(s.Blocks, options)
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	if len(blocks.Rows) > 0 {
		s.Blocks = append(s.Blocks, blocks)
	}
	s.Blocks = append(s.Blocks, document.Paragraph{Text: strings.Join(facts, " · "), Faint: true})
	return s
}

// tellPrecision says how many replications there are and why.
func (b *builder) tellPrecision(k *analysis.Known) string {
	f := k.Stop.Figure
	asked := number(f, k.Asked)
	if k.Stop.Relative {
		asked += ", " + k.Stop.Says + " of the mean"
	}
	text := fmt.Sprintf("%s decides how many replications there are: until half of its widest interval is within %s, at most %d. After %d it is ", f.ID, asked, k.Stop.Most, b.Data.Plan.Reps)
	switch {
	case k.Alike:
		text += "the same in all, which of fewer than 59 proves little"
	case k.Widest.Bounded():
		text += "within " + number(f, k.Widest.Half())
	default:
		text += "not known"
	}
	text += ", under " + k.Option + "."
	if !k.Enough && k.Next == 0 {
		text += " The study allows no more."
	}
	return text
}
