//go:build !js

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/sim/journal"
)

var (
	attackSeed = flag.Uint64("attack.seed", 1, "seed of all hostile commands")
	attackCase = flag.Int("attack.case", -1, "number of the one hostile command to give; its folder is kept")
	attackMany = flag.Int("attack.many", 0, "how many hostile commands to give, instead of what ENTENTE_DEPTH says")
)

// attack is one hostile command with the folder in which it is given.
type attack struct {
	family  string
	path    string            // of the command
	folder  map[string][]byte // regular files by name
	links   map[string]string // symbolic links
	twins   map[string]string // hard links
	pipes   []string
	folders []string
	args    []string
	outputs []string // what it may make where there was nothing: globs, and folders with all in them
	old     []string // what it may replace
}

// answer is what a command did.
type answer struct {
	code     int
	out, err string
	panicked string
	took     time.Duration
	spent    uint64 // bytes allocated in all, freed or not
}

// A command may take this long on a loaded machine, and allocate so much.
const (
	patience = 2 * time.Minute
	purse    = 2 << 30
)

// TestAttacks gives hostile commands, drawn by a seed: broken, cut and forged
// replays, bent scenarios and lists, odd paths and flags. Whatever they are, each
// ends by itself with a documented code, says what is wrong in the words of its
// user, sends a terminal nothing that it would obey, and changes no file but the
// one that it was told to write.
func TestAttacks(t *testing.T) {
	arms := newArmoury(t)
	from, to := 0, depth.Pick(80, 500, 100_000)
	if *attackMany > 0 {
		to = *attackMany
	}
	if *attackCase >= 0 {
		from, to = *attackCase, *attackCase+1
	}
	note := filepath.Join(os.TempDir(), fmt.Sprintf("entente-attack-%d", os.Getpid()))
	fmt.Printf("seed %d; if this process dies, %s says of which case\n", *attackSeed, note)
	defer os.Remove(note)
	slow, ends, bad := time.Duration(0), map[string]int{}, 0
	for i := from; i < to && bad < 10; i++ {
		a := arms.draw(rand.New(rand.NewPCG(*attackSeed, uint64(i))))
		again := fmt.Sprintf("go test ./cmd/entente -run 'TestAttacks$' -v -attack.seed=%d -attack.case=%d", *attackSeed, i)
		require.NoError(t, os.WriteFile(note, []byte(again+"\n"), 0o600))
		got, faults := a.strike(t)
		slow = max(slow, got.took)
		ends[fmt.Sprintf("%s %d", a.family, got.code)]++
		if *attackCase >= 0 {
			t.Logf("%q\nexit code %d after %v, %d MiB\n--- stdout\n%q\n--- stderr\n%s", a.args, got.code, got.took, got.spent>>20, short(got.out), short(got.err))
		}
		if len(faults) > 0 {
			bad++
			t.Errorf("entente %q\nexit code %d; stderr: %q\n%s\nagain: %s", a.args, got.code, short(got.err), strings.Join(faults, "\n"), again)
		}
	}
	t.Logf("the slowest took %v; ends by family: %v", slow, ends)
	if *attackCase < 0 && !t.Failed() {
		for _, family := range families {
			codes, all := 0, 0
			for code := done; code <= unverified; code++ {
				n := ends[fmt.Sprintf("%s %d", family.name, code)]
				codes, all = codes+min(1, n), all+n
			}
			require.False(t, all >= 50 && codes < 2, "%s always ends the same way: it attacks nothing", family.name)
		}
	}
}

func short(s string) string { return s[:min(len(s), 3000)] }

// strike lays out the folder, gives the command in it and tells all that is wrong
// with what it did.
func (a *attack) strike(t *testing.T) (answer, []string) {
	dir := a.layOut(t)
	before := pictures(t, dir)
	scratch := t.TempDir()
	t.Setenv("TMPDIR", scratch)
	got := a.give(t)
	faults := got.faults(a.args)
	faults = append(faults, a.changes(got.code, before, pictures(t, dir))...)
	for name := range pictures(t, scratch) {
		faults = append(faults, "left behind among temporary files: "+name)
	}
	return got, faults
}

// layOut makes the folder and goes there.
func (a *attack) layOut(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if *attackCase >= 0 {
		var err error
		dir, err = os.MkdirTemp("", "entente-case-*")
		require.NoError(t, err)
		t.Logf("in %s", dir)
	}
	for _, name := range a.folders {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, name), 0o700))
	}
	for name, data := range a.folder {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	for name, to := range a.links {
		require.NoError(t, os.Symlink(to, filepath.Join(dir, name)))
	}
	for name, to := range a.twins {
		require.NoError(t, os.Link(filepath.Join(dir, to), filepath.Join(dir, name)))
	}
	for _, name := range a.pipes {
		require.NoError(t, exec.Command("mkfifo", filepath.Join(dir, name)).Run())
	}
	t.Chdir(dir)
	return dir
}

