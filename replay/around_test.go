package replay

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/sim/journal"
)

// broken is a file of which some chunks are damaged in their middle.
func broken(b []byte, f *File, chunks ...int) []byte {
	b = bytes.Clone(b)
	for _, i := range chunks {
		b[f.chunks[i].off+f.chunks[i].length/2] ^= 0x40
	}
	return b
}

// Behind a broken chunk a file goes on with the numbers that its records have; what is
// missing is named, and how things stood is told only where a keyframe says it.
func TestAroundDamageInTheMiddle(t *testing.T) {
	b, _ := fakeFile(t, 31, 14_000)
	whole := openBytes(t, b)
	require.NoError(t, whole.numberChunks())
	last := len(whole.chunks) - 1
	require.Greater(t, last, 8)
	sets := [][]int{{2}, {last / 2}, {last / 2, last/2 + 1}, {3, last - 1}}
	for i := 4; i < last; i += depth.Pick(last, 9, 1) {
		sets = append(sets, []int{i})
	}
	for _, set := range sets {
		bad := broken(b, whole, set...)
		f, err := Around(bytes.NewReader(bad), int64(len(bad)))
		require.NoError(t, err, set)
		require.Equal(t, whole.Count(), f.Count(), "the numbers are those of the run")
		require.NotNil(t, f.Truncated)
		var missing []journal.Num
		for _, i := range set {
			for n := whole.chunks[i].first; n < whole.chunks[i+1].first; n++ {
				missing = append(missing, n)
			}
		}
		var got []journal.Num
		w := f.Prove()
		for {
			r, err := w.Next()
			require.NoError(t, err, set)
			if r == nil {
				break
			}
			want, err := whole.Record(r.Num)
			require.NoError(t, err)
			require.Equal(t, want.ID, r.ID)
			got = append(got, r.Num)
		}
		require.ErrorIs(t, w.Proof(), ErrUnproved)
		require.Equal(t, int(f.Count())-len(missing), len(got))
		sum := int64(0)
		for _, h := range f.Holes() {
			if sum += h.Missing(); h.Missing() > 0 {
				require.LessOrEqual(t, h.From, h.Until)
			}
		}
		require.Len(t, missing, int(sum))
		for _, n := range missing {
			require.NotContains(t, got, n)
			_, err := f.Record(n)
			require.ErrorContains(t, err, "cannot be read")
			_, err = f.Upto(n)
			require.Error(t, err)
		}
		holdsAround(t, whole, f, missing)
	}
}

// holdsAround wants the state of a file with holes to be that of the whole one, or to be
// refused where records before it are missing.
func holdsAround(t *testing.T, whole, f *File, missing []journal.Num) {
	resumes := journal.Num(0)
	if last := f.Holes()[len(f.Holes())-1]; last.Missing() > 0 {
		n, ok := f.Resumes(&last)
		require.True(t, ok || last.Last > f.Count()-keyframeEvery)
		resumes = n
	}
	told, refused := 0, 0
	for n := journal.Num(1); n <= f.Count(); n += 397 {
		want, err := whole.Upto(n)
		require.NoError(t, err)
		got, err := f.Upto(n)
		switch {
		case err == nil:
			require.Equal(t, want.Holdings(), got.Holdings(), "after record %d", n)
			require.Equal(t, want.Transits(), got.Transits())
			told++
		case !slices.Contains(missing, n):
			require.ErrorIs(t, err, ErrUnclear)
			refused++
		}
		if n < missing[0] || resumes > 0 && n >= resumes {
			require.NoError(t, err, "record %d", n)
		}
		if at, e := f.At(want.At); e == nil {
			require.GreaterOrEqual(t, at.Num, n)
		}
	}
	require.Positive(t, told)
}

