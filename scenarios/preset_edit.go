package scenarios

import (
	"slices"
	"strings"

	"entente/scenarios/tree"
)

// A path that begins with presets. changes a preset, and with it all that is like it:
// presets.desks.office.servers=3. That comes before all other edits, since things are
// written out from their presets before anything of theirs is changed.

// ofPreset says whether an edit changes a preset.
func (e edit) ofPreset() bool { return strings.HasPrefix(e.path, "presets.") }

// withPresets gives the scenario with its presets changed, and the edits that are left.
func (c *compiler) withPresets(edits []edit, r *tree.Report) (*compiler, []edit) {
	if !slices.ContainsFunc(edits, edit.ofPreset) {
		return c, edits
	}
	root := c.written
	var rest []edit
	for _, e := range edits {
		if !e.ofPreset() {
			rest = append(rest, e)
			continue
		}
		paths := []string{e.path}
		if strings.Contains(e.path, "*") {
			paths = nil
			matchPaths(root, tree.SplitPath(e.path), "", func(path string) { paths = append(paths, path) })
		} else if what, hint := checkPath(root, e); what != "" {
			r.Add(e.Place, "", what, hint)
			continue
		}
		if len(paths) == 0 {
			r.Add(e.Place, "", "nothing matches "+e.path, "")
		}
		for _, path := range paths {
			root = e.asWholeList(root, path).applyAt(root, tree.SplitPath(path))
		}
	}
	if len(r.List) > 0 {
		return c, rest
	}
	whole := expand(root, r)
	if whole == nil {
		return c, rest
	}
	r.Mute()
	doc := decode(whole, r)
	r.Mute()
	was := c.doc
	if c.base != nil {
		was = c.base
	}
	next := compile(whole, doc, was, r)
	next.written = root
	return next, rest
}
