package results

import (
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
)

// packing packs pages with zstd. The library's own keeps 16 MB for each writer, and a
// page is never more than a quarter of one: this looks no further back than a page goes.
type packing struct {
	out *zstd.Encoder
	in  *zstd.Decoder
}

// window is as far back as is looked for what is alike, in bytes: a page of the library.
const window = 256 << 10

func newPacking() (p *packing, err error) {
	p = &packing{}
	p.out, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(window),
		zstd.WithLowerEncoderMem(true), zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false))
	if err != nil {
		return nil, err
	}
	p.in, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	return p, err
}

func (*packing) String() string                            { return "ZSTD" }
func (*packing) CompressionCodec() format.CompressionCodec { return format.Zstd }
func (p *packing) Encode(dst, src []byte) ([]byte, error)  { return p.out.EncodeAll(src, dst[:0]), nil }

func (p *packing) Decode(dst, packed []byte) ([]byte, error) { return p.in.DecodeAll(packed, dst[:0]) }
