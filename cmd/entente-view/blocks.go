package main

import (
	"fmt"
	"io"
	"slices"
)

// blocks is a file of which only some is there: it is fetched a block at a time when it
// is read, and the blocks that were read last are kept. So a browser looks at a replay
// that would not fit into its memory.
type blocks struct {
	name string
	size int64
	get  func(off, n int64) ([]byte, error) // gives n bytes, or fewer and why
	hint func(off, n int64)                 // says what will probably be read next; nil: nobody listens
	kept map[int64][]byte                   // by number
	used []int64                            // their numbers, the one read last at the end
}

// A block is a megabyte: some chunks of a replay. Those that are kept hold what a
// playhead goes back and forth in.
const (
	blockSize  = 1 << 20
	mostBlocks = 48
)

// ReadAt implements io.ReaderAt.
func (b *blocks) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, fmt.Errorf("%s: read at %d", b.name, off)
	}
	for n < len(p) {
		at := off + int64(n)
		if at >= b.size {
			return n, io.EOF
		}
		block, err := b.readBlock(at / blockSize)
		if err != nil {
			return n, err
		}
		n += copy(p[n:], block[at%blockSize:])
	}
	return n, nil
}

// readBlock reads one block; the last may be shorter.
func (b *blocks) readBlock(i int64) ([]byte, error) {
	if at := slices.Index(b.used, i); at >= 0 {
		b.used = append(slices.Delete(b.used, at, at+1), i)
		return b.kept[i], nil
	}
	long := func(i int64) int64 { return min(blockSize, b.size-i*blockSize) }
	data, err := b.get(i*blockSize, long(i))
	if err == nil && int64(len(data)) != long(i) {
		err = fmt.Errorf("%d bytes came and not %d", len(data), long(i))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: reading at %d: %w", b.name, i*blockSize, err)
	}
	if len(b.used) == mostBlocks {
		delete(b.kept, b.used[0])
		b.used = slices.Delete(b.used, 0, 1)
	}
	if b.kept == nil {
		b.kept = map[int64][]byte{}
	}
	b.kept[i], b.used = data, append(b.used, i)
	if next := i + 1; b.hint != nil && next*blockSize < b.size && b.kept[i-1] != nil && b.kept[next] == nil {
		b.hint(next*blockSize, long(next))
	}
	return data, nil
}
