package replay

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"runtime"
	"testing"
	"weak"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/journal"
)

// counting counts what is read of a file.
type counting struct {
	io.ReaderAt
	bytes int64
}

func (c *counting) ReadAt(b []byte, off int64) (int, error) {
	c.bytes += int64(len(b))
	return c.ReaderAt.ReadAt(b, off)
}

// To find records takes the index and no chunk: each section once to check it, and
// then the lists that are asked for. To read a record takes its chunk.
func TestOnlyWhatIsAskedForIsRead(t *testing.T) {
	b, _ := fakeFile(t, 61, 20_000)
	r := &counting{ReaderAt: bytes.NewReader(b)}
	f, err := Open(r, int64(len(b)))
	require.NoError(t, err)
	chunk := int64(0)
	for _, c := range f.chunks {
		chunk = max(chunk, c.length)
	}
	spent := func(what func()) int64 {
		before := r.bytes
		what()
		return r.bytes - before
	}
	var index int64
	for _, a := range f.attached {
		if a.name == indexName {
			index = a.length
		}
	}
	sent := []journal.Num(nil)
	require.LessOrEqual(t, spent(func() {
		sent, err = f.Find(Query{Kinds: []journal.Kind{journal.Sent}, Actor: 2, Mention: 4, Subject: 0})
		require.NoError(t, err)
		_, err = f.Find(Query{Subject: 5, Cause: 1})
		require.NoError(t, err)
	}), 2*index)
	require.NotEmpty(t, sent)
	n := sent[len(sent)/2]
	places := int64(len(f.chunks)*4 + 10)
	require.LessOrEqual(t, spent(func() { _, err = f.Record(n) }), chunk+places)
	require.NoError(t, err)
	require.Zero(t, spent(func() { _, err = f.Record(n) }), "its chunk is at hand")
	require.NoError(t, err)
	require.LessOrEqual(t, spent(func() {
		for n := journal.Num(1); n <= f.Count(); n += 10 {
			_, err := f.Record(n)
			require.NoError(t, err)
		}
	}), int64(len(b))+int64(len(f.chunks))*recordHead, "each chunk once")
	require.LessOrEqual(t, f.opened.size, int64(keptPlain))
}

// A record that is taken out keeps no more of its file in memory than itself.
func TestRecordLetsItsChunkGo(t *testing.T) {
	take := func() (*journal.Record, weak.Pointer[byte]) {
		b, _ := fakeFile(t, 63, 500)
		f := openBytes(t, b)
		r, err := f.Record(300)
		require.NoError(t, err)
		i, err := f.chunkOf(300)
		require.NoError(t, err)
		x, err := f.recentChunk(i)
		require.NoError(t, err)
		return r, weak.Make(&x.plain[0])
	}
	r, chunk := take()
	runtime.GC()
	runtime.GC()
	require.Nil(t, chunk.Value())
	require.Equal(t, journal.Num(300), r.Num)
}

// An index that says something else is found by Check, and misleads nobody into
// a panic or more than the file's own size of memory.
func TestBentIndexes(t *testing.T) {
	whole := crafted(t, 62, 900)
	b := whole.Bytes()
	require.NoError(t, openBytes(t, b).Check())
	good := whole.Index
	heads := func(x []byte) {
		off := indexHead
		for i := range numSections {
			n := int(le64(x[i*sectionHead:]))
			if n < 0 || n > len(x)-off {
				break
			}
			binary.LittleEndian.PutUint32(x[i*sectionHead+8:], crc32.ChecksumIEEE(x[off:off+n]))
			off += n
		}
		binary.LittleEndian.PutUint32(x[indexHead-4:], crc32.ChecksumIEEE(x[:indexHead-4]))
	}
	rapid.Check(t, func(t *rapid.T) {
		x := bytes.Clone(good)
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			at := rapid.OneOf(rapid.IntRange(0, indexHead-5), rapid.IntRange(indexHead, len(x)-1)).Draw(t, "at")
			x[at] = rapid.Byte().Draw(t, "byte")
		}
		if rapid.IntRange(0, 5).Draw(t, "cut") == 0 {
			x = x[:rapid.IntRange(0, len(x)).Draw(t, "size")]
		}
		if len(x) >= indexHead {
			heads(x)
		}
		if bytes.Equal(x, good) {
			return
		}
		bent := *whole
		bent.Index = x
		b := bent.Bytes()
		f, err := Open(bytes.NewReader(b), int64(len(b)))
		require.NoError(t, err)
		require.Error(t, f.Check())
		ask(f)
	})
}

// ask asks a file for everything that its index knows.
func ask(f *File) {
	for n := journal.Num(1); n <= f.Count(); n += 41 {
		_, _ = f.Upto(n)
		if r, err := f.Record(n); err == nil {
			for _, q := range []Query{{Subject: r.Subject, Actor: r.Actor}, {Cause: r.Num}, {Mention: r.Rule}, {Kinds: []journal.Kind{r.Kind}, After: r.Num - 1}} {
				_, _ = f.Find(q)
			}
		}
	}
	_, _ = f.At(sim.Day)
	_, _ = f.Info()
}

// Postings give back the lists that were written.
func TestPostingsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lists, most := map[uint64][]journal.Num{}, journal.Num(1000)
		var all []posting
		for range rapid.IntRange(0, 400).Draw(t, "postings") {
			p := posting{rapid.OneOf(rapid.Uint64(), rapid.Uint64Range(0, 150)).Draw(t, "key"), journal.Num(rapid.Uint32Range(1, uint32(most)).Draw(t, "number"))}
			all = append(all, p)
			lists[p.key] = nil
		}
		b := writePostings(all)
		p, err := readPostings(bytes.NewReader(b), int64(len(b)), most)
		require.NoError(t, err)
		for _, x := range all { // sorted by now
			if list := lists[x.key]; len(list) == 0 || list[len(list)-1] != x.n {
				lists[x.key] = append(list, x.n)
			}
		}
		for key, want := range lists {
			got, err := p.find(key)
			require.NoError(t, err)
			require.Equal(t, want, got)
			if _, there := lists[key+1]; !there {
				got, err = p.find(key + 1)
				require.NoError(t, err)
				require.Empty(t, got)
			}
		}
	})
}
