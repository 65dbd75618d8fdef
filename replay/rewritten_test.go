package replay

import (
	"bytes"
	"strings"
	"testing"

	"github.com/foxglove/mcap/go/mcap"
	"github.com/stretchr/testify/require"

	"entente/replay/replaytest"
	"entente/sim/journal"
)

var otherTool = mcap.Header{Profile: profile, Library: "some tool 1.2"}

// rewriters are the ways in which tools write files, with what is told of each.
var rewriters = map[string]struct {
	replaytest.Rewriter
	says string
}{
	"lz4": {replaytest.Rewriter{Options: mcap.WriterOptions{Chunked: true, ChunkSize: 4 << 20, Compression: mcap.CompressionLZ4, IncludeCRC: true}, Header: otherTool, Attachments: true, Metadata: true}, "packed as lz4"},
	"small chunks, the same header": {replaytest.Rewriter{
		Options: mcap.WriterOptions{Chunked: true, ChunkSize: 2 << 10, Compression: mcap.CompressionZSTD, IncludeCRC: true, OverrideLibrary: true},
		Header:  mcap.Header{Profile: profile, Library: "entente 0.4.0"}, Attachments: true, Metadata: true,
	}, ""},
	"one large chunk, no checksums": {replaytest.Rewriter{Options: mcap.WriterOptions{Chunked: true, ChunkSize: 1 << 30, Compression: mcap.CompressionZSTD}, Header: mcap.Header{}, Attachments: true, Metadata: true}, ""},
	"not packed":                    {replaytest.Rewriter{Options: mcap.WriterOptions{Chunked: true, ChunkSize: 64 << 10, IncludeCRC: true}, Header: otherTool, Attachments: true, Metadata: true}, "not packed"},
	"without chunks": {replaytest.Rewriter{
		Options: mcap.WriterOptions{IncludeCRC: true, OverrideLibrary: true},
		Header:  mcap.Header{Profile: profile, Library: "entente 0.4.0"}, Attachments: true, Metadata: true,
	}, "without chunks"},
	"channels from 0, the same header": {replaytest.Rewriter{
		Options: mcap.WriterOptions{Chunked: true, ChunkSize: 1 << 20, IncludeCRC: true, OverrideLibrary: true},
		Header:  mcap.Header{Profile: profile, Library: "entente 0.4.0"}, Attachments: true, Metadata: true, Channel: 0xffff,
	}, "channels with other numbers"},
	"backwards": {replaytest.Rewriter{
		Options: mcap.WriterOptions{Chunked: true, ChunkSize: 8 << 10, Compression: mcap.CompressionLZ4, IncludeCRC: true}, Header: otherTool, Attachments: true, Metadata: true,
		Order: func(list []*mcap.Message) {
			for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
				list[i], list[j] = list[j], list[i]
			}
		},
	}, "records in another order"},
	"other channels, no summary": {replaytest.Rewriter{
		Options: mcap.WriterOptions{Chunked: true, ChunkSize: 64 << 10, Compression: mcap.CompressionZSTD, SkipSummaryOffsets: true, SkipStatistics: true, SkipRepeatedSchemas: true, SkipRepeatedChannelInfos: true, SkipAttachmentIndex: true, SkipMetadataIndex: true, SkipChunkIndex: true},
		Header:  otherTool, Attachments: true, Metadata: true, Channel: 7,
	}, "channels with other numbers"},
}

// A file that another tool wrote anew is read on, is told from one of ours, and is
// healed to the bytes that were written first.
func TestRewrittenFilesAreReadAndHealed(t *testing.T) {
	original, _ := fakeFile(t, 3, 900)
	want := texts(t, openBytes(t, original))
	for name, x := range rewriters {
		t.Run(name, func(t *testing.T) {
			b := x.Rewrite(original)
			f, err := Open(bytes.NewReader(b), int64(len(b)))
			require.NoError(t, err)
			require.NotNil(t, f.Rewritten())
			require.True(t, f.Rewritten().Proved)
			require.Contains(t, f.Rewritten().Error(), x.says)
			require.Equal(t, want, texts(t, f))
			require.ErrorContains(t, f.Check(), "rewritten by another tool")
			require.ErrorContains(t, f.Check(), "replay recover")
			_, err = f.Find(Query{Kinds: []journal.Kind{journal.Sent}})
			require.NoError(t, err)
			_, err = f.Upto(f.Count())
			require.NoError(t, err)

			var out bytes.Buffer
			rep, err := Recover(bytes.NewReader(b), int64(len(b)), &out)
			require.NoError(t, err)
			require.True(t, rep.Whole && rep.Rerun, "%+v", rep)
			require.NotNil(t, rep.Rewritten)
			require.True(t, bytes.Equal(original, out.Bytes()), "healed to the same bytes")
		})
	}
	require.Nil(t, openBytes(t, original).Rewritten())
}

