package journal_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim/journal"
)

// Two moves with a night between them: 24 h played in 4 h, then 2 h in 1 h.
func TestPlay(t *testing.T) {
	const hour = int64(3_600_000)
	s := &journal.Static{Moves: []journal.ExerciseMove{{"M1", 0, 24 * hour, 4 * hour}, {"M2", 30 * hour, 32 * hour, hour}}}
	for _, c := range []struct {
		at     int64
		move   string
		played int64
		ok     bool
	}{
		{-hour, "", 0, false},
		{0, "M1", 0, true},
		{6 * hour, "M1", hour, true},
		{24 * hour, "", 4 * hour, false},
		{31 * hour, "M2", 4*hour + hour/2, true},
		{32 * hour, "M2", 5 * hour, true},
		{40 * hour, "", 5 * hour, false},
	} {
		move, played, ok := s.Play(c.at)
		require.Equal(t, c.move, move, c.at)
		require.Equal(t, c.played, played, c.at)
		require.Equal(t, c.ok, ok, c.at)
	}
	_, played, ok := (&journal.Static{}).Play(hour)
	require.True(t, ok)
	require.Equal(t, hour, played)
	// A move of two centuries does not overflow.
	long := &journal.Static{Moves: []journal.ExerciseMove{{"M", 0, 200 * 8760 * hour, 200 * 8760 * hour}}}
	_, played, _ = long.Play(100 * 8760 * hour)
	require.Equal(t, 100*8760*hour, played)
}

// Unplay finds the first instant at which so much was played.
func TestUnplay(t *testing.T) {
	const hour = int64(3_600_000)
	s := &journal.Static{Moves: []journal.ExerciseMove{{"M1", 0, 24 * hour, 4 * hour}, {"M2", 30 * hour, 32 * hour, hour}}}
	for _, c := range []struct {
		played, at int64
		ok         bool
	}{
		{-1, 0, false}, {0, 0, true}, {hour, 6 * hour, true}, {4 * hour, 30 * hour, true}, {5 * hour, 32 * hour, true}, {5*hour + 1, 0, false},
	} {
		at, ok := s.Unplay(c.played)
		require.Equal(t, c.ok, ok, c.played)
		require.Equal(t, c.at, at, c.played)
	}
	rapid.Check(t, func(t *rapid.T) {
		length, in := rapid.Int64Range(1, 100*8760*hour).Draw(t, "length"), rapid.Int64Range(1, 100*8760*hour).Draw(t, "in")
		s := &journal.Static{Moves: []journal.ExerciseMove{{"M", hour, hour + length, in}}}
		played := rapid.Int64Range(0, in).Draw(t, "played")
		at, ok := s.Unplay(played)
		require.True(t, ok)
		_, again, ok := s.Play(at)
		require.True(t, ok)
		require.GreaterOrEqual(t, again, played)
		if at > hour {
			_, less, _ := s.Play(at - 1)
			require.Less(t, less, played)
		}
	})
}
