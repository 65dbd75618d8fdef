package replay

import (
	"bytes"
	"hash/crc32"
	"maps"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim/journal"
)

// Check reads all of a file and compares its parts with each other: the checksum over the
// data section, those of chunks and attachments, the records against the digest, the
// keyframes against the fold, the index and the sources against what they should be. A
// file that passes is what was written; that the engine says the same again is for a
// Comparer to show.
func (f *File) Check() error {
	if f.Truncated != nil {
		return addSaveHint(f.Truncated)
	}
	if f.rewriting != nil {
		return f.rewriting.advice(f)
	}
	for _, check := range []func() error{f.checkData, f.checkRecords, f.checkSources} {
		if err := check(); err != nil {
			return addSaveHint(err)
		}
	}
	return nil
}

// checkData holds every byte before the summary against its checksum.
func (f *File) checkData() error {
	b, err := f.raw.body(nil, f.dataEnd, recordHead+4, recordHead+4, mcap.OpDataEnd)
	if err != nil {
		return err
	}
	want, crc := le32(b), uint32(0)
	buf := make([]byte, 64<<10)
	for off := int64(0); off < f.dataEnd; off += int64(len(buf)) {
		if buf, err = f.raw.bytes(buf, off, min(int64(cap(buf)), f.dataEnd-off)); err != nil {
			return err
		}
		crc = crc32.Update(crc, crc32.IEEETable, buf)
	}
	if want == 0 || crc != want {
		return damaged(f.dataEnd, "the data before here has the wrong checksum")
	}
	return nil
}

// checkRecords folds all records and holds digest, keyframes and index against
// them.
func (f *File) checkRecords() error {
	index, err := f.Attachment(indexName)
	if err != nil {
		return err
	}
	again, counts := newIndexer(f.Names().Len()), map[uint16]uint64{channelStatic: 1}
	s, c := &State{}, f.cursor(0)
	c.past = []journal.Link{{}}
	c.begin = func() { again.begin(s.Num + 1) }
	var due [][]byte // parts of the keyframe under way
	var keyed []journal.Num
	c.key = func(b []byte) error {
		counts[channelKeyframe]++
		if due == nil {
			due = s.keyframe(f.Names(), keyframeSince(keyed))
			keyed = append(keyed, s.Num)
		}
		if !bytes.Equal(due[0], b) {
			return damaged(c.base, "the keyframe after record %d is not what its records add up to", s.Num)
		}
		if due = due[1:]; len(due) == 0 {
			due = nil
		}
		return nil
	}
	chain := journal.NewChain(f.Names())
	err = c.run(func(e *Entry) error {
		if due != nil {
			return damaged(c.base, "the keyframe before record %d is cut short", e.Num)
		}
		s.Apply(&e.Record)
		chain.Add(&e.Record)
		again.add(&e.Record)
		counts[c.channel]++
		if e.Num > f.result.Records || again.size > len(index.Data) {
			return f.wrongIndex("does not fit record %d", e.Num)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if got := (Result{chain.Count(), f.result.Events, chain.Digest(), f.result.Recovered}); got != f.result {
		d := damaged(f.runAt, "%d records with the digest %s, and the run had %d with %s", got.Records, got.Digest, f.result.Records, f.result.Digest)
		d.Err = ErrChanged
		return d
	}
	if due != nil || !bytes.Equal(again.bytes(), index.Data) || !maps.Equal(counts, f.counts) {
		return f.wrongIndex("or the count of messages is not that of the records")
	}
	return nil
}

// checkSources reads every attachment.
func (f *File) checkSources() error {
	if f.result.Recovered {
		_, err := f.keptAttachments()
		return err
	}
	_, err := f.Sources()
	return err
}
