package wording_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/wording"
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
