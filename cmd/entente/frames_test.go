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
