//go:build !js

package main

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/require"

	"entente/sim/files"
)

// picture gives what a run shows on a terminal of some width.
func pictureOf(t *testing.T, width int, env []string, args ...string) string {
	t.Helper()
	e, out, talk := testEdge(t, args...)
	e.width, e.env = width, env
	e.store = files.NewStore(memory{io.Discard})
	require.Equal(t, done, run(e), talk.String())
	return out.String()
}

// Colour is only added where a terminal can show it, never instead of a word.
func TestColourAddsNothingButColour(t *testing.T) {
	color := []string{"TERM=xterm-256color", "COLORTERM=truecolor"}
	line := []string{"run", "two-nations"}
	pipe := pictureOf(t, 0, color, line...)
	require.NotContains(t, pipe, "\x1b")
	full := pictureOf(t, 80, color, line...)
	require.Contains(t, full, "\x1b[")
	require.Equal(t, pipe, ansi.Strip(full))
	none := pictureOf(t, 80, append(color, "NO_COLOR=1"), line...)
	require.NotContains(t, none, "38;2", "NO_COLOR turns colours off")
	require.Equal(t, pipe, ansi.Strip(none))
	require.Equal(t, pipe, ansi.Strip(pictureOf(t, 80, []string{"TERM=dumb"}, line...)))
}

// No line is wider than the terminal, down to 80 columns.
func TestPictureFitsTheTerminal(t *testing.T) {
	for _, line := range [][]string{
		{"run", "two-nations"},
		{"run", "three-nations"},
		{"run", "deportation-notice-2015"},
		{"run", "three-nations", "--reps", "5"},
		{"run", "deportation-notice-2015", "--reps", "5"},
		{"rehearse", "three-nations", "--reps", "20"},
		{"campaign", "lessons-learned"},
		{"msel", "show", "twelve-nations"},
	} {
		for _, width := range []int{80, 100, 200} {
			for _, text := range strings.Split(pictureOf(t, width, nil, line...), "\n") {
				require.LessOrEqual(t, columns(text), width, "%v at %d columns: %q", line, width, text)
			}
		}
	}
}

// The words that a report may not use.
func TestPictureClaimsNoPrevention(t *testing.T) {
	for _, line := range [][]string{{"run", "three-nations"}, {"run", "deportation-notice-2015"}, {"run", "three-nations", "--reps", "5"}} {
		text := strings.ToLower(pictureOf(t, 100, nil, line...))
		for _, word := range []string{"prevent", "would have", "stopped the", "attack"} {
			require.NotContains(t, text, word)
		}
	}
}

// Instants of runs of a hundred days are told whole, and apart from what stands beside
// them; what objectives and tasks say is cut nowhere.
func TestGridAndObjectivesAreWhole(t *testing.T) {
	code, out, _ := callInto(t, t.TempDir(), "run capacity-gate -o D/x.mcap")
	said := string(out)
	require.Equal(t, done, code)
	require.Regexp(t, `● D\+105 \d\d:\d\d\* [●·]`, said)
	require.NotRegexp(t, `D\+\d+ [\d:]*…`, said)
	require.NotRegexp(t, `D\+\d+ \d\d:\d\d\*?[^ \n*,;.)]`, said)
	require.Regexp(t, `CT-1.1  Decide on visit and +S   M12: .*\n +assistance\n`, said)
}
