package scenarios

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"entente/scenarios/tree"

	"github.com/stretchr/testify/require"
)

// What the decoder takes for a closed word the schema lists, word by word, and what it
// lists the decoder takes: in every field of the grammar that says so, and in every type
// of words.
func TestSchemaListsEveryClosedWord(t *testing.T) {
	var schema struct {
		Defs map[string]map[string]any `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(Schema(), &schema))
	used := map[string]bool{}
	walkGrammar(reflect.TypeFor[Document](), map[reflect.Type]bool{}, func(typ reflect.Type, f field) {
		at := typ.FieldByIndex(f.index)
		if p := reflect.New(deref(at.Type)); scalars()[p.Type().Elem()]["enum"] != nil {
			list, _ := schema.Defs[p.Type().Elem().Name()]["enum"].([]any)
			require.NotEmpty(t, list, "%s.%s", typ.Name(), at.Name)
			for _, word := range list {
				require.NoError(t, p.Interface().(textual).parseText(word.(string)), at.Name)
			}
			require.Error(t, p.Interface().(textual).parseText("no-such-word"), at.Name)
		}
		if f.words == "" {
			return
		}
		used[f.words] = true
		w, ok := closedWords[f.words]
		require.True(t, ok, "%s.%s: no words %q", typ.Name(), at.Name, f.words)
		for _, word := range append([]string{"no-such-word"}, w.list...) {
			var r tree.Report
			n := &tree.Node{Kind: tree.Scalar, Text: word}
			if at.Type.Kind() == reflect.Map {
				n = &tree.Node{Kind: tree.Mapping, Keys: []*tree.Node{n}, Vals: []*tree.Node{{Kind: tree.Mapping}}}
			}
			(&decoder{r: &r}).checkWords(n, f, "x")
			require.Equal(t, word == "no-such-word", len(r.List) == 1, "%s.%s: %s", typ.Name(), at.Name, word)
		}
		enums := 0
		for name, def := range schema.Defs {
			if of, _, _ := strings.Cut(name, "-"); of != typ.Name() {
				continue
			}
			properties, _ := def["properties"].(map[string]any)
			property, _ := properties[f.key].(map[string]any)
			if property == nil {
				continue
			}
			list, _ := property["enum"].([]any)
			if names, _ := property["propertyNames"].(map[string]any); names != nil {
				list, _ = names["enum"].([]any)
			}
			require.Len(t, list, len(w.list), "%s.%s", name, f.key)
			for i := range list {
				require.Equal(t, w.list[i], list[i])
			}
			enums++
		}
		require.Positive(t, enums, "%s.%s", typ.Name(), at.Name)
	})
	for name := range closedWords {
		require.True(t, used[name], "no field takes the words %q", name)
	}
}

func deref(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	return t
}

// walkGrammar visits every key of the grammar below a type.
func walkGrammar(t reflect.Type, seen map[reflect.Type]bool, visit func(reflect.Type, field)) {
	if t = deref(t); t.Kind() != reflect.Struct || seen[t] || scalars()[t] != nil || t.PkgPath() != reflect.TypeFor[Document]().PkgPath() {
		return
	}
	seen[t] = true
	for _, f := range fields(t) {
		visit(t, f)
		walkGrammar(t.FieldByIndex(f.index).Type, seen, visit)
	}
}

// A list of words that the whole package knows is not looked up by hand behind the
// decoder's back: then the schema would not know it.
func TestClosedWordsAreRefusedByTheDecoder(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	fset, lists := token.NewFileSet(), map[string]bool{}
	var parsed []*ast.File
	require.NotEmpty(t, files)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		require.NoError(t, err)
		f, err := parser.ParseFile(fset, name, src, 0)
		require.NoError(t, err)
		parsed = append(parsed, f)
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, s := range g.Specs {
					for _, id := range s.(*ast.ValueSpec).Names {
						lists[id.Name] = true
					}
				}
			}
		}
	}
	require.NotEmpty(t, parsed)
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 4 {
				return true
			}
			fun, _ := call.Fun.(*ast.SelectorExpr)
			last, _ := call.Args[3].(*ast.Ident)
			if fun != nil && fun.Sel.Name == "unknown" && last != nil && lists[last.Name] {
				t.Errorf("%s: %s is a closed list: give the field the tag `words` and a row of closedWords", fset.Position(call.Pos()), last.Name)
			}
			return true
		})
	}
}
