package replay

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/journal"
)

// kept copies what a sink is shown.
type kept struct{ records []journal.Record }

func (k *kept) Record(r *journal.Record) error {
	c := *r
	c.From = append([]journal.Link(nil), r.From...)
	c.Spans = append([]journal.Span(nil), r.Spans...)
	c.Facts = append([]journal.Ref(nil), r.Facts...)
	k.records = append(k.records, c)
	return nil
}

func TestRoundTrip(t *testing.T) {
	for name, options := range map[string][]Option{"packed": nil, "unpacked": {Unpacked}} {
		t.Run(name, func(t *testing.T) {
			f, k := newFake(t, 1), &kept{}
			var b bytes.Buffer
			w, err := Create(&b, fakeMeta, &f.static, &f.names, fakeSources, options...)
			require.NoError(t, err)
			f.out.SetSinks(w, k)
			f.run(5000)
			require.NoError(t, w.Close(f.out.Digest(), f.out.Count()))

			file := openBytes(t, b.Bytes())
			require.Nil(t, file.Truncated)
			require.Equal(t, f.static, *file.Static())
			meta := file.Meta()
			require.Equal(t, fakeMeta.Seed, meta.Seed)
			require.Equal(t, fakeMeta.Set, meta.Set)
			require.Equal(t, Result{Records: f.out.Count(), Digest: f.out.Digest()}, file.Result())
			i := 0
			require.NoError(t, file.Records(func(e *Entry) error {
				want := &k.records[i]
				i++
				require.Equal(t, string(journal.AppendJSON(nil, want, &f.names)), string(e.Text))
				got := e.Record
				require.Equal(t, len(want.From), len(got.From))
				for j := range want.From {
					require.Equal(t, want.From[j], got.From[j])
				}
				require.Equal(t, want.Trigger, got.Trigger)
				require.Equal(t, journal.AppendCanonical(nil, want, &f.names), journal.AppendCanonical(nil, &got, file.Names()))
				return nil
			}))
			require.Len(t, k.records, i)
			sources, err := file.Sources()
			require.NoError(t, err)
			require.Len(t, sources, len(fakeSources))
			for j := range sources {
				require.Equal(t, fakeSources[j].Name, sources[j].Name)
				require.Equal(t, string(fakeSources[j].Data), string(sources[j].Data))
			}
			require.NoError(t, file.Check())
		})
	}
}

func TestSameRunSameBytes(t *testing.T) {
	a, _ := fakeFile(t, 3, 3000)
	b, _ := fakeFile(t, 3, 3000)
	require.True(t, bytes.Equal(a, b))
}

// A change of compressor changes every packed file. That is allowed, but it
// must be seen. The bytes must be the same on every CPU.
func TestCompressorVersion(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	require.NoError(t, err)
	require.Contains(t, string(mod), "\tgithub.com/klauspost/compress v1.20.3",
		"golden bytes change: packed replay files depend on the version of the compressor")
	var text []byte
	for n := range 3000 {
		text = fmt.Appendf(text, `{"n":%d,"id":"%016x","t":%d,"kind":"passed","actor":"arvonia.police"}`, n, uint64(sim.ID(7).Nth(uint64(n))), n*n)
	}
	z, err := newPacker()
	require.NoError(t, err)
	require.Equal(t, "d84f95786f2b007a4d0fb91999ff416835ebbcedb407ee5eeea970d6a659a6fe", fmt.Sprintf("%x", sha256.Sum256(z.EncodeAll(text, nil))), "golden bytes change")
}

