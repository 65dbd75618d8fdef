package replay

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/replay/replaytest"
	"entente/sim/journal"
)

// rerun makes a run again and compares it with a file; change may bend each
// record before it is compared.
func rerun(t *testing.T, file *File, seed uint64, n int, change func(*journal.Record)) (journal.Num, error) {
	f, k := newFake(t, seed), &kept{}
	f.out.SetSinks(k)
	f.run(n)
	c, err := NewComparer(file, fakeMeta, &f.static, &f.names, fakeSources)
	if err != nil {
		return 0, err
	}
	for i := range k.records {
		change(&k.records[i])
		if k.records[i].Num == 0 {
			break
		}
		if err := c.Record(&k.records[i]); err != nil {
			return c.w.state.Num, err
		}
	}
	return c.Close(f.out.Digest(), 0)
}

func same(*journal.Record) {}

// first is the first of the differences that an error must be.
func first(t *testing.T, err error) *Difference {
	var ds Differences
	require.ErrorAs(t, err, &ds)
	require.NotEmpty(t, ds)
	return ds[0]
}

func TestVerifyEqual(t *testing.T) {
	for name, options := range map[string][]Option{"packed": nil, "unpacked": {Unpacked}} {
		t.Run(name, func(t *testing.T) {
			b, f := fakeFile(t, 31, 4100, options...)
			n, err := rerun(t, openBytes(t, b), 31, 4100, same)
			require.NoError(t, err)
			require.Equal(t, f.out.Count(), n)
		})
	}
}

func TestVerifyNamesTheFirstDifference(t *testing.T) {
	b, f := fakeFile(t, 32, 800)
	_, err := rerun(t, openBytes(t, b), 32, 800, func(r *journal.Record) {
		if r.Num == 400 || r.Num == 500 {
			r.Nth += 7
		}
	})
	d := first(t, err)
	require.Equal(t, journal.Num(400), d.Num)
	e, err := openBytes(t, b).Entry(400)
	require.NoError(t, err)
	require.Equal(t, string(e.Text), d.File)
	require.NotEqual(t, d.File, d.Rerun)
	require.Equal(t, e.Kind, d.Kind)
	require.ErrorContains(t, d, "file and run part at record 400 ("+e.Kind.String())
	require.ErrorContains(t, d, "\n  file:  {")
	require.ErrorContains(t, d, "\n  rerun: {")

	_, err = rerun(t, openBytes(t, b), 32, 900, same)
	first(t, err) // another run altogether
	_, err = rerun(t, openBytes(t, b), 32, 800, func(r *journal.Record) {
		if r.Num > f.out.Count()-3 {
			r.Num = 0
		}
	})
	d = first(t, err)
	require.Equal(t, "the run ends and the file goes on", d.What)
	require.Equal(t, f.out.Count()-2, d.Num)
}

func TestVerifyDigestAndExtraRecords(t *testing.T) {
	f, k := newFake(t, 33), &kept{}
	var b bytes.Buffer
	w, err := Create(&b, fakeMeta, &f.static, &f.names, nil)
	require.NoError(t, err)
	f.out.SetSinks(w, k)
	f.run(300)
	require.NoError(t, w.Close(journal.Digest{1}, f.out.Count()))
	compare := func(more ...journal.Record) *Difference {
		c, err := NewComparer(openBytes(t, b.Bytes()), fakeMeta, &f.static, &f.names, nil)
		require.NoError(t, err)
		for _, r := range append(slices.Clone(k.records), more...) {
			require.NoError(t, c.Record(&r))
		}
		_, err = c.Close(f.out.Digest(), 0)
		return first(t, err)
	}
	require.Equal(t, "the last `run` metadata says otherwise: digest", compare().What)
	more := k.records[0]
	more.Num = f.out.Count() + 1
	d := compare(more)
	require.Equal(t, "the file ends and the run goes on", d.What)
	require.Equal(t, more.Num, d.Num)
}

func TestVerifyRefusesACutFile(t *testing.T) {
	b, _ := fakeFile(t, 35, 1500)
	file := openBytes(t, b[:len(b)/2])
	require.NotNil(t, file.Truncated)
	_, err := rerun(t, file, 35, 1500, same)
	require.ErrorAs(t, err, new(*Damage))
}

