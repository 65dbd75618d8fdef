package replay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"testing"

	"github.com/foxglove/mcap/go/mcap"
	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/sim"
	"entente/sim/journal"
)

// readAll opens a file and gives the text of all its records.
func readAll(b []byte) (f *File, texts []string, err error) {
	if f, err = Open(bytes.NewReader(b), int64(len(b))); err != nil {
		return nil, nil, err
	}
	err = f.Records(func(e *Entry) error {
		texts = append(texts, string(e.Text))
		return nil
	})
	return f, texts, err
}

// Every flipped bit, or one in so many bytes, must be noticed by Check at the latest, and before that no
// flip may show other records as if they were good.
func TestEveryFlippedBitIsNoticed(t *testing.T) {
	for name, options := range map[string][]Option{"packed": nil, "unpacked": {Unpacked}} {
		t.Run(name, func(t *testing.T) {
			b, _ := fakeFile(t, 21, 120, options...)
			_, want, err := readAll(b)
			require.NoError(t, err)
			silent, step := 0, depth.Pick(31, 5, 1) // odd, so that every bit of a byte has its turn
			for at := 0; at < len(b); at += step {
				bit := byte(1) << (at % 8)
				b[at] ^= bit
				f, got, err := readAll(b)
				switch {
				case err != nil:
				case f.Truncated != nil:
					require.Equal(t, want[:len(got)], got, "byte %d", at)
				default:
					require.Equal(t, want, got, "byte %d", at)
					require.Error(t, f.Check(), "byte %d", at)
					silent++
				}
				b[at] ^= bit
			}
			require.Positive(t, silent, "some damage only Check can see")
			require.Less(t, silent, len(b)/step/2)
		})
	}
}

// A cut must be noticed wherever it falls, and what lies before it must open.
func TestCutFileOpensAsFarAsItGoes(t *testing.T) {
	b, _ := fakeFile(t, 22, 1500)
	whole, want, err := readAll(b)
	require.NoError(t, err)
	var ends []int64 // of chunks
	for _, c := range whole.chunks {
		ends = append(ends, c.off+c.length)
	}
	require.Greater(t, len(ends), 3)
	var cuts []int
	for n := 0; n < len(b); n += 307 {
		cuts = append(cuts, n)
	}
	for _, end := range append(ends, whole.dataEnd, int64(len(b))) {
		for n := end - 2; n < min(end+12, int64(len(b))); n++ {
			cuts = append(cuts, int(n))
		}
	}
	most := 0
	for _, n := range cuts {
		f, got, err := readAll(b[:n])
		if int64(n) < ends[0] {
			require.Error(t, err, "cut at %d", n)
			continue
		}
		require.NoError(t, err, "cut at %d", n)
		require.NotNil(t, f.Truncated, "cut at %d", n)
		require.Error(t, f.Check())
		require.Equal(t, whole.Static(), f.Static())
		chunks := 0
		for _, end := range ends {
			if end <= int64(n) {
				chunks++
			}
		}
		require.Len(t, f.chunks, chunks, "cut at %d", n)
		require.Equal(t, len(want[:len(got)]), len(got))
		if len(got) > 0 {
			require.Equal(t, want[len(got)-1], got[len(got)-1])
		}
		most = max(most, len(got))
	}
	require.Equal(t, len(want), most)
}

func TestErrorsSayWhereAndWhat(t *testing.T) {
	b, _ := fakeFile(t, 23, 1500)
	file := openBytes(t, b)
	chunk := file.chunks[2]
	flip := func(at int64) []byte {
		c := bytes.Clone(b)
		c[at] ^= 1
		return c
	}
	_, _, err := readAll(flip(chunk.off + chunk.length - 10))
	require.ErrorContains(t, err, "damaged at byte")
	require.ErrorContains(t, err, "a chunk")
	require.ErrorContains(t, err, "entente replay recover")
	var d *Damage
	require.ErrorAs(t, err, &d)
	require.Equal(t, chunk.off, d.Offset)

	for name, bad := range map[string][]byte{"empty": nil, "short": []byte("MCAP"), "text": []byte("scenario: three-nations\n"), "zip": append([]byte("PK\x03\x04"), b...)} {
		_, _, err := readAll(bad)
		require.ErrorIs(t, err, ErrForeign, name)
	}
	f, _, err := readAll(b[:len(b)-3])
	require.NoError(t, err)
	require.ErrorContains(t, f.Truncated, "the summary behind them is not whole")
	f, _, err = readAll(b[:chunk.off+5])
	require.NoError(t, err)
	require.Equal(t, chunk.off, f.Truncated.Offset)
	_, _, err = readAll(b[:file.chunks[0].off+5])
	require.ErrorContains(t, err, "ends before its first chunk")
	_, _, err = readAll(flip(int64(len(b)) - 60))
	require.ErrorContains(t, err, "the summary has the wrong checksum")
}

