package agents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
)

// Whether a desk goes on by itself can be seen nowhere in a run: not in its records, nor
// in the number of its events.
func TestOffstageIsUnseen(t *testing.T) {
	for _, name := range []string{"three-nations", "twelve-nations"} {
		spec := load(t, name).Spec
		for seed := uint64(1); seed <= 3; seed++ {
			by, eager := agents.New(spec, seed), agents.New(spec, seed)
			eager.KeepOnstage()
			require.NoError(t, by.Run())
			require.NoError(t, eager.Run())
			require.Equal(t, eager.Digest(), by.Digest(), "%s %d", name, seed)
			require.Equal(t, eager.Events(), by.Events(), "%s %d", name, seed)
			t.Log(name, by.Events(), by.OnCalendar(), eager.OnCalendar())
		}
	}
}