// What claims to lie behind a hole is bounded by what its bytes can hold.
func TestHoleHoldsNoMoreThanItsBytes(t *testing.T) {
	b, _ := fakeFile(t, 31, 6000)
	whole := openBytes(t, b)
	require.NoError(t, whole.numberChunks())
	last := len(whole.chunks) - 1
	n := uint64(whole.Count() - whole.chunks[last].first + 1) // records of the last chunk
	for _, x := range []struct {
		before uint64 // records before the hole
		length int64
		fits   bool
	}{{100, 1 << 20, true}, {100, 1000, false}, {uint64(whole.Count()), 1 << 20, false}} {
		whole.records = x.before + n
		ok, err := whole.numberBehind([]Hole{{Damage: damaged(whole.chunks[2].off, "a chunk"), Length: x.length}})
		require.NoError(t, err)
		require.Equal(t, x.fits, ok, "%+v", x)
	}
}

// Where the length of a chunk is broken, the next chunk is found all the same, also where
// the file was cut besides; only the records of that chunk are missing. So it is where
// something is broken before the first chunk.
func TestAroundDamageInALength(t *testing.T) {
	b, _ := fakeFile(t, 31, 14_000)
	whole := openBytes(t, b)
	require.NoError(t, whole.numberChunks())
	i := len(whole.chunks) / 2
	for _, x := range []struct {
		name string
		at   int64 // byte that is broken
		bit  byte
	}{{"longer", 3, 0x40}, {"longer than the file", 7, 0x40}, {"shorter", 1, 0x10}, {"another sort of record", 0, 0x40}} {
		for _, cut := range []bool{false, true} {
			t.Run(x.name, func(t *testing.T) {
				bad, missing := bytes.Clone(b), whole.chunks[i+1].first-whole.chunks[i].first
				bad[whole.chunks[i].off+x.at] ^= x.bit
				last := whole.Count()
				if cut {
					bad, last = bad[:whole.chunks[len(whole.chunks)-1].off+100], whole.chunks[len(whole.chunks)-1].first-1
				}
				f, err := Around(bytes.NewReader(bad), int64(len(bad)))
				require.NoError(t, err)
				require.Equal(t, last, f.Count())
				sum := int64(0)
				for _, h := range f.Holes() {
					sum += h.Missing()
				}
				require.EqualValues(t, missing, sum)
				for n := journal.Num(1); n <= last; n += 211 {
					r, err := f.Record(n)
					if n >= whole.chunks[i].first && n < whole.chunks[i+1].first {
						require.Error(t, err)
						continue
					}
					require.NoError(t, err)
					want, err := whole.Record(n)
					require.NoError(t, err)
					require.Equal(t, want.ID, r.ID)
				}
			})
		}
	}
	bad := bytes.Clone(b)
	bad[8+3] ^= 0x40 // the length of the header
	f, err := Around(bytes.NewReader(bad), int64(len(bad)))
	require.NoError(t, err)
	require.Equal(t, whole.Count(), f.Count())

	bad = bytes.Clone(b) // the first chunk has the page of names
	bad[whole.chunks[0].off+whole.chunks[0].length/2] ^= 0x40
	_, err = Around(bytes.NewReader(bad), int64(len(bad)))
	require.Error(t, err)
}

// A file without its end whose chunk was taken for another sort of record goes no further
// than to it: what follows has other numbers than it would be given.
func TestUnfinishedFileEndsBeforeWhatIsMissing(t *testing.T) {
	b, _ := fakeFile(t, 31, 14_000)
	whole := openBytes(t, b)
	require.NoError(t, whole.numberChunks())
	i := len(whole.chunks) / 2
	bad := bytes.Clone(b[:whole.chunks[len(whole.chunks)-1].off+100])
	bad[whole.chunks[i].off] ^= 0x01
	f, err := Open(bytes.NewReader(bad), int64(len(bad)))
	require.NoError(t, err)
	require.Equal(t, whole.chunks[i].first-1, f.Count())
	require.ErrorContains(t, f.Truncated, "are missing")
	var saved bytes.Buffer
	rep, err := Recover(bytes.NewReader(bad), int64(len(bad)), &saved)
	require.NoError(t, err)
	require.Equal(t, whole.chunks[i].first-1, rep.Records)
}
