//go:build !js

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/replaytest"
	"entente/sim/files"
)

// A replay file that another tool wrote anew answers every question as before; verify
// says what it is and names recover, and what recover makes of it verifies.
func TestRewrittenFilesAnswerEveryQuestion(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	say := func(want int, line ...string) (string, string) {
		t.Helper()
		e, out, talk := testEdge(t, line...)
		e.store = files.NewStore(files.Disk{})
		require.Equal(t, want, run(e), "%v: %s", line, talk)
		return out.String(), talk.String()
	}
	say(done, "run", "two-nations", "-o", file("own.mcap"))
	own, err := os.ReadFile(file("own.mcap"))
	require.NoError(t, err)
	b := replaytest.Repacked(own)
	require.NoError(t, os.WriteFile(file("other.mcap"), b, 0o600))
	for _, line := range [][]string{{"events"}, {"show", "--json"}, {"why"}, {"knew", "--at", "D+2"}} {
		want, _ := say(done, append(append([]string{"replay"}, line...), file("own.mcap"))...)
		got, talk := say(done, append(append([]string{"replay"}, line...), file("other.mcap"))...)
		require.Equal(t, strings.ReplaceAll(want, "own.mcap", "other.mcap"), got)
		require.Contains(t, talk, "rewritten by another tool")
		require.Contains(t, talk, "packed as lz4")
	}
	_, talk := say(unverified, "replay", "verify", file("other.mcap"))
	require.Contains(t, talk, "replay recover")
	healed, _ := say(done, "replay", "recover", file("other.mcap"), "-o", file("healed.mcap"))
	require.Contains(t, healed, "nothing was missing")
	say(done, "replay", "verify", file("healed.mcap"))
	again, err := os.ReadFile(file("healed.mcap"))
	require.NoError(t, err)
	require.Equal(t, own, again)

	// What stands before the first record that a tool left out is kept, and proves itself.
	require.NoError(t, os.WriteFile(file("holed.mcap"), replaytest.Holed(own, 50), 0o600))
	_, talk = say(done, "replay", "events", file("holed.mcap"))
	require.Contains(t, talk, "it left out record 50, so only the 49 before the first are kept: records with a gap among them explain things wrongly; it is read as it was up to there")
	saved, _ := say(done, "replay", "recover", file("holed.mcap"), "-o", file("saved.mcap"))
	require.Regexp(t, `: 49 records up to .*it left out record 50, so only the 49`, saved)
	equal, _ := say(done, "replay", "verify", file("saved.mcap"))
	require.Contains(t, equal, "equal as far as it goes: 49 records of")
}
