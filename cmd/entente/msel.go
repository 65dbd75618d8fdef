package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/lint"
	"entente/scenarios/msel"
	"entente/scenarios/msel/intake"
	"entente/scenarios/tree"
)

func newMSEL(e *edge) *cobra.Command {
	group := &cobra.Command{
		Use:   "msel",
		Short: "Take events lists to a spreadsheet and back",
		Long: `The Master Scenario Events List of a scenario as a table: with the columns that
exercise staffs know, scenario time beside exercise time, as CSV or as a workbook.
What comes back changes only what was edited in the list of a scenario.`,
		Example: `  entente msel show twelve-nations --cell SimCell
  entente msel export mine.yaml -o mine.xlsx
  entente msel import mine.xlsx --into mine.yaml -o next.yaml
  entente msel map theirs.xlsx -o map.yaml          somebody else's list, in their words`,
	}
	group.AddCommand(newMSELShow(e), newMSELExport(e), newMSELMap(e), newMSELImport(e))
	asGroup(group)
	return group
}

func newMSELShow(e *edge) *cobra.Command {
	var cell string
	var words terms
	c := &cobra.Command{
		Use:   "show SCENARIO|FILE.mcap",
		Short: "Print an events list, cell by cell",
		Example: `  entente msel show twelve-nations
  entente msel show twelve-nations --cell SimCell
  entente msel show twelve-nations-1.mcap         with how it was played`,
		Args:              args(cobra.ExactArgs(1), "one scenario or replay file"),
		ValidArgsFunction: completeScenario,
		RunE: func(_ *cobra.Command, given []string) error {
			trace, _, played, err := readTrace(e, given[0])
			if err != nil {
				return err
			}
			p := newPicture(e, trace).withSchool(words.Terms)
			if err := p.printEvents(cell, played); err != nil {
				return wrong(err)
			}
			_, err = io.WriteString(colourWriter(e), p.out.String())
			return err
		},
	}
	words.addFlag(c)
	c.Flags().StringVar(&cell, "cell", "", "only the entries of a `CELL` or agency")
	return c
}

// readTrace reads a replay file as a trace, or gives the empty one of a scenario which has
// not been played; and what was read for it.
func readTrace(e *edge, name string) (trace *measure.Trace, inputs []string, played bool, err error) {
	if !strings.HasSuffix(name, ".mcap") {
		sc, err := load(name, scenarios.Options{})
		if err != nil {
			return nil, nil, false, err
		}
		return measure.NewTrace(sc.Static), sc.Paths(), false, nil
	}
	err = withFile(e, name, func(_ string, f *replay.File) error {
		trace = measure.NewTrace(f.Static())
		return reading(f.Records(func(x *replay.Entry) error { return trace.Record(&x.Record) }))
	})
	if err != nil {
		return nil, nil, false, fmt.Errorf("%s: %w", name, err)
	}
	return trace, []string{name}, true, nil
}

func newMSELExport(e *edge) *cobra.Command {
	var file string
	var force bool
	var words terms
	c := &cobra.Command{
		Use:   "export SCENARIO|FILE.mcap",
		Short: "Write an events list as CSV or as a workbook",
		Long: `Export writes the events list as a table: CSV, or a workbook where -o ends in
.xlsx. For a replay file it adds how each entry was played, and when.`,
		Example: `  entente msel export twelve-nations -o bells.xlsx
  entente msel export twelve-nations-1.mcap -o played.csv
  entente msel export twelve-nations                      CSV to standard output`,
		Args:              args(cobra.ExactArgs(1), "one scenario or replay file"),
		ValidArgsFunction: completeScenario,
		RunE: func(_ *cobra.Command, given []string) error {
			trace, inputs, played, err := readTrace(e, given[0])
			if err != nil {
				return err
			}
			return writeTable(e, tableOf(trace, played, words.Terms), file, inputs, force)
		},
	}
	words.addFlag(c)
	c.Flags().StringVarP(&file, "output", "o", "-", "write to `FILE` (.csv or .xlsx)")
	addForceFlag(c, &force)
	return c
}

