package study

import (
	"fmt"

	"entente/render/document"
	"entente/render/figure"
	"entente/scenarios/analysis"
	"entente/scenarios/estimate"
	"entente/sim/notation"
)

// success tells where runs succeed.
func (b *builder) success() document.Section {
	s := document.Section{ID: "success", Title: "Where it succeeds"}
	set := b.Data.Plan.Study.Analysis
	if set == nil || set.Success == "" {
		return document.Section{}
	}
	s.Lead = fmt.Sprintf("Success is %s; a point succeeds where at least half of its runs do. Found by patient rule induction.", set.Success)
	for i := range b.Analysis.Blocks {
		x := &b.Analysis.Blocks[i]
		for k := range x.Options {
			if o := &x.Options[k]; o.Best != nil {
				s.Blocks = append(s.Blocks, b.tellBox(i, k, x, o)...)
			} else if o.Problem != "" && o.Indices == nil && (x.Design == "latin" || x.Design == "sobol") {
				s.Blocks = append(s.Blocks, document.Heading{Text: o.Option + ", " + x.ID}, document.Paragraph{Text: o.Problem + "."})
			}
		}
	}
	if s.Blocks == nil {
		s.Blocks = []document.Block{document.Paragraph{Text: "No block fills the space of the factors evenly (design: latin or sobol), so nothing can be said.", Faint: true}}
	}
	return s
}

// tellBox tells of the limits within which an option succeeds, and of those on the way.
func (b *builder) tellBox(i, k int, x *analysis.Block, o *analysis.Sensitivity) []document.Block {
	t := document.Table{Head: []string{"Factor", "From", "To", "Chance that it does nothing"}, Right: []int{3}}
	for f, c := range b.Data.Factors(x.ID) {
		if !o.Best.Bound(f) {
			continue
		}
		low, high := analysis.Limits(c, o.Best, f)
		t.Rows = append(t.Rows, document.Plain(c.Path, limitText(low), limitText(high), fmt.Sprintf("%.3g", o.Best.Chance[f])))
	}
	text := fmt.Sprintf("Inside these limits %s of %d points succeed (everywhere %s of %d); they hold %s of all successes.",
		notation.Share(o.Best.Density), o.Best.Runs, notation.Share(o.Boxes[0].Density), o.Boxes[0].Runs, notation.Share(o.Best.Coverage))
	list := []document.Block{document.Heading{Text: o.Option + ", " + x.ID}, document.Paragraph{Text: text}}
	if len(t.Rows) > 0 {
		list = append(list, t)
	}
	return append(list, b.tradeoff(fmt.Sprintf("tradeoff-%d-%d", i, k), o.Boxes, o.Best))
}

// limitText is a limit, or the word for none.
func limitText(limit string) string {
	if limit == "" {
		return "any"
	}
	return limit
}

// tradeoff draws coverage against density of the boxes on the way.
func (b *builder) tradeoff(id string, boxes []estimate.Box, best *estimate.Box) document.Figure {
	var all []figure.Dot
	add := func(name string, x *estimate.Box, hollow bool) {
		all = append(all, figure.Dot{Name: name, X: x.Coverage, Y: x.Density, SaysX: fmt.Sprintf("%.2f", x.Coverage), SaysY: fmt.Sprintf("%.2f", x.Density), Hollow: hollow})
	}
	for i := range boxes {
		name := ""
		if i == 0 {
			name = "everywhere"
		}
		add(name, &boxes[i], true)
	}
	add("chosen", best, false)
	d := figure.Dots{Across: "coverage: share of all successes inside", Up: "density: share of points inside that succeed", X: figure.Part, Y: figure.Part, Linked: true}
	f := figure.Scatter(id, "Coverage and density", "Every box on the way from all points to the smallest", d, all, b.theme)
	f.Caption = "Every box on the way from all points to the smallest, and the one that was chosen for both its coverage and its density, widened where that takes nothing."
	return f
}
