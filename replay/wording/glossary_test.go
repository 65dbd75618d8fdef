package wording_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/wording"
	"entente/sim/journal"
)

// TestGlossaryIsWhole: each word that a record can have is told in a sentence.
func TestGlossaryIsWhole(t *testing.T) {
	for of, least := range map[string]int{"level": 5, "step": 19, "cause": 9, "outcome": 50} {
		list := wording.Glossary(of)
		require.GreaterOrEqual(t, len(list), least, of)
		for _, x := range list {
			require.Regexp(t, `^[A-Z].*\.$`, x.Says, "%s %s", of, x.Word)
		}
	}
}

// TestReasonsAreWhole: every reason tells what it means, whom to talk to and what is
// commonly done, and its family is what the vocabulary says of it.
func TestReasonsAreWhole(t *testing.T) {
	var families []wording.Family
	for _, f := range wording.FamilySays() {
		families = append(families, wording.Family(f.Word))
		require.NotEmpty(t, f.Says)
	}
	list := wording.Reasons()
	require.Len(t, list, len(journal.ReasonTexts())-1)
	says := map[string]bool{}
	for i, w := range list {
		r := journal.Reason(i + 1)
		require.Equal(t, r.String(), w.Word)
		require.Regexp(t, `^[A-Z].*\.$`, w.Says, w.Word)
		require.Regexp(t, "^[A-Z`].*\\.$", w.Remedy, w.Word)
		require.Contains(t, families, w.Family, w.Word)
		require.False(t, says[w.Says], w.Word)
		says[w.Says] = true
		if r.Legal() {
			require.Equal(t, wording.OfLaw, w.Family, w.Word)
		}
		if r.Discretionary() {
			require.Equal(t, wording.OfWill, w.Family, w.Word)
		}
	}
}
