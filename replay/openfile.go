package replay

import (
	"bytes"
	"fmt"
	"io"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim/files"
)

// OpenFile opens the replay file at path. A finished file is mapped into memory
// where the system can; it must not shrink while it is open. A file that has no
// end yet is read as it is. Close it after use.
func OpenFile(path string) (*File, error) {
	r, size, err := openPath(path)
	if err != nil {
		return nil, err
	}
	f, err := Open(r, size)
	if err != nil {
		r.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	f.closer = r
	return f, nil
}

type readerAtCloser interface {
	io.ReaderAt
	io.Closer
}

// mapping is a file in memory.
type mapping interface {
	readerAtCloser
	Len() int
}

// openPath opens a file for reading at any place.
func openPath(path string) (readerAtCloser, int64, error) {
	f, size, err := files.Open(path)
	if err != nil {
		return nil, 0, err
	}
	if finished(f, size) {
		if m, err := mapped(path); err == nil {
			f.Close()
			return m, int64(m.Len()), nil
		}
	}
	return f, size, nil
}

// finished says whether a file ends as a finished one does.
func finished(r io.ReaderAt, size int64) bool {
	var b [8]byte
	if size < int64(len(b)) {
		return false
	}
	_, err := r.ReadAt(b[:], size-int64(len(b)))
	return err == nil && bytes.Equal(b[:], mcap.Magic)
}
