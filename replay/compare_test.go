package replay

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim/journal"
)

// rerun makes a run again and compares it with a file; change may bend each
// record before it is compared.
func rerun(t *testing.T, file *File, seed uint64, n int, change func(*journal.Record)) (journal.Num, error) {
	f, k := newFake(t, seed), &kept{}
	f.out.SetSinks(k)
	f.run(n)
	c, err := NewComparer(file, &f.static, &f.names)
	require.NoError(t, err)
	for i := range k.records {
		change(&k.records[i])
		if k.records[i].Num == 0 {
			break
		}
		if err := c.Record(&k.records[i]); err != nil {
			return c.n, err
		}
	}
	return c.Close(f.out.Digest())
}

func same(*journal.Record) {}

func TestVerifyEqual(t *testing.T) {
	b, f := fakeFile(t, 31, 800)
	n, err := rerun(t, openBytes(t, b), 31, 800, same)
	require.NoError(t, err)
	require.Equal(t, f.out.Count(), n)
}

func TestVerifyNamesTheFirstDifference(t *testing.T) {
	b, f := fakeFile(t, 32, 800)
	_, err := rerun(t, openBytes(t, b), 32, 800, func(r *journal.Record) {
		if r.Num == 400 || r.Num == 500 {
			r.Nth += 7
		}
	})
	var d *Difference
	require.ErrorAs(t, err, &d)
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
	require.ErrorAs(t, err, &d, "another run altogether")
	short, _ := fakeFile(t, 32, 800)
	_, err = rerun(t, openBytes(t, short), 32, 800, func(r *journal.Record) {
		if r.Num > f.out.Count()-3 {
			r.Num = 0
		}
	})
	require.ErrorAs(t, err, &d)
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
	_, err = rerun(t, openBytes(t, b.Bytes()), 33, 300, same)
	var d *Difference
	require.ErrorAs(t, err, &d)
	require.Contains(t, d.What, "the digests differ")

	c, err := NewComparer(openBytes(t, b.Bytes()), &f.static, &f.names)
	require.NoError(t, err)
	for i := range k.records {
		require.NoError(t, c.Record(&k.records[i]))
	}
	more := k.records[0]
	more.Num = f.out.Count() + 1
	require.ErrorAs(t, c.Record(&more), &d)
	require.Equal(t, "the file ends and the run goes on", d.What)
	require.Equal(t, more.Num, d.Num)
}

func TestVerifyComparesThePage(t *testing.T) {
	b, f := fakeFile(t, 34, 200)
	f.static.Title = "A made-up run, told otherwise"
	_, err := NewComparer(openBytes(t, b), &f.static, &f.names)
	var d *Difference
	require.ErrorAs(t, err, &d)
	require.Contains(t, d.File, "A made-up run\"")
	require.Contains(t, d.Rerun, "told otherwise")
}

// A file that was cut is compared as far as it goes.
func TestVerifyTruncated(t *testing.T) {
	b, f := fakeFile(t, 35, 1500)
	file := openBytes(t, b[:len(b)/2])
	require.NotNil(t, file.Truncated)
	n, err := rerun(t, file, 35, 1500, same)
	require.NoError(t, err)
	require.Positive(t, n)
	require.Less(t, n, f.out.Count())
	_, err = rerun(t, openBytes(t, b[:len(b)/2]), 35, 1500, func(r *journal.Record) {
		if r.Num == 5 {
			r.Subject++
		}
	})
	require.True(t, errors.As(err, new(*Difference)))
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
			require.True(t, rep.Whole)
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
			require.Equal(t, f.out.Count(), rep.Records)
			require.Len(t, openBytes(t, out).Attachments(), len(fakeSources)-1)

			_, err := Recover(bytes.NewReader(b[:100]), 100, &bytes.Buffer{})
			require.ErrorContains(t, err, "nothing recovered")
		})
	}
}