// Whatever is forged under right checksums is told, in words, and one forgery
// hides no other.
func TestVerifyTellsForgeries(t *testing.T) {
	const n = 2500
	whole := crafted(t, 34, n).Bytes()
	middle := func(f *replaytest.File) *replaytest.Message { return &f.Chunks[2][3] }
	for name, x := range map[string]struct {
		forge func(*replaytest.File)
		says  []string
	}{
		"scenario": {func(f *replaytest.File) { claim(t, f, "scenario", `"scenario":"fake","seed"`, "other") }, []string{"the name of the scenario is another\n  file:  other\n  rerun: fake"}},
		"engine": {func(f *replaytest.File) {
			f.Header.Library = "entente 9.9.9"
			claim(t, f, "engine", `"engine":"0.1.0"`, "9.9.9")
		}, []string{"the engine is another\n  file:  9.9.9\n  rerun: 0.1.0"}},
		"header":         {func(f *replaytest.File) { f.Header.Library = "other" }, []string{"the header record at byte 8"}},
		"first metadata": {func(f *replaytest.File) { f.First["engine"] = "9.9.9" }, []string{"the first `run` metadata says otherwise: engine\n  file:  9.9.9\n  rerun: 0.1.0"}},
		"events":         {func(f *replaytest.File) { f.Last["events"] = "77" }, []string{"the last `run` metadata says otherwise: events\n  file:  77"}},
		"a note":         {func(f *replaytest.File) { f.Notes = []string{"note"} }, []string{"no run writes the metadata record"}},
		"two notes":      {func(f *replaytest.File) { f.Notes = []string{"a", "b"}; f.First["seed"] = "8" }, []string{"metadata says otherwise: seed", "no run writes the metadata record", "no run writes the metadata record"}},
		"publish time":   {func(f *replaytest.File) { middle(f).Published++ }, []string{"has another publish time\n  file:  "}},
		"banner":         {func(f *replaytest.File) { bend(t, &f.Chunks[0][0], "EXERCISE EXERCISE", "REAL WORLD") }, []string{"the page says otherwise: banner"}},
		"page and record": {func(f *replaytest.File) {
			bend(t, &f.Chunks[0][0], "EXERCISE EXERCISE", "REAL WORLD")
			bend(t, &f.Chunks[len(f.Chunks)-1][1], `"kind":"`, `"nth":77,"kind":"`)
		}, []string{"the page says otherwise: banner", "file and run part at record"}},
		"page of more":   {func(f *replaytest.File) { bend(t, &f.Chunks[0][0], `"title":`, `"note":"x","title":`) }, []string{`no run writes "note" on the page`}},
		"page in spaces": {func(f *replaytest.File) { bend(t, &f.Chunks[0][0], `"title":`, ` "title":`) }, []string{"the page is written otherwise"}},
		"schema":         {func(f *replaytest.File) { f.Schemas[2].Name = "x" }, []string{"a schema record of the first chunk"}},
		"media type":     {func(f *replaytest.File) { f.Sources[0].MediaType = "text/html" }, []string{"the attachment \"" + fakeSources[0].Name}},
		"tail":           {func(f *replaytest.File) { f.Tail = bytes.Clone(whole[len(whole)-38:]) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := replaytest.Take(whole)
			x.forge(f)
			b := f.Bytes()
			file, err := Open(bytes.NewReader(b), int64(len(b)))
			if err == nil && file.Truncated == nil {
				_, err = rerun(t, file, 34, n, same)
			} else {
				err = Differences{{What: "it does not open"}}
			}
			require.Error(t, err)
			for _, says := range x.says {
				require.ErrorContains(t, err, says)
				_, rest, _ := strings.Cut(err.Error(), says)
				err = errors.New(rest)
			}
			require.NotContains(t, err.Error(), "MessageIndex", "what follows from a difference is none")
		})
	}
}

// claim forges a claim of the run in all the places where a file has it.
func claim(t *testing.T, f *replaytest.File, key, old, new string) {
	f.First[key], f.Last[key] = new, new
	_, was, _ := strings.Cut(old, `":"`)
	was, _, _ = strings.Cut(was, `"`)
	bend(t, &f.Chunks[0][0], old, strings.Replace(old, was, new, 1))
}

// A source that nothing uses is told, and so is another order.
func TestVerifyTellsUnusedSources(t *testing.T) {
	b, f := fakeFile(t, 37, 300)
	c, err := NewComparer(openBytes(t, b), fakeMeta, &f.static, &f.names, fakeSources[1:])
	require.NoError(t, err)
	require.Contains(t, c.m.found.Error(), "nothing in the scenario uses the source \""+fakeSources[0].Name)
	turned := slices.Clone(fakeSources)
	slices.Reverse(turned)
	c, err = NewComparer(openBytes(t, b), fakeMeta, &f.static, &f.names, turned)
	require.NoError(t, err)
	require.Contains(t, c.m.found.Error(), "not in the order")
}

