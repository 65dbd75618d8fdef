package batch_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/scenarios"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
	"entente/sim/files"
	"entente/sim/notation"
)

const asked = `
study: 1
name: small
scenario: three-nations
replications: {n: 3}
options:
  - {id: none}
  - {id: quick, set: {channels.siena.latency: 30s}}
factors:
  relations.*.trust: {from: 0.2, to: 0.9}
  channels.*.latency: {values: [30s, 2h]}
blocks:
  - {id: spread, design: latin, n: 5}
series: {every: 12h, measures: [M1, M6]}
`

func folder(t *testing.T, dir, text string) *batch.Folder {
	p, err := study.NewPlan(filepath.Join(t.TempDir(), "study.yaml"), []byte(text))
	require.NoError(t, err)
	f, err := batch.Prepare(dir, p, []byte(text), files.NewStore(files.Disk{}), "0", "build")
	require.NoError(t, err)
	return f
}

func sum(t *testing.T, dir string) string {
	h := sha256.New()
	for _, name := range []string{"runs.parquet", "series.parquet"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if name == "runs.parquet" {
			require.NoError(t, err)
		}
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// All ways to make the runs of a study give the same bytes: one worker or several, one
// share or seven in any order, stopped on the way and gone on with, or with fewer
// replications first.
func TestEveryWayGivesTheSameBytes(t *testing.T) {
	share := func(f *batch.Folder, i, of, workers int) {
		_, err := f.RunShard(context.Background(), batch.Share{Index: i, Of: of}, batch.Pace{Pool: sweep.Pool{Workers: workers}})
		require.NoError(t, err)
	}
	run := func(name string, work func(f *batch.Folder)) (string, string) {
		dir := t.TempDir()
		if strings.Contains(name, "more replications") {
			first := folder(t, dir, strings.Replace(asked, "n: 3}", "n: 1}", 1))
			share(first, 0, 1, 1)
			m, err := first.Merge(false)
			require.NoError(t, err)
			require.Equal(t, int64(10), m.Rows)
		}
		f := folder(t, dir, asked)
		work(f)
		m, err := f.Merge(false)
		require.NoError(t, err, name)
		require.Equal(t, int64(30), m.Rows)
		require.Zero(t, m.Failed)
		return sum(t, dir), m.Digest
	}
	want, digest := run("one worker", func(f *batch.Folder) { share(f, 0, 1, 1) })
	for name, work := range map[string]func(f *batch.Folder){
		"four workers": func(f *batch.Folder) { share(f, 0, 1, 4) },
		"seven shares": func(f *batch.Folder) {
			for _, i := range []int{3, 0, 6, 1, 5, 2, 4} {
				share(f, i, 7, 2)
			}
		},
		"stopped": func(f *batch.Folder) {
			ctx, stop := context.WithCancel(context.Background())
			n := 0
			made, err := f.RunShard(ctx, batch.Share{Of: 1}, batch.Pace{Pool: sweep.Pool{Workers: 2, Step: func(bool) {
				if n++; n == 4 {
					stop()
				}
			}}})
			require.GreaterOrEqual(t, made, 4)
			if made < 30 { // else the runs were over before they were told
				require.ErrorIs(t, err, sweep.ErrStopped)
			}
			share(f, 0, 1, 2)
		},
		"two shapes": func(f *batch.Folder) {
			share(f, 1, 3, 1)
			share(f, 0, 1, 1)
		},
		"merged, then more replications": func(f *batch.Folder) { share(f, 0, 1, 1) },
	} {
		got, d := run(name, work)
		require.Equal(t, want, got, name)
		require.Equal(t, digest, d, name)
	}
}

// Any row is the run of its configuration's settings, as run --set makes it: whether a
// factor is a parameter or has the scenario compiled again, and whoever shares what was
// compiled.
func TestARowIsTheRunOfItsSettings(t *testing.T) {
	f := folder(t, t.TempDir(), asked)
	_, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Pool: sweep.Pool{Workers: 3}})
	require.NoError(t, err)
	_, err = f.Merge(false)
	require.NoError(t, err)
	file, err := os.Open(filepath.Join(f.Path, "runs.parquet"))
	require.NoError(t, err)
	defer file.Close()
	st, err := file.Stat()
	require.NoError(t, err)
	r, err := results.NewReader(file, st.Size(), f.Table)
	require.NoError(t, err)
	row, digest := make(results.Row, len(f.Table.Columns)), f.Table.Find("digest")
	seen := map[string]bool{}
	for i := range f.Plan.Runs() {
		require.NoError(t, r.Read(row))
		seen[row[digest].S] = true
		if i%3 > 0 {
			continue
		}
		run := f.Plan.Run(i)
		c := f.Plan.Config(run.Config)
		s, err := scenarios.Load("three-nations", scenarios.Options{Set: append(f.Plan.Options[c.Option].Set, f.Plan.Settings(&c)...)})
		require.NoError(t, err)
		w := agents.New(s.Spec, f.Plan.Seed(&c, run.Rep))
		require.NoError(t, w.Run())
		require.Equal(t, w.Digest().String(), row[digest].S, "run %d", i)
	}
	require.Len(t, seen, 15, "the factor overrules what the option sets")
}

