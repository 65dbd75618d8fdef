//go:build !js

package main

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/replay"
	"entente/replay/replaytest"
	"entente/scenarios"
	"entente/sim/files"
	"entente/sim/journal"
)

// craftable runs a scenario into a file whose chunks are not packed, which a
// test can take apart.
func craftable(t testing.TB, name string) []byte {
	t.Helper()
	sc, err := load(name, scenarios.Options{})
	require.NoError(t, err)
	j, err := newJob(sc, nil, "")
	require.NoError(t, err)
	var b bytes.Buffer
	w, err := replay.Create(&b, j.runMeta(1), sc.Static, &sc.Spec.Names, attachmentsOf(sc), replay.Unpacked)
	require.NoError(t, err)
	r, err := j.run(1, w)
	require.NoError(t, err)
	require.NoError(t, r.close(w))
	return b.Bytes()
}

// readers are the commands that open a replay file.
var readers = [][]string{
	{"replay", "info", "x.mcap"},
	{"replay", "info", "--json", "x.mcap"},
	{"replay", "show", "x.mcap"},
	{"replay", "show", "--json", "x.mcap"},
	{"replay", "events", "x.mcap"},
	{"replay", "events", "--json", "--nation", "arvonia", "x.mcap"},
	{"replay", "knew", "x.mcap", "--at", "D+1"},
	{"replay", "knew", "x.mcap", "--at", "T+30h", "--json"},
	{"replay", "knew", "x.mcap", "--at", "T+30h", "--as", "arvonia", "--csv"},
	{"replay", "why", "x.mcap"},
	{"replay", "why", "x.mcap", "--deadline", "harbour.1", "--json"},
	{"replay", "why", "x.mcap", "--fact", "harbour.a", "--agency", "europol", "--csv"},
	{"replay", "why", "x.mcap", "--message", "34"},
	{"replay", "why", "x.mcap", "--entry", "3"},
	{"replay", "why", "x.mcap", "--action", "cendria.police:detain"},
	{"replay", "why", "x.mcap", "--record", "20"},
	{"replay", "verify", "x.mcap"},
	{"replay", "diff", "x.mcap", "x.mcap"},
	{"replay", "diff", "x.mcap", "sound.mcap"},
	{"replay", "diff", "sound.mcap", "x.mcap", "--json"},
	{"replay", "export", "x.mcap", "--as", "csv", "-o", "out"},
	{"replay", "export", "x.mcap", "--as", "jsonl"},
	{"replay", "export", "x.mcap", "--as", "perfetto"},
	{"replay", "export", "x.mcap", "--as", "graphml"},
	{"replay", "export", "x.mcap", "--as", "xlsx", "-o", "out.xlsx"},
	{"replay", "export", "x.mcap", "--as", "svg", "-o", "out"},
	{"report", "x.mcap", "-o", "out"},
	{"guide", "x.mcap", "-o", "out.md"},
	{"branch", "x.mcap", "--at", "D+1", "--set", "relations.*.tension=0.4", "-o", "y.mcap"},
	{"note", "x.mcap"},
	{"note", "x.mcap", "--at", "D+1", "--record", "20", "seen"},
	{"replay", "recover", "x.mcap", "-o", "y.mcap"},
	{"msel", "show", "x.mcap"},
	{"msel", "export", "x.mcap"},
}

// read runs one of the commands on a file in memory.
func read(t *testing.T, b []byte, command []string) (code int, out, talk string) {
	code, out, talk, _ = readBeside(t, b, b, command)
	return code, out, talk
}

// readBeside does so with a sound file beside it, and gives what it wrote to files.
func readBeside(t *testing.T, b, sound []byte, command []string) (code int, out, talk, wrote string) {
	e, stdout, stderr := testEdge(t, command...)
	e.open = func(name string) (opened, error) {
		switch {
		case strings.HasSuffix(name, ".notes.jsonl"):
			return opened{}, fs.ErrNotExist
		case name == "sound.mcap":
			return inMemory(sound)(name)
		}
		return inMemory(b)(name)
	}
	var file bytes.Buffer
	e.store = files.NewStore(memory{&file})
	code = run(e)
	return code, stdout.String(), stderr.String(), file.String()
}