// tableOf makes a table of the events list of a trace.
func tableOf(trace *measure.Trace, played bool, words *wording.Terms) *msel.Table {
	if !played {
		return msel.From(trace.Static, nil)
	}
	results := map[string]msel.Result{}
	all := trace.Entries()
	for i := range all {
		x := &all[i]
		results[x.Number] = msel.Result{Status: words.EntryStatus(x), When: x.When}
	}
	return msel.From(trace.Static, results)
}

func writeTable(e *edge, t *msel.Table, file string, inputs []string, force bool) error {
	write, kind := t.WriteCSV, listAsCSV
	switch filepath.Ext(file) {
	case ".xlsx":
		write, kind = t.WriteXLSX, listAsBook
	case ".csv", "":
	default:
		return wrong(fmt.Errorf("%s: a list is written as .csv or .xlsx", file))
	}
	if file == "-" {
		return write(e.stdout)
	}
	return e.save(singleTarget(file, kind, force, inputs...), write)
}

func newMSELImport(e *edge) *cobra.Command {
	var into, file, mapping string
	var f fresh
	var force bool
	c := &cobra.Command{
		Use:   "import LIST",
		Short: "Put a list from CSV or a workbook into a scenario",
		Long: `Import reads an events list from CSV or a workbook (.xlsx or .ods), puts it in place
of the list in a scenario, checks the result, and writes it to -o. If anything is
wrong, every fault is reported with its row and column, and nothing is written. An
entry that was not edited stays as it is written, to the byte; of one that was, only
what was edited changes. An edited date-time group or exercise time moves the entry; if
both were edited and disagree, they are refused.

A list that was not exported from here may have other headings, words and times, several
day sheets and titles above. It is read by a mapping file (--map), which entente msel
map proposes; without one, by what would be proposed, and the guesses are reported.

Without --into the list becomes a scenario of its own, which passes the check and runs,
in a world of stubs: a nation for each that its names mention, with its agencies. The
guesses are reported, and comments in the file say what to fill in. The scenario is
tried in 20 runs, and what came in none of them is reported, with what to do.`,
		Example: `  entente msel import mine.xlsx --into mine.yaml -o next.yaml
  entente msel import theirs.xlsx --map map.yaml --into mine.yaml -o next.yaml
  entente msel import mine.csv --into mine.yaml           to standard output
  entente msel import theirs.xlsx -o ours.yaml            a scenario of its own
  entente msel import theirs.xlsx --map map.yaml --start 2027-03-01T08:00+01:00 --title "Lantern Bridge" -o ours.yaml`,
		Args: args(cobra.ExactArgs(1), "one list"), ValidArgsFunction: completeList,
		RunE: func(_ *cobra.Command, given []string) error {
			if into == "" {
				return draftList(e, given[0], mapping, file, f, force)
			}
			if f != (fresh{}) {
				return wrong(errors.New("--name, --title and --start are of a new scenario, and --into names one that has its own"))
			}
			return importList(e, given[0], mapping, into, file, force)
		},
	}
	c.Flags().StringVar(&into, "into", "", "the scenario `FILE` whose list it becomes")
	c.Flags().StringVar(&f.name, "name", "", "the `NAME` of a new scenario; unset, that of the file")
	c.Flags().StringVar(&f.title, "title", "", "the `TEXT` that a new scenario is called; unset, the title of the list")
	c.Flags().StringVar(&f.start, "start", "", "StartEx of a new scenario, to which the list is moved, as `TIME` such as 2027-03-01T08:00+01:00")
	c.Flags().StringVar(&mapping, "map", "", "the mapping `FILE` of a list in other words")
	c.Flags().StringVarP(&file, "output", "o", "-", "write to `FILE`")
	addForceFlag(c, &force)
	_ = c.MarkFlagFilename("into", "yaml")
	_ = c.MarkFlagFilename("map", "yaml")
	return c
}

