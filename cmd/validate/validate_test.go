package main

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/agents"
)

func TestPlaceSplitsTies(t *testing.T) {
	runs := []time.Duration{1, 2, 2, 3, never}
	require.InDelta(t, 0.0, place(runs, 0), 1e-9)
	require.InDelta(t, 0.4, place(runs, 2), 1e-9) // one below, half of two
	require.InDelta(t, 0.8, place(runs, 4), 1e-9)
	require.Equal(t, never, quantile(runs, 0.95))
	require.Equal(t, time.Duration(2), quantile(runs, 0.5))
}

func TestCoverageByCases(t *testing.T) {
	require.InDelta(t, 0.5, covered([]float64{0.01, 0.5, 0.95, 0.99}), 1e-9)
	low, high := interval([][]float64{{0.5, 0.5}, {0.99, 0.99}})
	require.InDelta(t, 0.0, low, 1e-9) // both draws may take the case that missed
	require.InDelta(t, 1.0, high, 1e-9)
}

func TestVerdictOfPairs(t *testing.T) {
	require.Equal(t, "as expected", (&compared{expected: -1, sooner: 60, same: 30, later: 10}).verdict())
	require.Equal(t, "as expected", (&compared{expected: 0, sooner: 1, same: 98, later: 1}).verdict())
	require.Equal(t, "miss: later", (&compared{expected: 0, sooner: 0, same: 90, later: 10}).verdict())
	require.Equal(t, "miss: no difference", (&compared{expected: -1, same: 100}).verdict())
}

// Every row and remedy of every case is measured, and each row says whether it
// is predictive. What comes out is not judged here: the page is for that.
func TestPage(t *testing.T) {
	done, err := all(cases, 1, 12)
	require.NoError(t, err)
	var b strings.Builder
	page(&b, done, 1, 12, agents.Version)
	text := b.String()
	for _, c := range cases {
		for _, r := range c.rows {
			require.Contains(t, text, "| "+r.id+" |")
		}
		for _, r := range c.remedies {
			require.Contains(t, text, "`"+r.patch+"`")
		}
	}
	fitted, rest, _ := strings.Cut(text[strings.Index(text, "## Fitted rows"):], "## Places")
	require.Contains(t, fitted, "V2.3", "presets are anchored in this case")
	require.NotEmpty(t, rest)
	require.NotContains(t, fitted, "V7.")
}
