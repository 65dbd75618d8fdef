package main

import (
	"io"
	"os"
	"path/filepath"
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

	open   func(name string) (opened, error)
	create func(name string) (created, error)
}

// opened is a file for reading, with its size.
type opened struct {
	io.ReaderAt
	io.Closer
	size int64
}

// created is a file in the making. It takes its place, and replaces what was
// there, when Keep succeeds; until then Close leaves no trace of it.
type created interface {
	io.Writer
	io.Closer
	Keep() error
}

// here is the edge of this process.
func here() edge {
	e := edge{args: os.Args[1:], env: os.Environ(), stdout: os.Stdout, stderr: os.Stderr, open: openFile, create: createFile}
	e.width, e.watch, e.cores = terminal()
	return e
}

func openFile(name string) (opened, error) {
	f, err := os.Open(name)
	if err != nil {
		return opened{}, err
	}
	st, err := f.Stat()
	if err != nil {
		f.Close()
		return opened{}, err
	}
	return opened{f, f, st.Size()}, nil
}

// pending is a temporary file beside the one it will become.
type pending struct {
	*os.File
	name string
}

func createFile(name string) (created, error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".entente-*")
	if err != nil {
		return nil, err
	}
	return &pending{f, name}, nil
}

func (p *pending) Keep() error {
	if err := p.File.Chmod(0o644); err != nil {
		return err
	}
	if err := p.File.Close(); err != nil {
		return err
	}
	return os.Rename(p.File.Name(), p.name)
}

// Close removes what was not kept.
func (p *pending) Close() error {
	p.File.Close()
	if err := os.Remove(p.File.Name()); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}
