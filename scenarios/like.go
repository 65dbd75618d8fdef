package scenarios

import (
	"entente/scenarios/words"
	"fmt"
	"slices"
	"strings"
)

// parts says which keys of a kind of thing hold things of which kind, by name
// or in a list. The root is the kind "".
var parts = map[string][]struct{ key, kind string }{
	"": {
		{"nations", "nations"},
		{"bodies", "bodies"},
		{"channels", "channels"},
		{"storylines", "storylines"},
		{"stores", "stores"},
		{"agreements", "agreements"},
		{"motions", "motions"},
		{"changes", "changes"},
		{"teams", "teams"},
		{"support", "support"},
		{"commands", "commands"},
	},
	"nations":    {{"agencies", "agencies"}, {"laws", "laws"}},
	"bodies":     {{"desks", "desks"}, {"actions", "actions"}, {"laws", "laws"}},
	"agencies":   {{"desks", "desks"}, {"actions", "actions"}, {"laws", "laws"}},
	"storylines": {{"facts", "facts"}},
	"agreements": {{"laws", "laws"}},
}

// expander writes out every `like:` and lays the engine's defaults below.
type expander struct {
	r       *report
	presets *node           // of the scenario and what it includes
	engine  *node           // the engine's own presets
	things  int             // written out so far
	used    map[string]bool // presets that were copied, KIND/NAME; nil: nobody asks
}

// The bounds of what a file may be written out to: a few lines can copy much.
const (
	maxThings = 100_000 // nations, agencies, desks, laws and so on
	maxLikes  = 32      // presets behind one another
)

// expand gives the tree with every preset copied in. The presets themselves
// stay as they were written, to be checked.
func expand(root *node, r *report) *node { return newExpander(root, r).expand(root) }

func newExpander(root *node, r *report) *expander {
	return &expander{r: r, presets: root.get("presets"), engine: engineDefaults.get("presets")}
}

func (x *expander) expand(root *node) *node {
	r := x.r
	root = overlay(engineDefaults.without(engineDefaults.index("presets")), root)
	x.circles()
	root = x.parts(x.offices(root), "", "")
	if x.things > maxThings {
		r.add(root.place, "", fmt.Sprintf("more than %d nations, agencies, desks, laws and other things, with all that presets are copied to", maxThings), "")
		return nil
	}
	return root
}

// circles finds presets that copy each other in a circle, used or not. Only
// those of one kind can: what a preset holds is of another kind.
func (x *expander) circles() {
	if x.presets == nil || x.presets.kind != mapping {
		return
	}
	for i, kind := range x.presets.names() {
		list := x.presets.vals[i]
		if list.kind != mapping {
			continue
		}
		var seen []string
		for _, name := range list.names() {
			var way []string
			for at := list.get(name); at != nil && !slices.Contains(seen, name); {
				way = append(way, name)
				like := at.get("like")
				if like == nil || like.kind != scalar {
					break
				}
				if first := slices.Index(way, like.text); first >= 0 {
					x.r.add(like.place, join(join("presets", kind), name), "presets copy each other in a circle", strings.Join(append(way[first:], like.text), " -> "))
					break
				}
				name = like.text
				at = list.get(name)
			}
			seen = append(seen, way...)
		}
	}
}

// engineDefaults is the tree of the engine's defaults, which are ours to keep right. No
// tree changes once it is parsed, so all scenarios share it.
var engineDefaults = func() *node {
	var r report
	root := parse(defaultsFile, []byte(defaults), &r)
	if len(r.list) > 0 {
		panic(r.list)
	}
	return root
}()

// parts expands what is inside n, a thing of a kind.
func (x *expander) parts(n *node, kind, path string) *node {
	if n.kind != mapping {
		return n
	}
	for _, p := range parts[kind] {
		i := n.index(p.key)
		if i < 0 {
			continue
		}
		all := n.vals[i]
		if all.kind == scalar {
			continue
		}
		out := *all
		out.vals = slices.Clone(all.vals)
		for j, v := range all.vals {
			id := v.id(j)
			if all.kind == mapping {
				id = all.keys[j].text
			}
			out.vals[j] = x.thing(v, p.kind, id, join(join(path, p.key), id))
		}
		n = n.with(n.keys[i], &out)
	}
	if kind == "nations" {
		n = x.network(n, path)
	}
	return n
}

