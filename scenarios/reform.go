package scenarios

import (
	"fmt"
	"slices"

	"entente/scenarios/library"
	"entente/scenarios/tree"
	"entente/sim"
)

// Reform is what could be done so that a deadline is met: changes of the scenario, with
// what they cost and how long they take to come about.
type Reform struct {
	Title string `yaml:"title"`
	// Cost in units of the scenario's own, and Lead from the decision until it is in
	// effect. A run has it in effect from the beginning.
	Cost Count `yaml:"cost" need:"yes" max:"1000000000"`
	Lead Span  `yaml:"lead" need:"yes"`
	// Set changes the scenario as --set does, Add puts entries at the end of lists,
	// Remove takes things away; Patch names a patch of the library, SCENARIO/NAME.
	Set    map[string]*Raw `yaml:"set"`
	Add    map[string]*Raw `yaml:"add"`
	Remove []string        `yaml:"remove"`
	Patch  string          `yaml:"patch"`
	Cited  `yaml:",inline"`
}

// Remedy is a reform ready to be laid over a scenario, alone or with others.
type Remedy struct {
	ID, Title, Text string
	Cost            int64
	Lead            sim.Time
	Source          string
	Tag             string
	Anchor          string
	Catalogued      bool // made for this scenario from a catalogue, and not its own

	edits []edit
}

// reforms compiles the scenario's own, in order of name. Their paths are looked at;
// whether what comes out is a scenario is known when one is laid over it. Once a patch
// was applied, one that leads nowhere any more is left out: it may be what the patch did.
func (c *compiler) reforms(patched bool) []*Remedy {
	var out []*Remedy
	for _, id := range sorted(c.doc.Reforms) {
		d, path := c.doc.Reforms[id], tree.Join("reforms", string(id))
		if d == nil {
			continue
		}
		x := remedyOf(string(id), d)
		var r tree.Report
		x.edits = reformEdits(c.tree.Find(path), d.Patch, &r)
		if d.Patch != "" && !slices.Contains(library.Grouped("patches"), d.Patch) {
			c.unknown(path+".patch", "patch of the library", d.Patch, library.Grouped("patches"))
		} else if len(x.edits) == 0 && len(r.List) == 0 {
			c.problem(path, "changes nothing", "give it `set`, `add`, `remove` or `patch`")
		}
		for _, e := range x.edits {
			concrete(c, c.tree, e, &r)
		}
		switch {
		case len(r.List) == 0:
			out = append(out, x)
		case !patched:
			c.r.List = append(c.r.List, r.List...)
		}
	}
	return out
}

// remedyOf takes over what a reform says of itself.
func remedyOf(id string, d *Reform) *Remedy {
	return &Remedy{
		ID: id, Title: d.Title, Text: d.Text, Cost: d.Cost.Value, Lead: d.Lead.Value,
		Source: d.Source, Tag: string(d.Tag), Anchor: d.Anchor,
	}
}

// reformEdits are the changes that a reform writes out, those of its patch first.
func reformEdits(n *tree.Node, patch string, r *tree.Report) (out []edit) {
	if patch != "" {
		if data := library.File("patches/" + patch + ".yaml"); data != nil {
			out = patchFile(patch, data, r)
		}
	}
	if n == nil {
		return out
	}
	for _, key := range [...]string{"set", "add"} {
		list := n.Get(key)
		if list == nil {
			continue
		}
		for i, k := range list.Keys {
			e := edit{Place: k.Place, path: k.Text, value: list.Vals[i], more: key == "add"}
			if e.more && e.value.Kind != tree.Sequence {
				r.Add(e.value.Place, e.path, fmt.Sprintf("%s where a list of what is added is needed", e.value.Kind), "write [ENTRY]")
				continue
			}
			out = append(out, e)
		}
	}
	if list := n.Get("remove"); list != nil {
		for _, v := range list.Vals {
			out = append(out, edit{Place: v.Place, path: v.Text})
		}
	}
	return out
}

