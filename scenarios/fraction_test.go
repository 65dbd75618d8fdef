package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A share is exact, and its words say whether votes that meet it carry.
func TestThreshold(t *testing.T) {
	for text, want := range map[string]struct {
		part, all int64
		carries   bool
	}{
		"at least 2/3":             {2, 3, true},
		"more than 2/3":            {2, 3, false},
		"2/3":                      {2, 3, false},
		"at least 0.6":             {3, 5, true},
		"0.6":                      {3, 5, false},
		"at least 0.75":            {3, 4, true},
		"more than 0.75":           {4, 5, true},
		"at least 1":               {5, 5, true},
		"more than 0":              {1, 1_000_000_000, true},
		"at least 999999/1000000":  {999_999_000, 1_000_000_000, true},
		"more than 999999/1000000": {999_999_000, 1_000_000_000, false},
	} {
		share, says, err := parseThreshold(text)
		require.NoError(t, err, text)
		require.Equal(t, want.carries, share.Carries(want.part, want.all), "%d of %d, %s", want.part, want.all, text)
		require.Equal(t, text[0] == 'a' || text[0] == 'm', says, text)
	}
	quorum, err := parseFraction("2/3")
	require.NoError(t, err)
	require.Equal(t, []int64{2, 3, 4}, []int64{quorum.Of(3), quorum.Of(4), quorum.Of(6)}) // two of three are two thirds
}
