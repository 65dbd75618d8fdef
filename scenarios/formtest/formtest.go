// Package formtest makes the JSON Schema of a grammar from its Go types, and holds the
// schema against the reader: for tests of packages whose files scenarios.ReadForm reads.
package formtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os/exec"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"entente/scenarios"
)

// Object is a part of a schema; encoding sorts its keys.
type Object = map[string]any

// Grammar is what a schema is made of.
type Grammar struct {
	Root        reflect.Type
	File        string // that declares the types, whose comments are the descriptions
	Title, Says string
	// Special is the schema of a key where its type does not say it, by TYPE.KEY: a list
	// of words, an Object.
	Special map[string]any
}

// generator makes a schema from a grammar's types. What a value of a scenario looks like
// it takes from the schema of scenarios.
type generator struct {
	special  map[string]any
	defs, of Object
	says     map[string]string
}

// Schema is the grammar as JSON Schema of draft 2020-12.
func (x *Grammar) Schema() ([]byte, error) {
	g := generator{special: x.Special, defs: Object{}}
	var err error
	if g.says, err = comments(x.File); err != nil {
		return nil, err
	}
	var whole struct {
		Defs Object `json:"$defs"`
	}
	if err := json.Unmarshal(scenarios.Schema(), &whole); err != nil {
		return nil, err
	}
	g.of = whole.Defs
	root := g.structure(x.Root)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = x.Title
	root["description"] = x.Says
	root["$defs"] = g.defs
	b, err := json.MarshalIndent(root, "", " ")
	return append(b, '\n'), err
}

func (g *generator) structure(typ reflect.Type) Object {
	properties, required := Object{}, []string{}
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
	out := Object{"type": "object", "properties": properties, "additionalProperties": false}
	if says := g.says[typ.Name()]; says != "" {
		out["description"] = says
	}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// field is the schema of a key's value.
func (g *generator) field(at string, f reflect.StructField) Object {
	switch special := g.special[at].(type) {
	case []string:
		return Object{"enum": special}
	case Object:
		return special
	}
	return g.value(f.Type, f.Tag.Get("min"), f.Tag.Get("max"))
}

func (g *generator) value(typ reflect.Type, lo, hi string) Object {
	switch typ.Kind() {
	case reflect.Pointer:
		return g.value(typ.Elem(), lo, hi)
	case reflect.Slice:
		return Object{"type": "array", "items": g.value(typ.Elem(), lo, hi)}
	case reflect.Map:
		out := Object{"type": "object", "additionalProperties": g.value(typ.Elem(), lo, hi)}
		if typ.Key() == reflect.TypeFor[scenarios.ID]() {
			out["propertyNames"] = g.refer("ID")
		}
		return out
	case reflect.Bool:
		return Object{"type": "boolean"}
	}
	switch typ {
	case reflect.TypeFor[string]():
		return Object{"type": []string{"string", "number"}}
	case reflect.TypeFor[scenarios.Count]():
		return figure(Object{"type": "integer", "minimum": bound(lo, 0), "maximum": bound(hi, 999_999_999_999)})
	case reflect.TypeFor[scenarios.Share]():
		return figure(Object{"type": "number", "minimum": bound(lo, 0), "maximum": bound(hi, 999_999_999)})
	}
	if typ.PkgPath() == reflect.TypeFor[scenarios.ID]().PkgPath() {
		return g.refer(typ.Name())
	}
	if _, made := g.defs[typ.Name()]; !made {
		g.defs[typ.Name()] = Object{}
		g.defs[typ.Name()] = g.structure(typ)
	}
	return Object{"$ref": "#/$defs/" + typ.Name()}
}

// figure is a value alone or with where it comes from.
func figure(value Object) Object {
	return Object{"anyOf": []Object{value, {"type": "object", "required": []string{"value"}, "properties": Object{"value": value}}}}
}

func bound(s string, otherwise float64) float64 {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return n
	}
	return otherwise
}

// refer takes a definition over from the schema of scenarios, and what it refers to.
func (g *generator) refer(name string) Object {
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
	return Object{"$ref": "#/$defs/" + name}
}

// comments are what the types and their fields say, on one line.
func comments(file string) (map[string]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	if err != nil {
		return nil, err
	}
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
	return says, nil
}

// Judge has the schema in a file judge texts, by name, as an editor would: what is wrong
// with each. It takes node, and the folder that holds validate.mjs.
func Judge(node, folder, schema string, texts map[string]string) (map[string][]string, error) {
	var in bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if err := json.NewEncoder(&in).Encode(map[string]string{"name": name, "yaml": texts[name]}); err != nil {
			return nil, err
		}
	}
	cmd := exec.Command(node, folder+"/validate.mjs", schema)
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	found := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		var one struct {
			Name   string
			Errors []string
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			return nil, err
		}
		found[one.Name] = one.Errors
	}
	return found, nil
}

// Bend makes texts of one that uses every key, as JSON, each with one thing wrong in its
// form: a key misspelt, a needed key left out, a value of no form that the key takes. The
// keys of open are names, needed are those that must be there, and loose take any value.
func Bend(every string, open, needed, loose []string) (map[string]string, error) {
	out := map[string]string{}
	var root any
	if err := json.Unmarshal([]byte(every), &root); err != nil {
		return nil, err
	}
	keep := func(name string) {
		text, err := json.Marshal(root)
		if err != nil {
			panic(err) // it was JSON
		}
		out["wrong: "+name] = string(text)
	}
	var walk func(at any, path string)
	walk = func(at any, path string) {
		switch x := at.(type) {
		case []any:
			for i := range x {
				walk(x[i], fmt.Sprintf("%s[%d]", path, i))
			}
		case Object:
			last := path[strings.LastIndexByte(path, '.')+1:]
			for _, key := range slices.Sorted(maps.Keys(x)) {
				bendKey(x, path, key, slices.Contains(open, last), slices.Contains(needed, key), slices.Contains(loose, key) || slices.Contains(loose, last+".*"), keep)
				walk(x[key], path+"."+key)
			}
		}
	}
	walk(root, "")
	return out, nil
}

// bendKey bends what stands under one key, and puts it right again.
func bendKey(x Object, path, key string, open, needed, loose bool, keep func(string)) {
	value, under := x[key], path+"."+key
	if !open {
		delete(x, key)
		x[key+"s"] = value
		keep(under + " misspelt")
		delete(x, key+"s")
		if needed {
			keep(under + " left out")
		}
	}
	if !loose {
		x[key] = nil
		keep(under + " is nothing")
		if _, isList := value.([]any); !isList {
			x[key] = []any{[]any{1}}
			keep(under + " is a list")
		} else {
			x[key] = Object{"much": 1}
			keep(under + " is keys")
		}
	}
	x[key] = value
}