// network lays the defaults of channels below a nation's own network.
func (x *expander) network(n *node, path string) *node {
	i := n.index("network")
	if i < 0 || n.vals[i].kind != mapping {
		return n
	}
	return n.with(n.keys[i], x.thing(n.vals[i], "channels", "", join(path, "network")))
}

// thing expands one thing of a kind.
func (x *expander) thing(n *node, kind, id, path string) *node {
	if x.things++; n.kind != mapping || x.things > maxThings {
		return n
	}
	n = x.like(n, kind, path, nil)
	for _, below := range x.below(kind, id) {
		n = overlay(below, n)
	}
	if (kind == "agencies" || kind == "bodies") && n.get("desks") == nil {
		intake := &node{place: n.place, kind: mapping}
		desks := &node{
			place: n.place, kind: mapping,
			keys: []*node{{place: n.place, text: "intake"}}, vals: []*node{intake},
		}
		n = n.with(&node{place: n.place, text: "desks"}, desks)
	}
	return x.parts(n, kind, path)
}

// below lists the presets that stand behind a thing without being named, nearest first:
// the engine's for an action of this name, and those called default, the scenario's own
// before the engine's.
func (x *expander) below(kind, id string) []*node {
	var out []*node
	add := func(kind, name string) {
		if p := x.engine.get(kind).get(name); p != nil {
			out = append(out, p)
		}
	}
	if kind == "actions" && id != "default" {
		add(kind, id)
	}
	for _, of := range slices.DeleteFunc([]string{kind, "agencies"}, func(of string) bool { return of != kind && kind != "bodies" }) {
		if p := x.presets.get(of).get("default"); p != nil && p.kind == mapping {
			if x.used != nil {
				x.used[of+"/default"] = true
			}
			out = append(out, x.like(p, of, join(join("presets", of), "default"), []string{"default"}))
		}
		add(of, "default")
	}
	return out
}

// like copies the preset that n names, which may name another.
func (x *expander) like(n *node, kind, path string, from []string) *node {
	i := n.index("like")
	if i < 0 {
		return n
	}
	name := n.vals[i]
	n = n.without(i)
	if name.kind != scalar {
		x.r.add(name.place, join(path, "like"), fmt.Sprintf("%s where one word or phrase is needed", name.kind), "")
		return n
	}
	if slices.Contains(from, name.text) {
		return n // a circle, of which circles has spoken
	}
	if len(from) == maxLikes {
		x.r.add(name.place, join(path, "like"), fmt.Sprintf("more than %d presets behind one another", maxLikes), "")
		return n
	}
	preset := x.preset(kind, name, path)
	if preset == nil || preset.kind != mapping {
		return n
	}
	return overlay(x.like(preset, kind, path, append(from, name.text)), n)
}

func (x *expander) preset(kind string, name *node, path string) *node {
	if len(x.r.list) >= maxProblems {
		return nil
	}
	var known []string
	if x.presets != nil {
		if list := x.presets.get(kind); list != nil && list.kind == mapping {
			if p := list.get(name.text); p != nil {
				if x.used != nil {
					x.used[kind+"/"+name.text] = true
				}
				return p
			}
			known = list.names()
		}
	}
	hint := words.DidYouMean(name.text, known)
	if file := presetFile(kind, name.text); hint == "" && file != "" {
		var unread report
		if of := parse(file, libraryFile("presets/"+file+".yaml"), &unread); of.get("presets").get(kind).get(name.text) != nil {
			hint = "include " + file
		} else {
			hint = fmt.Sprintf("include %s: it brings %s itself, without `like`", file, name.text)
		}
	}
	x.r.add(name.place, path, fmt.Sprintf("no preset %q among %s", name.text, kind), hint)
	x.r.loses(nameOf(path))
	return nil
}

// nameOf is how other parts of a scenario name the thing at a path: nations.a.agencies.b
// is a.b, and channels.c is c.
func nameOf(path string) string {
	texts := strings.Split(path, ".")
	var name []string
	for i := 1; i < len(texts); i += 2 {
		name = append(name, texts[i])
	}
	return strings.Join(name, ".")
}
