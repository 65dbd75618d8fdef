//go:build !js

package main

import (
	"encoding/json"
	"flag"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/replay/outcome"
	"entente/sim/journal"
)

var rewrite = flag.Bool("rewrite", false, "write golden files anew; commit one only when its change is understood and wanted")

// jsonObject is a part of a schema; encoding sorts its keys.
type jsonObject = map[string]any

// TestShapesSchemaIsCurrent makes the schema of every shape of its type and the
// comments beside it, and compares it with the file that is embedded. -rewrite brings
// them up to date.
func TestShapesSchemaIsCurrent(t *testing.T) {
	for i := range shapes {
		s := &shapes[i]
		t.Run(s.of, func(t *testing.T) {
			got := schemaOfShape(t, s)
			file := filepath.Join("shapes", s.of+".json")
			if *rewrite {
				require.NoError(t, os.WriteFile(file, got, 0o644))
				return
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err, "go run ./cmd/dev schema")
			require.Equal(t, string(want), string(got), "the schema is out of date: go run ./cmd/dev schema")
		})
	}
	there, err := filepath.Glob("shapes/*.json")
	require.NoError(t, err)
	require.Len(t, there, len(shapes), "a schema of nothing")
}

func schemaOfShape(t *testing.T, s *shape) []byte {
	g := shapeMaker{t: t, defs: jsonObject{}, says: map[string]string{}, read: map[string]bool{}}
	var root jsonObject
	if s.typ == nil {
		root = recordShape(t)
	} else {
		one := g.of(s.typ)
		root = one
		if s.many {
			root = jsonObject{"anyOf": []any{one, jsonObject{"type": "array", "items": one}}}
		}
		if len(g.defs) > 0 {
			root["$defs"] = g.defs
		}
	}
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Entente: " + s.says
	root["$comment"] = "printed by: " + s.printers()
	b, err := json.MarshalIndent(root, "", " ")
	require.NoError(t, err)
	return append(b, '\n')
}

// shapeMaker makes definitions, one for each struct.
type shapeMaker struct {
	t    *testing.T
	defs jsonObject
	says map[string]string // of package.Type and package.Type.Field
	read map[string]bool   // packages
}

// of is the schema of a type, as a reference where it is a struct.
func (g *shapeMaker) of(typ reflect.Type) jsonObject {
	switch typ {
	case reflect.TypeFor[outcome.Figures]():
		return g.figures(func(*measure.Figure) jsonObject { return jsonObject{"type": []string{"number", "null"}} })
	case reflect.TypeFor[outcome.Ranges]():
		return g.figures(func(*measure.Figure) jsonObject { return g.of(reflect.TypeFor[outcome.Range]()) })
	}
	switch typ.Kind() {
	case reflect.Pointer:
		return g.of(typ.Elem())
	case reflect.Struct:
		if _, done := g.defs[typ.Name()]; !done {
			g.defs[typ.Name()] = jsonObject{}
			g.defs[typ.Name()] = g.structure(typ)
		}
		return jsonObject{"$ref": "#/$defs/" + typ.Name()}
	case reflect.Slice:
		return jsonObject{"type": "array", "items": g.of(typ.Elem())}
	case reflect.Map:
		return jsonObject{"type": "object", "additionalProperties": g.of(typ.Elem())}
	case reflect.String:
		return jsonObject{"type": "string"}
	case reflect.Bool:
		return jsonObject{"type": "boolean"}
	case reflect.Float64:
		return jsonObject{"type": "number"}
	case reflect.Uint, reflect.Uint8, reflect.Uint32, reflect.Uint64:
		return jsonObject{"type": "integer", "minimum": 0}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return jsonObject{"type": "integer"}
	}
	g.t.Fatalf("nothing is said of %v", typ)
	return nil
}

// figures is an object with a key for every figure of the catalogue.
func (g *shapeMaker) figures(of func(*measure.Figure) jsonObject) jsonObject {
	properties, keys := jsonObject{}, []string{}
	for i := range measure.Catalogue {
		x := &measure.Catalogue[i]
		one := of(x)
		one["description"] = x.Question + " " + x.Formula
		properties[x.Key()], keys = one, append(keys, x.Key())
	}
	slices.Sort(keys)
	return jsonObject{"type": "object", "properties": properties, "required": keys, "additionalProperties": false}
}

// structure is the schema of a struct by its json tags, those of embedded ones too.
func (g *shapeMaker) structure(typ reflect.Type) jsonObject {
	g.comments(typ.PkgPath())
	properties, required := jsonObject{}, []string{}
	g.fields(typ, func(owner reflect.Type, f reflect.StructField, name, options string) {
		s := g.field(f, options)
		says := g.says[owner.PkgPath()+"."+owner.Name()+"."+f.Name]
		if says == "" {
			if named := f.Type; named.Name() != "" && named.Kind() == reflect.Struct {
				g.comments(named.PkgPath())
				says = g.says[named.PkgPath()+"."+named.Name()]
			}
		}
		if says == "" {
			says = headings[name]
		}
		if says == "" {
			g.t.Errorf("%s.%s, %q: nothing says what it means; write a comment on it", owner, f.Name, name)
		}
		s["description"] = says
		properties[name] = s
		if !strings.Contains(options, "omitempty") {
			required = append(required, name)
		}
	})
	out := jsonObject{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	if says := g.says[typ.PkgPath()+"."+typ.Name()]; says != "" {
		out["description"] = says
	}
	return out
}

func (g *shapeMaker) fields(typ reflect.Type, visit func(owner reflect.Type, f reflect.StructField, name, options string)) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			g.comments(f.Type.PkgPath())
			g.fields(f.Type, visit)
		case !f.IsExported() || name == "-":
		default:
			require.NotEmpty(g.t, name, "%s.%s has no name in JSON", typ, f.Name)
			visit(typ, f, name, options)
		}
	}
}

