package replay

import (
	"encoding/binary"
	"testing"

	"github.com/foxglove/mcap/go/mcap"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What a summary says of a chunk is read as the library reads it; what is cut short
// is not read, wherever it is cut.
func TestChunkIndexRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		le := binary.LittleEndian
		var b []byte
		for range 4 {
			b = le.AppendUint64(b, rapid.Uint64().Draw(t, "number"))
		}
		channels := rapid.SliceOf(rapid.Uint16Range(0, 6)).Draw(t, "channels")
		b = le.AppendUint32(b, uint32(10*len(channels)))
		for _, c := range channels {
			b = le.AppendUint64(le.AppendUint16(b, c), rapid.Uint64().Draw(t, "offset"))
		}
		packing := rapid.SampledFrom([]string{"", "zstd"}).Draw(t, "packing")
		b = le.AppendUint32(le.AppendUint64(b, 7), uint32(len(packing)))
		b = append(b, packing...)
		b = le.AppendUint64(le.AppendUint64(b, rapid.Uint64().Draw(t, "packed")), rapid.Uint64().Draw(t, "size"))

		want, err := mcap.ParseChunkIndex(b)
		require.NoError(t, err)
		_, key := want.MessageIndexOffsets[channelKeyframe]
		got, ok := readChunkIndex(b)
		require.True(t, ok)
		require.Equal(t, chunk{
			off: int64(want.ChunkStartOffset), length: int64(want.ChunkLength), size: int64(want.UncompressedSize),
			start: want.MessageStartTime, end: want.MessageEndTime, key: key, packed: packing != "",
		}, got)
		_, ok = readChunkIndex(b[:rapid.IntRange(0, len(b)-1).Draw(t, "cut")])
		require.False(t, ok)
	})
}
