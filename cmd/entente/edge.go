package main

import (
	"io"
	"os"

	"entente/sim/files"
)

// edge is all that the command sees of the machine it runs on.
type edge struct {
	args   []string // without the program's name
	env    []string // NAME=value
	stdout io.Writer
	stderr io.Writer
	width  int  // columns of the terminal behind stdout; 0 if there is none
	watch  bool // somebody watches stderr on a terminal
	cores  int  // replications that may run at once

	open  func(name string) (opened, error)
	serve *serving
	store *files.Store // where files are written

	course *course
}

// opened is a file for reading, with its size.
type opened struct {
	io.ReaderAt
	io.Closer
	size int64
}

// here is the edge of this process.
func here() edge {
	e := edge{
		args: os.Args[1:], env: os.Environ(), stdout: os.Stdout, stderr: os.Stderr,
		open: openFile, store: files.NewStore(files.Disk{}), course: &course{},
	}
	e.serve = servingHere(&e)
	e.width, e.watch, e.cores = terminal()
	return e
}

func openFile(name string) (opened, error) {
	f, size, err := files.Open(name)
	if err != nil {
		return opened{}, err
	}
	return opened{f, f, size}, nil
}

// section is the whole of a file from its beginning, for one who reads it.
func (o opened) section() *io.SectionReader { return io.NewSectionReader(o, 0, o.size) }