func importList(e *edge, list, mapping, into, file string, force bool) error {
	before, err := load(into, scenarios.Options{})
	if err != nil {
		return err
	}
	r, err := readList(e, list, mapping, intake.WorldOf(before.Static))
	if err != nil {
		return err
	}
	merged, faults := r.Table.Merge(listHome(before))
	yaml, err := putList(e, into, before, merged)
	if faulty := faults != nil || len(r.Faults) > 0; err != nil && !faulty {
		return wrong(fmt.Errorf("%s cannot be put into %s, where nothing but the list may change: %w", list, into, err))
	} else if err != nil {
		return wrong(listFaults(r, faults, nil))
	}
	after, err := scenarios.LoadText(into, yaml, scenarios.Options{})
	if err := listFaults(r, faults, err); err != nil {
		return wrong(err)
	}
	tellMerged(e, list, merged)
	tellNotes(e, lint.Look(after).Notes, someNotes, into)
	if file == "-" {
		_, err := e.stdout.Write(yaml)
		return err
	}
	inputs := append(before.Paths(), list)
	if mapping != "" {
		inputs = append(inputs, mapping)
	}
	if err := e.save(singleTarget(file, scenarioFile, force, inputs...), textWriter(string(yaml))); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s with %s%s. Next: entente rehearse %s\n", file, entries(len(r.Table.Rows)), revision(merged), file)
	return nil
}

// listHome gives the scenario into which a list comes back.
func listHome(sc *scenarios.Scenario) *msel.Home {
	return &msel.Home{Static: sc.Static, Flow: tree.Flow}
}

// revision says how much of a list is other than it was.
func revision(m *msel.Merged) string {
	var parts []string
	added, changed := m.Counts()
	for _, p := range [...]struct {
		n    int
		word string
	}{{changed, "changed"}, {added, "new"}, {len(m.Gone), "gone"}} {
		if p.n > 0 {
			parts = append(parts, wording.Thousands(p.n)+" "+p.word)
		}
	}
	if parts == nil {
		return ", as they were"
	}
	return ": " + strings.Join(parts, ", ")
}

// putList puts a list into the text of a scenario, entry by entry; where its form does
// not allow that, whole.
func putList(e *edge, into string, before *scenarios.Scenario, m *msel.Merged) ([]byte, error) {
	var edits []scenarios.EntryEdit
	var all []msel.Entry
	for _, c := range m.Changes {
		x := scenarios.EntryEdit{Remove: c.Remove}
		if c.Old {
			x.Number = c.Number
		}
		for _, p := range c.Set {
			x.Set = append(x.Set, scenarios.KeyText{Key: p.Key, Value: p.Text})
		}
		edits, all = append(edits, x), append(all, c.Entry)
	}
	source := before.Sources[0].Data
	yaml, err := scenarios.EditEntries(source, edits, before.Static.Clock())
	if !errors.Is(err, scenarios.ErrEntryForm) {
		return yaml, err
	}
	fmt.Fprintf(e.stderr, "entente: %s: the list is written anew: %v\n", into, err)
	list := msel.YAML(all)
	yaml = []byte(msel.Splice(string(source), list))
	return yaml, tree.Replaced(source, []byte(list), yaml, "msel")
}

// tellMerged says what of a table was not taken, and what it no longer has.
func tellMerged(e *edge, table string, m *msel.Merged) {
	for _, note := range m.Notes {
		fmt.Fprintf(e.stderr, "entente: %s: %s\n", table, note)
	}
	if len(m.Gone) > 0 {
		fmt.Fprintf(e.stderr, "entente: %s: no longer in the table, so it goes from the list: %s\n", table, strings.Join(m.Gone, ", "))
	}
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return wording.Thousands(n) + " entries"
}
