//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"regexp"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/render/document"
	studypage "entente/render/study"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/estimate"
	"entente/scenarios/results"
	"entente/sim/files"
)

// studyPage is the page of a study.
var studyPage = files.Kind{Noun: "a page of a study", Is: begins(regexp.MustCompile(`<meta name="generator" content="entente sweep analyze">`))}

func newSweepAnalyze(e *edge) *cobra.Command {
	var page string
	var asJSON, force bool
	c := &cobra.Command{
		Use:   "analyze DIR",
		Short: "Say what the runs of a study come to",
		Long: `Analyze reads runs.parquet of a directory and says what each option came to, with
intervals; what differs from the baseline, run by run with the same luck; which factors
matter, by the designs that can tell; and where in their space runs succeed. It makes no
run, and the same table gives the same numbers.`,
		Example: `  entente sweep analyze results
  entente sweep analyze results -o results/study.html
  entente sweep analyze results --json | jq '.measures[] | select(.id == "M1")'`,
		Args: args(cobra.ExactArgs(1), "one directory"),
		RunE: func(_ *cobra.Command, given []string) error {
			f, err := e.opened(given[0])
			if err != nil {
				return err
			}
			d, err := loadRuns(f)
			if err != nil {
				return err
			}
			a := analysis.Of(d)
			if page != "" {
				in := &studypage.Input{Data: d, Analysis: a, Terms: wording.HSEEP, Engine: agents.Version}
				if err := e.save(one(page, studyPage, force, filepath.Join(given[0], "runs.parquet")), func(w io.Writer) error { return document.HTML(w, studypage.Build(in)) }); err != nil {
					return err
				}
				fmt.Fprintf(e.stderr, "Wrote %s\n", page)
			}
			if asJSON {
				return printAnalysis(e.stdout, a)
			}
			return tellAnalysis(e.stdout, d, a)
		},
	}
	c.Flags().StringVarP(&page, "output", "o", "", "write a page that prints to this `FILE`")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	forced(c, &force)
	return c
}

// loadRuns reads the table of a directory: some figures, or all that its study is about.
func loadRuns(f *batch.Folder, figures ...*measure.Figure) (*analysis.Data, error) {
	name := filepath.Join(f.Path, "runs.parquet")
	in, size, err := files.Open(name)
	if err != nil {
		return nil, wrong(fmt.Errorf("%w: make it with sweep merge", err))
	}
	defer in.Close()
	r, err := results.NewReader(in, size, f.Table)
	if err != nil {
		return nil, wrong(fmt.Errorf("%s: %w", name, err))
	}
	defer r.Close()
	return analysis.Load(f.Plan, r, figures...)
}

// tellAnalysis prints a line for each measure and option.
func tellAnalysis(out io.Writer, d *analysis.Data, a *analysis.Analysis) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "measure\toption\tmedian\t5 %%\t95 %%\truns\tnever\tless %s\n", d.Plan.Options[a.Baseline].ID)
	for _, m := range a.Measures {
		for _, o := range m.Options {
			if o.Runs == 0 {
				continue
			}
			say := func(v float64) string {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					return wording.Absent(m.Figure.Unit)
				}
				return wording.Number(m.Figure.Unit, v)
			}
			less := ""
			if o.Less.N > 0 {
				less = say(o.Less.Value)
				if o.Less.Bounded() {
					less = fmt.Sprintf("%s (%s to %s)", less, say(o.Less.Low), say(o.Less.High))
				}
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\n", m.Figure.ID, o.Option, say(o.Median.Value), say(o.Low.Value), say(o.High.Value), o.Runs, o.Never, less)
		}
	}
	if d.Missing+d.Fails > 0 {
		fmt.Fprintf(w, "\n%s missing, %s failed\n", wording.Plural(d.Missing, "run"), wording.Plural(d.Fails, "run"))
	}
	if a.Known != nil {
		fmt.Fprintf(w, "\n%s\n", knows(a.Known, d.Plan.Reps))
	}
	return w.Flush()
}

// The shapes of sweep analyze --json. What has no number is null.
type (
	analysisJSON struct {
		Level    float64       `json:"level"`
		Measures []measureJSON `json:"measures"`
	}
	measureJSON struct {
		ID      string       `json:"id"`
		Unit    string       `json:"unit"`
		Options []optionJSON `json:"options"`
	}
	optionJSON struct {
		Option string        `json:"option"`
		Runs   int           `json:"runs"`
		Never  int           `json:"never"`
		Absent int           `json:"absent"`
		P5     *float64      `json:"p5"`
		Median *intervalJSON `json:"median"`
		P95    *float64      `json:"p95"`
		Mean   *intervalJSON `json:"mean"`
		Less   *intervalJSON `json:"less_baseline"`
	}
	intervalJSON struct {
		Value *float64 `json:"value"`
		Low   *float64 `json:"low"`
		High  *float64 `json:"high"`
		Runs  int      `json:"runs"`
	}
)

func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

func intervalOf(i estimate.Interval) *intervalJSON {
	if i.N == 0 {
		return nil
	}
	return &intervalJSON{finite(i.Value), finite(i.Low), finite(i.High), i.N}
}

func printAnalysis(out io.Writer, a *analysis.Analysis) error {
	o := analysisJSON{Level: a.Level}
	for _, m := range a.Measures {
		x := measureJSON{ID: m.Figure.ID, Unit: m.Figure.Unit.String()}
		for _, s := range m.Options {
			x.Options = append(x.Options, optionJSON{s.Option, s.Runs, s.Never, s.Absent, finite(s.Low.Value), intervalOf(s.Median), finite(s.High.Value), intervalOf(s.Mean), intervalOf(s.Less)})
		}
		o.Measures = append(o.Measures, x)
	}
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(o)
}
