package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/render/document"
	"entente/render/rehearsal"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/lint"
	"entente/scenarios/msel"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/files"
	"entente/sim/notation"
)

// rehearseFlags is what `entente rehearse` was asked to do.
type rehearseFlags struct {
	name  string
	seed  uint64
	reps  int
	sets  []string
	patch []string
	most  eventBound
	json  bool
	dir   string
	force bool

	workers crew
}

func newRehearse(e *edge) *cobra.Command {
	o := &rehearseFlags{}
	c := &cobra.Command{
		Use:   "rehearse SCENARIO",
		Short: "Play an events list many times before people do",
		Long: `Rehearse runs a scenario many times and reports for each entry of its events list in
what share of the runs it is released, or its expected action happens, and when; for
each cell and each agency that is played, how much work arrives in each hour of play;
and which entries never come. The list is printed cell by cell. Runs use all cores;
Ctrl-C lets those under way finish and reports on the ones that are done.

With -o it writes pages that print, a sheet for each cell, and the same as CSV.`,
		Example: `  entente rehearse twelve-nations
  entente rehearse mine.yaml --reps 1000 -o rehearsal
  entente rehearse mine.yaml --set relations.arvonia-cendria.tension=0.8
  entente rehearse mine.yaml --json | jq '.entries[] | select(.never)'`,
		Args:              args(cobra.ExactArgs(1), "one scenario"),
		ValidArgsFunction: completeScenario,
		RunE: func(_ *cobra.Command, given []string) error {
			o.name = given[0]
			return rehearse(e, o)
		},
	}
	f := c.Flags()
	f.IntVar(&o.reps, "reps", 200, "`NUMBER` of runs; number 0 has the seed itself, the others seeds made from it")
	seedFlag(f, &o.seed)
	editFlags(f, &o.sets, &o.patch)
	crewFlag(f, &o.workers)
	boundFlag(f, &o.most)
	f.BoolVar(&o.json, "json", false, "print one JSON object instead of the picture")
	f.StringVarP(&o.dir, "output", "o", "", "write rehearsal.html, entries.csv and load.csv to this `DIR`")
	addForceFlag(c, &o.force)
	return c
}

func rehearse(e *edge, o *rehearseFlags) error {
	if err := countable(o.reps, "run"); err != nil {
		return err
	}
	sc, err := load(o.name, scenarios.Options{Set: o.sets, Patches: o.patch, MaxEvents: uint64(o.most)})
	if err != nil {
		return err
	}
	if len(sc.Static.Entries) == 0 {
		return wrong(fmt.Errorf("%s has no events list to rehearse: give it a `msel`, as entente library manual 27 shows", o.name))
	}
	if err := affordable(sc, sc.Spec.End); err != nil {
		return err
	}
	tellNotes(e, lint.Look(sc).Notes, someNotes, o.name)
	var pages *files.Draft
	if o.dir != "" {
		if pages, err = e.begin(o.outputPlan(sc.Paths())); err != nil {
			return err
		}
		defer pages.Close()
	}
	ctx, pool, end := e.newPool(o.reps, o.workers, "run")
	r, err := sweep.Rehearse(ctx, pool, sc, o.seed, o.reps)
	end()
	if r == nil {
		return e.reportFailures(set{noun: "run", asked: o.reps, seed: o.seed}, err)
	}
	lack := e.reportFailures(set{"run", o.reps, r.Runs, r.Failed, o.seed}, err)
	if pages != nil {
		if err := writeRehearsal(e, pages, r, o.seed); err != nil {
			return err
		}
	}
	if o.json {
		return cmp.Or(printJSON(e.stdout, r.Data(o.seed, agents.Version)), lack)
	}
	p := newPicture(e, measure.NewTrace(sc.Static))
	p.rehearsal(r, o.seed)
	_, err = io.WriteString(colourWriter(e), p.out.String())
	return cmp.Or(err, lack)
}

// rehearsal prints what came of it.
func (p *screen) rehearsal(r *sweep.Rehearsal, seed uint64) {
	p.printTitle(fmt.Sprintf("rehearsed %d times from seed %d", r.Runs, seed), entries(len(r.Entries)))
	p.beginSection("Entries, cell by cell", "share of the runs in which each came; when, at 5, 50 and 95 % of those")
	groups, names := r.ByCell()
	for _, name := range names {
		p.printLine("  ", inColour(strong, name))
		for _, o := range groups[name] {
			p.printOdds(o, r.Runs)
		}
	}
	p.printUnseen(r)
	p.ratedOver(r.Objectives, r.Runs)
	p.drawLoad(r)
}

