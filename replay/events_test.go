package replay

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/journal"
)

// A filter that asks for little is answered by the index, and lets the same
// records through as going through all of them.
func TestEventsAreThoseThatFit(t *testing.T) {
	b, fake := fakeFile(t, 81, 9000)
	f := openBytes(t, b)
	nation, storyline := f.nations(), f.storylines()
	var all kept
	require.NoError(t, f.Records(func(e *Entry) error { return all.Record(&e.Record) }))
	indexed := 0
	rapid.Check(t, func(t *rapid.T) {
		var x Filter
		if rapid.Bool().Draw(t, "kind") {
			x.Kinds = rapid.SliceOfN(rapid.SampledFrom([]journal.Kind{journal.Set, journal.Sent, journal.Trust, journal.EndEx, journal.Level}), 1, 2).Draw(t, "of kind")
		}
		if rapid.Bool().Draw(t, "nation") {
			x.Nation = rapid.SampledFrom(fake.nations).Draw(t, "of nation")
		}
		if rapid.Bool().Draw(t, "storyline") {
			x.Storyline = rapid.SampledFrom(fake.storylines).Draw(t, "of storyline")
		}
		if rapid.Bool().Draw(t, "agency") {
			x.Agencies = rapid.SliceOfN(rapid.SampledFrom(fake.agencies), 1, 2).Draw(t, "of agencies")
		}
		agency := f.agencies(x.Agencies)
		for _, to := range []**sim.Time{&x.From, &x.To} {
			if rapid.Bool().Draw(t, "bound") {
				at := all.records[rapid.IntRange(0, len(all.records)-1).Draw(t, "at")].At
				*to = &at
			}
		}
		if few, err := f.findCandidates(&x, 0, nation, storyline, agency); few != nil {
			require.NoError(t, err)
			indexed++
		}
		var want, got []journal.Num
		for i := range all.records {
			r := &all.records[i]
			if (x.From == nil || r.At >= *x.From) && (x.To == nil || r.At <= *x.To) && (len(x.Kinds) == 0 || slices.Contains(x.Kinds, r.Kind)) &&
				(len(x.Agencies) == 0 || belongsTo(r, agency, chosen)) &&
				(x.Nation == 0 || belongsTo(r, nation, x.Nation)) && (x.Storyline == 0 || belongsTo(r, storyline, x.Storyline)) {
				want = append(want, r.Num)
			}
		}
		require.NoError(t, f.Events(x, func(e *Entry) error {
			got = append(got, e.Num)
			return nil
		}))
		require.Equal(t, want, got)
	})
	require.Positive(t, indexed)
}
