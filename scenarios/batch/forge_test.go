package batch

import (
	"os"
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
	w, err := results.NewWriter(file, f.Table)
	require.NoError(t, err)
	require.NoError(t, w.Write(out.row))
	require.NoError(t, f.label(w, &Made{Build: "b"}))
	require.NoError(t, w.Close())
}

// Fewer joins files of shares, as a merge begins to.
func Fewer(f *Folder) error {
	names, err := f.list()
	if err == nil {
		_, err = f.fewer(names, shardMark, f.Table)
	}
	return err
}
