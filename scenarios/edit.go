package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// edit changes one path of a scenario before the run.
type edit struct {
	tree.Place
	path  string
	value *tree.Node // nil: remove
	more  bool       // value is a list, whose entries are put at the end of that at path
}

// setFlag reads PATH=VALUE; the value is YAML.
func setFlag(text string, r *tree.Report) []edit {
	at := tree.Place{File: "--set " + text, Line: 1, Col: 1}
	path, value, ok := strings.Cut(text, "=")
	if !ok || path == "" || value == "" {
		r.Add(at, "", "not PATH=VALUE", "")
		return nil
	}
	n := tree.Parse(at.File, []byte(value), r)
	if n == nil {
		return nil
	}
	return []edit{{Place: at, path: strings.TrimSpace(path), value: n.Shifted(utf8.RuneCountInString(path) + 1)}}
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
func patchFile(name string, data []byte, r *tree.Report) []edit {
	root := tree.Parse(name, data, r)
	if root == nil {
		return nil
	}
	var p patch
	before := len(r.List)
	d := decoder{r: r}
	d.decodeInto(root, reflect.ValueOf(&p).Elem(), "")
	if len(r.List) > before {
		return nil
	}
	return reformEdits(root, "", r)
}

// apply gives the scenario changed by edits, in order. A path that is a
// parameter is set at the start of the run, like any change during it; any
// other path is changed in the tree, and the whole compiled again.
func apply(base *compiler, edits []edit, r *tree.Report) *compiler {
	base, edits = base.withPresets(edits, r)
	if len(r.List) > 0 {
		return base
	}
	root := base.tree
	var sets []edit // of parameters, with concrete paths
	var told Problems
	for _, e := range edits {
		paths := concrete(base, root, e, r)
		if strings.Contains(e.path, "*") && len(paths) > 0 {
			told = append(told, e.reached(base, paths))
		}
		for _, path := range paths {
			if _, isParam := base.paramAt[path]; isParam && e.value != nil {
				sets = append(sets, edit{Place: e.Place, path: path, value: e.value})
				continue
			}
			// A change of what holds a parameter undoes earlier ones inside.
			sets = slices.DeleteFunc(sets, func(s edit) bool { return strings.HasPrefix(s.path, path+".") })
			root = e.asWholeList(root, path).applyAt(root, tree.SplitPath(path))
		}
	}
	if len(r.List) > 0 {
		return base
	}
	c := base
	if root != base.tree {
		if root = expand(root, r); root == nil {
			return base
		}
		r.Mute()
		doc := decode(root, r)
		r.Mute()
		was := base.doc // as it was before any edit
		if base.base != nil {
			was = base.base
		}
		c = compile(root, doc, was, r)
		if len(r.List) > 0 {
			return base
		}
	}
	for _, s := range sets {
		id, ok := c.paramAt[s.path]
		if !ok {
			r.Add(s.Place, s.path, "another change removes it", "")
			continue
		}
		v, err := parseParam(&c.spec.Params[id], s.value.Value().Text)
		if err == nil && s.value.Value().Kind != tree.Scalar {
			err = fmt.Errorf("%s where a figure is needed", s.value.Kind)
		}
		if err != nil {
			r.Fail(s.value.Place, s.path, err)
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
	p := Problem{File: e.File, Line: max(e.Line, 1), Col: max(e.Col, 1), Path: e.path, What: "changes " + countOf(len(paths), "value")}
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

// asWholeList is an edit that puts entries at the end of a list as one that sets the whole
// list. An agency that has no list of its own has its nation's.
func (e edit) asWholeList(root *tree.Node, path string) edit {
	if !e.more {
		return e
	}
	had := root.Find(path)
	if segs := tree.SplitPath(path); had == nil && len(segs) > 4 && segs[0] == "nations" && segs[2] == "agencies" {
		had = root.Find(strings.Join(slices.Concat(segs[:2], segs[4:]), "."))
	}
	if had != nil && had.Kind == tree.Sequence {
		list := *had
		list.Vals = slices.Concat(had.Vals, e.value.Vals)
		e.value = &list
	}
	return e
}

// concrete lists the paths that an edit means, or reports what is wrong with
// it.
func concrete(c *compiler, root *tree.Node, e edit, r *tree.Report) []string {
	if !strings.Contains(e.path, "*") {
		if _, isParam := c.paramAt[e.path]; isParam && e.value != nil {
			return []string{e.path}
		}
		if what, hint := checkPath(root, e); what != "" {
			r.Add(e.Place, "", what, hint)
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
	matchPaths(root, tree.SplitPath(e.path), "", func(path string) { out = append(out, path) })
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) == 0 {
		r.Add(e.Place, "", fmt.Sprintf("nothing matches %s", e.path), wholeNames(e.path))
	}
	return out
}

// matchPaths finds the paths in a tree that a pattern matches. The last segment
// may be a key that is not written yet.
func matchPaths(n *tree.Node, segs []string, path string, found func(string)) {
	if len(segs) == 0 {
		found(path)
		return
	}
	if segs[0] != "*" {
		i, used := n.Step(segs)
		switch {
		case i >= 0:
			matchPaths(n.Vals[i], segs[used:], tree.Join(path, strings.Join(segs[:used], ".")), found)
		case len(segs) == 1 && n.Kind == tree.Mapping:
			found(tree.Join(path, segs[0]))
		}
		return
	}
	for i, name := range n.Names() {
		matchPaths(n.Vals[i], segs[1:], tree.Join(path, name), found)
	}
}

// wholeNames is what to know of a path with a * in a name.
func wholeNames(path string) string {
	if slices.ContainsFunc(tree.SplitPath(path), func(s string) bool { return s != "*" && strings.Contains(s, "*") }) {
		return "a * stands for a whole name"
	}
	return ""
}

// checkPath says what is wrong with a path that is to be changed, or nothing.
// Things must exist; keys must be in the grammar.
func checkPath(root *tree.Node, e edit) (what, hint string) {
	segs := tree.SplitPath(e.path)
	n, t := root, reflect.TypeFor[Document]()
	for len(segs) > 0 {
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if reflect.PointerTo(t).Implements(reflect.TypeFor[counted]()) {
			return fmt.Sprintf("%s is one figure", pathBefore(e.path, segs)), "a path names the whole of it"
		}
		key := segs[0]
		if key == "like" || key == "include" || key == "entente" {
			return fmt.Sprintf("%s is settled before values are set", key), ""
		}
		i, used := -1, 0
		if n != nil {
			i, used = n.Step(segs)
		}
		if i < 0 {
			used = newKey(segs)
		}
		switch t.Kind() {
		case reflect.Struct:
			known := fields(t)
			f := slices.IndexFunc(known, func(f field) bool { return f.key == key })
			if f < 0 && i < 0 || t == distType && (n == nil || n.Kind != tree.Mapping) {
				return fmt.Sprintf("no %s in %s", key, cmpOr(pathBefore(e.path, segs), "a scenario")), words.DidYouMean(key, keyNames(known))
			}
			if f >= 0 {
				t = t.FieldByIndex(known[f].index).Type
			}
		case reflect.Map, reflect.Slice:
			if i < 0 && !(creatable(t) && e.value != nil) && !e.addsThing(t, len(segs) == used) {
				var names []string
				if n != nil {
					names = n.Names()
				}
				hint := words.DidYouMean(key, names)
				if home, yes := strings.CutSuffix(key, "-net"); yes && pathBefore(e.path, segs) == "channels" && root.Get("nations") != nil && root.Get("nations").Get(home) != nil {
					hint = "the line at home is nations." + home + ".network"
				}
				return fmt.Sprintf("no %s in %s", key, pathBefore(e.path, segs)), hint
			}
			t = t.Elem()
		default:
			return fmt.Sprintf("%s goes no further than %s", e.path, pathBefore(e.path, segs)), ""
		}
		if i < 0 {
			if e.value == nil {
				return fmt.Sprintf("nothing is at %s", e.path), ""
			}
			n, segs = nil, segs[used:]
			continue
		}
		n, segs = n.Vals[i], segs[used:]
	}
	return "", ""
}

// addsThing says whether an edit puts a whole new thing into a collection of them: a
// mistyped name of one that exists goes on to one of its keys, or has a value
// that is no thing.
func (e edit) addsThing(t reflect.Type, last bool) bool {
	return last && t.Kind() == reflect.Map && e.value != nil && e.value.Kind == tree.Mapping && e.value.Get("value") == nil
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

// pathBefore is the part of a path before the segments that are left.
func pathBefore(path string, left []string) string {
	return strings.TrimSuffix(strings.TrimSuffix(path, strings.Join(left, ".")), ".")
}

// applyAt gives a copy of n with the edit made at segs.
func (e edit) applyAt(n *tree.Node, segs []string) *tree.Node {
	i, used := n.Step(segs)
	switch {
	case i >= 0 && used < len(segs):
		return n.Replaced(i, e.applyAt(n.Vals[i], segs[used:]))
	case i >= 0 && e.value == nil:
		return n.Without(i)
	case i >= 0:
		return n.Replaced(i, tree.Overlay(n.Vals[i], e.value))
	case n.Kind != tree.Mapping:
		return n
	}
	used = newKey(segs)
	key := &tree.Node{Place: e.Place, Text: strings.Join(segs[:used], ".")}
	if used == len(segs) {
		return n.With(key, e.value)
	}
	return n.With(key, e.applyAt(&tree.Node{Place: e.Place, Kind: tree.Mapping}, segs[used:]))
}

// newKey says how many segments make a key that is not there yet. The pair of
// agencies of a route holds dots of its own and comes last.
func newKey(segs []string) int {
	if len(segs) > 1 && strings.Contains(segs[1], ">") {
		return len(segs)
	}
	return 1
}
