package sim

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Half is left after one half-life and a quarter after two, whatever the half-life.
func TestLeft(t *testing.T) {
	for _, life := range []Time{Minute, Hour, 30 * Day} {
		require.Equal(t, One, Left(0, life))
		require.InDelta(t, 500_000, int64(Left(life, life)), 1)
		require.InDelta(t, 250_000, int64(Left(2*life, life)), 1)
	}
	require.Equal(t, Left(5*Second, Second), Left(5*Second, 0), "no division by zero")
}
