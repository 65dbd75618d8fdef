package results

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// A merge of many files holds pages of those alone whose rows are about to come, however
// many there are: files that follow each other are open one at a time.
func TestAMergeHoldsFewFilesAtOnce(t *testing.T) {
	table := &Table{Name: "t", Keys: 1, Columns: []Column{{Name: "run", Type: Whole}, {Name: "x", Type: Text, Optional: true}}}
	file := func(from, step, n int) *Reader {
		var b bytes.Buffer
		w, err := NewWriter(&b, table)
		require.NoError(t, err)
		for i := range n {
			require.NoError(t, w.Write(Row{Int(int64(from + i*step)), String("text")}))
		}
		require.NoError(t, w.Close())
		r, err := NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()), table)
		require.NoError(t, err)
		return r
	}
	for name, x := range map[string]struct {
		from, step func(k int) int
		most       int
	}{
		"one after the other": {func(k int) int { return 200 * k }, func(int) int { return 1 }, 2},
		"overlapping":         {func(k int) int { return 150 * k }, func(int) int { return 1 }, 3},
		"interleaved":         {func(k int) int { return k }, func(int) int { return 40 }, 40},
	} {
		var readers []*Reader
		for k := 39; k >= 0; k-- {
			readers = append(readers, file(x.from(k), x.step(k), 200))
		}
		next, most := int64(0), 0
		require.NoError(t, Merge(table, readers, func(r Row) error {
			open := 0
			for _, x := range readers {
				if x.buf != nil {
					open++
				}
			}
			most = max(most, open)
			require.Equal(t, next, r[0].I, name)
			next++
			return nil
		}))
		require.LessOrEqual(t, most, x.most, name)
		require.Equal(t, int64(x.from(39)+x.step(39)*199+1), next)
	}
	empty := file(0, 1, 0)
	require.NoError(t, Merge(table, []*Reader{empty, file(3, 1, 1)}, func(r Row) error { require.Equal(t, int64(3), r[0].I); return nil }))
}
