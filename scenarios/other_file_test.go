package scenarios_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
)

// Whoever gives a study or a documented case where a scenario is read is told so in one
// sentence, and not that each of its keys is unknown.
func TestAFileOfAnotherSort(t *testing.T) {
	for text, want := range map[string]string{
		"study: 1\nname: x\nscenario: two-nations\noptions: []\n": "mine.yaml:1:1: study: this file is a study (entente sweep plan finds its problems, entente sweep run runs it)",
		"title: A case\ncase: 1\nname: x\nrows: []\n":             "mine.yaml:2:1: case: this file is a documented case (entente check finds its problems, entente validate runs it)",
	} {
		_, err := scenarios.LoadText("mine.yaml", []byte(text), scenarios.Options{})
		require.EqualError(t, err, want)
	}
	// A scenario with such a key is a scenario, and the key is what is wrong with it.
	_, err := scenarios.LoadText("mine.yaml", []byte("entente: 1\nstudy: 1\n"), scenarios.Options{})
	require.ErrorContains(t, err, "study: unknown key")
}
