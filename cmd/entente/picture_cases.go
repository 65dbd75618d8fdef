//go:build !js

package main

import (
	"fmt"
	"strings"

	"entente/replay/wording"
	"entente/scenarios/casebook"
)

// validation prints what documented cases came to: first how many rows are inside.
func (p *screen) validation(v *casebook.Validation) {
	p.printLine(inColour(strong, "Validation"), "   ", fmt.Sprintf("%s, engine %s, seed %d, %s each", wording.Plural(len(v.Cases), "documented case"), v.Engine, v.Seed, wording.Plural(v.Replications, "replication")))
	if len(v.Set) > 0 {
		p.counted("set in all runs", strings.Join(v.Set, ", "))
	}
	p.beginSection("What came of it", "nothing has to pass: misses are shown as misses")
	if c := v.Predictive; c != nil {
		p.counted("predictive rows inside", c.In())
		p.counted("", fmt.Sprintf("about nine in ten should be; of the misses %d went faster in the world, %d took longer", c.Faster, c.Slower))
		p.counted("width of the bands", c.Wide())
		p.counted("off the record", fmt.Sprintf("%.2f powers of ten in the mean of the rows, wide bands and misses alike; less is better", c.Off))
	}
	if c := v.Fitted; c != nil {
		p.counted("fitted rows inside", fmt.Sprintf("%d of %d", c.Inside, c.Rows))
	}
	for _, t := range []struct {
		name string
		*casebook.Tally
	}{{"labels that show", &v.Labels}, {"signs as stated", &v.Signs}, {"gaps left open", &v.Controls}} {
		if t.Of > 0 {
			p.counted(t.name, t.In())
		}
	}
	for _, e := range v.Earlier {
		p.counted("engine "+e.Engine, fmt.Sprintf("%s: %d of %d rows inside (%s)", e.Of, e.Inside, e.Rows, casebook.Percent(e.Share)))
	}
	p.printHistogram("Places of the predictive rows", v.Predictive)
	p.printHistogram("Places of the fitted rows", v.Fitted)
	for _, o := range v.Cases {
		p.printCase(o, v.Pairs)
	}
}

func (p *screen) counted(name, says string) {
	for i, l := range wrap(says, p.width-27) {
		if i > 0 {
			name = ""
		}
		p.printLine("  ", pad(name, 24), " ", l)
	}
}

// printHistogram draws a histogram.
func (p *screen) printHistogram(title string, c *casebook.Coverage) {
	if c == nil {
		return
	}
	p.beginSection(title, "where documented values stand among the runs; even, if the model is right")
	for i, n := range c.Histogram {
		p.printLine("  ", fmt.Sprintf("%.1f to %.1f  ", float64(i)/10, float64(i+1)/10), strings.Repeat("█", n), " ", fmt.Sprint(n))
	}
}

// drawRuler shows a place on a line from 0 to 1, with the band between the bars.
func drawRuler(at float64) string {
	const marks = 20
	line := []rune("·|··················|·")
	line[min(int(float64(at*marks)), marks)+1] = '●'
	if at < 0.05 {
		line[0], line[1] = '●', '|'
	}
	if at > 0.95 {
		line[marks+1], line[marks] = '●', '|'
	}
	return string(line)
}

// printCase prints one case.
func (p *screen) printCase(o *casebook.Result, pairs int) {
	p.beginSection(o.Name, o.Title)
	if len(o.Fitted) > 0 {
		p.counted("fitted to it", strings.Join(o.Fitted, ", "))
	}
	for i := range o.Rows {
		r := &o.Rows[i]
		colour := good
		if !r.Inside {
			colour = bad
		}
		says := r.Says
		if r.Role == "fitted" {
			says += ", fitted"
		}
		p.printLine("  ", inColour(strong, pad(r.ID, 8)), " ", clip(says, p.width-11))
		if !r.Measured {
			p.printLine("           ", inColour(bad, r.Verdict))
			continue
		}
		p.printLine("           ", inColour(colour, drawRuler(r.Place)), fmt.Sprintf("  %.3f  ", r.Place), inColour(colour, r.Verdict))
		says = fmt.Sprintf("documented %s; here %s, 5 to 95 %% from %s to %s; ended in %s", r.Documented, casebook.Lasted(r.Median), casebook.Lasted(r.Low), casebook.Lasted(r.High), r.EndedIn())
		for _, l := range wrap(says, p.width-11) {
			p.printLine("           ", l)
		}
	}
	for _, l := range o.Labels {
		p.verdict(l.Holds, fmt.Sprintf("%s: shows in %s, wanted %s", l.Says, casebook.Percent(l.Share), l.Wanted))
	}
	for i := range o.Signs {
		s := &o.Signs[i]
		p.verdict(s.Confirmed, fmt.Sprintf("%s: %s %s (%d sooner, %d same, %d later of %d)", s.Remedy, s.On, s.Came, s.Sooner, s.Same, s.Later, pairs))
	}
	for i := range o.Controls {
		h := &o.Controls[i]
		p.verdict(h.Holds, fmt.Sprintf("%s: %s closed in %s, at best in %s, by %s", h.Says, h.On, casebook.Percent(h.Without), casebook.Percent(h.With), h.Best))
	}
}

// verdict prints one line with its mark.
func (p *screen) verdict(holds bool, says string) {
	mark, colour := "miss", bad
	if holds {
		mark, colour = "ok", good
	}
	for i, l := range wrap(says, p.width-11) {
		if i > 0 {
			mark = ""
		}
		p.printLine("  ", inColour(colour, pad(mark, 8)), " ", l)
	}
}
