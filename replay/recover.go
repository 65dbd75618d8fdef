package replay

import (
	"fmt"
	"io"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim"
	"entente/sim/journal"
)

// Report says what Recover saved.
type Report struct {
	Records     journal.Num
	Last        sim.Time // instant of the last record
	Chunks      int
	Attachments int
	Whole       bool       // no record is missing: they give the digest of the run
	Rewritten   *Rewriting // another tool had written it anew; nil for none
	Rerun       bool       // no source is missing: they are those that the run was made from
	Lost        []*Damage  // where it stopped, and attachments it left out
	LostBytes   int64      // of the file, from where it stopped
}

// Recover reads a damaged or unfinished file from its start and writes what comes
// before the first damage as a whole file: chunks and attachments with the right
// checksums, the index made anew, and the digest of the records that are left. It keeps
// no record from after a hole, for records with a gap among them explain things
// wrongly; the sources it saves make the whole run again.
func Recover(r io.ReaderAt, size int64, out io.Writer) (Report, error) {
	rep, err := recoverFile(r, size, out)
	if err != nil {
		return rep, fmt.Errorf("nothing recovered: %w", err)
	}
	return rep, nil
}

func recoverFile(r io.ReaderAt, size int64, out io.Writer) (Report, error) {
	if x, err := rewrittenFile(r, size); x != nil || err != nil {
		if err != nil {
			return Report{}, err
		}
		return x.write(out)
	}
	f, err := open(r, size, (*File).readLinear)
	if err != nil {
		return Report{}, err
	}
	digest, n, err := f.Digest()
	if err != nil {
		return Report{}, err
	}
	whole, err := resultOf(f.run, &f.meta)
	result := Result{Records: n, Events: whole.Events, Digest: digest}
	if result.Recovered = err != nil || whole != result; result.Recovered {
		result.Events = 0 // of what is missing, nobody knows how many there were
	}
	rep := Report{Records: n, Chunks: len(f.chunks), Whole: !result.Recovered, Lost: f.lost}
	if !rep.Whole {
		rep.Lost = append(rep.Lost, f.Truncated)
		rep.LostBytes = size - f.Truncated.Offset
	}
	sources, err := f.keptAttachments()
	if err != nil {
		return rep, err
	}
	rep.Attachments, rep.Rerun = len(sources), SourceSum(sources) == f.meta.Sources
	var options []Option
	if !f.chunks[0].packed {
		options = append(options, Unpacked)
	}
	w, err := newWriter(out, f.meta, startOf(&f.static), f.layout, sources, options)
	if err != nil {
		return rep, err
	}
	for i := range f.chunks {
		if err := w.copy(f, i); err != nil {
			return rep, err
		}
	}
	rep.Last = w.state.At
	return rep, w.finish(result)
}

// keptAttachments reads the attachments that were found whole.
func (f *File) keptAttachments() ([]Attachment, error) {
	list := f.Attachments()
	for i := range list {
		a, err := f.Attachment(list[i].Name)
		if err != nil {
			return nil, err
		}
		list[i] = a
	}
	return list, nil
}

// copy writes the messages of a chunk into a chunk of its own.
func (w *Writer) copy(f *File, i int) error {
	_, plain, err := f.unpackChunk(i)
	if err != nil {
		return err
	}
	var r journal.Record
	err = eachRecord(plain, f.chunks[i].off, func(off int64, op mcap.OpCode, b []byte) error {
		if op != mcap.OpMessage {
			return nil
		}
		m, err := readMessage(off, b)
		if err != nil {
			return err
		}
		if m.channel == 0 || int(m.channel) > len(w.touched) {
			return damaged(off, "a message on channel %d", m.channel)
		}
		w.message(m.channel, m.sequence, m.logTime, m.pubTime, func(b []byte) []byte { return append(b, m.data...) })
		if m.channel == channelStatic || m.channel == channelKeyframe {
			return nil
		}
		if err := journal.ParseJSON(m.data, w.names, &r); err != nil {
			return err
		}
		w.index.add(&r)
		w.state.Num, w.state.At = r.Num, r.At
		return nil
	})
	if err != nil {
		return err
	}
	return w.flush()
}
