package batch_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios/batch"
)

// Readers of other people, DuckDB and hyparquet, find in every table that a sweep
// writes what its CSV has, cell by cell, over several row groups.
func TestOtherReadersReadTables(t *testing.T) {
	node := depth.Need(t, "node")
	for _, name := range []string{"@duckdb/node-api", "hyparquet"} {
		if _, err := os.Stat(filepath.Join("testdata/node/node_modules", name)); err != nil {
			depth.Missing(t, name+" (`npm ci` in scenarios/batch/testdata/node)")
		}
	}
	f := folder(t, t.TempDir(), strings.NewReplacer("n: 3}", "n: 1}\nuntil: D+3", "every: 12h", "every: 3m").Replace(asked))
	_, err := f.RunShard(context.Background(), batch.Share{Of: 1}, batch.Pace{})
	require.NoError(t, err)
	m, err := f.Merge(false)
	require.NoError(t, err)
	for words, rows := range map[string]int{"runs dictionary": int(m.Rows), "series series-dictionary": int(m.Rows) * f.Plan.Series.Count} {
		table, dictionary, _ := strings.Cut(words, " ")
		out, err := exec.Command(node, "testdata/node/read.mjs", filepath.Join(f.Path, table+".parquet"), filepath.Join(f.Path, table+".csv"), filepath.Join(f.Path, dictionary+".json")).Output()
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			t.Fatalf("%v\n%s", err, exit.Stderr)
		}
		require.NoError(t, err)
		type seen struct{ Rows, Cells, Empty int }
		var got struct{ Duckdb, Hyparquet seen }
		require.NoError(t, json.Unmarshal(out, &got))
		require.Equal(t, got.Duckdb, got.Hyparquet)
		require.Equal(t, rows, got.Duckdb.Rows)
		require.Positive(t, got.Duckdb.Empty)
		if table == "series" {
			require.Greater(t, rows, 10_000, "more than one row group")
		}
	}
}
