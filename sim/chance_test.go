package sim

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Half is left after one half-life and a quarter after two, whatever the half-life.
func TestRemainingShare(t *testing.T) {
	for _, life := range []Time{Minute, Hour, 30 * Day} {
		require.Equal(t, One, RemainingShare(0, life))
		require.InDelta(t, 500_000, int64(RemainingShare(life, life)), 1)
		require.InDelta(t, 250_000, int64(RemainingShare(2*life, life)), 1)
	}
	for _, after := range []Time{22 * Second, 64 * Second, 200 * Day, Longest, Never} {
		require.Zero(t, RemainingShare(after, 0), "%s", after)
		require.Zero(t, RemainingShare(after, Second), "%s", after)
	}
	require.Equal(t, One/2, RemainingShare(Longest, Longest))
	require.Equal(t, RemainingShare(5*Second, Second), RemainingShare(5*Second, 0), "no division by zero")
}
