package study_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/scenarios/study"
)

var rewrite = flag.Bool("rewrite", false, "write golden files anew; commit one only when its change is understood and wanted")

// object is a part of a schema; encoding sorts its keys.
type object = map[string]any

// words are what a key takes where it takes one of a list.
var words = map[string][]string{
	"Seeds.scheme":    {"common", "independent"},
	"More.of":         {"means", "differences"},
	"Factor.scale":    {"linear", "log"},
	"Limits.on_error": {"continue", "stop"},
	"Block.design":    {"factorial", "one-at-a-time", "zip", "table", "latin", "sobol", "saltelli", "morris"},
}

// generator makes the schema of studies from the grammar's types. What a value of a
// scenario looks like it takes from the schema of scenarios.
type generator struct {
	defs, of object
	says     map[string]string
}

func schemaOf(t *testing.T) []byte {
	g := generator{defs: object{}, says: comments(t)}
	var whole struct {
		Defs object `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(scenarios.Schema(), &whole))
	g.of = whole.Defs
	root := g.structure(reflect.TypeFor[study.Study]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Entente study"
	root["description"] = "What is asked of many runs of a scenario. What paths reach, and what belongs together, is checked by: entente sweep plan"
	root["$defs"] = g.defs
	b, err := json.MarshalIndent(root, "", " ")
	require.NoError(t, err)
	return append(b, '\n')
}

// TestStudySchemaIsCurrent makes the schema of the types and compares it with the file
// that is embedded. -rewrite brings it up to date.
func TestStudySchemaIsCurrent(t *testing.T) {
	got := schemaOf(t)
	if *rewrite {
		require.NoError(t, os.WriteFile("schema.json", got, 0o644))
		return
	}
	require.Equal(t, string(study.Schema()), string(got), "the schema is out of date: go run ./cmd/dev schema")
}

func (g *generator) structure(typ reflect.Type) object {
	properties, required := object{}, []string{}
	for i := range typ.NumField() {
		f := typ.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		s := g.field(typ.Name()+"."+key, f)
		if says := g.says[typ.Name()+"."+f.Name]; says != "" {
			s["description"] = says
		}
		properties[key] = s
		if f.Tag.Get("need") != "" {
			required = append(required, key)
		}
	}
	out := object{"type": "object", "properties": properties, "additionalProperties": false}
	if says := g.says[typ.Name()]; says != "" {
		out["description"] = says
	}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// field is the schema of a key's value.
func (g *generator) field(at string, f reflect.StructField) object {
	if list, ok := words[at]; ok {
		return object{"enum": list}
	}
	switch at {
	case "Study.study":
		return object{"const": study.Version}
	case "Study.measures", "Series.measures", "Analysis.sensitivity":
		return object{"type": "array", "items": object{"enum": measures()}}
	case "More.measure":
		return object{"enum": measures()}
	}
	return g.value(f.Type, f.Tag.Get("min"), f.Tag.Get("max"))
}

func measures() (ids []string) {
	for i := range measure.Catalogue {
		ids = append(ids, measure.Catalogue[i].ID)
	}
	return ids
}

func (g *generator) value(typ reflect.Type, lo, hi string) object {
	switch typ.Kind() {
	case reflect.Pointer:
		return g.value(typ.Elem(), lo, hi)
	case reflect.Slice:
		return object{"type": "array", "items": g.value(typ.Elem(), lo, hi)}
	case reflect.Map:
		out := object{"type": "object", "additionalProperties": g.value(typ.Elem(), lo, hi)}
		if typ.Key() == reflect.TypeFor[scenarios.ID]() {
			out["propertyNames"] = g.refer("ID")
		}
		return out
	case reflect.Bool:
		return object{"type": "boolean"}
	}
	switch typ {
	case reflect.TypeFor[string]():
		return object{"type": []string{"string", "number"}}
	case reflect.TypeFor[scenarios.Count]():
		return figure(object{"type": "integer", "minimum": bound(lo, 0), "maximum": bound(hi, 999_999_999_999)})
	case reflect.TypeFor[scenarios.Share]():
		return figure(object{"type": "number", "minimum": bound(lo, 0), "maximum": bound(hi, 999_999_999)})
	}
	if typ.PkgPath() == "entente/scenarios" {
		return g.refer(typ.Name())
	}
	if _, made := g.defs[typ.Name()]; !made {
		g.defs[typ.Name()] = object{}
		g.defs[typ.Name()] = g.structure(typ)
	}
	return object{"$ref": "#/$defs/" + typ.Name()}
}

// figure is a value alone or with where it comes from.
func figure(value object) object {
	return object{"anyOf": []object{value, {"type": "object", "required": []string{"value"}, "properties": object{"value": value}}}}
}

func bound(s string, otherwise float64) float64 {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return n
	}
	return otherwise
}

// refer takes a definition over from the schema of scenarios, and what it refers to.
func (g *generator) refer(name string) object {
	if _, ok := g.defs[name]; !ok {
		def, known := g.of[name]
		if !known {
			panic("the schema of scenarios does not know " + name)
		}
		g.defs[name] = def
		text, _ := json.Marshal(def)
		for _, part := range strings.Split(string(text), `"#/$defs/`)[1:] {
			inner, _, _ := strings.Cut(part, `"`)
			g.refer(inner)
		}
	}
	return object{"$ref": "#/$defs/" + name}
}

