package reform

import (
	"context"
	"strings"
	"sync"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/scenarios/sweep"
	"entente/sim"
)

// Job is one run: of the scenario with some candidates laid over it.
type Job struct {
	Set Set
	Rep int
}

// Runner makes runs.
type Runner interface {
	// Rows are what came of jobs, in their order.
	Rows(jobs []Job) ([]Row, error)
	// Waits are those of jobs that missed, in their order.
	Waits(jobs []Job) ([][]Waited, error)
	// Can says why a set cannot be had; nil where it can.
	Can(s Set) error
	// Offer tells of candidates, which sets name by their number.
	Offer(list []*scenarios.Remedy)
}

// Field makes the runs of a search, on all workers that it is given, in worlds that are
// used again.
type Field struct {
	Family  *scenarios.Family
	Which   []int // deadlines, by their place
	Seed    uint64
	Workers int
	Ctx     context.Context
	Step    func(failed bool) // after each run; nil: nobody listens

	offered []*scenarios.Remedy
	mu      sync.Mutex // families serve one at a time
	ready   map[string]*ready
	base    *ready
}

// ready is a set that was compiled.
type ready struct {
	scenario *scenarios.Scenario
	worlds   *sweep.Worlds
	err      error
}

// mostReady bounds how many compiled sets are kept.
const mostReady = 64

// Offer tells of candidates.
func (f *Field) Offer(list []*scenarios.Remedy) { f.offered = list }

// Can says why a set cannot be had.
func (f *Field) Can(s Set) error { return f.get(s).err }

func (f *Field) get(s Set) *ready {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(s) == 0 && f.base != nil {
		return f.base
	}
	key := s.key(f.offered)
	if r := f.ready[key]; r != nil {
		return r
	}
	r := &ready{}
	if r.scenario, r.err = f.Family.With(s.candidatesOf(f.offered)...); r.err == nil {
		r.worlds = sweep.NewWorlds(r.scenario.Spec)
	}
	if len(s) == 0 {
		f.base = r
	}
	if f.ready == nil || len(f.ready) >= mostReady {
		f.ready = map[string]*ready{}
	}
	f.ready[key] = r
	return r
}

// Rows makes runs. One that fails is a row that says so.
func (f *Field) Rows(jobs []Job) ([]Row, error) {
	out := make([]Row, 0, len(jobs))
	one := func(i int) (Row, error) {
		trace, end, err := f.play(jobs[i])
		if err != nil {
			return Row{}, err
		}
		return rowOf(trace, f.Which, end), nil
	}
	err := sweep.RunInOrder(f.ctx(), f.pool(), len(jobs), one, func(_ int, r Row, err error) error {
		if err != nil {
			r = f.failed(err)
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

func (f *Field) pool() sweep.Pool { return sweep.Pool{Workers: f.Workers, Step: f.Step} }

func (f *Field) ctx() context.Context {
	if f.Ctx == nil {
		return context.Background()
	}
	return f.Ctx
}

// failed is the row of a run that came to no end: it counts as one that missed.
func (f *Field) failed(err error) Row {
	r := Row{Failed: strings.ToValidUTF8(err.Error(), "?"), Lead: Lead{Counts: true, Never: true}, Due: make([]bool, len(f.Which)), Missed: make([]bool, len(f.Which))}
	for i := range r.Missed {
		r.Due[i], r.Missed[i] = true, true
	}
	return r
}

func (f *Field) play(j Job) (*measure.Trace, sim.Time, error) {
	r := f.get(j.Set)
	if r.err != nil {
		return nil, 0, r.err
	}
	trace := measure.NewTrace(r.scenario.Static)
	_, err := r.worlds.Run(sim.Replication(f.Seed, uint64(j.Rep)), trace)
	return trace, r.scenario.Spec.End, err
}

// Waits makes runs again and reads why they missed. A run that failed has none.
func (f *Field) Waits(jobs []Job) ([][]Waited, error) {
	out := make([][]Waited, len(jobs))
	one := func(i int) ([]Waited, error) {
		trace, _, err := f.play(jobs[i])
		if err != nil {
			return nil, nil
		}
		return WaitsOf(trace, f.Which)
	}
	err := sweep.RunInOrder(f.ctx(), f.pool(), len(jobs), one, func(i int, w []Waited, err error) error {
		out[i] = w
		return err
	})
	return out, err
}
