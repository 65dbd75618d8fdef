package main

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// patterned is a file of so many blocks and some bytes, of which each differs.
func patterned(n int) []byte {
	all := make([]byte, n)
	for i := range all {
		all[i] = byte(i*7 + i>>8*13 + i>>16*29)
	}
	return all
}

// A file that is read by blocks reads as the file does, wherever it is read, keeps no
// more than it may, and fetches a block that is kept but once.
func TestBlocksReadAsTheFile(t *testing.T) {
	all := patterned(3*blockSize + 4711)
	rapid.Check(t, func(t *rapid.T) {
		fetched := map[int64]int{}
		b := &blocks{name: "x", size: int64(len(all)), get: func(off, n int64) ([]byte, error) { fetched[off]++; return all[off : off+n], nil }}
		for range rapid.IntRange(1, 6).Draw(t, "reads") {
			off := int64(rapid.IntRange(0, len(all)+9).Draw(t, "off"))
			p, q := make([]byte, rapid.IntRange(0, 2*blockSize).Draw(t, "long")), []byte(nil)
			q = make([]byte, len(p))
			n, err := b.ReadAt(p, off)
			m, want := bytes.NewReader(all).ReadAt(q, off)
			if len(p) == 0 {
				continue
			}
			require.Equal(t, m, n)
			require.Equal(t, want, err)
			require.True(t, bytes.Equal(q, p))
		}
		for off, n := range fetched {
			require.Equal(t, 1, n, off)
		}
	})
	require.NoError(t, iotest.TestReader(io.NewSectionReader(&blocks{size: int64(len(all)), get: func(off, n int64) ([]byte, error) { return all[off : off+n], nil }}, 0, int64(len(all))), all))
}

// Blocks that were not read for long are let go; what is read in order is hinted at, and
// what does not come is told with its place.
func TestBlocksAreLetGo(t *testing.T) {
	fetched, hints := 0, 0
	b := &blocks{name: "run.mcap", size: 200 * blockSize, get: func(_, n int64) ([]byte, error) { fetched++; return make([]byte, n), nil }}
	b.hint = func(off, n int64) { hints++ }
	one := make([]byte, 1)
	for i := range int64(200) {
		_, err := b.ReadAt(one, i*blockSize)
		require.NoError(t, err)
		require.LessOrEqual(t, len(b.kept), mostBlocks)
		require.Len(t, b.used, len(b.kept))
	}
	require.Equal(t, 200, fetched)
	require.Equal(t, 198, hints)
	_, err := b.ReadAt(one, 199*blockSize)
	require.NoError(t, err)
	require.Equal(t, 200, fetched, "it is still there")
	_, err = b.ReadAt(one, 0)
	require.NoError(t, err)
	require.Equal(t, 201, fetched, "it was let go")

	b.get = func(_, n int64) ([]byte, error) { return nil, errors.New("the server is gone") }
	_, err = b.ReadAt(one, 3*blockSize)
	require.EqualError(t, err, "run.mcap: reading at 3145728: the server is gone")
	b.get = func(_, n int64) ([]byte, error) { return make([]byte, n-1), nil }
	_, err = b.ReadAt(one, 3*blockSize)
	require.ErrorContains(t, err, "1048575 bytes came and not 1048576")
}
