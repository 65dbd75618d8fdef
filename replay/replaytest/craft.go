// Package replaytest takes replay files apart and puts them together again with
// right checksums, as somebody would who wants a reader to believe them. It
// shares no code with package replay, whose tests it serves.
package replaytest

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"regexp"

	"github.com/foxglove/mcap/go/mcap"
)

// File is a replay file in parts, each of which a test may change.
type File struct {
	Header   mcap.Header
	First    map[string]string // the first `run` metadata
	Sources  []Attachment
	Schemas  []*mcap.Schema
	Channels []*mcap.Channel
	Chunks   [][]Message // the page is the first message of the first chunk
	Index    []byte
	Last     map[string]string // the last `run` metadata
	Notes    []string          // names of metadata records before the first chunk; none in a sound file
	Tail     []byte            // bytes after the end; none in a sound file
}

// Attachment is one attachment.
type Attachment struct {
	Name, MediaType string
	Time            uint64
	Data            []byte
}

// Message is one message of a chunk.
type Message struct {
	Channel           uint16
	Sequence          uint32
	Logged, Published uint64
	Data              []byte
}

const recordHead = 9

// records calls visit with each record of b.
func records(b []byte, visit func(op mcap.OpCode, body []byte)) {
	for len(b) >= recordHead {
		n := int(binary.LittleEndian.Uint64(b[1:]))
		visit(mcap.OpCode(b[0]), b[recordHead:recordHead+n])
		b = b[recordHead+n:]
	}
}

// Take takes a sound file with unpacked chunks apart. It panics on any other.
func Take(b []byte) *File {
	f := &File{}
	data := b[len(mcap.Magic) : len(b)-len(mcap.Magic)]
	records(data, func(op mcap.OpCode, body []byte) {
		switch op {
		case mcap.OpHeader:
			f.Header = *must(mcap.ParseHeader(body))
		case mcap.OpMetadata:
			f.Last = must(mcap.ParseMetadata(body)).Metadata
			if f.First == nil {
				f.First = f.Last
			}
		case mcap.OpAttachment:
			f.attachment(body)
		case mcap.OpChunk:
			f.chunk(must(mcap.ParseChunk(body)).Records)
		}
	})
	return f
}

func (f *File) attachment(b []byte) {
	a := Attachment{Time: binary.LittleEndian.Uint64(b)}
	text := func(at int) (string, int) {
		n := int(binary.LittleEndian.Uint32(b[at:]))
		return string(b[at+4 : at+4+n]), at + 4 + n
	}
	name, at := text(16)
	media, at := text(at)
	a.Name, a.MediaType = name, media
	a.Data = bytes.Clone(b[at+8 : len(b)-4])
	if name == "index" {
		f.Index = a.Data
		return
	}
	f.Sources = append(f.Sources, a)
}

func (f *File) chunk(plain []byte) {
	var list []Message
	records(plain, func(op mcap.OpCode, b []byte) {
		switch op {
		case mcap.OpSchema:
			f.Schemas = append(f.Schemas, must(mcap.ParseSchema(b)))
		case mcap.OpChannel:
			f.Channels = append(f.Channels, must(mcap.ParseChannel(b)))
		case mcap.OpMessage:
			m := must(mcap.ParseMessage(bytes.Clone(b)))
			list = append(list, Message{m.ChannelID, m.Sequence, m.LogTime, m.PublishTime, m.Data})
		}
	})
	f.Chunks = append(f.Chunks, list)
}

// Bytes puts the parts together. A file that was taken apart and not changed
// comes out as it was.
func (f *File) Bytes() []byte {
	var out bytes.Buffer
	w := must(mcap.NewWriter(&out, &mcap.WriterOptions{IncludeCRC: true, OverrideLibrary: true}))
	try(w.WriteHeader(&f.Header))
	try(w.WriteMetadata(&mcap.Metadata{Name: "run", Metadata: f.First}))
	for _, a := range f.Sources {
		attach(w, a)
	}
	for _, name := range f.Notes {
		try(w.WriteMetadata(&mcap.Metadata{Name: name}))
	}
	for _, s := range f.Schemas {
		w.AddSchema(s)
	}
	for _, c := range f.Channels {
		w.AddChannel(c)
	}
	for i := range f.Chunks {
		f.write(w, i)
	}
	end := uint64(0)
	if len(f.Sources) > 0 {
		end = f.Sources[0].Time
	}
	attach(w, Attachment{"index", "application/octet-stream", end, f.Index})
	try(w.WriteMetadata(&mcap.Metadata{Name: "run", Metadata: f.Last}))
	try(w.Close())
	return append(out.Bytes(), f.Tail...)
}

func attach(w *mcap.Writer, a Attachment) {
	try(w.WriteAttachment(&mcap.Attachment{
		LogTime: a.Time, CreateTime: a.Time, Name: a.Name, MediaType: a.MediaType,
		DataSize: uint64(len(a.Data)), Data: bytes.NewReader(a.Data),
	}))
}

// write writes chunk i; the first begins with schemas and channels.
func (f *File) write(w *mcap.Writer, i int) {
	var plain bytes.Buffer
	inner := must(mcap.NewWriter(&plain, &mcap.WriterOptions{OverrideLibrary: true}))
	begun := plain.Len() // the magic
	if i == 0 {
		for _, s := range f.Schemas {
			try(inner.WriteSchema(s))
		}
		for _, c := range f.Channels {
			try(inner.WriteChannel(c))
		}
	}
	list := f.Chunks[i]
	touched := map[uint16]*mcap.MessageIndex{}
	var indexes []*mcap.MessageIndex
	for c := uint16(1); int(c) <= len(f.Channels); c++ {
		touched[c] = &mcap.MessageIndex{ChannelID: c}
		indexes = append(indexes, touched[c])
	}
	for _, m := range list {
		if x := touched[m.Channel]; x != nil {
			x.Add(m.Logged, uint64(plain.Len()-begun))
		}
		body := binary.LittleEndian.AppendUint16(nil, m.Channel)
		body = binary.LittleEndian.AppendUint32(body, m.Sequence)
		body = binary.LittleEndian.AppendUint64(body, m.Logged)
		body = binary.LittleEndian.AppendUint64(body, m.Published)
		record(&plain, mcap.OpMessage, append(body, m.Data...))
		w.Statistics.ChannelMessageCounts[m.Channel]++
		w.Statistics.MessageCount++
	}
	b := plain.Bytes()[begun:]
	c := &mcap.Chunk{UncompressedSize: uint64(len(b)), UncompressedCRC: crc32.ChecksumIEEE(b), Records: b}
	if len(list) > 0 {
		c.MessageStartTime, c.MessageEndTime = list[0].Logged, list[len(list)-1].Logged
	}
	try(w.WriteChunkWithIndexes(c, indexes))
}

func record(w io.Writer, op mcap.OpCode, body []byte) {
	head := binary.LittleEndian.AppendUint64([]byte{byte(op)}, uint64(len(body)))
	must(w.Write(append(head, body...)))
}

func must[T any](v T, err error) T {
	try(err)
	return v
}

func try(err error) {
	if err != nil {
		panic(err)
	}
}

// Bend replaces one number, text or word of a JSON text, the place-th counted
// around, by a literal.
func Bend(text []byte, place int, literal string) []byte {
	found := values.FindAllIndex(text, -1)
	if len(found) == 0 {
		return text
	}
	at := found[place%len(found)]
	return bytes.Join([][]byte{text[:at[0]], []byte(literal), text[at[1]:]}, nil)
}

// values matches the numbers, texts, words and empty lists of JSON, keys too.
var values = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|-?\d+|true|false|null|\[\]`)
