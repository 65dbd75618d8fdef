package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/render/guide"
	"entente/replay"
	"entente/scenarios"
	"entente/sim/journal"
)

// guideFlags are what `entente guide` was asked to do.
type guideFlags struct {
	to    string
	terms terms
	force bool
}

func newGuide(e *edge) *cobra.Command {
	o := &guideFlags{}
	c := &cobra.Command{
		Use:   "guide SCENARIO|FILE.mcap -o FILE",
		Short: "Write the guide that evaluators fill in during play",
		Long: `Guide writes the Exercise Evaluation Guide of a scenario, blank: for each objective
its capability and target, its critical tasks with the thresholds of each rating, the
entries of the events list that serve it with their windows, and boxes and room for
what an evaluator sees. It is a page that prints and can be filled in on a screen, or
Markdown if -o ends in .md. From a replay file it takes the scenario that was played.

After play, entente report writes the same guide filled in from the run.`,
		Example: `  entente guide twelve-nations -o guide.html
  entente guide mine.yaml --terms nato -o guide.html
  entente guide mine-1.mcap -o guide.md`,
		Args: args(cobra.ExactArgs(1), "one scenario or replay file"), ValidArgsFunction: completeScenario,
		RunE: func(_ *cobra.Command, given []string) error { return o.write(e, given[0]) },
	}
	c.Flags().StringVarP(&o.to, "output", "o", "", "write to this `FILE` (.html or .md)")
	o.terms.addFlag(c)
	addForceFlag(c, &o.force)
	return c
}

// write makes the blank guide.
func (o *guideFlags) write(e *edge, name string) error {
	if o.to == "" {
		return wrong(errors.New("say where to write it: -o guide.html"))
	}
	for _, form := range documentForms {
		if filepath.Ext(o.to) != form.ext {
			continue
		}
		st, inputs, err := readPage(e, name)
		if err != nil {
			return err
		}
		if len(st.Objectives) == 0 {
			return wrong(fmt.Errorf("%s has no objectives to evaluate: give it `exercise.objectives`", name))
		}
		d := guide.Build(&guide.Input{Static: st, Terms: o.terms.Terms})
		if err := e.save(singleTarget(o.to, form.kind, o.force, inputs...), func(w io.Writer) error { return form.write(w, d) }); err != nil {
			return err
		}
		fmt.Fprintln(e.stderr, "Wrote", o.to)
		return nil
	}
	return wrong(fmt.Errorf("%s: a guide is written as .html or .md", o.to))
}

// readPage reads what a scenario, or the one of a replay file, says of itself, and what
// was read for it.
func readPage(e *edge, name string) (st *journal.Static, inputs []string, err error) {
	if !strings.HasSuffix(name, ".mcap") {
		sc, err := load(name, scenarios.Options{})
		if err != nil {
			return nil, nil, err
		}
		return sc.Static, sc.Paths(), nil
	}
	err = nameFile(name, withFile(e, name, func(_ string, f *replay.File) error {
		st = f.Static()
		return nil
	}))
	return st, []string{name}, err
}
