package replay

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim/journal"
)

// errUnfinished says that a file has no summary: it was cut, or its run never
// finished.
var errUnfinished = errors.New("the file has no summary")

// Open opens a replay file of the given size. A file without an end is walked
// from its start over whole, verified chunks, and File.Truncated says where
// that stopped. Damage that leaves no safe way on is an error, as is a file
// that is no replay (ErrForeign). Nothing in the file can make Open, or what
// the File does later, panic or take memory beyond the bounds of this package.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f, err := open(r, size)
	if err != nil {
		return nil, fmt.Errorf("replay: %w", hint(err))
	}
	return f, nil
}

func open(r io.ReaderAt, size int64) (*File, error) {
	u, err := newUnpacker()
	if err != nil {
		return nil, err
	}
	f := &File{raw: raw{r, size}, unpack: u}
	if err := f.magic(); err != nil {
		return nil, err
	}
	err = f.indexed()
	if errors.Is(err, errUnfinished) {
		err = f.linear()
	}
	if err != nil {
		return nil, err
	}
	return f, f.page()
}

// magic wants the bytes that begin every MCAP file.
func (f *File) magic() error {
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
	err := split(sum, start, func(off int64, op mcap.OpCode, b []byte) error {
		switch op {
		case mcap.OpChannel:
			return f.addChannel(off, b)
		case mcap.OpStatistics:
			s, err := parse(off, b, mcap.ParseStatistics)
			if err == nil {
				f.records = s.MessageCount - s.ChannelMessageCounts[channelStatic] - s.ChannelMessageCounts[channelKeyframe]
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
	x, err := parse(off, b, mcap.ParseChunkIndex)
	if err != nil {
		return err
	}
	if !f.inside(x.ChunkStartOffset, x.ChunkLength) || x.UncompressedSize > maxChunk {
		return damaged(off, "the index places a chunk of %d bytes at %d", x.ChunkLength, x.ChunkStartOffset)
	}
	_, key := x.MessageIndexOffsets[channelKeyframe]
	f.chunks = append(f.chunks, chunk{
		off: int64(x.ChunkStartOffset), length: int64(x.ChunkLength), size: int64(x.UncompressedSize),
		start: x.MessageStartTime, end: x.MessageEndTime, key: key, packed: x.Compression != mcap.CompressionNone,
	})
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
	f.attached = append(f.attached, attachment{int64(x.Offset), int64(x.Length), x.Name, x.MediaType, int64(x.DataSize)})
	return nil
}

// addMetadata reads the `run` record; the last one holds.
func (f *File) addMetadata(off int64, b []byte) error {
	x, err := parse(off, b, mcap.ParseMetadataIndex)
	if err != nil {
		return err
	}
	if !f.inside(x.Offset, x.Length) {
		return damaged(off, "the index places metadata of %d bytes at %d", x.Length, x.Offset)
	}
	if x.Name != runName {
		return nil
	}
	body, err := f.raw.body(nil, int64(x.Offset), int64(x.Length), maxMetadata, mcap.OpMetadata)
	if err != nil {
		return err
	}
	m, err := parse(int64(x.Offset), body, mcap.ParseMetadata)
	if err != nil {
		return err
	}
	f.run, f.runAt = m.Metadata, int64(x.Offset)
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

// page reads the /static message, which must be the first of the first chunk,
// and with it everything that explains the records.
func (f *File) page() error {
	if len(f.chunks) == 0 {
		if f.Truncated != nil {
			return fmt.Errorf("it ends before its first chunk: %w", f.Truncated)
		}
		return fmt.Errorf("%w: no chunk", ErrForeign)
	}
	_, plain, err := f.chunk(0)
	if err != nil {
		return err
	}
	m, err := firstMessage(f.chunks[0].off, plain)
	if err != nil {
		return err
	}
	if int(m.channel) >= len(f.channels) || f.channels[m.channel] != TopicStatic || len(m.data) > maxStatic {
		return fmt.Errorf("%w: an MCAP file whose first message is no /static page", ErrForeign)
	}
	var page staticMessage
	if err := json.Unmarshal(m.data, &page); err != nil {
		return fmt.Errorf("/static: %w", err)
	}
	return f.explain(&page)
}

// firstMessage is the first message of a chunk; one on channel 0 if it has none.
func firstMessage(base int64, plain []byte) (first message, err error) {
	found := false
	err = split(plain, base, func(off int64, op mcap.OpCode, b []byte) error {
		if found || op != mcap.OpMessage {
			return nil
		}
		found = true
		first, err = readMessage(off, b)
		return err
	})
	return first, err
}

// explain takes in the page and holds the file's own claims against it.
func (f *File) explain(page *staticMessage) error {
	f.meta, f.static = page.Run, page.Static
	if f.meta.Format < 1 || f.meta.Format > Format {
		return fmt.Errorf("the file is of format %d and this program reads 1 to %d: a newer entente reads it", f.meta.Format, Format)
	}
	if len(f.static.Things) > maxThings {
		return fmt.Errorf("/static lists %d things; at most %d are read", len(f.static.Things), maxThings)
	}
	var err error
	if f.layout, err = newLayout(journal.NamesOf(f.static.Things)); err != nil {
		return err
	}
	for _, c := range f.layout.channels {
		if int(c.ID) >= len(f.channels) || f.channels[c.ID] != c.Topic {
			return damaged(f.chunks[0].off, "channel %d should be %s", c.ID, c.Topic)
		}
	}
	if f.Truncated != nil {
		return nil
	}
	if f.result, err = resultOf(f.run, &f.meta); err != nil {
		return &Damage{Offset: f.runAt, What: "the `run` metadata", Err: err}
	}
	if uint64(f.result.Records) != f.records {
		return damaged(f.runAt, "the `run` metadata speaks of %d records, the summary of %d", f.result.Records, f.records)
	}
	return nil
}

// chunk unpacks chunk i and holds it against what the index says.
func (f *File) chunk(i int) (*chunk, []byte, error) {
	x := &f.chunks[i]
	c, plain, err := f.unpack.chunk(&f.raw, x.off, x.length)
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
