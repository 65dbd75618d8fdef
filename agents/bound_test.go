package agents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/agents/model"
	"entente/sim"
)

// A run that has too many events is stopped, always at the same one, whether it was
// run in one go, again in the same storage, or on from a snapshot.
func TestRunIsBounded(t *testing.T) {
	s := load(t, "three-nations").Spec
	whole := agents.New(s, 3)
	require.NoError(t, whole.Run())

	less := *s
	less.MaxEvents = whole.Events() / 2
	w := agents.New(&less, 3)
	err := w.Run()
	var bound *agents.BoundError
	require.ErrorAs(t, err, &bound)
	require.Equal(t, less.MaxEvents, bound.Max)
	require.LessOrEqual(t, bound.Events, bound.Max+4*agents.Lookahead, "a desk works off what it has drawn, and then its run is stopped")
	require.Equal(t, bound.Events, w.Events())
	require.Regexp(t, `^scenario three-nations, seed 3, at T[+-]\d+:\d\d.*: stopped after \d+ events, for a run may have at most \d+; in \d+ of 100 .+`, err.Error())
	require.Equal(t, err, w.Run(), "it cannot go on")

	w.Restart(3)
	require.Equal(t, err, w.Run())
	half := agents.New(&less, 3)
	_, cut := half.RunEvents(w.OnCalendar() / 2)
	require.NoError(t, cut)
	again, cut := agents.Restore(&less, half.Snapshot())
	require.NoError(t, cut)
	var later *agents.BoundError
	require.ErrorAs(t, again.Run(), &later)
	require.Equal(t, [2]any{bound.At, bound.Events}, [2]any{later.At, later.Events})
	require.ErrorAs(t, half.Fork().Run(), &later)
	require.Equal(t, [2]any{bound.At, bound.Events}, [2]any{later.At, later.Events})
}

// What is enough for a run changes nothing in it.
func TestBoundIsNoPartOfARun(t *testing.T) {
	s := load(t, "two-nations").Spec
	w := agents.New(s, 1)
	require.NoError(t, w.Run())
	for _, most := range []uint64{1 << 20, 1 << 63} {
		other := *s
		other.MaxEvents = most
		again := agents.New(&other, 1)
		require.NoError(t, again.Run())
		require.Equal(t, w.Digest(), again.Digest())
	}
}

// A run that writes a record at every turn is stopped before they fill the memory.
func TestRecordsAreBounded(t *testing.T) {
	s := *load(t, circle).Spec
	s.End = 100_000 * sim.Day
	s.MaxEvents = 100_000
	var bound *agents.BoundError
	require.ErrorAs(t, agents.New(&s, 1).Run(), &bound)
	require.ErrorContains(t, bound, "at most 2000 records; 99 of 100 say \"changed\"")
	require.EqualValues(t, 2000, bound.Records)
}

// Whatever the library holds stays far below.
func TestLibraryIsFarFromTheBound(t *testing.T) {
	for _, name := range []string{"twelve-nations", "capacity-gate"} {
		w := agents.New(load(t, name).Spec, 1)
		require.NoError(t, w.Run())
		require.Less(t, w.Events(), uint64(model.MaxEvents/50), name)
		require.Less(t, uint64(w.Count()), uint64(model.MaxEvents/50/50), name)
	}
}
