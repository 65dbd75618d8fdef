package replay

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"time"

	"github.com/foxglove/mcap/go/mcap"
	"github.com/klauspost/compress/zstd"

	"entente/sim"
	"entente/sim/journal"
)

const (
	chunkSize = 128 << 10 // unpacked; small, so that a reader decodes little for one record
	indexName = "index"   // the attachment with where each record is
	runName   = "run"     // the metadata with what the run was made of
	profile   = "entente" // what the header says
)

// Writer is a journal.Sink that writes a replay file as the run goes. Whatever
// has reached the underlying writer when a run dies can be opened as far as it
// goes. The same run gives the same bytes.
type Writer struct {
	mcap   *mcap.Writer
	zstd   *zstd.Encoder
	layout *layout
	names  *journal.Names
	meta   Meta
	start  sim.Time // StartEx, ms since the file's epoch

	unpacked bool        // chunks are not compressed
	most     uint32      // chunks, after which it takes no more records; 0: no bound
	until    journal.Num // the last record that it takes; 0: no bound

	plain       []byte // records of the chunk under way
	packed      []byte
	messages    int // in the chunk under way
	first, last uint64
	touched     []mcap.MessageIndex // by channel number - 1

	state  State
	keyed  []journal.Num // the last record of each keyframe
	index  *indexer
	chunks uint32 // written
	events uint64 // that the run worked off
	closed bool
}

// Option changes how a file is written.
type Option func(*Writer)

// Unpacked leaves chunks uncompressed: larger files, whose bytes do not depend
// on the version of a compressor. Golden files want that.
func Unpacked(w *Writer) { w.unpacked = true }

// Create begins a replay file on w with what explains it: what the run is made
// of, the scenario's sources as attachments in their order, and the /static
// page, whose list of things is taken from names.
func Create(out io.Writer, m Meta, st *journal.Static, names *journal.Names, sources []Attachment, options ...Option) (*Writer, error) {
	start := startOf(st)
	if start-sim.Time(st.WarmUp) < 0 || start+sim.Time(st.EndEx) > 1<<63/1_000_000-1 {
		day := func(ms int64) string { return time.UnixMilli(ms).UTC().Format(time.DateOnly) }
		return nil, fmt.Errorf("an exercise from %s, with its warm-up, to %s: a replay file holds times from 1850 to 2142, or from 1970 to 2262",
			day(st.Start-st.WarmUp), day(st.Start+st.EndEx))
	}
	m.Format, m.Sources = Format, SourceSum(sources)
	page := staticMessage{Run: m, Static: *st}
	page.Things = names.Things()
	static, err := json.Marshal(&page)
	if err != nil {
		return nil, fmt.Errorf("/static: %w", err)
	}
	if err := readable(static); err != nil {
		return nil, fmt.Errorf("the scenario's own page: %w", err)
	}
	if err := page.check(); err != nil {
		return nil, fmt.Errorf("the scenario's own page: %w", err)
	}
	l, err := newLayout(names)
	if err != nil {
		return nil, err
	}
	w, err := newWriter(out, m, start, l, sources, options)
	if err != nil {
		return nil, err
	}
	at := w.logTime(-sim.Time(st.WarmUp))
	w.message(channelStatic, 0, at, at, func(b []byte) []byte { return append(b, static...) })
	return w, w.flush()
}

// newWriter begins a file up to its first chunk.
func newWriter(out io.Writer, m Meta, start sim.Time, l *layout, sources []Attachment, options []Option) (*Writer, error) {
	w := &Writer{names: l.names, meta: m, start: start, layout: l, index: newIndexer(l.names.Len())}
	for _, o := range options {
		o(w)
	}
	if !w.unpacked {
		var err error
		if w.zstd, err = newPacker(); err != nil {
			return nil, err
		}
	}
	return w, w.begin(out, sources)
}

