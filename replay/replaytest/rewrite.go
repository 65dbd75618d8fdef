package replaytest

import (
	"bytes"
	"errors"
	"io"

	"github.com/foxglove/mcap/go/mcap"
)

// Rewriter is what another tool does with a file of ours: it reads all of it with the
// MCAP project's own reader and writes it with its own writer, in its own way.
type Rewriter struct {
	Options     mcap.WriterOptions
	Header      mcap.Header
	Attachments bool // are kept
	Metadata    bool // is kept
	Order       func([]*mcap.Message)
	Channel     uint16 // added to the numbers of channels
}

// Repacked is a file as a tool leaves it that packs as lz4, in large chunks.
func Repacked(b []byte) []byte {
	return Rewriter{
		Options: mcap.WriterOptions{Chunked: true, ChunkSize: 4 << 20, Compression: mcap.CompressionLZ4, IncludeCRC: true},
		Header:  mcap.Header{Profile: "entente", Library: "other 1.0"}, Attachments: true, Metadata: true,
	}.Rewrite(b)
}

// Holed is a file as a tool leaves it that leaves one record out.
func Holed(b []byte, record uint32) []byte {
	return Rewriter{
		Options: mcap.WriterOptions{Chunked: true, IncludeCRC: true}, Header: mcap.Header{Profile: "entente", Library: "other 1.0"}, Attachments: true, Metadata: true,
		Order: func(list []*mcap.Message) {
			for _, m := range list {
				if m.Sequence == record {
					*m = *list[0] // the page once more
				}
			}
		},
	}.Rewrite(b)
}

// Rewrite writes a file anew. It panics where the library does not do it.
func (x Rewriter) Rewrite(b []byte) []byte {
	in := must(mcap.NewReader(bytes.NewReader(b)))
	info := must(in.Info())
	var out bytes.Buffer
	w := must(mcap.NewWriter(&out, &x.Options))
	try(w.WriteHeader(&x.Header))
	for _, s := range info.Schemas {
		try(w.WriteSchema(s))
	}
	for _, c := range info.Channels {
		other := *c
		other.ID += x.Channel
		try(w.WriteChannel(&other))
	}
	list := x.messages(in)
	if x.Order != nil {
		x.Order(list)
	}
	for _, m := range list {
		try(w.WriteMessage(m))
	}
	for _, a := range info.AttachmentIndexes {
		if x.Attachments {
			data := must(in.GetAttachmentReader(a.Offset)).Data()
			try(w.WriteAttachment(&mcap.Attachment{Name: a.Name, MediaType: a.MediaType, LogTime: a.LogTime, CreateTime: a.CreateTime, DataSize: a.DataSize, Data: data}))
		}
	}
	for _, m := range info.MetadataIndexes {
		if x.Metadata {
			try(w.WriteMetadata(must(in.GetMetadata(m.Offset))))
		}
	}
	try(w.Close())
	return out.Bytes()
}

// messages are those of a file, in its order.
func (x Rewriter) messages(in *mcap.Reader) (list []*mcap.Message) {
	it := must(in.Messages(mcap.InOrder(mcap.FileOrder)))
	for {
		_, _, m, err := it.NextInto(nil)
		if errors.Is(err, io.EOF) {
			return list
		}
		try(err)
		m.Data = bytes.Clone(m.Data)
		m.ChannelID += x.Channel
		list = append(list, m)
	}
}
