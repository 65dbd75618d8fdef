package main

import (
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
	results  *measure.Results // of the first
}

// runMany runs replications and shows their ranges. A replay file, if one was
// asked for, is that of the first.
func runMany(e *edge, o *order, j *job) error {
	if n := len(j.scenario.Static.Deadlines); n > 0 && o.reps > sweep.MaxOutcomes/n {
		return wrong(fmt.Errorf("--reps %d: %s deadlines in each are more than %s outcomes to keep", o.reps, wording.Thousands(n), wording.Thousands(sweep.MaxOutcomes)))
	}
	first := &result{}
	if o.file != "" {
		r, err := j.record(e, o)
		if err != nil {
			return err
		}
		first = r
	}
	step, end := e.counting(o.reps, "replication")
	runs, err := j.replicate(o.seed, o.reps, e.cores, step)
	end()
	if err != nil {
		return err
	}
	if o.json {
		err = printJSON(e.stdout, manyOutcome(j, runs, first.file))
	} else {
		err = showRanges(e, o, j, runs, first.file)
	}
	if err != nil {
		return err
	}
	return o.meets(endingsOf(runs)...)
}

// replicate runs the job n times on some workers, in the order of the
// replications.
func (j *job) replicate(seed uint64, n, workers int, step func()) ([]drawn, error) {
	return sweep.Each(n, workers, step, func(i int) (drawn, error) { return j.draw(seed, i) })
}

// draw runs one replication.
func (j *job) draw(seed uint64, i int) (drawn, error) {
	r, err := j.run(sim.Replication(seed, uint64(i)))
	if err != nil {
		return drawn{}, err
	}
	results := r.story.Results()
	d := drawn{
		Replication: outcome.Replication{Number: i, Seed: r.seed, Digest: r.digest, Records: uint32(r.count), Events: r.events},
		endings:     measure.Endings(r.story.Deadlines()), readings: results.Readings(),
	}
	if i == 0 {
		d.results = &results
	}
	return d, nil
}

// manyOutcome tells replications as data.
func manyOutcome(j *job, runs []drawn, file string) *outcome.Run {
	o := (&result{engine: agents.Version, seed: runs[0].Seed, until: j.until, sets: j.sets, source: j.source, story: measure.NewStory(j.scenario.Static), file: file}).heading()
	o.Digest, o.Records, o.Events = runs[0].Digest, runs[0].Records, runs[0].Events
	o.AddReplications(runs[0].results, readingsOf(runs), measure.Tallies(j.scenario.Static.Deadlines, endingsOf(runs)))
	for i := range runs {
		o.Replications = append(o.Replications, &runs[i].Replication)
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
