//go:build !js

package main

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/scenarios/sweep"
)

// A large world is shown on a screen or two: those who need to know and those who
// mattered by name, of the others the number. With --all nobody is left out.
func TestLargeWorldHasAShortPicture(t *testing.T) {
	short := pictureOf(t, 100, nil, "run", "twelve-nations")
	require.LessOrEqual(t, strings.Count(short, "\n"), 49)
	require.LessOrEqual(t, strings.Count(pictureOf(t, 80, nil, "run", "twelve-nations"), "\n"), 59)
	for _, text := range []string{
		"! kastovia.crisis ", "! lumeria.spoc ", " 0/6 nothing made of it", "› elstad.fiu ",
		"detain available about crossing", "Events list  7 of 7 injects", "missed 2 and 11", "CT-2.1", "--all", "2 void",
	} {
		require.Contains(t, short, text)
	}
	require.NotContains(t, short, "cendria.judge  ")
	whole := pictureOf(t, 100, nil, "run", "twelve-nations", "--all")
	require.Greater(t, strings.Count(whole, "\n"), 300)
	require.Contains(t, whole, "● believed")
	for _, digest := range regexp.MustCompile(`[0-9a-f]{64}`).FindAllString(whole, -1) {
		require.Contains(t, short, digest)
	}

	// Those that are shown and those that are counted are all to whom it came.
	counted := 0
	for _, m := range regexp.MustCompile(`(?m)^ +(\d+) other agenc`).FindAllStringSubmatch(short, -1) {
		n, err := strconv.Atoi(m[1])
		require.NoError(t, err)
		counted += n
	}
	rows := regexp.MustCompile(`[!›×] \S+ +\d/\d `).FindAllString(short, -1)
	all := regexp.MustCompile(`(?m)^  [a-z.-]+( !)? +[●◐◌○·] `).FindAllString(whole, -1)
	require.Equal(t, len(all)/2, counted+len(rows), "the whole picture has each in two grids")

	small := pictureOf(t, 100, nil, "run", "three-nations")
	require.Equal(t, small, pictureOf(t, 100, nil, "run", "three-nations", "--all"), "a small world has nothing to leave out")
}

// Of very many deadlines the worst are shown, and the rest is counted by outcome.
func TestTheWorstDeadlinesAreShown(t *testing.T) {
	sc, err := scenarios.Load("twelve-nations", scenarios.Options{})
	require.NoError(t, err)
	j, err := newJob(sc, nil, "")
	require.NoError(t, err)
	r, err := j.run(1)
	require.NoError(t, err)
	some := r.trace.Deadlines()
	var many []measure.Deadline
	for range 5 {
		many = append(many, some...)
	}
	show, rest := pickDeadlines(many)
	require.Len(t, show, shortDeadlines)
	for _, i := range show {
		require.Equal(t, "NOT_MET", many[i].Outcome.String())
	}
	require.Equal(t, "15 not met, 15 met, 10 void", rest)
}

// Many runs of a large world have a short picture too, with a line for each deadline, and
// a whole one with --all.
func TestLargeWorldsHaveAShortPictureOverRuns(t *testing.T) {
	short := pictureOf(t, 100, nil, "run", "twelve-nations", "--reps", "3")
	require.LessOrEqual(t, strings.Count(short, "\n"), 54)
	require.Regexp(t, `(?m)^  kastovia.spoc: read signal.threat +[█▓░·-]{12}  met \d of \d +\S`, short)
	require.NotContains(t, short, "95 %    ")
	require.NotContains(t, short, "nothing to measure")
	whole := pictureOf(t, 100, nil, "run", "twelve-nations", "--reps", "3", "--all")
	require.Greater(t, strings.Count(whole, "\n"), 75)
	require.Contains(t, whole, "margin ")
	small := pictureOf(t, 100, nil, "run", "three-nations", "--reps", "3")
	require.Equal(t, small, pictureOf(t, 100, nil, "run", "three-nations", "--reps", "3", "--all"))
}

// Many runs tell in how many each task was rated how, and each entry came.
func TestManyRunsTellOfEntriesAndRatings(t *testing.T) {
	for _, line := range [][]string{{"run", "twelve-nations", "--reps", "3"}, {"rehearse", "twelve-nations", "--reps", "3"}} {
		text := pictureOf(t, 100, nil, line...)
		row := regexp.MustCompile(`CT-2\.1 .*`).FindString(text)
		sum := 0
		for _, field := range strings.Fields(row)[1:] {
			if n, err := strconv.Atoi(field); err == nil {
				sum += n
			}
		}
		require.Equal(t, 3, sum, "%v: %q", line, row)
		if line[0] == "run" {
			require.Regexp(t, `(?m)^  3     contingency     (never|came in \d)`, text)
		}
	}
}

// A rehearsal as data says in how many runs each task and objective was rated how, as its
// picture does.
func TestRehearsalsTellRatingsAsData(t *testing.T) {
	e, out, talk := testEdge(t, "rehearse", "twelve-nations", "--reps", "3", "--json")
	require.Equal(t, done, run(e), talk.String())
	var data sweep.RehearsalData
	require.NoError(t, json.Unmarshal(out.Bytes(), &data))
	require.NotEmpty(t, data.Objectives)
	text := pictureOf(t, 100, nil, "rehearse", "twelve-nations", "--reps", "3")
	for _, o := range data.Objectives {
		for _, task := range o.Tasks {
			sum := 0
			row := regexp.MustCompile(regexp.QuoteMeta(task.Task) + ` .*`).FindString(text)
			var want []string
			for _, r := range measure.Ratings {
				n := task.Ratings[string(r)]
				sum += n
				want = append(want, map[bool]string{true: strconv.Itoa(n), false: "·"}[n > 0])
			}
			require.Equal(t, 3, sum, task.Task)
			fields := strings.Fields(row)
			require.Equal(t, want, fields[len(fields)-len(want):], task.Task)
		}
	}
}

// A body's decision has the way that led to it, as a deadline has.
func TestDecisionsOfBodiesHaveTheirWay(t *testing.T) {
	text := pictureOf(t, 100, nil, "run", "listing-held", "--seed", "2")
	require.Contains(t, text, "Decisions of bodies: 2 of 3 proposals adopted")
	require.Regexp(t, `ADOPTED +un-1267: listing +D\+28 06:22, 20 d 14 h \d+ min after it was put\n +█+ +20 d 14 h \d+ min  body, period +gormund`, text)
}
