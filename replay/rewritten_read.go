package replay

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/foxglove/mcap/go/mcap"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// Bounds on what a file of another writer may cost.
const (
	maxForeign   = 32 << 20 // a chunk, packed or unpacked: other tools are told of any size
	keptForeign  = 64 << 20 // of chunks unpacked last
	pageWithin   = 64 << 20 // of the data, or it is no replay
	foreignLeast = 8        // bytes of a file per message in it: others may pack more tightly
)

// rewritten is a replay file as another tool wrote it anew: where its messages are,
// whatever holds them and in whatever order.
type rewritten struct {
	raw   raw
	zstdD *zstd.Decoder

	tool    string
	lacks   string // records that were left out, in words
	page    []byte
	run     map[string]string
	sources []Attachment
	records []spot // by number, once all are found
	topics  map[uint16]string
	kept    recent[*unpackedChunk]
	opened  int // chunks unpacked in all
	chunks  int

	lz4, zstd, indexed, summed, disordered, renumbered, rechunked, sourced, proved bool
}

// spot is where a record lies: a message in the data section, or in the chunk there.
type spot struct {
	num      uint32
	from, to uint32 // of the message in the unpacked chunk
	off      int64
	length   int64 // of the chunk; 0: the message is in none
}

type unpackedChunk struct{ plain []byte }

// readRewritten finds everything in a file that another tool wrote. All checksums
// that it has must be right, and it must have an end.
func readRewritten(r io.ReaderAt, size int64) (*rewritten, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxForeign), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		return nil, err
	}
	x := &rewritten{raw: raw{r, size}, zstdD: d, topics: map[uint16]string{}}
	if err := x.readData(); err != nil {
		return nil, err
	}
	if x.page == nil {
		return nil, fmt.Errorf("%w: it has no message on %s", ErrForeign, TopicStatic)
	}
	x.disordered = !slices.IsSortedFunc(x.records, byNumber)
	slices.SortStableFunc(x.records, byNumber)
	x.records = slices.CompactFunc(x.records, func(a, b spot) bool { return a.num == b.num })
	return x, nil
}

func byNumber(a, b spot) int { return cmp.Compare(a.num, b.num) }

// readData reads the data section.
func (x *rewritten) readData() error {
	sum := crc32.NewIEEE()
	buf := make([]byte, 64<<10)
	for off := int64(0); off < x.raw.size; {
		if off == 0 {
			off = 8
			if err := x.add(sum, &buf, 0, 8); err != nil {
				return err
			}
			continue
		}
		op, n, err := x.raw.record(off, x.raw.size)
		if err != nil {
			return err
		}
		if op == mcap.OpDataEnd || op == mcap.OpFooter {
			return x.checkEnd(op, off, n, sum.Sum32())
		}
		if err := x.takeRecord(op, off, n); err != nil {
			return err
		}
		if x.page == nil && off > pageWithin {
			return fmt.Errorf("%w: it begins with no message on %s", ErrForeign, TopicStatic)
		}
		if err := x.add(sum, &buf, off, recordHead+n); err != nil {
			return err
		}
		off += recordHead + n
	}
	return damaged(x.raw.size, "the file ends here, without a footer")
}

// add adds bytes of the file to a checksum.
func (x *rewritten) add(sum io.Writer, buf *[]byte, off, n int64) error {
	for n > 0 {
		b, err := x.raw.bytes(*buf, off, min(n, 64<<10))
		if err != nil {
			return err
		}
		*buf = b
		sum.Write(b)
		off, n = off+int64(len(b)), n-int64(len(b))
	}
	return nil
}