func TestAtEqualsFoldFromZero(t *testing.T) {
	b, f := fakeFile(t, 4, 5000)
	file := openBytes(t, b)
	info, err := file.Info()
	require.NoError(t, err)
	require.Equal(t, int(f.out.Count())/keyframeEvery, info.Keyframes)
	var instants []sim.Time
	require.NoError(t, file.Records(func(e *Entry) error {
		instants = append(instants, e.At)
		return nil
	}))
	want, zero := &State{}, openBytes(t, b).cursor(0)
	for i := range instants {
		e, err := zero.read()
		require.NoError(t, err)
		want.Apply(&e.Record)
		n := journal.Num(i + 1)
		if edge := n % keyframeEvery; edge > 2 && edge < keyframeEvery-2 && n%61 != 0 {
			continue
		}
		got, err := file.Upto(n)
		require.NoError(t, err)
		requireSameState(t, file, want, got)
		if i+1 == len(instants) || instants[i+1] > e.At {
			for _, at := range []sim.Time{e.At, e.At + 1} {
				if i+1 < len(instants) && at >= instants[i+1] {
					continue
				}
				got, err := file.At(at)
				require.NoError(t, err)
				requireSameState(t, file, want, got)
			}
		}
	}
	before, err := file.At(-sim.Never / 4)
	require.NoError(t, err)
	require.Zero(t, before.Num)
}

// stateFromZero folds without keyframes.
func stateFromZero(t require.TestingT, f *File, n journal.Num) *State {
	s, c := &State{}, f.cursor(0)
	for s.Num < n {
		e, err := c.read()
		require.NoError(t, err)
		s.Apply(&e.Record)
	}
	return s
}

// requireSameState compares states by their rows and as they would be written.
func requireSameState(t require.TestingT, f *File, want, got *State) {
	require.Equal(t, want.Num, got.Num)
	require.Equal(t, string(bytes.Join(want.keyframe(f.Names(), 0), nil)), string(bytes.Join(got.keyframe(f.Names(), 0), nil)))
	require.Equal(t, want.Transits(), got.Transits())
	require.Equal(t, want.Holdings(), got.Holdings())
}

// A state too large for one message is cut into parts, over several chunks.
func TestLargeKeyframe(t *testing.T) {
	f := newFake(t, 5)
	for i := range 2000 {
		f.facts = append(f.facts, f.names.Add(journal.SortFact, fmt.Sprintf("harbour.%0200d", i), "", 0))
	}
	var b bytes.Buffer
	w, err := Create(&b, fakeMeta, &f.static, &f.names, nil)
	require.NoError(t, err)
	f.out.SetSinks(f.monitor, w)
	f.run(12_000)
	require.NoError(t, w.Close(f.out.Digest(), f.out.Count()))
	file := openBytes(t, b.Bytes())
	require.NoError(t, file.Check())
	s, err := file.At(sim.Never / 2)
	require.NoError(t, err)
	parts := s.keyframe(file.Names(), 0)
	require.Greater(t, len(parts), 1)
	for _, p := range parts {
		require.Less(t, len(p), 1_000_000, "%d", len(parts))
	}
	var k journal.Num
	require.NoError(t, file.Records(func(e *Entry) error { k = e.Num; return nil }))
	for _, n := range []journal.Num{k, k - 1, 10_000, 10_001, 9_999, 3_000} {
		got, err := file.Upto(n)
		require.NoError(t, err)
		requireSameState(t, file, stateFromZero(t, file, n), got)
	}
}

func TestStateShowsTheStory(t *testing.T) {
	b, f := fakeFile(t, 6, 6000)
	file := openBytes(t, b)
	s, err := file.Upto(4000)
	require.NoError(t, err)
	require.NotEmpty(t, s.Holdings())
	require.NotEmpty(t, s.Levels())
	require.NotEmpty(t, s.Transits())
	require.NotEmpty(t, s.Stages())
	require.NotEmpty(t, s.Channels())
	require.NotEmpty(t, s.Actions())
	require.NotEmpty(t, s.Params())
	require.NotEmpty(t, s.Trusts())
	for _, h := range s.Holdings() {
		require.Same(t, h, s.Holding(h.Agency, h.Fact))
		if h.Understood != sim.Never {
			require.LessOrEqual(t, h.Received, h.Read)
			require.LessOrEqual(t, h.Read, h.Understood)
			require.NotEmpty(t, h.Origins)
		}
	}
	arrived := 0
	for _, tr := range s.Transits() {
		require.GreaterOrEqual(t, tr.Hold.Since, tr.Sent)
		require.NotEmpty(t, tr.Facts)
		if tr.Hold.After == journal.Delivered && tr.Hold.Object == tr.To {
			arrived++
			for _, fact := range tr.Facts {
				require.LessOrEqual(t, s.Holding(tr.To, fact).Received, tr.Hold.Since)
			}
		}
	}
	require.Positive(t, arrived)
	end, err := file.Upto(f.out.Count())
	require.NoError(t, err)
	require.Empty(t, end.Transits(), "every message ended")
	require.Empty(t, end.Clocks())
	require.Len(t, end.Deadlines(), 2)
}

