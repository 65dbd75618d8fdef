package replay

import (
	"fmt"

	"entente/sim/files"
)

// OpenFile opens the replay file at path. A file that has no end yet is read as it is.
// Close it after use.
func OpenFile(path string) (*File, error) {
	r, size, err := files.Open(path)
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
