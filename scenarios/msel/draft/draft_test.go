package draft_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/msel/draft"
	"entente/scenarios/msel/intake"
	"entente/scenarios/msel/sheet"
)

// reading takes a list in as an import without a mapping file does.
func reading(t *testing.T, name string) *intake.Reading {
	file, err := os.Open(name)
	require.NoError(t, err)
	defer file.Close()
	info, err := file.Stat()
	require.NoError(t, err)
	_ = info
	b, err := sheet.Read(filepath.Base(name), file)
	require.NoError(t, err)
	p, err := intake.Propose(b, nil)
	require.NoError(t, err)
	m, err := intake.ReadMap("map.yaml", p.Text)
	require.NoError(t, err)
	r, err := intake.Read(b, m, nil)
	require.NoError(t, err)
	require.NoError(t, r.Err())
	return r
}

// Every list of the corpus becomes a scenario that has no problem, twice the same, with
// every entry in it.
func TestListsBecomeScenarios(t *testing.T) {
	for _, pattern := range []string{"*.csv", "*.tsv", "*.txt", "*.xlsx"} {
		names, err := filepath.Glob("../intake/testdata/" + pattern)
		require.NoError(t, err)
		for _, name := range names {
			t.Run(filepath.Base(name), func(t *testing.T) {
				r := reading(t, name)
				d := draft.Draft{Name: "mine", From: filepath.Base(name), Reading: r}
				yaml, guesses, sc, err := d.Make()
				require.NoError(t, err, yaml)
				require.NotEmpty(t, guesses)
				require.Len(t, sc.Static.Entries, len(r.Table.Rows))
				again := draft.Draft{Name: "mine", From: filepath.Base(name), Reading: reading(t, name)}
				same, _, _, err := again.Make()
				require.NoError(t, err)
				require.Equal(t, yaml, same)
				require.NotContains(t, yaml, strings.Repeat(" ", 4)+"number:")
			})
		}
	}
}
