package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/scenarios/library"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// parts says which keys of a kind of thing hold things of which kind, by name
// or in a list. The root is the kind "".
var parts = map[string][]struct{ key, Kind string }{
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
	r       *tree.Report
	presets *tree.Node      // of the scenario and what it includes
	engine  *tree.Node      // the engine's own presets
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
func expand(root *tree.Node, r *tree.Report) *tree.Node { return newExpander(root, r).expand(root) }

func newExpander(root *tree.Node, r *tree.Report) *expander {
	return &expander{r: r, presets: root.Get("presets"), engine: engineDefaults.Get("presets")}
}

func (x *expander) expand(root *tree.Node) *tree.Node {
	r := x.r
	root = tree.Overlay(engineDefaults.Without(engineDefaults.Index("presets")), root)
	x.circles()
	root = x.expandParts(x.storeBodies(root), "", "")
	if x.things > maxThings {
		r.Add(root.Place, "", fmt.Sprintf("more than %d nations, agencies, desks, laws and other things, with all that presets are copied to", maxThings), "")
		return nil
	}
	return root
}

// circles finds presets that copy each other in a circle, used or not. Only
// those of one kind can: what a preset holds is of another kind.
func (x *expander) circles() {
	if x.presets == nil || x.presets.Kind != tree.Mapping {
		return
	}
	for i, kind := range x.presets.Names() {
		list := x.presets.Vals[i]
		if list.Kind != tree.Mapping {
			continue
		}
		var seen []string
		for _, name := range list.Names() {
			var way []string
			for at := list.Get(name); at != nil && !slices.Contains(seen, name); {
				way = append(way, name)
				like := at.Get("like")
				if like == nil || like.Kind != tree.Scalar {
					break
				}
				if first := slices.Index(way, like.Text); first >= 0 {
					x.r.Add(like.Place, tree.Join(tree.Join("presets", kind), name), "presets copy each other in a circle", strings.Join(append(way[first:], like.Text), " -> "))
					break
				}
				name = like.Text
				at = list.Get(name)
			}
			seen = append(seen, way...)
		}
	}
}

// engineDefaults is the tree of the engine's defaults, which are ours to keep right. No
// tree changes once it is parsed, so all scenarios share it.
var engineDefaults = func() *tree.Node {
	var r tree.Report
	root := tree.Parse(DefaultsFile, []byte(defaults), &r)
	if len(r.List) > 0 {
		panic(r.List)
	}
	return root
}()

// expandParts expands what is inside n, a thing of a kind.
func (x *expander) expandParts(n *tree.Node, kind, path string) *tree.Node {
	if n.Kind != tree.Mapping {
		return n
	}
	for _, p := range parts[kind] {
		i := n.Index(p.key)
		if i < 0 {
			continue
		}
		all := n.Vals[i]
		if all.Kind == tree.Scalar {
			continue
		}
		out := *all
		out.Vals = slices.Clone(all.Vals)
		for j, v := range all.Vals {
			id := v.ID(j)
			if all.Kind == tree.Mapping {
				id = all.Keys[j].Text
			}
			out.Vals[j] = x.expandThing(v, p.Kind, id, tree.Join(tree.Join(path, p.key), id))
		}
		n = n.With(n.Keys[i], &out)
	}
	if kind == "nations" {
		n = x.network(n, path)
	}
	return n
}

// network lays the defaults of channels below a nation's own network.
func (x *expander) network(n *tree.Node, path string) *tree.Node {
	i := n.Index("network")
	if i < 0 || n.Vals[i].Kind != tree.Mapping {
		return n
	}
	return n.With(n.Keys[i], x.expandThing(n.Vals[i], "channels", "", tree.Join(path, "network")))
}

// expandThing expands one thing of a kind.
func (x *expander) expandThing(n *tree.Node, kind, id, path string) *tree.Node {
	if x.things++; n.Kind != tree.Mapping || x.things > maxThings {
		return n
	}
	n = x.copyPreset(n, kind, path, nil)
	for _, below := range x.inheritedFrom(kind, id) {
		n = tree.Overlay(below, n)
	}
	if (kind == "agencies" || kind == "bodies") && n.Get("desks") == nil {
		intake := &tree.Node{Place: n.Place, Kind: tree.Mapping}
		desks := &tree.Node{
			Place: n.Place, Kind: tree.Mapping,
			Keys: []*tree.Node{{Place: n.Place, Text: "intake"}}, Vals: []*tree.Node{intake},
		}
		n = n.With(&tree.Node{Place: n.Place, Text: "desks"}, desks)
	}
	return x.expandParts(n, kind, path)
}

// inheritedFrom lists the presets that stand behind a thing without being named, nearest first:
// the engine's for an action of this name, and those called default, the scenario's own
// before the engine's.
func (x *expander) inheritedFrom(kind, id string) []*tree.Node {
	var out []*tree.Node
	add := func(kind, name string) {
		if p := x.engine.Get(kind).Get(name); p != nil {
			out = append(out, p)
		}
	}
	if kind == "actions" && id != "default" {
		add(kind, id)
	}
	for _, of := range slices.DeleteFunc([]string{kind, "agencies"}, func(of string) bool { return of != kind && kind != "bodies" }) {
		if p := x.presets.Get(of).Get("default"); p != nil && p.Kind == tree.Mapping {
			if x.used != nil {
				x.used[of+"/default"] = true
			}
			out = append(out, x.copyPreset(p, of, tree.Join(tree.Join("presets", of), "default"), []string{"default"}))
		}
		add(of, "default")
	}
	return out
}

// copyPreset copies the preset that n names, which may name another.
func (x *expander) copyPreset(n *tree.Node, kind, path string, from []string) *tree.Node {
	i := n.Index("like")
	if i < 0 {
		return n
	}
	name := n.Vals[i]
	n = n.Without(i)
	if name.Kind != tree.Scalar {
		x.r.Add(name.Place, tree.Join(path, "like"), fmt.Sprintf("%s where one word or phrase is needed", name.Kind), "")
		return n
	}
	if slices.Contains(from, name.Text) {
		return n // a circle, of which circles has spoken
	}
	if len(from) == maxLikes {
		x.r.Add(name.Place, tree.Join(path, "like"), fmt.Sprintf("more than %d presets behind one another", maxLikes), "")
		return n
	}
	preset := x.preset(kind, name, path)
	if preset == nil || preset.Kind != tree.Mapping {
		return n
	}
	return tree.Overlay(x.copyPreset(preset, kind, path, append(from, name.Text)), n)
}

func (x *expander) preset(kind string, name *tree.Node, path string) *tree.Node {
	if x.r.Full() {
		return nil
	}
	var known []string
	if x.presets != nil {
		if list := x.presets.Get(kind); list != nil && list.Kind == tree.Mapping {
			if p := list.Get(name.Text); p != nil {
				if x.used != nil {
					x.used[kind+"/"+name.Text] = true
				}
				return p
			}
			known = list.Names()
		}
	}
	hint := words.DidYouMean(name.Text, known)
	if file := presetFile(kind, name.Text); hint == "" && file != "" {
		var unread tree.Report
		if of := tree.Parse(file, library.File("presets/"+file+".yaml"), &unread); of.Get("presets").Get(kind).Get(name.Text) != nil {
			hint = "include " + file
		} else {
			hint = fmt.Sprintf("include %s: it brings %s itself, without `like`", file, name.Text)
		}
	}
	x.r.Add(name.Place, path, fmt.Sprintf("no preset %q among %s", name.Text, kind), hint)
	x.r.MarkLost(nameOf(path))
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
