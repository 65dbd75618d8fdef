package review_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/rendertest"
	"entente/scenarios"
	"entente/sim/journal"
)

// Every agency has a short name that no other agency of its nation has.
func TestShortNamesAreDistinct(t *testing.T) {
	for _, entry := range scenarios.Library() {
		run := rendertest.Run(t, entry.Name)
		seen := map[[2]any]string{}
		for i, x := range run.Static.Things {
			if x.Sort != journal.SortAgency.String() {
				continue
			}
			agency := journal.Ref(i)
			short := run.Short(agency)
			require.NotEmpty(t, short, x.Name)
			require.LessOrEqual(t, len([]rune(short)), 3, x.Name)
			key := [2]any{run.Nation(agency), short}
			require.Empty(t, seen[key], "%s: %s and %s", entry.Name, seen[key], x.Name)
			seen[key] = x.Name
		}
	}
}
