// Command dev checks the source tree:
//
//	go run ./cmd/dev check           everything that CI runs
//	go run ./cmd/dev vet systems     the named steps alone
//	go run ./cmd/dev matrix          one scenario, one seed, one digest: on every processor
//	go test -json ./... | go run ./cmd/dev slowest
//	                                 what failed, and which tests took longest
//	go run ./cmd/dev viewer          build the viewer for browsers, which a build with -tags release carries
//	go run ./cmd/dev layout          draw the picture of README's layout anew, from the import graph
//	go run ./cmd/dev schema          write the schemas of scenarios, studies, cases and what --json prints anew, of their types
//
// A step whose tool is missing says so by name and is skipped; with ENTENTE_REQUIRE=all
// it fails. ENTENTE_DEPTH says how far tests go, see package depth. The import graph, the
// lint for what may differ between runs and the determinism matrix are tests, so that `go
// test ./...` runs them too; their policies are in this folder.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"entente/cmd/dev/depth"
)

// step is one thing to check.
type step struct {
	name string
	says string
	run  func() error
}

// steps in the order in which check runs them: what is quick to fail first.
var steps = []step{
	{"format", "every Go file is as gofmt writes it", gofmt},
	{"vet", "go vet finds nothing", func() error { return run(nil, "go", "vet", "./...") }},
	{"systems", "the types of the programs hold for browsers, Windows and macOS", systems},
	{"staticcheck", "staticcheck finds nothing", func() error { return tool("staticcheck", "./...") }},
	{"gofumpt", "the stricter format", gofumpt},
	{"tests", "go test ./...", func() error { return run(nil, "go", "test", "./...") }},
	{"race", "no data race, in any order of tests", race},
	{"matrix", "the same digests on every processor", matrix},
	{"sizes", "the programs stay small", sizes},
}

func main() {
	if err := dev(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "dev:", err)
		os.Exit(1)
	}
}

func dev(names []string) error {
	if len(names) == 1 && names[0] == "schema" {
		return run(nil, "go", "test", "./scenarios", "./scenarios/study", "./scenarios/casebook", "./cmd/entente", "-count=1", "-run", "SchemaIsCurrent", "-rewrite")
	}
	if len(names) == 1 && names[0] == "layout" {
		return writeLayout()
	}
	if len(names) > 0 && names[0] == "viewer" {
		return browserViewer(append(names, releaseFolder)[1])
	}
	if len(names) == 1 && names[0] == "slowest" {
		return slowest(os.Stdin, os.Stdout)
	}
	if len(names) == 1 && names[0] == "check" {
		names = nil
		for _, s := range steps {
			names = append(names, s.name)
		}
	}
	var failed []string
	for _, name := range names {
		at := slices.IndexFunc(steps, func(s step) bool { return s.name == name })
		if at < 0 {
			return fmt.Errorf("no step %q; there are: check, %s", name, strings.Join(stepNames(), ", "))
		}
		fmt.Printf("== %s: %s\n", name, steps[at].says)
		if err := steps[at].run(); err != nil {
			fmt.Printf("FAIL %s: %v\n", name, err)
			failed = append(failed, name)
		}
	}
	if len(names) == 0 {
		return fmt.Errorf("say what to check: check, %s", strings.Join(stepNames(), ", "))
	}
	if len(failed) > 0 {
		return fmt.Errorf("failed: %s", strings.Join(failed, ", "))
	}
	return nil
}

func stepNames() []string {
	var names []string
	for _, s := range steps {
		names = append(names, s.name)
	}
	return names
}

// run executes a command with its output shown.
func run(env []string, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), env...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}

// tool runs a pinned tool of tools.mod, whose modules stay out of ours.
func tool(args ...string) error {
	return run(nil, "go", append([]string{"tool", "-modfile=tools.mod"}, args...)...)
}

// missing says what to do about a tool that is not there.
func missing(what string) error {
	if depth.Required() {
		return fmt.Errorf("%s is missing and ENTENTE_REQUIRE=all", what)
	}
	fmt.Printf("skipped: %s is missing\n", what)
	return nil
}

// gofmt compares every file with its canonical form.
func gofmt() error {
	var bad []string
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if want, err := format.Source(src); err != nil || !bytes.Equal(src, want) {
			bad = append(bad, name)
		}
		return nil
	})
	if len(bad) > 0 {
		return fmt.Errorf("gofmt -w %s", strings.Join(bad, " "))
	}
	return err
}

func gofumpt() error {
	out, err := exec.Command("go", "tool", "-modfile=tools.mod", "gofumpt", "-l", ".").CombinedOutput()
	if len(out) > 0 {
		return fmt.Errorf("go tool -modfile=tools.mod gofumpt -w %s", strings.Join(strings.Fields(string(out)), " "))
	}
	return err
}

// race runs what runs goroutines, which is whole replications beside each other
// and nothing else. The detector needs a C compiler.
func race() error {
	if _, err := exec.LookPath("gcc"); err != nil {
		return missing("gcc, which the race detector needs,")
	}
	cgo := []string{"CGO_ENABLED=1"}
	err := errors.Join(
		run(cgo, "go", "test", "-race", "-shuffle=on", "./sim/journal", "./replay/measure"),
		run(cgo, "go", "test", "-race", "-shuffle=on", "-run", "TestRehearse$|TestCampaign|TestAPool", "./scenarios/sweep"),
		run(cgo, "go", "test", "-race", "-shuffle=on", "-run", "TestEveryWay|TestAFailingRun", "./scenarios/batch"))
	if depth.Now() < depth.Long {
		return err // the whole command takes minutes to compile so, and its workers are those above
	}
	return errors.Join(err, run(cgo, "go", "test", "-race", "-shuffle=on", "-run", "Replications|Tallies|Check", "./cmd/entente"))
}

// matrix runs the tests that hold the programs of all processors together.
func matrix() error {
	return run([]string{"ENTENTE_DEPTH=long"}, "go", "test", "-count=1", "-timeout=60m", "-v", "-run", "TestDeterminismMatrix|TestNoFusedMultiplyAdd", "./cmd/entente")
}
