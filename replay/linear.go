package replay

import (
	"errors"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim/journal"
)

// readLinear reads a file from its start, when there is no summary to trust. It
// keeps whole chunks and attachments whose checksums are right, and stops at
// the first thing that is not.
func (f *File) readLinear() error {
	*f = File{raw: f.raw, unpack: f.unpack, large: f.large, counts: map[uint16]uint64{}}
	off := int64(8)
	for off < f.raw.size {
		op, n, err := f.raw.record(off, f.raw.size)
		if err == nil && op == mcap.OpDataEnd {
			f.Truncated = damaged(off, "all records are there, but the summary behind them is not whole")
			return nil
		}
		before, records := len(f.chunks), f.records
		if err == nil {
			err = f.keepRecord(op, off, n)
		}
		if err == nil && len(f.chunks) > before && f.chunks[before].says > journal.Num(records)+1 {
			err = damaged(off, "records %d to %d are missing before a chunk", records+1, f.chunks[before].says-1)
			f.chunks, f.records = f.chunks[:before], records
		}
		if d := (*Damage)(nil); errors.As(err, &d) {
			f.Truncated = d
			return nil
		}
		if err != nil {
			return err
		}
		off += recordHead + n
	}
	f.Truncated = damaged(off, "the file ends here, without a footer")
	return nil
}

// keepRecord takes in one record of the data section, if it is whole.
func (f *File) keepRecord(op mcap.OpCode, off, n int64) error {
	switch op {
	case mcap.OpChunk:
		return f.keepChunk(off, recordHead+n)
	case mcap.OpAttachment:
		return f.keepAttachment(off, recordHead+n)
	case mcap.OpMetadata:
		return f.keepMetadata(off, recordHead+n)
	case mcap.OpFooter, 0:
		return damaged(off, "a %s record in the middle of the data", opName(byte(op)))
	}
	return nil
}

// keepAttachment keeps an attachment whose checksum is right. One that is not,
// or is none that a writer would have written, is passed over: it takes no
// record with it.
func (f *File) keepAttachment(off, length int64) error {
	if length > maxIndex+attachmentHead {
		f.lost = append(f.lost, damaged(off, "an attachment of %d bytes", length))
		return nil
	}
	b, err := f.raw.body(nil, off, length, length, mcap.OpAttachment)
	if err != nil {
		return err
	}
	a, _, err := parseAttachment(off, b, false)
	if err == nil {
		err = f.admitAttachment(a)
	}
	if d := (*Damage)(nil); errors.As(err, &d) {
		f.lost = append(f.lost, d)
		return nil
	}
	return err
}

// keepMetadata remembers the last `run` record. It has no checksum of its own:
// only what agrees with the records is believed.
func (f *File) keepMetadata(off, length int64) error {
	b, err := f.raw.body(nil, off, length, maxMetadata, mcap.OpMetadata)
	if err != nil {
		return err
	}
	m, err := parse(off, b, mcap.ParseMetadata)
	if err == nil && m.Name == runName {
		f.run, f.runAt = m.Metadata, off
	}
	return err
}

// keepChunk verifies a chunk and finds out what an index would say of it.
func (f *File) keepChunk(off, length int64) error {
	c, plain, err := f.unpack.chunk(&f.raw, off, length)
	if err != nil {
		return err
	}
	x := chunk{off: off, length: length, size: int64(c.UncompressedSize), start: c.MessageStartTime, end: c.MessageEndTime, packed: c.Compression != "", first: journal.Num(f.records) + 1}
	first, last, begun := uint64(0), uint64(0), false
	err = eachRecord(plain, off, func(at int64, op mcap.OpCode, b []byte) error {
		if op == mcap.OpChannel {
			return f.addChannel(at, b)
		}
		if op != mcap.OpMessage {
			return nil
		}
		m, err := readMessage(at, b)
		if !begun {
			first, begun = m.logTime, true
		}
		last = m.logTime
		f.counts[m.channel]++
		x.key = x.key || m.channel == channelKeyframe
		if m.channel != channelKeyframe && m.channel != channelStatic {
			if x.says == 0 {
				x.says = journal.Num(m.sequence)
			}
			if f.records++; f.records > maxRecords {
				return damaged(at, "more than %d records", maxRecords)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	if x.start != first || x.end != last || len(f.chunks) > 0 && f.chunks[len(f.chunks)-1].end > x.start {
		return damaged(off, "a chunk's times are not those of its messages")
	}
	f.chunks = append(f.chunks, x)
	return nil
}
