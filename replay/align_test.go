package replay

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/journal"
)

// Two runs are read side by side: what is held of them is the records that are apart,
// and not the runs.
func TestAlignmentHoldsWhatIsApart(t *testing.T) {
	const parted = 1000
	data, f := fakeFile(t, 78, 20_000)
	a := openBytes(t, data)
	var all kept
	require.NoError(t, a.Records(func(e *Entry) error { return all.Record(&e.Record) }))
	by := (all.records[len(all.records)-1].At - all.records[parted].At) / 100
	require.Positive(t, by)
	var late bytes.Buffer
	w, err := Create(&late, fakeMeta, &f.static, &f.names, fakeSources)
	require.NoError(t, err)
	for i := range all.records {
		r := all.records[i]
		if i >= parted {
			r.At += by
		}
		require.NoError(t, w.Record(&r))
	}
	require.NoError(t, w.Close(journal.Digest{}, journal.Num(len(all.records))))
	b := openBytes(t, late.Bytes())

	for _, x := range []struct {
		a, b *File
		by   sim.Time
	}{{a, b, by}, {b, a, -by}} {
		al, err := Align(x.a, x.b)
		require.NoError(t, err)
		require.EqualValues(t, parted+1, al.First.Num)
		require.Equal(t, parted, al.Equal)
		require.Len(t, al.Moved, len(all.records)-parted)
		require.Empty(t, append(al.OnlyA, al.OnlyB...))
		for i, m := range al.Moved {
			require.Equal(t, Moved{journal.Num(parted + i + 1), journal.Num(parted + i + 1), x.by}, m)
		}
		require.Less(t, 20*al.waited, len(all.records), "%d records wait", al.waited)
	}
	same, err := Align(a, a)
	require.NoError(t, err)
	require.Equal(t, &Alignment{Equal: len(all.records), CountA: a.Count(), CountB: a.Count()}, same)
}
