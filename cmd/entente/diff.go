package main

import (
	"cmp"
	"fmt"
	"io"
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
		Short: "Tell what a second run had otherwise than a first",
		Long: `Diff sets two runs of one scenario beside each other: where their records first
differ, which deadlines and measures came out otherwise, and what came sooner, later,
or only in one of them. Records are matched by identity, so an event that came an
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
				of = cmp.Or(named(names[1], err), told)
				return nil
			})
			return cmp.Or(named(names[0], err), of)
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
	x, err := resultOf(a, f)
	if err != nil {
		return named(a, reading(err))
	}
	y, err := resultOf(b, g)
	if err != nil {
		return named(b, reading(err))
	}
	al, err := replay.Align(f, g)
	if err != nil {
		return named(a+" and "+b, reading(err))
	}
	changes := changesOf(x.story.Deadlines(), y.story.Deadlines())
	rx, ry := x.story.Results(), y.story.Results()
	p := newPicture(e, x.story)
	if asJSON {
		d := outcome.NewDifference(al, changes, &rx, &ry)
		d.Scenario, d.Banner, d.Verdict = f.Static().Scenario, f.Static().Banner, p.Comparison(al, changes)
		d.A, d.B = runName(x, f), runName(y, g)
		return printJSON(e.stdout, d)
	}
	p.difference(al, changes, &rx, &ry, runName(x, f), runName(y, g))
	_, err = io.WriteString(paper(e), p.out.String())
	return err
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

// difference draws two runs side by side.
func (p *picture) difference(al *replay.Alignment, changes []wording.Change, x, y *measure.Results, a, b outcome.RunName) {
	st := p.story.Static
	if st.Banner != "" {
		p.line(in(strong, st.Banner))
	}
	p.line(in(strong, st.Scenario), "   ", clip(st.Title, p.width-3-columns(st.Scenario)))
	for _, run := range []struct {
		letter string
		outcome.RunName
	}{{"A", a}, {"B", b}} {
		text := fmt.Sprintf("%s, seed %d, %s records", run.File, run.Seed, wording.Thousands(run.Records))
		if len(run.Set) > 0 {
			text += ", set " + strings.Join(run.Set, "; ")
		}
		for _, x := range run.Branches {
			text += fmt.Sprintf(", from %s on %s", p.Clock.At(sim.Time(x.At)), strings.Join(x.Set, "; "))
		}
		p.wrapped(in(strong, run.letter)+"  ", 3, text)
	}
	p.line()
	p.wrapped("", 0, p.Comparison(al, changes))
	if al.First == nil {
		return
	}
	p.parting(al.First)
	p.changedDeadlines(changes)
	p.changedFigures(x, y)
	p.movedRecords(al)
}

// wrapped writes text behind a head of so many columns.
func (p *picture) wrapped(head string, width int, text string) {
	for _, l := range wrap(text, p.width-width) {
		p.line(head, l)
		head = strings.Repeat(" ", width)
	}
}

// parting shows the first record in which they differ.
func (p *picture) parting(f *replay.Parting) {
	p.head("First difference", fmt.Sprintf("record %d; what comes before is equal", f.Num))
	for _, side := range []struct {
		letter string
		row    *replay.Row
	}{{"A", f.A}, {"B", f.B}} {
		if side.row == nil {
			p.line("  ", side.letter, "  ", in(faint, "had ended"))
			continue
		}
		p.wrapped("  "+side.letter+"  ", 5, p.Clock.At(side.row.At)+"  "+p.Row(side.row))
	}
}

// changedDeadlines shows the deadlines that came out otherwise.
func (p *picture) changedDeadlines(changes []wording.Change) {
	same := 0
	p.head("Deadlines", "A, B, and how B differs")
	for i := range changes {
		c := &changes[i]
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
		p.line("  ", in(strong, p.Wanted(&c.A.Due)))
		sa, ia := p.mark(c.A.Outcome)
		sb, ib := p.mark(c.B.Outcome)
		p.line("    A ", in(ia, pad(sa, 10)), pad(p.Clock.At(c.A.When), 12), " B ", in(ib, pad(sb, 10)), pad(p.Clock.At(c.B.When), 12), " ", in(colour, c.Shift(p.Terms)))
	}
	if same > 0 {
		p.line("  ", in(faint, wording.Plural(same, "deadline")+" came out the same"))
	}
}

// changedFigures shows the figures that differ.
func (p *picture) changedFigures(x, y *measure.Results) {
	p.head("Measures that differ", "one run each: a pair is one draw of the difference")
	any := false
	for i := range measure.Catalogue {
		f := &measure.Catalogue[i]
		a, b := wording.Figure(f, x), wording.Figure(f, y)
		if a != b {
			any = true
			p.line("  ", pad(f.ID, 13), pad(p.Terms.Figure(f.ID), 36), pad(a, 14), " → ", b)
		}
	}
	if !any {
		p.line("  ", in(faint, "none"))
	}
}

// notable are the kinds of record that a reader of a difference looks for.
var notable = []journal.Kind{journal.Deadline, journal.Available, journal.Ordered, journal.Decided, journal.Level, journal.Credited, journal.Held, journal.Read, journal.Ended, journal.Support, journal.Expected}

// movedRecords shows what came sooner, later, or only in one of the runs.
func (p *picture) movedRecords(al *replay.Alignment) {
	sooner, later := 0, 0
	var shown []replay.Moved
	for _, m := range al.Moved {
		if m.By() < 0 {
			sooner++
		} else {
			later++
		}
		if slices.Contains(notable, m.A.Kind) {
			shown = append(shown, m)
		}
	}
	p.head("Records", fmt.Sprintf("%s equal, %s sooner in B, %s later, %s only in A, %s only in B",
		wording.Thousands(al.Equal), wording.Thousands(sooner), wording.Thousands(later), wording.Thousands(len(al.OnlyA)), wording.Thousands(len(al.OnlyB))))
	slices.SortStableFunc(shown, func(a, b replay.Moved) int {
		return cmp.Or(cmp.Compare(slices.Index(notable, a.A.Kind), slices.Index(notable, b.A.Kind)), cmp.Compare(abs(b.By()), abs(a.By())))
	})
	for _, m := range shown[:min(len(shown), mostRows)] {
		p.line("  ", pad(p.Clock.At(m.A.At), 12), pad(wording.Later(m.By()), 24), " ", clip(p.Row(&m.A), p.width-40))
	}
	p.only("only in A", al.OnlyA)
	p.only("only in B", al.OnlyB)
}

func abs(t sim.Time) sim.Time { return max(t, -t) }

// only counts by kind what one run has alone, and names the first of the notable.
func (p *picture) only(word string, list []replay.Row) {
	shown := 0
	for i := range list {
		if slices.Contains(notable, list[i].Kind) && shown < mostRows/2 {
			shown++
			p.line("  ", pad(p.Clock.At(list[i].At), 12), pad(word, 24), " ", clip(p.Row(&list[i]), p.width-40))
		}
	}
}
