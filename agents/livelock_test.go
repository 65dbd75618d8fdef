package agents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/sim"
)

const circle = `
entente: 1
scenario: circle
start: 2027-03-01T08:00+01:00
end: T+1d
nations: {arvonia: {agencies: {spoc: {}}}}
changes:
  again: {at: T+90m, effects: [{begin: and-again}]}
  and-again: {lead: 1h, effects: [{begin: again}]}
`

// TestLivelockNamesItsLoop: a run that does not come to rest ends with an error
// that names what goes round.
func TestLivelockNamesItsLoop(t *testing.T) {
	for _, c := range []struct {
		says string
		set  string
		want string
	}{
		{"changes", "changes.and-again.pace=0", "scenario circle, seed 7, at T+1:30: livelock: these set each other going again and again, and no time passes between: " +
			"change and-again takes effect (4 times), change again takes effect (4 times); give one of them a time"},
	} {
		w := agents.New(load(t, circle, c.set).Spec, 7)
		err := w.Run()
		require.EqualError(t, err, c.want, c.says)
		var lock *agents.LivelockError
		require.ErrorAs(t, err, &lock)
		var kernel *sim.LivelockError
		require.ErrorAs(t, err, &kernel, "and still tells the kernel's numbers")
		require.Equal(t, kernel.At, lock.At)
		require.Equal(t, err, w.Run(), "it cannot go on")
	}
	require.NoError(t, agents.New(load(t, circle).Spec, 7).Run(), "with time between it comes to rest")
}

// TestEveryHappeningHasAName: whatever went round, the error could say it.
func TestEveryHappeningHasAName(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{"twelve-nations", "listing-held", "silence-broken", "strait-region"} {
		for _, turn := range agents.New(load(t, name).Spec, 1).Describe(seen) {
			require.Regexp(t, `^(\w+ [^ ]+ )?[a-z ]+$`, turn)
		}
	}
	require.NoError(t, agents.Undescribed())
	require.Contains(t, seen, "the exercise begins")
	require.Contains(t, seen, "storyline crossing enters a stage")
}
