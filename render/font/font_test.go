package font

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDigitsHaveOneWidth(t *testing.T) {
	for w := range weights {
		one := Width("1", w, 100)
		require.Positive(t, one)
		for _, d := range "023456789" {
			require.InDelta(t, one, Width(string(d), w, 100), 0.15, "%s %c", names[w], d)
		}
		require.NotEmpty(t, WOFF2(w))
	}
	require.Greater(t, Width("warning", SemiBold, 13), Width("warning", Regular, 13))
	require.Contains(t, Licence(), "SIL Open Font License")
}

func TestFit(t *testing.T) {
	require.Equal(t, "short", Fit("short", Regular, 13, 100))
	cut := Fit("a name that is far too long", Regular, 13, 60)
	require.LessOrEqual(t, Width(cut, Regular, 13), 60.0)
	require.Contains(t, cut, "…")
}
