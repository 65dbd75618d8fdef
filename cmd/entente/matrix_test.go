package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/replay/outcome"
	"entente/scenarios"
)

var seeds = []uint64{1, 2, 20150714}

// thrice are the scenarios that run with every seed; an emulator takes its time, so
// the others run with the first.
var thrice = []string{"two-nations", "three-nations", "deportation-notice-2015"}

// One scenario, one seed, one digest: on every processor, with and without
// fused operations, on one thread or many. Other processors are asked for by
// `go run ./cmd/dev matrix`, or by ENTENTE_DEPTH=full, at which the two slowest
// emulators share the scenarios.
func TestDeterminismMatrix(t *testing.T) {
	want := map[string]string{}
	for _, entry := range scenarios.Library() {
		for _, seed := range seeds {
			args := []string{"run", entry.Name, "--json", "--seed", strconv.FormatUint(seed, 10)}
			e, out, talk := testEdge(t, args...)
			require.Equal(t, done, run(e), talk)
			want[strings.Join(args, " ")] = digestIn(t, out.Bytes())
			if !slices.Contains(thrice, entry.Name) {
				break
			}
		}
	}
	require.NotEmpty(t, want)
	frames := framesHere(t)
	for at, m := range machines(t) {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			program, err := os.Executable() // the test is the program too, under its name
			require.NoError(t, err)
			if m.build != nil {
				depth.NeedFull(t, "compiles the program for another machine")
				program = build(t, m.build...)
			}
			m, err := m.here(func() error { return exec.Command(program, "--version").Run() }, exec.LookPath)
			if err != nil {
				depth.Missing(t, err.Error())
			}
			for i, frame := range frames {
				if i > 1 && i%3 != at%3 && depth.Now() < depth.Long {
					continue // the first two on each machine, of the others one
				}
				file := filepath.Join(t.TempDir(), frame.name)
				_, talk, err := m.start(t, program, append(slices.Clone(frame.args), file)...)
				require.NoError(t, err, talk)
				require.Equal(t, frame.sum, sumOf(t, file), "%s has other bytes on %s", frame.name, m.name)
			}
			for i, args := range slices.Sorted(maps.Keys(want)) {
				if m.share > 0 && i%2 != m.share%2 && depth.Now() < depth.Long {
					continue
				}
				out, talk, err := m.start(t, program, strings.Fields(args)...)
				require.NoError(t, err, "%s: %s", args, talk)
				require.Equal(t, want[args], digestIn(t, out), "entente %s gives another digest on %s", args, m.name)
			}
		})
	}
}

// drawnFrame is a frame of the viewer, and the sum of its bytes on this machine.
type drawnFrame struct {
	name string
	args []string
	sum  string
}

// framesHere draws frames of a run with this program: what a file shows is the same on
// every processor, as SVG and as PNG. The lanes with map and inspector come first; then
// the other screens, themes and sizes of text, and a nation's view.
func framesHere(t *testing.T) (list []drawnFrame) {
	dir := t.TempDir()
	run1 := filepath.Join(dir, "a.mcap")
	e, _, talk := testEdge(t, "run", "deportation-notice-2015", "-o", run1)
	onDisk(&e)
	require.Equal(t, done, run(e), talk)
	for _, x := range []struct{ name, theme, view string }{
		{"lanes.svg", "dark", "screen=lanes"},
		{"lanes.png", "dark", "screen=lanes"},
		{"outcomes.svg", "light", "screen=outcomes&text=80"},
		{"why.png", "contrast", "screen=why&select=deadline:return.return-known-in-belgium"},
		{"nation.svg", "light", "screen=lanes&as=netherlands&missed=yes&clock=local&text=80"},
	} {
		f := drawnFrame{name: x.name, args: []string{"replay", "export", run1, "--frame", "D+34T11:00", "--view", x.view, "--theme", x.theme, "-o"}}
		file := filepath.Join(dir, f.name)
		e, _, talk := testEdge(t, append(slices.Clone(f.args), file)...)
		onDisk(&e)
		require.Equal(t, done, run(e), talk)
		f.sum = sumOf(t, file)
		list = append(list, f)
	}
	return list
}

// sumOf is the SHA-256 of a file.
func sumOf(t *testing.T, name string) string {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return fmt.Sprintf("%x", sha256.Sum256(data))
}

// A compiler may turn x*y + z into one fused operation with other bits, unless
// the product stands in float64(...). None must be left in our code.
func TestNoFusedMultiplyAdd(t *testing.T) {
	depth.NeedFull(t, "compiles the program for other machines")
	for _, c := range []struct{ name, build, pattern string }{
		{"arm64", "GOARCH=arm64", `\bFN?M(ADD|SUB)[DS]\b`},
		{"amd64 v3", "GOAMD64=v3", `\bVFN?M(ADD|SUB)`},
		{"s390x", "GOARCH=s390x", `\b(WFM(ADB|SDB)|FM(ADD|SUB))\b`},
	} {
		t.Run(c.name, func(t *testing.T) {
			env := []string{"GOOS=linux", "GOARCH=amd64", c.build}
			program := build(t, env...)
			dump := exec.Command("go", "tool", "objdump", "-s", `^(entente/|main\.)`, program)
			text, err := dump.Output()
			require.NoError(t, err)
			require.Contains(t, string(text), "entente/sim", "nothing of ours was disassembled")
			fused := regexp.MustCompile(`(?m)^.*`+c.pattern+`.*$`).FindAllString(string(text), -1)
			require.Empty(t, fused)
		})
	}
	require.Regexp(t, `\bFN?M(ADD|SUB)[DS]\b`, "  x.go:1  0x1  1f420820  FMADDD F2, F1, F0, F3", "the pattern finds one")
}

// digestIn gives the digest that a run printed, and how many events it had.
func digestIn(t *testing.T, out []byte) string {
	t.Helper()
	var o outcome.Run
	require.NoError(t, json.Unmarshal(out, &o), string(out))
	require.Len(t, o.Digest, 64)
	require.NotZero(t, o.Events, "a run in which nothing happens proves nothing")
	return o.Digest
}
