//go:build !js

package main

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim/files"
)

// A sequence has a picture for each instant, both ends included, each the one that is
// drawn alone; what it asks for is bounded and told.
func TestExportDrawsASequence(t *testing.T) {
	t.Chdir(t.TempDir())
	ask := func(line string) (int, string) { return call(t, files.Disk{}, line) }
	code, said := ask("run two-nations -o in.mcap")
	require.Zero(t, code, said)
	code, said = ask("replay export in.mcap --frame D+0T12:00..D+1T00:00 --every 5h --view screen=lanes --size 640x480 -o frames")
	require.Zero(t, code, said)
	require.Contains(t, said, "Wrote 3 pictures to frames")
	require.Contains(t, said, "screen=lanes")
	list, err := filepath.Glob("frames/*")
	require.NoError(t, err)
	require.Equal(t, []string{"frames/frame-0001.png", "frames/frame-0002.png", "frames/frame-0003.png"}, list)
	seen := map[string]bool{}
	for i, at := range []string{"D+0T12:00", "D+0T17:00", "D+0T22:00"} {
		code, said = ask("replay export in.mcap --frame " + at + " --view screen=lanes --size 640x480 --force -o one.png")
		require.Zero(t, code, said)
		one, err := os.ReadFile("one.png")
		require.NoError(t, err)
		got, err := os.ReadFile(list[i])
		require.NoError(t, err)
		require.Equal(t, one, got, at)
		seen[string(got)] = true
	}
	require.Len(t, seen, 3, "time passes")
	f, err := os.Open(list[0])
	require.NoError(t, err)
	defer f.Close()
	size, err := png.DecodeConfig(f)
	require.NoError(t, err)
	require.Equal(t, [2]int{640, 480}, [2]int{size.Width, size.Height})

	for flags, want := range map[string]string{
		"--frame D+0..D+1 -o q":             "say how far apart",
		"--frame D+0..D+1 --every 1h":       "say where to write the pictures: -o DIR",
		"--frame D+0..D+1 --every 0s -o q":  "--every",
		"--frame D+0..D+1 --every 1m -o q":  "at most 500 are drawn at once",
		"--frame D+1..D+0 --every 1h -o q":  "the second instant is before the first",
		"--frame D+0..noon --every 1h -o q": "noon",
		"--frame D+0 --every 1h -o x.png":   "--frame T1..T2 --every D",
	} {
		code, said := ask("replay export in.mcap " + flags)
		require.Equal(t, wrongInput, code, flags)
		require.Contains(t, said, want, flags)
		require.Less(t, strings.Count(said, "\n"), 4)
	}
	require.NoDirExists(t, "q")
}

// A frame shows two runs beside each other, with what a study of both came to; the files
// that it is drawn from are never replaced, and what does not go together is told.
func TestExportDrawsTwoRunsBesideEachOther(t *testing.T) {
	t.Chdir(t.TempDir())
	ask := func(line string) (int, string) { return call(t, files.Disk{}, line) }
	for _, line := range []string{"run two-nations -o a.mcap", "run two-nations --set model.trust=0.9 -o b.mcap", "run last-mile-2019 -o other.mcap"} {
		code, said := ask(line)
		require.Zero(t, code, said)
	}
	require.NoError(t, os.WriteFile("study.yaml", []byte("study: 1\nname: pairs\nscenario: two-nations\nasks: What does trust change?\nreplications: {n: 3}\noptions:\n  - {id: as-it-is}\n  - {id: trust, set: {model.trust: 0.9}}\nanalysis: {baseline: as-it-is}\n"), 0o600))
	code, said := ask("sweep run study.yaml -o results")
	require.Zero(t, code, said)
	dir, err := os.Getwd()
	require.NoError(t, err)
	code, out, said := callInto(t, dir, "sweep analyze D/results --json")
	require.Zero(t, code, said)
	require.Contains(t, string(out), `"scenario": "two-nations"`)
	require.NoError(t, os.WriteFile("study.json", out, 0o600))
	code, said = ask("replay export a.mcap --frame D+1 --compare b.mcap --study study.json -o beside.svg")
	require.Zero(t, code, said)
	require.Contains(t, said, "screen=compare")
	drawn, err := os.ReadFile("beside.svg")
	require.NoError(t, err)
	require.Contains(t, string(drawn), "Two runs on one clock")
	require.Contains(t, string(drawn), "set model.trust=0.9")
	light, err := os.ReadFile("beside.svg")
	require.NoError(t, err)
	code, said = ask("replay export a.mcap --frame D+1 --compare b.mcap --study study.json --view look=dark --force -o beside.svg")
	require.Zero(t, code, said)
	dark, err := os.ReadFile("beside.svg")
	require.NoError(t, err)
	require.NotEqual(t, light, dark, "a link says the colours too")
	for flags, want := range map[string]string{
		"--frame D+1 --compare other.mcap -o x.svg":                "only runs of one scenario can be compared",
		"--frame D+1 --compare missing.mcap -o x.svg":              "missing.mcap",
		"--as csv --compare b.mcap -o x":                           "--compare goes with --frame",
		"--frame D+1 --study study.json -o x.svg":                  "--study goes with --compare",
		"--frame D+1 --compare b.mcap --study study.yaml -o x.svg": "no result of a study",
	} {
		code, said := ask("replay export a.mcap " + flags)
		require.Equal(t, wrongInput, code, flags+said)
		require.Contains(t, said, want, flags)
		require.Less(t, strings.Count(said, "\n"), 4)
	}
}
