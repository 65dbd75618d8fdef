package scenarios

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"entente/scenarios/words"
	"entente/sim"
)

// decoder fills the grammar's types from a tree and reports every fault on the
// way. It never stops early: what it cannot read stays zero.
type decoder struct {
	r       *report
	partial bool // inside presets, where what is needed may be missing
	solved  map[string]sim.Dist
}

// decodable is a type that reads a node itself: a union of forms.
type decodable interface {
	decode(d *decoder, n *node, path string)
}

// textual is a type that is written as one word or phrase.
type textual interface{ parseText(string) error }

// counted is a figure whose bounds a field's tags give in the figure's unit.
type counted interface {
	value() int64
	parseUnit(string) (int64, error)
}

// field is one key of a grammar type.
type field struct {
	key      string
	need     bool
	index    []int
	min, max string
	words    string // of closedWords
}

// fields lists the keys of a struct type, embedded ones among them.
func fields(t reflect.Type) []field {
	var out []field
	for i := range t.NumField() {
		f := t.Field(i)
		key, opts, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case opts == "inline":
			for _, in := range fields(f.Type) {
				in.index = append([]int{i}, in.index...)
				out = append(out, in)
			}
		case key != "":
			out = append(out, field{key, f.Tag.Get("need") != "", []int{i}, f.Tag.Get("min"), f.Tag.Get("max"), f.Tag.Get("words")})
		}
	}
	return out
}

// into reads n into v, whatever v is.
func (d *decoder) into(n *node, v reflect.Value, path string) {
	if n.kind == scalar && n.tag == tagNull && n.style == plain {
		d.r.add(n.place, path, "nothing is given", "write a value, or leave the key out")
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		d.into(n, v.Elem(), path)
		return
	}
	switch x := v.Addr().Interface().(type) {
	case decodable:
		x.decode(d, n, path)
		return
	case textual:
		if s, ok := d.text(n, path); ok {
			if err := x.parseText(s); err != nil {
				d.r.fail(n.place, path, err)
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		if s, ok := d.text(n, path); ok {
			v.SetString(s)
		}
	case reflect.Bool:
		d.bool(n, v, path)
	case reflect.Int64:
		d.int(n, v, path)
	case reflect.Struct:
		d.structure(n, v, path)
	case reflect.Map:
		d.mapping(n, v, path)
	case reflect.Slice:
		d.list(n, v, path)
	default:
		panic("scenarios: the grammar has a " + v.Type().String())
	}
}

func (d *decoder) text(n *node, path string) (string, bool) {
	if n.kind != scalar {
		d.r.add(n.place, path, fmt.Sprintf("%s where one word or phrase is needed", n.kind), "")
		return "", false
	}
	if n.style == plain && n.tag == tagNull {
		d.r.add(n.place, path, "nothing is given", "write a value, or leave the key out")
		return "", false
	}
	if n.style == plain && n.tag == tagBool {
		d.r.add(n.place, path, fmt.Sprintf("%s is a yes or no here, not text", n.text), "put quotes around it")
		return "", false
	}
	return n.text, true
}

func (d *decoder) bool(n *node, v reflect.Value, path string) {
	switch {
	case n.kind == scalar && n.style == plain && n.text == "true":
		v.SetBool(true)
	case n.kind == scalar && n.style == plain && n.text == "false":
		v.SetBool(false)
	default:
		d.r.add(n.place, path, "neither true nor false", boolHint(n.text))
	}
}

// boolHint is for a word that means true or false elsewhere.
func boolHint(word string) string {
	switch strings.ToLower(word) {
	case "yes", "y", "on", "true", "1":
		return "write true"
	case "no", "n", "off", "false", "0":
		return "write false"
	}
	return "write true or false"
}

func (d *decoder) int(n *node, v reflect.Value, path string) {
	if n.kind != scalar || n.style != plain {
		d.r.add(n.place, path, fmt.Sprintf("%s where a whole number is needed", n.form()), "")
		return
	}
	x, err := parseCount(n.text)
	if err != nil {
		d.r.add(n.place, path, err.Error(), "")
		return
	}
	v.SetInt(x)
}

// form says what a node is, for people.
func (n *node) form() string {
	if n.kind == scalar && n.style != plain {
		return "quoted text"
	}
	return n.kind.String()
}

func (d *decoder) structure(n *node, v reflect.Value, path string) {
	if n.kind != mapping {
		d.r.add(n.place, path, fmt.Sprintf("%s where keys are needed", n.form()), keysOf(v.Type()))
		return
	}
	known := fields(v.Type())
	for i, k := range n.keys {
		f := slices.IndexFunc(known, func(f field) bool { return f.key == k.text })
		if f < 0 {
			hint, follows := unwritten[v.Type()][k.text]
			if !follows {
				hint = words.DidYouMean(k.text, keyNames(known))
			}
			d.r.add(k.place, join(path, k.text), "unknown key", hint)
			continue
		}
		at := v.FieldByIndex(known[f].index)
		if at.Type() == reflect.TypeFor[Later]() {
			d.r.add(k.place, join(path, k.text), "not supported by this version: "+k.text, "")
			continue
		}
		before := len(d.r.list)
		d.into(n.vals[i], at, join(path, k.text))
		if len(d.r.list) == before {
			d.bounds(n.vals[i], at, known[f], join(path, k.text))
		}
		if known[f].words != "" && (n.vals[i].kind != scalar || len(d.r.list) == before) {
			d.words(n.vals[i], known[f], join(path, k.text))
		}
	}
	if d.partial {
		return
	}
	for _, f := range known {
		if f.need && n.get(f.key) == nil {
			hint := ""
			if ofLibrary(n.file) {
				hint = "a part of the library leaves it to the scenario: give it there"
			}
			d.r.add(n.place, join(path, f.key), "is missing", hint)
		}
	}
}

// unwritten are keys that people look for and that nobody writes, for they follow from
// others.
var unwritten = map[reflect.Type]map[string]string{
	reflect.TypeFor[Task](): {"U": "leave it out: U, unable to be performed, is all that is beyond M", "N": "leave it out: N is not rated by a threshold"},
}

func keyNames(fs []field) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.key)
	}
	return out
}