// newPacker gives the compressor of chunks: fast, as higher levels gain some two
// per cent on records, and without a checksum, as a chunk has its own.
func newPacker() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false),
		zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(512<<10))
}

// begin writes what stands before the first chunk.
func (w *Writer) begin(out io.Writer, sources []Attachment) (err error) {
	w.mcap, err = mcap.NewWriter(out, &mcap.WriterOptions{IncludeCRC: true, OverrideLibrary: true})
	if err != nil {
		return err
	}
	if err := w.mcap.WriteHeader(&mcap.Header{Profile: profile, Library: "entente " + w.meta.Engine}); err != nil {
		return err
	}
	if err := w.mcap.WriteMetadata(&mcap.Metadata{Name: runName, Metadata: w.meta.pairs()}); err != nil {
		return err
	}
	var before []attachment
	for _, x := range sources {
		a := attachment{name: x.Name, mediaType: x.MediaType, size: int64(len(x.Data))}
		err := bounded(before, a)
		if err == nil && a.name == indexName {
			err = fmt.Errorf("%q is reserved", a.name)
		}
		if err != nil {
			return fmt.Errorf("an attachment: %w", err)
		}
		before = append(before, a)
		if err := w.attach(x); err != nil {
			return err
		}
	}
	w.declare()
	return nil
}

// declare puts schemas and channels at the head of the first chunk, under its
// checksum, and into the summary.
func (w *Writer) declare() {
	for _, s := range schemas() {
		w.plain = appendSchema(w.plain, s)
		w.mcap.AddSchema(s)
	}
	w.touched = make([]mcap.MessageIndex, len(w.layout.channels))
	for i, c := range w.layout.channels {
		w.plain = appendChannel(w.plain, c)
		w.mcap.AddChannel(c)
		w.touched[i].ChannelID = c.ID
	}
}

func (w *Writer) attach(a Attachment) error {
	at := w.logTime(0)
	return w.mcap.WriteAttachment(&mcap.Attachment{
		LogTime: at, CreateTime: at, Name: a.Name, MediaType: a.MediaType,
		DataSize: uint64(len(a.Data)), Data: bytes.NewReader(a.Data),
	})
}

// Record writes one record.
func (w *Writer) Record(r *journal.Record) error {
	if w.closed {
		return errors.New("the file is closed")
	}
	if w.isFull() || w.until > 0 && w.state.Num >= w.until {
		return nil
	}
	channel, err := w.layout.channel(r)
	if err != nil {
		return err
	}
	if r.Num > maxRecords {
		return fmt.Errorf("a replay file has room for %d records", maxRecords)
	}
	if r.Num != w.state.Num+1 {
		return fmt.Errorf("record %d does not follow record %d", r.Num, w.state.Num)
	}
	at := w.logTime(r.At)
	w.message(channel, uint32(r.Num), at, w.published(r, at), func(b []byte) []byte { return journal.AppendJSON(b, r, w.names) })
	w.index.add(r)
	w.state.Apply(r)
	if r.Num%keyframeEvery == 0 {
		return w.keyframe(at)
	}
	if len(w.plain) >= chunkSize {
		return w.flush()
	}
	return nil
}

// published is when a delivered or read message was sent: a tool that shows
// publish and log time shows its latency.
func (w *Writer) published(r *journal.Record, at uint64) uint64 {
	if r.Kind == journal.Delivered || r.Kind == journal.Read {
		if t := w.state.Transit(r.Subject); t != nil {
			return w.logTime(t.Sent)
		}
	}
	return at
}

// keyframe ends the chunk and begins the next with the state so far.
func (w *Writer) keyframe(at uint64) error {
	if err := w.flush(); err != nil || w.isFull() {
		return err
	}
	for _, part := range w.state.keyframe(w.names, keyframeSince(w.keyed)) {
		w.message(channelKeyframe, uint32(w.state.Num), at, at, func(b []byte) []byte { return append(b, part...) })
		if len(w.plain) >= chunkSize {
			if err := w.flush(); err != nil || w.isFull() {
				return err
			}
		}
	}
	w.keyed = append(w.keyed, w.state.Num)
	return nil
}

