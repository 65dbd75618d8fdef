//go:build !js

package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"entente/sim/files"
)

// The program is also a command of the stories under testdata/script.
func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"entente": main, "entente-held": hold, "entente-serving": func() {
		e := processEdge()
		e.serve.viewer = noServer.viewer // a build of its own would take a minute
		begin(e)
	}})
}

// shared is what tests of this package make once, such as programs for other machines.
var shared workshop

// workshop keeps what was made until the last test has ended.
type workshop struct {
	sync.Mutex
	dir  string
	once map[string]func() (string, error)
}

// made gives the file that a key names. Whoever asks first makes it, and the others
// wait for that one alone.
func (w *workshop) made(key string, make func(file string) error) (string, error) {
	w.Lock()
	once := w.once[key]
	if once == nil {
		if w.once == nil {
			w.once = map[string]func() (string, error){}
			dir, err := os.MkdirTemp("", "entente-tests")
			if err != nil {
				w.Unlock()
				return "", err
			}
			w.dir = dir
		}
		file := filepath.Join(w.dir, strconv.Itoa(len(w.once)))
		once = sync.OnceValues(func() (string, error) { return file, make(file) })
		w.once[key] = once
	}
	w.Unlock()
	return once()
}

// tidy runs the tests and clears the workshop.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	code := m.M.Run()
	if shared.dir != "" {
		os.RemoveAll(shared.dir)
	}
	return code
}

// testEdge is an edge whose output a test can read, without a terminal.
func testEdge(t tester, args ...string) (e edge, stdout, stderr *bytes.Buffer) {
	t.Helper()
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	return edge{
		args: args, stdout: stdout, stderr: stderr, cores: 2,
		open: openFile, serve: noServer, course: &course{},
		store: files.NewStore(untouched{t: t}),
	}, stdout, stderr
}

// tester is a test, or one case of a property.
type tester interface {
	require.TestingT
	Helper()
}

// untouched is a disk on which no command should write.
type untouched struct {
	files.System
	t tester
}

func (u untouched) Create(name string) (files.File, error) {
	u.t.Errorf("%q was created", name)
	return nil, os.ErrPermission
}

// onDisk lets an edge write.
func onDisk(e *edge) { e.store = files.NewStore(files.Disk{}) }

// memory is a disk that keeps names nowhere, and what is written in a writer.
type memory struct{ io.Writer }

func (m memory) Create(string) (files.File, error) { return m, nil }
func (memory) Link(string, string) error           { return nil }
func (memory) Rename(string, string) error         { return nil }
func (memory) Remove(string) error                 { return nil }
func (memory) MakeFolder(string) error             { return nil }
func (memory) SyncFolder(string) error             { return nil }
func (memory) Chmod(fs.FileMode) error             { return nil }
func (memory) Sync() error                         { return nil }
func (memory) Close() error                        { return nil }