func TestRecordByNumber(t *testing.T) {
	b, f := fakeFile(t, 7, 4000)
	file := openBytes(t, b)
	x, err := file.Index()
	require.NoError(t, err)
	require.Equal(t, f.out.Count(), x.Count())
	type brief struct {
		kind    journal.Kind
		binding journal.Num
		text    string
	}
	var all []brief
	require.NoError(t, file.Records(func(e *Entry) error {
		all = append(all, brief{e.Kind, e.Binding().Num, string(e.Text)})
		return nil
	}))
	for n := journal.Num(1); n <= x.Count(); n += 97 {
		e, err := file.Entry(n)
		require.NoError(t, err)
		require.Equal(t, all[n-1], brief{x.Kind(n), x.Binding(n), string(e.Text)})
	}
	for _, n := range []journal.Num{0, x.Count() + 1} {
		_, err := file.Record(n)
		require.ErrorContains(t, err, "no record")
	}
}

func TestEvents(t *testing.T) {
	b, _ := fakeFile(t, 8, 4000)
	file := openBytes(t, b)
	count := func(x Filter) (n int) {
		require.NoError(t, file.Events(x, func(e *Entry) error {
			n++
			if x.From != nil {
				require.GreaterOrEqual(t, e.At, *x.From)
			}
			if x.To != nil {
				require.LessOrEqual(t, e.At, *x.To)
			}
			return nil
		}))
		return n
	}
	all := count(Filter{})
	require.Equal(t, int(file.Result().Records), all)
	x, err := file.Filter(Choice{Kinds: []string{"read"}})
	require.NoError(t, err)
	reads := count(x)
	require.Positive(t, reads)
	require.Less(t, reads, all)

	s, err := file.Upto(2000)
	require.NoError(t, err)
	before, after := s.At, s.At+1
	require.Equal(t, all, count(Filter{To: &before})+count(Filter{From: &after}))

	x, err = file.Filter(Choice{Nation: "cendria", Storyline: "harbour"})
	require.NoError(t, err)
	both, nation, line := count(x), count(Filter{Nation: x.Nation}), count(Filter{Storyline: x.Storyline})
	require.Positive(t, both)
	require.Less(t, both, nation)
	require.Less(t, both, line)
	require.NoError(t, file.Events(Filter{Nation: x.Nation}, func(e *Entry) error {
		require.Contains(t, string(e.Text), "cendria")
		return nil
	}))
	seen := map[journal.Kind]bool{}
	require.NoError(t, file.Events(Filter{Storyline: x.Storyline}, func(e *Entry) error {
		require.Contains(t, string(e.Text), "harbour")
		seen[e.Kind] = true
		return nil
	}))
	require.True(t, seen[journal.Collected] && seen[journal.Sent] && seen[journal.Stage] && seen[journal.Deadline])

	for _, bad := range []Choice{{Nation: "cendra"}, {Storyline: "harbor"}, {Kinds: []string{"read", "red"}}, {Agencies: []string{"cendria"}}} {
		_, err := file.Filter(bad)
		require.ErrorContains(t, err, "is called")
		require.ErrorContains(t, err, "there are")
	}
	stop := errors.New("stop")
	require.ErrorIs(t, file.Events(Filter{}, func(*Entry) error { return stop }), stop)
}

