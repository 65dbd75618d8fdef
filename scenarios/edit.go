package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/agents/model"
	"entente/scenarios/words"
)

// edit changes one path of a scenario before the run.
type edit struct {
	place
	path  string
	value *node // nil: remove
	more  bool  // value is a list, whose entries are put at the end of that at path
}

// setFlag reads PATH=VALUE; the value is YAML.
func setFlag(text string, r *report) []edit {
	at := place{"--set " + text, 1, 1}
	path, value, ok := strings.Cut(text, "=")
	if !ok || path == "" || value == "" {
		r.add(at, "", "not PATH=VALUE", "")
		return nil
	}
	n := parse(at.file, []byte(value), r)
	if n == nil {
		return nil
	}
	return []edit{{place: at, path: strings.TrimSpace(path), value: n.shifted(utf8.RuneCountInString(path) + 1)}}
}

// shifted moves the places of a one-line value to where it stands in its flag.
func (n *node) shifted(by int) *node {
	c := *n
	c.col += by
	c.keys, c.vals = nil, nil
	for _, k := range n.keys {
		c.keys = append(c.keys, k.shifted(by))
	}
	for _, v := range n.vals {
		c.vals = append(c.vals, v.shifted(by))
	}
	return &c
}

// patch is the grammar of a patch file: values to set, by path, entries to put at the
// end of lists, and paths to remove, in this order.
type patch struct {
	Entente int64           `yaml:"entente"`
	Patch   string          `yaml:"patch"`
	Says    string          `yaml:"says"`
	Set     map[string]*Raw `yaml:"set"`
	Add     map[string]*Raw `yaml:"add"`
	Remove  []string        `yaml:"remove"`
}

// patchFile reads the edits of a patch; name is the file's, for problems.
func patchFile(name string, data []byte, r *report) []edit {
	root := parse(name, data, r)
	if root == nil {
		return nil
	}
	var p patch
	before := len(r.list)
	d := decoder{r: r}
	d.into(root, reflect.ValueOf(&p).Elem(), "")
	if len(r.list) > before {
		return nil
	}
	return reformEdits(root, "", r)
}

// apply gives the scenario changed by edits, in order. A path that is a
// parameter is set at the start of the run, like any change during it; any
// other path is changed in the tree, and the whole compiled again.
func apply(base *compiler, edits []edit, r *report) *compiler {
	tree := base.tree
	var sets []edit // of parameters, with concrete paths
	var told Problems
	for _, e := range edits {
		paths := concrete(base, tree, e, r)
		if strings.Contains(e.path, "*") && len(paths) > 0 {
			told = append(told, e.reached(base, paths))
		}
		for _, path := range paths {
			if _, isParam := base.paramAt[path]; isParam && e.value != nil {
				sets = append(sets, edit{place: e.place, path: path, value: e.value})
				continue
			}
			// A change of what holds a parameter undoes earlier ones inside.
			sets = slices.DeleteFunc(sets, func(s edit) bool { return strings.HasPrefix(s.path, path+".") })
			tree = e.longer(tree, path).in(tree, splitPath(path))
		}
	}
	if len(r.list) > 0 {
		return base
	}
	c := base
	if tree != base.tree {
		if tree = expand(tree, r); tree == nil {
			return base
		}
		r.mute()
		doc := decode(tree, r)
		r.mute()
		c = compile(tree, doc, base.doc, r)
		if len(r.list) > 0 {
			return base
		}
	}
	for _, s := range sets {
		id, ok := c.paramAt[s.path]
		if !ok {
			r.add(s.place, s.path, "another change removes it", "")
			continue
		}
		v, err := parseParam(&c.spec.Params[id], s.value.value().text)
		if err == nil && s.value.value().kind != scalar {
			err = fmt.Errorf("%s where a figure is needed", s.value.kind)
		}
		if err != nil {
			r.fail(s.value.place, s.path, err)
			continue
		}
		c.spec.Patches = append(c.spec.Patches, model.Patch{Param: id, Value: v})
	}
	c.told = told
	return c
}

// reached says how many values a pattern changes. Of relations it reaches those that
// somebody wrote down, which are seldom all.
func (e edit) reached(c *compiler, paths []string) Problem {
	p := Problem{File: e.file, Line: max(e.line, 1), Col: max(e.col, 1), Path: e.path, What: "changes " + countOf(len(paths), "value")}
	if strings.HasPrefix(e.path, "relations.*.") && e.value != nil {
		n := 0
		for i := range c.spec.Nations {
			if !c.spec.Nations[i].Body {
				n++
			}
		}
		p.What += fmt.Sprintf(", of the relations that are written down; %s make %s", countOf(n, "nation"), countOf(n*(n-1)/2, "pair"))
		p.Hint = "pairs that are not written down follow model." + e.path[strings.LastIndexByte(e.path, '.')+1:]
	}
	return p
}

func countOf(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// longer is an edit that puts entries at the end of a list as one that sets the whole
// list. An agency that has no list of its own has its nation's.
func (e edit) longer(tree *node, path string) edit {
	if !e.more {
		return e
	}
	had := tree.find(path)
	if segs := splitPath(path); had == nil && len(segs) > 4 && segs[0] == "nations" && segs[2] == "agencies" {
		had = tree.find(strings.Join(slices.Concat(segs[:2], segs[4:]), "."))
	}
	if had != nil && had.kind == sequence {
		list := *had
		list.vals = slices.Concat(had.vals, e.value.vals)
		list.found = nil
		e.value = &list
	}
	return e
}

// concrete lists the paths that an edit means, or reports what is wrong with
// it.
func concrete(c *compiler, tree *node, e edit, r *report) []string {
	if !strings.Contains(e.path, "*") {
		if _, isParam := c.paramAt[e.path]; isParam && e.value != nil {
			return []string{e.path}
		}
		if what, hint := checkPath(tree, e); what != "" {
			r.add(e.place, "", what, hint)
			return nil
		}
		return []string{e.path}
	}
	var out []string
	for _, path := range sorted(c.paramAt) {
		if matches(e.path, path) {
			out = append(out, path)
		}
	}
	spread(tree, splitPath(e.path), "", func(path string) { out = append(out, path) })
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) == 0 {
		r.add(e.place, "", fmt.Sprintf("nothing matches %s", e.path), "")
	}
	return out
}

