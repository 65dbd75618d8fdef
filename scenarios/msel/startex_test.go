package msel

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/journal"
)

// A list says where its days begin, so that StartEx can be told from it alone, whatever
// its hour and zone.
func TestStartExOfAList(t *testing.T) {
	for _, zone := range []sim.Time{0, 5*sim.Hour + 30*sim.Minute, -9 * sim.Hour} {
		s := &journal.Static{Start: 1_803_884_400_000, Zone: int64(zone), Entries: []journal.Entry{{Number: "1", Type: "inject", At: int64(20 * sim.Hour)}}}
		table := From(s, nil)
		start, offset, ok := table.StartEx()
		require.True(t, ok)
		require.Equal(t, s.Start, start)
		require.Equal(t, zone, offset)
	}
	old := &Table{Columns: []Column{{Key: "at"}, {Key: "dtg"}}, Rows: [][]string{{"D+0 H+20", "020300ZMAR27"}}}
	start, _, ok := old.StartEx()
	require.True(t, ok)
	require.EqualValues(t, 1_803_884_400_000, start)
	_, _, ok = (&Table{Columns: old.Columns, Rows: [][]string{{"D+1 04:00", "020300ZMAR27"}}}).StartEx()
	require.False(t, ok, "D+1 04:00 alone does not say when StartEx was")
}
