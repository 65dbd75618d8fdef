//go:build !js

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay"
	"entente/sim/journal"
)

// commanded runs a command that must end with a code, and gives what it printed.
func commanded(t tester, want int, line ...string) (out, talk string) {
	t.Helper()
	e, printed, said := testEdge(t, line...)
	onDisk(&e)
	require.Equal(t, want, run(e), "%v: %s", line, said.String())
	return printed.String(), said.String()
}

func opened2(t *testing.T, name string) *replay.File {
	t.Helper()
	f, err := replay.OpenFile(name)
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// An unpatched branch is its parent to the byte, whenever it is made; a patched one
// proves itself, and so does its child.
func TestBranches(t *testing.T) {
	for _, name := range []string{"two-nations", "deportation-notice-2015", "last-mile-2019", "listing-held", "lessons-learned"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			at := func(n string) string { return filepath.Join(dir, n) }
			commanded(t, done, "run", name, "-o", at("parent.mcap"))
			parent, err := os.ReadFile(at("parent.mcap"))
			require.NoError(t, err)
			for _, when := range []string{"T+0h", "T+5h", "D+1"} {
				out, _ := commanded(t, done, "branch", at("parent.mcap"), "--at", when, "-o", at("same"+when+".mcap"))
				require.Contains(t, out, "The two runs are the same, record by record.")
				child, err := os.ReadFile(at("same" + when + ".mcap"))
				require.NoError(t, err)
				require.True(t, bytes.Equal(parent, child), "unpatched at %s", when)
			}
			commanded(t, done, "branch", at("parent.mcap"), "--at", "T+5h", "--set", "nations.*.agencies.*.desks.intake.servers=4", "-o", at("child.mcap"))
			commanded(t, done, "replay", "verify", at("child.mcap"))
			f, g := opened2(t, at("parent.mcap")), opened2(t, at("child.mcap"))
			require.Len(t, g.Meta().Branches, 1)
			require.Equal(t, f.Result().Digest.String(), g.Meta().Branches[0].Parent)
			require.NotEqual(t, f.Result().Digest, g.Result().Digest)
			commanded(t, done, "branch", at("child.mcap"), "--at", "T+7h", "--set", "nations.*.agencies.*.desks.intake.servers=1", "-o", at("grandchild.mcap"))
			commanded(t, done, "replay", "verify", at("grandchild.mcap"))
			_, talk := commanded(t, wrongInput, "branch", at("child.mcap"), "--at", "T+4h", "-o", at("x.mcap"))
			require.Contains(t, talk, "branch the parent before that")
		})
	}
}

// parts compares the records of two files as cmp does, and gives the number of the
// first that differs; 0 if none does.
func parts(t tester, f, g *replay.File) journal.Num {
	texts := func(f *replay.File) (list []string) {
		require.NoError(t, f.Records(func(e *replay.Entry) error { list = append(list, string(e.Text)); return nil }))
		return list
	}
	x, y := texts(f), texts(g)
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) || x[i] != y[i] {
			return journal.Num(i + 1)
		}
	}
	return 0
}

// The first difference is that of the record streams, and every record of both runs
// is accounted for once.
func TestAlignmentAccountsForAll(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.mcap"), filepath.Join(dir, "b.mcap")
	commanded(t, done, "run", "deportation-notice-2015", "-o", a)
	commanded(t, done, "run", "deportation-notice-2015", "--patch", "deportation-notice-2015/embassies-always-open", "-o", b)
	f, g := opened2(t, a), opened2(t, b)
	same, err := replay.Align(f, f)
	require.NoError(t, err)
	require.Nil(t, same.First)
	require.EqualValues(t, f.Count(), same.Equal)
	require.Empty(t, same.Moved)

	al, err := replay.Align(f, g)
	require.NoError(t, err)
	require.EqualValues(t, f.Count(), al.Equal+len(al.Moved)+len(al.OnlyA))
	require.EqualValues(t, g.Count(), al.Equal+len(al.Moved)+len(al.OnlyB))
	require.NotEmpty(t, al.Moved)
	require.Equal(t, parts(t, f, g), al.First.Num)

	back, err := replay.Align(g, f)
	require.NoError(t, err)
	require.Equal(t, len(al.OnlyA), len(back.OnlyB))
	require.Equal(t, len(al.Moved), len(back.Moved))
}

// What cannot change on the way is told with its place, all at once.
func TestBranchRefusesWhatIsSettled(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a.mcap")
	commanded(t, done, "run", "two-nations", "-o", a)
	_, talk := commanded(t, wrongInput, "branch", a, "--at", "T+5h", "--set", "nations.arvonia.offset=+02:00", "--set", "no.*.such=1", "--set", "x", "-o", filepath.Join(dir, "b.mcap"))
	for _, want := range []string{
		"nations.arvonia.offset: is no number that can change", "nothing that can change while a run goes on matches no.*.such", "--set x:1:1: not PATH=VALUE", "3 problems",
		"(such numbers are under channels, model, nations, storylines)",
	} {
		require.Contains(t, talk, want)
	}
	require.NotContains(t, talk, a, "nothing is wrong with the file")
	_, talk = commanded(t, wrongInput, "branch", a, "--at", "T+5h", "--set", "nations.*.agencies.police.desks.intake.staff=3", "-o", filepath.Join(dir, "b.mcap"))
	require.Contains(t, talk, "(under nations.*.agencies.police.desks.intake there are aside, backlog_max, it, servers, skill)")
	require.NoFileExists(t, filepath.Join(dir, "b.mcap"))
	_, talk = commanded(t, wrongInput, "branch", a, "-o", filepath.Join(dir, "b.mcap"))
	require.Contains(t, talk, "--at: say when")
	_, talk = commanded(t, wrongInput, "branch", a, "--at", "T+900h", "-o", filepath.Join(dir, "b.mcap"))
	require.Contains(t, talk, "is not between StartEx and EndEx")
}

// Two runs of one scenario can be compared, whatever their settings; runs of two
// scenarios cannot.
func TestDiff(t *testing.T) {
	dir := t.TempDir()
	at := func(n string) string { return filepath.Join(dir, n) }
	commanded(t, done, "run", "two-nations", "-o", at("a.mcap"))
	commanded(t, done, "run", "two-nations", "--set", "channels.link.latency=0s", "-o", at("b.mcap"))
	commanded(t, done, "run", "three-nations", "-o", at("c.mcap"))
	out, _ := commanded(t, done, "replay", "diff", at("a.mcap"), at("b.mcap"))
	require.Contains(t, out, "They part at")
	require.NotContains(t, strings.ToLower(out), "would have")
	out, _ = commanded(t, done, "replay", "diff", at("a.mcap"), at("b.mcap"), "--json")
	require.Contains(t, out, `"verdict": "They part at`)
	_, talk := commanded(t, wrongInput, "replay", "diff", at("a.mcap"), at("c.mcap"))
	require.Contains(t, talk, "only runs of one scenario can be compared")
}
