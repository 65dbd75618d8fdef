package sweep

import (
	"sync"

	"entente/agents"
	"entente/sim"
	"entente/sim/journal"
)

// Worlds runs a scenario time and again, by as many callers at once as there are,
// in the storage of runs that are over.
type Worlds struct {
	spec *agents.Spec
	idle sync.Pool
}

// NewWorlds lends no storage yet.
func NewWorlds(spec *agents.Spec) *Worlds { return &Worlds{spec: spec} }

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
		w.Restart(seed, sinks...)
	} else {
		w = agents.New(p.spec, seed, sinks...)
	}
	err := play(w)
	if err == nil {
		p.idle.Put(w)
	}
	return err
}
