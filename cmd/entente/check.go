package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"entente/agents/model"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/lint"
)

// checked is what `check --json` says of one scenario.
type checked struct {
	Scenario string             `json:"scenario"` // or documented case, as it was named
	Problems scenarios.Problems `json:"problems"` // faults that must be mended
	Notes    scenarios.Problems `json:"notes"`    // what is allowed but looks odd
	Idle     []string           `json:"idle"`     // agencies that nothing reaches
}

func newCheck(e *edge) *cobra.Command {
	var asJSON bool
	var with scenarios.Options
	c := &cobra.Command{
		Use:   "check SCENARIO...",
		Short: "List every problem of scenarios, and what looks odd in them",
		Long: `Check loads scenarios as run would, without running them, and the files of
documented cases as validate would. Problems must be mended; notes point at what is
allowed but looks odd. Each is one line: file:line:column: path: what is wrong (what may
have been meant).`,
		Example: `  entente check my-exercise.yaml
  entente check deportation-notice-2015 two-nations
  entente check my-exercise.yaml --patch mine.yaml   what a patch makes of it
  entente check my-case.yaml                    a documented case, before its first run
  entente check --json my-exercise.yaml         for editors`,
		Args:              args(cobra.MinimumNArgs(1), "at least one scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(_ *cobra.Command, names []string) error { return check(e, names, with, asJSON) },
	}
	f := c.Flags()
	f.StringArrayVar(&with.Set, "set", nil, "set `PATH=VALUE` of each scenario; may be repeated")
	f.StringArrayVar(&with.Patches, "patch", nil, "apply a patch: a YAML `FILE`, or SCENARIO/NAME of the library; may be repeated")
	f.BoolVar(&asJSON, "json", false, "print a JSON list with an object per scenario")
	return c
}

func check(e *edge, names []string, with scenarios.Options, asJSON bool) error {
	var list []checked
	var all scenarios.Problems
	var said strings.Builder
	step, end := e.counting(len(names), "scenario")
	defer end()
	for _, name := range names {
		if err := noReplay(name); err != nil {
			return err
		}
		one := checked{Scenario: name, Problems: scenarios.Problems{}, Notes: scenarios.Problems{}, Idle: []string{}}
		of, isCase, err := checkCase(name, with)
		var sc *scenarios.Scenario
		if !isCase {
			sc, err = scenarios.Load(name, with)
		}
		step(err != nil)
		var problems scenarios.Problems
		switch {
		case errors.As(err, &problems):
			one.Problems = problems
			all = append(all, problems...)
		case err != nil:
			return wrong(err)
		case isCase:
			if !asJSON {
				fmt.Fprintf(&said, "%s: %s\n", name, of)
			}
		default:
			found := lint.Look(sc)
			one.Notes = append(one.Notes, found.Notes...)
			one.Idle = append(one.Idle, found.Idle...)
			if !asJSON {
				fmt.Fprintf(&said, "%s: %s\n", name, summary(sc))
				tellIdle(&said, found.Idle, len(sc.Spec.Agencies))
			}
		}
		list = append(list, one)
	}
	end()
	if _, err := io.WriteString(e.stdout, said.String()); err != nil {
		return err
	}
	if asJSON {
		if err := printJSON(e.stdout, list); err != nil {
			return err
		}
	}
	for _, one := range list {
		tellNotes(e, one.Notes, len(one.Notes), "")
	}
	if len(all) > 0 {
		return wrong(all)
	}
	return nil
}

// tellIdle counts the agencies that nothing reaches, and names the first: a preset
// brings more of a nation than most scenarios need, and one that was meant to play is
// missed there.
func tellIdle(w io.Writer, idle []string, all int) {
	if len(idle) == 0 {
		return
	}
	const first = 5
	list, more := idle, ""
	if len(list) > first {
		list, more = list[:first], ", ..."
	}
	fmt.Fprintf(w, "  no rule, law, fact, motion or entry reaches %d of %s: %s%s\n",
		len(idle), wording.Plural(all, "agency"), strings.Join(list, ", "), more)
}

// someNotes is how many notes stand before a run, which is not about them.
const someNotes = 6

// tellNotes says what looks odd in a scenario: at most so many notes, and where the
// rest is to be had.
func tellNotes(e *edge, notes scenarios.Problems, most int, name string) {
	for _, note := range notes[:min(most, len(notes))] {
		fmt.Fprintf(e.stderr, "%s (note)\n", note)
	}
	if more := len(notes) - most; more > 0 {
		fmt.Fprintf(e.stderr, "%s more: entente check %s\n", wording.Plural(more, "note"), name)
	}
}

// summary is the size of a scenario in words.
func summary(sc *scenarios.Scenario) string {
	s := sc.Spec
	var nations, bodies, stores int
	for _, n := range s.Nations {
		switch {
		case !n.Body:
			nations++
		case s.Agencies[n.Agencies[0]].Store != model.None:
			stores++
		default:
			bodies++
		}
	}
	var parts []string
	for _, part := range []struct {
		n        int
		name     string
		evenNone bool
	}{
		{nations, "nation", true},
		{bodies, "body", false},
		{stores, "store", false},
		{len(s.Desks), "desk", true},
		{len(s.Channels), "channel", true},
		{len(s.Rules), "rule", true},
		{len(s.Storylines), "storyline", true},
		{len(s.Facts), "fact", true},
		{len(s.Deadlines), "deadline", true},
		{len(s.Entries), "entry", false},
		{len(s.Params), "parameter", true},
	} {
		if part.n > 0 || part.evenNone {
			parts = append(parts, wording.Plural(part.n, part.name))
		}
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
