package main

import (
	"cmp"
	"context"
	"fmt"

	"entente/agents"
	"entente/replay/measure"
	"entente/replay/outcome"
	"entente/replay/wording"
	"entente/scenarios/sweep"
	"entente/sim"
)

// replication is what is kept of one replication: little, for there may be many.
type replication struct {
	outcome.Proof
	endings  []measure.Ending // by deadline
	readings measure.Readings
	sights   []sight              // by entry of the events list
	told     *outcome.Replication // all of it, where that is asked for as data
}

// runMany runs replications and shows their ranges. A replay file, if one was
// asked for, is that of the first.
func runMany(e *edge, o *runFlags, j *job) error {
	if n := len(j.scenario.Static.Deadlines) + len(j.scenario.Static.Entries); n > 0 && o.reps > sweep.MaxOutcomes/n {
		return wrong(fmt.Errorf("--reps %d: %s deadlines and entries in each are more than %s outcomes to keep", o.reps, wording.Thousands(n), wording.Thousands(sweep.MaxOutcomes)))
	}
	if err := o.refuseTooMany(j); err != nil {
		return err
	}
	first := &result{}
	if o.file != "" {
		r, err := j.writeDefault(e, o)
		if err != nil {
			return err
		}
		first = r
	}
	ctx, pool, end := e.newPool(o.reps, o.workers, "replication")
	runs, failed, err := j.replicate(ctx, pool, o.seed, o.reps, o.json)
	end()
	lack := e.reportFailures(set{"replication", o.reps, len(runs), failed, o.seed}, err)
	if len(runs) == 0 {
		return lack
	}
	if o.json {
		err = printJSON(e.stdout, manyOutcome(j, o.seed, runs, failed, first.file))
	} else {
		err = showRanges(e, o, j, runs, first.file)
	}
	return cmp.Or(err, lack, o.checkMet(endingsOf(runs)...))
}

// The rows that --json tells of many runs are all in memory at once.
const (
	fewRuns   = 1_000     // that are told without a look at the first
	mostLines = 5_000_000 // of all runs
)

// refuseTooMany refuses to tell more as one object than memory should hold.
func (o *runFlags) refuseTooMany(j *job) error {
	if !o.json || o.reps <= fewRuns {
		return nil
	}
	d, err := j.runReplication(o.seed, 0, true)
	if err != nil {
		return nil // it is told with the others that fail
	}
	if rows := d.told.Rows(); o.reps > mostLines/rows {
		return wrong(fmt.Errorf("--reps %d --json: one object of %s rows for each run; make at most %s runs, leave out --json, or make a study: entente sweep new %s",
			o.reps, wording.Thousands(rows), wording.Thousands(mostLines/rows), o.name))
	}
	return nil
}

// replicate runs the job n times, in the order of the replications. Those that failed
// are beside the others. All of each is kept where whole is asked for.
func (j *job) replicate(ctx context.Context, p sweep.Pool, seed uint64, n int, whole bool) ([]replication, []sweep.Failure, error) {
	return sweep.RunEach(ctx, p, n, func(i int) (replication, error) { return j.runReplication(seed, i, whole) })
}

// runReplication runs one replication.
func (j *job) runReplication(seed uint64, i int, whole bool) (replication, error) {
	trace := j.traces.Take(j.scenario.Static)
	defer j.traces.Return(trace)
	r, err := j.runTraced(sim.Replication(seed, uint64(i)), trace)
	if err != nil {
		return replication{}, err
	}
	d := replication{Proof: r.rerunOf(i)}
	if whole {
		d.told, err = outcome.NewReplication(d.Proof, trace)
	} else {
		results := trace.Results()
		d.readings = results.Readings()
	}
	d.endings, d.sights = measure.Endings(trace.Deadlines()), sightsOf(trace.Entries())
	return d, err
}

// manyOutcome tells replications as data.
func manyOutcome(j *job, seed uint64, runs []replication, failed []sweep.Failure, file string) *outcome.Run {
	o := (&result{engine: agents.Version, seed: seed, until: j.until, sets: j.sets, source: j.source, trace: measure.NewTrace(j.scenario.Static), file: file}).heading()
	list := make([]*outcome.Replication, len(runs))
	for i := range runs {
		list[i] = runs[i].told
	}
	o.Add(j.scenario.Static, list)
	for _, f := range failed {
		o.Failed = append(o.Failed, outcome.Failure{Number: f.Number, Seed: sim.Replication(seed, uint64(f.Number)), Error: f.Err.Error()})
	}
	return o
}

func readingsOf(runs []replication) []measure.Readings {
	list := make([]measure.Readings, len(runs))
	for i := range runs {
		list[i] = runs[i].readings
	}
	return list
}

func endingsOf(runs []replication) [][]measure.Ending {
	list := make([][]measure.Ending, len(runs))
	for i := range runs {
		list[i] = runs[i].endings
	}
	return list
}
