package main

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/export"
	"entente/replay/wording"
	"entente/scenarios/msel"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/journal"
)

// eventFilter is which records `entente replay events` prints, and how.
type eventFilter struct {
	replay.Choice
	from, to    string
	csv, asJSON bool
}

func newEvents(e *edge) *cobra.Command {
	x := &eventFilter{}
	c := forFiles(e, &cobra.Command{
		Use:   "events FILE...",
		Short: "Print the records of a replay file, one per line",
		Long: `Events prints records in order: number, day and time, what happened, to whom, its
arguments, and the reason where something was refused, late or lifted. With
--json each line is the record as the file has it; with --csv it is a row of the
table "records", whose columns the dictionary of replay export explains.

A record is printed if it fits everything that is asked: one of the kinds, one of the
agencies, the nation, the storyline, the time. Both ends of a time are included: --from
D+1 --to D+2 has what happened at the first and at the last moment.`,
		Example: `  entente replay events run.mcap | less
  entente replay events run.mcap --kind ended,parked
  entente replay events run.mcap --agency belmora.spoc --agency cendria.police --kind read
  entente replay events run.mcap --nation belmora --from D+1T06:00 --to D+2
  entente replay events run.mcap --csv > records.csv
  entente replay events --json run.mcap | jq -r 'select(.reason) | .reason' | sort | uniq -c`,
	}, func(_ string, f *replay.File) error { return x.print(e, f) })
	flags := c.Flags()
	flags.BoolVar(&x.asJSON, "json", false, "print records as JSON, one a line")
	flags.BoolVar(&x.csv, "csv", false, "print a table for spreadsheets")
	flags.StringSliceVar(&x.Kinds, "kind", nil, "only records of this `KIND`; several with commas or one flag each")
	flags.StringSliceVar(&x.Agencies, "agency", nil, "only records by, to or with this `NATION.AGENCY`; several as well")
	flags.StringVar(&x.Nation, "nation", "", "only records by, to or with this `NATION`")
	flags.StringVar(&x.Storyline, "storyline", "", "only records about this `STORYLINE`")
	flags.StringVar(&x.from, "from", "", "the first `TIME`, included: only records at it and after it")
	flags.StringVar(&x.to, "to", "", "the last `TIME`, included: only records before it and at it")
	completeNames(e, c, "agency", "nation", "storyline")
	err := c.RegisterFlagCompletionFunc("kind", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return kindsSaid(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag is defined above
	}
	return c
}

// kindsSaid are the kinds of record with what each says.
func kindsSaid() (list []string) {
	for _, name := range replay.KindNames() {
		list = append(list, name+"\t"+journal.KindOf(name).Shape().Says)
	}
	return list
}

// print prints what was chosen of a file.
func (x *eventFilter) print(e *edge, f *replay.File) error {
	if x.csv && x.asJSON {
		return wrong(errors.New("--csv and --json exclude each other"))
	}
	chosen, err := x.filter(f)
	if err != nil {
		return wrong(err)
	}
	c, n := f.Static().Clock(), 0
	if x.csv {
		n, err = printRecords(e, f, chosen)
	} else {
		if !x.asJSON {
			fmt.Fprintf(e.stderr, "entente: %s\n", c.Legend())
		}
		err = f.Events(chosen, func(entry *replay.Entry) error {
			line := string(entry.Text)
			if !x.asJSON {
				line = sentence(c, f.Names(), &entry.Record)
			}
			n++
			_, err := fmt.Fprintln(e.stdout, line)
			return err
		})
	}
	if err != nil || n > 0 {
		return reading(err)
	}
	i, err := f.Info()
	if err == nil {
		fmt.Fprintf(e.stderr, "entente: no record fits all of that; the run has %s, from %s to %s\n", wording.Plural(int(i.Records), "record"), c.At(i.First), c.At(i.Last))
	}
	return reading(err)
}

// printRecords prints what was chosen as a table, and counts it.
func printRecords(e *edge, f *replay.File, chosen replay.Filter) (n int, err error) {
	enough := errors.New("no more rows are wanted")
	var records iter.Seq[*journal.Record] = func(yield func(*journal.Record) bool) {
		err = f.Events(chosen, func(entry *replay.Entry) error {
			n++
			if !yield(&entry.Record) {
				return enough
			}
			return nil
		})
	}
	written := msel.WriteRows(e.stdout, export.Records(f.Static(), f.Meta().Seed, records).Grid())
	if written != nil {
		return n, written
	}
	return n, err
}

// filter finds what was chosen in a file.
func (x *eventFilter) filter(f *replay.File) (replay.Filter, error) {
	chosen, err := f.Filter(x.Choice)
	if u := (*replay.UnknownName)(nil); errors.As(err, &u) {
		return chosen, nearest(u)
	}
	if err != nil {
		return chosen, err
	}
	for _, end := range []struct {
		flag, text string
		to         **sim.Time
	}{{"--from", x.from, &chosen.From}, {"--to", x.to, &chosen.To}} {
		if end.text == "" {
			continue
		}
		t, err := f.Static().Clock().Read(end.text)
		if err != nil {
			return chosen, fmt.Errorf("%s: %w", end.flag, err)
		}
		*end.to = &t
	}
	if chosen.From != nil && chosen.To != nil && *chosen.From > *chosen.To {
		c := f.Static().Clock()
		return chosen, fmt.Errorf("--from %s is after --to %s: both ends are included, so that nothing lies between them", c.At(*chosen.From), c.At(*chosen.To))
	}
	return chosen, nil
}

// nearest offers the name that an unknown one may have meant, or what there is.
func nearest(u *replay.UnknownName) error {
	if hint := words.DidYouMean(u.Name, u.Known); hint != "" {
		return fmt.Errorf("no %s is called %q (%s)", u.What, u.Name, hint)
	}
	if len(u.Known) > 60 {
		return fmt.Errorf("no %s is called %q; there are %d, such as %s", u.What, u.Name, len(u.Known), wording.Join(slices.Clone(u.Known[:3])))
	}
	return u
}
