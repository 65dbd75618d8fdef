package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/outcome"
	"entente/scenarios/msel"
	"entente/scenarios/words"
	"entente/sim"
)

// knewFlags is what `entente replay knew` was asked.
type knewFlags struct {
	at, as      string
	csv, asJSON bool
}

func newKnew(e *edge) *cobra.Command {
	q := &knewFlags{}
	c := &cobra.Command{
		Use:   "knew FILE --at TIME",
		Short: "Say who knew what at a given moment",
		Long: `Knew says, for every fact that was there to be noticed by a given moment, who had
received, read, understood and believed it, what for, whether it lies dormant
because no rule sends it on, and who needed it and had nothing. What was true is
shown beside it.

With --as it says what one nation or agency had, and nothing else: no truth, no
other nation, no fact that it had received and not yet understood. A nation has
what at least one of its agencies has.`,
		Example: `  entente replay knew run.mcap --at D+1T06:00
  entente replay knew run.mcap --at T+51h --as belmora
  entente replay knew run.mcap --at D+2 --as belmora.police --json
  entente replay knew run.mcap --at D+2 --csv > knew.csv`,
		Args: args(cobra.ExactArgs(1), "one replay file"), ValidArgsFunction: completeReplay,
		RunE: func(_ *cobra.Command, names []string) error {
			return nameFile(names[0], withFile(e, names[0], func(name string, f *replay.File) error { return q.printLedger(e, f) }))
		},
	}
	f := c.Flags()
	f.StringVar(&q.at, "at", "", "the moment: a `TIME` such as \"D+2 06:00\", T+46h or 2027-03-03T06:00Z; all that happened at it counts")
	f.StringVar(&q.as, "as", "", "only what this `NATION` or NATION.AGENCY had")
	f.BoolVar(&q.csv, "csv", false, "print a table for spreadsheets")
	f.BoolVar(&q.asJSON, "json", false, "print one JSON object")
	if err := c.RegisterFlagCompletionFunc("as", completeHolder(e)); err != nil {
		panic(err) // the flag is defined above
	}
	return c
}

// completeHolder offers the nations and agencies of the file that is named.
func completeHolder(e *edge) cobra.CompletionFunc {
	return func(_ *cobra.Command, names []string, _ string) ([]string, cobra.ShellCompDirective) {
		var list []string
		if len(names) == 1 {
			quiet := *e
			quiet.stderr = discard{}
			_ = withFile(&quiet, names[0], func(_ string, f *replay.File) error { // what cannot be read offers nothing
				list = f.Holders()
				return nil
			})
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	}
}

// discard is a sink that drops every record.
type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

// printLedger folds the file and prints.
func (q *knewFlags) printLedger(e *edge, f *replay.File) error {
	if q.csv && q.asJSON {
		return wrong(errors.New("--csv and --json exclude each other"))
	}
	at, err := readMoment(f, "--at", q.at)
	if err != nil {
		return err
	}
	if q.as != "" && !holds(f, q.as) {
		err := fmt.Errorf("--as: nobody is called %q", q.as)
		if hint := words.DidYouMean(q.as, f.Holders()); hint != "" {
			err = fmt.Errorf("%w (%s)", err, hint)
		}
		return wrong(err)
	}
	l, err := f.Ledger(at, q.as)
	if err != nil {
		return reading(err)
	}
	switch {
	case q.csv:
		return ledgerCSV(e, f, l)
	case q.asJSON:
		return printJSON(e.stdout, outcome.NewLedger(f, l))
	}
	return showLedger(e, f, l)
}

func holds(f *replay.File, name string) bool {
	for _, n := range f.Holders() {
		if n == name {
			return true
		}
	}
	return false
}

// toldUpTo is the instant up to which a file has records, and what ends it there.
func toldUpTo(f *replay.File) (end sim.Time, what string, err error) {
	i, err := f.Info()
	if err != nil {
		return 0, "", err
	}
	if f.Truncated != nil || i.Recovered {
		return i.Last, "the end of what is left of the file", nil
	}
	what = "EndEx"
	if f.Meta().Until != "" {
		what = "the end of the run"
	}
	end, err = untilOf(f)
	return end, what, err
}

// readMoment reads a time that a flag asks for, which must lie between the first and
// the last instant of the file.
func readMoment(f *replay.File, flag, text string) (sim.Time, error) {
	end, what, err := toldUpTo(f)
	if err != nil {
		return 0, reading(err)
	}
	if text == "" {
		return 0, wrong(fmt.Errorf("%s: say when, such as \"D+2 06:00\", T+46h or 2027-03-03T06:00Z", flag))
	}
	st := f.Static()
	at, err := st.Clock().Read(text)
	if err != nil {
		return 0, wrong(fmt.Errorf("%s: %w", flag, err))
	}
	if at < 0 || at > end {
		return 0, wrong(fmt.Errorf("%s: %s is not between StartEx and %s, %s", flag, text, what, st.Clock().At(end)))
	}
	return at, nil
}

// ledgerCSV prints a ledger for spreadsheets. What is hidden is told on stderr,
// for a table has no place for it.
func ledgerCSV(e *edge, f *replay.File, l *replay.Ledger) error {
	e.printBanner(f.Static())
	if l.As != 0 {
		fmt.Fprintf(e.stderr, "entente: as %s; hidden: %s\n", f.Names().Text(l.As), l.Hidden())
	}
	return msel.WriteCells(e.stdout, outcome.NewLedger(f, l).Table(f.Static().Clock()))
}
