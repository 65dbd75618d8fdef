package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/scenarios/msel"
	"entente/scenarios/sweep"
	"entente/sim/files"
)

// The sorts of file that commands write. A file that is there already is only
// replaced by one of its own sort.
var (
	replayFile    = files.Kind{Noun: "a replay file", Is: replay.Recognise}
	scenarioFile  = files.Kind{Noun: "a scenario", Is: matchesStart(regexp.MustCompile(`(?m)^(\x{feff})?["']?entente["']?\s*:`))}
	listAsCSV     = files.Kind{Noun: "an events list as CSV", Is: readsAs(msel.ReadCSV)}
	listAsBook    = files.Kind{Noun: "an events list as a workbook", Is: readsAs(msel.ReadXLSX)}
	rehearsalPage = files.Kind{Noun: "a page of a rehearsal", Is: matchesStart(regexp.MustCompile(`<title>Rehearsal of |<meta name="generator" content="entente rehearse">`))}
	entriesTable  = files.Kind{Noun: "a table of rehearsed entries", Is: matchesStart(regexp.MustCompile(`^number,type,status,"?due\b`))}
	loadTable     = files.Kind{Noun: "a table of the load of a rehearsal", Is: matchesStart(tableHead(sweep.LoadTitles))}
)

// headLength is how much of a file is looked at to tell what it is, in bytes.
const headLength = 1 << 16

// matchesStart tells a sort of file by something near its beginning.
func matchesStart(mark *regexp.Regexp) func(io.ReaderAt, int64) bool {
	return func(r io.ReaderAt, n int64) bool {
		head := make([]byte, min(n, headLength))
		if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
			return false
		}
		return bytes.IndexByte(head, 0) < 0 && mark.Match(head) // a replay file holds the text of its scenario
	}
}

// tableHead is the first line of a table of ours.
func tableHead(titles []string) *regexp.Regexp {
	return regexp.MustCompile("^" + regexp.QuoteMeta(strings.Join(titles, ",")) + `\r?\n`)
}

// readsAs tells a list by that it can be read.
func readsAs(read func(string, io.Reader) (*msel.Table, []string, error)) func(io.ReaderAt, int64) bool {
	return func(r io.ReaderAt, n int64) bool {
		_, _, err := read("", io.NewSectionReader(r, 0, n))
		return err == nil
	}
}

// addForceFlag adds --force to a command that writes.
func addForceFlag(c *cobra.Command, force *bool) {
	c.Flags().BoolVar(force, "force", false, "replace finished files that differ; inputs, and what is no such file, are never replaced")
}

// singleTarget plans a single file.
func singleTarget(name string, kind files.Kind, force bool, inputs ...string) files.Plan {
	return files.Plan{Targets: []files.Target{{Name: name, Kind: kind}}, Inputs: inputs, Force: force}
}

// begin opens what a command is about to write. What cannot be begun was asked
// wrongly.
func (e *edge) begin(p files.Plan) (*files.Draft, error) {
	d, err := e.store.Begin(p)
	return d, wrong(err)
}

// finishDraft finishes what was begun.
func finishDraft(d *files.Draft) error {
	err := d.Commit()
	if refusal := (*files.Refusal)(nil); errors.As(err, &refusal) {
		return wrong(err)
	}
	return err
}

// save writes files whole, or none: one writer for each target of a plan.
func (e *edge) save(p files.Plan, write ...func(io.Writer) error) error {
	d, err := e.begin(p)
	if err != nil {
		return err
	}
	defer d.Close()
	return writeParts(d, write...)
}

// writeParts writes and finishes what was begun.
func writeParts(d *files.Draft, write ...func(io.Writer) error) error {
	for i, part := range d.Parts {
		if err := write[i](part); err != nil {
			return fmt.Errorf("%s is not written: %w", d.Name(i), files.Cause(err))
		}
	}
	return finishDraft(d)
}

// textWriter is a writer of one text.
func textWriter(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

// stream is standard output. It remembers that something could not be written, for
// not everybody who prints looks.
type stream struct {
	io.Writer
	err error
}

func (s *stream) Write(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.Writer.Write(b)
	if err != nil {
		s.err = fmt.Errorf("standard output: %w", files.Cause(err))
	}
	return n, s.err
}
