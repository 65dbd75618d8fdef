//go:build !js

package main

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/require"

	"entente/sim/files"
)

// barOf runs a command as if somebody watched it, who waits for nothing, and gives
// what came to the terminal and what came out.
func barOf(t *testing.T, watch bool, env []string, args ...string) (talk, out string) {
	t.Helper()
	e, stdout, stderr := testEdge(t, args...)
	e.watch, e.env, e.cores = watch, env, 2
	e.store = files.NewStore(memory{io.Discard})
	require.Equal(t, done, run(e), stderr.String())
	return stderr.String(), stdout.String()
}

// One run, many runs and a file that is read have a bar with how far they have come and
// the time that is left; it leaves nothing of itself in what comes out.
func TestBarsShowHowFarAndHowLong(t *testing.T) {
	left := regexp.MustCompile(`, \S+ (left|le…|l…|…)`)
	for _, line := range [][]string{{"run", "twelve-nations"}, {"run", "two-nations", "--reps", "20"}, {"rehearse", "three-nations", "--reps", "20"}} {
		talk, out := barOf(t, true, nil, line...)
		require.Regexp(t, left, talk, "%v", line)
		require.Regexp(t, ` of (D\+\d|20)`, talk, "%v", line)
		require.NotContains(t, talk, "\x1b[3", "it has no colour")
		quiet, same := barOf(t, false, nil, line...)
		require.Equal(t, same, out)
		require.NotRegexp(t, left, quiet, "without a terminal there is none")
	}
}

// A check has a bar as well: of several scenarios how many are done, of one how long it
// has gone on.
func TestChecksHaveABar(t *testing.T) {
	talk, out := barOf(t, true, nil, "check", "two-nations", "three-nations", "unread-warning")
	require.Regexp(t, `scenarios \d of 3 `, talk)
	require.Regexp(t, `(?s)^two-nations: no problems;.*\nthree-nations: no problems;.*\nunread-warning: no problems;`, out)
	talk, _ = barOf(t, true, nil, "check", "twelve-nations")
	require.Contains(t, talk, " so far")
	quiet, _ := barOf(t, false, nil, "check", "twelve-nations")
	require.NotContains(t, quiet, " so far")
}

// No bar is drawn beside an object for programs, nor where the cursor does not move, nor
// before two seconds have gone.
func TestBarsStayAway(t *testing.T) {
	for _, x := range []struct {
		env  []string
		line []string
	}{
		{nil, []string{"run", "twelve-nations", "--json"}},
		{[]string{"TERM=dumb"}, []string{"run", "twelve-nations"}},
	} {
		talk, _ := barOf(t, true, x.env, x.line...)
		require.NotContains(t, talk, "left", "%v", x.line)
	}
	require.Equal(t, 2*time.Second, processEdge().patience)
	e, _, talk := testEdge(t)
	e.watch, e.patience = true, time.Hour
	end := e.showProgress("thing", 10, func() int64 { return 5 }, func() string { return "half" })
	end()
	require.Empty(t, talk.String())
}

// A bar is gone before the first word that is written.
func TestWordsEndABar(t *testing.T) {
	var screen bytes.Buffer
	e := edge{watch: true, stderr: &screen, course: &course{}}
	e.showProgress("thing", 10, func() int64 { return 5 }, func() string { return "half" })
	w := &visible{out: &screen, before: e.course.clear}
	_, err := w.Write([]byte("word\n"))
	require.NoError(t, err)
	require.True(t, strings.HasSuffix(ansi.Strip(screen.String()), "word\n"))
	require.Nil(t, e.course.gauge.Load())
}

// A picture that goes into a pipe is as wide as COLUMNS says, and has no colours.
func TestPipesHaveColumns(t *testing.T) {
	narrow := pictureOf(t, 0, nil, "run", "three-nations")
	wide := pictureOf(t, 0, []string{"COLUMNS=120", "TERM=xterm-256color"}, "run", "three-nations")
	require.NotEqual(t, narrow, wide)
	require.NotContains(t, wide, "\x1b")
	require.Equal(t, pictureOf(t, 120, []string{"TERM=dumb"}, "run", "three-nations"), wide)
	for _, bad := range []string{"COLUMNS=", "COLUMNS=many", "COLUMNS=-3"} {
		require.Equal(t, narrow, pictureOf(t, 0, []string{bad}, "run", "three-nations"))
	}
}
