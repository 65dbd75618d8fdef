// Package depth says how far the tests of this tree go. It reads the only three
// environment variables that a test may use:
//
//	ENTENTE_DEPTH=quick    few cases of every kind, for `go test ./...` while one works; the default
//	ENTENTE_DEPTH=full     every proof, as CI runs them, on a sample where one case is like the next
//	ENTENTE_DEPTH=long     all cases, and where a test draws them, many more: for a night
//	ENTENTE_REQUIRE=all    a test whose tool is missing (node, qemu) fails; otherwise it is skipped by name
//	ENTENTE_KEEP=FOLDER    screenshots and prints are kept there, to be looked at
package depth

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Level is how far tests go.
type Level int

// The levels, each with all that the one before has.
const (
	Quick Level = iota
	Full
	Long
)

// Now is the level that the environment asks for. It panics at a word that is no
// level: a proof that somebody asked for must not be left out for a misprint.
func Now() Level {
	switch word := os.Getenv("ENTENTE_DEPTH"); word {
	case "", "quick":
		return Quick
	case "full":
		return Full
	case "long":
		return Long
	default:
		panic(fmt.Sprintf("ENTENTE_DEPTH=%s: it takes quick, full or long", word))
	}
}

// Pick gives the number of cases for the level that is asked for. None may be so
// few that the test holds nothing.
func Pick(quick, full, long int) int {
	return [...]int{quick, full, long}[Now()]
}

// NeedFull skips a test at the quick level, and says what it would cost.
func NeedFull(t testing.TB, cost string) {
	t.Helper()
	if Now() < Full {
		t.Skipf("%s: ENTENTE_DEPTH=full asks for it", cost)
	}
}

// Need skips a test that misses a program, by its name, or fails it where nothing
// may be missing. It gives the program's path.
func Need(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		Missing(t, program)
	}
	return path
}

// Missing skips a test for want of something, or fails it where nothing may be
// missing.
func Missing(t testing.TB, what string) {
	t.Helper()
	if Required() {
		t.Fatalf("%s is missing and ENTENTE_REQUIRE=all", what)
		return
	}
	t.Skipf("%s is missing", what)
}

// Required says whether nothing may be missing.
func Required() bool { return os.Getenv("ENTENTE_REQUIRE") == "all" }

// Kept is a folder for what people want to look at afterwards: a folder of the test's
// name inside ENTENTE_KEEP, or one that goes with the test.
func Kept(t testing.TB) string {
	t.Helper()
	root := os.Getenv("ENTENTE_KEEP")
	if root == "" {
		return t.TempDir()
	}
	dir := filepath.Join(root, t.Name())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}
