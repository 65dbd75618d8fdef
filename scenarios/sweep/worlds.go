package sweep

import (
	"sync"

	"entente/agents"
	"entente/agents/model"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Traces lends empty traces in the storage of those that are over, to as many callers
// at once as there are. It has no more of them than were ever lent at once: a trace is
// most of what a run takes in memory. The zero value is ready.
type Traces struct {
	mu   sync.Mutex
	idle []*measure.Trace
}

// Take lends a trace of the scenario that static describes.
func (p *Traces) Take(static *journal.Static) *measure.Trace {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.idle)
	if n == 0 {
		return measure.NewTrace(static)
	}
	s := p.idle[n-1]
	p.idle = p.idle[:n-1]
	s.Again(static)
	return s
}

// Return takes a trace back: of what was read of it only numbers and names were kept.
func (p *Traces) Return(s *measure.Trace) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, s)
}

// Worlds runs a scenario time and again, by as many callers at once as there are,
// in the storage of runs that are over.
type Worlds struct {
	spec *model.Spec
	idle *sync.Pool
}

// NewWorlds lends no storage yet.
func NewWorlds(spec *model.Spec) *Worlds { return &Worlds{spec, &sync.Pool{}} }

// As runs another scenario, in the same storage if the two are kin.
func (p *Worlds) As(spec *model.Spec) *Worlds {
	if !spec.Kin(p.spec) {
		return NewWorlds(spec)
	}
	return &Worlds{spec, p.idle}
}

// Run executes one run to EndEx and gives its digest. Which storage it gets makes
// no difference to it.
func (p *Worlds) Run(seed uint64, sinks ...journal.Sink) (journal.Digest, error) {
	return p.RunUntil(seed, p.spec.End, sinks...)
}

// RunUntil is Run that stops after everything that happens up to and including an
// instant.
func (p *Worlds) RunUntil(seed uint64, until sim.Time, sinks ...journal.Sink) (d journal.Digest, err error) {
	err = p.Play(seed, func(w *agents.World) error {
		err := w.RunUntil(until)
		d = w.Digest()
		return err
	}, sinks...)
	return d, err
}

// Play lends a world at the start of a run to whoever plays it; it must not be kept. A
// world that failed lends its storage to nobody.
func (p *Worlds) Play(seed uint64, play func(w *agents.World) error, sinks ...journal.Sink) error {
	w, ok := p.idle.Get().(*agents.World)
	if ok {
		w.RestartAs(p.spec, seed, sinks...)
	} else {
		w = agents.New(p.spec, seed, sinks...)
	}
	err := play(w)
	if err == nil {
		p.idle.Put(w)
	}
	return err
}
