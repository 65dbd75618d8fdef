//go:build !js

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/sim/files"
)

// faulty is a disk on which call number bad fails, counted from 1; 0: none does.
type faulty struct {
	files.Disk
	bad, calls int
	did        []string // what was called, in order
}

func (f *faulty) fails(call string) bool {
	f.calls++
	f.did = append(f.did, call)
	return f.calls == f.bad
}

func (f *faulty) do(call string, act func() error) error {
	if f.fails(call) {
		return &fs.PathError{Op: call, Path: "here", Err: syscall.ENOSPC}
	}
	return act()
}

func (f *faulty) Create(name string) (file files.File, err error) {
	err = f.do("create", func() error { file, err = f.Disk.Create(name); return err })
	return &faultyFile{file, f}, err
}

func (f *faulty) Link(old, other string) error {
	return f.do("link", func() error { return f.Disk.Link(old, other) })
}

func (f *faulty) Rename(old, other string) error {
	return f.do("rename", func() error { return f.Disk.Rename(old, other) })
}

func (f *faulty) Remove(name string) error {
	return f.do("remove", func() error { return f.Disk.Remove(name) })
}

func (f *faulty) MakeFolder(name string) error {
	return f.do("mkdir", func() error { return f.Disk.MakeFolder(name) })
}

func (f *faulty) SyncFolder(string) error { return f.do("sync folder", func() error { return nil }) }

type faultyFile struct {
	files.File
	disk *faulty
}

func (f *faultyFile) Write(b []byte) (int, error) {
	if f.disk.fails("write") {
		n, _ := f.File.Write(b[:len(b)/2])
		return n, syscall.ENOSPC
	}
	return f.File.Write(b)
}

func (f *faultyFile) Chmod(m fs.FileMode) error {
	return f.disk.do("chmod", func() error { return f.File.Chmod(m) })
}
func (f *faultyFile) Sync() error { return f.disk.do("sync", func() error { return nil }) }
func (f *faultyFile) Close() error {
	return f.disk.do("close", func() error { return f.File.Close() })
}

// writers are the commands that write, each with the files it does, and a way to
// have other ones there before.
var writers = map[string]struct {
	line, before string
	files        []string
}{
	"run":              {"run two-nations", "run two-nations -o two-nations-1.mcap --seed 2", []string{"two-nations-1.mcap"}},
	"run -o":           {"run two-nations -o x.mcap", "run two-nations --seed 2 -o x.mcap", []string{"x.mcap"}},
	"run --reps":       {"run two-nations --reps 2 -o x.mcap", "run two-nations --seed 2 -o x.mcap", []string{"x.mcap"}},
	"rehearse":         {"rehearse three-nations --reps 1 -o p", "rehearse three-nations --reps 2 -o p", []string{"p/rehearsal.html", "p/entries.csv", "p/load.csv"}},
	"msel export":      {"msel export three-nations -o x.csv", "msel export twelve-nations -o x.csv", []string{"x.csv"}},
	"msel export book": {"msel export three-nations -o x.xlsx", "msel export twelve-nations -o x.xlsx", []string{"x.xlsx"}},
	"msel import":      {"msel import in.csv --into in.yaml -o x.yaml", "library new harbour -o x.yaml", []string{"x.yaml"}},
	"msel import new":  {"msel import in.csv -o n.yaml", "msel import in.csv --title Other -o n.yaml", []string{"n.yaml"}},
	"msel map":         {"msel map in.csv -o m.yaml", "msel map in.csv --into in.yaml -o m.yaml", []string{"m.yaml"}},
	"replay recover":   {"replay recover cut.mcap -o x.mcap", "run two-nations --seed 2 -o x.mcap", []string{"x.mcap"}},
	"report":           {"report in.mcap -o r", "report other.mcap -o r", []string{"r/report.html", "r/report.md", "r/guide.html", "r/guide.md"}},
	"guide":            {"guide two-nations -o g.html", "guide three-nations -o g.html", []string{"g.html"}},
	"note":             {"note in.mcap --at T+1h two", "note in.mcap --at T+1h one", []string{"in.notes.jsonl"}},
	"branch":           {"branch in.mcap --at T+5h -o x.mcap", "run two-nations --seed 2 -o x.mcap", []string{"x.mcap"}},
	"replay export": {"replay export in.mcap --as csv -o t", "replay export other.mcap --as csv -o t", []string{
		"t/messages.csv", "t/holdings.csv", "t/deadlines.csv", "t/spans.csv", "t/refusals.csv", "t/decisions.csv", "t/entries.csv", "t/figures.csv", "t/records.csv", "t/dictionary.csv",
	}},
	"replay export svg": {"replay export in.mcap --as svg -o p", "replay export in.mcap --as svg --theme dark -o p", []string{
		"p/01-waiting.svg", "p/02-lead-times.svg", "p/03-timeline.svg", "p/04-lanes-main-1.svg", "p/05-waterfall-main-1.svg", "p/06-knew-main.svg", "p/07-contacts.svg", "p/figures.md",
	}},
	"replay export one":   {"replay export in.mcap --as graphml -o x.graphml", "replay export other.mcap --as graphml -o x.graphml", []string{"x.graphml"}},
	"sweep analyze":       {"sweep analyze made -o s.html", "sweep analyze made2 -o s.html", []string{"s.html"}},
	"sweep figures":       {"sweep analyze made --figures g", "sweep analyze made2 --figures g", []string{"g/course-0.svg", "g/course-0.vl.json"}},
	"sweep new":           {"sweep new two-nations -o s.yaml", "sweep new three-nations -o s.yaml", []string{"s.yaml"}},
	"replay export frame": {"replay export in.mcap --frame D+1 -o x.svg", "replay export in.mcap --frame T+2h -o x.svg", []string{"x.svg"}},
	"replay export frames": {"replay export in.mcap --frame D+1..D+1T02:00 --every 1h -o q", "replay export in.mcap --frame D+0..D+0T02:00 --every 1h -o q", []string{
		"q/frame-0001.png", "q/frame-0002.png", "q/frame-0003.png",
	}},
	"validate":    {"validate case.yaml --reps 1 -o v.md", "validate case.yaml --reps 2 -o v.md", []string{"v.md"}},
	"library new": {"library new one-more -o x.yaml", "library new harbour -o x.yaml", []string{"x.yaml"}},
}