// epoch1850 is 1850-01-01 in Unix milliseconds: from it the log times of a file count
// that would else begin before 1970, since they have no sign.
const epoch1850 = -3_786_912_000_000

// startOf is StartEx in milliseconds since the epoch of a file's log times.
func startOf(st *journal.Static) sim.Time {
	if st.Start < st.WarmUp {
		return sim.Time(st.Start - epoch1850)
	}
	return sim.Time(st.Start)
}

// logTime is an instant of the scenario in nanoseconds since the file's epoch.
func (w *Writer) logTime(t sim.Time) uint64 { return uint64(w.start+t) * 1_000_000 }

// message puts one message into the chunk under way; data appends its bytes.
func (w *Writer) message(channel uint16, sequence uint32, logTime, pubTime uint64, data func([]byte) []byte) {
	offset := uint64(len(w.plain))
	w.plain = appendRecord(w.plain, mcap.OpMessage, func(b []byte) []byte {
		b = binary.LittleEndian.AppendUint16(b, channel)
		b = binary.LittleEndian.AppendUint32(b, sequence)
		b = binary.LittleEndian.AppendUint64(b, logTime)
		b = binary.LittleEndian.AppendUint64(b, pubTime)
		return data(b)
	})
	if w.messages == 0 {
		w.first = logTime
		w.index.begin(w.state.Num + 1)
	}
	w.last = logTime
	w.messages++
	w.touched[channel-1].Add(logTime, offset)
	w.mcap.Statistics.ChannelMessageCounts[channel]++
	w.mcap.Statistics.MessageCount++
}

// isFull says that the file has all the chunks that it may.
func (w *Writer) isFull() bool { return w.most > 0 && w.chunks >= w.most }

// flush writes the chunk under way.
func (w *Writer) flush() error {
	if len(w.plain) == 0 {
		return nil
	}
	c := &mcap.Chunk{
		MessageStartTime: w.first, MessageEndTime: w.last, UncompressedSize: uint64(len(w.plain)),
		UncompressedCRC: crc32.ChecksumIEEE(w.plain), Records: w.plain,
	}
	if !w.unpacked {
		w.packed = w.zstd.EncodeAll(w.plain, w.packed[:0])
		c.Compression, c.Records = string(mcap.CompressionZSTD), w.packed
	}
	var indexes []*mcap.MessageIndex
	for i := range w.touched {
		if !w.touched[i].IsEmpty() {
			indexes = append(indexes, &w.touched[i])
		}
	}
	if err := w.mcap.WriteChunkWithIndexes(c, indexes); err != nil {
		return err
	}
	for _, index := range indexes {
		index.Reset()
	}
	w.plain, w.messages = w.plain[:0], 0
	w.chunks++
	return nil
}

// CountEvents says how many events the run worked off, before Close. A file that
// is not told does not say.
func (w *Writer) CountEvents(n uint64) { w.events = n }

// Close finishes the file of a run that wrote n records with digest d. It does
// not close what lies beneath.
func (w *Writer) Close(d journal.Digest, n journal.Num) error {
	if n != w.state.Num {
		return fmt.Errorf("the run has %d records and the file %d", n, w.state.Num)
	}
	return w.finish(Result{Records: n, Events: w.events, Digest: d})
}

func (w *Writer) finish(r Result) error {
	if w.closed {
		return errors.New("the file is closed")
	}
	w.closed = true
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.attach(Attachment{Name: indexName, MediaType: "application/octet-stream", Data: w.index.bytes()}); err != nil {
		return err
	}
	if err := w.mcap.WriteMetadata(&mcap.Metadata{Name: runName, Metadata: r.add(w.meta.pairs())}); err != nil {
		return err
	}
	return w.mcap.Close()
}