// forged builds a file with right checksums and wrong content.
func forged(t *testing.T, write func(w *mcap.Writer)) []byte {
	var b bytes.Buffer
	w, err := mcap.NewWriter(&b, &mcap.WriterOptions{IncludeCRC: true, OverrideLibrary: true})
	require.NoError(t, err)
	require.NoError(t, w.WriteHeader(&mcap.Header{}))
	write(w)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func TestForeignAndHostileFiles(t *testing.T) {
	bomb := func(size int, said uint64) []byte {
		z, err := zstd.NewWriter(nil)
		require.NoError(t, err)
		zeros := make([]byte, size)
		packed := z.EncodeAll(zeros, nil)
		return forged(t, func(w *mcap.Writer) {
			require.NoError(t, w.WriteChunkWithIndexes(&mcap.Chunk{UncompressedSize: said, UncompressedCRC: crc32.ChecksumIEEE(zeros), Compression: "zstd", Records: packed}, nil))
		})
	}
	for name, c := range map[string]struct {
		b    []byte
		says string
	}{
		"no chunk":         {forged(t, func(*mcap.Writer) {}), "not a replay file"},
		"unpacks too far":  {bomb(64<<20, 1000), "does not unpack"},
		"says it is large": {bomb(64<<20, 64<<20), "the index places a chunk"},
		"lz4": {forged(t, func(w *mcap.Writer) {
			require.NoError(t, w.WriteChunkWithIndexes(&mcap.Chunk{UncompressedSize: 9, UncompressedCRC: 1, Compression: "lz4", Records: []byte("x")}, nil))
		}), `packed as "lz4"; only zstd and none are read`},
		"no checksum": {forged(t, func(w *mcap.Writer) {
			require.NoError(t, w.WriteChunkWithIndexes(&mcap.Chunk{UncompressedSize: 1, Records: []byte("x")}, nil))
		}), "a chunk has the wrong checksum"},
		"another's channel": {forged(t, otherChannel), "no /static page"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := readAll(c.b)
			require.ErrorContains(t, err, c.says)
		})
	}
}

func otherChannel(w *mcap.Writer) {
	s := &mcap.Schema{ID: 1, Name: "a", Encoding: "jsonschema"}
	w.AddSchema(s)
	c := &mcap.Channel{ID: 1, SchemaID: 1, Topic: "/imu"}
	w.AddChannel(c)
	m := appendRecord(nil, mcap.OpMessage, func(b []byte) []byte { return append(b, make([]byte, messageHead)...) })
	if err := w.WriteChunkWithIndexes(&mcap.Chunk{UncompressedSize: uint64(len(m)), UncompressedCRC: crc32.ChecksumIEEE(m), Records: m}, nil); err != nil {
		panic(err)
	}
}

// A footer that promises the impossible must not cost memory.
func TestImpossibleLengths(t *testing.T) {
	b, _ := fakeFile(t, 24, 200)
	for _, start := range []uint64{1, 7, 1 << 40, 1<<64 - 1, uint64(len(b))} {
		c := bytes.Clone(b)
		binary.LittleEndian.PutUint64(c[len(c)-8-20:], start)
		_, _, err := readAll(c)
		require.ErrorContains(t, err, "the footer says")
	}
	c := append(bytes.Clone(mcap.Magic), byte(mcap.OpChunk))
	c = binary.LittleEndian.AppendUint64(c, 1<<63)
	_, _, err := readAll(append(c, make([]byte, 100)...))
	require.ErrorContains(t, err, "does not fit")
}

// Records that contradict their file are refused even under right checksums.
func TestForgedRecordsAreRefused(t *testing.T) {
	f := newFake(t, 25)
	write := func(records ...journal.Record) []byte {
		var b bytes.Buffer
		w, err := Create(&b, fakeMeta, &f.static, &f.names, nil)
		require.NoError(t, err)
		for i := range records {
			w.state.Num = records[i].Num - 1
			require.NoError(t, w.Record(&records[i]))
		}
		require.NoError(t, w.finish(Result{Records: journal.Num(len(records))}))
		return b.Bytes()
	}
	end := func(n journal.Num, at int64) journal.Record {
		return journal.Record{Num: n, ID: 1, Kind: journal.EndEx, At: journalTime(at)}
	}
	_, _, err := readAll(write(end(1, 0), end(2, 1)))
	require.NoError(t, err)
	for name, b := range map[string][]byte{
		"gap":       write(end(1, 0), end(3, 1)),
		"backwards": write(end(1, 5), end(2, 4)),
		"not first": write(end(2, 0)),
		"own cause": write(journal.Record{Num: 1, ID: 1, Kind: journal.EndEx, From: []journal.Link{{Num: 1}}}),
		"trigger":   write(journal.Record{Num: 1, ID: 1, Kind: journal.EndEx, Trigger: journal.Link{Num: 7}}),
	} {
		_, _, err := readAll(b)
		require.ErrorContains(t, err, "damaged", name)
	}
	b := write(end(1, 0))
	require.ErrorContains(t, openBytes(t, b).Check(), "with the digest", "a digest that the records do not have")
}

