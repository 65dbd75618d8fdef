//go:build !js

package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"entente/replay/wording"
	"entente/scenarios/batch"
	"entente/scenarios/study"
)

func newSweepManual(e *edge) *cobra.Command {
	return &cobra.Command{
		Use:   "manual",
		Short: "Explain how to write, run and read a study",
		Long: `Manual prints, as Markdown, how to write a study, what each design is for, what the
tables hold, how Python and R read them, and how the numbers are made.`,
		Example: "  entente sweep manual | less",
		Args:    args(cobra.NoArgs, "nothing"),
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(e.stdout, study.Manual())
			return err
		},
	}
}

func newSweepPlan(e *edge) *cobra.Command {
	var reps int
	var asJSON bool
	c := &cobra.Command{
		Use:   "plan STUDY",
		Short: "Say what a study comes to, before its first run",
		Long: `Plan reads a study, reports everything that is wrong with it, and says what it comes to:
how many runs, which places of the scenario each factor reaches, and what time, shares,
disk and memory, estimated from a few runs. It writes nothing.`,
		Example: `  entente sweep plan study.yaml
  entente sweep plan study.yaml --json | jq .runs`,
		Args: args(cobra.ExactArgs(1), "one study"), ValidArgsFunction: completeStudy,
		RunE: func(_ *cobra.Command, given []string) error {
			p, _, err := readStudy(given[0], reps)
			if err != nil {
				return err
			}
			if asJSON {
				o, err := batch.OutlinePlan(p, e.cores, time.Now)
				if err != nil {
					return err
				}
				return printJSON(e.stdout, o)
			}
			return e.tellPlan(p)
		},
	}
	c.Flags().Bool("dry-run", true, "it writes nothing in any case")
	c.Flags().IntVar(&reps, "reps", 0, "`NUMBER` of replications instead of the study's")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// tellPlan prints what a plan comes to.
func (e *edge) tellPlan(p *study.Plan) error {
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "study\t%s\n", p.Study.Name)
	fmt.Fprintf(w, "scenario\t%s\n", p.Study.Scenario)
	for _, o := range p.Options {
		fmt.Fprintf(w, "option\t%s\t%s\n", o.ID, o.Title)
	}
	for _, c := range p.Columns {
		fmt.Fprintf(w, "factor\t%s\t%s; reaches %s\n", c.Path, c.Says(), wording.Plural(len(c.Targets), "place"))
	}
	for _, l := range p.Layouts {
		fmt.Fprintf(w, "block\t%s\t%s of %s: %s\n", l.ID, l.Name, wording.Plural(len(l.Columns), "factor"), wording.Plural(l.Rows(), "point"))
	}
	fmt.Fprintf(w, "runs\t%s\t%s x %s x %s\n", wording.Thousands(p.Runs()), wording.Plural(p.Points(), "point"), wording.Plural(len(p.Options), "option"), wording.Plural(p.Reps, "replication"))
	if k := p.Enough; k != nil {
		fmt.Fprintf(w, "more\t%s\tuntil %s is within %s; %s at a time, %s at most\n", wording.Thousands(p.Configs()*k.Most), k.Figure.ID, k.Says, wording.Plural(k.Batch, "replication"), wording.Thousands(k.Most))
	}
	if t := p.Series; t != nil {
		fmt.Fprintf(w, "series\t%s\t%s of every run, %s\n", wording.Thousands(p.Runs()*t.Count), wording.Plural(t.Count, "instant"), wording.Plural(len(t.Figures), "measure"))
	}
	fmt.Fprintf(w, "plan\t%s\n", p.Hash[:16])
	if err := w.Flush(); err != nil {
		return err
	}
	x, err := batch.EstimateCost(p, e.cores, time.Now)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "\nOne run takes about %v of one core, so all take %s, or %s on %s. The tables come to about %.1f MB as text, less as Parquet.\n",
		inMs(x.Run), inSeconds(inMs(x.All)), inSeconds(inMs(x.All)/time.Duration(x.Cores)), wording.Plural(x.Cores, "core"), max(float64(x.Tables)/1e6, 0.1))
	fmt.Fprintf(e.stdout, "Memory comes to about %d MB with %s, however many runs there are: each keeps up to %d MB, its worlds and the records of a run, twice those of the longest that was tried.\n",
		megabytes(x.Memory), wording.Plural(x.Cores, "worker"), megabytes(x.Worker))
	if x.Shares > 1 {
		fmt.Fprintf(e.stdout, "For a cluster: %s of about %v.\n", wording.Plural(x.Shares, "share"), inMs(x.All/int64(x.Shares)).Round(time.Second))
	}
	for _, w := range p.Warnings() {
		fmt.Fprintf(e.stdout, "Note: %s.\n", w)
	}
	return nil
}

func inMs(n int64) time.Duration { return time.Duration(n) * time.Millisecond }

// megabytes are whole, and never none.
func megabytes(n int64) int64 { return max(1, n>>20) }

// inSeconds writes how long something may take, which is never nothing.
func inSeconds(d time.Duration) string {
	if d < time.Second {
		return "less than a second"
	}
	return d.Round(time.Second).String()
}
