package batch

import (
	"container/list"
	"sync"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim"
)

// mostKept is how many compiled configurations are kept: many configurations that all
// run once more later are compiled again rather than all kept.
const mostKept = 64

// maker makes rows, for any number of workers at once.
type maker struct {
	plan  *study.Plan
	table *results.Table
	until sim.Time

	mu   sync.Mutex
	kept map[int]*list.Element // of ready, by number
	used *list.List            // the last used first
}

// ready is a configuration that was compiled, with storage of worlds that are over.
type ready struct {
	config   study.Config
	scenario *scenarios.Scenario
	worlds   *sweep.Worlds
	err      error
	once     sync.Once
}

func newMaker(p *study.Plan, t *results.Table) (*maker, error) {
	m := &maker{plan: p, table: t, until: sim.Never, kept: map[int]*list.Element{}, used: list.New()}
	if p.Study.Until != "" {
		spec := p.Options[0].Family.Scenario().Spec
		until, err := scenarios.ParseTime(p.Study.Until, spec.Start, spec.Zone)
		if err != nil {
			return nil, err
		}
		m.until = until
	}
	return m, nil
}

// config gives a configuration, compiled.
func (m *maker) config(n int) *ready {
	m.mu.Lock()
	e, known := m.kept[n]
	if known {
		m.used.MoveToFront(e)
	} else {
		e = m.used.PushFront(&ready{config: study.Config{Number: n}})
		m.kept[n] = e
		for m.used.Len() > mostKept {
			last := m.used.Back()
			delete(m.kept, last.Value.(*ready).config.Number)
			m.used.Remove(last)
		}
	}
	m.mu.Unlock()
	r := e.Value.(*ready)
	r.once.Do(func() {
		m.mu.Lock() // families serve one at a time
		defer m.mu.Unlock()
		c := m.plan.Config(n)
		r.scenario, r.err = m.plan.Scenario(&c)
		r.config = c
		if r.err == nil {
			r.worlds = sweep.NewWorlds(r.scenario.Spec)
		}
	})
	return r
}

// row makes one run.
func (m *maker) row(id int) (results.Row, error) {
	run := m.plan.Run(id)
	r := m.config(run.Config)
	if r.err != nil {
		return nil, r.err
	}
	story := measure.NewStory(r.scenario.Static)
	digest, err := r.worlds.RunUntil(m.plan.Seed(&r.config, run.Rep), m.until, story)
	if err != nil {
		return nil, err
	}
	row := rowOf(m.plan, &r.config, run, story, digest)
	return row, whole(m.table, row)
}

// failed is the row of a run that did not come to its end.
func (m *maker) failed(id int, err error) results.Row {
	run := m.plan.Run(id)
	c := m.plan.Config(run.Config)
	return failed(m.plan, m.table, &c, run, err)
}
