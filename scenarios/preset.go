package scenarios

import (
	"cmp"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/library"
	"entente/scenarios/tree"
)

// Preset is a thing of the library that scenarios copy by `like`, or have by an include.
type Preset struct {
	Kind   string   `json:"kind"`    // of thing: nations, agencies, desks, channels ...
	Name   string   `json:"name"`    // that `like` copies it by
	File   string   `json:"file"`    // that `include` names to have it
	Title  string   `json:"title"`   // in words; empty where it has none
	Text   string   `json:"text"`    // of what it stands for; empty where it has none
	Cite   string   `json:"cite"`    // where the law says so
	Source string   `json:"source"`  // of the whole
	Tag    string   `json:"tag"`     // how sure the whole is
	AsOf   string   `json:"as_of"`   // day of the source
	Whole  bool     `json:"whole"`   // an include brings it as it is; nothing copies it
	Gives  []Given  `json:"gives"`   // what a copy has, in its order
	UsedBy []string `json:"used_by"` // scenarios of the library
}

// Given is one value that a preset gives.
type Given struct {
	Path   string `json:"path"`   // below the copy
	Value  string `json:"value"`  // as scenarios write it, times with their unit
	Unit   string `json:"unit"`   // time, share or count; empty for what is no figure
	Source string `json:"source"` // of the figure; empty where it has none of its own
	Tag    string `json:"tag"`    // S stated, L law, K general knowledge, C calibration
	AsOf   string `json:"as_of"`  // day of the source
}

// unitWords name the units of figures.
var unitWords = map[model.Unit]string{model.Milliseconds: "time", model.Millionths: "share", model.Count: "count"}

// LibraryPresets lists what the library has to copy, by kind and name, with the scenarios of
// the library that copy it, through other presets too.
func LibraryPresets() []Preset {
	list, used := presetList(), presetUses()
	for i := range list {
		p := &list[i]
		p.UsedBy = append([]string{}, used[p.Kind+"/"+p.Name]...)
		if p.Whole {
			p.UsedBy = append(p.UsedBy, used[p.File]...)
		}
	}
	return list
}

// presetList are those of the library, and not yet who uses them.
func presetList() []Preset {
	var out []Preset
	for _, file := range library.Grouped("presets") {
		var r tree.Report
		root := tree.Parse(file, library.File(path.Join("presets", file+".yaml")), &r)
		add := func(all *tree.Node, whole bool) {
			if all == nil {
				return
			}
			units := presetUnits(all)
			for i, kind := range all.Names() {
				for k, name := range all.Vals[i].Names() {
					p := presetOf(kind, name, file, all.Vals[i].Vals[k], units)
					p.Whole = whole
					out = append(out, p)
				}
			}
		}
		add(root.Get("presets"), false)
		for _, key := range [...]string{"entente", "include", "presets"} {
			if i := root.Index(key); i >= 0 {
				root = root.Without(i)
			}
		}
		add(root, true)
	}
	slices.SortFunc(out, func(a, b Preset) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name)) })
	return out
}

func presetOf(kind, name, file string, n *tree.Node, units map[string]model.Unit) Preset {
	p := Preset{Kind: kind, Name: name, File: file, Gives: []Given{}}
	for i, key := range n.Names() {
		to := map[string]*string{"title": &p.Title, "text": &p.Text, "cite": &p.Cite, "source": &p.Source, "tag": &p.Tag, "as_of": &p.AsOf}[key]
		if to != nil {
			*to = strings.TrimSpace(n.Vals[i].Text)
			continue
		}
		listSettable(n.Vals[i], key, tree.Join(tree.Join(kind, name), key), units, &p.Gives)
	}
	return p
}

