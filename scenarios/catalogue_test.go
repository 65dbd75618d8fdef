package scenarios

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A catalogue's faults are told at once, each at its place: a word that is misspelt
// would only never answer anything.
func TestEveryProblemOfACatalogue(t *testing.T) {
	_, err := ReadCatalogue("ours.yaml", []byte(`
entente: 1
catalogue: ours
reforms:
  one: {title: t, cost: 1, lead: 1d, answers: {at: desc, steps: [REED], causes: [QUEUES]}, set: {"{object}.hours": 24/7}}
  two: {title: t, cost: 1, lead: 1d, answers: {lacking: [stoped], reasons: [CLASS_TO_HIGH]}, set: {"{holder}.clearance": SECRET}}
  three: {title: t, cost: 1, lead: 1d, answers: {}, patch: two-nations/none}
`))
	require.Error(t, err)
	var told []string
	for line := range strings.Lines(err.Error()) {
		told = append(told, strings.TrimSpace(line))
	}
	for i, want := range []string{
		`ours.yaml:5:52: reforms.one.answers.at: unknown sort of thing "desc" (did you mean desk?)`,
		`ours.yaml:5:66: reforms.one.answers.steps.1: unknown step "REED" (did you mean READ?)`,
		`ours.yaml:5:82: reforms.one.answers.causes.1: unknown cause "QUEUES" (did you mean QUEUE?)`,
		`ours.yaml:6:58: reforms.two.answers.lacking.1: unknown place of a fact "stoped" (did you mean stopped?)`,
		`ours.yaml:6:77: reforms.two.answers.reasons.1: unknown reason "CLASS_TO_HIGH" (did you mean CLASS_TOO_HIGH?)`,
	} {
		require.Greater(t, len(told), i)
		require.Equal(t, want, told[i])
	}
	require.Contains(t, strings.Join(told, "\n"), "a reform of a catalogue has no patch")
}
