package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/outcome"
	"entente/scenarios"
)

// machine is one way to run the program.
type machine struct {
	name   string
	build  []string // environment of the build; nil: as here
	run    []string // environment of the run
	runner []string // program that runs it; empty: this machine can
}

// asked skips what costs minutes of compiling unless somebody asked for it.
func asked(t *testing.T) {
	t.Helper()
	if os.Getenv("ENTENTE_MATRIX") == "" && os.Getenv("ENTENTE_REQUIRE") != "all" {
		t.Skip("compiles the program for another machine: go run ./cmd/dev matrix asks for it")
	}
}

func machines(t *testing.T) []machine {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	loader := filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec_node.js")
	qemu := func(goarch, emulator string) machine {
		return machine{name: goarch, build: []string{"GOOS=linux", "GOARCH=" + goarch}, runner: []string{emulator}}
	}
	list := []machine{
		{name: "one thread", run: []string{"GOMAXPROCS=1"}},
		qemu("arm64", "qemu-aarch64-static"),
		qemu("riscv64", "qemu-riscv64-static"),
		qemu("s390x", "qemu-s390x-static"),
		{name: "wasm", build: []string{"GOOS=js", "GOARCH=wasm"}, runner: []string{"node", loader}},
	}
	if runtime.GOOS == "linux" && runtime.GOARCH == "amd64" {
		list = append(list,
			machine{name: "amd64 without fused operations", run: []string{"GODEBUG=cpu.fma=off,cpu.avx2=off"}},
			machine{name: "amd64 v3", build: []string{"GOAMD64=v3"}},
			machine{name: "386", build: []string{"GOARCH=386"}})
	}
	return list
}

var seeds = []uint64{1, 2, 20150714}

// thrice are the scenarios that run with every seed; an emulator takes its time, so
// the others run with the first.
var thrice = []string{"two-nations", "three-nations", "deportation-notice-2015"}

// One scenario, one seed, one digest: on every processor, with and without
// fused operations, on one thread or many. Other processors are asked for by
// `go run ./cmd/dev matrix`, or by ENTENTE_REQUIRE=all.
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
	for _, m := range machines(t) {
		t.Run(m.name, func(t *testing.T) {
			if m.build != nil {
				asked(t)
			}
			for _, tool := range m.runner[:min(1, len(m.runner))] {
				need(t, tool)
			}
			program, err := os.Executable() // the test is the program too, under its name
			require.NoError(t, err)
			if m.build != nil {
				program = build(t, m.build...)
			}
			for args, digest := range want {
				command := append(append([]string{}, m.runner...), program)
				command = append(command, strings.Fields(args)...)
				c := exec.Command(command[0], command[1:]...)
				if m.build == nil {
					c.Args[0] = "entente"
				}
				// A short environment: the wasm loader copies it into 8 KiB.
				c.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}, m.run...)
				var talk bytes.Buffer
				c.Stderr = &talk
				out, err := c.Output()
				require.NoError(t, err, "%s: %s", args, talk.String())
				require.Equal(t, digest, digestIn(t, out), "entente %s gives another digest on %s", args, m.name)
			}
		})
	}
}

// A compiler may turn x*y + z into one fused operation with other bits, unless
// the product stands in float64(...). None must be left in our code.
func TestNoFusedMultiplyAdd(t *testing.T) {
	asked(t)
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

// build compiles the program for another machine.
func build(t *testing.T, env ...string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "entente")
	c := exec.Command("go", "build", "-trimpath", "-o", program, ".")
	c.Env = append(os.Environ(), append([]string{"CGO_ENABLED=0"}, env...)...)
	text, err := c.CombinedOutput()
	require.NoError(t, err, string(text))
	return program
}

// need skips a test that misses a tool, by its name; with ENTENTE_REQUIRE=all
// nothing may be missing.
func need(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		if os.Getenv("ENTENTE_REQUIRE") == "all" {
			t.Fatalf("%s is missing and ENTENTE_REQUIRE=all", tool)
		}
		t.Skipf("%s is missing", tool)
	}
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