// headings say what the keys mean that nearly every object begins with.
var headings = map[string]string{
	"scenario": "name of the scenario", "title": "title of the scenario; missing or empty where it has none",
	"banner": "of the exercise, to stand above whatever is shown of it; missing or empty where it has none",
	"engine": "version of the engine", "seed": "as text: it may have more digits than some readers keep",
}

// vocabularies are the lists of words that a `words` tag names. An empty one is none.
var vocabularies = map[string][]string{
	"outcome": journal.TOutcome.Texts(), "level": journal.TGrade.Texts(), "step": journal.TStep.Texts(), "kind": journal.TKind.Texts(),
	"cause": journal.CauseTexts(), "reason": journal.ReasonTexts(), "rating": ratingTexts(),
}

func ratingTexts() (out []string) {
	for _, r := range measure.Ratings {
		out = append(out, string(r))
	}
	return out
}

// field is the schema of one field.
func (g *shapeMaker) field(f reflect.StructField, options string) jsonObject {
	s := maps.Clone(g.of(f.Type))
	if words := f.Tag.Get("words"); words != "" {
		list := vocabularies[words]
		require.NotEmpty(g.t, list, "words of %s", f.Name)
		if f.Type.Kind() == reflect.Map {
			s["propertyNames"] = jsonObject{"enum": list}
		} else {
			s["enum"] = list
		}
	}
	if c := f.Tag.Get("const"); c != "" {
		return jsonObject{"const": json.RawMessage(c)}
	}
	if strings.Contains(options, "string") {
		return jsonObject{"type": "string", "pattern": "^[0-9]+$"}
	}
	if f.Type.Kind() != reflect.Pointer || strings.Contains(options, "omitempty") || f.Type.Elem().Kind() == reflect.Struct && s["$ref"] == nil {
		return s
	}
	if kind, plain := s["type"].(string); plain && len(s) == 1 {
		return jsonObject{"type": []string{kind, "null"}}
	}
	return jsonObject{"anyOf": []any{s, jsonObject{"type": "null"}}}
}

// comments reads what a package says of its types and their fields.
func (g *shapeMaker) comments(pkg string) {
	if g.read[pkg] {
		return
	}
	g.read[pkg] = true
	dir := filepath.Join("../..", strings.TrimPrefix(pkg, "entente/"))
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(g.t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.SkipObjectResolution)
		require.NoError(g.t, err)
		for _, d := range f.Decls {
			if types, ok := d.(*ast.GenDecl); ok && types.Tok == token.TYPE {
				g.commentsOn(pkg, types)
			}
		}
	}
}

func (g *shapeMaker) commentsOn(pkg string, types *ast.GenDecl) {
	put := func(name string, docs ...*ast.CommentGroup) {
		for _, doc := range docs {
			if doc != nil && g.says[pkg+"."+name] == "" {
				var p comment.Parser
				g.says[pkg+"."+name] = strings.Join(strings.Fields(string((&comment.Printer{TextWidth: -1}).Text(p.Parse(doc.Text())))), " ")
			}
		}
	}
	for _, s := range types.Specs {
		typ := s.(*ast.TypeSpec)
		put(typ.Name.Name, typ.Doc)
		if len(types.Specs) == 1 {
			put(typ.Name.Name, types.Doc)
		}
		body, ok := typ.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, field := range body.Fields.List {
			for _, name := range field.Names {
				put(typ.Name.Name+"."+name.Name, field.Doc, field.Comment)
			}
		}
	}
}

// recordShape is the schema of a record, put together from those of the streams.
func recordShape(t *testing.T) jsonObject {
	properties := jsonObject{}
	for s := range journal.Streams {
		var one struct{ Properties map[string]map[string]any }
		require.NoError(t, json.Unmarshal(journal.Schema(journal.Stream(s)), &one))
		for name, p := range one.Properties {
			had, there := properties[name].(jsonObject)
			switch {
			case !there:
				properties[name] = p
			case !reflect.DeepEqual(had["type"], p["type"]):
				properties[name] = jsonObject{"type": []any{"integer", "string"}, "description": "of some kinds a word or name, of others a number"}
			}
		}
	}
	for _, p := range properties {
		if items, ok := p.(jsonObject)["items"].(jsonObject); ok && items["properties"] != nil {
			items["additionalProperties"] = false
		}
	}
	return jsonObject{"type": "object", "properties": properties, "required": []string{"n", "t", "kind"}, "additionalProperties": false}
}
