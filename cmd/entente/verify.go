package main

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/replay"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim/journal"
)

func newVerify(e *edge) *cobra.Command {
	var most eventBound
	var asJSON bool
	c := &cobra.Command{
		Use:   "verify FILE...",
		Short: "Prove a replay file by running it again",
		Long: `Verify reads every byte of a replay file against its checksums, loads the scenario
that is in it, runs that again, writes the file anew and compares byte by byte. The
exit code is 0 if all is equal; otherwise it is 4, and verify says what differs, up to
the first record that does, or where the file is damaged.

The digest is over the records. Beside it is what was run: the SHA-256 of the sources,
which changes with every word in them, such as a banner, the text of a law or a
comment. Verify proves that the file is what these sources give; whether they are
yours, their SHA-256 tells.

A stranger's file does not run for ever: a run with more events than --max-events is
stopped, and nothing is proved; the exit code is then 4 as well.

With --json it prints one object for each file, even for one that does not verify,
and goes on to the next.`,
		Example: `  entente replay verify deportation-notice-2015-1.mcap
  entente replay verify *.mcap --json | jq 'select(.equal | not) | .file, .problem'`,
		Args:              args(cobra.MinimumNArgs(1), "at least one replay file"),
		ValidArgsFunction: completeReplay,
		RunE:              func(_ *cobra.Command, names []string) error { return verifyFiles(e, names, uint64(most), asJSON) },
	}
	boundFlag(c.Flags(), &most)
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object for each file")
	return c
}

// verifyFiles verifies files up to the first that is not what it says, or all of them
// where each is told as data: then the first of these says how it ends.
func verifyFiles(e *edge, names []string, most uint64, asJSON bool) error {
	var first error
	for _, name := range names {
		o := proved{File: name}
		said := ""
		err := nameFile(name, withFileRead(e, name, 3, func(name string, f *replay.File) (err error) { // its bytes, its records, and the run beside them
			said, err = verifyFile(f, most, &o)
			return withCode(unverified, err)
		}))
		o.takeResult(err)
		switch {
		case asJSON:
			if err := printJSON(e.stdout, &o); err != nil {
				return err
			}
			first = cmp.Or(first, err)
		case err != nil:
			return err
		default:
			if _, err := fmt.Fprintf(e.stdout, "%s: %s\n", name, said); err != nil {
				return err
			}
		}
	}
	return first
}

// verifyFile holds a file against itself and against the engine, and says how far
// they are equal.
func verifyFile(f *replay.File, most uint64, o *proved) (string, error) {
	o.takeInfo(f)
	if err := f.Check(); err != nil {
		return "", err
	}
	m := f.Meta()
	j, err := jobOf(f, most)
	if err != nil {
		return "", err
	}
	sc := j.scenario
	c, err := replay.NewComparer(f, j.runMeta(m.Seed), sc.Static, &sc.Spec.Names, attachmentsOf(sc))
	if err != nil {
		return "", otherEngine(m, err)
	}
	w := agents.New(sc.Spec, m.Seed, c)
	if err := j.playWorld(w); err != nil {
		return "", otherEngine(m, err)
	}
	n, err := c.Close(w.Digest(), w.Events())
	if err != nil {
		return "", otherEngine(m, err)
	}
	if err := j.parents(m); err != nil {
		return "", err
	}
	o.Records, o.Of, o.Digest = int64(n), int64(w.Count()), w.Digest().String()
	said := fmt.Sprintf("equal: %s records, digest %s", wording.Thousands(uint32(n)), w.Digest())
	if f.Result().Recovered {
		said = fmt.Sprintf("equal as far as it goes: %s records of %s", wording.Thousands(uint32(n)), wording.Thousands(uint32(w.Count())))
	}
	said += ", sources " + m.Sources
	if m.Commit != commit() {
		said += fmt.Sprintf("\n  not proved: that commit %s made it; this is %s", nameless(m.Commit), nameless(commit()))
	}
	return said, nil
}

// parents runs those that a child says it parted from, and holds their digests
// against what it says.
func (j *job) parents(m replay.Meta) error {
	var found replay.Differences
	for i, b := range m.Branches {
		parent := *j
		parent.branches = j.branches[:i]
		w := agents.New(j.scenario.Spec, m.Seed)
		if err := parent.playWorld(w); err != nil {
			return err
		}
		if got := w.Digest().String(); got != b.Parent {
			found = append(found, &replay.Difference{What: fmt.Sprintf("the run from which branch %d parted is another", i+1), File: journal.Show(b.Parent), Rerun: got})
		}
	}
	if found != nil {
		return found
	}
	return nil
}

// nameless is a commit for people, where there may be none.
func nameless(commit string) string {
	if commit == "" {
		return "(none named)"
	}
	return commit
}

// otherEngine reduces an error to the differences in it, and adds that another
// engine made the file, where that is so.
func otherEngine(m replay.Meta, err error) error {
	var ds replay.Differences
	if errors.As(err, &ds) {
		return ds
	}
	if m.Engine != agents.Version {
		return fmt.Errorf("%w\nthe file was made by engine %s; this is %s", err, m.Engine, agents.Version)
	}
	return err
}

// attachmentsOf gives what a scenario was made from as a replay file holds it.
func attachmentsOf(sc *scenarios.Scenario) []replay.Attachment {
	var list []replay.Attachment
	for _, s := range sc.Sources {
		list = append(list, replay.Attachment{Name: s.Name, MediaType: "application/yaml", Data: s.Data})
	}
	return list
}

// attached loads the scenario from a replay file alone, whose runs may have so many
// events.
func attached(f *replay.File, most uint64) (*scenarios.Scenario, error) {
	list, err := f.Sources()
	if err != nil {
		return nil, err
	}
	return scenarios.LoadSources(sourcesOf(list), scenarios.Options{Set: f.Meta().Set, MaxEvents: most})
}

// sourcesOf are the files that a replay file holds, as those of a scenario.
func sourcesOf(list []replay.Attachment) []scenarios.Source {
	sources := make([]scenarios.Source, len(list))
	for i, a := range list {
		sources[i] = scenarios.Source{Name: a.Name, Data: a.Data}
	}
	return sources
}

// jobOf is the run in a replay file as a job, from the file alone.
func jobOf(f *replay.File, most uint64) (*job, error) {
	m := f.Meta()
	sc, err := attached(f, most)
	if err != nil {
		return nil, fmt.Errorf("the scenario in it does not load: %w", err)
	}
	j, err := newJob(sc, m.Set, m.Until)
	if err != nil {
		return nil, err
	}
	if err := affordable(sc, j.until); err != nil {
		return nil, err
	}
	j.branches, err = branchesOf(f, sc)
	return j, err
}

// runMeta is what a run of the job is made of.
func (j *job) runMeta(seed uint64) replay.Meta {
	m := replay.Meta{
		Engine: agents.Version, Commit: commit(), Scenario: j.scenario.Spec.Name,
		Seed: seed, Until: j.stop, Set: j.sets,
	}
	for _, b := range j.branches {
		m.Branches = append(m.Branches, b.Branch)
	}
	return m
}
