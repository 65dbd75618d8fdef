package batch_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/scenarios/batch"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/scenarios/sweep"
)

// Each study of the library can be read, planned and run, and its options are not the
// same thing under several names. A few rows of it are run: one or few points, once.
func TestStudiesOfTheLibraryRun(t *testing.T) {
	small := regexp.MustCompile(`\bn: \d+`)
	levels := regexp.MustCompile(`\[0, 0\.2, 0\.4, 0\.6, 0\.8\]`)
	require.Len(t, scenarios.Studies(), 3)
	for _, x := range scenarios.Studies() {
		require.NotEmpty(t, x.Title)
		require.NotEmpty(t, x.Says)
		whole, err := study.Read(x.Name)
		require.NoError(t, err)
		require.Equal(t, x.Name, string(whole.Study.Name))
		require.Greater(t, whole.Runs(), 1000)
		text, err := scenarios.LibraryStudy(x.Name)
		require.NoError(t, err)
		text = levels.ReplaceAll(small.ReplaceAll(text, []byte("n: 1")), []byte("[0.8]"))
		f := folder(t, filepath.Join(t.TempDir(), "out"), string(text))
		_, err = f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{Pool: sweep.Pool{Workers: 2}})
		require.NoError(t, err)
		m, err := f.Merge(false)
		require.NoError(t, err)
		require.Zero(t, m.Failed)
		file, err := os.Open(filepath.Join(f.Path, "runs.parquet"))
		require.NoError(t, err)
		defer file.Close()
		st, err := file.Stat()
		require.NoError(t, err)
		r, err := results.NewReader(file, st.Size(), f.Table)
		require.NoError(t, err)
		row, option, digest := make(results.Row, len(f.Table.Columns)), f.Table.Find("option"), f.Table.Find("digest")
		seen := map[string]string{}
		for r.Read(row) != io.EOF {
			other, same := seen[row[digest].S]
			require.False(t, same, "%s: %s is the same run as %s", x.Name, row[option].S, other)
			seen[row[digest].S] = row[option].S
		}
		require.Len(t, seen, f.Plan.Runs())
	}
	_, err := study.Read("liaison-or-platfrom")
	require.ErrorContains(t, err, "liaison-or-platfrom is no study of the library")
	_, err = study.Read("nowhere.yaml")
	require.ErrorIs(t, err, os.ErrNotExist)
}
