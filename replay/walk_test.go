package replay

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim/journal"
)

// A walk from anywhere gives the records that are there, whatever else is asked of
// the run between two steps; a file and a memory walk alike.
func TestWalkGoesOnFromAnywhere(t *testing.T) {
	b, _ := fakeFile(t, 7, 9000)
	f := openBytes(t, b)
	var all kept
	require.NoError(t, f.Records(func(e *Entry) error { return all.Record(&e.Record) }))
	m := NewMemory(f.Static(), all.records)
	rapid.Check(t, func(t *rapid.T) {
		after := rapid.IntRange(0, len(all.records)).Draw(t, "after")
		other := rapid.IntRange(1, len(all.records)).Draw(t, "asked between")
		for _, run := range []Records{f, m} {
			w, err := run.Walk(journal.Num(after))
			require.NoError(t, err)
			for n := after + 1; n <= min(after+300, len(all.records)); n++ {
				r, err := w.Next()
				require.NoError(t, err)
				require.Equal(t, all.records[n-1].ID, r.ID)
				require.EqualValues(t, n, r.Num)
				if n%100 == 0 {
					_, err = run.Upto(journal.Num(other))
					require.NoError(t, err)
					require.ErrorIs(t, f.Records(func(e *Entry) error {
						if int(e.Num) == other {
							return errDone
						}
						return nil
					}), errDone)
				}
			}
		}
	})
	for _, run := range []Records{f, m} {
		w, err := run.Walk(run.Count())
		require.NoError(t, err)
		r, err := w.Next()
		require.NoError(t, err)
		require.Nil(t, r, "nothing comes after the last")
		_, err = run.Walk(run.Count() + 1)
		require.Error(t, err)
	}
}

// A walk through a file that is damaged further on gives what comes before, then
// the damage, as often as it is asked.
func TestWalkStopsAtDamage(t *testing.T) {
	b, _ := fakeFile(t, 7, 9000)
	last := openBytes(t, b).chunks
	b[last[len(last)-1].off+last[len(last)-1].length/2] ^= 1
	f := openBytes(t, b)
	w, err := f.Walk(0)
	require.NoError(t, err)
	n := 0
	for ; err == nil; n++ {
		_, err = w.Next()
	}
	require.Greater(t, n, 1000)
	_, again := w.Next()
	require.Equal(t, err, again)
}
