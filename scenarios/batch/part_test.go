package batch

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A file holds the runs of a minute or so, so that a kill loses no more however long a
// run takes, and there are few files where runs are short.
func TestAPartIsAMinuteOfRuns(t *testing.T) {
	require.Equal(t, 256, nextPart(64, time.Second, 2000))
	require.Equal(t, 60, nextPart(64, 64*time.Second, 2000))
	require.Equal(t, 1, nextPart(4, 10*time.Minute, 2000))
	require.Equal(t, 2000, nextPart(1024, time.Second, 2000))
	require.Equal(t, 8, nextPart(2, 0, 2000))
	files, runs := 0, 0
	for n := firstPart; runs < 100_000; n = nextPart(n, time.Duration(n)*time.Millisecond, 2000) {
		files, runs = files+1, runs+n
	}
	require.LessOrEqual(t, files, 53)
}
