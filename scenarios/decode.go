package scenarios

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
)

// decoder fills the grammar's types from a tree and reports every fault on the
// way. It never stops early: what it cannot read stays zero.
type decoder struct {
	r       *tree.Report
	partial bool // inside presets, where what is needed may be missing
	solved  map[string]sim.Dist
}

// decodable is a type that reads a node itself: a union of forms.
type decodable interface {
	decode(d *decoder, n *tree.Node, path string)
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

// decodeInto reads n into v, whatever v is.
func (d *decoder) decodeInto(n *tree.Node, v reflect.Value, path string) {
	if n.Kind == tree.Scalar && n.Tag == tree.TagNull && n.Style == tree.Plain {
		d.r.Add(n.Place, path, "nothing is given", "write a value, or leave the key out")
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		d.decodeInto(n, v.Elem(), path)
		return
	}
	switch x := v.Addr().Interface().(type) {
	case decodable:
		x.decode(d, n, path)
		return
	case textual:
		if s, ok := d.text(n, path); ok {
			if err := x.parseText(s); err != nil {
				d.r.Fail(n.Place, path, err)
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

func (d *decoder) text(n *tree.Node, path string) (string, bool) {
	if n.Kind != tree.Scalar {
		d.r.Add(n.Place, path, fmt.Sprintf("%s where one word or phrase is needed", n.Kind), "")
		return "", false
	}
	if n.Style == tree.Plain && n.Tag == tree.TagNull {
		d.r.Add(n.Place, path, "nothing is given", "write a value, or leave the key out")
		return "", false
	}
	if n.Style == tree.Plain && n.Tag == tree.TagBool {
		d.r.Add(n.Place, path, fmt.Sprintf("%s is a yes or no here, not text", n.Text), "put quotes around it")
		return "", false
	}
	return n.Text, true
}

func (d *decoder) bool(n *tree.Node, v reflect.Value, path string) {
	switch {
	case n.Kind == tree.Scalar && n.Style == tree.Plain && n.Text == "true":
		v.SetBool(true)
	case n.Kind == tree.Scalar && n.Style == tree.Plain && n.Text == "false":
		v.SetBool(false)
	default:
		d.r.Add(n.Place, path, "neither true nor false", boolHint(n.Text))
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

func (d *decoder) int(n *tree.Node, v reflect.Value, path string) {
	if n.Kind != tree.Scalar || n.Style != tree.Plain {
		d.r.Add(n.Place, path, fmt.Sprintf("%s where a whole number is needed", n.Form()), "")
		return
	}
	x, err := parseCount(n.Text)
	if err != nil {
		d.r.Add(n.Place, path, err.Error(), "")
		return
	}
	v.SetInt(x)
}

func (d *decoder) structure(n *tree.Node, v reflect.Value, path string) {
	if n.Kind != tree.Mapping {
		d.r.Add(n.Place, path, fmt.Sprintf("%s where keys are needed", n.Form()), keysOf(v.Type()))
		return
	}
	known := fields(v.Type())
	for i, k := range n.Keys {
		if k.Twice != nil {
			d.readAgain(known, k, n.Vals[i], v, path)
			continue
		}
		f := slices.IndexFunc(known, func(f field) bool { return f.key == k.Text })
		if f < 0 {
			hint, follows := unwritten[v.Type()][k.Text]
			if !follows {
				hint = words.DidYouMean(k.Text, keyNames(known))
			}
			d.r.Add(k.Place, tree.Join(path, k.Text), "unknown key", hint)
			continue
		}
		at := v.FieldByIndex(known[f].index)
		if at.Type() == reflect.TypeFor[Later]() {
			d.r.Add(k.Place, tree.Join(path, k.Text), "not supported by this version: "+k.Text, "")
			continue
		}
		before := len(d.r.List)
		d.decodeInto(n.Vals[i], at, tree.Join(path, k.Text))
		if len(d.r.List) == before {
			d.checkBounds(n.Vals[i], at, known[f], tree.Join(path, k.Text))
		}
		if known[f].words != "" && (n.Vals[i].Kind != tree.Scalar || len(d.r.List) == before) {
			d.checkWords(n.Vals[i], known[f], tree.Join(path, k.Text))
		}
	}
	if d.partial {
		return
	}
	for _, f := range known {
		if f.need && n.Get(f.key) == nil {
			hint := ""
			if ofLibrary(n.File) {
				hint = "a part of the library leaves it to the scenario: give it there"
			}
			d.r.Add(n.Place, tree.Join(path, f.key), "is missing", hint)
		}
	}
}

// readAgain reads what stands at a key that was given before, to find what is wrong with it.
// The value itself is not kept.
func (d *decoder) readAgain(known []field, k, val *tree.Node, v reflect.Value, path string) {
	f := slices.IndexFunc(known, func(f field) bool { return f.key == k.Twice.Name })
	if f < 0 {
		return // it was told of the first
	}
	other := decoder{r: d.r, partial: true}
	other.decodeInto(val, reflect.New(v.FieldByIndex(known[f].index).Type()).Elem(), tree.Join(path, k.Twice.Name))
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

// checkBounds holds a figure, or each figure of a map, against the field's tags.
func (d *decoder) checkBounds(n *tree.Node, v reflect.Value, f field, path string) {
	if v.Kind() == reflect.Map {
		for i, k := range n.Keys {
			word, err := key(v.Type().Key(), k.Text)
			if x := v.MapIndex(word); err == nil && x.IsValid() {
				d.checkBounds(n.Vals[i], x, f, tree.Join(path, k.Text))
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
		d.r.Add(n.Value().Place, path, fmt.Sprintf("%s is below %s", n.Value().Text, lo), "")
	}
	if hi == "" {
		return
	}
	max, err := x.parseUnit(hi)
	if err != nil {
		panic(err)
	}
	if x.value() > max {
		d.r.Add(n.Value().Place, path, fmt.Sprintf("%s is above %s", n.Value().Text, hi), "")
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

func (d *decoder) mapping(n *tree.Node, v reflect.Value, path string) {
	if n.Kind != tree.Mapping {
		d.r.Add(n.Place, path, fmt.Sprintf("%s where a mapping by name is needed", n.Form()), "")
		return
	}
	t := v.Type()
	v.Set(reflect.MakeMapWithSize(t, len(n.Keys)))
	for i, k := range n.Keys {
		if k.Twice != nil && t.Key() != reflect.TypeFor[ID]() {
			other := decoder{r: d.r, partial: true}
			other.decodeInto(n.Vals[i], reflect.New(t.Elem()).Elem(), tree.Join(path, k.Twice.Name))
			continue
		}
		word, err := key(t.Key(), k.Text)
		if err != nil {
			d.r.Fail(k.Place, tree.Join(path, k.Text), err)
			if t.Key() == reflect.TypeFor[ID]() {
				d.r.MarkLost(k.Text)
			}
			continue
		}
		val := reflect.New(t.Elem())
		d.decodeInto(n.Vals[i], val.Elem(), tree.Join(path, k.Text))
		if val.Elem().Kind() == reflect.Pointer && val.Elem().IsNil() {
			val.Elem().Set(reflect.New(t.Elem().Elem()))
		}
		v.SetMapIndex(word, val.Elem())
	}
}

func (d *decoder) list(n *tree.Node, v reflect.Value, path string) {
	if n.Kind != tree.Sequence {
		d.r.Add(n.Place, path, fmt.Sprintf("%s where a list is needed", n.Form()), "write [ ] around it, or - before each")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Vals), len(n.Vals)))
	seen := map[string]bool{}
	for i, c := range n.Vals {
		id := c.ID(i)
		switch {
		case c.Twice != nil:
			d.r.AddTwice(c.Place, tree.Join(path, c.Twice.Name), c.Twice.Name+" is there twice", c.Twice.First)
		case seen[id] && c.Kind == tree.Mapping: // in what was put together of several files
			d.r.Add(c.Place, tree.Join(path, id), fmt.Sprintf("%s is there twice", id), "")
		}
		seen[id] = true
		d.decodeInto(c, v.Index(i), tree.Join(path, id))
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
