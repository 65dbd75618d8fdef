package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/cmd/dev/depth"
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

func TestVerdictOfARow(t *testing.T) {
	m := measured{row: row{documented: 5}, runs: []time.Duration{1, 2, 6, never}}
	require.Equal(t, "miss: it went faster than here", m.verdict(0.01))
	require.Equal(t, "miss: it took longer than here", m.verdict(0.99))
	require.Equal(t, "inside", m.verdict(0.5))
	m.runs[2] = 3
	require.Equal(t, "inside, but longer than wherever it ended", m.verdict(0.75))
	m.documented = never
	require.Equal(t, "inside", m.verdict(0.8))
}

// Every row and remedy of every case is measured, and each row says whether it
// is predictive. What comes out is not judged here: the page is for that.
func TestPage(t *testing.T) {
	reps := depth.Pick(3, 6, 12)
	done, err := all(cases, 1, reps)
	require.NoError(t, err)
	var b strings.Builder
	page(&b, done, 1, reps, agents.Version)
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

// A row may end where a record says that a period will; an event may be one
// outcome of its kind; and a remedy may be read on a motion.
func TestDecisions(t *testing.T) {
	v := caseV6
	v.remedies = v.remedies[:1]
	o, err := measure(&v, 1, 8)
	require.NoError(t, err)
	for i := range o.rows[0].runs {
		require.Equal(t, o.rows[0].documented, o.rows[0].runs[i])
		if hold := o.rows[2].runs[i]; hold != never {
			require.Greater(t, hold, time.Duration(0), "lifted is not the objection itself")
			require.GreaterOrEqual(t, o.rows[3].runs[i], o.rows[1].runs[i]+hold)
		}
	}
	require.Equal(t, "adopted(listing)", o.remedies[0].deadline)
	require.Equal(t, 8, o.remedies[0].sooner)
	v.remedies = []remedy{{v.remedies[0].patch, "", []expectation{{"adopted(lisitng)", -1}}}}
	_, err = measure(&v, 1, 1)
	require.ErrorContains(t, err, "no deadline or motion adopted(lisitng)")
}

// A page replaces no file but a page, and that only if it is told to, before the
// minutes of work.
func TestPageReplacesNothingElse(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("notes.md", []byte("# Mine\n"), 0o600))
	require.ErrorContains(t, validate("notes.md", true, 1, 1_000_000), "is not a page of validations")
	require.NoError(t, os.WriteFile("page.md", []byte(title+"\n"), 0o600))
	require.ErrorContains(t, validate("page.md", false, 1, 1_000_000), "page.md is there already; --force replaces it")
}