// What a tool left out is told, and no more is claimed than is there.
func TestRewrittenFilesSayWhatTheyLack(t *testing.T) {
	original, _ := fakeFile(t, 3, 300)
	plain := mcap.WriterOptions{Chunked: true, ChunkSize: 4 << 20, Compression: mcap.CompressionLZ4, IncludeCRC: true}

	bare := replaytest.Rewriter{Options: plain, Header: otherTool}.Rewrite(original)
	f, err := Open(bytes.NewReader(bare), int64(len(bare)))
	require.NoError(t, err)
	require.Equal(t, texts(t, openBytes(t, original)), texts(t, f))
	require.False(t, f.Rewritten().Proved)
	require.ErrorContains(t, f.Check(), "without its index, without what the run came to, without its sources")
	require.ErrorContains(t, f.Check(), "nothing proves")
	var out bytes.Buffer
	rep, err := Recover(bytes.NewReader(bare), int64(len(bare)), &out)
	require.NoError(t, err)
	require.False(t, rep.Whole || rep.Rerun)

	short := replaytest.Rewriter{Options: plain, Header: otherTool, Metadata: true, Order: func(list []*mcap.Message) {
		for _, m := range list {
			if m.Sequence == 40 {
				m.Sequence, m.Data = 41, []byte("{}")
			}
		}
	}}.Rewrite(original)
	f, err = Open(bytes.NewReader(short), int64(len(short)))
	require.NoError(t, err)
	require.Contains(t, f.Rewritten().Error(), "it left out record 40, so only the 39 before the first are kept")
}

// What comes before the first record that a tool left out is read and recovered, under its
// own numbers; which are missing is told.
func TestRewrittenFilesWithHolesAreSavedUpToTheFirst(t *testing.T) {
	original, _ := fakeFile(t, 3, 300)
	whole := texts(t, openBytes(t, original))
	n := uint32(len(whole))
	for name, x := range map[string]struct {
		gone func(uint32) bool
		left int
		says string
	}{
		"one":       {func(n uint32) bool { return n == 40 }, 39, "it left out record 40, so only the 39 before the first are kept"},
		"two holes": {func(n uint32) bool { return n == 40 || n > 50 && n < 53 }, 39, "it left out 3 records, 40, 51 to 52, so only"},
		"many":      {func(n uint32) bool { return n > 9 && n%10 == 0 }, 9, "10, 20, 30, 22 stretches more"},
		"the end":   {func(n uint32) bool { return n > 200 }, 200, "201 to 259, at its end"},
		"its start": {func(n uint32) bool { return n < 100 }, 0, "it left out 99 records, 1 to 99, and records with a gap"},
	} {
		t.Run(name, func(t *testing.T) {
			b := replaytest.Rewriter{Options: mcap.WriterOptions{Chunked: true, ChunkSize: 4 << 20, Compression: mcap.CompressionLZ4, IncludeCRC: true}, Header: otherTool, Attachments: true, Metadata: true, Order: func(list []*mcap.Message) {
				for _, m := range list {
					if m.Sequence > 0 && m.Sequence <= n && x.gone(m.Sequence) {
						*m = *list[0] // the page once more
					}
				}
			}}.Rewrite(original)
			f, err := Open(bytes.NewReader(b), int64(len(b)))
			var out bytes.Buffer
			rep, bad := Recover(bytes.NewReader(b), int64(len(b)), &out)
			if x.left == 0 {
				require.ErrorContains(t, err, x.says)
				require.ErrorContains(t, bad, x.says)
				return
			}
			require.NoError(t, err)
			require.NoError(t, bad)
			require.Contains(t, f.Rewritten().Error(), x.says)
			require.False(t, f.Rewritten().Proved || rep.Whole)
			require.True(t, rep.Rerun)
			require.Equal(t, whole[:x.left], texts(t, f))
			saved := openBytes(t, out.Bytes())
			require.Equal(t, whole[:x.left], texts(t, saved))
			require.True(t, saved.Result().Recovered)
			require.NoError(t, saved.Check())
			require.Nil(t, saved.Rewritten())
		})
	}
}

// A rewritten file in which anything was changed proves nothing, and is not believed.
func TestChangedRewrittenFilesAreNotBelieved(t *testing.T) {
	original, _ := fakeFile(t, 3, 300)
	b := rewriters["not packed"].Rewrite(original)
	for name, change := range map[string]func([]byte) []byte{
		"a bit":   func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"its end": func(b []byte) []byte { return b[:len(b)*3/4] },
	} {
		bad := change(bytes.Clone(b))
		f, err := Open(bytes.NewReader(bad), int64(len(bad)))
		require.True(t, err != nil || f.Rewritten() == nil && f.Check() != nil, name)
	}
	forged := replaytest.Rewriter{Options: mcap.WriterOptions{}, Header: otherTool, Attachments: true, Metadata: true, Order: func(list []*mcap.Message) {
		for _, m := range list {
			if s := string(m.Data); m.Sequence > 100 && strings.Contains(s, `"belmora.police"`) {
				m.Data = []byte(strings.Replace(s, "belmora.police", "cendria.police", 1))
				return
			}
		}
	}}.Rewrite(original)
	_, err := Open(bytes.NewReader(forged), int64(len(forged)))
	require.Error(t, err)
}

// texts are the records of a file as it has them.
func texts(t testing.TB, f *File) (list []string) {
	t.Helper()
	require.NoError(t, f.Records(func(e *Entry) error { list = append(list, string(e.Text)); return nil }))
	return list
}

// Hostile chunks of other packings cost no more than they may.
func TestHostilePackingsAreBounded(t *testing.T) {
	original, _ := fakeFile(t, 3, 60)
	b := rewriters["lz4"].Rewrite(original)
	for i := range len(b) {
		if i%97 != 0 && i > 120 {
			continue
		}
		for _, v := range []byte{0xff, b[i] ^ 0x40} {
			bad := bytes.Clone(b)
			bad[i] = v
			useAll(bad)
		}
	}
}
