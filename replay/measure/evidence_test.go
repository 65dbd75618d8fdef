package measure_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/scenarios"
)

// What a rating rests on are records of the run, in order and each once; they can be
// explained; and over the library each measure that counts something rests on some.
func TestEvidenceIsExplained(t *testing.T) {
	rests := map[string]int{}
	for _, entry := range scenarios.Library() {
		sc, err := scenarios.Load(entry.Name, scenarios.Options{})
		require.NoError(t, err)
		s := measure.NewTrace(sc.Static)
		require.NoError(t, agents.New(sc.Spec, 1, s).Run())
		results := s.Results()
		why, err := explain.New(s.Lookup())
		require.NoError(t, err)
		for i := 1; i <= 17; i++ {
			name := fmt.Sprintf("M%d", i)
			list := s.Evidence(name)
			require.True(t, slices.IsSorted(list) && len(slices.Compact(slices.Clone(list))) == len(list), name)
			rests[name] += len(list)
			for _, n := range list[:min(3, len(list))] {
				e, err := why.Record(n)
				require.NoError(t, err, "%s, record %d", name, n)
				require.Equal(t, n, e.End.Num)
			}
		}
		require.Len(t, s.Evidence("M3"), results.DeadlinesMet.All)
		require.Len(t, s.Evidence("M8"), results.AnswersInTime.All)
		require.Len(t, s.Evidence("M4"), results.LegalEffects.Ended)
		require.Len(t, s.Evidence("M9"), len(results.Markings.Breaches))
		require.LessOrEqual(t, len(s.Evidence("M1")), results.KeyFactWaits.All())
		require.Len(t, s.Evidence("M10"), len(results.ActionMargins.Known)+results.ActionMargins.Unavailable)
	}
	for i := 1; i <= 17; i++ {
		name := fmt.Sprintf("M%d", i)
		if name == "M9" || name == "M16" { // an invariant, and a measure of campaigns
			require.Zero(t, rests[name], name)
			continue
		}
		require.Positive(t, rests[name], name)
	}
}
