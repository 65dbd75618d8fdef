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

// drawn is what is kept of one replication: little, for there may be many.
type drawn struct {
	outcome.Replication
	endings  []measure.Ending // by deadline
	readings measure.Readings
	sights   []sight          // by entry of the events list
	results  *measure.Results // of the first alone
}

// runMany runs replications and shows their ranges. A replay file, if one was
// asked for, is that of the first.
func runMany(e *edge, o *order, j *job) error {
	if n := len(j.scenario.Static.Deadlines) + len(j.scenario.Static.Entries); n > 0 && o.reps > sweep.MaxOutcomes/n {
		return wrong(fmt.Errorf("--reps %d: %s deadlines and entries in each are more than %s outcomes to keep", o.reps, wording.Thousands(n), wording.Thousands(sweep.MaxOutcomes)))
	}
	first := &result{}
	if o.file != "" {
		r, err := j.record(e, o)
		if err != nil {
			return err
		}
		first = r
	}
	ctx, pool, end := e.pool(o.reps, o.workers, "replication")
	runs, failed, err := j.replicate(ctx, pool, o.seed, o.reps)
	end()
	lack := e.told(set{"replication", o.reps, len(runs), failed, o.seed}, err)
	if len(runs) == 0 {
		return lack
	}
	if o.json {
		err = printJSON(e.stdout, manyOutcome(j, o.seed, runs, failed, first.file))
	} else {
		err = showRanges(e, o, j, runs, first.file)
	}
	return cmp.Or(err, lack, o.meets(endingsOf(runs)...))
}

// replicate runs the job n times, in the order of the replications. Those that failed
// are beside the others.
func (j *job) replicate(ctx context.Context, p sweep.Pool, seed uint64, n int) ([]drawn, []sweep.Failure, error) {
	runs, failed, err := sweep.Each(ctx, p, n, func(i int) (drawn, error) { return j.draw(seed, i) })
	if len(runs) > 0 && runs[0].results == nil { // number 0 failed
		r, err := j.run(runs[0].Seed)
		if err != nil {
			return nil, failed, err
		}
		results := r.story.Results()
		runs[0].results = &results
	}
	return runs, failed, err
}

// draw runs one replication.
func (j *job) draw(seed uint64, i int) (drawn, error) {
	story := j.stories.Take(j.scenario.Static)
	r, err := j.tell(sim.Replication(seed, uint64(i)), story)
	if err != nil {
		return drawn{}, err
	}
	results := story.Results()
	d := drawn{
		Replication: outcome.Replication{Number: i, Seed: r.seed, Digest: r.digest, Records: uint32(r.count), Events: r.events},
		endings:     measure.Endings(story.Deadlines()), readings: results.Readings(),
		sights: sightsOf(story.Entries()),
	}
	if i == 0 {
		d.results = &results // whose lists are those of the story
	} else {
		j.stories.Return(story)
	}
	return d, nil
}

// manyOutcome tells replications as data.
func manyOutcome(j *job, seed uint64, runs []drawn, failed []sweep.Failure, file string) *outcome.Run {
	o := (&result{engine: agents.Version, seed: seed, until: j.until, sets: j.sets, source: j.source, story: measure.NewStory(j.scenario.Static), file: file}).heading()
	o.Digest, o.Records, o.Events = runs[0].Digest, runs[0].Records, runs[0].Events
	o.AddReplications(runs[0].results, readingsOf(runs), measure.Tallies(j.scenario.Static.Deadlines, endingsOf(runs)))
	for i := range runs {
		o.Replications = append(o.Replications, &runs[i].Replication)
	}
	for _, f := range failed {
		o.Failed = append(o.Failed, outcome.Failure{Number: f.Number, Seed: sim.Replication(seed, uint64(f.Number)), Error: f.Err.Error()})
	}
	return o
}

func readingsOf(runs []drawn) []measure.Readings {
	list := make([]measure.Readings, len(runs))
	for i := range runs {
		list[i] = runs[i].readings
	}
	return list
}

func endingsOf(runs []drawn) [][]measure.Ending {
	list := make([][]measure.Ending, len(runs))
	for i := range runs {
		list[i] = runs[i].endings
	}
	return list
}