// listSettable adds what stands at a path, a line for each value that can be set.
func listSettable(n *tree.Node, at, full string, units map[string]model.Unit, out *[]Given) {
	if n.Kind != tree.Mapping || n.IsFigure() {
		g := Given{Path: at}
		if u, figure := units[full]; figure {
			g.Unit = unitWords[u]
		}
		if n.IsFigure() {
			g.Source, g.Tag, g.AsOf = textAt(n, "source"), textAt(n, "tag"), textAt(n, "as_of")
			if n.Get("value") == nil {
				g.Unit = unitWords[model.Milliseconds] // a distribution
			}
		}
		g.Value = bareText(n)
		*out = append(*out, g)
		return
	}
	for i, key := range n.Names() {
		listSettable(n.Vals[i], tree.Join(at, key), tree.Join(full, key), units, out)
	}
}

// bareText is a value on one line, a figure's without where it comes from.
func bareText(n *tree.Node) string {
	if !n.IsFigure() {
		return n.Flow()
	}
	if v := n.Get("value"); v != nil {
		return v.Flow()
	}
	for _, key := range provenanceKeys {
		if i := n.Index(key); i >= 0 {
			n = n.Without(i)
		}
	}
	return n.Flow()
}

// presetUnits gives the unit of every figure in the presets of a file, by path.
func presetUnits(list *tree.Node) map[string]model.Unit {
	var r tree.Report
	var all Presets
	all.decode(&decoder{r: &r}, list, "presets")
	numbers := map[string]number{}
	v := reflect.ValueOf(&all).Elem()
	for _, f := range fields(v.Type()) {
		collect(v.FieldByIndex(f.index), f.key, f, numbers)
	}
	units := map[string]model.Unit{}
	for at, n := range numbers {
		units[at] = n.unit
	}
	return units
}

// presetUses says which scenarios of the library copy which preset, KIND/NAME.
func presetUses() map[string][]string {
	uses := map[string][]string{}
	for _, e := range Library() {
		var r tree.Report
		root, read := tree.Read(e.Name, "", LibraryFile, &r)
		x := newExpander(root, &r)
		x.used = map[string]bool{}
		x.expand(root)
		for _, preset := range sorted(x.used) {
			uses[preset] = append(uses[preset], e.Name)
		}
		for _, src := range read {
			uses[src.Name] = append(uses[src.Name], e.Name)
		}
	}
	return uses
}

// PresetText is a preset as its file has it, shifted to the left.
func PresetText(p *Preset) string {
	data := string(library.File(path.Join("presets", p.File+".yaml")))
	var r tree.Report
	root := tree.Parse(p.File, []byte(data), &r)
	if !p.Whole {
		root = root.Get("presets")
	}
	list := root.Get(p.Kind)
	key := list.Keys[list.Index(p.Name)]
	lines := strings.Split(data, "\n")
	out := []string{lines[key.Line-1][key.Col-1:]}
	for _, l := range lines[key.Line:] {
		indent := len(l) - len(strings.TrimLeft(l, " "))
		if strings.TrimSpace(l) != "" && indent < key.Col {
			break
		}
		out = append(out, l[min(key.Col-1, len(l)):])
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n") + "\n"
}

// PresetsNamed are the presets that a name means, NAME, KIND/NAME or presets/KIND/NAME,
// without who uses them.
func PresetsNamed(name string) (out []Preset) {
	name = strings.TrimPrefix(name, "presets/")
	for _, p := range presetList() {
		if name == p.Name || name == p.Kind+"/"+p.Name {
			out = append(out, p)
		}
	}
	return out
}

// PresetLike says what to write to have a copy of a preset.
func PresetLike(p *Preset) string {
	if p.Whole {
		return fmt.Sprintf("include: [%s]", p.File)
	}
	return fmt.Sprintf("include: [%s], and under %s: {like: %s}", p.File, p.Kind, p.Name)
}

// textAt is the text at a key of a mapping; empty where there is none.
func textAt(n *tree.Node, key string) string {
	if v := n.Get(key); v != nil {
		return v.Text
	}
	return ""
}
