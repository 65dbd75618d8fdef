package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// A file is read in one go, and a function seen at once: a longer one hides a noun that
// wants a file, or a step that wants a name. Tests may tell longer stories.
const (
	longestFile     = 420 // lines
	longestFunction = 70
)

func TestFilesAndFunctionsAreShort(t *testing.T) {
	files, long := tooLong(t, os.DirFS("../.."))
	require.Greater(t, files, 500)
	require.Empty(t, long)

	body := strings.Repeat("\t_ = 1\n", longestFunction)
	files, long = tooLong(t, fstest.MapFS{
		"a/long.go":      {Data: []byte("package a\n" + strings.Repeat("\n", longestFile))},
		"a/function.go":  {Data: []byte("package a\n\nfunc f() {\n" + body + "}\n")},
		"a/long_test.go": {Data: []byte("package a\n" + strings.Repeat("\n", longestFile))},
	})
	require.Equal(t, 2, files)
	require.Equal(t, []string{"a/function.go: f has 72 lines", "a/long.go has 421 lines"}, long)
}

// tooLong counts the files of a tree that are no tests, and names what is too long in them.
func tooLong(t *testing.T, root fs.FS) (files int, long []string) {
	require.NoError(t, fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && name != ".") {
			return cmp.Or(err, error(fs.SkipDir))
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		files++
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, name, src, 0)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				if n := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1; n > longestFunction {
					long = append(long, fmt.Sprintf("%s: %s has %d lines", name, fn.Name.Name, n))
				}
			}
		}
		if n := strings.Count(string(src), "\n"); n > longestFile {
			long = append(long, fmt.Sprintf("%s has %d lines", name, n))
		}
		return nil
	}))
	return files, long
}
