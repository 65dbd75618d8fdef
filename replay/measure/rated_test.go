package measure

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim/journal"
)

// Over runs each task is counted by its rating, and an objective by the worst of its
// tasks in each run, of those that were exercised.
func TestRatingsAreCountedOverRuns(t *testing.T) {
	st := &journal.Static{
		Objectives: []journal.Text{{ID: "OBJ-1"}, {ID: "OBJ-2"}},
		Tasks:      []journal.Task{{ID: "CT-1", Objective: "OBJ-1"}, {ID: "CT-2", Objective: "OBJ-1"}},
	}
	got := RateTallies(st, [][]Rating{{Performed, Unable}, {Some, Untried}, {Untried, Untried}, {Unable, Major}})
	require.Equal(t, RatingCount{1, 1, 0, 1, 1}, got[0].Tasks[0].Count)
	require.Equal(t, RatingCount{0, 1, 0, 2, 1}, got[0].Worst)
	require.Empty(t, got[1].Tasks)
	require.Zero(t, got[1].Worst, "what has no task is rated in no run")
}
