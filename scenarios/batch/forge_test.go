package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/results"
)

// Forge writes a share of one run whose digest nobody gets.
func Forge(t *testing.T, f *Folder, name string, run int) {
	t.Helper()
	m, err := newMaker(f.Plan, f.Table)
	require.NoError(t, err)
	out, err := m.run(run)
	require.NoError(t, err)
	out.row[f.Table.Find("digest")] = results.String(strings.Repeat("0", 64))
	file, err := os.Create(name)
	require.NoError(t, err)
	defer file.Close()
	w, err := results.NewPiece(file, f.Table)
	require.NoError(t, err)
	require.NoError(t, w.Write(out.row))
	require.NoError(t, f.label(w, &Made{Build: "b"}))
	require.NoError(t, w.Close())
}

// Merging is how many bytes of each column a merge may hold, and MostOpen how many files
// it reads at once.
const (
	Merging  = merging
	MostOpen = mostOpen
)

// Held is how many bytes are in use.
func Held() int64 { return liveBytes() }

// Fewer joins files of shares, as a merge begins to.
func Fewer(f *Folder) error {
	names, err := f.list()
	if err == nil {
		_, err = f.limitParts(names, shardMark, f.Table)
	}
	return err
}

// ForgeShares writes the whole of a plan as so many shares, of rows that one run gave and
// that differ where rows do: a table too big to make is merged as if it had been made.
func ForgeShares(t *testing.T, f *Folder, of int) {
	t.Helper()
	m, err := newMaker(f.Plan, f.Table)
	require.NoError(t, err)
	out, err := m.run(0)
	require.NoError(t, err)
	digest, command := f.Table.Find("digest"), f.Table.Find("command")
	require.NoError(t, os.MkdirAll(filepath.Join(f.Path, shardsName), 0o755))
	for i := range of {
		s := Share{i, of}
		file, err := os.Create(filepath.Join(f.Path, shardsName, s.file()))
		require.NoError(t, err)
		w, err := results.NewPiece(file, f.Table)
		require.NoError(t, err)
		row := slices.Clone(out.row)
		for run := s.Index; run < f.Plan.Runs(); run += s.Of {
			row[0] = results.Int(int64(run))
			row[digest] = results.String(fmt.Sprintf("%064x", uint64(run)*0x9e3779b97f4a7c15))
			row[command] = results.String(fmt.Sprintf("%s %d", out.row[command].S, run))
			for c := command + 1; c < len(row); c++ {
				if x := &row[c]; x.Has && f.Table.Columns[c].Type == results.Real {
					*x = results.Float(out.row[c].F + float64(run*c%1009))
				} else if x.Has && f.Table.Columns[c].Type == results.Whole {
					*x = results.Int(out.row[c].I + int64(run*c%1009))
				}
			}
			require.NoError(t, w.Write(row))
		}
		require.NoError(t, f.label(w, &Made{Share: s.String(), Build: "b", Runs: f.Plan.Runs() / of}))
		require.NoError(t, w.Close())
		require.NoError(t, file.Close())
	}
}
