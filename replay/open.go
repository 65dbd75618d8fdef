package replay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/foxglove/mcap/go/mcap"
)

// errUnfinished says that a file has no summary: it was cut, or its run never
// finished.
var errUnfinished = errors.New("the file has no summary")

// Open opens a replay file of the given size. A file without an end is walked
// from its start over whole, verified chunks, and File.Truncated says where
// that stopped. Damage that leaves no safe way on is an error, as is a file
// that is no replay (ErrForeign) or one of another format (ErrNewer, ErrOlder). One that
// another tool wrote anew is read as it was before (Rewritten). Nothing in
// the file can make Open, or what the File does later, panic or take memory
// beyond the bounds of this package.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f, err := open(r, size, func(f *File) error {
		err := f.indexed()
		if errors.Is(err, errUnfinished) {
			err = f.readLinear()
		}
		return err
	})
	as := f
	if err != nil {
		as = &File{raw: raw{r, size}}
	}
	if errors.Is(err, ErrNewer) || errors.Is(err, ErrOlder) || as.checkMagic() != nil || !as.looksRewritten(err) {
		return f, addSaveHint(err)
	}
	before, again := openHealed(r, size)
	if again == nil {
		return before, nil
	}
	if lack := (*incomplete)(nil); err != nil && (errors.As(again, &lack) || errors.Is(again, errTooLarge) || errors.Is(again, ErrNewer) || errors.Is(again, ErrOlder)) {
		return nil, again
	}
	return f, addSaveHint(err)
}

