package study

import (
	"fmt"
	"math"

	"entente/render/document"
	"entente/render/figure"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios/analysis"
	"entente/scenarios/estimate"
)

// drawCourse draws measures over time.
func (b *builder) drawCourse() document.Section {
	if len(b.Courses) == 0 {
		return document.Section{}
	}
	s := document.Section{
		ID: "course", Title: "On the way",
		Lead: "What each measure would be, had the run been stopped there: the middle of all runs, and a band over nine in ten of them. The pale line is that of " + b.Data.Plan.Options[0].ID + ".",
	}
	runs := 0
	for i := 0; i < len(b.Courses); i += len(b.Data.Plan.Options) {
		f := b.Courses[i].Figure
		var all []figure.Ribbon
		came := false
		for k := range b.Data.Plan.Options {
			c := &b.Courses[i+k]
			runs = c.Runs
			r, any := courseOf(f, b.Data.Plan.Options[k].ID, c)
			all, came = append(all, r), came || any
		}
		name := fmt.Sprintf("%s %s", f.ID, b.Terms.Figure(f.ID))
		if !came {
			s.Blocks = append(s.Blocks, document.Heading{Text: name}, document.Paragraph{Text: "No run had anything to measure on its way.", Faint: true})
			continue
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: name}, document.Paragraph{Text: f.Question, Faint: true},
			figure.Ribbons(fmt.Sprintf("course-%d", i), name, "Over time, an option below the other", b.Courses[i].Every, all, quantity(f), b.theme))
	}
	if of := b.Data.Plan.Runs() / len(b.Data.Plan.Options); runs < of {
		s.Blocks = append(s.Blocks, document.Paragraph{Text: fmt.Sprintf("Drawn of the first %s of %s runs of each option, which are an even sample.", wording.Thousands(runs), wording.Thousands(of)), Faint: true})
	}
	return s
}

// courseOf words the course of one option.
func courseOf(f *measure.Figure, option string, c *analysis.Course) (r figure.Ribbon, came bool) {
	r.Name = option
	value := func(i estimate.Interval) float64 {
		if i.N == 0 {
			return math.NaN()
		}
		came = true
		return i.Value
	}
	for k := range c.Middle {
		low, middle, high := value(c.Low[k]), value(c.Middle[k]), value(c.High[k])
		r.Low, r.Middle, r.High = append(r.Low, low), append(r.Middle, middle), append(r.High, high)
		r.Says = append(r.Says, fmt.Sprintf("%s (%s to %s)", number(f, middle), number(f, low), number(f, high)))
	}
	return r, came
}
