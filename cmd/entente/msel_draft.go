package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"entente/scenarios"
	"entente/scenarios/lint"
	"entente/scenarios/msel/draft"
	"entente/scenarios/msel/intake"
	"entente/scenarios/sweep"
	"entente/sim/notation"
)

// fresh is what an import makes a new scenario by, where no scenario is named.
type fresh struct{ name, title, start string }

// draftList makes a scenario of a list alone.
func draftList(e *edge, list, mapping, file string, f fresh, force bool) error {
	r, err := readList(e, list, mapping, nil)
	if err != nil {
		return err
	}
	if err := f.applyFlags(r); err != nil {
		return wrong(err)
	}
	if err := r.Err(); err != nil {
		return wrong(err)
	}
	d := draft.Draft{Name: f.chooseName(list, file), From: filepath.Base(list), Reading: r}
	yaml, guesses, after, err := d.Make()
	if err != nil {
		return wrong(listFaults(r, nil, err))
	}
	if d.Never = printTrial(e, after); len(d.Never) > 0 {
		if yaml, guesses, after, err = d.Make(); err != nil {
			return wrong(err)
		}
	}
	for _, g := range guesses {
		fmt.Fprintf(e.stderr, "guessed: %s\n", g)
	}
	tellNotes(e, lint.Look(after).Notes, someNotes, d.Name)
	if file == "-" {
		_, err := e.stdout.Write([]byte(yaml))
		return err
	}
	inputs := []string{list}
	if mapping != "" {
		inputs = append(inputs, mapping)
	}
	if err := e.save(singleTarget(file, scenarioFile, force, inputs...), textWriter(yaml)); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s with %s and a world of stubs. Next: look at its comments, then entente rehearse %s\n", file, entries(len(r.Table.Rows)), file)
	return nil
}

// chooseName chooses the name of the new scenario: as somebody said, or that of the
// file it is written to, or of the list.
func (f *fresh) chooseName(list, file string) string {
	if f.name != "" {
		return f.name
	}
	base := file
	if file == "-" {
		base = list
	}
	base = filepath.Base(base)
	if name := intake.Slug(strings.TrimSuffix(base, filepath.Ext(base))); name != "" {
		return name
	}
	return "exercise"
}

// applyFlags puts in place what flags say: a StartEx to which the whole list moves, and a
// title.
func (f *fresh) applyFlags(r *intake.Reading) error {
	if f.title != "" {
		r.Title = f.title
	}
	if f.start != "" {
		at, zone, err := notation.ParseStart(f.start)
		if err != nil {
			return fmt.Errorf("--start %s: write StartEx as 2027-03-01T08:00+01:00", f.start)
		}
		r.StartEx, r.Zone = at, zone
	} else if start, zone, ok := r.Table.StartEx(); ok && r.StartEx == 0 {
		r.StartEx, r.Zone = start, zone
	}
	return nil
}

// A draft is tried in so many runs, and in none where they take more than some events in
// all.
const trialRuns, mostTrial = 20, 20_000_000

// printTrial names the entries of a draft that come in no run.
func printTrial(e *edge, sc *scenarios.Scenario) (never []string) {
	if sc.Workload(sc.Spec.End).Events > mostTrial/trialRuns {
		return nil
	}
	ctx, pool, end := e.newPool(trialRuns, 0, "trial run")
	r, err := sweep.Rehearse(ctx, pool, sc, 1, trialRuns)
	end()
	if err != nil || len(r.Failed) > 0 {
		return nil // a rehearsal tells why
	}
	for i := range r.Entries {
		if r.Entries[i].Never() {
			never = append(never, r.Entries[i].Number)
		}
	}
	return never
}
