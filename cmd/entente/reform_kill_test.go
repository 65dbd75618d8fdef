//go:build !js && !windows

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/sim/files"
)

// slowLine goes to a folder of the test's own that has a scenario whose one line is too
// slow, with what could be done about it: that which the search itself is tried on.
func slowLine(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "scenarios", "reform", "testdata", "slow-line.yaml"))
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("slow.yaml", text, 0o600))
}

// searched are the files of a search, beside its notes.
func searched(dir string) []string {
	return []string{filepath.Join(dir, "reform.html"), filepath.Join(dir, "reform.json"), filepath.Join(dir, "best.yaml")}
}

// Killed in the middle of a search, twice, and gone on with, all that comes out is what
// comes of one that nobody killed: table, page, data and patch. While a process is at a
// directory another one is refused, as is another search; another build is told of.
func TestSearchKilled(t *testing.T) {
	slowLine(t)
	const line = "reform slow.yaml --own --reps 800"
	want, _ := commanded(t, done, strings.Fields(line+" -o whole")...)
	require.Contains(t, want, "faster, reader")
	for _, part := range []int{2, 6} {
		name := filepath.Join("out", "notes", fmt.Sprintf("part-%06d.json", part))
		resume := ""
		if part > 2 {
			resume = " --resume"
		}
		c := heldUp(t, ".", name, line+" -o out"+resume)
		_, talk := commanded(t, wrongInput, strings.Fields(line+" -o out --resume")...)
		require.Contains(t, talk, "out: another process works on it: wait for it, or choose another directory")
		require.NoError(t, c.Process.Kill()) // no handler runs
		require.Error(t, c.Wait())
		require.NoFileExists(t, filepath.Join("out", "reform.json"), "it was not done yet")
	}
	_, talk := commanded(t, wrongInput, strings.Fields("reform slow.yaml --own --reps 799 --resume -o out")...)
	require.Contains(t, talk, "out: another search's notes are there: the scenario, its reforms, a catalogue or what is asked was changed")
	_, talk = commanded(t, wrongInput, strings.Fields("reform two-nations --own --resume -o out")...)
	require.Contains(t, talk, "out: another search's notes are there: of slow-line, and this is two-nations")

	title := filepath.Join("out", "search.json")
	text, err := os.ReadFile(title)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(title, bytes.Replace(text, []byte(`"build": "`), []byte(`"build": "of old `), 1), 0o600))
	got, talk := commanded(t, done, strings.Fields(line+" -o out --resume")...)
	require.Contains(t, talk, "out was begun by another build of the program (of old ")
	require.Equal(t, want, got)
	require.Equal(t, content(t, searched("whole")), content(t, searched("out")))
}

// Whichever write a full disk refuses, a search ends with that said and nothing half
// written; with room again it goes on, and comes to what it would have.
func TestSearchOnAFullDisk(t *testing.T) {
	slowLine(t)
	const line = "reform slow.yaml --own --finalists 1 --reps 59 -o "
	sound := &faulty{}
	code, said := call(t, sound, line+"whole")
	require.Equal(t, done, code, said)
	want := content(t, searched("whole"))
	step := depth.Pick(29, 7, 1)
	for bad := 1; bad <= sound.calls; bad += step {
		require.NoError(t, os.RemoveAll("out"))
		if code, said = call(t, &faulty{bad: bad}, line+"out"); code != done { // a name that could not be synced is one all the same
			require.Equal(t, failed, code, "%s (%s): %s", sound.did[bad-1], strconv.Itoa(bad), said)
			require.Contains(t, said, "no space left on device")
		}
		for _, name := range allFiles(t) {
			require.NotContains(t, name, ".entente-", "%s %d", sound.did[bad-1], bad)
		}
		code, said = call(t, files.Disk{}, line+"out --resume")
		require.Equal(t, done, code, said)
		require.Equal(t, want, content(t, searched("out")), "%s %d", sound.did[bad-1], bad)
	}
}
