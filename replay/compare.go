package replay

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// Difference says where a file and the run that was made again differ.
type Difference struct {
	What  string      // what differs, in a few words
	Num   journal.Num // the record, 0 for none
	At    sim.Time
	Kind  journal.Kind
	File  string // what the file has; empty if nothing
	Rerun string // what was made again; empty if nothing
}

func (d *Difference) Error() string {
	s := d.What
	if d.Num != 0 {
		s += fmt.Sprintf(" at record %d (%s at %s)", d.Num, d.Kind, d.At.Elapsed())
	}
	for _, side := range []struct{ name, text string }{{"file:  ", d.File}, {"rerun: ", d.Rerun}} {
		if side.text != "" {
			s += "\n  " + side.name + side.text
		}
	}
	return s
}

// Differences are all between a file and its run, up to the first record that differs.
type Differences []*Difference

func (ds Differences) Error() string {
	texts := make([]string, len(ds))
	for i, d := range ds {
		texts[i] = d.Error()
	}
	return strings.Join(texts, "\n")
}

// maxDifferences bounds what is told of one file.
const maxDifferences = 20

// Comparer is a journal.Sink for a run that is made again. It writes the file
// anew, holds that against the file byte for byte, and stops the run at the
// first record that differs. It takes no more memory than a Writer does, and a
// run goes on no further than its file.
//
// What no run can prove it takes from the file: the commit of the engine, and
// the seed, settings and sources, which are what was run. A recovered file is
// compared as far as it goes.
type Comparer struct {
	f *File
	w *Writer
	m *mirror
}

// NewComparer begins a comparison of f with a run that m describes, over names, whose
// page of explanations is st. sources are those that the scenario was read from: what
// else the file has attached is a difference. A truncated file is an error: recover it
// first.
func NewComparer(f *File, m Meta, st *journal.Static, names *journal.Names, sources []Attachment) (*Comparer, error) {
	if f.Truncated != nil {
		return nil, addSaveHint(f.Truncated)
	}
	if f.rewriting != nil {
		return nil, f.rewriting.advice(f)
	}
	all, err := f.Sources()
	if err != nil {
		return nil, err
	}
	c := &Comparer{f: f, m: &mirror{f: f}}
	c.checkClaims(&m)
	var options []Option
	if !f.chunks[0].packed {
		options = append(options, Unpacked)
	}
	if f.result.Recovered {
		options = append(options, func(w *Writer) { w.most, w.until = uint32(len(f.chunks)), f.result.Records })
	}
	c.w, err = Create(c.m, f.meta, st, names, c.checkAttachments(all, sources), options...)
	if err != nil {
		return nil, c.because(err)
	}
	return c, nil
}

// checkClaims holds what the file says of its run against what the run knows itself.
func (c *Comparer) checkClaims(m *Meta) {
	for _, x := range []struct{ what, file, rerun string }{
		{"the name of the scenario", c.f.meta.Scenario, m.Scenario},
		{"the engine", c.f.meta.Engine, m.Engine},
	} {
		if x.file != x.rerun {
			c.m.noteDifference(&Difference{What: x.what + " is another", File: journal.Show(x.file), Rerun: journal.Show(x.rerun)})
		}
	}
}

// checkAttachments gives the attachments as the file must have them, and tells of those that
// nothing in the scenario uses.
func (c *Comparer) checkAttachments(all, sources []Attachment) []Attachment {
	var order []string
	all = slices.Clone(all)
	for i, a := range all {
		at := slices.IndexFunc(sources, func(s Attachment) bool { return s.Name == a.Name })
		if at < 0 {
			c.m.noteDifference(&Difference{What: fmt.Sprintf("nothing in the scenario uses the source %s of %d bytes", journal.Quote(a.Name), len(a.Data))})
			continue
		}
		order = append(order, a.Name)
		all[i].MediaType = sources[at].MediaType
	}
	if !slices.EqualFunc(order, sources, func(name string, s Attachment) bool { return name == s.Name }) {
		c.m.noteDifference(&Difference{What: "the sources are not in the order in which the scenario reads them"})
	}
	return all
}

// Record compares one record of the run made again, as soon as its chunk is full.
func (c *Comparer) Record(r *journal.Record) error {
	if err := c.w.Record(r); err != nil {
		return c.because(err)
	}
	return nil
}

// because gives the differences where these are why the run was stopped.
func (c *Comparer) because(err error) error {
	if c.m.over {
		return c.m.found
	}
	return err
}

// Close compares the ends, once the run worked off so many events to digest d.
// It gives the number of records that were compared, and all Differences.
func (c *Comparer) Close(d journal.Digest, events uint64) (journal.Num, error) {
	result := c.f.result
	if !result.Recovered {
		result.Records, result.Events, result.Digest = c.w.state.Num, events, d
	}
	if err := c.w.finish(result); err != nil {
		return c.w.state.Num, c.because(err)
	}
	c.m.compareEnd()
	if len(c.m.found) > 0 {
		return c.w.state.Num, c.m.found
	}
	return c.w.state.Num, nil
}

var _ io.Writer = (*mirror)(nil)
