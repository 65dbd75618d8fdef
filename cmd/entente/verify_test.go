//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/cmd/dev/depth"
	"entente/replay"
	"entente/replay/replaytest"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/files"
	"entente/sim/journal"
)

// inMemory is a file that an edge opens without a disk.
func inMemory(b []byte) func(string) (opened, error) {
	return func(string) (opened, error) {
		return opened{bytes.NewReader(b), io.NopCloser(nil), int64(len(b))}, nil
	}
}

// A replay file with one bit changed anywhere must not verify, and neither may
// one that is cut anywhere; both name a place.
func TestNoDamageVerifies(t *testing.T) {
	name := filepath.Join(t.TempDir(), "run.mcap")
	e, _, talk := testEdge(t, "run", "two-nations", "-o", name)
	onDisk(&e)
	require.Equal(t, done, run(e), talk.String())
	whole, err := os.ReadFile(name)
	require.NoError(t, err)

	verify := func(b []byte) (int, string) {
		e, _, talk := testEdge(t, "replay", "verify", "run.mcap")
		e.open = inMemory(b)
		return run(e), talk.String()
	}
	code, said := verify(whole)
	require.Equal(t, done, code, said)
	steps := depth.Pick(40, 150, 4000)
	place := regexp.MustCompile(`byte \d+|not a replay file|differs`)
	for i := range steps {
		at := i * len(whole) / steps
		flipped := bytes.Clone(whole)
		flipped[at] ^= 1 << (i % 8)
		code, said := verify(flipped)
		if at < 8 {
			require.Equal(t, wrongInput, code, "without its first bytes it is no replay file")
		} else {
			require.Equal(t, unverified, code, "bit %d of byte %d was changed and it said: %s", i%8, at, said)
		}
		require.Regexp(t, place, said, "byte %d", at)
	}
	for i := 1; i < steps; i++ {
		code, said := verify(whole[:i*len(whole)/steps])
		require.Contains(t, []int{unverified, wrongInput}, code, "cut at byte %d: %s", i*len(whole)/steps, said)
	}
}

// A file whose engine says something else is told apart at the first record.
func TestVerifyNamesTheFirstDifference(t *testing.T) {
	dir := t.TempDir()
	e, _, talk := testEdge(t, "run", "two-nations", "--seed", "1", "-o", filepath.Join(dir, "a.mcap"))
	onDisk(&e)
	require.Equal(t, done, run(e), talk.String())
	// The same file with another seed in its metadata is forged here by a run
	// that wrote what it did not do.
	forged := filepath.Join(dir, "forged.mcap")
	sc, err := load("two-nations", scenarios.Options{})
	require.NoError(t, err)
	j, err := newJob(sc, nil, "")
	require.NoError(t, err)
	require.NoError(t, forge(j, forged, 1, 3))
	e, out, talk := testEdge(t, "replay", "verify", forged)
	require.Equal(t, unverified, run(e))
	require.Empty(t, out.String())
	require.Contains(t, talk.String(), "at record ")
	require.Contains(t, talk.String(), "file:  {")
	require.Contains(t, talk.String(), "rerun: {")
}

// forge writes a replay file that claims one seed and holds the run of another.
func forge(j *job, name string, claimed, real uint64) error {
	file, err := files.NewStore(files.Disk{}).Begin(singleTarget(name, replayFile, false))
	if err != nil {
		return err
	}
	defer file.Close()
	w, err := j.writer(file.Parts[0], claimed)
	if err != nil {
		return err
	}
	r, err := j.run(real, w)
	if err != nil {
		return err
	}
	return errors.Join(r.close(w), finishDraft(file))
}

// Whoever adds a source, a comment or another engine to a file, under right
// checksums, is told of it, or changes the SHA-256 of the sources.
func TestVerifyTellsWhatWasAdded(t *testing.T) {
	whole := craftable(t, "two-nations")
	verify := []string{"replay", "verify", "x.mcap"}
	code, said, talk := read(t, whole, verify)
	require.Equal(t, done, code, talk)
	sum := regexp.MustCompile(`sources ([0-9a-f]{64})`)
	before := sum.FindString(said)
	require.NotEmpty(t, before)

	craft := func(change func(*replaytest.File)) (int, string, string) {
		f := replaytest.Take(whole)
		change(f)
		var list []replay.Attachment
		for _, a := range f.Sources {
			list = append(list, replay.Attachment{Name: a.Name, Data: a.Data})
		}
		reclaim(f, "sources", replay.SourceSum(list))
		return read(t, f.Bytes(), verify)
	}
	code, said, talk = craft(func(f *replaytest.File) {
		extra := f.Sources[0]
		extra.Name, extra.Data = "attached.bin", make([]byte, 1<<20)
		f.Sources = append(f.Sources, extra)
	})
	require.Equal(t, unverified, code, said)
	require.Contains(t, talk, `nothing in the scenario uses the source "attached.bin" of 1048576 bytes`)

	code, said, talk = craft(func(f *replaytest.File) { f.Sources[0].Data = append(f.Sources[0].Data, "# a remark\n"...) })
	require.Equal(t, done, code, talk)
	require.NotEmpty(t, sum.FindString(said))
	require.NotEqual(t, before, sum.FindString(said), "a comment is no part of a run, and it shows in the sources")

	code, _, talk = craft(func(f *replaytest.File) { reclaim(f, "engine", "9.9.9") })
	require.Equal(t, unverified, code)
	require.Contains(t, talk, "the engine is another\n  file:  9.9.9\n  rerun: "+agents.Version)

	code, _, talk = craft(func(f *replaytest.File) { reclaim(f, "scenario", "other-nations") })
	require.Equal(t, unverified, code)
	require.Contains(t, talk, "the name of the scenario is another\n  file:  other-nations\n  rerun: two-nations")

	code, said, talk = craft(func(f *replaytest.File) {
		f.First["commit"], f.Last["commit"] = "abc", "abc"
		page := &f.Chunks[0][0]
		page.Data = bytes.Replace(page.Data, []byte(`,"scenario"`), []byte(`,"commit":"abc","scenario"`), 1)
	})
	require.Equal(t, done, code, talk)
	require.Contains(t, said, "not proved: that commit abc made it")
}

