package sweep

import (
	"context"
	"fmt"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// Run is what is kept of one replication.
type Run struct {
	Seed   uint64
	Digest journal.Digest
	Values []float64 // by gauge
}

// Many runs replications 0 to n-1 of a seed, and reads the gauges from each. The first
// error ends it.
func Many(ctx context.Context, p Pool, s *scenarios.Scenario, seed uint64, n int, gauges ...Gauge) ([]Run, error) {
	worlds, traces := NewWorlds(s.Spec), &Traces{}
	return RunAll(ctx, p, n, func(i int) (Run, error) {
		trace := traces.Take(s.Static)
		defer traces.Return(trace)
		return one(worlds, trace, sim.Replication(seed, uint64(i)), gauges)
	})
}

func one(worlds *Worlds, trace *measure.Trace, seed uint64, gauges []Gauge) (Run, error) {
	digest, err := worlds.Run(seed, trace)
	if err != nil {
		return Run{}, fmt.Errorf("sweep: %w", err)
	}
	r := Run{Seed: seed, Digest: digest}
	for _, g := range gauges {
		r.Values = append(r.Values, g.Read(trace))
	}
	return r, nil
}
