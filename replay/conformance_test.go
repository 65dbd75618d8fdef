package replay

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/foxglove/mcap/go/mcap"
	"github.com/stretchr/testify/require"
)

// TestConformance decodes the MCAP project's reference cases with the parts of
// the bounded reader and compares them field by field.
func TestConformance(t *testing.T) {
	decodeCases(t, "testdata/mcap", 12)
}

// TestConformanceAll does the same with the larger set that lies beside a
// developer's clone; a bare clone does not have it.
func TestConformanceAll(t *testing.T) {
	const dir = "../../shared/mcap-conformance"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the larger set of cases is not at %s; TestConformance decodes the twelve in testdata", dir)
	}
	decodeCases(t, dir, 100)
}

func decodeCases(t *testing.T, dir string, atLeast int) {
	cases, err := filepath.Glob(filepath.Join(dir, "*.mcap"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(cases), atLeast)
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".mcap"), func(t *testing.T) {
			file, err := os.ReadFile(path)
			require.NoError(t, err)
			text, err := os.ReadFile(strings.TrimSuffix(path, "mcap") + "json")
			require.NoError(t, err)
			var want struct{ Records []map[string]any }
			require.NoError(t, json.Unmarshal(text, &want))
			d := &decoder{t: t, raw: raw{bytes.NewReader(file), int64(len(file))}}
			require.Equal(t, want.Records, d.file())
		})
	}
}

// decoder turns a file into what the cases' JSON says of it: chunks stand for
// their records, and message indexes are not listed.
type decoder struct {
	t   *testing.T
	raw raw
	out []map[string]any
}

func (d *decoder) file() []map[string]any {
	magic, err := d.raw.bytes(nil, 0, 8)
	require.NoError(d.t, err)
	require.Equal(d.t, mcap.Magic, magic)
	end := d.raw.size - 8
	for off := int64(8); off < end; {
		op, n, err := d.raw.record(off, end)
		require.NoError(d.t, err)
		if op == mcap.OpChunk {
			u, err := newUnpacker()
			require.NoError(d.t, err)
			_, plain, err := u.chunk(&d.raw, off, recordHead+n)
			require.NoError(d.t, err)
			require.NoError(d.t, eachRecord(plain, off, func(off int64, op mcap.OpCode, b []byte) error {
				d.record(off, op, b)
				return nil
			}))
		} else {
			b, err := d.raw.body(nil, off, recordHead+n, d.raw.size, op)
			require.NoError(d.t, err)
			d.record(off, op, b)
		}
		off += recordHead + n
	}
	return d.out
}

// must parses a record with one of the library's functions, guarded as the
// reader does.
func must[T any](d *decoder, off int64, b []byte, f func([]byte) (T, error)) T {
	v, err := parse(off, b, f)
	require.NoError(d.t, err)
	return v
}

func (d *decoder) record(off int64, op mcap.OpCode, b []byte) {
	switch op {
	case mcap.OpHeader:
		x := must(d, off, b, mcap.ParseHeader)
		d.add("Header", "library", x.Library, "profile", x.Profile)
	case mcap.OpSchema:
		x := must(d, off, b, mcap.ParseSchema)
		d.add("Schema", "data", x.Data, "encoding", x.Encoding, "id", x.ID, "name", x.Name)
	case mcap.OpChannel:
		x := must(d, off, b, mcap.ParseChannel)
		d.add("Channel", "id", x.ID, "message_encoding", x.MessageEncoding, "metadata", x.Metadata, "schema_id", x.SchemaID, "topic", x.Topic)
	case mcap.OpMessage:
		m, err := readMessage(off, b)
		require.NoError(d.t, err)
		d.add("Message", "channel_id", m.channel, "data", m.data, "log_time", m.logTime, "publish_time", m.pubTime, "sequence", m.sequence)
	case mcap.OpAttachment:
		a, data, err := parseAttachment(off, b, false)
		require.NoError(d.t, err)
		d.add("Attachment", "create_time", le64(b[8:]), "data", data, "log_time", le64(b), "media_type", a.mediaType, "name", a.name)
	case mcap.OpMetadata:
		x := must(d, off, b, mcap.ParseMetadata)
		d.add("Metadata", "metadata", x.Metadata, "name", x.Name)
	case mcap.OpDataEnd:
		x := must(d, off, b, mcap.ParseDataEnd)
		d.add("DataEnd", "data_section_crc", x.DataSectionCRC)
	case mcap.OpFooter:
		x := must(d, off, b, mcap.ParseFooter)
		d.add("Footer", "summary_crc", x.SummaryCRC, "summary_offset_start", x.SummaryOffsetStart, "summary_start", x.SummaryStart)
	default:
		d.summary(off, op, b)
	}
}

