package main

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// The tree is read in this process: a child's reads would be invisible to the
// test cache, and a violation could pass as "ok (cached)".
func TestImportGraphHolds(t *testing.T) {
	found, err := breaches(os.DirFS("../.."))
	require.NoError(t, err)
	for _, f := range found {
		t.Error(f)
	}
}

// A package that was renamed must not fall out of the rules in silence.
func TestEveryRoomIsThere(t *testing.T) {
	named := strings.Fields(settled)
	for _, f := range floors {
		named = append(named, f.pkg)
	}
	require.Empty(t, withoutSource(os.DirFS("../.."), named))
	require.Equal(t, []string{"gone", "empty"}, withoutSource(fstest.MapFS{"here/a.go": {}, "empty/a.md": {}}, []string{"here", "gone", "empty"}))
	_, err := lint(newLoader("testdata"), "gone")
	require.Error(t, err)
}

// withoutSource gives the packages that have no source.
func withoutSource(root fs.FS, pkgs []string) (gone []string) {
	for _, pkg := range pkgs {
		if found, err := fs.Glob(root, pkg+"/*.go"); err != nil || len(found) == 0 {
			gone = append(gone, pkg)
		}
	}
	return gone
}

// The rows are the graph and no more: each package has one row, all of them are there,
// and whatever a row allows is used. A row that allowed more would be no wall.
func TestImportGraphIsExact(t *testing.T) {
	root := os.DirFS("../..")
	used, err := imported(root)
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, f := range floors {
		require.False(t, seen[f.pkg], "%s has two rows", f.pkg)
		seen[f.pkg] = true
		require.Contains(t, used, f.pkg, "a row for a package that is not there")
		for _, may := range strings.Fields(f.may) {
			require.True(t, used[f.pkg][module+"/"+may], "%s may import %s and does not: take it out of the row", f.pkg, may)
		}
	}
	require.Len(t, used, len(floors), "packages with files, and rows")
}

func TestImportGraphCanFail(t *testing.T) {
	cases := map[string]struct {
		file, imp, why string
	}{
		"a leg leans on the other":   {"replay/a.go", "entente/agents", "the file explains itself"},
		"the ground leans upward":    {"sim/a.go", "entente/sim/journal", "the kernel knows no domain word"},
		"a clock on the wall":        {"agents/a.go", "time", "wall clock"},
		"a part of a banned package": {"sim/a.go", "math/rand/v2", "keyed hash"},
		"a test library in product":  {"agents/a.go", "github.com/stretchr/testify/require", "does not assert"},
		"yaml outside its door":      {"agents/a.go", "gopkg.in/yaml.v3", "one package knows them"},
		"a module nobody chose":      {"scenarios/a_test.go", "example.org/thing", "needs a row"},
		"a package without a floor":  {"helpers/a.go", "fmt", "has no floor"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tree := fstest.MapFS{c.file: {Data: []byte("package p\nimport _ \"" + c.imp + "\"\n")}}
			found, err := breaches(tree)
			require.NoError(t, err)
			require.Len(t, found, 1)
			require.Contains(t, found[0], c.why)
		})
	}
}

func TestImportGraphLetsTestsCross(t *testing.T) {
	tree := fstest.MapFS{"replay/a_test.go": {Data: []byte("package replay_test\nimport (\n_ \"entente/agents\"\n_ \"time\"\n_ \"pgregory.net/rapid\"\n)\n")}}
	found, err := breaches(tree)
	require.NoError(t, err)
	require.Empty(t, found)
}
