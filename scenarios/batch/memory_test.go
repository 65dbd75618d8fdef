package batch_test

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios/batch"
	"entente/scenarios/sweep"
)

// many is a study of small runs with more configurations than are kept compiled.
const many = `
study: 1
name: many
scenario: two-nations
until: D+1
replications: {n: 1000}
options: [{id: none}]
factors:
  model.patience: {from: 6h, to: 3d, scale: log}
blocks:
  - {id: spread, design: latin, n: 100}
`

// What a sweep holds in memory does not grow with its runs: nothing of a run stays but its
// row, until so many rows are written.
func TestMemoryDoesNotGrowWithRuns(t *testing.T) {
	runs := depth.Pick(1000, 4000, 100_000)
	f := folder(t, filepath.Join(t.TempDir(), "out"), many)
	require.Equal(t, 100_000, f.Plan.Runs())
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	held := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	made, first, most := 0, int64(0), int64(0)
	made2, err := f.RunShard(ctx, batch.Share{Of: 1}, batch.Pace{Part: 1000, Pool: sweep.Pool{Workers: 2, Step: func(bool) {
		switch made++; {
		case made == 200:
			first = held()
		case made > 200 && made%(runs/10) == 0:
			most = max(most, held()-first)
		}
		if made == runs {
			cancel()
		}
	}}})
	require.GreaterOrEqual(t, made2, runs-1)
	if runs < f.Plan.Runs() {
		require.ErrorIs(t, err, sweep.ErrStopped)
	}
	t.Logf("%d MB after 200 runs, %d MB more at most in %d", first>>20, most>>20, made)
	require.Less(t, most, int64(5<<20), "bytes that runs left behind")
	names, err := filepath.Glob(filepath.Join(f.Path, "shards", "*"))
	require.NoError(t, err)
	require.LessOrEqual(t, len(names), made/1000+2, "a file for a thousand runs, and none for a run")
}
