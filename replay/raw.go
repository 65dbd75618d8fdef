package replay

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/foxglove/mcap/go/mcap"
)

// Bounds on what a file may make a reader spend. Every length in a file is
// held against them and against the file's size before memory is taken.
const (
	maxChunk    = 16 << 20  // a chunk, packed or unpacked
	maxSummary  = 64 << 20  // the summary section
	maxMetadata = 1 << 20   // a metadata record
	maxStatic   = 8 << 20   // the /static message
	maxKeyframe = 1 << 20   // a part of a keyframe
	maxThings   = 1 << 18   // things of a scenario
	maxChannels = 1 << 12   // channels and schemas of a file
	maxRecords  = 1 << 24   // records of a file
	maxRows     = 1 << 21   // rows of the keyframes that a state stands on
	recordLeast = 24        // bytes of a file per record, packed as well as can be
	keptPlain   = 6 << 20   // of chunks unpacked last
	largeChunk  = 256 << 10 // a chunk that holds hardly anything but a part of a keyframe
	keptFrames  = 20 << 20  // of keyframes read last
	frameRow    = 144       // of a row in one, about

	maxAttachments = 512      // beside the index: scenarios have up to 200 sources, and patches
	maxSource      = 16 << 20 // an attachment but the index
	maxSources     = 64 << 20 // all of them
	maxTitle       = 4 << 10  // name and type of an attachment
	attachmentHead = recordHead + 8 + 8 + 4 + 4 + 8 + 4 + maxTitle

	chunkFields = 9 + 8 + 8 + 8 + 4 + 4 + 8
	recordHead  = 9             // opcode and length before each record
	footerTail  = 9 + 8 + 8 + 4 // footer record; the closing magic follows
	messageHead = 2 + 4 + 8 + 8
)

// raw reads the records of an MCAP file from anything, trusting none of it.
type raw struct {
	r    io.ReaderAt
	size int64
}

// bytes reads n bytes at off into buf, which grows where needed. The caller has
// bounded n.
func (f *raw) bytes(buf []byte, off int64, n int64) ([]byte, error) {
	if off < 0 || n < 0 || off > f.size-n {
		return nil, damaged(off, "%d bytes reach past the end of the file at %d", n, f.size)
	}
	if int64(cap(buf)) < n {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	if got, err := f.r.ReadAt(buf, off); int64(got) < n {
		return nil, fmt.Errorf("reading %d bytes at %d: %w", n, off, err)
	}
	return buf, nil
}

// record reads the opcode and length of the record at off, whose body must end
// by end.
func (f *raw) record(off, end int64) (op mcap.OpCode, n int64, err error) {
	if end-off < recordHead {
		return 0, 0, damaged(off, "a record is cut short")
	}
	var head [recordHead]byte
	if _, err := f.bytes(head[:], off, recordHead); err != nil {
		return 0, 0, err
	}
	long := binary.LittleEndian.Uint64(head[1:])
	if long > uint64(end-off-recordHead) {
		return 0, 0, damaged(off, "a %s record of %d bytes does not fit before byte %d", opName(head[0]), long, end)
	}
	return mcap.OpCode(head[0]), int64(long), nil
}

// body reads the whole of the record at off, which must have opcode op, the
// given total length and at most limit bytes.
func (f *raw) body(buf []byte, off, length, limit int64, op mcap.OpCode) ([]byte, error) {
	if length < recordHead || length > limit {
		return nil, damaged(off, "a %s record of %d bytes; at most %d are read", opName(byte(op)), length, limit)
	}
	got, n, err := f.record(off, f.size)
	if err != nil {
		return nil, err
	}
	if got != op || n != length-recordHead {
		return nil, damaged(off, "expected a %s record of %d bytes and found a %s record of %d", opName(byte(op)), length-recordHead, opName(byte(got)), n)
	}
	return f.bytes(buf, off+recordHead, n)
}

func opName(op byte) string {
	if op >= byte(mcap.OpHeader) && op <= byte(mcap.OpDataEnd) {
		return mcap.OpCode(op).String()
	}
	return fmt.Sprintf("0x%02x", op)
}

// eachRecord calls f with each record of b, which lies at base in the file.
func eachRecord(b []byte, base int64, f func(off int64, op mcap.OpCode, body []byte) error) error {
	for at := 0; at < len(b); {
		rest := b[at:]
		if len(rest) < recordHead {
			return damaged(base+int64(at), "a record is cut short")
		}
		n := binary.LittleEndian.Uint64(rest[1:])
		if n > uint64(len(rest)-recordHead) {
			return damaged(base+int64(at), "a %s record of %d bytes does not fit its section", opName(rest[0]), n)
		}
		if err := f(base+int64(at), mcap.OpCode(rest[0]), rest[recordHead:recordHead+int(n)]); err != nil {
			return err
		}
		at += recordHead + int(n)
	}
	return nil
}

// parse runs one of the library's parse functions. Some of them slice on
// trust, so a panic in there is the file's fault.
func parse[T any](off int64, b []byte, f func([]byte) (T, error)) (out T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = damaged(off, "a record does not parse: it is cut short")
		}
	}()
	if out, err = f(b); err != nil {
		return out, &Damage{Offset: off, What: "a record does not parse", Err: err}
	}
	return out, nil
}
