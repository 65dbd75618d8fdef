//go:build !js

package main

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The stories of the command line, each one a file with its own commands and
// inputs. Beside testscript's own there are four commands:
//
//	exits CODE PROGRAM ARGS...  runs a program that must end with this code
//	flip FILE PART OF           flips a bit of the byte at PART/OF of a file
//	cut FILE PART OF            keeps the first PART/OF of a file
//	without FILE WORD           drops the lines of a file that hold a word
//	full ARGS...                runs entente with a standard output on a full
//	                            disk, which it must tell with exit code 1
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"full":  full,
			"flip": func(ts *testscript.TestScript, _ bool, args []string) {
				change(ts, args, func(b []byte, at int) []byte { b[at] ^= 0x10; return b })
			},
			"without": func(ts *testscript.TestScript, _ bool, args []string) {
				var kept []string
				for line := range strings.Lines(ts.ReadFile(args[0])) {
					if !strings.Contains(line, args[1]) {
						kept = append(kept, line)
					}
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(kept, "")), 0o644))
			},
			"cut": func(ts *testscript.TestScript, _ bool, args []string) {
				change(ts, args, func(b []byte, at int) []byte { return b[:at] })
			},
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var end *exec.ExitError
	switch {
	case err == nil && want == done:
	case !errors.As(err, &end):
		ts.Fatalf("ended with %v, not with exit code %d", err, want)
	case end.ExitCode() != want:
		ts.Fatalf("exit code %d, not %d", end.ExitCode(), want)
	}
}

func full(ts *testscript.TestScript, neg bool, args []string) {
	exits(ts, neg, append([]string{"1", "sh", "-c", `exec entente "$@" >/dev/full`, "sh"}, args...))
	if said := ts.ReadFile("stderr"); !strings.Contains(said, "standard output: no space left on device") {
		ts.Fatalf("it says %q", said)
	}
}

// change rewrites a file at a fraction of its length.
func change(ts *testscript.TestScript, args []string, edit func([]byte, int) []byte) {
	if len(args) != 3 {
		ts.Fatalf("usage: FILE PART OF")
	}
	part, err := strconv.Atoi(args[1])
	ts.Check(err)
	of, err := strconv.Atoi(args[2])
	ts.Check(err)
	b := []byte(ts.ReadFile(args[0]))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), edit(b, len(b)*part/of), 0o644))
}
