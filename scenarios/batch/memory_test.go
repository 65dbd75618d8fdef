package batch_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios"
	"entente/scenarios/batch"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim/files"
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
	made, first, most := 0, int64(0), int64(0)
	made2, err := f.RunShard(ctx, batch.Share{Of: 1}, batch.Pace{Part: 1000, Pool: sweep.Pool{Workers: 2, Step: func(bool) {
		switch made++; {
		case made == 200:
			first = batch.Held()
		case made > 200 && made%(runs/10) == 0:
			most = max(most, batch.Held()-first)
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

// weighing is a disk that looks what is in use as bytes go by.
type weighing struct {
	files.Disk
	every, since int
	most         int64
}

func (d *weighing) Create(name string) (files.File, error) {
	f, err := d.Disk.Create(name)
	return &weighingFile{f, d}, err
}

type weighingFile struct {
	files.File
	disk *weighing
}

func (f *weighingFile) Write(b []byte) (int, error) {
	if f.disk.since += len(b); f.disk.since > f.disk.every {
		f.disk.since, f.disk.most = 0, max(f.disk.most, batch.Held())
	}
	return f.File.Write(b)
}

// A merge of shares whose rows alternate, more of them than are read at once, holds
// hardly more for many rows than for few: of the others it knows where they lie.
func TestMemoryDoesNotGrowWithRowsOfAMerge(t *testing.T) {
	depth.NeedFull(t, "merges 8,000 rows twice")
	runs := depth.Pick(0, 8000, 100_000)
	d := &weighing{every: depth.Pick(0, 1<<20, 8<<20)}
	text := strings.NewReplacer("n: 1000}", fmt.Sprintf("n: %d}", runs/100)).Replace(many)
	p, err := study.NewPlan(filepath.Join(t.TempDir(), "study.yaml"), []byte(text))
	require.NoError(t, err)
	f, err := batch.Prepare(filepath.Join(t.TempDir(), "out"), p, []byte(text), files.NewStore(d), "0", "build")
	require.NoError(t, err)
	batch.ForgeShares(t, f, 3*batch.MostOpen)
	first := batch.Held()
	m, err := f.Merge(false)
	require.NoError(t, err)
	require.EqualValues(t, runs, m.Rows)
	require.NotZero(t, d.most)
	t.Logf("%d MB before, %d MB more at most while %d rows of %d columns were merged", first>>20, (d.most-first)>>20, runs, len(f.Table.Columns))
	require.Less(t, d.most-first, int64(len(f.Table.Columns))*batch.Merging)
}

// What a plan says of memory before its first run is what its runs come to: no less, and
// not several times as much.
func TestMemoryIsForetold(t *testing.T) {
	depth.NeedFull(t, "runs twelve nations 20 times")
	library, err := scenarios.LibraryStudy("liaison-or-platform")
	require.NoError(t, err)
	text := strings.NewReplacer("n: 30}", "n: 1}", "n: 12,", "n: 4,").Replace(string(library))
	f := folder(t, filepath.Join(t.TempDir(), "out"), text)
	need, err := batch.Probe(f.Plan, 3, time.Now)
	require.NoError(t, err)
	before, most := batch.Held(), int64(0)
	_, err = f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Pool: sweep.Pool{Workers: 2, Step: func(bool) { most = max(most, batch.Held()-before) }}})
	require.NoError(t, err)
	t.Logf("foretold: %d MB of the plan, %d MB each, %d MB in all; two workers kept %d MB", need.Plan>>20, need.Worker>>20, need.Memory(2)>>20, most>>20)
	require.Greater(t, need.Worker, int64(4<<20), "a worker keeps all records of a run")
	require.Less(t, most, 2*need.Worker)
	require.Greater(t, most, need.Worker/2)
	require.InDelta(t, 9*need.Worker, need.Memory(8)-need.Memory(2), 8, "six workers more, and half as much again")
}