// give runs the command as main does, but that its output can be read.
func (a *attack) give(t *testing.T) answer {
	var out, talk bytes.Buffer
	e := processEdge()
	e.serve = noServer // one that serves has no end
	e.args, e.stdout, e.stderr, e.width, e.watch, e.cores = a.args, &out, &talk, 0, false, 2
	ended := make(chan answer, 1)
	go func() {
		var got answer
		var was, is runtime.MemStats
		runtime.ReadMemStats(&was)
		began := time.Now()
		defer func() {
			if p := recover(); p != nil {
				got.panicked = fmt.Sprintf("%v\n%s", p, debug.Stack())
			}
			runtime.ReadMemStats(&is)
			got.took, got.spent = time.Since(began), is.TotalAlloc-was.TotalAlloc
			got.out, got.err = out.String(), talk.String()
			ended <- got
		}()
		got.code = run(e)
	}()
	select {
	case got := <-ended:
		return got
	case <-time.After(patience):
		return answer{panicked: "no end after " + patience.String(), took: patience}
	}
}

// innards are what a user has no use for.
var innards = regexp.MustCompile(`runtime error|slice bounds|index out of range|nil pointer|invalid memory|goroutine|interface conversion|` +
	`Go (struct|value|type)|%![a-z(]|\.go:\d|0xc0[0-9a-f]{6}|unsupported value|reflect\.|strconv\.|token too long|` +
	`(?m)(^|[ ("])(json|strconv|yaml|zip|xml|strings|bytes|reflect|excelize|mcap|zstd|flate|csv|hex|expr|pflag|cobra): `)

// faults are what is wrong with an answer, wherever it was given.
func (g answer) faults(args []string) (faults []string) {
	if g.panicked != "" {
		return []string{"panic: " + g.panicked}
	}
	fault := func(format string, more ...any) { faults = append(faults, fmt.Sprintf(format, more...)) }
	if g.code < done || g.code > unverified {
		fault("%d is no documented exit code", g.code)
	}
	if g.spent > purse {
		fault("%d MiB were allocated", g.spent>>20)
	}
	if g.code != done && strings.TrimSpace(g.err) == "" {
		fault("it failed without a word")
	}
	if found := innards.FindString(g.err); found != "" {
		fault("it speaks of its innards: %q", found)
	}
	for line := range strings.Lines(g.err) {
		parts := strings.Split(line, ": ")
		for i := 1; i < min(len(parts), 4); i++ {
			if parts[i] == parts[i-1] && len(parts[i]) > 1 {
				fault("it says %q twice: %q", parts[i], short(line))
			}
		}
	}
	for where, text := range map[string]string{"stdout": strings.TrimPrefix(g.out, "\ufeff"), "stderr": g.err} {
		text = strings.ReplaceAll(text, "\r\n", "\n") // a line of CSV
		if at := journal.Control(text, true); at >= 0 {
			fault("%s has a control character: %q", where, short(text[max(0, at-40):]))
		}
	}
	if g.code == done && slices.Contains(args, "--json") && !slices.Contains(args, "--help") {
		words := json.NewDecoder(strings.NewReader(g.out))
		for {
			var v any
			if err := words.Decode(&v); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				fault("stdout is no JSON: %v", err)
				break
			}
		}
	}
	return faults
}

// changes tells what lies otherwise in the folder than it may.
func (a *attack) changes(code int, before, after map[string]string) (faults []string) {
	for name, was := range before {
		if after[name] != was && !slices.Contains(a.old, name) {
			faults = append(faults, fmt.Sprintf("%q was %s and is %s", name, short(was)[:min(60, len(was))], short(after[name])[:min(60, len(after[name]))]))
		}
	}
	for name := range after {
		if _, was := before[name]; was {
			continue
		}
		switch {
		case strings.Contains(name, ".entente-"):
			faults = append(faults, fmt.Sprintf("left behind: %q", name))
		case !slices.ContainsFunc(a.outputs, func(glob string) bool {
			ok, _ := filepath.Match(glob, name)
			return ok || glob == "." || name == glob || strings.HasPrefix(name, glob+"/") || strings.HasPrefix(glob, name+"/")
		}):
			faults = append(faults, fmt.Sprintf("%q was made, and nobody asked for it", name))
		case code == wrongInput:
			faults = append(faults, fmt.Sprintf("%q was made of what is wrong", name))
		}
	}
	return faults
}

// pictures has a line for everything below a folder by its name.
func pictures(t *testing.T, dir string) map[string]string {
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error { // names need not be UTF-8
		if err != nil || full == dir {
			return err
		}
		name, err := filepath.Rel(dir, full)
		require.NoError(t, err)
		switch {
		case d.Type()&fs.ModeSymlink != 0:
			to, _ := os.Readlink(full)
			out[name] = "a link to " + to
		case d.Type().IsRegular():
			b, err := os.ReadFile(full)
			require.NoError(t, err)
			out[name] = fmt.Sprintf("a file of %d bytes %x", len(b), sha256.Sum256(b))
		default:
			out[name] = "a " + d.Type().String()
		}
		return nil
	})
	require.NoError(t, err)
	return out
}
