package main

import (
	"cmp"
	"slices"

	"entente/replay/measure"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/journal"
)

// drawn is what is kept of one replication.
type drawn struct {
	replication
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
	step, end := progress(e, o.reps)
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
		replication: replication{Number: i, Seed: r.seed, Digest: r.digest.String(), Records: uint32(r.count), Events: r.events},
		deadlines:   all, results: r.story.Results(),
	}, nil
}

// value is a number over replications, or that it did not happen: then it
// ranks below all others.
type value struct {
	v  float64
	ok bool
}

// spreadOf gives the range of some values; nil of none.
func spreadOf(values []value) *spread { return rangeOf(values, -1) }

// waitOf is spreadOf for times to wait: what did not happen ranks beyond all
// others.
func waitOf(values []value) *spread { return rangeOf(values, 1) }

// rangeOf sorts what did not happen before (-1) or behind (1) all others.
func rangeOf(values []value, absent int) *spread {
	if len(values) == 0 {
		return nil
	}
	slices.SortFunc(values, func(a, b value) int {
		switch {
		case a.ok == b.ok:
			return cmp.Compare(a.v, b.v)
		case b.ok:
			return absent
		}
		return -absent
	})
	at := func(q int) *float64 {
		v := values[measure.Rank(len(values), q)]
		if !v.ok {
			return nil
		}
		return &v.v
	}
	return &spread{at(50), at(500), at(950)}
}

// tally is how one deadline came out over replications.
type tally struct {
	measure.Deadline // of the first
	count            [journal.Open + 1]int
	margin           *spread
}

// tallies sums up each deadline.
func tallies(runs []drawn) []tally {
	list := make([]tally, len(runs[0].deadlines))
	for i := range list {
		t := tally{Deadline: runs[0].deadlines[i]}
		var margins []value
		for _, r := range runs {
			d := &r.deadlines[i]
			t.count[d.Outcome]++
			if d.Counts() {
				m := value{ok: d.Outcome != journal.NotMet}
				if m.ok {
					m.v = float64(d.Margin())
				}
				margins = append(margins, m)
			}
		}
		t.margin = spreadOf(margins)
		list[i] = t
	}
	return list
}

// manyOutcome tells replications as data: the measures of the first, with their
// ranges over all.
func manyOutcome(j *job, runs []drawn, file string) *outcome {
	o := (&result{story: measure.NewStory(j.scenario.Static), file: file}).outcome(j)
	first := &runs[0]
	o.Seed, o.Digest, o.Records, o.Events = first.Seed, first.Digest, first.Records, first.Events
	o.Measures = newMeasures(first.results)
	o.Measures.ranges(runs)
	for i, t := range tallies(runs) {
		d := &o.Deadlines[i]
		d.Outcome, d.Due, d.When, d.Range, d.Outcomes = "", nil, nil, t.margin, map[string]int{}
		for out, n := range t.count {
			if n > 0 {
				d.Outcomes[journal.Outcome(out).String()] = n
			}
		}
	}
	for i := range runs {
		o.Replications = append(o.Replications, &runs[i].replication)
	}
	return o
}
