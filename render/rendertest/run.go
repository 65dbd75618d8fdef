// Package rendertest has what tests of pictures share: runs of the library, made once,
// and a check that labels can be read.
package rendertest

import (
	"sync"
	"testing"

	"entente/agents"
	"entente/render/review"
	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
)

// stories are the runs that tests have asked for.
var stories sync.Map

type made struct {
	trace *measure.Trace
	err   error
}

// Run is a scenario of the library, run with seed 1 and loaded. Each call gives a run of
// its own over the same records.
func Run(t testing.TB, name string) *review.Run {
	t.Helper()
	return Seeded(t, name, 1)
}

// Seeded is Run with another seed.
func Seeded(t testing.TB, name string, seed uint64) *review.Run {
	t.Helper()
	type key struct {
		name string
		seed uint64
	}
	once, _ := stories.LoadOrStore(key{name, seed}, sync.OnceValue(func() made {
		sc, err := scenarios.Load(name, scenarios.Options{})
		if err != nil {
			return made{err: err}
		}
		trace := measure.NewTrace(sc.Static)
		return made{trace, agents.New(sc.Spec, sim.Replication(seed, 0), trace).Run()}
	}))
	m := once.(func() made)()
	if m.err != nil {
		t.Fatal(m.err)
	}
	run, err := review.Open(m.trace.Lookup(), replay.Meta{Seed: seed}, wording.HSEEP)
	if err != nil {
		t.Fatal(err)
	}
	for done := false; !done; {
		if done, err = run.Load(1 << 20); err != nil {
			t.Fatal(err)
		}
	}
	return run
}
