package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/measure"
	"entente/replay/outcome"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

func newDiff(e *edge) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "diff A B",
		Short: "Say how a second run differs from a first",
		Long: `Diff compares two runs of one scenario: where their records first differ, which
deadlines and measures came out differently, and what came sooner, later, or only in
one of them. Records are matched by identity, so an event that came an
hour later is the same event. It begins with one sentence.`,
		Example: `  entente replay diff run.mcap child.mcap
  entente replay diff monday.mcap tuesday.mcap --json | jq .verdict`,
		Args: args(cobra.ExactArgs(2), "two replay files"), ValidArgsFunction: completeReplay,
		RunE: func(_ *cobra.Command, names []string) error {
			var of error // of the second file or of both, which names what it is about
			err := withFile(e, names[0], func(a string, f *replay.File) error {
				var told error
				err := withFile(e, names[1], func(b string, g *replay.File) error {
					told = showDiff(e, f, g, a, b, asJSON)
					return nil
				})
				of = cmp.Or(nameFile(names[1], err), told)
				return nil
			})
			return cmp.Or(nameFile(names[0], err), of)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// showDiff prints what the run in g had otherwise than the one in f.
func showDiff(e *edge, f, g *replay.File, a, b string, asJSON bool) error {
	if f.Static().Scenario != g.Static().Scenario {
		return wrong(fmt.Errorf("%s holds a run of %s and %s one of %s: only runs of one scenario can be compared", a, f.Static().Scenario, b, g.Static().Scenario))
	}
	x, err := readOutcome(a, f)
	if err != nil {
		return nameFile(a, reading(err))
	}
	y, err := readOutcome(b, g)
	if err != nil {
		return nameFile(b, reading(err))
	}
	d := &difference{f: f, g: g, changes: changesOf(x.deadlines, y.deadlines)}
	if d.screen, err = pictureFrom(e, f); err != nil {
		return nameFile(a, reading(err))
	}
	if d.Alignment, err = replay.Align(f, g); err != nil {
		return nameFile(a+" and "+b, reading(err))
	}
	if asJSON {
		o, err := outcome.NewDifference(f, g, d.Alignment, d.changes, &x.results, &y.results)
		if err != nil {
			return nameFile(a+" and "+b, reading(err))
		}
		o.Scenario, o.Banner, o.Verdict = f.Static().Scenario, f.Static().Banner, d.Comparison(d.Alignment, d.changes)
		o.A, o.B = x.name, y.name
		return printJSON(e.stdout, o)
	}
	if err := d.draw(x, y); err != nil {
		return nameFile(a+" and "+b, reading(err))
	}
	_, err = io.WriteString(colourWriter(e), d.out.String())
	return err
}

// came is what the run in a file came to, without its records.
type came struct {
	name      outcome.RunName
	deadlines []measure.Deadline
	results   measure.Results
}

// readOutcome reads what the run in a file came to, and forgets its records.
func readOutcome(name string, f *replay.File) (*came, error) {
	r, err := resultOf(name, f)
	if err != nil {
		return nil, err
	}
	defer runtime.GC() // before the other is read, or both would be in memory
	return &came{runName(r, f), r.trace.Deadlines(), r.trace.Results()}, nil
}

// changesOf pairs the deadlines of two runs by their names.
func changesOf(a, b []measure.Deadline) (list []wording.Change) {
	for i := range a {
		at := slices.IndexFunc(b, func(d measure.Deadline) bool { return d.Name == a[i].Name })
		if at >= 0 {
			list = append(list, wording.Change{A: &a[i], B: &b[at]})
		}
	}
	return list
}

func runName(r *result, f *replay.File) outcome.RunName {
	return outcome.RunName{File: r.file, Seed: r.seed, Set: r.sets, Branches: f.Meta().Branches, Digest: r.digest, Records: uint32(r.count)}
}

// difference is a picture of two runs side by side.
type difference struct {
	*screen
	*replay.Alignment
	f, g    *replay.File
	changes []wording.Change
}

func (p *difference) draw(x, y *came) error {
	st := p.f.Static()
	if st.Banner != "" {
		p.printLine(inColour(strong, st.Banner))
	}
	p.printLine(inColour(strong, st.Scenario), "   ", clip(st.Title, p.width-3-columns(st.Scenario)))
	for _, run := range []struct {
		letter string
		outcome.RunName
	}{{"A", x.name}, {"B", y.name}} {
		text := fmt.Sprintf("%s, seed %d, %s records", run.File, run.Seed, wording.Thousands(run.Records))
		if len(run.Set) > 0 {
			text += ", set " + strings.Join(run.Set, "; ")
		}
		for _, x := range run.Branches {
			text += fmt.Sprintf(", from %s on %s", p.Clock.At(sim.Time(x.At)), strings.Join(x.Set, "; "))
		}
		p.wrapped(inColour(strong, run.letter)+"  ", 3, text)
	}
	p.countsNote()
	p.printLine()
	p.wrapped("", 0, p.Comparison(p.Alignment, p.changes))
	if p.First == nil {
		return nil
	}
	p.parting()
	p.changedDeadlines()
	p.changedFigures(&x.results, &y.results)
	return p.movedRecords()
}

// wrapped writes text after a head of so many columns.
func (p *screen) wrapped(head string, width int, text string) {
	for _, l := range wrap(text, p.width-width) {
		p.printLine(head, l)
		head = strings.Repeat(" ", width)
	}
}

// parting shows the first record in which they differ.
func (p *difference) parting() {
	p.beginSection("First difference", fmt.Sprintf("record %d; what comes before is equal", p.First.Num))
	for _, side := range []struct {
		letter string
		row    *replay.Row
	}{{"A", p.First.A}, {"B", p.First.B}} {
		if side.row == nil {
			p.printLine("  ", side.letter, "  ", inColour(faint, "had ended"))
			continue
		}
		p.wrapped("  "+side.letter+"  ", 5, p.Clock.At(side.row.At)+"  "+p.Row(side.row))
	}
}

// changedDeadlines shows the deadlines that came out otherwise.
func (p *difference) changedDeadlines() {
	same := 0
	p.beginSection("Deadlines", "A, B, and how B differs")
	for i := range p.changes {
		c := &p.changes[i]
		if c.Same() {
			same++
			continue
		}
		colour := plain
		switch n := c.Better(); {
		case n > 0:
			colour = good
		case n < 0:
			colour = bad
		}
		p.printLine("  ", inColour(strong, p.Wanted(&c.A.Due)))
		sa, ia := p.outcomeMark(c.A.Outcome)
		sb, ib := p.outcomeMark(c.B.Outcome)
		p.printLine("    A ", inColour(ia, pad(sa, 10)), pad(p.Clock.At(c.A.When), 12), " B ", inColour(ib, pad(sb, 10)), pad(p.Clock.At(c.B.When), 12), " ", inColour(colour, c.Shift(p.Terms)))
	}
	if same > 0 {
		p.printLine("  ", inColour(faint, wording.Plural(same, "deadline")+" came out the same"))
	}
}

// changedFigures shows the figures that differ.
func (p *screen) changedFigures(x, y *measure.Results) {
	p.beginSection("Measures that differ", "one run each: a pair is one draw of the difference")
	any := false
	for i := range measure.Catalogue {
		f := &measure.Catalogue[i]
		a, b := p.Figure(f, x), p.Figure(f, y)
		if a != b {
			any = true
			p.printLine("  ", pad(f.ID, 13), pad(p.Terms.Figure(f.ID), 36), pad(a, 14), " → ", b)
		}
	}
	if !any {
		p.printLine("  ", inColour(faint, "none"))
	}
}

// notable are the kinds of record that a reader of a difference looks for.
var notable = []journal.Kind{journal.Deadline, journal.Available, journal.Ordered, journal.Decided, journal.Level, journal.Credited, journal.Held, journal.Read, journal.Ended, journal.Support, journal.Expected}

// movedRecords shows what came sooner, later, or only in one of the runs.
func (p *difference) movedRecords() error {
	kinds, err := p.f.Index()
	if err != nil {
		return err
	}
	sooner, later := 0, 0
	var shown []replay.Moved
	rank := func(m replay.Moved) int { return slices.Index(notable, kinds.Kind(m.A)) }
	for _, m := range p.Moved {
		if m.By < 0 {
			sooner++
		} else {
			later++
		}
		if rank(m) >= 0 {
			shown = append(shown, m)
		}
	}
	p.beginSection("Records", fmt.Sprintf("%s equal, %s sooner in B, %s later, %s only in A, %s only in B",
		wording.Thousands(p.Equal), wording.Thousands(sooner), wording.Thousands(later), wording.Thousands(len(p.OnlyA)), wording.Thousands(len(p.OnlyB))))
	slices.SortStableFunc(shown, func(a, b replay.Moved) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(abs(b.By), abs(a.By)))
	})
	for _, m := range shown[:min(len(shown), mostRows)] {
		if err := p.printRecord(p.f, m.A, wording.Later(m.By)); err != nil {
			return err
		}
	}
	return cmp.Or(p.nameOneSided("only in A", p.f, p.OnlyA), p.nameOneSided("only in B", p.g, p.OnlyB))
}

func abs(t sim.Time) sim.Time { return max(t, -t) }

// printRecord shows one record of a run, and what is to be said of it.
func (p *difference) printRecord(f *replay.File, n journal.Num, word string) error {
	r, err := f.Row(n)
	if err == nil {
		p.printLine("  ", pad(p.Clock.At(r.At), 12), pad(word, 24), " ", clip(p.Row(&r), p.width-40))
	}
	return err
}

// nameOneSided names the first of the notable records that one run has alone.
func (p *difference) nameOneSided(word string, f *replay.File, list []journal.Num) error {
	kinds, err := f.Index()
	if err != nil {
		return err
	}
	shown := 0
	for _, n := range list {
		if shown < mostRows/2 && slices.Contains(notable, kinds.Kind(n)) {
			shown++
			if err := p.printRecord(f, n, word); err != nil {
				return err
			}
		}
	}
	return nil
}
