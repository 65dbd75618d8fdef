//go:build !js

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/sim/files"
)

// hang bounds waits that end by themselves on the slowest machine.
const hang = 2 * time.Minute

// held is a disk that stands still once there is a file that matches, until the command
// has been told to come to an end: however fast a program is, it is not done before that.
type held struct {
	files.Disk
	until  string
	course *course
	told   chan struct{}
	once   sync.Once
}

// hold is the program on such a disk, under the name entente-held; what is waited for
// comes before its own words.
func hold() {
	e := processEdge()
	e.store = files.NewStore(&held{until: e.args[0], course: e.course, told: make(chan struct{})})
	e.args = e.args[1:]
	begin(e)
}

func (h *held) Create(name string) (f files.File, err error) {
	h.after(func() { f, err = h.Disk.Create(name) })
	return f, err
}

func (h *held) Rename(old, other string) (err error) {
	h.after(func() { err = h.Disk.Rename(old, other) })
	return err
}

// after does something, and stands still if what was waited for is there then.
func (h *held) after(act func()) {
	if stop := h.course.halt.Load(); stop != nil {
		h.course.onHalt(func() { (*stop)(); h.once.Do(func() { close(h.told) }) })
	}
	act()
	if found, _ := filepath.Glob(h.until); len(found) > 0 {
		<-h.told
	}
}

// linked is this program of tests under a name by which it is the one that is tested.
func linked(t *testing.T, dir, name string) string {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	link := filepath.Join(dir, name)
	require.NoError(t, os.Symlink(self, link))
	return link
}

// heldUp starts the program in a folder and gives it once there is a file that matches,
// after which it does no more.
func heldUp(t *testing.T, dir, until, line string) *exec.Cmd {
	t.Helper()
	c := exec.Command(linked(t, t.TempDir(), "entente-held"), append([]string{until}, strings.Fields(line)...)...)
	c.Dir = dir
	c.Stderr = &strings.Builder{}
	require.NoError(t, c.Start())
	t.Cleanup(func() { _ = c.Process.Kill() })
	waitFor(t, filepath.Join(dir, until))
	return c
}

// waitFor waits until there is a file that matches.
func waitFor(t *testing.T, pattern string) {
	t.Helper()
	for begun := time.Now(); ; time.Sleep(time.Millisecond) {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			return
		}
		require.Less(t, time.Since(begun), hang, "no file %s", pattern)
	}
}
