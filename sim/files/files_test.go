package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// letters are files that begin with an "a".
var letters = Kind{"a file of letters", func(r io.ReaderAt, n int64) bool {
	var b [1]byte
	_, err := r.ReadAt(b[:], 0)
	return err == nil && b[0] == 'a'
}}

func plan(force bool, names ...string) Plan {
	p := Plan{Force: force}
	for _, name := range names {
		p.Targets = append(p.Targets, Target{name, letters})
	}
	return p
}

// write writes each target of a plan with the same text.
func write(s *Store, p Plan, text string) error {
	d, err := s.Begin(p)
	if err != nil {
		return err
	}
	defer d.Close()
	for _, part := range d.Parts {
		if _, err := part.WriteString(text); err != nil {
			return err
		}
	}
	return d.Commit()
}

func has(t *testing.T, name, text string) {
	t.Helper()
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, text, string(b), name)
}

func listed(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, x := range list {
		names = append(names, x.Name())
	}
	return strings.Join(names, " ")
}

func TestReplacing(t *testing.T) {
	t.Chdir(t.TempDir())
	s := NewStore(Disk{})
	require.NoError(t, write(s, plan(false, "x"), "a1"))
	require.NoError(t, write(s, plan(false, "x"), "a1"), "the same bytes")
	require.ErrorContains(t, write(s, plan(false, "x"), "a2"), "x is there already; --force replaces it")
	require.ErrorContains(t, write(s, plan(false, "x"), "a11"), "--force")
	has(t, "x", "a1")
	require.NoError(t, write(s, plan(true, "x"), "a2"))
	has(t, "x", "a2")
	require.ErrorContains(t, write(s, plan(false, "y", "x"), "a3"), "--force", "together or not at all")
	require.Equal(t, "x", listed(t, "."))
	early := plan(false, "x")
	early.Early = true
	_, err := s.Begin(early)
	require.ErrorContains(t, err, "--force")
	require.NoError(t, os.WriteFile("other", []byte("b"), 0o600))
	require.ErrorContains(t, write(s, plan(true, "other"), "a"), "other is never replaced: it is there already and is not a file of letters")
	require.Equal(t, []string{"x", "x", "x"}, s.Written())
}

// What comes up while a file is made is not replaced either.
func TestReplacingWhatCameMeanwhile(t *testing.T) {
	t.Chdir(t.TempDir())
	d, err := NewStore(Disk{}).Begin(plan(false, "x"))
	require.NoError(t, err)
	_, err = d.Parts[0].WriteString("a1")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile("x", []byte("a person's"), 0o600))
	var refusal *Refusal
	require.ErrorAs(t, d.Commit(), &refusal)
	has(t, "x", "a person's")
	require.Equal(t, "x", listed(t, "."))
}

// A file keeps the permissions of the one that it replaces, and a link stays one.
func TestReplacingKeepsModeAndLink(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("far", 0o700))
	require.NoError(t, os.WriteFile("far/x", []byte("a1"), 0o640))
	require.NoError(t, os.Symlink("far/x", "near"))
	require.NoError(t, write(NewStore(Disk{}), plan(true, "near"), "a2"))
	has(t, "far/x", "a2")
	info, err := os.Stat("far/x")
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o640), info.Mode().Perm())
	link, err := os.Readlink("near")
	require.NoError(t, err)
	require.Equal(t, "far/x", link)
	require.Equal(t, "x", listed(t, "far"))
	require.NoError(t, os.WriteFile("fixed", []byte("a1"), 0o400))
	require.ErrorContains(t, write(NewStore(Disk{}), plan(true, "fixed"), "a2"), "read-only")
}

// unlinked is a disk without second names, on which a rename to last fails once.
type unlinked struct {
	Disk
	last string
}

func (unlinked) Link(string, string) error { return errors.ErrUnsupported }

func (u *unlinked) Rename(old, other string) error {
	if other == u.last {
		u.last = ""
		return fs.ErrInvalid
	}
	return u.Disk.Rename(old, other)
}

// Several files come together also where a disk knows no second names.
func TestReplacingWithoutLinks(t *testing.T) {
	t.Chdir(t.TempDir())
	u := &unlinked{}
	s := NewStore(u)
	require.NoError(t, write(s, plan(false, "x", "y"), "a1"))
	u.last = "y"
	require.Error(t, write(s, plan(true, "x", "y", "z"), "a2"))
	has(t, "x", "a1")
	has(t, "y", "a1")
	require.Equal(t, "x y", listed(t, "."))
	require.NoError(t, write(s, plan(true, "x", "y", "z"), "a2"))
	has(t, "x", "a2")
	require.Equal(t, "x y z", listed(t, "."))
	u.last = "x"
	require.Error(t, write(s, plan(true, "x"), "a3"))
	has(t, "x", "a2")
	require.Equal(t, "x y z", listed(t, "."))
}

// A program that ends takes away what is not finished, with the folders that were
// made for it, and nothing is finished after that.
func TestAbandon(t *testing.T) {
	t.Chdir(t.TempDir())
	s := NewStore(Disk{})
	require.NoError(t, write(s, plan(false, "kept"), "a"))
	p := plan(false, filepath.Join("one", "two", "x"), filepath.Join("one", "two", "y"))
	p.Folder = true
	d, err := s.Begin(p)
	require.NoError(t, err)
	require.Contains(t, listed(t, filepath.Join("one", "two")), ".entente-")
	require.NoError(t, s.Abandon())
	require.Equal(t, "kept", listed(t, "."))
	require.Equal(t, []string{"kept"}, s.Written())
	finished := make(chan error)
	go func() { finished <- d.Commit() }()
	select {
	case err := <-finished:
		t.Fatalf("a program that ends went on to finish: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
}

// A file is read into memory up to a bound: one that has a byte more is refused, by name.
func TestReadAllIsBounded(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	require.NoError(t, os.WriteFile(name, []byte("abc"), 0o600))
	data, err := ReadAll(name, 3)
	require.NoError(t, err)
	require.Equal(t, "abc", string(data))
	_, err = ReadAll(name, 2)
	require.ErrorIs(t, err, ErrTooLarge)
	require.ErrorContains(t, err, name)
}

// Files are written from memory all together: where one must not be replaced, none is.
func TestWriteFromMemory(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	s := NewStore(Disk{})
	require.NoError(t, s.Write(plan(false, at("x"), at("y")), []byte("a1"), []byte("a2")))
	require.NoError(t, os.WriteFile(at("z"), []byte("mine"), 0o600))
	require.Error(t, s.Write(plan(true, at("x"), at("z")), []byte("a3"), []byte("a4")))
	data, err := os.ReadFile(at("x"))
	require.NoError(t, err)
	require.Equal(t, "a1", string(data))
}

func TestOpenReadsRegularFilesAlone(t *testing.T) {
	t.Chdir(t.TempDir())
	_, _, err := Open(".")
	require.ErrorIs(t, err, ErrIrregular)
	require.ErrorContains(t, err, "it is a directory")
	_, _, err = Open("no")
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.NoError(t, os.WriteFile("x", []byte("abc"), 0o600))
	f, size, err := Open("x")
	require.NoError(t, err)
	require.EqualValues(t, 3, size)
	require.NoError(t, f.Close())
}
