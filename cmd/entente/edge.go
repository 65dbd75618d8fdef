package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"entente/sim/files"
	"entente/sim/journal"
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

	course   *course
	patience time.Duration // before a bar shows how far something has come
}

// opened is a file for reading, with its size.
type opened struct {
	io.ReaderAt
	io.Closer
	size int64
}

// processEdge is the edge of this process.
func processEdge() edge {
	e := edge{
		args: os.Args[1:], env: os.Environ(), stdout: os.Stdout, stderr: os.Stderr,
		open: openFile, store: files.NewStore(files.Disk{}), course: &course{}, patience: barPatience,
	}
	e.serve = servingHere(&e)
	e.width, e.watch, e.cores = terminal()
	return e
}

// columns is how wide a picture may be: the terminal, or what COLUMNS says where there
// is none; 0 where nobody says.
func (e *edge) columns() int {
	if e.width > 0 {
		return e.width
	}
	for _, v := range e.env {
		if text, ok := strings.CutPrefix(v, "COLUMNS="); ok {
			if n, err := strconv.Atoi(text); err == nil && n > 0 {
				return n
			}
		}
	}
	return 0
}

func openFile(name string) (opened, error) {
	f, size, err := files.Open(name)
	if err != nil {
		return opened{}, err
	}
	return opened{f, f, size}, nil
}

// showReading shows how far a file has been read that is to be read so many times. Call what
// it gives at the end.
func (e *edge) showReading(o *opened, name string, times int64) (end func()) {
	in := &counted{ReaderAt: o.ReaderAt}
	o.ReaderAt = in
	total := times * o.size
	return e.showProgress(filepath.Base(name), total, in.n.Load, func() string {
		return fmt.Sprintf("%.1f of %.1f MB read", float64(min(in.n.Load(), total)/times)/1e6, float64(o.size)/1e6)
	})
}

// counted counts the bytes that are read.
type counted struct {
	io.ReaderAt
	n atomic.Int64
}

func (c *counted) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(b, off)
	c.n.Add(int64(n))
	return n, err
}

// section is the whole of a file from its beginning, for one who reads it.
func (o opened) section() *io.SectionReader { return io.NewSectionReader(o, 0, o.size) }

// printBanner tells what a table has no place for: the banner, and which count its times use.
func (e *edge) printBanner(st *journal.Static) {
	if st.Banner != "" {
		fmt.Fprintf(e.stderr, "entente: %s\n", st.Banner)
	}
	fmt.Fprintf(e.stderr, "entente: %s\n", st.Clock().Legend())
}
