package agents_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/agents/agentstest"
	"entente/sim"
	"entente/sim/journal"
)

// In any world the spans of every record tile and every message ends exactly
// once: the Writer and the Monitor look at each record, and here at the count.
func TestEveryMessageEndsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := load(t, agentstest.World(t))
		_, m := run(t, s.Spec, rapid.Uint64().Draw(t, "seed"))
		ends := map[sim.ID]int{}
		require.NotEmpty(t, m.list)
		for i := range m.list {
			switch r := &m.list[i]; r.Kind {
			case journal.Sent:
				ends[r.Subject] += 0
			case journal.Read, journal.Ended:
				ends[r.Subject]++
			}
		}
		for id, n := range ends {
			require.Equal(t, 1, n, "message %x", id)
		}
	})
}

// A run that is saved and restored at every k-th event is the straight run.
func TestSnapshotAtEveryKthEvent(t *testing.T) {
	for _, k := range []uint64{1, 7, 1000} {
		for _, name := range []string{"two-nations", "three-nations"} {
			if k == 1 && name != "two-nations" {
				continue // a snapshot an event is dear
			}
			s := load(t, name)
			straight := agents.New(s.Spec, 7)
			require.NoError(t, straight.Run())
			w := agents.New(s.Spec, 7)
			for over := false; !over; {
				var err error
				over, err = w.RunEvents(k)
				require.NoError(t, err)
				w, err = agents.Restore(s.Spec, w.Snapshot())
				require.NoError(t, err)
			}
			require.Equal(t, straight.Digest(), w.Digest(), "%s at every event %d", name, k)
			require.Equal(t, straight.Events(), w.Events())
		}
	}
}

// A run that is saved, restored and forked at any instants is the straight run.
func TestSnapshotAtAnyInstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := load(t, agentstest.World(t))
		seed := rapid.Uint64().Draw(t, "seed")
		straight := agents.New(s.Spec, seed)
		require.NoError(t, straight.Run())
		steps := rapid.IntRange(2, 40).Draw(t, "steps")
		w := agents.New(s.Spec, seed)
		for i := range steps {
			at := -s.Spec.WarmUp + (s.Spec.End+s.Spec.WarmUp)*sim.Time(i)/sim.Time(steps)
			require.NoError(t, w.RunUntil(at))
			b := w.Snapshot()
			var err error
			w, err = agents.Restore(s.Spec, b)
			require.NoError(t, err)
			require.Equal(t, b, w.Snapshot())
			if i%3 == 1 {
				w = w.Fork()
			}
		}
		require.NoError(t, w.Run())
		require.Equal(t, straight.Digest(), w.Digest())
		require.Equal(t, straight.Count(), w.Count())
	})
}

// Bytes that were cut or damaged anywhere, and those of another scenario, are refused.
func TestDamagedSnapshotIsRefused(t *testing.T) {
	s := load(t, "two-nations")
	w := agents.New(s.Spec, 1)
	require.NoError(t, w.RunUntil(sim.Day))
	whole := w.Snapshot()
	_, err := agents.Restore(s.Spec, whole)
	require.NoError(t, err)
	for i := 0; i < len(whole); i += max(1, len(whole)/300) {
		_, err := agents.Restore(s.Spec, whole[:i])
		require.ErrorIs(t, err, agents.ErrSnapshot, "cut at %d", i)
		hurt := slices.Clone(whole)
		hurt[i] ^= 0x10
		_, err = agents.Restore(s.Spec, hurt)
		require.ErrorIs(t, err, agents.ErrSnapshot, "damaged at %d", i)
	}
	_, err = agents.Restore(load(t, "three-nations").Spec, whole)
	require.ErrorIs(t, err, agents.ErrSnapshot)
}