func TestAFolderBelongsToOnePlan(t *testing.T) {
	dir := t.TempDir()
	folder(t, dir, asked)
	text := strings.Replace(asked, "0.9", "0.8", 1)
	p, err := study.NewPlan("study.yaml", []byte(text))
	require.NoError(t, err)
	store := files.NewStore(files.Disk{})
	_, err = batch.Prepare(dir, p, []byte(text), store, "0", "build")
	require.ErrorIs(t, err, batch.ErrOtherPlan)
	p, err = study.NewPlan("study.yaml", []byte(asked))
	require.NoError(t, err)
	_, err = batch.Prepare(dir, p, []byte(asked), store, "1", "build")
	require.ErrorIs(t, err, batch.ErrOtherPlan)
	f, err := batch.Prepare(dir, p, []byte(asked), store, "0", "another build")
	require.NoError(t, err)
	require.Contains(t, f.Warning, "another build of the program")
}

// A row of a series is what the run's measures would be, had it been stopped there.
func TestSeriesAreRunsThatStopEarlier(t *testing.T) {
	text := strings.Replace(asked, "replications: {n: 3}", "until: D+2", 1)
	f := folder(t, t.TempDir(), text)
	_, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
	require.NoError(t, err)
	m, err := f.Merge(false)
	require.NoError(t, err)
	require.NotEmpty(t, m.Series)
	rows := rowsOf(t, f.Path, "series.parquet", f.Series)
	require.Len(t, rows, 10*f.Plan.Series.Count)
	require.Greater(t, f.Plan.Series.Count, 2)
	came := 0
	for _, until := range []string{"T+12h", "T+36h"} {
		short := folder(t, t.TempDir(), strings.Replace(strings.Replace(text, "series:", "# series:", 1), "until: D+2", "until: "+until, 1))
		_, err := short.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
		require.NoError(t, err)
		_, err = short.Merge(false)
		require.NoError(t, err)
		at, err := notation.ParseDuration(until[2:])
		require.NoError(t, err)
		for _, run := range rowsOf(t, short.Path, "runs.parquet", short.Table) {
			row := rows[int(run[0].I)*f.Plan.Series.Count+int(at/f.Plan.Series.Every)-1]
			require.Equal(t, int64(at), row[1].I)
			for i, c := range f.Series.Columns[2:] {
				require.Equal(t, run[short.Table.Find(c.Name)], row[2+i], "%s of run %d at %s", c.Name, run[0].I, until)
				if row[2+i].S == "ok" {
					came++
				}
			}
		}
	}
	require.Greater(t, came, 10)
}

func rowsOf(t *testing.T, dir, name string, table *results.Table) (rows []results.Row) {
	file, err := os.Open(filepath.Join(dir, name))
	require.NoError(t, err)
	defer file.Close()
	st, err := file.Stat()
	require.NoError(t, err)
	r, err := results.NewReader(file, st.Size(), table)
	require.NoError(t, err)
	for {
		row := make(results.Row, len(table.Columns))
		if err := r.Read(row); err == io.EOF {
			return rows
		} else {
			require.NoError(t, err)
		}
		rows = append(rows, row)
	}
}

// A run that fails is a row with its error, the rest goes on, and it alone is made again
// when that is asked for.
func TestAFailingRunIsARow(t *testing.T) {
	dir := t.TempDir()
	text := strings.Replace(asked, "replications: {n: 3}", "replications: {n: 1}\nlimits: {max_events: 40}", 1)
	f := folder(t, dir, text)
	failed := 0
	made, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Pool: sweep.Pool{Workers: 2, Step: func(bad bool) {
		if bad {
			failed++
		}
	}}})
	require.NoError(t, err)
	require.Equal(t, 10, made)
	require.Equal(t, 10, failed)
	again, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
	require.NoError(t, err)
	require.Zero(t, again)
	again, err = f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Retry: true})
	require.NoError(t, err)
	require.Equal(t, 10, again)
	m, err := f.Merge(false)
	require.NoError(t, err)
	require.Equal(t, 10, m.Failed)
	row := rowsOf(t, dir, "runs.parquet", f.Table)[0]
	require.Contains(t, row[f.Table.Find("error")].S, "events")
	require.False(t, row[f.Table.Find("M3")].Has)
}

func TestAMergeTellsWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	f := folder(t, dir, asked)
	_, err := f.RunShard(context.Background(), batch.Share{Index: 1, Of: 3}, batch.Pace{})
	require.NoError(t, err)
	_, err = f.Merge(false)
	require.EqualError(t, err, "20 of 30 runs are missing, the first of them [0 2 3 5 6 8 9 11 12 14]")
	m, err := f.Merge(true)
	require.NoError(t, err)
	require.Equal(t, int64(10), m.Rows)
	for _, bad := range []string{"", "3", "7/7", "-1/4", "x/3", "0/0"} {
		_, err := batch.ParseShare(bad)
		require.Error(t, err, bad)
	}
}