// checkEnd holds the data against its checksum, if it has one, and looks whether there is a
// summary.
func (x *rewritten) checkEnd(op mcap.OpCode, off, n int64, sum uint32) error {
	if op == mcap.OpDataEnd {
		if n != 4 {
			return damaged(off, "a DataEnd record of %d bytes", n)
		}
		b, err := x.raw.bytes(nil, off+recordHead, n)
		if err != nil {
			return err
		}
		if want := le32(b); want != 0 && want != sum {
			return damaged(off, "the data before here has the wrong checksum")
		}
		off += recordHead + n
	}
	const tail = footerTail + 8
	b, err := x.raw.bytes(nil, max(x.raw.size-tail, 0), tail)
	if err != nil {
		return err
	}
	if !bytes.Equal(b[footerTail:], mcap.Magic) || mcap.OpCode(b[0]) != mcap.OpFooter {
		return damaged(off, "the file ends here, without a footer")
	}
	x.summed = le64(b[9:]) != 0
	return nil
}

// takeRecord takes in one record of the data section.
func (x *rewritten) takeRecord(op mcap.OpCode, off, n int64) error {
	switch op {
	case mcap.OpHeader:
		b, err := x.bounded(off, n, maxMetadata)
		if err != nil {
			return err
		}
		_, rest, _ := cutString(b)
		x.tool, _, _ = cutString(rest)
	case mcap.OpChannel, mcap.OpMessage:
		b, err := x.bounded(off, n, maxForeign)
		if err != nil {
			return err
		}
		return x.takeMessage(op, b, spot{off: off, to: uint32(n)})
	case mcap.OpChunk:
		return x.chunk(off, recordHead+n)
	case mcap.OpAttachment:
		return x.attachment(off, n)
	case mcap.OpMetadata:
		b, err := x.bounded(off, n, maxMetadata)
		if err != nil {
			return err
		}
		m, err := parse(off, b, mcap.ParseMetadata)
		if err == nil && m.Name == runName && (m.Metadata["digest"] != "" || x.run == nil && m.Metadata["records"] != "") {
			x.run = m.Metadata
		}
		return err
	}
	return nil
}

// bounded reads the body of a record of at most limit bytes.
func (x *rewritten) bounded(off, n, limit int64) ([]byte, error) {
	if n > limit {
		return nil, damaged(off, "a record of %d bytes; at most %d are read", n, limit)
	}
	return x.raw.bytes(nil, off+recordHead, n)
}

// attachment keeps a source. The index is made anew.
func (x *rewritten) attachment(off, n int64) error {
	head, err := x.raw.bytes(nil, off+recordHead, min(n, attachmentHead))
	if err != nil {
		return err
	}
	if name, _, ok := cutString(head[min(len(head), 16):]); ok && name == indexName {
		x.indexed = true
		return nil
	}
	b, err := x.bounded(off, n, maxSource+attachmentHead)
	if err != nil {
		return err
	}
	a, data, err := parseAttachment(off, b, true)
	if err != nil {
		return err
	}
	var before []attachment
	for _, s := range x.sources {
		if s.Name == a.name && bytes.Equal(s.Data, data) {
			return nil // of files that were merged
		}
		before = append(before, attachment{name: s.Name, size: int64(len(s.Data))})
	}
	if err := bounded(before, a); err != nil {
		return &Damage{Offset: off, What: "an attachment", Err: err}
	}
	x.sources = append(x.sources, Attachment{Name: a.name, MediaType: a.mediaType, Data: bytes.Clone(data)})
	return nil
}

// takeMessage takes in a channel or a message, in a chunk or not.
func (x *rewritten) takeMessage(op mcap.OpCode, b []byte, at spot) error {
	if op == mcap.OpChannel {
		c, err := parse(at.off, b, mcap.ParseChannel)
		if err != nil {
			return err
		}
		if len(x.topics) >= maxChannels {
			return damaged(at.off, "more than %d channels", maxChannels)
		}
		x.topics[c.ID] = c.Topic
		id := slices.Index(fixedTopics[:schemaKnown], c.Topic)
		x.renumbered = x.renumbered || id > 0 && id != int(c.ID)
		return nil
	}
	if op != mcap.OpMessage {
		return nil
	}
	m, err := readMessage(at.off, b)
	if err != nil {
		return err
	}
	switch topic := x.topics[m.channel]; topic {
	case "":
		return damaged(at.off, "a message on channel %d, which there is not", m.channel)
	case TopicKeyframe:
	case TopicStatic:
		if len(m.data) > maxStatic {
			return damaged(at.off, "a page of %d bytes; at most %d are read", len(m.data), maxStatic)
		}
		if x.page != nil && !bytes.Equal(x.page, m.data) {
			return damaged(at.off, "a second page: two runs were merged into it")
		}
		x.page = bytes.Clone(m.data)
	default:
		if n := int64(len(x.records)); n >= maxRecords || n > x.raw.size/foreignLeast {
			return damaged(at.off, "more than %d records", n)
		}
		at.num = m.sequence
		x.records = append(x.records, at)
	}
	return nil
}

