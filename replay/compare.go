package replay

import (
	"bytes"
	"encoding/json"
	"fmt"

	"entente/sim"
	"entente/sim/journal"
)

// Difference says where a run that was made again first parts from its file.
type Difference struct {
	What  string      // what differs, in a few words
	Num   journal.Num // the record, 0 for none
	At    sim.Time
	Kind  journal.Kind
	File  string // JSON of the record in the file; empty if it has none
	Rerun string // JSON of the record made again; empty if there was none
}

func (d *Difference) Error() string {
	s := "" + d.What
	if d.Num != 0 {
		s += fmt.Sprintf(" at record %d (%s at %d ms)", d.Num, d.Kind, int64(d.At))
	}
	for _, side := range []struct{ name, text string }{{"file:  ", d.File}, {"rerun: ", d.Rerun}} {
		if side.text != "" {
			s += "\n  " + side.name + side.text
		}
	}
	return s
}

// Comparer is a journal.Sink for a run that is made again: it holds each record
// against the file's record of the same number and stops the run at the first
// that differs. What a truncated or recovered file has no record of is not
// compared.
type Comparer struct {
	f     *File
	names *journal.Names
	file  *cursor
	buf   []byte
	n     journal.Num // records compared
	extra bool        // the run went on where a partial file ends
}

// NewComparer begins a comparison with a run over names, whose page of
// explanations is st. A page that differs is a Difference already.
func NewComparer(f *File, st *journal.Static, names *journal.Names) (*Comparer, error) {
	page := *st
	page.Things = names.Things()
	rerun, err := json.Marshal(&page)
	if err != nil {
		return nil, fmt.Errorf("/static: %w", err)
	}
	file, err := json.Marshal(&f.static)
	if err != nil {
		return nil, fmt.Errorf("/static: %w", err)
	}
	if !bytes.Equal(file, rerun) {
		a, b := around(file, rerun)
		return nil, &Difference{What: "the scenario's own page differs", File: a, Rerun: b}
	}
	return &Comparer{f: f, names: names, file: f.cursor(0)}, nil
}

// around cuts two long texts down to where they part.
func around(a, b []byte) (string, string) {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s []byte) string { return "..." + string(s[max(0, i-40):min(len(s), i+80)]) + "..." }
	return cut(a), cut(b)
}

// partial says that the file is only the beginning of its run.
func (c *Comparer) partial() bool { return c.f.Truncated != nil || c.f.result.Recovered }

// Record compares one record of the run made again.
func (c *Comparer) Record(r *journal.Record) error {
	if c.extra {
		return nil
	}
	e, err := c.file.read()
	if err != nil {
		return hint(err)
	}
	if e == nil && c.partial() {
		c.extra = true
		return nil
	}
	c.buf = journal.AppendJSON(c.buf[:0], r, c.names)
	if e == nil {
		return &Difference{What: "the file ends and the run goes on", Num: r.Num, At: r.At, Kind: r.Kind, Rerun: string(c.buf)}
	}
	if !bytes.Equal(e.Text, c.buf) {
		return &Difference{What: "file and run part", Num: r.Num, At: r.At, Kind: r.Kind, File: string(e.Text), Rerun: string(c.buf)}
	}
	c.n++
	return nil
}

// Close compares the ends: nothing may be left in the file, and the digests
// must agree. It gives the number of records that were compared.
func (c *Comparer) Close(d journal.Digest) (journal.Num, error) {
	e, err := c.file.read()
	if err != nil {
		return c.n, hint(err)
	}
	if e != nil {
		return c.n, &Difference{What: "the run ends and the file goes on", Num: e.Num, At: e.At, Kind: e.Kind, File: string(e.Text)}
	}
	if !c.partial() && d != c.f.result.Digest {
		return c.n, &Difference{What: "all records are equal, but the digests differ", File: c.f.result.Digest.String(), Rerun: d.String()}
	}
	return c.n, nil
}