func TestNewerFormatIsNamed(t *testing.T) {
	b, _ := fakeFile(t, 26, 200, Unpacked)
	file := openBytes(t, b)
	c := bytes.Replace(bytes.Clone(b), []byte(`"format":2`), []byte(`"format":9`), 1)
	x := file.chunks[0]
	body := c[x.off+recordHead : x.off+x.length]
	plain := body[len(body)-int(x.size):]
	binary.LittleEndian.PutUint32(body[24:], crc32.ChecksumIEEE(plain))
	_, _, err := readAll(c)
	require.ErrorContains(t, err, "of format 9")
}

func TestReadErrorsAreNotDamage(t *testing.T) {
	b, _ := fakeFile(t, 27, 200)
	broken := errors.New("cable pulled")
	_, err := Open(failingReader{broken}, int64(len(b)))
	require.ErrorIs(t, err, broken)
	var d *Damage
	require.False(t, errors.As(err, &d))
}

type failingReader struct{ err error }

func (r failingReader) ReadAt([]byte, int64) (int, error) { return 0, r.err }

var _ io.ReaderAt = failingReader{}

func FuzzOpen(f *testing.F) {
	for _, options := range [][]Option{nil, {Unpacked}} {
		b, _ := fakeFile(f, 28, 150, options...)
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Add([]byte(mcap.Magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		useAll(b)
		useAll(b[:max(0, len(b)-1)])
	})
}

// useAll does with a file everything that can be done; nothing may panic.
func useAll(b []byte) {
	_, _ = Recover(bytes.NewReader(b), int64(len(b)), io.Discard)
	if p, err := Partly(bytes.NewReader(b), int64(len(b))); err == nil && p.Count() > 0 {
		_, _ = p.Upto(p.Count())
		_, _ = p.Record(p.Count())
	}
	if file, err := Around(bytes.NewReader(b), int64(len(b))); err == nil {
		for i := range file.Holes() {
			_, _ = file.Resumes(&file.Holes()[i])
		}
		useFile(file)
	}
	if file, _, _ := readAll(b); file != nil {
		useFile(file)
	}
}

func useFile(file *File) {
	if x, err := file.Index(); err == nil && x.Count() > 0 {
		_, _ = file.Upto(x.Count())
		_, _ = file.Record(x.Count())
		ask(file)
	}
	_, _ = file.Info()
	_, _ = file.At(0)
	_, _ = file.At(sim.Never / 2)
	_, _ = file.Sources()
	_ = file.Check()
	_ = file.Events(Filter{Nation: 1, Storyline: 1}, func(*Entry) error { return nil })
	if c, err := NewComparer(file, file.Meta(), file.Static(), file.Names(), file.Attachments()); err == nil {
		_ = c.Record(&journal.Record{Num: 1, Kind: journal.EndEx})
		_, _ = c.Close(journal.Digest{}, 0)
	}
}

// FuzzChunk gives a chunk arbitrary content under right checksums, which flips
// alone never reach.
func FuzzChunk(f *testing.F) {
	fake := newFake(f, 29)
	b, _ := fakeFile(f, 29, 300, Unpacked)
	file := openBytes(f, b)
	for i := range file.chunks {
		_, plain, err := file.unpackChunk(i)
		require.NoError(f, err)
		f.Add(plain[:min(len(plain), 4000)], uint64(file.chunks[i].start), uint64(file.chunks[i].end))
	}
	s, err := file.Upto(200)
	require.NoError(f, err)
	at := file.logTime(s.At)
	f.Add(appendRecord(nil, mcap.OpMessage, func(b []byte) []byte {
		b = binary.LittleEndian.AppendUint16(b, channelKeyframe)
		b = append(b, make([]byte, messageHead-2)...)
		return append(b, s.keyframe(file.Names(), 0)[0]...)
	}), at, at)
	f.Fuzz(func(t *testing.T, plain []byte, first, last uint64) {
		var out bytes.Buffer
		w, err := Create(&out, fakeMeta, &fake.static, &fake.names, nil, Unpacked)
		require.NoError(t, err)
		w.plain, w.first, w.last, w.messages = plain, first, last, 1
		w.touched[channelKeyframe-1].Add(first, 0)
		require.NoError(t, w.flush())
		require.NoError(t, w.finish(Result{}))
		useAll(out.Bytes())
		useAll(out.Bytes()[:out.Len()-1])
	})
}
