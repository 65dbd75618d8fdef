//go:build !js

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
)

// machine is one way to run the program.
type machine struct {
	name   string
	build  []string // environment of the build; nil: as here
	run    []string // environment of the run
	runner []string // program that runs it; empty: this machine can
	alone  bool     // below long depth, the engine alone plays every scenario
	third  int      // where the whole command plays, below long depth, which third of the scenarios
	native bool     // this machine may start it by itself: run and runner are for where it cannot
}

func machines(t *testing.T) []machine {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	loader := filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec_node.js")
	qemu := func(goarch, emulator string) machine {
		return machine{name: goarch, build: []string{"GOOS=linux", "GOARCH=" + goarch}, runner: []string{emulator}}
	}
	third := func(n int, m machine) machine {
		m.third = n
		return m
	}
	riscv := qemu("riscv64", "qemu-riscv64-static")
	riscv.alone = true
	list := []machine{
		third(1, qemu("s390x", "qemu-s390x-static")), // big-endian
		third(2, machine{name: "wasm", build: []string{"GOOS=js", "GOARCH=wasm"}, runner: []string{"node", loader}}),
		riscv,
		qemu("arm64", "qemu-aarch64-static"),
		{name: "one thread", run: []string{"GOMAXPROCS=1"}},
		emulated386(),
	}
	if runtime.GOOS == "linux" && runtime.GOARCH == "amd64" {
		list[len(list)-1].native = true
		list = append(list,
			machine{name: "amd64 without fused operations", run: []string{"GODEBUG=cpu.fma=off,cpu.avx2=off"}, third: 1},
			machine{name: "amd64 v3", build: []string{"GOOS=linux", "GOARCH=amd64", "GOAMD64=v3"}, alone: true})
	}
	return list
}

// emulated386 has a GODEBUG because the emulator of Debian 12 (QEMU 7.2) loses the
// stack at a signal: the runtime, which stops its threads by signals, then dies of
// "split stack overflow".
func emulated386() machine {
	return machine{
		name: "386", build: []string{"GOOS=linux", "GOARCH=386"}, alone: true,
		run: []string{"GODEBUG=asyncpreemptoff=1"}, runner: []string{"qemu-i386-static"},
	}
}

// here is the machine as its programs run on this one. A kernel that starts no
// 32-bit program says ENOEXEC when one is tried; then the runner does it. A program
// that started and failed is no reason for that. The error names what is missing.
func (m machine) here(try func() error, find func(program string) (string, error)) (machine, error) {
	if m.native {
		if !errors.Is(try(), syscall.ENOEXEC) {
			m.run, m.runner = nil, nil
			return m, nil
		}
	}
	if len(m.runner) == 0 {
		return m, nil
	}
	if _, err := find(m.runner[0]); err != nil {
		if m.native {
			return m, fmt.Errorf("a kernel that starts programs for %s, or %s,", m.name, m.runner[0])
		}
		return m, errors.New(m.runner[0])
	}
	return m, nil
}

// start runs a program as the machine does, and gives what it printed.
func (m machine) start(t *testing.T, program string, args ...string) (stdout []byte, stderr string, err error) {
	command := append(append(append([]string{}, m.runner...), program), args...)
	c := exec.Command(command[0], command[1:]...)
	if m.build == nil {
		c.Args[0] = "entente"
	}
	// A short environment: the wasm loader copies it into 8 KiB.
	c.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}, m.run...)
	var talk bytes.Buffer
	c.Stderr = &talk
	stdout, err = c.Output()
	return stdout, talk.String(), err
}

// The programs that machines run: the whole command, and the engine alone.
const (
	everything = "."
	engine     = "../dev/digests"
)

func (m machine) program(alone bool) string {
	if alone {
		return engine
	}
	return everything
}

// build compiles a program, for another machine if the environment says so, once for
// all tests of this package.
func build(t *testing.T, pkg string, env ...string) string {
	t.Helper()
	program, err := shared.made(strings.Join(append(env, pkg), " "), func(file string) error {
		c := exec.Command("go", "build", "-trimpath", "-ldflags=-w", "-o", file, pkg)
		c.Env = append(os.Environ(), append([]string{"CGO_ENABLED=0"}, env...)...)
		text, err := c.CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w\n%s", err, text)
		}
		return nil
	})
	require.NoError(t, err)
	return program
}

// What a kernel without 32-bit programs says when one is tried.
func noExec(t *testing.T) error {
	file := filepath.Join(t.TempDir(), "program")
	require.NoError(t, os.WriteFile(file, []byte("of no known kind"), 0o700))
	err := exec.Command(file).Run()
	require.Error(t, err)
	return err
}

// Where the kernel starts no programs of a machine, the emulator does; where
// neither is there, that is said, and nothing else is hidden by it.
func TestMachineThatCannotStartIsEmulated(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what cannot be started is known of Linux")
	}
	native, foreign := emulated386(), machine{name: "arm64", runner: []string{"qemu-aarch64-static"}}
	native.native = true
	crashed := exec.Command("go", "no-such-command").Run()
	require.ErrorAs(t, crashed, new(*exec.ExitError))
	installed := func(string) (string, error) { return "/usr/bin/it", nil }
	missing := func(string) (string, error) { return "", exec.ErrNotFound }
	for _, c := range []struct {
		name   string
		m      machine
		try    error
		find   func(string) (string, error)
		runner string
		says   string
	}{
		{"the kernel does it", native, nil, missing, "", ""},
		{"the kernel cannot", native, noExec(t), installed, "qemu-i386-static", ""},
		{"neither can", native, noExec(t), missing, "", "a kernel that starts programs for 386, or qemu-i386-static,"},
		{"it started and failed", native, crashed, installed, "", ""},
		{"it may not be started", native, os.ErrPermission, installed, "", ""},
		{"another processor", foreign, nil, installed, "qemu-aarch64-static", ""},
		{"another processor, no emulator", foreign, nil, missing, "", "qemu-aarch64-static"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.m.here(func() error { return c.try }, c.find)
			if c.says != "" {
				require.EqualError(t, err, c.says)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.runner, strings.Join(got.runner, " "))
			if c.runner == "" {
				require.Empty(t, got.run, "what the emulator needs is no matter of the kernel's")
			}
		})
	}
	require.Contains(t, native.run, "GODEBUG=asyncpreemptoff=1", "QEMU 7.2 loses the stack at a signal")
}

// The 386 program runs under its emulator as it does natively, many times over.
func TestEmulated386(t *testing.T) {
	depth.NeedFull(t, "compiles the program for another machine")
	m := emulated386()
	depth.Need(t, m.runner[0])
	e, out, talk := testEdge(t, "run", "three-nations", "--json")
	require.Equal(t, done, run(e), talk)
	program := build(t, engine, m.build...)
	for range depth.Pick(3, 6, 40) {
		got, talk, err := m.start(t, program, "three-nations:1")
		require.NoError(t, err, talk)
		require.Equal(t, "three-nations:1 "+digestIn(t, out.Bytes())+"\n", string(got))
	}
}