// reclaim changes what a file says of its run, in all the places where it does.
func reclaim(f *replaytest.File, key, value string) {
	page := &f.Chunks[0][0]
	page.Data = bytes.Replace(page.Data, []byte(`"`+key+`":"`+f.Last[key]+`"`), []byte(`"`+key+`":"`+value+`"`), 1)
	f.First[key], f.Last[key] = value, value
	if key == "engine" {
		f.Header.Library = "entente " + value
	}
}

// A child names its parent by its digest, and a forged parent is told.
func TestVerifyProvesTheParent(t *testing.T) {
	sc, err := load("three-nations", scenarios.Options{})
	require.NoError(t, err)
	parent, err := newJob(sc, nil, "")
	require.NoError(t, err)
	born, err := parent.run(1)
	require.NoError(t, err)
	change, err := sc.Changes([]string{"relations.arvonia-cendria.tension=0.9"}, nil)
	require.NoError(t, err)
	child := func(digest string) (int, string) {
		j := *parent
		at := 20 * sim.Hour
		j.branches = []branching{{at, change.Patches, replay.Branch{Parent: digest, At: int64(at), Set: change.Set}}}
		var b bytes.Buffer
		w, err := j.writer(&b, 1)
		require.NoError(t, err)
		r, err := j.run(1, w)
		require.NoError(t, err)
		require.NoError(t, r.close(w))
		code, _, talk := read(t, b.Bytes(), []string{"replay", "verify", "x.mcap"})
		return code, talk
	}
	code, talk := child(born.digest)
	require.Equal(t, done, code, talk)
	forged := strings.Repeat("0", 64)
	code, talk = child(forged)
	require.Equal(t, unverified, code)
	require.Contains(t, talk, "the run from which branch 1 parted is another\n  file:  "+forged+"\n  rerun: "+born.digest)
}

// With --json every file is told, the one that is not what it says with what parts it
// from its run, and the exit code is as without.
func TestVerifyTellsAsData(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	commanded(t, done, "run", "two-nations", "-o", at("a.mcap"))
	whole, err := os.ReadFile(at("a.mcap"))
	require.NoError(t, err)
	flipped := bytes.Clone(whole)
	flipped[len(whole)/2] ^= 1
	require.NoError(t, os.WriteFile(at("b.mcap"), flipped, 0o644))
	require.NoError(t, os.WriteFile(at("c.mcap"), []byte("none of ours"), 0o644))
	e, out, _ := testEdge(t, "replay", "verify", at("b.mcap"), at("c.mcap"), at("a.mcap"), "--json")
	onDisk(&e)
	require.Equal(t, unverified, run(e))
	d := json.NewDecoder(out)
	var list []proved
	for d.More() {
		var o proved
		require.NoError(t, d.Decode(&o))
		list = append(list, o)
	}
	require.Len(t, list, 3)
	require.Equal(t, []int{unverified, wrongInput, done}, []int{list[0].Exit, list[1].Exit, list[2].Exit})
	require.Equal(t, []bool{false, false, true}, []bool{list[0].Equal, list[1].Equal, list[2].Equal})
	require.Regexp(t, `byte \d+`, list[0].Problem)
	require.Empty(t, list[2].Problem)
	require.Equal(t, list[2].Records, list[2].Of)
	require.Len(t, list[2].Digest, 64)

	var o proved
	o.takeResult(withCode(unverified, replay.Differences{{What: "another record", Num: 7, At: 60_000, Kind: journal.Sent, File: "a", Rerun: "b"}, {What: "the engine is another"}}))
	minute := int64(60_000)
	require.Equal(t, []differs{{"another record", 7, &minute, "sent", "a", "b"}, {What: "the engine is another"}}, o.Differences)
}
