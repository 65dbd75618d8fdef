//go:build !js

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/notation"
)

// legend is that of the scenario that these tests run.
const legend = "D+0 is 11 Jun 2015 (+03:00); StartEx, T+0, is D+0 08:00"

var saysNever = regexp.MustCompile(`(?i)\b(never|did not come|by the end of the run)\b[^.]*$`)

// A run that was stopped says so in the head of whatever tells of it, and calls nothing
// never that it did not reach.
func TestStoppedRunSaysNotReached(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "cut.mcap")
	picture, _ := commanded(t, 0, "run", "deportation-notice-2015", "--until", "D+20 08:00", "-o", file)
	const says = "Stopped at D+20 08:00, 20 d 0 h before EndEx at D+40 08:00"
	told := map[string]string{"run": picture}
	told["run --reps"], _ = commanded(t, 0, "run", "deportation-notice-2015", "--until", "D+20 08:00", "--reps", "3")
	told["why"], _ = commanded(t, 0, "replay", "why", file)
	for _, entry := range []string{"2", "3"} {
		told["why --entry "+entry], _ = commanded(t, 0, "replay", "why", file, "--entry", entry)
	}
	told["why --fact"], _ = commanded(t, 0, "replay", "why", file, "--fact", "return.return", "--agency", "belgium.djsoc")
	told["knew"], _ = commanded(t, 0, "replay", "knew", file, "--at", "D+10 08:00")
	commanded(t, 0, "report", file, "-o", filepath.Join(dir, "report"))
	report, err := os.ReadFile(filepath.Join(dir, "report", "report.md"))
	require.NoError(t, err)
	told["report"] = string(report)
	for name, text := range told {
		require.Contains(t, spaced(text), says, name)
		require.Contains(t, text, legend, name)
		if name == "report" {
			continue // its prose says never of other things, such as what a hot wash is not for
		}
		for _, line := range regexp.MustCompile(`\n`).Split(text, -1) {
			require.NotRegexp(t, saysNever, line, name)
		}
	}
	require.Contains(t, picture, "its stage was not reached")
	require.Contains(t, picture, "median not reached")
	require.Regexp(t, `expected action +2 of 3 seen; not reached 3`, picture)
	require.Contains(t, spaced(told["why --entry 3"]), "when the run was stopped, D+20 08:00")
	show, _ := commanded(t, 0, "replay", "show", file)
	require.Equal(t, picture, show)

	var o struct {
		Until   int64 `json:"until_ms"`
		Stopped bool
	}
	data, _ := commanded(t, 0, "replay", "show", file, "--json")
	require.NoError(t, json.Unmarshal([]byte(data), &o))
	require.True(t, o.Stopped)
	require.EqualValues(t, 20*24*3600*1000, o.Until)
}

// spaced is a text in which every white space is one space.
func spaced(text string) string {
	return regexp.MustCompile(`[\s\x{00a0}]+`).ReplaceAllString(text, " ")
}

// Whatever tells times says once which count they use: terminals in their head, pages
// on their cover, sheets in the heading of the column, tables on standard error.
func TestEveryOutputSaysItsCount(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	file := at("run.mcap")
	commanded(t, 0, "run", "deportation-notice-2015", "-o", file)
	for _, line := range [][]string{
		{"replay", "show", file},
		{"replay", "why", file},
		{"replay", "why", file, "--entry", "3"},
		{"replay", "knew", file, "--at", "D+10"},
		{"replay", "diff", file, file},
		{"run", "deportation-notice-2015", "--reps", "2"},
		{"rehearse", "deportation-notice-2015", "--reps", "2", "-o", at("rehearsal")},
		{"msel", "show", "deportation-notice-2015"},
		{"msel", "export", "deportation-notice-2015"},
		{"msel", "show", file},
	} {
		out, _ := commanded(t, 0, line...)
		require.Contains(t, spaced(out), legend, "%v", line)
	}
	for _, line := range [][]string{
		{"replay", "knew", file, "--at", "D+10", "--csv"}, {"replay", "why", file, "--csv"}, {"replay", "events", file},
	} {
		_, talk := commanded(t, 0, line...)
		require.Contains(t, spaced(talk), legend, "%v", line)
	}
	commanded(t, 0, "report", file, "-o", at("report"))
	commanded(t, 0, "replay", "export", file, "--as", "svg", "-o", at("slides"))
	for _, pattern := range []string{"report/*.md", "report/*.html", "rehearsal/*.html", "rehearsal/entries.csv", "slides/*"} {
		found, err := filepath.Glob(at(pattern))
		require.NoError(t, err)
		require.NotEmpty(t, found, pattern)
		for _, name := range found {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			require.Contains(t, spaced(string(data)), legend, name)
		}
	}
}

// A reader who adds up the parts that a terminal shows gets the sum it shows: the time
// of messages by step and by cause, and the way to every deadline.
func TestPartsShownAddUp(t *testing.T) {
	const time = `(<1 (?:h|min|s|ms)|\d+ (?:d|h|min|s|ms)(?: \d+ (?:h|min|s|ms))*)`
	bars := regexp.MustCompile(`([A-Z_]{3,}|others) +[▏▎▍▌▋▊▉█]* *` + time)
	sum := func(list []string) (all sim.Time) {
		for _, text := range list {
			if !strings.HasPrefix(text, "<") {
				n, err := notation.ParseDuration(text)
				require.NoError(t, err, text)
				all += n
			}
		}
		return all
	}
	checked := 0
	for _, name := range []string{"deportation-notice-2015", "three-nations", "listing-held"} {
		file := filepath.Join(t.TempDir(), "run.mcap")
		picture, _ := commanded(t, 0, "run", name, "-o", file)
		_, section, ok := strings.Cut(picture, "Where the time of messages went")
		require.True(t, ok, name)
		section, _, _ = strings.Cut(section, "\n\n")
		whole := regexp.MustCompile(time + ` in all`).FindStringSubmatch(spaced(section))
		require.NotNil(t, whole, section)
		var steps, causes []string
		for _, line := range strings.Split(section, "\n") {
			for _, m := range bars.FindAllStringSubmatchIndex(line, -1) {
				if part := line[m[4]:m[5]]; m[0] < 10 {
					steps = append(steps, part)
				} else {
					causes = append(causes, part)
				}
			}
		}
		require.Greater(t, len(steps), 3, section)
		require.Equal(t, sum(whole[1:]), sum(steps), "%s: %v", name, steps)
		require.Equal(t, sum(whole[1:]), sum(causes), "%s: %v", name, causes)

		out, _ := commanded(t, 0, "replay", "why", file, "--json")
		var list []struct{ Thing string }
		require.NoError(t, json.Unmarshal([]byte(out), &list))
		for _, x := range list {
			text, _ := commanded(t, 0, "replay", "why", file, "--deadline", x.Thing)
			_, fall, ok := strings.Cut(text, "Where the time went")
			if !ok {
				continue
			}
			fall, _, _ = strings.Cut(fall, "\n\n")
			var parts []string
			for _, m := range regexp.MustCompile(`(?m)^  D[+-]\d+ \d\d:\d\d +[▏▎▍▌▋▊▉█]* *`+time).FindAllStringSubmatch(fall, -1) {
				parts = append(parts, m[1])
			}
			all := regexp.MustCompile(time + `  in all`).FindStringSubmatch(fall)
			require.NotNil(t, all, fall)
			require.Equal(t, sum(all[1:]), sum(parts), "%s %s: %s", name, x.Thing, fall)
			checked++
		}
	}
	require.Greater(t, checked, 6)
}