func (d *decoder) summary(off int64, op mcap.OpCode, b []byte) {
	switch op {
	case mcap.OpStatistics:
		x := must(d, off, b, mcap.ParseStatistics)
		d.add("Statistics", "attachment_count", x.AttachmentCount, "channel_count", x.ChannelCount, "channel_message_counts", x.ChannelMessageCounts,
			"chunk_count", x.ChunkCount, "message_count", x.MessageCount, "message_end_time", x.MessageEndTime, "message_start_time", x.MessageStartTime,
			"metadata_count", x.MetadataCount, "schema_count", x.SchemaCount)
	case mcap.OpChunkIndex:
		x := must(d, off, b, mcap.ParseChunkIndex)
		d.add("ChunkIndex", "chunk_length", x.ChunkLength, "chunk_start_offset", x.ChunkStartOffset, "compressed_size", x.CompressedSize,
			"compression", string(x.Compression), "message_end_time", x.MessageEndTime, "message_index_length", x.MessageIndexLength,
			"message_index_offsets", x.MessageIndexOffsets, "message_start_time", x.MessageStartTime, "uncompressed_size", x.UncompressedSize)
	case mcap.OpAttachmentIndex:
		x := must(d, off, b, mcap.ParseAttachmentIndex)
		d.add("AttachmentIndex", "create_time", x.CreateTime, "data_size", x.DataSize, "length", x.Length, "log_time", x.LogTime,
			"media_type", x.MediaType, "name", x.Name, "offset", x.Offset)
	case mcap.OpMetadataIndex:
		x := must(d, off, b, mcap.ParseMetadataIndex)
		d.add("MetadataIndex", "length", x.Length, "name", x.Name, "offset", x.Offset)
	case mcap.OpSummaryOffset:
		x := must(d, off, b, mcap.ParseSummaryOffset)
		d.add("SummaryOffset", "group_length", x.GroupLength, "group_opcode", uint64(x.GroupOpcode), "group_start", x.GroupStart)
	}
}

// add lists a record as the cases do: numbers as texts, bytes as lists of them.
func (d *decoder) add(typ string, fields ...any) {
	list := []any{}
	for i := 0; i < len(fields); i += 2 {
		list = append(list, []any{fields[i], shown(fields[i+1])})
	}
	d.out = append(d.out, map[string]any{"type": typ, "fields": list})
}

func shown(v any) any {
	switch v := v.(type) {
	case []byte:
		list := []any{}
		for _, c := range v {
			list = append(list, strconv.Itoa(int(c)))
		}
		return list
	case map[string]string:
		out := map[string]any{}
		for k, s := range v {
			out[k] = s
		}
		return out
	case map[uint16]uint64:
		out := map[string]any{}
		for k, n := range v {
			out[strconv.Itoa(int(k))] = strconv.FormatUint(n, 10)
		}
		return out
	case string:
		return v
	case uint16:
		return strconv.FormatUint(uint64(v), 10)
	case uint32:
		return strconv.FormatUint(uint64(v), 10)
	case uint64:
		return strconv.FormatUint(v, 10)
	}
	panic(v)
}
