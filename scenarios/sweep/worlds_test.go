package sweep

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
)

// A variant runs in the storage of its family as in its own; a stranger gets its own.
func TestKinLendEachOtherWorlds(t *testing.T) {
	f, err := scenarios.NewFamily("three-nations", scenarios.Options{})
	require.NoError(t, err)
	worlds := NewWorlds(f.Scenario().Spec)
	seen := map[string]bool{}
	for i, set := range []string{"relations.*.trust=0.2", "model.patience=2h", "channels.*.latency=3h", "relations.*.trust=0.9", "relations.*.trust=0.2"} {
		s, err := f.Variant([]string{set})
		require.NoError(t, err)
		require.Equal(t, i != 2, s.Spec.Kin(f.Scenario().Spec), set)
		w := agents.New(s.Spec, 5)
		require.NoError(t, w.Run())
		_, err = worlds.Run(5)
		require.NoError(t, err)
		d, err := worlds.As(s.Spec).Run(5)
		require.NoError(t, err)
		require.Equal(t, w.Digest(), d, set)
		seen[d.String()] = true
	}
	require.Len(t, seen, 4)
	require.Panics(t, func() {
		stranger, err := scenarios.Load("three-nations", scenarios.Options{})
		require.NoError(t, err)
		agents.New(f.Scenario().Spec, 1).RestartAs(stranger.Spec, 1)
	})
}

// A run in lent storage, whatever was run in it before and of which scenario, is told as
// in storage of its own.
func TestLentStorageLeavesNoTrace(t *testing.T) {
	lent := measure.NewTrace(nil)
	tell := func(trace *measure.Trace) []any {
		r := trace.Results()
		all := []any{len(trace.Records), trace.End(), r.Readings(), measure.Endings(trace.Deadlines()), trace.Deadlines(), trace.Entries(), trace.OnTheWay(), trace.Waits(), trace.At(trace.End())}
		for _, d := range trace.Deadlines() {
			all = append(all, trace.Why(&d))
		}
		return all
	}
	worlds := map[string]*Worlds{}
	for i, name := range []string{"three-nations", "two-nations", "three-nations", "three-nations", "joint-operation", "two-nations", "two-nations"} {
		s, err := scenarios.Load(name, scenarios.Options{})
		require.NoError(t, err)
		if worlds[name] == nil {
			worlds[name] = NewWorlds(s.Spec)
		}
		seed := sim.Replication(3, uint64(i))
		own := measure.NewTrace(s.Static)
		w := agents.New(s.Spec, seed, own)
		require.NoError(t, w.Run())
		trace := lent
		trace.Again(s.Static)
		digest, err := worlds[name].Run(seed, trace)
		require.NoError(t, err)
		require.Equal(t, w.Digest(), digest)
		require.True(t, reflect.DeepEqual(tell(own), tell(trace)), "%d: %s", i, name)
		own.Records, trace.Records = own.Records[:50], trace.Records[:50] // as many as the one before
		require.True(t, reflect.DeepEqual(tell(own), tell(trace)), "%d: %s, its beginning", i, name)
	}
}
