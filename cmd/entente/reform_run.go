//go:build !js

package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"entente/replay"
	"entente/scenarios"
	"entente/scenarios/reform"
)

// askedRun is the run in a replay file whose gap is asked about.
type askedRun struct {
	reform.RunData
	*result
}

// readSearched reads what a search is about: a scenario, or the run in a replay file.
func (e *edge) readSearched(o *reforming) (f *scenarios.Family, err error) {
	if !strings.HasSuffix(o.name, ".mcap") {
		f, err = scenarios.NewFamily(o.name, scenarios.Options{Set: o.sets, Patches: o.patch, MaxEvents: uint64(o.most)})
		return f, wrong(err)
	}
	return f, nameFile(o.name, withFile(e, o.name, func(name string, file *replay.File) error {
		f, err = o.useRun(name, file)
		return err
	}))
}

// useRun takes the run in a file, once it is proved, with its scenario, settings and seed.
func (o *reforming) useRun(name string, file *replay.File) (*scenarios.Family, error) {
	m := file.Meta()
	switch {
	case len(o.sets) > 0 || len(o.patch) > 0:
		return nil, wrong(errors.New("--set and --patch change a scenario, and a run is as it was; name the scenario instead of the file"))
	case file.Truncated != nil || file.Result().Recovered:
		return nil, withCode(unverified, errors.New("only a part of the run is in it; what it missed needs the whole"))
	case len(m.Branches) > 0:
		return nil, wrong(errors.New("the run was changed on its way, which the runs of a search are not; give the parent that it was branched from"))
	}
	j, err := jobOf(file, uint64(o.most))
	if err != nil {
		return nil, withCode(unverified, err)
	}
	if err := j.follows(file); err != nil {
		return nil, err
	}
	if _, err := verifyFile(file, uint64(o.most), &proved{}); err != nil {
		return nil, withCode(unverified, err)
	}
	r, err := resultOf(name, file)
	if err != nil {
		return nil, reading(err)
	}
	list, err := file.Sources()
	if err != nil {
		return nil, reading(err)
	}
	o.run = &askedRun{reform.RunData{
		File: filepath.Base(name), Seed: m.Seed, Digest: r.digest, Settings: append([]string{}, m.Set...), Until: m.Until, First: !o.reseeded || o.seed == m.Seed,
	}, r}
	if o.sets, o.inputs = m.Set, []string{name}; !o.reseeded {
		o.seed = m.Seed
	}
	f, err := scenarios.FamilyOf(sourcesOf(list), scenarios.Options{Set: m.Set, MaxEvents: uint64(o.most)})
	return f, withCode(unverified, err)
}

// missing are the deadlines that the run missed.
func (r *askedRun) missing() []int { return reform.Missing(r.trace, r.until) }

// collectWaits takes down what came of deadlines, and gives what it waited for on the way to
// those that it missed.
func (r *askedRun) collectWaits(which []int) ([]reform.Waited, error) {
	r.Tell(r.trace, which, r.until)
	w, err := reform.WaitsOf(r.trace, which)
	if err != nil {
		return nil, fmt.Errorf("why the run missed: %w", err)
	}
	return w, nil
}
