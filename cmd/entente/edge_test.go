package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"entente/sim/files"
)

// The program is also a command of the stories under testdata/script.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main, "entente-serving": func() {
		e := here()
		e.serve.viewer = noServer.viewer // a build of its own would take a minute
		begin(e)
	}})
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
