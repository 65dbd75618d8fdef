package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/replay"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/scenarios/lint"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/journal"
)

// runFlags is what `entente run` was asked to do.
type runFlags struct {
	name  string // of the scenario, or its file
	seed  uint64
	reps  int
	file  string // replay file; empty for the default
	until string
	sets  []string
	patch []string
	most  eventBound
	json  bool
	all   bool // of the picture
	check bool
	terms terms
	force bool

	workers crew
}

func newRun(e *edge) *cobra.Command {
	o := &runFlags{}
	c := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Run a scenario and show what came of it",
		Long: `Run executes a scenario, given by its file or its name in the library, from
StartEx to EndEx, and ends with a picture of what came of it: deadlines, who knew
what when, what was refused or late and why. The replay file holds all of it and
proves itself. For a large world the picture shows who needs to know and who mattered,
and counts the rest; --all shows all of it.

Without -o the replay file is SCENARIO-SEED.mcap in the current folder, and
SCENARIO-SEED-SUM.mcap where --set, --patch or --until make it another run: SUM is a
checksum of these settings. A file that exists already is replaced only with --force,
unless it holds the very same run. With --json or --reps none is written unless -o
asks for it; with --reps it holds the first replication.

Replications run on all cores. One that fails is named and stops no other, and the
exit code is then 3. Ctrl-C lets those under way finish and reports on the ones that
are done; a second Ctrl-C ends at once.`,
		Example: `  entente run deportation-notice-2015
  entente run three-nations --seed 7 -o harbour.mcap
  entente run three-nations --set relations.arvonia-cendria.tension=0.8
  entente run deportation-notice-2015 --patch deportation-notice-2015/grounds-were-told
  entente run three-nations --reps 200          ranges over 200 replications
  entente run two-nations --json | jq .measures`,
		Args:              args(cobra.ExactArgs(1), "one scenario"),
		ValidArgsFunction: completeScenario,
		RunE: func(c *cobra.Command, given []string) error {
			o.name = given[0]
			return runScenario(e, o)
		},
	}
	f := c.Flags()
	seedFlag(f, &o.seed)
	f.IntVar(&o.reps, "reps", 1, "`NUMBER` of replications; number 0 has the seed itself, the others seeds made from it")
	f.StringVarP(&o.file, "output", "o", "", "replay `FILE` to write")
	f.StringVar(&o.until, "until", "", "stop at a `TIME` such as \"D+2 06:00\", T+46h or 2027-03-03T06:00Z")
	editFlags(f, &o.sets, &o.patch)
	crewFlag(f, &o.workers)
	boundFlag(f, &o.most)
	f.BoolVar(&o.json, "json", false, "print one JSON object instead of the picture")
	addAllFlag(c, &o.all)
	addForceFlag(c, &o.force)
	f.BoolVar(&o.check, "check", false, "exit with 3 unless every deadline that came due was met")
	o.terms.addFlag(c)
	return c
}

// runScenario loads, runs and shows.
func runScenario(e *edge, o *runFlags) error {
	if err := countable(o.reps, "replication"); err != nil {
		return err
	}
	sc, err := load(o.name, scenarios.Options{Set: o.sets, Patches: o.patch, MaxEvents: uint64(o.most)})
	if err != nil {
		return err
	}
	j, err := newJob(sc, o.sets, o.until)
	if err != nil {
		return wrong(fmt.Errorf("--until: %w", err))
	}
	if err := affordable(sc, j.until); err != nil {
		return err
	}
	tellNotes(e, lint.Look(sc).Notes, someNotes, o.name)
	if o.reps > 1 {
		return runMany(e, o, j)
	}
	return runOne(e, o, j)
}

// load reads a scenario; what is wrong with it is wrong input.
func load(name string, opts scenarios.Options) (*scenarios.Scenario, error) {
	if err := noReplay(name); err != nil {
		return nil, err
	}
	sc, err := scenarios.Load(name, opts)
	return sc, wrong(err)
}

// noReplay refuses a replay file where a scenario is asked for.
func noReplay(name string) error {
	if !strings.HasSuffix(name, ".mcap") {
		return nil
	}
	return wrong(fmt.Errorf("%s is a replay file and no scenario; entente replay show reads it", name))
}

// job is a scenario with how far to run it.
type job struct {
	scenario *scenarios.Scenario
	sets     []string
	stop     string      // where to stop, as it was asked; empty: EndEx
	until    sim.Time    // the same as an instant
	source   string      // SHA-256 of the sources
	branches []branching // changes on its way
	worlds   *sweep.Worlds
	traces   *sweep.Traces
}

func newJob(sc *scenarios.Scenario, sets []string, stop string) (*job, error) {
	j := &job{scenario: sc, sets: sets, stop: stop, until: sc.Spec.End, source: replay.SourceSum(attachmentsOf(sc)), worlds: sweep.NewWorlds(sc.Spec), traces: &sweep.Traces{}}
	if stop == "" {
		return j, nil
	}
	var err error
	if j.until, err = sc.Spec.Clock().Read(stop); err != nil {
		return nil, err
	}
	if j.until <= 0 || j.until > sc.Spec.End {
		return nil, fmt.Errorf("%s is not between StartEx and EndEx", stop)
	}
	return j, nil
}

