package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// byNumber lists where an argument of a record is read by its number, in what reads
// records: an argument that moved in the vocabulary would be taken for another.
func byNumber(root fs.FS) (list []string, read int, err error) {
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		first, _, _ := strings.Cut(name, "/")
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(path.Base(name), ".") && name != "." || d.Name() == "testdata" || name == "cmd/dev" || name == "render/font"):
			return fs.SkipDir // letters have arguments too, and they are no records
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || first == "agents":
			return nil
		}
		read++
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if x, ok := n.(*ast.IndexExpr); ok {
				args, isSel := x.X.(*ast.SelectorExpr)
				if _, number := x.Index.(*ast.BasicLit); number && isSel && args.Sel.Name == "Args" {
					list = append(list, set.Position(x.Pos()).String())
				}
			}
			return true
		})
		return nil
	})
	return list, read, err
}

// Whoever reads a record names its arguments, as the vocabulary does.
func TestArgumentsAreReadByName(t *testing.T) {
	list, read, err := byNumber(os.DirFS("../.."))
	require.NoError(t, err)
	require.Greater(t, read, 500)
	require.Empty(t, list, "write r.Args[sentTo], with sentTo = journal.Sent.Field(\"to\")")

	list, _, err = byNumber(fstest.MapFS{"replay/a.go": {Data: []byte("package replay\nfunc f(r record) int { return r.Args[3] + r.Args[to] }\n")}})
	require.NoError(t, err)
	require.Equal(t, []string{"replay/a.go:2:31"}, list)
}