// call runs a line on a disk and gives its code and what it said.
func call(t *testing.T, disk files.System, line string) (int, string) {
	t.Helper()
	e, _, talk := testEdge(t, strings.Fields(line)...)
	e.store = files.NewStore(disk)
	return run(e), talk.String()
}

// byForce adds --force to a line whose command has it.
func byForce(t *testing.T, line string) string {
	t.Helper()
	e, _, _ := testEdge(t)
	c, _, err := newRoot(&e).Find(strings.Fields(line))
	require.NoError(t, err)
	if c.Flags().Lookup("force") == nil {
		return line
	}
	return line + " --force"
}

// last is where something is for the last time in a list.
func last(list []string, what string) int {
	at := -1
	for i := range list {
		if list[i] == what {
			at = i
		}
	}
	return at
}

// content is what lies in files; a missing one has none.
func content(t *testing.T, names []string) []string {
	t.Helper()
	var list []string
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			require.ErrorIs(t, err, fs.ErrNotExist)
		}
		list = append(list, string(b))
	}
	return list
}

// allFiles lists all names below the current folder.
func allFiles(t *testing.T) []string {
	t.Helper()
	var list []string
	require.NoError(t, filepath.WalkDir(".", func(name string, _ fs.DirEntry, err error) error {
		list = append(list, name)
		return err
	}))
	return list
}

// writeInputs lays out what the commands above read, which is made once for all of them.
func writeInputs(t *testing.T) {
	t.Helper()
	here, err := os.Getwd()
	require.NoError(t, err)
	dir, err := shared.made("inputs", func(dir string) error {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
		t.Chdir(dir)
		makeInputs(t)
		t.Chdir(here)
		return nil
	})
	require.NoError(t, err)
	require.NoError(t, os.CopyFS(".", os.DirFS(dir)))
}

// smallCase is a documented case of a small world.
const smallCase = `case: 1
name: small
title: Small
scenario: two-nations
rows:
  - {id: R1, says: seen to read, from: {kind: detected, fact: main.f1}, to: {kind: held, by: belmora.spoc, fact: main.f1}, documented: 20h, source: invented, tag: C}
`

