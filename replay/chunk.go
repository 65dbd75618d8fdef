package replay

import (
	"encoding/binary"
	"hash/crc32"

	"github.com/foxglove/mcap/go/mcap"
	"github.com/klauspost/compress/zstd"

	"entente/sim/journal"
)

// chunk is where a chunk lies and what its index says of it.
type chunk struct {
	off, length int64 // the whole record
	size        int64 // unpacked
	start, end  uint64
	key         bool // begins with a keyframe
	packed      bool
	first       journal.Num // number of the first record in or after it, once the index is read
	says        journal.Num // the number that its first record says, where it was read from the start; 0: it has none
}

// readChunkIndex reads what a summary says of a chunk, checked by nobody yet. The
// library makes a map for each, and a long run has thousands.
func readChunkIndex(b []byte) (x chunk, ok bool) {
	const times, offset = 4*8 + 4, 2 + 8 // what begins it; a channel and where its messages are listed
	if len(b) < times {
		return x, false
	}
	x = chunk{start: le64(b), end: le64(b[8:]), off: int64(le64(b[16:])), length: int64(le64(b[24:]))}
	offsets, rest := uint64(le32(b[32:])), b[times:]
	if offsets%offset != 0 || offsets > uint64(len(rest)) {
		return x, false
	}
	for ; offsets > 0; offsets -= offset {
		x.key = x.key || binary.LittleEndian.Uint16(rest) == channelKeyframe
		rest = rest[offset:]
	}
	if len(rest) < 8+4 {
		return x, false
	}
	name, rest := uint64(le32(rest[8:])), rest[8+4:]
	if name > uint64(len(rest)) || uint64(len(rest))-name < 8+8 {
		return x, false
	}
	x.packed, x.size = name > 0, int64(le64(rest[name+8:]))
	return x, true
}

// unpacker decodes chunks, each into the same buffers.
type unpacker struct {
	zstd   *zstd.Decoder
	packed []byte
	plain  []byte
	made   int64 // bytes, of all chunks so far
}

func newUnpacker() (*unpacker, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxChunk), zstd.WithDecodeAllCapLimit(true))
	return &unpacker{zstd: d}, err
}

// chunk gives the records of the chunk at off, once their checksum is right.
// They stay valid until the next call.
func (u *unpacker) chunk(f *raw, off, length int64) (*mcap.Chunk, []byte, error) {
	b, err := f.body(u.packed, off, length, maxChunk+chunkFields+16, mcap.OpChunk)
	if err != nil {
		return nil, nil, err
	}
	u.packed = b
	c, err := parse(off, b, mcap.ParseChunk)
	if err != nil {
		return nil, nil, err
	}
	if c.UncompressedSize > maxChunk {
		return nil, nil, damaged(off, "a chunk of %d bytes; at most %d are read", c.UncompressedSize, maxChunk)
	}
	plain, err := u.unpack(off, c)
	if err != nil {
		return nil, nil, err
	}
	u.made += int64(len(plain))
	if uint64(len(plain)) != c.UncompressedSize {
		return nil, nil, damaged(off, "a chunk holds %d bytes and should hold %d", len(plain), c.UncompressedSize)
	}
	if c.UncompressedCRC == 0 || crc32.ChecksumIEEE(plain) != c.UncompressedCRC {
		return nil, nil, damaged(off, "a chunk has the wrong checksum")
	}
	return c, plain, nil
}

func (u *unpacker) unpack(off int64, c *mcap.Chunk) ([]byte, error) {
	switch c.Compression {
	case "":
		return c.Records, nil
	case "zstd":
		if uint64(cap(u.plain)) < c.UncompressedSize {
			u.plain = make([]byte, 0, c.UncompressedSize)
		}
		plain, err := u.zstd.DecodeAll(c.Records, u.plain[:0:c.UncompressedSize])
		if err != nil {
			return nil, &Damage{Offset: off, What: "a chunk does not unpack", Err: err}
		}
		return plain, nil
	}
	return nil, damaged(off, "a chunk is packed as %q; only zstd and none are read", c.Compression)
}

// message is one message record, read in place.
type message struct {
	channel          uint16
	sequence         uint32
	logTime, pubTime uint64
	data             []byte
}

// readMessage takes a message record apart.
func readMessage(off int64, b []byte) (message, error) {
	if len(b) < messageHead {
		return message{}, damaged(off, "a message is cut short")
	}
	le := binary.LittleEndian
	return message{le.Uint16(b), le.Uint32(b[2:]), le.Uint64(b[6:]), le.Uint64(b[14:]), b[messageHead:len(b):len(b)]}, nil
}

// opened is an unpacked chunk with the places of its records.
type opened struct {
	plain   []byte
	records []place
}

// place is where a message lies in a chunk.
type place struct{ from, to uint32 }

// find finds the records of the chunk, which lies at base in the file.
func (x *opened) find(base int64) error {
	at := uint32(0)
	return eachRecord(x.plain, base, func(_ int64, op mcap.OpCode, b []byte) error {
		from := at + recordHead
		at = from + uint32(len(b))
		if op != mcap.OpMessage {
			return nil
		}
		m, err := readMessage(base, b)
		if err == nil && m.channel != channelStatic && m.channel != channelKeyframe {
			x.records = append(x.records, place{from, at})
		}
		return err
	})
}
