package replay

import (
	"bytes"
	"io"

	"github.com/foxglove/mcap/go/mcap"
)

// Recognise says whether a file of n bytes begins as a replay file does, however
// it goes on.
func Recognise(r io.ReaderAt, n int64) bool {
	// The magic, then the header: opcode, length, and its first string.
	head := append(bytes.Clone(mcap.Magic), byte(mcap.OpHeader))
	name := append([]byte{byte(len(profile)), 0, 0, 0}, profile...)
	b := make([]byte, len(head)+8+len(name))
	if n < int64(len(b)) {
		return false
	}
	if _, err := r.ReadAt(b, 0); err != nil {
		return false
	}
	return bytes.HasPrefix(b, head) && bytes.HasSuffix(b, name)
}