func makeInputs(t *testing.T) {
	t.Helper()
	e, yaml, _ := testEdge(t, "library", "show", "three-nations")
	require.Equal(t, done, run(e))
	require.NoError(t, os.WriteFile("in.yaml", yaml.Bytes(), 0o600))
	for i, name := range []string{"study.yaml", "study2.yaml"} {
		text := fmt.Sprintf("study: 1\nname: s\nscenario: two-nations\nreplications: {n: %d}\nmeasures: [M6]\nseries: {every: %dh}\n", i+1, i+6)
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	}
	require.NoError(t, os.WriteFile("case.yaml", []byte(smallCase), 0o600))
	code, said := call(t, files.Disk{}, "msel export in.yaml -o in.csv")
	require.Equal(t, done, code, said)
	for _, line := range []string{"run two-nations -o cut.mcap", "run two-nations -o in.mcap", "run three-nations -o other.mcap", "sweep run study.yaml -o made", "sweep run study2.yaml -o made2"} {
		code, said = call(t, files.Disk{}, line)
		require.Equal(t, done, code, said)
	}
	whole, err := os.ReadFile("cut.mcap")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile("cut.mcap", whole[:len(whole)*9/10], 0o600))
}

// Whichever call to the disk fails, in every command that writes: all its files are
// the old ones or all are the new ones, each whole, the command says that it failed,
// and what is left behind is named.
func TestAnyFaultLeavesOldOrNew(t *testing.T) {
	seen := map[string]bool{}
	for name, w := range writers {
		for _, there := range []bool{true, false} {
			if !there && name != "rehearse" && depth.Now() == depth.Quick {
				continue // one that makes its directory too is enough
			}
			t.Run(name+map[bool]string{false: " anew", true: " over"}[there], func(t *testing.T) {
				t.Chdir(t.TempDir())
				writeInputs(t)
				if there {
					code, said := call(t, files.Disk{}, w.before)
					require.Equal(t, done, code, said)
				}
				old, before := content(t, w.files), allFiles(t)
				clear := func() {
					for _, file := range w.files {
						require.NoError(t, os.RemoveAll(strings.Split(file, "/")[0]))
					}
					for i := 0; there && i < len(old); i++ {
						require.NoError(t, os.MkdirAll(filepath.Dir(w.files[i]), 0o700))
						require.NoError(t, os.WriteFile(w.files[i], []byte(old[i]), 0o600))
					}
				}
				good := &faulty{}
				code, said := call(t, good, byForce(t, w.line))
				require.Equal(t, done, code, said)
				fresh, after := content(t, w.files), allFiles(t)
				require.NotEqual(t, old, fresh)
				require.NotContains(t, fresh, "")
				require.Less(t, last(good.did, "sync"), slices.Index(good.did, "rename"), "a file has its name before it is on the disk")
				require.Less(t, last(good.did, "rename"), slices.Index(good.did, "sync folder"))
				for _, did := range good.did {
					seen[did] = true
				}
				for bad := 1; bad <= good.calls; bad++ {
					clear()
					code, said := call(t, &faulty{bad: bad}, byForce(t, w.line))
					what := good.did[bad-1]
					now := content(t, w.files)
					if slices.Equal(now, fresh) {
						require.Contains(t, []string{"remove", "link"}, what, "call %d", bad)
					} else {
						require.Equal(t, old, now, "call %d, %s", bad, what)
						if !strings.Contains(said, "no replay file is written") { // one that nobody asked for
							require.NotEqual(t, done, code, "call %d, %s; %s", bad, what, said)
						}
					}
					for _, file := range allFiles(t) {
						if !slices.Contains(before, file) && !slices.Contains(after, file) {
							require.Contains(t, said, file, "call %d, %s", bad, what)
							require.NoError(t, os.Remove(file))
						}
					}
				}
			})
		}
	}
	for _, kind := range []string{"create", "write", "chmod", "sync", "close", "link", "rename", "remove", "mkdir", "sync folder"} {
		require.True(t, seen[kind], "no command does: %s", kind)
	}
}

// Every command that writes is among those that are tried.
func TestFaultsKnowEveryWriter(t *testing.T) {
	e, _, _ := testEdge(t)
	var walk func(c *cobra.Command)
	found := 0
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			walk(sub)
		}
		if c.Flags().Lookup("output") == nil {
			require.Nil(t, c.Flags().Lookup("force"), c.CommandPath())
			return
		}
		if path := c.CommandPath(); path == "entente sweep run" || path == "entente sweep submit" || path == "entente reform" {
			return // they go on with a directory of the same question, and replace nothing of another
		}
		found++
		require.NotNil(t, c.Flags().Lookup("force"), c.CommandPath())
		require.Contains(t, writers, strings.TrimPrefix(c.CommandPath(), "entente "))
	}
	walk(newRoot(&e))
	require.Equal(t, 14, found)
}
