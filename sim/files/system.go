package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// System is what writing asks of the machine. Each call can fail, and a test can
// make it.
type System interface {
	Create(name string) (File, error) // a new file; fs.ErrExist if there is one
	Link(old, other string) error     // a second name
	Rename(old, other string) error   // replaces what has the other name
	Remove(name string) error
	MakeFolder(name string) error
	SyncFolder(name string) error // names that changed in it are on the disk
}

// File is a file in the making.
type File interface {
	io.WriteCloser
	Chmod(fs.FileMode) error
	Sync() error
}

// Disk is the System of this machine.
type Disk struct{}

// Create makes a file with the permissions that the user's mask leaves.
func (Disk) Create(name string) (File, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Link, Rename, Remove and MakeFolder are those of package os.
func (Disk) Link(old, other string) error   { return os.Link(old, other) }
func (Disk) Rename(old, other string) error { return os.Rename(old, other) }
func (Disk) Remove(name string) error       { return os.Remove(name) }
func (Disk) MakeFolder(name string) error   { return os.Mkdir(name, 0o777) }

// SyncFolder is fsync of a directory, where the system has such a thing: Windows and
// wasm have not, and some file systems say that it makes no sense there.
func (Disk) SyncFolder(name string) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "js" {
		return nil
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrPermission) {
		return nil // one may write in a directory that one may not read
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
