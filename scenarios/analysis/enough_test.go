package analysis_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/analysis"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim/files"
)

const grows = `
study: 1
name: grows
scenario: three-nations
until: D+3
replications: {n: 2, more: {measure: M7, within: 0.4, most: 9}}
options:
  - {id: none}
  - {id: quick, set: {channels.siena.latency: 30s}}
`

// until makes batches until there is enough, each by so many shares.
func until(t *testing.T, text string, shares int) (known []*analysis.Known, digest string) {
	dir := t.TempDir()
	store := files.NewStore(files.Disk{})
	for {
		p, err := study.NewPlan(filepath.Join(t.TempDir(), "study.yaml"), []byte(text))
		require.NoError(t, err)
		f, err := batch.Prepare(dir, p, []byte(text), store, "0", "build")
		require.NoError(t, err)
		for i := range shares {
			_, err := f.RunShard(context.Background(), batch.Share{Index: shares - 1 - i, Of: shares}, batch.Pace{})
			require.NoError(t, err)
		}
		m, err := f.Merge(false)
		require.NoError(t, err)
		in, err := os.Open(filepath.Join(dir, "runs.parquet"))
		require.NoError(t, err)
		st, err := in.Stat()
		require.NoError(t, err)
		r, err := results.NewReader(in, st.Size(), f.Table)
		require.NoError(t, err)
		d, err := analysis.Load(p, r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		require.NoError(t, in.Close())
		k := analysis.Enough(d)
		if known = append(known, k); k.Next == 0 {
			return known, m.Digest
		}
		require.NoError(t, f.Grow(k.Next))
	}
}

// When there is enough is decided on whole batches, so it is the same however they were
// made, and what comes out is what a study of so many replications has.
func TestEnoughIsDecidedOnWholeBatches(t *testing.T) {
	known, digest := until(t, grows, 1)
	spread, same := until(t, grows, 5)
	require.Equal(t, known, spread)
	require.Equal(t, digest, same)
	last := known[len(known)-1]
	require.True(t, last.Enough)
	require.LessOrEqual(t, last.Widest.Half(), 0.4)
	require.Greater(t, len(known), 1)
	require.True(t, known[0].Alike, "two runs that came to the same prove nothing")
	for _, k := range known[:len(known)-1] {
		require.False(t, k.Enough)
		require.Equal(t, k.Widest.Groups+2, k.Next)
	}

	few, _ := until(t, strings.Replace(grows, "within: 0.4, most: 9", "within: 1%, most: 5, batch: 2", 1), 2)
	require.Equal(t, []int{4, 5, 0}, []int{few[0].Next, few[1].Next, few[2].Next}, "the last batch goes to the most")
	require.False(t, few[2].Enough)

	pairs, _ := until(t, strings.Replace(grows, "within: 0.4", "within: 0.4, of: differences", 1), 1)
	require.Equal(t, "quick", pairs[0].Option, "the baseline differs in nothing from itself")
}
