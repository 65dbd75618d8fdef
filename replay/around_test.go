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
	require.NoError(t, whole.number())
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
	require.NoError(t, whole.number())
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