// Patch is the remedies together as the text of a patch file.
func Patch(name, says string, list ...*Remedy) string {
	root := &tree.Node{Kind: tree.Mapping}
	put := func(n *tree.Node, key string, v *tree.Node) {
		n.Keys, n.Vals = append(n.Keys, &tree.Node{Text: key}), append(n.Vals, v)
	}
	text := func(s string) *tree.Node { return &tree.Node{Text: s, Style: tree.Quoted} }
	put(root, "entente", &tree.Node{Text: "1"})
	put(root, "patch", &tree.Node{Text: name})
	put(root, "says", text(says))
	parts := map[string]*tree.Node{"set": {Kind: tree.Mapping}, "add": {Kind: tree.Mapping}, "remove": {Kind: tree.Sequence}}
	for _, x := range list {
		for _, e := range x.edits {
			switch {
			case e.value == nil:
				parts["remove"].Vals = append(parts["remove"].Vals, text(e.path))
			case e.more:
				had := parts["add"].Get(e.path)
				if had == nil {
					put(parts["add"], e.path, e.value)
					continue
				}
				both := *had
				both.Vals = slices.Concat(had.Vals, e.value.Vals)
				parts["add"] = parts["add"].With(&tree.Node{Text: e.path}, &both)
			default:
				parts["set"] = parts["set"].With(&tree.Node{Text: e.path}, e.value)
			}
		}
	}
	out := ""
	for _, k := range [...]string{"set", "add", "remove"} {
		if len(parts[k].Vals) > 0 {
			put(root, k, parts[k])
		}
	}
	for i, k := range root.Keys {
		v := root.Vals[i]
		if v.Kind != tree.Mapping {
			out += k.Text + ": " + v.Flow() + "\n"
			continue
		}
		out += k.Text + ":\n"
		for j, path := range v.Keys {
			out += "  " + path.Flow() + ": " + v.Vals[j].Flow() + "\n"
		}
	}
	return out
}

// Changes says what a remedy changes, a line for each change.
func (x *Remedy) Changes() []string {
	var out []string
	for _, e := range x.edits {
		switch {
		case e.value == nil:
			out = append(out, "without "+e.path)
		case e.more:
			out = append(out, e.path+" + "+e.value.Flow())
		default:
			out = append(out, e.path+" = "+e.value.Flow())
		}
	}
	return out
}

// Contradicts says whether two remedies cannot be had together: both change the same
// thing, or one what the other's thing is part of, and not to the same.
func (x *Remedy) Contradicts(y *Remedy) bool {
	for _, a := range x.edits {
		for _, b := range y.edits {
			if a.contradicts(b) {
				return true
			}
		}
	}
	return false
}

// Repeats says whether another remedy does all that one does.
func (x *Remedy) Repeats(y *Remedy) bool {
	for _, a := range x.edits {
		same := func(b edit) bool {
			return a.path == b.path && a.more == b.more && (a.value == nil) == (b.value == nil) && (a.value == nil || a.value.Flow() == b.value.Flow())
		}
		if !slices.ContainsFunc(y.edits, same) {
			return false
		}
	}
	return len(x.edits) > 0
}

func (e edit) contradicts(o edit) bool {
	p, q := tree.SplitPath(e.path), tree.SplitPath(o.path)
	for i := range min(len(p), len(q)) {
		if p[i] != q[i] && p[i] != "*" && q[i] != "*" {
			return false
		}
	}
	switch {
	case len(p) != len(q):
		return true
	case e.value == nil || o.value == nil:
		return e.value != o.value
	case e.more && o.more:
		return false // what both add stands beside each other
	}
	return e.more != o.more || e.value.Flow() != o.value.Flow()
}

// With is the scenario with remedies laid over it, one after the other, after what the
// family sets. The error is Problems where nothing that can be run comes out.
func (f *Family) With(list ...*Remedy) (*Scenario, error) {
	var edits []edit
	for _, x := range list {
		edits = append(edits, x.edits...)
	}
	s, _, _, err := f.changed(edits)
	return s, err
}