// TestCraftedReplays bends pages and records under right checksums. Whatever a
// reading command makes of such a file, it ends with 0, 2 or 4, and shows no
// control character.
func TestCraftedReplays(t *testing.T) {
	whole := craftable(t, "three-nations")
	for _, command := range readers {
		code, _, talk := read(t, whole, command)
		require.Equal(t, done, code, "%v: %s", command, talk)
	}
	literals := []string{
		"0", "-1", "2", "9223372036854775807", "-9223372036854775808", "1e300", "0.5", `""`, `"x"`, `"arvonia"`, `"D+99999999999d"`,
		`"\u001b[31m"`, `"a\nentente: equal"`, `"\u202e"`, `"<script>|](` + "`" + `"`, "null", "true", "[]", "{}", `[{}]`, "",
	}
	rapid.Check(t, func(rt *rapid.T) {
		f := replaytest.Take(whole)
		for range rapid.IntRange(1, 2).Draw(rt, "bends") {
			chunk := f.Chunks[0]
			if rapid.IntRange(0, 2).Draw(rt, "where") == 0 {
				chunk = rapid.SampledFrom(f.Chunks).Draw(rt, "chunk")
			}
			m := &chunk[rapid.IntRange(0, len(chunk)-1).Draw(rt, "message")]
			m.Data = replaytest.Bend(m.Data, rapid.IntRange(0, 1<<20).Draw(rt, "place"), rapid.SampledFrom(literals).Draw(rt, "literal"))
		}
		b := f.Bytes()
		for _, command := range readers {
			code, out, talk, wrote := readBeside(t, b, whole, command)
			require.Contains(rt, []int{done, wrongInput, unverified}, code, "%v: %s", command, talk)
			if command[0] == "report" || slices.Contains(command, "csv") || slices.Contains(command, "svg") {
				require.Equal(rt, -1, journal.Control(strings.ReplaceAll(wrote, "\r\n", "\n"), true), "%v", command)
				require.False(rt, strings.Contains(wrote, "<script"), "%v", command)
			}
			require.Equal(rt, -1, journal.Control(strings.TrimPrefix(out, "\ufeff")+talk, true), "%v", command)
			require.NotContains(rt, talk, "Go struct")
			require.NotContains(rt, talk, "runtime error")
		}
	})
}

// What a page says of an entry that was never played must not be told of
// another, and a time beyond all time is no way to end a program.
func TestCraftedEntriesAndTimes(t *testing.T) {
	whole := craftable(t, "three-nations")
	bend := func(old, new string) []byte {
		f := replaytest.Take(whole)
		m := &f.Chunks[0][0]
		require.Contains(t, string(m.Data), old)
		m.Data = []byte(strings.Replace(string(m.Data), old, new, 1))
		return f.Bytes()
	}
	number := func(b []byte) string {
		f, err := replay.Open(bytes.NewReader(b), int64(len(b)))
		require.NoError(t, err)
		return f.Static().Entries[1].Number
	}(whole)
	for name, b := range map[string][]byte{
		"an entry by another number": bend(`{"number":"`+number+`"`, `{"number":"none"`),
		"an entry twice":             bend(`"msel":[`, `"msel":[{"number":"`+number+`","type":"inject","status":"Draft","at_ms":0},`),
		"a list of none":             bend(`"msel":[`, `"msel":[],"xmsel":[`),
		"a time before all time":     bend(`"at_ms":`, `"at_ms":-9223372036854775808,"x":`),
		"a zone of years":            bend(`"zone_ms":`, `"zone_ms":-9223372036854775808,"x":`),
	} {
		for _, command := range readers {
			code, out, talk := read(t, b, command)
			require.Equal(t, unverified, code, "%s: %v: %s", name, command, talk)
			require.Empty(t, out)
		}
	}
	for _, b := range [][]byte{nil, []byte("MCAP"), []byte("scenario: x\n"), bytes.Repeat([]byte{0}, 1000)} {
		for _, command := range readers {
			code, _, talk := read(t, b, command)
			require.Equal(t, wrongInput, code, "%v: %s", command, talk)
			require.Contains(t, talk, "not a replay file")
		}
	}
	code, _, talk := read(t, bend(`"format":2`, `"format":7`), readers[0])
	require.Equal(t, wrongInput, code)
	require.Contains(t, talk, "a newer entente reads it")
}
