package scenarios

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"entente/scenarios/library"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// LibraryPatch is a patch of the library with what it changes in a scenario.
type LibraryPatch struct {
	Name    string    `json:"patch"`   // that --patch takes
	Says    string    `json:"says"`    // what it is, in words
	Changes []Changed `json:"changes"` // in its order
}

// Changed is one path that a patch changes.
type Changed struct {
	Path string `json:"path"`   // as the patch writes it
	From string `json:"from"`   // as it stands, of a list the entries that go; empty where nothing does, or where the places differ
	To   string `json:"to"`     // as the patch has it, of a list the entries that are new; empty where it is removed
	What string `json:"what"`   // set, added or removed
	N    int    `json:"places"` // that the path reaches; 1 without a *
}

// PatchNames lists the patches of the library, SCENARIO/NAME.
func PatchNames() []string { return library.Grouped("patches") }

// PatchSays is what a patch of the library says of itself.
func PatchSays(name string) string {
	var r tree.Report
	root := tree.Parse(name, library.File(path.Join("patches", name+".yaml")), &r)
	if root == nil || root.Get("says") == nil {
		return ""
	}
	return strings.TrimSpace(root.Get("says").Text)
}

// PatchesOf lists the patches of the library that fit a scenario of the library or a
// file: every path that they change is there, and what comes of it is a scenario. When
// the input is wrong the error is Problems.
func PatchesOf(nameOrPath string) ([]LibraryPatch, error) {
	f, err := NewFamily(nameOrPath, Options{})
	if err != nil {
		return nil, err
	}
	out := []LibraryPatch{}
	for _, name := range library.Grouped("patches") {
		var r tree.Report
		edits := patchFile(name, library.File(path.Join("patches", name+".yaml")), &r)
		p := LibraryPatch{Name: name, Says: PatchSays(name), Changes: []Changed{}}
		for _, e := range edits {
			p.Changes = append(p.Changes, f.root.changedBy(e, &r))
		}
		if len(r.List) > 0 || len(edits) == 0 {
			continue
		}
		if _, _, _, err := f.changed(edits); err == nil {
			out = append(out, p)
		}
	}
	own := f.whole.Spec.Name + "/"
	after := func(p LibraryPatch) int {
		if strings.HasPrefix(p.Name, own) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b LibraryPatch) int { return after(a) - after(b) })
	return out, nil
}

// changedBy says what an edit changes. What is wrong with its path is reported.
func (c *compiler) changedBy(e edit, r *tree.Report) Changed {
	paths := concrete(c, c.tree, e, r)
	x := Changed{Path: e.path, What: "set", N: len(paths)}
	var was []*tree.Node
	for _, at := range paths {
		if n := c.tree.Find(at); n != nil && !slices.ContainsFunc(was, n.Equal) {
			was = append(was, n)
		}
	}
	to := e.value
	if len(was) == 1 {
		from := was[0]
		if to != nil && from.Kind == tree.Sequence && to.Kind == tree.Sequence && !e.more {
			from, to = from.Except(to), to.Except(from)
		}
		x.From = bareText(from)
	}
	switch {
	case e.value == nil:
		x.What = "removed"
	case e.more || len(was) == 0:
		x.What = "added"
	}
	if to != nil {
		x.To = bareText(to)
	}
	return x
}

// LibraryText is whatever the library holds under a name: a scenario, a study, a file
// of presets, a patch, the catalogue of reforms, the engine's defaults, or a preset. Of
// a name that means several presets the error lists them.
func LibraryText(name string) ([]byte, error) {
	if data, err := LibraryFile(name); err == nil {
		return data, nil
	}
	for _, file := range []string{path.Join("patches", name+".yaml"), path.Join("reforms", strings.TrimPrefix(name, "reforms/")+".yaml"), path.Join("cases", strings.TrimPrefix(name, "cases/")+".yaml"), path.Join("cases/unseen", strings.TrimPrefix(name, "cases/")+".yaml"), name} {
		if data := library.File(file); data != nil && strings.HasSuffix(file, ".yaml") {
			return data, nil
		}
	}
	if name == "defaults" {
		return []byte(defaults), nil
	}
	switch found := PresetsNamed(name); len(found) {
	case 0:
		return nil, words.Refusal{What: name + " is not in the library", Hint: words.DidYouMean(name, LibraryNames())}
	case 1:
		p := &found[0]
		head := fmt.Sprintf("# %s/%s of the file %s. To have it: %s\n", p.Kind, p.Name, p.File, PresetLike(p))
		return append([]byte(head), PresetText(p)...), nil
	default:
		var list []string
		for _, p := range found {
			list = append(list, p.Kind+"/"+p.Name)
		}
		return nil, fmt.Errorf("%s is the name of several presets: %s", name, strings.Join(list, ", "))
	}
}

// LibraryNames are all names that LibraryText knows but for its presets' short ones.
func LibraryNames() []string {
	var out []string
	for _, e := range slices.Concat(Library(), Studies(), Unseen()) {
		out = append(out, e.Name)
	}
	for _, e := range slices.Concat(Cases(), Unseen()) {
		out = append(out, "cases/"+e.Name)
	}
	out = slices.Concat(out, library.Grouped("presets"), library.Grouped("patches"), []string{"reforms/usual", "defaults"})
	for _, p := range presetList() {
		out = append(out, p.Kind+"/"+p.Name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