// printOdds prints one entry: how often it came as a bar, and when.
func (p *screen) printOdds(o *sweep.Odds, runs int) {
	colour := plain
	if o.Never() {
		colour = bad
	}
	share := fmt.Sprintf("%5s", notation.ShareOf(int64(o.Came), int64(runs)))
	if o.Type == "other" {
		share = "    –"
	}
	p.printLine("   ", pad(o.Number, 4), pad(wording.EntryType(o.Type), 16), pad(p.EntryDue(&o.Entry), 39), inColour(colour, share), " ",
		inColour(colour, bar(sim.Time(o.Came), sim.Time(runs), 10)))
	text := o.Title
	if text == "" {
		text = o.Text
	}
	if text != "" {
		p.printLine("       ", inColour(faint, clip(text, p.width-7)))
	}
	if o.Varies() {
		p.printLine("       came ", p.Clock.At(o.Quantile(5*sim.Percent)), " · ", p.Clock.At(o.Quantile(50*sim.Percent)), " · ", p.Clock.At(o.Quantile(95*sim.Percent)))
	}
}

// printUnseen lists what a planner has to look at: entries that came in no run.
func (p *screen) printUnseen(r *sweep.Rehearsal) {
	var list []string
	for i := range r.Entries {
		if o := &r.Entries[i]; o.Never() {
			list = append(list, o.Number)
		}
	}
	if len(list) == 0 {
		p.beginSection("Every entry that is to be played came in some run", "")
		return
	}
	p.beginSection(fmt.Sprintf("Never in %d runs: %s", r.Runs, entries(len(list))), "a condition that does not come about, or an action that nobody takes")
	for _, l := range wrapList(list, p.width-2) {
		p.printLine("  ", inColour(bad, l))
	}
}

// shades tell load apart without colour, from none to the most of the picture.
var shades = [...]string{"·", "░", "▒", "▓", "█"}

// drawLoad draws the work of each cell by hour of play.
func (p *screen) drawLoad(r *sweep.Rehearsal) {
	if len(r.Cells) == 0 {
		return
	}
	hours := len(r.Cells[0].Hours)
	const room = 60
	per := (hours + room - 1) / room
	p.beginSection("Load by hour of play", "entries handed out or received and messages that arrive, mean of the runs")
	p.printLine("  ", pad("", 26), fmt.Sprintf("each mark is %s; %s none to %s most of its row", wording.Plural(per, "hour"), shades[0], shades[len(shades)-1]))
	for c := range r.Cells {
		b := &r.Cells[c]
		peak := b.Peak()
		if peak < 0 {
			p.printLine("  ", pad(b.Cell, 26), inColour(faint, "nothing arrives"))
			continue
		}
		most, strip := 0.0, ""
		sums := make([]float64, (hours+per-1)/per)
		for h, x := range b.Hours {
			sums[h/per] += x.Mean
			most = max(most, sums[h/per])
		}
		for _, v := range sums {
			level := 0
			if v > 0 {
				level = min(1+int(float64(v/most*float64(len(shades)-1))), len(shades)-1)
			}
			strip += shades[level]
		}
		p.printLine("  ", pad(b.Cell, 26), strip)
		says := fmt.Sprintf("busiest H+%d: %.1f in the hour, at most %d in 19 runs of 20", peak, b.Hours[peak].Mean, b.Hours[peak].High)
		for _, l := range wrap(says, p.width-28) {
			p.printLine("  ", pad("", 26), inColour(faint, l))
		}
	}
}

// outputPlan is what a rehearsal writes: three files, together.
func (o *rehearseFlags) outputPlan(inputs []string) files.Plan {
	p := files.Plan{Inputs: inputs, Force: o.force, Folder: true, Early: true}
	for _, t := range []files.Target{{Name: "rehearsal.html", Kind: rehearsalPage}, {Name: "entries.csv", Kind: entriesTable}, {Name: "load.csv", Kind: loadTable}} {
		t.Name = filepath.Join(o.dir, t.Name)
		p.Targets = append(p.Targets, t)
	}
	return p
}

// writeRehearsal writes the pages and tables.
func writeRehearsal(e *edge, pages *files.Draft, r *sweep.Rehearsal, seed uint64) error {
	err := writeParts(pages,
		func(w io.Writer) error { return document.HTML(w, rehearsal.Build(r, seed, agents.Version)) },
		func(w io.Writer) error { return msel.WriteCells(w, r.EntryRows()) },
		func(w io.Writer) error { return msel.WriteCells(w, r.LoadRows()) })
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s, entries.csv and load.csv\n", pages.Name(0))
	return nil
}