func TestInfo(t *testing.T) {
	b, f := fakeFile(t, 9, 3000)
	info, err := openBytes(t, b).Info()
	require.NoError(t, err)
	require.Equal(t, f.out.Count(), info.Records)
	require.Equal(t, f.out.Digest().String(), info.Digest)
	require.Equal(t, -sim.Hour, info.First)
	require.Equal(t, f.now, info.Last)
	require.Equal(t, int64(len(b)), info.Size)
	total := 0
	for _, k := range info.Kinds {
		total += k.Records
	}
	require.Equal(t, int(f.out.Count()), total)
	var topics []string
	for _, k := range info.Topics {
		topics = append(topics, k.Name)
	}
	require.Equal(t, []string{TopicEvents, TopicMessages, TopicDecisions, TopicKnown("arvonia"), TopicKnown("belmora"), TopicKnown("cendria")}, topics)
	require.Len(t, info.Attachments, 3)
}

func TestOpenFile(t *testing.T) {
	b, _ := fakeFile(t, 10, 1000)
	path := filepath.Join(t.TempDir(), "run.mcap")
	require.NoError(t, os.WriteFile(path, b, 0o600))
	f, err := OpenFile(path)
	require.NoError(t, err)
	require.NoError(t, f.Check())
	require.NoError(t, f.Close())
	require.NoError(t, os.WriteFile(path, b[:len(b)-1], 0o600))
	f, err = OpenFile(path)
	require.NoError(t, err)
	require.NotNil(t, f.Truncated)
	require.NoError(t, f.Close())
	_, err = OpenFile(filepath.Dir(path))
	require.ErrorContains(t, err, "a directory")
	_, err = OpenFile(path + ".no")
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestWriterRefuses(t *testing.T) {
	f := newFake(t, 11)
	create := func(change func(*journal.Static), sources ...Attachment) (*Writer, error) {
		st := f.static
		change(&st)
		return Create(io.Discard, fakeMeta, &st, &f.names, sources)
	}
	_, err := create(func(s *journal.Static) { s.Start = epoch1850 })
	require.ErrorContains(t, err, "an exercise from 1849-12-28, with its warm-up, to 1852-09-26: a replay file holds times from 1850")
	_, err = create(func(s *journal.Static) { s.EndEx = 250 * 365 * int64(sim.Day) })
	require.ErrorContains(t, err, "to 2276-")
	_, err = create(func(*journal.Static) {}, Attachment{Name: "a"}, Attachment{Name: "a"})
	require.ErrorContains(t, err, `"a" is there twice`)
	_, err = create(func(*journal.Static) {}, Attachment{Name: "index"})
	require.ErrorContains(t, err, `"index" is reserved`)

	w, err := create(func(*journal.Static) {})
	require.NoError(t, err)
	require.ErrorContains(t, w.Record(&journal.Record{Num: 1, Kind: journal.Level, Actor: f.storylines[0]}), "belongs to no nation")
	require.ErrorContains(t, w.Record(&journal.Record{Num: 2, Kind: journal.EndEx}), "record 2 does not follow record 0")
	require.NoError(t, w.Record(&journal.Record{Num: 1, Kind: journal.EndEx}))
	require.ErrorContains(t, w.Close(journal.Digest{}, 2), "the run has 2 records and the file 1")
	require.NoError(t, w.Close(journal.Digest{}, 1))
	require.ErrorContains(t, w.Close(journal.Digest{}, 1), "closed")
	require.ErrorContains(t, w.Record(&journal.Record{Num: 2, Kind: journal.EndEx}), "closed")
}

func TestWriterPassesErrorsOn(t *testing.T) {
	f := newFake(t, 12)
	_, err := Create(&failing{}, fakeMeta, &f.static, &f.names, nil)
	require.ErrorContains(t, err, "disk full")
	w, err := Create(&failing{left: 20_000}, fakeMeta, &f.static, &f.names, nil)
	require.NoError(t, err)
	var r journal.Record
	for n := journal.Num(1); err == nil && n < 100_000; n++ {
		r = journal.Record{Num: n, Kind: journal.Set, Args: args{int64(f.params[0]), int64(n * 1_000_003), int64(n * 7919)}}
		err = w.Record(&r)
	}
	require.ErrorContains(t, err, "disk full")
}

type failing struct{ left int }

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errors.New("disk full")
	}
	return len(b), nil
}
