package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/agents/model"
	"entente/replay"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// branchFlags are what `entente branch` was asked to do.
type branchFlags struct {
	at    string
	sets  []string
	patch []string
	file  string
	json  bool
	force bool
	most  eventBound
}

func newBranch(e *edge) *cobra.Command {
	o := &branchFlags{}
	c := &cobra.Command{
		Use:   "branch FILE --at TIME --set PATH=VALUE -o CHILD",
		Short: "Run a replay again with a change from a moment on",
		Long: `Branch runs the scenario in a replay file again up to a moment, makes a change, and
goes on to the end. Both runs share all their luck, so what differs comes from the
change. The child is a replay file of its own: it names its parent, and verify proves
it. Without a change it is its parent, byte for byte.

What can be changed is numbers that may also change during a run, by an events list or
a programme; what is under way keeps the length that was drawn for it. At the end the
command says what came of the change, as replay diff does.`,
		Example: `  entente branch run.mcap --at D+1T06:00 --set nations.belgium.agencies.djsoc.desks.intake.servers=3 -o child.mcap
  entente branch run.mcap --at T+51h --set 'relations.*.tension=0' -o calm.mcap
  entente branch run.mcap --at D+2 --patch faster.yaml -o faster.mcap`,
		Args: args(cobra.ExactArgs(1), "one replay file"), ValidArgsFunction: completeReplay,
		RunE: func(_ *cobra.Command, names []string) error {
			return nameFile(names[0], withFile(e, names[0], func(name string, f *replay.File) error { return o.branch(e, name, f) }))
		},
	}
	f := c.Flags()
	f.StringVar(&o.at, "at", "", "the moment: a `TIME` such as \"D+2 06:00\", T+46h or 2027-03-03T06:00Z; all that happened at it stays")
	f.StringArrayVar(&o.sets, "set", nil, "set `PATH=VALUE` from then on; * matches one name of a path; may be repeated")
	f.StringArrayVar(&o.patch, "patch", nil, "apply a patch from then on: a YAML `FILE`, or SCENARIO/NAME of the library; may be repeated")
	f.StringVarP(&o.file, "output", "o", "", "replay `FILE` to write")
	f.BoolVar(&o.json, "json", false, "print the comparison as one JSON object")
	boundFlag(f, &o.most)
	addForceFlag(c, &o.force)
	return c
}

// nameFile puts a file's name before an error that is about the file. One that names it
// already, or is about a flag, stands as it is.
func nameFile(name string, err error) error {
	if err == nil {
		return nil
	}
	for _, begins := range []string{name, "--", "say "} {
		if strings.HasPrefix(err.Error(), begins) {
			return err
		}
	}
	return fmt.Errorf("%s: %w", name, err)
}

// branch makes the child of a file, and tells what became of it.
func (o *branchFlags) branch(e *edge, name string, f *replay.File) error {
	if o.file == "" {
		return wrong(errors.New("say where to write it: -o CHILD.mcap"))
	}
	if f.Truncated != nil || f.Result().Recovered {
		return withCode(unverified, errors.New("only a part of the run is in it; a branch needs the whole"))
	}
	at, err := readMoment(f, "--at", o.at)
	if err != nil {
		return err
	}
	j, err := jobOf(f, uint64(o.most))
	if err != nil {
		return withCode(unverified, err)
	}
	if err := j.follows(f); err != nil {
		return err
	}
	change, err := j.scenario.Changes(o.sets, o.patch)
	if err != nil {
		return wrong(err)
	}
	if last := len(j.branches) - 1; last >= 0 && at < j.branches[last].at {
		return wrong(fmt.Errorf("--at: the run itself parted from its parent at %s; branch the parent before that", f.Static().Clock().At(j.branches[last].at)))
	}
	if len(change.Set) > 0 {
		j.branches = append(j.branches, branching{at, change.Patches, replay.Branch{Parent: f.Result().Digest.String(), At: int64(at), Set: change.Set}})
	}
	inputs := []string{name}
	for _, p := range o.patch {
		if strings.HasSuffix(p, ".yaml") {
			inputs = append(inputs, p)
		}
	}
	if err := j.write(e, o.file, f.Meta().Seed, o.force, inputs...); err != nil {
		return err
	}
	return withFile(e, o.file, func(child string, g *replay.File) error { return showDiff(e, f, g, name, child, o.json) })
}

// follows says whether this engine makes the run in a file again: a branch of
// another run is none.
func (j *job) follows(f *replay.File) error {
	if f.Meta().Engine != agents.Version {
		return withCode(unverified, fmt.Errorf("the file was made by engine %s; this is %s, which does not make its run again", f.Meta().Engine, agents.Version))
	}
	return nil
}

// branching is a change of a run while it goes on.
type branching struct {
	at      sim.Time
	patches []model.Patch
	replay.Branch
}

// branchesOf reads from a file how its run was changed on its way.
func branchesOf(f *replay.File, sc *scenarios.Scenario) (list []branching, err error) {
	last := sim.Time(0)
	for _, b := range f.Meta().Branches {
		change, err := sc.Changes(b.Set, nil)
		if err != nil {
			return nil, fmt.Errorf("the change at %s does not load: %w", sc.Spec.Clock().Exact(sim.Time(b.At)), err)
		}
		at := sim.Time(b.At)
		if at < last || at > sc.Spec.End {
			return nil, fmt.Errorf("the change at %s is not in its place", sc.Spec.Clock().Exact(sim.Time(b.At)))
		}
		last = at
		list = append(list, branching{at, change.Patches, b})
	}
	return list, nil
}

// playWorld runs a world to the end of the job, with the changes on its way.
func (j *job) playWorld(w *agents.World) error {
	for _, b := range j.branches {
		if b.at > j.until {
			break
		}
		if err := w.RunUntil(b.at); err != nil {
			return err
		}
		for _, p := range b.patches {
			w.Set(p.Param, p.Value, journal.Link{})
		}
	}
	return w.RunUntil(j.until)
}

// write runs the job into a replay file, which must not be one of the inputs.
func (j *job) write(e *edge, name string, seed uint64, force bool, inputs ...string) error {
	out, err := e.begin(singleTarget(name, replayFile, force, inputs...))
	if err != nil {
		return err
	}
	defer out.Close()
	w, err := j.writer(out.Parts[0], seed)
	if err != nil {
		return err
	}
	r, err := j.run(seed, w, e.following(j))
	if err != nil {
		return err
	}
	if err := r.close(w); err != nil {
		return err
	}
	return finishDraft(out)
}