// result is one run that came to its end, whether it has just been made or is
// read from its file.
type result struct {
	engine string
	seed   uint64
	until  sim.Time // where it was to stop
	sets   []string
	digest string // empty where only a part of the file is there
	source string // SHA-256 of the sources
	count  journal.Num
	events uint64 // 0: not known
	trace  *measure.Trace
	file   string // replay file, if there is one

	recovered bool // the file is the beginning of a damaged one
}

// run executes the job once, under a monitor that shares no code with the
// world: a run that breaks an invariant is an error, not a result.
func (j *job) run(seed uint64, sinks ...journal.Sink) (*result, error) {
	return j.runTraced(seed, measure.NewTrace(j.scenario.Static), sinks...)
}

// runTraced is run with the trace that what is told is made of.
func (j *job) runTraced(seed uint64, trace *measure.Trace, sinks ...journal.Sink) (*result, error) {
	monitor := journal.NewMonitor(&j.scenario.Spec.Names)
	r := &result{engine: agents.Version, seed: seed, until: j.until, sets: j.sets, source: j.source, trace: trace}
	err := j.worlds.Play(seed, func(w *agents.World) error {
		if err := j.playWorld(w); err != nil {
			return err
		}
		r.digest, r.count, r.events = w.Digest().String(), w.Count(), w.Events()
		return nil
	}, append(sinks, trace, monitor)...)
	if err != nil {
		return nil, err
	}
	if j.until == j.scenario.Spec.End {
		if err := monitor.Close(); err != nil {
			return nil, fmt.Errorf("seed %d: %w", seed, err)
		}
	}
	return r, nil
}

// runOne runs the job once, writes its replay file and shows the outcome.
func runOne(e *edge, o *runFlags, j *job) error {
	r, err := j.writeDefault(e, o)
	if err != nil {
		return err
	}
	if err := r.show(e, o.terms.Terms, o.json, o.all); err != nil {
		return err
	}
	return o.checkMet(measure.Endings(r.trace.Deadlines()))
}

// writeDefault runs the job into its replay file, where one is wanted. A default file
// that cannot be written only warns; one that was asked for ends the run.
func (j *job) writeDefault(e *edge, o *runFlags) (*result, error) {
	follow := e.following(j)
	name := o.file
	if name == "" && o.json {
		return j.run(o.seed, follow)
	}
	if name == "" {
		name = j.fileName(o.seed)
	}
	unless := func(err error) error {
		if o.file != "" || codeOf(err) != wrongInput {
			return err
		}
		fmt.Fprintf(e.stderr, "entente: no replay file is written: %v\n", err)
		return nil
	}
	out, err := e.begin(singleTarget(name, replayFile, o.force, j.scenario.Paths()...))
	if err != nil {
		if err := unless(err); err != nil {
			return nil, err
		}
		return j.run(o.seed, follow)
	}
	defer out.Close()
	w, err := j.writer(out.Parts[0], o.seed)
	if err != nil {
		return nil, err
	}
	r, err := j.run(o.seed, w, follow)
	if err != nil {
		return nil, err
	}
	if err := r.close(w); err != nil {
		return nil, err
	}
	if err := finishDraft(out); err != nil {
		return r, unless(err)
	}
	r.file = name
	return r, nil
}

// fileName is the default name of a replay file. Settings make another run, so
// their sum is in it; of the plain run it says scenario and seed alone.
func (j *job) fileName(seed uint64) string {
	plain := fmt.Sprintf("%s-%d", j.scenario.Spec.Name, seed)
	patches := j.scenario.Patches()
	if len(j.sets) == 0 && j.stop == "" && len(patches) == 0 {
		return plain + ".mcap"
	}
	sum := sha256.New()
	add := func(text string) { fmt.Fprintf(sum, "%d:%s", len(text), text) }
	add(j.stop)
	for _, s := range j.sets {
		add(s)
	}
	for _, p := range patches {
		add(p.Name)
		add(string(p.Data))
	}
	return fmt.Sprintf("%s-%x.mcap", plain, sum.Sum(nil)[:4])
}

// writer begins a replay file of the job.
func (j *job) writer(file io.Writer, seed uint64) (*replay.Writer, error) {
	return replay.Create(file, j.runMeta(seed), j.scenario.Static, &j.scenario.Spec.Names, attachmentsOf(j.scenario))
}

// close ends a replay file with what came out.
func (r *result) close(w *replay.Writer) error {
	d, err := journal.ParseDigest(r.digest)
	if err != nil {
		return err
	}
	w.CountEvents(r.events)
	return w.Close(d, r.count)
}

// checkMet answers --check: an error where a deadline that came due was not met.
func (o *runFlags) checkMet(runs ...[]measure.Ending) error {
	if !o.check {
		return nil
	}
	met, due := 0, 0
	for _, endings := range runs {
		for _, e := range endings {
			if e.Counts() {
				due++
			}
			if e.Outcome == journal.Met {
				met++
			}
		}
	}
	if met < due {
		return withCode(unmet, fmt.Errorf("check: %d of %d deadlines met", met, due))
	}
	return nil
}
