package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"entente/scenarios"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/journal"
)

// outcome is what a case came to over its replications.
type outcome struct {
	*validation
	fitted   []string // figures of presets that were taken from this case
	rows     []measured
	remedies []compared
}

// measured is a row with the interval in each replication, in their order.
type measured struct {
	row
	runs []time.Duration
}

// compared is one expectation with how the pairs of runs came out.
type compared struct {
	patch, says, deadline string
	expected              int
	sooner, same, later   int
}

// watch notes the first record of each event, and when deadlines held and
// motions were adopted.
type watch struct {
	names  *journal.Names
	events []event
	at     []sim.Time
	when   map[string]sim.Time
}

var _ journal.Sink = (*watch)(nil)

func (w *watch) Record(r *journal.Record) error {
	for i, e := range w.events {
		if w.at[i] == sim.Never && w.matches(&e, r) {
			w.at[i] = r.At
			if e.ends {
				w.at[i] = sim.Time(argument(r, journal.TTime))
			}
		}
	}
	switch {
	case r.Kind == journal.Deadline:
		w.when[w.names.Text(journal.Ref(r.Args[0]))] = sim.Time(r.Args[3])
	case r.Kind == journal.Decided && argument(r, journal.TOutcome) == int64(journal.Adopted):
		w.when[adopted(w.names, journal.Ref(r.Args[0]))] = r.At
	}
	return nil
}

// adopted is what an expectation calls the adoption of a motion.
func adopted(names *journal.Names, motion journal.Ref) string {
	return "adopted(" + names.Text(motion) + ")"
}

// argument is a record's first argument of a type; 0 where it has none.
func argument(r *journal.Record, t journal.Type) int64 {
	for i, f := range r.Kind.Shape().Fields {
		if f.Type == t {
			return r.Args[i]
		}
	}
	return 0
}

func (w *watch) matches(e *event, r *journal.Record) bool {
	return r.Kind == e.kind && (e.actor == "" || w.names.Text(r.Actor) == e.actor) &&
		(e.about == "" || w.names.Text(journal.Ref(r.Args[0])) == e.about) && (e.nth == 0 || r.Nth == e.nth) &&
		(e.outcome == journal.NoOutcome || argument(r, journal.TOutcome) == int64(e.outcome)) &&
		(e.kind != journal.Held || r.Args[3] == 1) // understood, not garbled
}

// replicate runs a scenario under patches and gives each replication's watch.
func replicate(name string, patches []string, events []event, seed uint64, reps int) (*scenarios.Scenario, []*watch, error) {
	s, err := scenarios.Load(name, scenarios.Options{Patches: patches})
	if err != nil {
		return nil, nil, err
	}
	worlds := sweep.NewWorlds(s.Spec)
	runs, err := sweep.All(context.Background(), sweep.Pool{Workers: runtime.NumCPU()}, reps, func(r int) (*watch, error) {
		w := &watch{names: &s.Spec.Names, events: events, at: make([]sim.Time, len(events)), when: map[string]sim.Time{}}
		for i := range w.at {
			w.at[i] = sim.Never
		}
		for i := range s.Spec.Motions {
			w.when[adopted(w.names, s.Spec.Motions[i].Ref)] = sim.Never
		}
		_, err := worlds.Run(sim.Replication(seed, uint64(r)), w)
		return w, err
	})
	return s, runs, err
}

// maxPairs is how many replications a remedy is run for: a sign takes fewer than a
// place in a distribution.
const maxPairs = 300

// measure runs a case as documented and under each remedy, seed by seed.
func measure(v *validation, seed uint64, reps int) (*outcome, error) {
	var events []event
	for _, r := range v.rows {
		events = append(events, r.from, r.to)
	}
	s, base, err := replicate(v.scenario, nil, events, seed, reps)
	if err != nil {
		return nil, err
	}
	o := &outcome{validation: v, fitted: anchored(s, v.anchor)}
	for i, r := range v.rows {
		m := measured{row: r}
		for _, w := range base {
			m.runs = append(m.runs, between(w.at[2*i], w.at[2*i+1]))
		}
		if !slices.ContainsFunc(m.runs, func(d time.Duration) bool { return d != never }) {
			return nil, fmt.Errorf("%s: row %s was never seen: does its scenario still have these names?", v.scenario, r.id)
		}
		o.rows = append(o.rows, m)
	}
	for _, r := range v.remedies {
		_, patched, err := replicate(v.scenario, []string{r.patch}, nil, seed, min(reps, maxPairs))
		if err != nil {
			return nil, err
		}
		for _, e := range r.read {
			c, err := compare(base, patched, r, e)
			if err != nil {
				return nil, err
			}
			o.remedies = append(o.remedies, c)
		}
	}
	return o, nil
}

func between(from, to sim.Time) time.Duration {
	if from == sim.Never || to == sim.Never {
		return never
	}
	return lasted(to - from)
}

// compare counts, pair by pair of one seed, whether a deadline's wish came true
// sooner, at the same time or later. Never is later than every time.
func compare(base, patched []*watch, r remedy, e expectation) (compared, error) {
	base = base[:len(patched)]
	c := compared{patch: r.patch, says: r.says, deadline: e.deadline, expected: e.sign}
	for i := range base {
		x, ok1 := base[i].when[e.deadline]
		y, ok2 := patched[i].when[e.deadline]
		if !ok1 || !ok2 {
			return c, fmt.Errorf("%s: no deadline or motion %s", r.patch, e.deadline)
		}
		switch {
		case y < x:
			c.sooner++
		case y > x:
			c.later++
		default:
			c.same++
		}
	}
	return c, nil
}

// anchored lists the figures of presets (the scenario's own exogenous facts
// are not figures of presets) that name this case as where they came from.
func anchored(s *scenarios.Scenario, anchor string) []string {
	var out []string
	for _, src := range s.Sources[1:] {
		for line := range strings.Lines(string(src.Data)) {
			if i := strings.Index(line, "anchor: "+anchor); i >= 0 {
				out = append(out, src.Name+": "+strings.Trim(strings.FieldsFunc(line[i+8:], func(r rune) bool { return r == ',' || r == '}' || r == '\n' })[0], " "))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
