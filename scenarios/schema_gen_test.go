package scenarios

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/decide"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// The schema is made here, beside the decoder, and not by a library: the
// grammar's unions, words and bounds are the decoder's own tables, which only
// this package sees, and a part of a program that writes one file for editors
// has no business in the program.

// TestSchemaIsCurrent makes the schema of the types and compares it with the
// file that is embedded. -rewrite brings it up to date.
func TestSchemaIsCurrent(t *testing.T) {
	got := schemaOf(t)
	if *rewrite {
		require.NoError(t, os.WriteFile("schema.json", got, 0o644))
		return
	}
	require.Equal(t, string(Schema()), string(got), "the schema is out of date: go run ./cmd/dev schema")
}

// object is a part of a schema; encoding sorts its keys.
type object map[string]any

func schemaOf(t require.TestingT) []byte {
	g := generator{defs: object{}, says: comments(t)}
	g.defs["Document"] = g.structure(reflect.TypeFor[Document](), whole)
	// A file without a name, a start and an end is a part, which others include.
	head := []string{"entente", "scenario", "start", "end"}
	part := g.structure(reflect.TypeFor[Document](), merged)
	part["dependentRequired"] = object{"scenario": head, "start": head, "end": head}
	g.defs["Document-merged"] = part
	change := g.structure(reflect.TypeFor[patch](), whole)
	change["required"] = []string{"patch"}
	g.defs["patch"] = change
	root := object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "Entente scenario",
		"description": "A scenario, a part that scenarios include, or a patch. " +
			"Names that refer to other things, predicates and what belongs together are checked by: entente check",
		"type": "object",
		"if":   object{"required": []string{"patch"}},
		"then": object{"$ref": "#/$defs/patch"},
		"else": object{
			"if":   object{"required": []string{"scenario"}, "not": object{"required": []string{"include"}}},
			"then": object{"$ref": "#/$defs/Document"}, "else": object{"$ref": "#/$defs/Document-merged"},
		},
		"$defs": g.defs,
	}
	b, err := json.MarshalIndent(root, "", " ")
	require.NoError(t, err)
	return append(b, '\n')
}

// generator makes definitions, one for each type and range of figures.
type generator struct {
	defs object
	says map[string]string // doc comments, of Type and Type.Field
}

// completeness says what must be given.
type completeness string

const (
	whole completeness = ""
	// merged: what is needed may be given by another file or by a preset, but
	// entries of a list stay as they are written, except for laws.
	merged completeness = "-merged"
	// preset: nothing is needed.
	preset completeness = "-preset"
)

