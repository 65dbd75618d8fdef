package batch

import (
	"container/list"
	"strings"
	"sync"

	"entente/scenarios"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/journal"
)

// How many compiled configurations and families are kept: many configurations that all
// run once more later are compiled again rather than all kept. A family is what takes
// time and memory, and those that differ in parameters alone share one.
const (
	mostKept     = 64
	mostFamilies = 16
)

// maker makes rows, for any number of workers at once.
type maker struct {
	plan  *study.Plan
	table *results.Table
	until sim.Time

	traces   sweep.Traces
	configs  *shelf[int, *ready]
	families *shelf[string, *family]
}

// ready is a configuration that was compiled, with storage of worlds that are over.
type ready struct {
	config   study.Config
	scenario *scenarios.Scenario
	worlds   *sweep.Worlds
	err      error
}

// family is what configurations that differ in parameters alone have in common.
type family struct {
	*scenarios.Family
	worlds *sweep.Worlds
	err    error
}

func newMaker(p *study.Plan, t *results.Table) (*maker, error) {
	m := &maker{plan: p, table: t, until: sim.Never, configs: newShelf[int, *ready](mostKept), families: newShelf[string, *family](mostFamilies)}
	if p.Study.Until != "" {
		spec := p.Options[0].Family.Scenario().Spec
		until, err := spec.Clock().Read(p.Study.Until)
		if err != nil {
			return nil, err
		}
		m.until = until
	}
	return m, nil
}

// config gives a configuration, compiled.
func (m *maker) config(n int) *ready {
	return m.configs.get(n, func() *ready {
		r := &ready{config: m.plan.Config(n)}
		f, live := m.family(&r.config)
		if r.err = f.err; r.err != nil {
			return r
		}
		if r.scenario, r.err = f.Variant(live); r.err == nil {
			r.worlds = f.worlds.As(r.scenario.Spec)
		}
		return r
	})
}

// family is that of a configuration, with the settings that make a variant of it.
func (m *maker) family(c *study.Config) (f *family, live []string) {
	option := &m.plan.Options[c.Option]
	compiled, live := m.plan.Parts(c)
	f = m.families.get(option.ID+"\n"+strings.Join(compiled, "\n"), func() *family {
		f := &family{Family: option.Family}
		if len(compiled) > 0 {
			if f.Family, f.err = option.Family.Branch(compiled); f.err != nil {
				return f
			}
		}
		f.worlds = sweep.NewWorlds(f.Scenario().Spec)
		return f
	})
	return f, live
}

// outcome is what comes of one run: its row, and those of its series.
type outcome struct {
	row    results.Row
	series []results.Row
}

// run makes one run.
func (m *maker) run(id int) (out outcome, err error) {
	run := m.plan.Run(id)
	r := m.config(run.Config)
	if r.err != nil {
		return out, r.err
	}
	trace := m.traces.Take(r.scenario.Static)
	defer m.traces.Return(trace)
	var sink journal.Sink = trace
	var way *sampler
	if m.plan.Series != nil {
		way = &sampler{trace: trace, track: m.plan.Series, run: int64(id)}
		sink = way
	}
	digest, err := r.worlds.RunUntil(m.plan.Seed(&r.config, run.Rep), m.until, sink)
	if err != nil {
		return out, err
	}
	out.row = rowOf(m.plan, &r.config, run, trace, digest)
	if way != nil {
		out.series = way.keepRest()
	}
	return out, checkRow(m.table, out.row)
}

// failed is the row of a run that did not come to its end.
func (m *maker) failed(id int, err error) results.Row {
	run := m.plan.Run(id)
	c := m.plan.Config(run.Config)
	return writeFailed(m.plan, m.table, &c, run, err)
}

// shelf keeps the things that were asked for last, and makes each of them once; those
// who want different ones do not wait for each other.
type shelf[K comparable, V any] struct {
	most int

	mu   sync.Mutex
	kept map[K]*list.Element
	used *list.List // of *book, the last used first
}

type book[K comparable, V any] struct {
	key   K
	value V
	once  sync.Once
}

func newShelf[K comparable, V any](most int) *shelf[K, V] {
	return &shelf[K, V]{most: most, kept: map[K]*list.Element{}, used: list.New()}
}

func (s *shelf[K, V]) get(key K, make func() V) V {
	s.mu.Lock()
	e, known := s.kept[key]
	if known {
		s.used.MoveToFront(e)
	} else {
		e = s.used.PushFront(&book[K, V]{key: key})
		s.kept[key] = e
	}
	for s.used.Len() > s.most {
		delete(s.kept, s.used.Remove(s.used.Back()).(*book[K, V]).key)
	}
	s.mu.Unlock()
	b := e.Value.(*book[K, V])
	b.once.Do(func() { b.value = make() })
	return b.value
}