// chunk takes in the messages of a chunk.
func (x *rewritten) chunk(off, length int64) error {
	x.chunks++
	plain, err := x.unpack(off, length)
	if err != nil {
		return err
	}
	at := uint32(0)
	return eachRecord(plain, off, func(_ int64, op mcap.OpCode, b []byte) error {
		from := at + recordHead
		at = from + uint32(len(b))
		return x.takeMessage(op, b, spot{off: off, length: length, from: from, to: at})
	})
}

// unpack unpacks the chunk at off; or it is still there.
func (x *rewritten) unpack(off, length int64) ([]byte, error) {
	if c, ok := x.kept.get(int(off)); ok {
		return c.plain, nil
	}
	if x.opened++; x.opened > 64+8*x.chunks {
		return nil, damaged(off, "its records lie in too many places to be put in order")
	}
	b, err := x.raw.body(nil, off, length, maxForeign+chunkFields+16, mcap.OpChunk)
	if err != nil {
		return nil, err
	}
	c, err := parse(off, b, mcap.ParseChunk)
	if err != nil {
		return nil, err
	}
	if c.UncompressedSize > maxForeign {
		return nil, damaged(off, "a chunk of %d bytes; at most %d are read", c.UncompressedSize, maxForeign)
	}
	plain, err := x.unpackPlain(c)
	if err != nil {
		return nil, &Damage{Offset: off, What: "a chunk does not unpack", Err: err}
	}
	if uint64(len(plain)) != c.UncompressedSize {
		return nil, damaged(off, "a chunk holds %d bytes and should hold %d", len(plain), c.UncompressedSize)
	}
	if c.UncompressedCRC != 0 && crc32.ChecksumIEEE(plain) != c.UncompressedCRC {
		return nil, damaged(off, "a chunk has the wrong checksum")
	}
	x.kept.put(int(off), int64(len(plain)), &unpackedChunk{plain}, keptForeign)
	return plain, nil
}

// unpackPlain unpacks a chunk into no more than it says that it holds.
func (x *rewritten) unpackPlain(c *mcap.Chunk) ([]byte, error) {
	switch c.Compression {
	case "":
		return c.Records, nil
	case "zstd":
		x.zstd = true
		return x.zstdD.DecodeAll(c.Records, make([]byte, 0, c.UncompressedSize))
	case "lz4":
		x.lz4 = true
		plain := make([]byte, c.UncompressedSize)
		in := lz4.NewReader(bytes.NewReader(c.Records))
		if _, err := io.ReadFull(in, plain); err != nil {
			return nil, err
		}
		if n, err := in.Read(make([]byte, 1)); n > 0 || err != io.EOF {
			return nil, errors.New("it holds more than it says")
		}
		return plain, nil
	}
	return nil, fmt.Errorf("packed as %q; zstd, lz4 and none are read", c.Compression)
}

// message reads the message at a spot. It is valid until the next one.
func (x *rewritten) message(at *spot) (message, error) {
	if at.length == 0 {
		b, err := x.raw.bytes(nil, at.off+recordHead, int64(at.to))
		if err != nil {
			return message{}, err
		}
		return readMessage(at.off, b)
	}
	plain, err := x.unpack(at.off, at.length)
	if err != nil {
		return message{}, err
	}
	return readMessage(at.off, plain[at.from:at.to])
}
