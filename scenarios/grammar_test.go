package scenarios

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"entente/scenarios/tree"

	"github.com/stretchr/testify/require"
)

// TestGrammarCanBeDecoded walks the types of the grammar: every field has a
// key, no key stands twice, and every type is one that the decoder reads
// strictly, key by key.
func TestGrammarCanBeDecoded(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type, string)
	walk = func(typ reflect.Type, path string) {
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if seen[typ] {
			return
		}
		seen[typ] = true
		p := reflect.PointerTo(typ)
		presets := typ == presetsType
		if !presets && (p.Implements(reflect.TypeFor[decodable]()) || p.Implements(reflect.TypeFor[textual]())) {
			return
		}
		switch typ.Kind() {
		case reflect.Struct:
			keys := map[string]bool{}
			for _, f := range fields(typ) {
				require.False(t, keys[f.key], "%s.%s twice", path, f.key)
				keys[f.key] = true
				walk(typ.FieldByIndex(f.index).Type, tree.Join(path, f.key))
			}
			for i := range typ.NumField() {
				require.NotEmpty(t, typ.Field(i).Tag.Get("yaml"), "%s.%s has no key", path, typ.Field(i).Name)
			}
		case reflect.Map, reflect.Slice:
			if typ.Kind() == reflect.Map {
				require.Equal(t, true, typ.Key().Kind() == reflect.String || reflect.PointerTo(typ.Key()).Implements(reflect.TypeFor[textual]()), path)
			}
			walk(typ.Elem(), tree.Join(path, "*"))
		case reflect.String, reflect.Bool, reflect.Int64:
		default:
			t.Errorf("%s is a %s", path, typ)
		}
	}
	walk(reflect.TypeFor[Document](), "")
	walk(reflect.TypeFor[patch](), "patch")
	walk(reflect.TypeFor[Extension](), "extension")
}

// TestLibrariesStayBehindTheirDoors: of the expression library this package reads the
// tree of a trigger, in one file; conditions of rules have a package of their own.
func TestLibrariesStayBehindTheirDoors(t *testing.T) {
	const library, door = "github.com/expr-lang/expr/", "trigger.go"
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var doors []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, imp := range f.Imports {
			if strings.Contains(imp.Path.Value, library) {
				doors = append(doors, file)
			}
		}
	}
	require.Equal(t, []string{door}, doors)
}