func TestRecover(t *testing.T) {
	for name, options := range map[string][]Option{"packed": nil, "unpacked": {Unpacked}} {
		t.Run(name, func(t *testing.T) {
			b, f := fakeFile(t, 36, 6000, options...)
			whole := openBytes(t, b)
			save := func(b []byte) ([]byte, Report) {
				var out bytes.Buffer
				rep, err := Recover(bytes.NewReader(b), int64(len(b)), &out)
				require.NoError(t, err)
				return out.Bytes(), rep
			}
			out, rep := save(b)
			require.True(t, rep.Whole && rep.Rerun)
			require.True(t, bytes.Equal(b, out), "a sound file comes out as it was")

			out, rep = save(b[:len(b)-1])
			require.True(t, rep.Whole, "only the summary was lost")
			require.True(t, bytes.Equal(b, out))

			hole := whole.chunks[len(whole.chunks)/2]
			c := bytes.Clone(b)
			c[hole.off+hole.length/2] ^= 1
			for _, damaged := range [][]byte{c, b[:hole.off+100]} {
				out, rep = save(damaged)
				require.False(t, rep.Whole)
				require.Len(t, rep.Lost, 1)
				require.Equal(t, hole.off, rep.Lost[0].Offset)
				require.Equal(t, int64(len(damaged))-hole.off, rep.LostBytes)
				require.Equal(t, len(whole.chunks)/2, rep.Chunks)
				require.Equal(t, len(fakeSources), rep.Attachments)
				saved := openBytes(t, out)
				require.Nil(t, saved.Truncated)
				require.NoError(t, saved.Check())
				require.True(t, saved.Result().Recovered)
				require.Equal(t, rep.Records, saved.Result().Records)
				require.Less(t, rep.Records, f.out.Count())
				n, err := rerun(t, saved, 36, 6000, same)
				require.NoError(t, err)
				require.Equal(t, rep.Records, n)
				again, rep2 := save(out)
				require.True(t, bytes.Equal(out, again), "recovering twice changes nothing")
				require.Equal(t, rep.Records, rep2.Records)
				got, err := saved.Upto(rep.Records)
				require.NoError(t, err)
				want, err := whole.Upto(rep.Records)
				require.NoError(t, err)
				requireSameState(t, whole, want, got)
			}

			c = bytes.Clone(b)
			c[whole.attached[0].off+60] ^= 1
			out, rep = save(c)
			require.Len(t, rep.Lost, 1, "a broken attachment takes no record with it")
			require.True(t, rep.Whole)
			require.False(t, rep.Rerun)
			require.Equal(t, f.out.Count(), rep.Records)
			require.Len(t, openBytes(t, out).Attachments(), len(fakeSources)-1)

			_, err := Recover(bytes.NewReader(b[:100]), 100, &bytes.Buffer{})
			require.ErrorContains(t, err, "nothing recovered")
		})
	}
}

// Whatever bit of a file is flipped, Recover says so where a record or a source does
// not come out as it was.
func TestRecoverTellsWhatIsLost(t *testing.T) {
	b, _ := fakeFile(t, 37, 300)
	_, want, err := readAll(b)
	require.NoError(t, err)
	sources, err := openBytes(t, b).Sources()
	require.NoError(t, err)
	step := depth.Pick(197, 41, 1) // odd, so that every bit of a byte has its turn
	told := 0
	try := func(at int, bit byte) {
		b[at] ^= bit
		var out bytes.Buffer
		rep, err := Recover(bytes.NewReader(b), int64(len(b)), &out)
		b[at] ^= bit
		if err != nil || !rep.Whole || !rep.Rerun {
			told++
			return
		}
		f, got, err := readAll(out.Bytes())
		require.NoError(t, err, "byte %d", at)
		require.Equal(t, want, got, "byte %d", at)
		kept, err := f.Sources()
		require.NoError(t, err, "byte %d, bit %d", at, bit)
		require.Equal(t, sources, kept, "byte %d, bit %d", at, bit)
	}
	for at := 8; at < len(b); at += step {
		try(at, 1<<(at%8))
	}
	for _, a := range openBytes(t, b).attached {
		for i := range 8 * recordHead {
			try(int(a.off)+i/8, 1<<(i%8)) // what kind of record it is, and how long
		}
	}
	require.Positive(t, told)
}
