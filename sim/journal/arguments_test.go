package journal

import (
	"go/ast"
	source "go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every argument of every kind has a constant with its place, named by both.
func TestArgumentsAreNamedAsInTheirShapes(t *testing.T) {
	places := map[string]int{}
	f, err := source.ParseFile(token.NewFileSet(), "arguments.go", nil, 0)
	require.NoError(t, err)
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			places[v.Names[0].Name], err = strconv.Atoi(v.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
		}
		return true
	})
	want := map[string]int{}
	for name, k := range constantsOfKinds(t) {
		for i, field := range k.Shape().Fields {
			arg := ""
			for _, word := range strings.Split(field.Name, "_") {
				arg += strings.ToUpper(word[:1]) + word[1:]
			}
			if _, ok := places[name+"Arg"+arg]; ok { // where a constant of another meaning has the name
				arg = "Arg" + arg
			}
			want[name+arg] = i
			require.Equal(t, i, k.Field(field.Name))
		}
	}
	require.Greater(t, len(want), 100)
	require.Equal(t, want, places)
}

// constantsOfKinds reads how the source names each kind, in the order of the kinds.
func constantsOfKinds(t *testing.T) map[string]Kind {
	f, err := source.ParseFile(token.NewFileSet(), "shape.go", nil, 0)
	require.NoError(t, err)
	kinds := map[string]Kind{}
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || v.Names[0].Name != "shapes" {
			return true
		}
		for _, e := range v.Values[0].(*ast.CompositeLit).Elts {
			kv := e.(*ast.KeyValueExpr)
			text, err := strconv.Unquote(kv.Value.(*ast.CompositeLit).Elts[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			kinds[kv.Key.(*ast.Ident).Name] = KindOf(text)
		}
		return false
	})
	return kinds
}