// open is the one door to a file: it finds the parts, by the summary or by
// walking, reads the page, and believes neither before it is checked.
func open(r io.ReaderAt, size int64, find func(*File) error) (*File, error) {
	u, err := newUnpacker()
	if err != nil {
		return nil, err
	}
	f := &File{raw: raw{r, size}, unpack: u, large: unpacker{zstd: u.zstd}}
	if err := f.checkMagic(); err != nil {
		return nil, err
	}
	if err = find(f); err == nil {
		err = f.readPage()
	}
	var d *Damage
	if errors.As(err, &d) && f.run == nil && f.profile() != profile {
		return nil, fmt.Errorf("%w: an MCAP file of another program, or %w", ErrForeign, d)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// profile is what the header says the file is; empty where it has none.
func (f *File) profile() string {
	op, n, err := f.raw.record(8, f.raw.size)
	if err != nil || op != mcap.OpHeader || n > maxMetadata {
		return ""
	}
	b, err := f.raw.bytes(nil, 8+recordHead, n)
	if err != nil {
		return ""
	}
	name, _, _ := cutString(b)
	return name
}

// checkMagic wants the bytes that begin every MCAP file.
func (f *File) checkMagic() error {
	var b [8]byte
	if f.raw.size < int64(len(b)) {
		return fmt.Errorf("%w: %d bytes", ErrForeign, f.raw.size)
	}
	if _, err := f.raw.bytes(b[:], 0, int64(len(b))); err != nil {
		return err
	}
	if !bytes.Equal(b[:], mcap.Magic) {
		return fmt.Errorf("%w: it does not begin like an MCAP file", ErrForeign)
	}
	return nil
}

// indexed reads the summary at the end of a finished file.
func (f *File) indexed() error {
	const tailSize = footerTail + 8
	end := f.raw.size - tailSize
	var tail [tailSize]byte
	if end < 8 {
		return errUnfinished
	}
	if _, err := f.raw.bytes(tail[:], end, tailSize); err != nil {
		return err
	}
	if !bytes.Equal(tail[footerTail:], mcap.Magic) || mcap.OpCode(tail[0]) != mcap.OpFooter || le64(tail[1:]) != footerTail-recordHead {
		return errUnfinished
	}
	start := le64(tail[9:])
	if start == 0 {
		return errUnfinished
	}
	if start < 8 || start > uint64(end) || uint64(end)-start > maxSummary {
		return damaged(end, "the footer says that the summary begins at byte %d", start)
	}
	sum, err := f.raw.bytes(nil, int64(start), end-int64(start))
	if err != nil {
		return err
	}
	crc := crc32.Update(crc32.ChecksumIEEE(sum), crc32.IEEETable, tail[:footerTail-4])
	if want := le32(tail[footerTail-4:]); want == 0 || want != crc {
		return damaged(int64(start), "the summary has the wrong checksum")
	}
	return f.summary(sum, int64(start))
}

// summary takes in the records of the summary section.
func (f *File) summary(sum []byte, start int64) error {
	f.dataEnd = start - recordHead - 4
	err := eachRecord(sum, start, func(off int64, op mcap.OpCode, b []byte) error {
		switch op {
		case mcap.OpChannel:
			return f.addChannel(off, b)
		case mcap.OpStatistics:
			s, err := parse(off, b, mcap.ParseStatistics)
			if err == nil {
				f.counts = s.ChannelMessageCounts
				f.records = s.MessageCount - f.counts[channelStatic] - f.counts[channelKeyframe]
			}
			return err
		case mcap.OpChunkIndex:
			return f.addChunk(off, b)
		case mcap.OpAttachmentIndex:
			return f.addAttachment(off, b)
		case mcap.OpMetadataIndex:
			return f.addMetadata(off, b)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := f.readRun(); err != nil {
		return err
	}
	return f.ordered()
}

func (f *File) addChannel(off int64, b []byte) error {
	c, err := parse(off, b, mcap.ParseChannel)
	if err != nil {
		return err
	}
	if c.ID > maxChannels {
		return damaged(off, "channel %d; at most %d are read", c.ID, maxChannels)
	}
	for len(f.channels) <= int(c.ID) {
		f.channels = append(f.channels, "")
	}
	f.channels[c.ID] = c.Topic
	return nil
}

// inside says whether a record at off lies in the data section.
func (f *File) inside(off, length uint64) bool {
	end := uint64(f.dataEnd)
	return off >= 8 && off <= end && length >= recordHead && length <= end-off
}

func (f *File) addChunk(off int64, b []byte) error {
	x, ok := readChunkIndex(b)
	if !ok {
		return damaged(off, "a record does not parse: it is cut short")
	}
	if !f.inside(uint64(x.off), uint64(x.length)) || uint64(x.size) > maxChunk {
		return damaged(off, "the index places a chunk of %d bytes at %d", uint64(x.length), uint64(x.off))
	}
	f.chunks = append(f.chunks, x)
	return nil
}

func (f *File) addAttachment(off int64, b []byte) error {
	x, err := parse(off, b, mcap.ParseAttachmentIndex)
	if err != nil {
		return err
	}
	if !f.inside(x.Offset, x.Length) || x.DataSize > x.Length {
		return damaged(off, "the index places an attachment of %d bytes at %d", x.Length, x.Offset)
	}
	return f.admitAttachment(attachment{int64(x.Offset), int64(x.Length), x.Name, x.MediaType, int64(x.DataSize)})
}

// addMetadata remembers where the last `run` record is: that one holds.
func (f *File) addMetadata(off int64, b []byte) error {
	x, err := parse(off, b, mcap.ParseMetadataIndex)
	if err != nil {
		return err
	}
	if !f.inside(x.Offset, x.Length) {
		return damaged(off, "the index places metadata of %d bytes at %d", x.Length, x.Offset)
	}
	if x.Name == runName {
		f.runAt, f.runSize = int64(x.Offset), int64(x.Length)
	}
	return nil
}

// readRun reads the `run` record that the summary names.
func (f *File) readRun() error {
	if f.runSize == 0 {
		return nil
	}
	body, err := f.raw.body(nil, f.runAt, f.runSize, maxMetadata, mcap.OpMetadata)
	if err != nil {
		return err
	}
	m, err := parse(f.runAt, body, mcap.ParseMetadata)
	if err != nil {
		return err
	}
	f.run = m.Metadata
	return nil
}

// ordered wants chunks in the order of bytes and of time.
func (f *File) ordered() error {
	slices.SortStableFunc(f.chunks, func(a, b chunk) int { return int(min(1, max(-1, a.off-b.off))) })
	for i := 1; i < len(f.chunks); i++ {
		a, b := &f.chunks[i-1], &f.chunks[i]
		if a.off+a.length > b.off || a.end > b.start {
			return damaged(b.off, "chunk %d overlaps the one before it", i)
		}
	}
	return nil
}

// unpackChunk unpacks chunk i and holds it against what the index says.
func (f *File) unpackChunk(i int) (*chunk, []byte, error) { return f.unpacked(f.unpack, i) }

// recentChunk is an unpacked chunk that stays valid: it is kept for the next who
// asks.
func (f *File) recentChunk(i int) (*opened, error) {
	if x, ok := f.opened.get(i); ok {
		return x, nil
	}
	u := &unpacker{zstd: f.unpack.zstd}
	if f.chunks[i].packed {
		u.packed = f.unpack.packed // what is unpacked lies elsewhere
	}
	_, plain, err := f.unpacked(u, i)
	if err != nil {
		return nil, err
	}
	x := &opened{plain: plain}
	if err := x.find(f.chunks[i].off); err != nil {
		return nil, err
	}
	f.opened.put(i, int64(cap(plain))+int64(cap(x.records))*8, x, keptPlain)
	return x, nil
}

func (f *File) unpacked(u *unpacker, i int) (*chunk, []byte, error) {
	x := &f.chunks[i]
	c, plain, err := u.chunk(&f.raw, x.off, x.length)
	if err != nil {
		return nil, nil, err
	}
	if c.MessageStartTime != x.start || c.MessageEndTime != x.end || c.UncompressedSize != uint64(x.size) {
		return nil, nil, damaged(x.off, "a chunk is not the one that the index describes")
	}
	return x, plain, nil
}

func le32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
func le64(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }

// cutString takes a string with its length before it off b.
func cutString(b []byte) (s string, rest []byte, ok bool) {
	if len(b) < 4 || uint64(le32(b)) > uint64(len(b)-4) {
		return "", nil, false
	}
	n := 4 + int(le32(b))
	return string(b[4:n]), b[n:], true
}
