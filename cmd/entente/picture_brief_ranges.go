package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim/journal"
)

// shortTallies shows deadlines over many runs, a line each: those that were met least
// often, and of the others the number.
func (p *screen) shortTallies(all []measure.Tally, n int) {
	p.beginSection("Deadlines over replications", "runs in which each was met, late or not met, and the median margin; --all has the rest")
	show := make([]int, len(all))
	for i := range show {
		show[i] = i
	}
	fell := func(i int) int { return n - all[i].Count[journal.Void] - all[i].Count[journal.Open] } // due
	slices.SortStableFunc(show, func(a, b int) int {                                               // by the share that was met, those that never fell due last
		x, y := &all[a], &all[b]
		if fell(a) == 0 || fell(b) == 0 {
			return cmp.Compare(fell(b), fell(a))
		}
		return cmp.Compare(x.Count[journal.Met]*fell(b), y.Count[journal.Met]*fell(a))
	})
	show = show[:min(len(show), 2*shortDeadlines)]
	slices.Sort(show)
	const strip, words = 12, 34
	for _, i := range show {
		t := &all[i]
		counts, drawn := fmt.Sprintf("met %d of %d", t.Count[journal.Met], fell(i)), p.drawStrip(t, n, strip)
		if fell(i) == 0 {
			counts = "never due"
			if p.Stopped() {
				counts = p.Never()
			}
		}
		margin := ""
		if t.Margin != nil {
			margin = p.Absent(measure.Margin)
			if t.Margin.P50 != nil {
				margin = wording.Number(measure.Margin, *t.Margin.P50)
			}
		}
		name := p.width - 2 - strip - 2 - words
		p.printLine("  ", pad(clip(p.Wanted(&t.Due), name), name), drawn, "  ", pad(counts, 13), clip(margin, words-13))
	}
	if more := len(all) - len(show); more > 0 {
		p.printLine("  ", inColour(faint, "and "+wording.Plural(more, "deadline")+" more, met more often"))
	}
}

// shortRanges gives of each measure that counts the first number over many runs.
func (p *screen) shortRanges(runs []measure.Readings) {
	p.beginSection("Measures (indicative)", "5, 50 and 95 % of the runs; --all has every number")
	for i := range measure.Catalogue {
		x := &measure.Catalogue[i]
		if s := x.Over(runs); s != nil && !strings.Contains(x.ID, " ") {
			p.printLine("  ", pad(x.ID, 5), pad(p.Terms.Figure(x.ID), 36), clip(p.Spread(x.Unit, s), p.width-43))
		}
	}
	p.breaches(runs)
}