// comments are what the types and their fields say, on one line.
func comments(t *testing.T) map[string]string {
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	require.NoError(t, err)
	says := map[string]string{}
	put := func(name string, doc *ast.CommentGroup) {
		if doc != nil {
			says[name] = strings.Join(strings.Fields(doc.Text()), " ")
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.TYPE {
			for _, s := range d.Specs {
				typ := s.(*ast.TypeSpec)
				put(typ.Name.Name, d.Doc)
				if body, ok := typ.Type.(*ast.StructType); ok {
					for _, field := range body.Fields.List {
						for _, name := range field.Names {
							put(typ.Name.Name+"."+name.Name, field.Doc)
						}
					}
				}
			}
		}
		return true
	})
	return says
}

// every is a study that uses every key, as JSON, which YAML reads too.
const every = `{
 "study": 1, "name": "trust-or-speed", "title": "Trust or speed", "asks": "What helps more?", "scenario": "three-nations", "until": "D+3",
 "seeds": {"root": 7, "scheme": "independent"},
 "replications": {"n": 12, "more": {"measure": "M10", "within": "5%", "of": "means", "batch": 4, "most": 40}},
 "set": {"model.trust": 0.5}, "patches": [],
 "options": [{"id": "none"}, {"id": "quick", "title": "A quicker channel", "set": {"channels.siena.latency": "30s"}, "patches": []}],
 "factors": {"relations.*.trust": {"title": "Trust", "from": 0.2, "to": 0.9, "scale": "linear"}, "channels.siena.latency": {"values": ["1m", "2h"], "weights": [3, 1]},
  "model.patience": {"draw": {"median": "2h", "p95": "1d"}}},
 "blocks": [{"id": "corners", "design": "factorial", "factors": ["relations.*.trust"], "levels": 2, "values": {"relations.*.trust": [0.3, 0.6]}},
  {"id": "spread", "design": "latin", "n": 4, "seed": 3}, {"id": "mine", "design": "table", "file": "mine.csv"},
  {"id": "indices", "design": "saltelli", "n": 2, "second": true, "groups": {"world": ["relations.*.trust", "model.patience"]}}],
 "measures": ["M10"], "series": {"every": "6h", "measures": ["M1"]}, "limits": {"max_events": 1000000, "on_error": "stop"},
 "analysis": {"level": 0.9, "baseline": "none", "sensitivity": ["M10"], "bootstrap": 200, "success": "M10 > 0"}
}`

// The schema and the reader agree: on a study with every key, on those of the library,
// and on each with one thing wrong.
func TestStudySchemaAgreesWithReader(t *testing.T) {
	node := depth.Need(t, "node")
	if _, err := os.Stat("../testdata/schema/node_modules/ajv"); err != nil {
		depth.Missing(t, "ajv (`npm ci` in scenarios/testdata/schema)")
	}
	texts := map[string]string{"every": every, "whole": whole}
	for _, name := range scenarios.Studies() {
		text, err := study.Text(name.Name)
		require.NoError(t, err)
		texts[name.Name] = string(text)
	}
	require.Greater(t, len(texts), 3)
	wrong := mutations(t)
	for name, text := range wrong {
		texts[name] = text
	}
	require.Greater(t, len(wrong), 100)
	var in bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		require.NoError(t, json.NewEncoder(&in).Encode(map[string]string{"name": name, "yaml": texts[name]}))
	}
	cmd := exec.Command(node, "../testdata/schema/validate.mjs", "schema.json")
	cmd.Stdin = &in
	out, err := cmd.Output()
	require.NoError(t, err)
	seen := 0
	for line := range strings.Lines(string(out)) {
		var one struct {
			Name   string
			Errors []string
		}
		require.NoError(t, json.Unmarshal([]byte(line), &one))
		seen++
		_, err := study.Read(written(t, texts[one.Name]))
		if scenarioOf := strings.HasPrefix(one.Name, "wrong: "); !scenarioOf {
			require.NoError(t, err, one.Name)
			require.Empty(t, one.Errors, one.Name)
			continue
		}
		require.Error(t, err, "only the schema refuses %s: %v", one.Name, one.Errors)
		require.NotEmpty(t, one.Errors, "only the reader refuses %s: %v", one.Name, err)
	}
	require.Equal(t, len(texts), seen)
}

// mutations are the study with every key, each with one thing wrong in its form: a key
// misspelt, a needed key left out, a value of no form that the key takes.
func mutations(t *testing.T) map[string]string {
	out := map[string]string{}
	var root any
	require.NoError(t, json.Unmarshal([]byte(every), &root))
	keep := func(name string) {
		text, err := json.Marshal(root)
		require.NoError(t, err)
		out["wrong: "+name] = string(text)
	}
	open := []string{"set", "factors", "groups", "values"} // keys that are paths or names
	need := []string{"study", "name", "scenario", "id", "design", "measure", "within", "most", "every"}
	var walk func(at any, path string)
	walk = func(at any, path string) {
		switch x := at.(type) {
		case []any:
			for i := range x {
				walk(x[i], fmt.Sprintf("%s[%d]", path, i))
			}
		case object:
			last := path[strings.LastIndexByte(path, '.')+1:]
			for _, key := range slices.Sorted(maps.Keys(x)) {
				value, under := x[key], path+"."+key
				if !slices.Contains(open, last) {
					delete(x, key)
					x[key+"s"] = value
					keep(under + " misspelt")
					delete(x, key+"s")
					if slices.Contains(need, key) {
						keep(under + " left out")
					}
				}
				if key != "from" && key != "to" && last != "set" {
					x[key] = nil
					keep(under + " is nothing")
					if _, isList := value.([]any); !isList {
						x[key] = []any{[]any{1}}
						keep(under + " is a list")
					} else {
						x[key] = object{"much": 1}
						keep(under + " is keys")
					}
				}
				x[key] = value
				walk(value, under)
			}
		}
	}
	walk(root, "")
	return out
}
