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
	"entente/sim/notation"
)

// matters draws which factors matter.
func (b *builder) matters() document.Section {
	s := document.Section{ID: "matters", Title: "Which factors matter", Lead: "By the designs that can tell."}
	drawn, left := 0, 0
	var silent []string
	for i := range b.Analysis.Blocks {
		x := &b.Analysis.Blocks[i]
		s.Blocks = append(s.Blocks, b.compared(i, x)...)
		for k := range x.Options {
			o := &x.Options[k]
			if o.Problem != "" && x.Design != "latin" && x.Design != "sobol" {
				silent = append(silent, fmt.Sprintf("%s under %s, %s: %s.", o.Figure.ID, o.Option, x.ID, o.Problem))
				continue
			}
			if o.Indices == nil && o.Effects == nil {
				continue
			}
			if drawn++; drawn > mostFigures {
				left++
				continue
			}
			s.Blocks = append(s.Blocks, b.sensitivity(i, k, x, o)...)
		}
	}
	drawn = 0
	base := b.Data.Plan.Options[b.Analysis.Baseline].ID
	for i := range b.Analysis.Blocks {
		x := &b.Analysis.Blocks[i]
		for k := range x.Responses {
			if x.Responses[k].Option != base {
				continue // differences are drawn above
			}
			if drawn++; drawn > mostFigures {
				left++
				continue
			}
			s.Blocks = append(s.Blocks, b.response(i, k, &x.Responses[k])...)
		}
	}
	if left > 0 {
		s.Blocks = append(s.Blocks, document.Paragraph{Text: wording.Plural(left, "more figure") + " not drawn: name measures in analysis.sensitivity to choose.", Faint: true})
	}
	if silent != nil {
		s.Blocks = append(s.Blocks, document.Heading{Text: "Where nothing can be said"}, document.List{Points: silent})
	}
	if s.Blocks == nil {
		return document.Section{}
	}
	return s
}

// sensitivity draws what one design says about one measure under one option.
func (b *builder) sensitivity(i, k int, x *analysis.Block, o *analysis.Sensitivity) []document.Block {
	name := fmt.Sprintf("%s %s", o.Figure.ID, b.Terms.Figure(o.Figure.ID))
	under := fmt.Sprintf("Under %s, by the %s design %s.", o.Option, x.Design, x.ID)
	if o.Noise >= 0.005 {
		under += fmt.Sprintf(" %s of the variance between its points is chance.", notation.Share(o.Noise))
	}
	id := fmt.Sprintf("sensitivity-%d-%d", i, k)
	list := []document.Block{document.Heading{Text: name}, document.Paragraph{Text: under, Faint: true}}
	if o.Indices != nil {
		list = append(list, b.indices(id, name, x.Groups, o.Indices))
		if n := len(o.Indices.Dropped); n > 0 {
			list = append(list, document.Paragraph{Text: wording.Plural(n, "base row") + " dropped, since a run of it is lacking.", Faint: true})
		}
		return list
	}
	list = append(list, b.effects(id, name, x.Groups, o))
	if n := o.Effects.Dropped; n > 0 {
		list = append(list, document.Paragraph{Text: wording.Plural(n, "step") + " dropped, since a run of it is lacking.", Faint: true})
	}
	return list
}

// indices draws first and total indices of each group.
func (b *builder) indices(id, name string, groups []string, x *estimate.Indices) document.Figure {
	var all []figure.Estimate
	say := func(i estimate.Interval) string {
		return hundredths(i.Value) + " (" + hundredths(i.Low) + " to " + hundredths(i.High) + ")"
	}
	for g, n := range groups {
		one, with := x.First[g], x.Total[g]
		all = append(all, figure.Estimate{Name: n, Value: one.Value, Low: one.Low, High: one.High, Says: say(one)},
			figure.Estimate{Name: n + " with others", Value: with.Value, Low: with.Low, High: with.High, Says: say(with), Hollow: true})
	}
	f := figure.Bars(id, name, "Share of the variance that each factor explains alone and with others", all, figure.Plain, b.theme)
	f.Caption = "Sobol' indices: the share of the variance that a factor explains alone (full) and with all its interactions (hollow), with " + b.level() + " intervals by bootstrap."
	return f
}

