package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/replay/wording"
	"entente/scenarios"
)

// checked is what `check --json` says of one scenario.
type checked struct {
	Scenario string             `json:"scenario"`
	Problems scenarios.Problems `json:"problems"`
	Notes    scenarios.Problems `json:"notes"`
}

func newCheck(e *edge) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "check SCENARIO...",
		Short: "List every problem of scenarios, and what looks odd in them",
		Long: `Check loads scenarios as run would, without running them. Problems are faults
that must be mended; notes are what is allowed but looks odd. Each is one line:
file:line:column: path: what is wrong (what may have been meant).`,
		Example: `  entente check my-exercise.yaml
  entente check deportation-notice-2015 two-nations
  entente check --json my-exercise.yaml         for editors`,
		Args:              args(cobra.MinimumNArgs(1), "at least one scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(_ *cobra.Command, names []string) error { return check(e, names, asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list with an object per scenario")
	return c
}

func check(e *edge, names []string, asJSON bool) error {
	var list []checked
	var all scenarios.Problems
	for _, name := range names {
		one := checked{Scenario: name, Problems: scenarios.Problems{}, Notes: scenarios.Problems{}}
		if err := noReplay(name); err != nil {
			return err
		}
		sc, err := scenarios.Load(name, scenarios.Options{})
		var problems scenarios.Problems
		switch {
		case errors.As(err, &problems):
			one.Problems = problems
			all = append(all, problems...)
		case err != nil:
			return wrong(err)
		default:
			one.Notes = append(one.Notes, sc.Notes...)
			if !asJSON {
				fmt.Fprintf(e.stdout, "%s: %s\n", name, summary(sc))
			}
		}
		list = append(list, one)
	}
	if asJSON {
		if err := printJSON(e.stdout, list); err != nil {
			return err
		}
	}
	for _, one := range list {
		for _, note := range one.Notes {
			fmt.Fprintf(e.stderr, "%s (note)\n", note)
		}
	}
	if len(all) > 0 {
		return wrong(all)
	}
	return nil
}

// summary is the size of a scenario in words.
func summary(sc *scenarios.Scenario) string {
	s := sc.Spec
	var parts []string
	for _, part := range []struct {
		n    int
		name string
	}{
		{len(s.Nations), "nation"},
		{len(s.Desks), "desk"},
		{len(s.Channels), "channel"},
		{len(s.Rules), "rule"},
		{len(s.Storylines), "storyline"},
		{len(s.Facts), "fact"},
		{len(s.Deadlines), "deadline"},
		{len(s.Params), "parameter"},
	} {
		parts = append(parts, wording.Plural(part.n, part.name))
	}
	if w := sc.Workload(s.End); w.Events > 0 {
		parts = append(parts, "about "+wording.Thousands(leading(w.Events))+" events")
	}
	return "no problems; " + strings.Join(parts, ", ")
}

// leading rounds a number to its first two digits.
func leading(n uint64) uint64 {
	unit := uint64(1)
	for n/unit >= 100 {
		unit *= 10
	}
	return n / unit * unit
}
