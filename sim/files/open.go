package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Open opens a regular file for reading, with its size in bytes. It looks before it
// opens: to open a pipe waits for somebody to write, and a device may never end. The
// standard input may be a pipe all the same, for whoever names it wants it read.
func Open(name string) (*os.File, int64, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, 0, &fs.PathError{Op: "open", Path: name, Err: Cause(err)}
	}
	if err := readable(info); err != nil {
		return nil, 0, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	opened, err := f.Stat()
	if err == nil {
		err = readable(opened)
	}
	if err != nil {
		f.Close()
		return nil, 0, &fs.PathError{Op: "open", Path: name, Err: Cause(err)}
	}
	return f, opened.Size(), nil
}

// ErrTooLarge says that a file holds more bytes than its reader takes into memory.
var ErrTooLarge = errors.New("the file is too large")

// ReadAll reads a regular file into memory, as Open opens it. The error of one with more
// than so many bytes is ErrTooLarge; no more than that is read.
func ReadAll(name string, most int64) ([]byte, error) {
	f, _, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("%w: it may have %d bytes at most", ErrTooLarge, most)}
	}
	return data, err
}

// ErrOutside says that a symbolic link leads out of a folder.
var ErrOutside = errors.New("it leads out of the folder")

// OpenWithin opens a regular file for reading that lies in a folder or below it, by
// its path from there. Symbolic links may lead to another place in there, by a
// path from where they are, and not out of it.
func OpenWithin(folder, name string) (*os.File, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil, &fs.PathError{Op: "open", Path: name, Err: Cause(err)}
	case err != nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: ErrOutside}
	}
	if err := regular(info); err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return root.Open(name)
}

// ErrIrregular says that something on a disk is no regular file.
var ErrIrregular = errors.New("no regular file")

// readable is nil for a regular file and for the standard input.
func readable(info fs.FileInfo) error {
	if in, err := os.Stdin.Stat(); err == nil && !info.IsDir() && os.SameFile(in, info) {
		return nil
	}
	return regular(info)
}

// regular is nil for a regular file, else what it is instead.
func regular(info fs.FileInfo) error {
	what := "neither a file nor a directory"
	switch mode := info.Mode(); {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		what = "a directory"
	case mode&fs.ModeNamedPipe != 0:
		what = "a pipe"
	case mode&fs.ModeSocket != 0:
		what = "a socket"
	case mode&fs.ModeDevice != 0:
		what = "a device"
	}
	return fmt.Errorf("it is %s, %w", what, ErrIrregular)
}

// Cause leaves operation and path out of an error.
func Cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
