//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/render/document"
	"entente/render/still"
	studypage "entente/render/study"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/sim/files"
)

// studyPage is the page of a study.
var studyPage = files.Kind{Noun: "a page of a study", Is: matchesStart(regexp.MustCompile(`<meta name="generator" content="entente sweep analyze">`))}

// The sorts of file that a figure of a study is.
var (
	studyFigure = files.Kind{Noun: "a figure of a study", Is: matchesStart(regexp.MustCompile(`^<!-- entente sweep analyze -->`))}
	studySpec   = files.Kind{Noun: "a Vega-Lite specification", Is: matchesStart(regexp.MustCompile(`^\{\s*"\$schema": "https://vega.github.io/schema/vega-lite/`))}
)

// analyzeFlags are what `sweep analyze` was asked for.
type analyzeFlags struct {
	page, figures string
	asJSON, force bool
}

func newSweepAnalyze(e *edge) *cobra.Command {
	o := &analyzeFlags{}
	c := &cobra.Command{
		Use:   "analyze DIR",
		Short: "Say what the runs of a study come to",
		Long: `Analyze reads the tables of a directory and says what each option came to, with
intervals; what differs from the baseline, run by run with the same luck; which factors
matter, by the designs that can tell; where in the space of factors runs succeed; and how
measures went over time. It makes no run, and the same tables give the same numbers.
The text says what the page shows; --json has all of it.`,
		Example: `  entente sweep analyze results
  entente sweep analyze results -o results/study.html
  entente sweep analyze results --figures figures       each as SVG, and as Vega-Lite JSON beside it
  entente sweep analyze results --json | jq '.measures[] | select(.id == "M1")'`,
		Args: args(cobra.ExactArgs(1), "one directory"),
		RunE: func(_ *cobra.Command, given []string) error { return e.analyze(given[0], o) },
	}
	f := c.Flags()
	f.StringVarP(&o.page, "output", "o", "", "write a page that prints to this `FILE`")
	f.StringVar(&o.figures, "figures", "", "write its figures to this `DIR`, as SVG and as Vega-Lite JSON")
	f.BoolVar(&o.asJSON, "json", false, "print one JSON object")
	addForceFlag(c, &o.force)
	return c
}

func (e *edge) analyze(dir string, o *analyzeFlags) error {
	f, err := e.reopenFolder(dir)
	if err != nil {
		return err
	}
	d, err := loadRuns(f)
	if err != nil {
		return err
	}
	a := analysis.Of(d)
	courses, err := loadSeries(f)
	if err != nil {
		return err
	}
	if o.page != "" || o.figures != "" {
		in := &studypage.Input{Data: d, Analysis: a, Courses: courses, Terms: wording.HSEEP, Engine: agents.Version}
		if err := e.saveStudy(studypage.Build(in), filepath.Join(dir, "runs.parquet"), o); err != nil {
			return err
		}
	}
	if o.asJSON {
		return printJSON(e.stdout, analysis.NewReport(d, a, courses, agents.Version))
	}
	return tellAnalysis(e.stdout, d, a, courses)
}

// saveStudy writes the page of a study and its figures, as far as they are asked for.
func (e *edge) saveStudy(page *document.Document, input string, o *analyzeFlags) error {
	plan := files.Plan{Inputs: []string{input}, Force: o.force, Folder: o.figures != ""}
	var write []func(io.Writer) error
	if o.page != "" {
		plan.Targets = append(plan.Targets, files.Target{Name: o.page, Kind: studyPage})
		write = append(write, func(w io.Writer) error { return document.HTML(w, page) })
	}
	list := page.Figures()
	for _, x := range list {
		if o.figures == "" {
			break
		}
		plan.Targets = append(plan.Targets, files.Target{Name: filepath.Join(o.figures, x.ID+".svg"), Kind: studyFigure})
		write = append(write, textWriter("<!-- entente sweep analyze -->\n"+still.Slide(x.Scene, x.ID, page.Banner, "", theme.Light)))
		if x.Spec != nil {
			plan.Targets = append(plan.Targets, files.Target{Name: filepath.Join(o.figures, x.ID+".vl.json"), Kind: studySpec})
			write = append(write, func(w io.Writer) error {
				j := json.NewEncoder(w)
				j.SetIndent("", " ")
				return j.Encode(x.Spec)
			})
		}
	}
	if len(plan.Targets) == 0 {
		fmt.Fprintln(e.stderr, "The study has no figure: no option differs from another, and no block can tell what matters.")
		return nil
	}
	if err := e.save(plan, write...); err != nil {
		return err
	}
	if o.page != "" {
		fmt.Fprintf(e.stderr, "Wrote %s\n", o.page)
	}
	if o.figures != "" {
		fmt.Fprintf(e.stderr, "Wrote %s to %s, each as SVG and as Vega-Lite JSON\n", wording.Plural(len(list), "figure"), o.figures)
	}
	return nil
}

// loadSeries reads what runs of a directory had on their way; nil where none is kept.
func loadSeries(f *batch.Folder) ([]analysis.Course, error) {
	if f.Series == nil {
		return nil, nil
	}
	name := filepath.Join(f.Path, "series.parquet")
	in, size, err := files.Open(name)
	if err != nil {
		return nil, wrong(err)
	}
	defer in.Close()
	r, err := results.NewReader(in, size, f.Series)
	if err != nil {
		return nil, wrong(fmt.Errorf("%s: %w", name, err))
	}
	defer r.Close()
	return analysis.Courses(f.Plan, r)
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