// structure is the schema of a struct, required keys and all.
func (g *generator) structure(typ reflect.Type, c completeness) object {
	properties, required := object{}, []string{}
	for _, f := range fields(typ) {
		at := typ.FieldByIndex(f.index)
		if at.Type == reflect.TypeFor[Later]() {
			continue
		}
		inside := c
		if at.Name == "Network" && c == whole {
			inside = merged // with the engine's defaults
		}
		s := g.of(at.Type, f.min, f.max, inside)
		if f.key == "entente" {
			s = object{"const": 1}
		}
		if f.words != "" {
			s = enumerated(s, f.words)
		}
		owner := typ
		if len(f.index) > 1 {
			owner = typ.FieldByIndex(f.index[:len(f.index)-1]).Type
		}
		if says := g.says[owner.Name()+"."+at.Name]; says != "" {
			s = with(s, "description", says)
		}
		properties[f.key] = s
		if f.need && c == whole {
			required = append(required, f.key)
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

// enumerated is the schema of a field that takes closed words alone.
func enumerated(s object, texts string) object {
	enum := object{"enum": closedWords[texts].list}
	switch {
	case s["type"] == "object":
		s["propertyNames"] = enum
	case s["items"] != nil:
		s["items"] = enum
	default:
		return enum
	}
	return s
}

// with is a copy of a schema with one more key.
func with(s object, key string, value any) object {
	out := object{key: value}
	for k, v := range s {
		out[k] = v
	}
	return out
}

// text is what the decoder takes for a word: YAML reads an unquoted 7 as a
// number, and it is as good a name as any.
func text() object { return object{"type": []string{"string", "number"}} }

func pattern(form string) object { return object{"type": "string", "pattern": "^(" + form + ")$"} }

const (
	durationForm   = `(?=[0-9])([0-9]{1,12} ?(d|days?)(?! $))?( ?[0-9]{1,12} ?h)?( ?[0-9]{1,12} ?(m|min)(?!s))?( ?[0-9]{1,12} ?s)?( ?[0-9]{1,12} ?ms)?`
	limitForm      = `[1-9][0-9]{0,4}bd|` + someTime
	someTime       = `(?=.*[1-9])` + durationForm
	clockForm      = `([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?`
	offsetForm     = `Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00`
	positionForm   = `(90(\.0{1,5})?|[1-8]?[0-9](\.[0-9]{1,5})?)[NS] +(180(\.0{1,5})?|(1[0-7][0-9]|[1-9]?[0-9])(\.[0-9]{1,5})?)[EW]`
	dateForm       = `(19[0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])`
	startForm      = dateForm + `T` + clockForm + `(` + offsetForm + `)`
	hourForm       = `([0-9]{1,2}:?[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?)`
	zoneForm       = `([A-IK-Za-ik-z]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)`
	instantPattern = `([Tt][+-])?(` + durationForm + `)|([TtHh][+-]|[Dd][+-][0-9]{1,8} ?[Hh]\+)([0-9]+ d )?[0-9]+(:[0-9]{2}){0,2}(\.[0-9]{1,3})?` +
		`|[Dd][+-][0-9]{1,8}([T ]?` + hourForm + `)?|` + dateForm + `([T ]` + hourForm + ` ?` + zoneForm + `?)?` +
		`|([A-Z][a-z]{2},? )?[0-9]{1,2} [A-Za-z]{3,9}( [0-9]{4})?( ` + hourForm + ` ?` + zoneForm + `?)?` +
		`|[0-9]{2} ?[0-9]{2}:?[0-9]{2} ?[A-IK-Za-ik-z] ?[A-Za-z]{3} ?([0-9]{4}|[0-9]{2})`
	idPattern = `[a-z0-9]([a-z0-9-]*[a-z0-9])?`
)

// scalars are the types of one word or phrase.
func scalars() map[reflect.Type]object {
	var kinds, shown []string
	for k := journal.FIN; k <= journal.THREATLEVEL; k++ {
		kinds = append(kinds, k.String())
	}
	shown = append(shown, purposes...)
	list := func(texts []string) string { return `( *(` + strings.Join(texts, "|") + `)[ ,]*)+` }
	effect := strings.Join([]string{
		`block( [ ,]*)?`, `delay [ ,]*` + durationForm + `[ ,]*`, `(limit|retain) [ ,]*(` + limitForm + `)[ ,]*`,
		`(require|assure|notify) [ ,]*` + idPattern + `[ ,]*`,
		`strip` + list(kinds), `narrow` + list(shown),
	}, "|")
	return map[reflect.Type]object{
		reflect.TypeFor[ID]():          {"type": []string{"string", "integer"}, "pattern": "^" + idPattern + "$", "maxLength": 64, "minimum": 0},
		reflect.TypeFor[FactKind]():    {"enum": words.FactKinds},
		reflect.TypeFor[Class]():       {"enum": words.Classes},
		reflect.TypeFor[Label]():       {"enum": spelt("TLP:")},
		reflect.TypeFor[ActionLabel](): {"enum": spelt("PAP:")},
		reflect.TypeFor[Grade]():       {"enum": words.Grades},
		reflect.TypeFor[Deed]():        {"enum": deeds},
		reflect.TypeFor[Practice]():    {"enum": practices},
		reflect.TypeFor[TermDeed]():    {"enum": termDeeds},
		reflect.TypeFor[TermFrom]():    {"enum": termFroms},
		reflect.TypeFor[TermMissed]():  {"enum": termMissed},
		reflect.TypeFor[Precedence]():  {"enum": words.Precedences},
		reflect.TypeFor[TaskName]():    {"enum": taskWords},
		reflect.TypeFor[EntryKind]():   {"enum": entryKinds},
		reflect.TypeFor[Status]():      {"enum": statuses},
		reflect.TypeFor[TimeOfDay]():   pattern(clockForm),
		reflect.TypeFor[RuleName]():    {"enum": decide.Names},
		reflect.TypeFor[By]():          {"const": "push"},
		reflect.TypeFor[Expiry]():      pattern(strings.Join(silences, "|") + ` ` + idPattern),
		reflect.TypeFor[Tag]():         {"enum": tags},
		reflect.TypeFor[Date]():        pattern(dateForm),
		reflect.TypeFor[Offset]():      pattern(offsetForm),
		reflect.TypeFor[Position]():    pattern(positionForm),
		reflect.TypeFor[StartTime]():   pattern(startForm),
		reflect.TypeFor[Instant]():     pattern(instantPattern),
		reflect.TypeFor[Raw]():         {"type": []string{"string", "number", "boolean", "object", "array"}},
		reflect.TypeFor[List]():        {"anyOf": []object{text(), {"type": "array", "items": text(), "minItems": 1}}},
		reflect.TypeFor[Effect](): {"anyOf": []object{pattern(effect), {
			"type": "object", "required": []string{"delay"},
			"properties": object{"delay": object{"$ref": "#/$defs/Dist"}}, "additionalProperties": false,
		}}},
	}
}

var limitType = reflect.TypeFor[Limit]()

// of is the schema of a type, as a reference where it has a name.
func (g *generator) of(typ reflect.Type, lo, hi string, c completeness) object {
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	name := strings.NewReplacer("entente/scenarios.", "", "[", "-", "]", "").Replace(typ.Name())
	if reflect.PointerTo(typ).Implements(reflect.TypeFor[counted]()) {
		return g.define(strings.Trim(strings.Join([]string{name, lo, hi}, "_"), "_"), func() object { return g.figure(typ, lo, hi) })
	}
	if s, ok := scalars()[typ]; ok {
		return g.define(name, func() object {
			if says := g.says[name]; says != "" {
				return with(s, "description", says)
			}
			return s
		})
	}
	switch typ {
	case distType:
		return g.define(name, g.distribution)
	case limitType:
		return g.define(name, func() object { return with(g.figure(typ, "", ""), "description", g.says[name]) })
	case reflect.TypeFor[Fraction](), reflect.TypeFor[Threshold]():
		return g.define(name, func() object { return with(g.figure(typ, "", ""), "description", g.says[name]) })
	case reflect.TypeFor[Statute]():
		return g.define(name, func() object {
			return object{
				"anyOf":       []object{g.of(limitType, "", "", whole), g.structure(typ, whole)},
				"description": g.says[name],
			}
		})
	case reflect.TypeFor[Tasking]():
		return g.define(name, func() object {
			return object{"anyOf": []object{{"enum": deeds[:2]}, g.structure(typ, whole)}, "description": g.says[name]}
		})
	case reflect.TypeFor[Presets]():
		c = preset
	}
	switch typ.Kind() {
	case reflect.String:
		return text()
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int64:
		return object{"type": "integer", "minimum": 0, "maximum": 999_999_999_999}
	case reflect.Slice:
		if c == merged && typ.Elem() != reflect.TypeFor[*Law]() {
			c = whole
		}
		return object{"type": "array", "items": g.of(typ.Elem(), lo, hi, c)}
	case reflect.Map:
		out := object{"type": "object", "additionalProperties": g.of(typ.Elem(), lo, hi, c)}
		if typ.Key() != reflect.TypeFor[string]() {
			// A key is always text, so a pattern says all there is to say.
			key := g.of(typ.Key(), "", "", whole)
			out["propertyNames"] = key
		}
		return out
	}
	switch {
	case !needs(typ):
		return g.define(name, func() object { return g.structure(typ, whole) })
	case c != whole:
		return g.define(name+string(c), func() object { return g.structure(typ, c) })
	case !slices.Contains(keyNames(fields(typ)), "like"):
		return g.define(name, func() object { return g.structure(typ, whole) })
	}
	// A preset may give what is needed, here and in all that is inside.
	return g.define(name, func() object {
		return object{
			"if": object{"type": "object", "required": []string{"like"}}, "then": g.of(typ, lo, hi, merged),
			"else": g.define(name+"-whole", func() object { return g.structure(typ, whole) }),
		}
	})
}

// define makes a definition once and refers to it.
func (g *generator) define(name string, make func() object) object {
	if _, ok := g.defs[name]; !ok {
		g.defs[name] = object{}
		g.defs[name] = make()
	}
	return object{"$ref": "#/$defs/" + name}
}

// needs says whether something of a type, or inside it, must be given.
func needs(typ reflect.Type) bool {
	switch {
	case typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Map || typ.Kind() == reflect.Slice:
		return needs(typ.Elem())
	case typ.Kind() != reflect.Struct || typ == distType || reflect.PointerTo(typ).Implements(reflect.TypeFor[counted]()):
		return false
	case typ == reflect.TypeFor[Statute]() || typ == reflect.TypeFor[Tasking]():
		return false // one thing, whether in a preset or not
	}
	return slices.ContainsFunc(fields(typ), func(f field) bool {
		return f.need || needs(typ.FieldByIndex(f.index).Type)
	})
}

// spelt are all spellings of labels.
func spelt(protocol string) []string {
	all := slices.Concat(words.Labels, slices.Sorted(maps.Keys(words.SameLabel)))
	for _, l := range slices.Clone(all) {
		all = append(all, protocol+l)
	}
	return all
}

// fractionForm is 2/3, or a number from 0 to 1.
const fractionForm = `([0-9]{1,7}/[1-9][0-9]{0,6}|0(\.[0-9]{1,6})?|1(\.0{1,6})?)`

// figure is a number or time in its bounds, alone or with its provenance.
func (g *generator) figure(typ reflect.Type, lo, hi string) object {
	var value object
	switch typ {
	case reflect.TypeFor[Span]():
		value = pattern(durationForm)
		if lo != "" {
			value = pattern(someTime)
		}
	case limitType:
		value = pattern(limitForm)
	case reflect.TypeFor[Fraction]():
		value = object{"anyOf": []object{{"type": "number", "minimum": 0, "maximum": 1}, pattern("^" + fractionForm + "$")}}
	case reflect.TypeFor[Threshold]():
		value = object{"anyOf": []object{{"type": "number", "minimum": 0, "maximum": 1}, pattern("^((at least|more than) )?" + fractionForm + "$")}}
	case reflect.TypeFor[Share]():
		value = object{"type": "number", "minimum": limit(lo, 0), "maximum": limit(hi, 999_999_999)}
	default:
		value = object{"type": "integer", "minimum": limit(lo, 0), "maximum": limit(hi, 999_999_999_999)}
	}
	return object{"anyOf": []object{value, {
		"type": "object", "properties": g.sourced(object{"value": value}),
		"required": []string{"value"}, "additionalProperties": false,
	}}}
}

func limit(s string, otherwise float64) float64 {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return n
	}
	return otherwise
}

// sourced adds the keys of provenance.
func (g *generator) sourced(properties object) object {
	properties["source"], properties["anchor"] = text(), text()
	properties["tag"] = g.of(reflect.TypeFor[Tag](), "", "", whole)
	properties["as_of"] = g.of(reflect.TypeFor[Date](), "", "", whole)
	return properties
}

// distribution is the union of the shapes that the decoder knows.
func (g *generator) distribution() object {
	duration := pattern(durationForm)
	decimal := object{"anyOf": []object{{"type": "number", "minimum": 0, "maximum": 999_999_999}, pattern(`(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?`)}}
	forms := []object{duration}
	for _, s := range shapes {
		required, properties := []string{}, g.sourced(object{"dist": object{"const": s.name}, "cap": duration})
		if s.name != "lognormal" && s.name != "const" {
			required = append(required, "dist")
		}
		for _, p := range s.params {
			key := strings.TrimRight(p, "?+")
			value := duration
			if strings.HasSuffix(p, "?") {
				value = decimal
			}
			if strings.Contains(p, "+") {
				value = object{"type": "array", "items": value, "minItems": 1}
			}
			properties[key] = value
			if key != "weights" {
				required = append(required, key)
			}
		}
		forms = append(forms, object{"type": "object", "properties": properties, "required": required, "additionalProperties": false})
	}
	return object{"anyOf": forms, "description": g.says["Dist"]}
}

// comments reads the doc comments of types and fields as plain text.
func comments(t require.TestingT) map[string]string {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	says := map[string]string{}
	put := func(name string, doc *ast.CommentGroup) {
		if doc != nil {
			var p comment.Parser
			lines := strings.Fields(string((&comment.Printer{TextWidth: -1}).Text(p.Parse(doc.Text()))))
			says[name] = strings.Join(lines, " ")
		}
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		require.NoError(t, err)
		for _, d := range f.Decls {
			types, ok := d.(*ast.GenDecl)
			if !ok || types.Tok != token.TYPE {
				continue
			}
			for _, s := range types.Specs {
				typ := s.(*ast.TypeSpec)
				put(typ.Name.Name, types.Doc)
				if body, ok := typ.Type.(*ast.StructType); ok {
					for _, field := range body.Fields.List {
						for _, name := range field.Names {
							put(fmt.Sprintf("%s.%s", typ.Name.Name, name.Name), field.Doc)
						}
					}
				}
			}
		}
	}
	return says
}
