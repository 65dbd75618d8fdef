package agents_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
)

// A world that begins afresh is as good as a new one, whatever it has been
// through before.
func TestRestartIsANewRun(t *testing.T) {
	for _, name := range []string{"three-nations", "joint-inquiry", "twelve-nations"} {
		spec := load(t, name).Spec
		used := agents.New(spec, 99)
		require.NoError(t, used.RunUntil(spec.End/3)) // left in the middle of everything
		for seed := range uint64(3) {
			fresh := agents.New(spec, seed)
			require.NoError(t, fresh.Run())
			used.Restart(seed)
			require.NoError(t, used.Run())
			require.Equal(t, fresh.Digest(), used.Digest(), "%s, seed %d", name, seed)
			require.Equal(t, fresh.Events(), used.Events())
			require.Equal(t, fresh.Snapshot(), used.Snapshot())
		}
	}
}

// Once there is room, a whole run of the reference load allocates nothing.
func TestARunAllocatesNothing(t *testing.T) {
	spec := load(t, "twelve-nations").Spec
	w := agents.New(spec, 1)
	again := func() {
		w.Restart(1)
		require.NoError(t, w.Run())
	}
	again()
	require.Zero(t, testing.AllocsPerRun(1, again))
	require.Greater(t, w.Events(), uint64(100_000))
}
