package main

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/scenarios"
)

// A large world is shown on a screen or two: those who need to know and those who
// mattered by name, of the others the number. With --all nobody is left out.
func TestLargeWorldHasAShortPicture(t *testing.T) {
	short := pictureOf(t, 100, nil, "run", "twelve-nations")
	require.LessOrEqual(t, strings.Count(short, "\n"), 92)
	for _, text := range []string{
		"kastovia.crisis ! ", "lumeria.spoc !   0/6", "elstad.fiu ›", " ×  ",
		"detain available about crossing", "Events list: 13 entries", "seen; missed 11", "CT-2.1", "--all",
	} {
		require.Contains(t, short, text)
	}
	require.NotContains(t, short, "cendria.judge  ")
	whole := pictureOf(t, 100, nil, "run", "twelve-nations", "--all")
	require.Greater(t, strings.Count(whole, "\n"), 300)
	require.Contains(t, whole, "● believed")

	// Those that are shown and those that are counted are all to whom it came.
	counted := 0
	for _, m := range regexp.MustCompile(`(?m)^  (\d+) other agenc`).FindAllStringSubmatch(short, -1) {
		n, err := strconv.Atoi(m[1])
		require.NoError(t, err)
		counted += n
	}
	rows := regexp.MustCompile(`(?m)^  \S+( [!›×])? +\d/\d `).FindAllString(short, -1)
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
	some := r.story.Deadlines()
	var many []measure.Deadline
	for range 5 {
		many = append(many, some...)
	}
	show, rest := chosen(many)
	require.Len(t, show, shortDeadlines)
	for _, i := range show {
		require.Equal(t, "NOT_MET", many[i].Outcome.String())
	}
	require.Equal(t, "10 not met, 15 met, 10 void", rest)
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

// A body's decision has the way that led to it, as a deadline has.
func TestDecisionsOfBodiesHaveTheirWay(t *testing.T) {
	text := pictureOf(t, 100, nil, "run", "listing-held")
	require.Contains(t, text, "Decisions of bodies: 3 of 3 proposals adopted")
	require.Regexp(t, `ADOPTED +un-1267: listing +D\+28 06:05, 17 d 15 h after it was put\n +█+ +17 d 15 h  body, period +gormund`, text)
}
