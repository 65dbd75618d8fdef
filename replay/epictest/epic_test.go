package epictest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/epictest"
)

// An epic of two tellings is a file like any other.
func TestEpicIsAFile(t *testing.T) {
	e := epictest.New(t, "two-nations", 600)
	f, _ := e.Open(t)
	require.NoError(t, f.Check())
	require.Greater(t, e.Tellings(), 1)
}
