//go:build !js

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
// `go run ./cmd/dev matrix`, all with the whole command and every scenario, or by
// ENTENTE_DEPTH=full. There every scenario is played on riscv64, on 386 and with fused
// operations by the engine alone, and the whole command, which also draws, plays a third
// of them each on arm64, on the big-endian s390x and in wasm.
func TestDeterminismMatrix(t *testing.T) {
	want := map[string]string{} // the digest of SCENARIO:SEED, and the events
	for _, entry := range scenarios.Library() {
		for _, seed := range seeds {
			e, out, talk := testEdge(t, "run", entry.Name, "--json", "--seed", strconv.FormatUint(seed, 10))
			require.Equal(t, done, run(e), talk)
			want[fmt.Sprintf("%s:%d", entry.Name, seed)] = digestIn(t, out.Bytes())
			if !slices.Contains(thrice, entry.Name) {
				break
			}
		}
	}
	require.NotEmpty(t, want)
	runs := slices.Sorted(maps.Keys(want))
	frames := framesHere(t)
	for _, m := range machines(t) {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			program, err := os.Executable() // the test is the program too, under its name
			require.NoError(t, err)
			alone := m.alone && depth.Now() < depth.Long
			switch {
			case m.build != nil:
				depth.NeedFull(t, "compiles the program for another machine")
				program = build(t, m.program(alone), m.build...)
			case alone:
				program = build(t, engine)
			}
			m, err := m.here(func() error { return exec.Command(program, "--version").Run() }, exec.LookPath)
			if err != nil {
				depth.Missing(t, err.Error())
			}
			if alone {
				out, talk, err := m.start(t, program, runs...)
				require.NoError(t, err, talk)
				lines := strings.Split(strings.TrimSpace(string(out)), "\n")
				require.Len(t, lines, len(runs))
				for i, line := range lines {
					require.Equal(t, runs[i]+" "+want[runs[i]], line, "another digest on %s", m.name)
				}
				return
			}
			for i, frame := range frames {
				if i > 1 && i%3 != m.third && depth.Now() < depth.Long {
					continue // the first two on each machine that draws, of the others one
				}
				file := filepath.Join(t.TempDir(), frame.name)
				_, talk, err := m.start(t, program, append(slices.Clone(frame.args), file)...)
				require.NoError(t, err, talk)
				require.Equal(t, frame.sum, sumOf(t, file), "%s has other bytes on %s", frame.name, m.name)
			}
			for i, name := range runs {
				if i%3 != m.third && depth.Now() < depth.Long {
					continue
				}
				scenario, seed, _ := strings.Cut(name, ":")
				out, talk, err := m.start(t, program, "run", scenario, "--json", "--seed", seed)
				require.NoError(t, err, "%s: %s", name, talk)
				require.Equal(t, want[name], digestIn(t, out), "%s has another digest on %s", name, m.name)
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
	for _, c := range []struct {
		name, build, pattern string
		alone                bool // the engine without what is around it, below long depth
	}{
		{"arm64", "GOARCH=arm64", `\bFN?M(ADD|SUB)[DS]\b`, false},
		{"amd64 v3", "GOAMD64=v3", `\bVFN?M(ADD|SUB)`, true},
		{"s390x", "GOARCH=s390x", `\b(WFM(ADB|SDB)|FM(ADD|SUB))\b`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := machine{build: []string{"GOOS=linux", "GOARCH=amd64", c.build}}
			if arch, other := strings.CutPrefix(c.build, "GOARCH="); other {
				m.build = []string{"GOOS=linux", "GOARCH=" + arch}
			}
			program := build(t, m.program(c.alone && depth.Now() < depth.Long), m.build...)
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

// digestIn gives the digest that a run printed, and how many events it had, as command
// digests does.
func digestIn(t *testing.T, out []byte) string {
	t.Helper()
	var o outcome.Run
	require.NoError(t, json.Unmarshal(out, &o), string(out))
	one := o.Runs[0]
	require.Len(t, one.Digest, 64)
	require.NotZero(t, one.Events, "a run in which nothing happens proves nothing")
	return fmt.Sprintf("%s %d", one.Digest, one.Events)
}
