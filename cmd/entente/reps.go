package main

import (
	"entente/agents"
	"entente/replay/measure"
	"entente/replay/outcome"
	"entente/scenarios/sweep"
	"entente/sim"
)

// drawn is what is kept of one replication.
type drawn struct {
	outcome.Replication
	deadlines []measure.Deadline
	results   measure.Results
}

// runMany runs replications and shows their ranges. A replay file, if one was
// asked for, is that of the first.
func runMany(e *edge, o *order, j *job) error {
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
	var all []measure.Deadline
	for _, r := range runs {
		all = append(all, r.deadlines...)
	}
	return o.meets(all)
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
	all := r.story.Deadlines()
	return drawn{
		Replication: outcome.Replication{Number: i, Seed: r.seed, Digest: r.digest, Records: uint32(r.count), Events: r.events},
		deadlines:   all, results: r.story.Results(),
	}, nil
}

// manyOutcome tells replications as data.
func manyOutcome(j *job, runs []drawn, file string) *outcome.Run {
	o := (&result{engine: agents.Version, seed: runs[0].Seed, until: j.until, sets: j.sets, source: j.source, story: measure.NewStory(j.scenario.Static), file: file}).heading()
	o.Digest, o.Records, o.Events = runs[0].Digest, runs[0].Records, runs[0].Events
	o.AddReplications(resultsOf(runs), measure.Tallies(deadlinesOf(runs)))
	for i := range runs {
		o.Replications = append(o.Replications, &runs[i].Replication)
	}
	return o
}

func resultsOf(runs []drawn) []*measure.Results {
	list := make([]*measure.Results, len(runs))
	for i := range runs {
		list[i] = &runs[i].results
	}
	return list
}

func deadlinesOf(runs []drawn) [][]measure.Deadline {
	list := make([][]measure.Deadline, len(runs))
	for i := range runs {
		list[i] = runs[i].deadlines
	}
	return list
}
