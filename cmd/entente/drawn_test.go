//go:build !js

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents/agentstest"
	"entente/cmd/dev/depth"
	"entente/replay"
	"entente/scenarios"
	"entente/sim"
)

// changes are settings that can change while a drawn world goes on.
var changes = []string{
	"nations.*.agencies.*.desks.intake.servers=4", "nations.arvonia.agencies.police.desks.analysis.skill=0.2",
	"relations.*.tension=1", "relations.*.trust=0", "channels.net0.loss=1", "model.grant=0",
}

// In worlds that nobody wrote, whenever a run ends: its file shows what it printed,
// a branch without a change is the file again to the byte, one with a change proves
// itself, and what diff names as the first difference is what cmp names.
func TestReviewOfDrawnWorlds(t *testing.T) {
	root, n := t.TempDir(), 0
	agentstest.InWorlds(t, depth.Pick(5, 20, 1000), func(rt *rapid.T, text string) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		require.NoError(rt, os.Mkdir(dir, 0o755))
		defer os.RemoveAll(dir)
		at := func(name string) string { return filepath.Join(dir, name) }
		require.NoError(rt, os.WriteFile(at("drawn.yaml"), []byte(text), 0o644))
		sc, err := scenarios.Load(at("drawn.yaml"), scenarios.Options{})
		require.NoError(rt, err)
		hours := int(sc.Spec.End / sim.Hour)
		until := rapid.IntRange(1, hours).Draw(rt, "until")
		when := fmt.Sprintf("T+%dh", rapid.IntRange(0, until-1).Draw(rt, "branch at"))
		seed := fmt.Sprint(rapid.Uint64().Draw(rt, "seed"))

		ran, _ := commanded(rt, done, "run", at("drawn.yaml"), "--seed", seed, "--until", fmt.Sprintf("T+%dh", until), "-o", at("a.mcap"))
		shown, _ := commanded(rt, done, "replay", "show", at("a.mcap"))
		require.Equal(rt, ran, shown)

		told, _ := commanded(rt, done, "branch", at("a.mcap"), "--at", when, "-o", at("same.mcap"))
		require.Contains(rt, told, "The two runs are the same, record by record.")
		require.True(rt, string(bytesOf(rt, at("a.mcap"))) == string(bytesOf(rt, at("same.mcap"))), "unpatched at %s", when)

		change := rapid.SampledFrom(changes).Draw(rt, "change")
		commanded(rt, done, "branch", at("a.mcap"), "--at", when, "--set", change, "-o", at("b.mcap"))
		commanded(rt, done, "replay", "verify", at("b.mcap"))
		aligns(rt, at("a.mcap"), at("b.mcap"))
		if rapid.Bool().Draw(rt, "another seed") {
			seed = fmt.Sprint(rapid.Uint64().Draw(rt, "its seed"))
		}
		commanded(rt, done, "run", at("drawn.yaml"), "--seed", seed, "--set", change, "-o", at("c.mcap"))
		aligns(rt, at("a.mcap"), at("c.mcap"))
	})
}

func bytesOf(t tester, name string) []byte {
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	return b
}

// aligns holds that the first difference of two files is that of their records, and
// that every record of both is accounted for once.
func aligns(t tester, a, b string) {
	f, err := replay.OpenFile(a)
	require.NoError(t, err)
	defer f.Close()
	g, err := replay.OpenFile(b)
	require.NoError(t, err)
	defer g.Close()
	same, err := replay.Align(f, f)
	require.NoError(t, err)
	require.Nil(t, same.First)
	require.Empty(t, same.Moved)
	require.Empty(t, same.OnlyA)
	require.Empty(t, same.OnlyB)
	al, err := replay.Align(f, g)
	require.NoError(t, err)
	require.EqualValues(t, f.Count(), al.Equal+len(al.Moved)+len(al.OnlyA))
	require.EqualValues(t, g.Count(), al.Equal+len(al.Moved)+len(al.OnlyB))
	first := parts(t, f, g)
	if first == 0 {
		require.Nil(t, al.First)
		return
	}
	require.NotNil(t, al.First)
	require.Equal(t, first, al.First.Num)
}
