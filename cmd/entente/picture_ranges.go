package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/replay/measure"
	"entente/sim/journal"
)

// showRanges prints what came of replications.
func showRanges(e *edge, o *runFlags, j *job, runs []replication, file string) error {
	p := newPicture(e, measure.NewTrace(j.scenario.Static)).withSchool(o.terms.Terms)
	p.short = tooLarge(j.scenario.Static) && !o.all
	p.StopAt(j.until)
	last := runs[len(runs)-1]
	p.printTitle(fmt.Sprintf("%d replications of seed %d", len(runs), o.seed), "each with its own draws")
	tallies := measure.Tallies(j.scenario.Static.Deadlines, endingsOf(runs))
	if p.short {
		p.shortTallies(tallies, len(runs))
		p.shortRanges(readingsOf(runs))
	} else {
		p.beginSection("Deadlines over replications", "runs in which each was met, late or not met; margin at 5, 50 and 95 %")
		for i := range tallies {
			p.printTally(&tallies[i], len(runs))
		}
		p.measureRanges(readingsOf(runs))
	}
	sights, ratings := make([][]sight, len(runs)), make([][]measure.Rating, len(runs))
	for i := range runs {
		sights[i], ratings[i] = runs[i].sights, measure.Rated(j.scenario.Static.Tasks, runs[i].readings)
	}
	p.playedOver(j.scenario.Static.Entries, sights)
	p.ratedOver(measure.RateTallies(j.scenario.Static, ratings), len(runs))
	p.beginSection("Proof", "any replication repeats alone, byte for byte; the digest is that of number "+strconv.Itoa(runs[0].Number))
	p.printLine("  digest   ", runs[0].Digest)
	p.printLine("  sources  ", j.source)
	p.printLine(fmt.Sprintf("  repeat   replication %d alone:", last.Number))
	p.printLine("           ", o.rerunCommand(last.Seed))
	if file != "" {
		p.printLine("  replay   ", file, " of replication 0")
	}
	_, err := io.WriteString(colourWriter(e), p.out.String())
	return err
}

// rerunCommand is the command that repeats a run with a seed.
func (o *runFlags) rerunCommand(seed uint64) string {
	words := []string{"entente run", o.name, "--seed", fmt.Sprint(seed)}
	if o.until != "" {
		words = append(words, "--until", o.until)
	}
	for _, s := range o.sets {
		words = append(words, "--set", "'"+s+"'")
	}
	for _, p := range o.patch {
		words = append(words, "--patch", p)
	}
	return strings.Join(words, " ")
}

// printTally writes one deadline over replications: a strip of outcomes and the
// range of the margin.
func (p *screen) printTally(t *measure.Tally, n int) {
	p.printLine("  ", inColour(strong, p.Wanted(&t.Due)))
	words := ""
	for _, o := range stripOrder {
		if t.Count[o] > 0 {
			words += fmt.Sprintf("  %s %d", o, t.Count[o])
		}
	}
	p.printLine("    ", p.drawStrip(t, n, 40), words)
	if t.Margin != nil {
		p.printLine("    ", inColour(faint, "margin "+p.Spread(measure.Margin, t.Margin)))
	}
}

// stripOrder is that of the outcomes in a strip.
var stripOrder = [...]journal.Outcome{journal.Met, journal.Late, journal.NotMet, journal.Void, journal.Open}

// drawStrip draws the outcomes of a deadline over n runs in so many columns.
func (p *screen) drawStrip(t *measure.Tally, n, width int) string {
	text, drawn, sum := "", 0, 0
	for _, o := range stripOrder {
		if t.Count[o] == 0 {
			continue
		}
		sum += t.Count[o]
		w := (sum*width+n/2)/n - drawn
		drawn += w
		_, colour := p.outcomeMark(o)
		text += inColour(colour, fillWith(shade[o], w))
	}
	return text
}

// shade tells the outcomes of a strip apart without colour.
var shade = map[journal.Outcome]string{journal.Met: "█", journal.Late: "▓", journal.NotMet: "░", journal.Void: "-", journal.Open: "·"}

func fillWith(s string, n int) string {
	out := ""
	for range n {
		out += s
	}
	return out
}