// spread finds the paths in a tree that a pattern matches. The last segment
// may be a key that is not written yet.
func spread(n *node, segs []string, path string, found func(string)) {
	if len(segs) == 0 {
		found(path)
		return
	}
	if segs[0] != "*" {
		i, used := n.step(segs)
		switch {
		case i >= 0:
			spread(n.vals[i], segs[used:], join(path, strings.Join(segs[:used], ".")), found)
		case len(segs) == 1 && n.kind == mapping:
			found(join(path, segs[0]))
		}
		return
	}
	for i, name := range n.names() {
		spread(n.vals[i], segs[1:], join(path, name), found)
	}
}

// checkPath says what is wrong with a path that is to be changed, or nothing.
// Things must exist; keys must be in the grammar.
func checkPath(tree *node, e edit) (what, hint string) {
	segs := splitPath(e.path)
	n, t := tree, reflect.TypeFor[Document]()
	for len(segs) > 0 {
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if reflect.PointerTo(t).Implements(reflect.TypeFor[counted]()) {
			return fmt.Sprintf("%s is one figure", done(e.path, segs)), "a path names the whole of it"
		}
		key := segs[0]
		if key == "like" || key == "include" || key == "presets" || key == "entente" {
			return fmt.Sprintf("%s is settled before values are set", key), ""
		}
		i, used := -1, 0
		if n != nil {
			i, used = n.step(segs)
		}
		if i < 0 {
			used = newKey(segs)
		}
		switch t.Kind() {
		case reflect.Struct:
			known := fields(t)
			f := slices.IndexFunc(known, func(f field) bool { return f.key == key })
			if f < 0 && i < 0 || t == distType && (n == nil || n.kind != mapping) {
				return fmt.Sprintf("no %s in %s", key, cmpOr(done(e.path, segs), "a scenario")), words.DidYouMean(key, keyNames(known))
			}
			if f >= 0 {
				t = t.FieldByIndex(known[f].index).Type
			}
		case reflect.Map, reflect.Slice:
			if i < 0 && !(creatable(t) && e.value != nil) && !e.adds(t, len(segs) == used) {
				var names []string
				if n != nil {
					names = n.names()
				}
				return fmt.Sprintf("no %s in %s", key, done(e.path, segs)), words.DidYouMean(key, names)
			}
			t = t.Elem()
		default:
			return fmt.Sprintf("%s goes no further than %s", e.path, done(e.path, segs)), ""
		}
		if i < 0 {
			if e.value == nil {
				return fmt.Sprintf("nothing is at %s", e.path), ""
			}
			n, segs = nil, segs[used:]
			continue
		}
		n, segs = n.vals[i], segs[used:]
	}
	return "", ""
}

// adds says whether an edit puts a whole new thing into a collection of them: a
// mistyped name of one that exists goes on to one of its keys, or has a value
// that is no thing.
func (e edit) adds(t reflect.Type, last bool) bool {
	return last && t.Kind() == reflect.Map && e.value != nil && e.value.kind == mapping && e.value.get("value") == nil
}

// creatable maps take new keys: their keys are words of the grammar, or pairs
// of things that exist.
func creatable(t reflect.Type) bool {
	if t.Kind() != reflect.Map {
		return false
	}
	switch t.Elem() {
	case reflect.TypeFor[*Relation](), reflect.TypeFor[*Share](), reflect.TypeFor[*Dist](), reflect.TypeFor[string](), reflect.TypeFor[[][]string]():
		return true
	}
	return false
}

// done is the part of a path before the segments that are left.
func done(path string, left []string) string {
	return strings.TrimSuffix(strings.TrimSuffix(path, strings.Join(left, ".")), ".")
}

// in gives a copy of n with the edit made at segs.
func (e edit) in(n *node, segs []string) *node {
	i, used := n.step(segs)
	switch {
	case i >= 0 && used < len(segs):
		return n.replaced(i, e.in(n.vals[i], segs[used:]))
	case i >= 0 && e.value == nil:
		return n.without(i)
	case i >= 0:
		return n.replaced(i, overlay(n.vals[i], e.value))
	case n.kind != mapping:
		return n
	}
	used = newKey(segs)
	key := &node{place: e.place, text: strings.Join(segs[:used], ".")}
	if used == len(segs) {
		return n.with(key, e.value)
	}
	return n.with(key, e.in(&node{place: e.place, kind: mapping}, segs[used:]))
}

// newKey says how many segments make a key that is not there yet. The pair of
// agencies of a route holds dots of its own and comes last.
func newKey(segs []string) int {
	if len(segs) > 1 && strings.Contains(segs[1], ">") {
		return len(segs)
	}
	return 1
}

// replaced is a copy of n whose i-th value is v.
func (n *node) replaced(i int, v *node) *node {
	c := *n
	c.vals = slices.Clone(n.vals)
	c.vals[i] = v
	return &c
}