func keysOf(t reflect.Type) string {
	names := keyNames(fields(t))
	if len(names) > 6 {
		names = append(names[:6], "...")
	}
	return "such as " + strings.Join(names, ", ")
}

// key makes the key of a map, of a type of words or of plain text.
func key(t reflect.Type, text string) (reflect.Value, error) {
	k := reflect.New(t)
	if p, ok := k.Interface().(textual); ok {
		return k.Elem(), p.parseText(text)
	}
	k.Elem().SetString(text)
	return k.Elem(), nil
}

// bounds holds a figure, or each figure of a map, against the field's tags.
func (d *decoder) bounds(n *node, v reflect.Value, f field, path string) {
	if v.Kind() == reflect.Map {
		for i, k := range n.keys {
			word, err := key(v.Type().Key(), k.text)
			if x := v.MapIndex(word); err == nil && x.IsValid() {
				d.bounds(n.vals[i], x, f, join(path, k.text))
			}
		}
		return
	}
	if v.CanAddr() && v.Kind() != reflect.Pointer {
		v = v.Addr()
	}
	x, ok := v.Interface().(counted)
	if !ok {
		return
	}
	lo, hi := "0", f.max
	if f.min != "" {
		lo = f.min
	}
	min, err := x.parseUnit(lo)
	if err != nil {
		panic(err)
	}
	if x.value() < min {
		d.r.add(n.value().place, path, fmt.Sprintf("%s is below %s", n.value().text, lo), "")
	}
	if hi == "" {
		return
	}
	max, err := x.parseUnit(hi)
	if err != nil {
		panic(err)
	}
	if x.value() > max {
		d.r.add(n.value().place, path, fmt.Sprintf("%s is above %s", n.value().text, hi), "")
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

func (d *decoder) mapping(n *node, v reflect.Value, path string) {
	if n.kind != mapping {
		d.r.add(n.place, path, fmt.Sprintf("%s where a mapping by name is needed", n.form()), "")
		return
	}
	t := v.Type()
	v.Set(reflect.MakeMapWithSize(t, len(n.keys)))
	for i, k := range n.keys {
		word, err := key(t.Key(), k.text)
		if err != nil {
			d.r.fail(k.place, join(path, k.text), err)
			if t.Key() == reflect.TypeFor[ID]() {
				d.r.loses(k.text)
			}
			continue
		}
		val := reflect.New(t.Elem())
		d.into(n.vals[i], val.Elem(), join(path, k.text))
		if val.Elem().Kind() == reflect.Pointer && val.Elem().IsNil() {
			val.Elem().Set(reflect.New(t.Elem().Elem()))
		}
		v.SetMapIndex(word, val.Elem())
	}
}

func (d *decoder) list(n *node, v reflect.Value, path string) {
	if n.kind != sequence {
		d.r.add(n.place, path, fmt.Sprintf("%s where a list is needed", n.form()), "write [ ] around it, or - before each")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.vals), len(n.vals)))
	seen := map[string]bool{}
	for i, c := range n.vals {
		id := c.id(i)
		if seen[id] && c.kind == mapping {
			d.r.add(c.place, join(path, id), fmt.Sprintf("%s is there twice", id), "")
		}
		seen[id] = true
		d.into(c, v.Index(i), join(path, id))
	}
	// Entries that could not be read must not be met later.
	if t := v.Type().Elem(); t.Kind() == reflect.Pointer {
		for i := range v.Len() {
			if v.Index(i).IsNil() {
				v.Index(i).Set(reflect.New(t.Elem()))
			}
		}
	}
}

func (id *ID) parseText(s string) error {
	if !idForm.MatchString(s) || len(s) > 64 {
		hint := "names are lower-case letters, digits and hyphens"
		if small := strings.ReplaceAll(strings.ToLower(s), " ", "-"); idForm.MatchString(small) && len(small) <= 64 {
			hint = fmt.Sprintf("write %s, and put %s into its title: %s", small, s, hint)
		}
		return words.Refusal{What: fmt.Sprintf("%q is no name", s), Hint: hint}
	}
	*id = ID(s)
	return nil
}

// sorted gives the keys of a map in order.
func sorted[K ~string, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}
