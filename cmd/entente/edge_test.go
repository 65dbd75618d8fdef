package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The program is also a command of the stories under testdata/script.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// testEdge is an edge whose output a test can read, without a terminal.
func testEdge(t *testing.T, args ...string) (e edge, stdout, stderr *bytes.Buffer) {
	t.Helper()
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	return edge{
		args: args, stdout: stdout, stderr: stderr, cores: 2,
		open:   openFile,
		create: func(name string) (created, error) { t.Errorf("%q was created", name); return nil, os.ErrPermission },
	}, stdout, stderr
}
