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
	row, err := m.row(run)
	require.NoError(t, err)
	row[f.Table.Find("digest")] = results.String(strings.Repeat("0", 64))
	out, err := os.Create(name)
	require.NoError(t, err)
	defer out.Close()
	w, err := results.NewWriter(out, f.Table)
	require.NoError(t, err)
	require.NoError(t, w.Write(row))
	require.NoError(t, f.label(w, &Made{Build: "b"}))
	require.NoError(t, w.Close())
}