// hundredths writes a number with two digits, and no minus nought.
func hundredths(v float64) string {
	if s := fmt.Sprintf("%.2f", v); s != "-0.00" {
		return s
	}
	return "0.00"
}

// effects draws the elementary effects.
func (b *builder) effects(id, name string, groups []string, o *analysis.Sensitivity) document.Figure {
	var all []figure.Dot
	for g, n := range groups {
		m, s := o.Effects.MuStar[g], o.Effects.Sigma[g]
		all = append(all, figure.Dot{Name: n, X: m.Value, Y: s.Value, SaysX: interval(o.Figure, m), SaysY: interval(o.Figure, s)})
	}
	q := quantity(o.Figure)
	f := figure.Scatter(id, name, "Mean size and spread of elementary effects", figure.Dots{Across: "mean size of the effect of a step (mu*)", Up: "spread of the effects (sigma)", X: q, Y: q}, all, b.theme)
	f.Caption = "Elementary effects (Morris): further right matters more; further up depends on where the others are. The numbers have " + b.level() + " intervals by bootstrap."
	return f
}

// compared draws which factor matters to which measure, under the baseline, where a
// design tells of several.
func (b *builder) compared(i int, x *analysis.Block) []document.Block {
	h := &figure.Heat{Rows: x.Groups, Down: "factor", Across: "measure", High: 1}
	h.Values, h.Says = make([][]float64, len(x.Groups)), make([][]string, len(x.Groups))
	base := b.Data.Plan.Options[b.Analysis.Baseline].ID
	for k := range x.Options {
		o := &x.Options[k]
		var column []estimate.Interval
		switch {
		case o.Option != base:
			continue
		case o.Indices != nil:
			column = o.Indices.Total
		case o.Effects != nil:
			column = o.Effects.MuStar
		default:
			continue
		}
		most := 0.0
		for g := range column {
			most = max(most, column[g].Value)
		}
		if o.Indices != nil || most == 0 {
			most = 1
		}
		h.Columns = append(h.Columns, o.Figure.ID)
		for g := range column {
			v := column[g].Value / most
			h.Values[g], h.Says[g] = append(h.Values[g], v), append(h.Says[g], hundredths(v))
		}
	}
	if len(h.Columns) < 2 {
		return nil
	}
	title, caption := "Which factor matters to which measure", "Total Sobol' indices"
	if x.Design == "morris" {
		caption = "Mean size of elementary effects, the largest of each measure as 1"
	}
	f := figure.HeatMap(fmt.Sprintf("compared-%d", i), title, "Factors by measures; the darker, the more it matters", h, b.theme)
	f.Caption = fmt.Sprintf("%s, under %s, by the %s design %s. The darker, the more it matters.", caption, base, x.Design, x.ID)
	return []document.Block{document.Heading{Text: title}, f}
}

// response draws the mean of a measure over two factors.
func (b *builder) response(i, k int, r *analysis.Response) []document.Block {
	h := &figure.Heat{Rows: r.Levels[0], Columns: r.Levels[1], Down: r.A.Path, Across: r.Across(), Values: r.Means, Low: math.Inf(1), High: math.Inf(-1)}
	for _, row := range r.Means {
		var says []string
		for _, v := range row {
			if says = append(says, mean(r.Figure, v)); !math.IsNaN(v) {
				h.Low, h.High = min(h.Low, v), max(h.High, v)
			}
		}
		h.Says = append(h.Says, says)
	}
	if h.Low >= h.High {
		return nil // the same everywhere
	}
	name := fmt.Sprintf("%s %s", r.Figure.ID, b.Terms.Figure(r.Figure.ID))
	f := figure.HeatMap(fmt.Sprintf("response-%d-%d", i, k), name, "Mean by "+r.By(), h, b.theme)
	f.Caption = fmt.Sprintf("Mean under %s, by %s. The darker, the greater.", r.Option, r.By())
	return []document.Block{document.Heading{Text: name}, f}
}

// mean writes a mean, which runs in which the figure never came have no part in.
func mean(f *measure.Figure, v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return wording.Number(f.Unit, v)
}
