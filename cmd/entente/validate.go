//go:build !js

package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/render/document"
	"entente/render/validation"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/casebook"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// validating is what `entente validate` was asked to do.
type validating struct {
	names   []string
	unseen  bool
	sets    []string
	reps    int
	seed    uint64
	workers crew
	most    eventBound
	json    bool
	file    string
	force   bool
}

// validationPage is the file that it writes: Markdown, or a page that prints.
var validationPage = files.Kind{Noun: "a page of validations", Is: matchesStart(regexp.MustCompile(`^` + regexp.QuoteMeta(casebook.Title) + `\n|<meta name="generator" content="` + validation.Maker + `">`))}

func newValidate(e *edge) *cobra.Command {
	o := &validating{}
	c := &cobra.Command{
		Use:   "validate [CASE...]",
		Short: "Compare the engine with documented cases",
		Long: `Validate runs documented cases many times: YAML files that name a scenario, intervals
between its records with the value that an inquiry or the press found out, labels that
must show, and remedies with the sign that was expected of them. Without a name it runs
the six of the library whose authors knew the engine, and with --unseen those that were
written, and kept, before they were first run.

It says where each documented value stands among the simulated ones, in what share of the
rows that is between 5 and 95 %, how many signs and labels came out as stated, and which
gaps stayed open. It judges the model, and nothing has to pass: misses are shown as
misses. How a case is written: entente library manual cases`,
		Example: `  entente validate                               the six of the library (minutes)
  entente validate --unseen                      those that were written before they were run
  entente validate last-mile-2019 --reps 200     one of them
  entente validate mine.yaml theirs.yaml -o validation.html
  entente validate mine.yaml --json | jq .predictive
  entente validate --set model.attention.aside=0  what cases come to where nothing is put aside
  entente library show cases/last-mile-2019      one to begin your own with`,
		ValidArgsFunction: completeCase,
		RunE: func(_ *cobra.Command, given []string) error {
			o.names = given
			return e.validate(o)
		},
	}
	f := c.Flags()
	f.IntVar(&o.reps, "reps", 1000, "`NUMBER` of replications of each case; a remedy is run for 300 of them at most")
	seedFlag(f, &o.seed)
	f.BoolVar(&o.unseen, "unseen", false, "run the library's cases that were written, and kept, before they were first run")
	f.StringArrayVar(&o.sets, "set", nil, "set `PATH=VALUE` in all runs of all cases: what moves them, or what was so before; may be repeated")
	crewFlag(f, &o.workers)
	boundFlag(f, &o.most)
	f.BoolVar(&o.json, "json", false, "print one JSON object instead of the tables")
	f.StringVarP(&o.file, "output", "o", "", "write the page to `FILE`: a page that prints if its name ends in .html, else Markdown")
	addForceFlag(c, &o.force)
	return c
}

// completeCase offers the cases of the library, and files.
func completeCase(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, entry := range slices.Concat(scenarios.Cases(), scenarios.Unseen()) {
		names = append(names, entry.Name+"\t"+entry.Title)
	}
	return names, cobra.ShellCompDirectiveDefault
}

func (e *edge) validate(o *validating) error {
	if err := countable(o.reps, "replication"); err != nil {
		return err
	}
	plans, err := o.readCases()
	if err != nil {
		return err
	}
	runs, inputs := 0, []string{}
	for i, p := range plans {
		if n := p.Kept(); o.reps > sweep.MaxOutcomes/max(n, 1) {
			return wrong(fmt.Errorf("--reps %d: %s records of each run of %s are more than %s to keep", o.reps, wording.Thousands(n), p.Case.Name, wording.Thousands(sweep.MaxOutcomes)))
		}
		sc := p.Scenario()
		if err := affordable(sc, sc.Spec.End); err != nil {
			return err
		}
		runs += p.Runs(o.reps)
		inputs = append(append(inputs, o.names[i]), p.Inputs...)
	}
	var draft *files.Draft
	if o.file != "" {
		plan := singleTarget(o.file, validationPage, o.force, inputs...)
		plan.Early = true // it is minutes of work
		if draft, err = e.begin(plan); err != nil {
			return err
		}
		defer draft.Close()
	}
	v, err := e.measureCases(o, plans, runs)
	if err != nil {
		return err
	}
	if n := v.Unmeasured(); n > 0 {
		fmt.Fprintf(e.stderr, "entente: %s began in no run, and %s no number: see whether `by` and `where` fit the kind\n", wording.Plural(n, "row"), are(n))
	}
	if draft != nil {
		if err := writeParts(draft, func(w io.Writer) error { return o.writePage(w, v) }); err != nil {
			return err
		}
		fmt.Fprintf(e.stderr, "Wrote %s\n", o.file)
	}
	if o.json {
		return printJSON(e.stdout, v)
	}
	p := newPicture(e, measure.NewTrace(plans[0].Scenario().Static))
	p.validation(v)
	_, err = io.WriteString(colourWriter(e), p.out.String())
	return err
}

// writePage writes the file that was asked for, in the form that its name says.
func (o *validating) writePage(w io.Writer, v *casebook.Validation) error {
	if strings.HasSuffix(strings.ToLower(o.file), ".html") {
		return document.HTML(w, validation.Build(v))
	}
	return casebook.Page(w, v)
}

func are(n int) string {
	if n == 1 {
		return "is in"
	}
	return "are in"
}

// readCases settles all cases, and tells what is wrong with any of them.
func (o *validating) readCases() (plans []*casebook.Plan, err error) {
	switch {
	case o.unseen && len(o.names) > 0:
		return nil, wrong(errors.New("--unseen runs the library's own, and no case that is named beside it; name them all, or none"))
	case o.unseen:
		o.names = namesOf(scenarios.Unseen())
	case len(o.names) == 0:
		o.names = namesOf(scenarios.Cases())
	}
	var all scenarios.Problems
	for i, name := range o.names {
		if err := noReplay(name); err != nil {
			return nil, err
		}
		if slices.Contains(o.names[:i], name) {
			return nil, wrong(fmt.Errorf("%s is named twice, and would count twice", name))
		}
		p, err := casebook.Read(name, casebook.Options{Set: o.sets, MaxEvents: uint64(o.most)})
		var problems scenarios.Problems
		switch {
		case errors.As(err, &problems):
			all = append(all, problems...)
		case err != nil:
			return nil, wrong(err)
		default:
			plans = append(plans, p)
		}
	}
	if len(all) > 0 {
		return nil, wrong(all)
	}
	return plans, nil
}

func namesOf(list []scenarios.Entry) (names []string) {
	for _, x := range list {
		names = append(names, x.Name)
	}
	return names
}

// measureCases runs all cases on one pool.
func (e *edge) measureCases(o *validating, plans []*casebook.Plan, runs int) (*casebook.Validation, error) {
	ctx, pool, end := e.newPool(runs, o.workers, "run")
	defer end()
	var done []*casebook.Result
	for _, p := range plans {
		r, err := p.Measure(ctx, pool, o.seed, o.reps)
		if errors.Is(err, sweep.ErrStopped) {
			return nil, errors.New("stopped, and nothing is told of half a validation; --reps 50 takes less")
		}
		if err != nil {
			return nil, err
		}
		done = append(done, r)
	}
	return casebook.Pool(done, agents.Version, o.seed, o.reps, o.sets...), nil
}
