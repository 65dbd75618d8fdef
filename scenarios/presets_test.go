package scenarios

import (
	"path"
	"slices"
	"testing"

	"entente/scenarios/library"
	"entente/scenarios/tree"

	"github.com/stretchr/testify/require"
)

// TestInstrumentsAreSourced: every law, agreement, body and motion of a preset is a
// summary with what it summarises, where that was read, how sure we are and as of
// when.
func TestInstrumentsAreSourced(t *testing.T) {
	found := 0
	for _, file := range library.Grouped("presets") {
		var r tree.Report
		root := tree.Parse(file, library.File(path.Join("presets", file+".yaml")), &r)
		for _, kind := range []string{"laws", "agreements", "bodies", "motions"} {
			list := root.Find("presets." + kind)
			if list == nil {
				continue
			}
			x := expander{r: &r, presets: root.Get("presets")}
			for i, name := range list.Names() {
				one := x.copyPreset(list.Vals[i], kind, name, nil)
				found++
				for _, key := range []string{"title", "source", "tag", "as_of"} {
					require.NotNil(t, one.Get(key), "%s: %s lacks %s", file, name, key)
				}
				if text := one.Get("text"); text != nil {
					require.LessOrEqual(t, len(text.Text), 400, "%s: %s is more than a summary", file, name)
				}
			}
		}
	}
	require.GreaterOrEqual(t, found, 45)
}

// TestPresetsOfBodiesAreUsed: what the presets of bodies, changes and their like offer,
// some scenario of the library plays.
func TestPresetsOfBodiesAreUsed(t *testing.T) {
	used := map[string]bool{}
	var walk func(n *tree.Node, kind string)
	walk = func(n *tree.Node, kind string) {
		if like := n.Get("like"); like != nil {
			used[kind+"."+like.Text] = true
		}
		for _, p := range parts[kind] {
			if list := n.Get(p.key); list != nil {
				for _, v := range list.Vals {
					walk(v, p.Kind)
				}
			}
		}
	}
	var r tree.Report
	visit := func(name string) {
		root := tree.Parse(name, library.File(name), &r)
		walk(root, "")
		if presets := root.Get("presets"); presets != nil {
			for i, kind := range presets.Names() {
				for _, v := range presets.Vals[i].Vals {
					walk(v, kind)
				}
			}
		}
	}
	for _, e := range Library() {
		visit(e.Name + ".yaml")
	}
	for _, file := range library.Grouped("presets") {
		visit(path.Join("presets", file+".yaml"))
	}
	require.Empty(t, r.List)
	for _, file := range library.Grouped("presets") {
		folder, _ := path.Split(file)
		if !slices.Contains([]string{"bodies/", "changes/"}, folder) && !slices.Contains([]string{"stores/interpol", "actions/preservation", "nations/member-state"}, file) {
			continue
		}
		presets := tree.Parse(file, library.File(path.Join("presets", file+".yaml")), &r).Get("presets")
		if presets == nil { // a whole body, which an include brings
			continue
		}
		for i, kind := range presets.Names() {
			for _, name := range presets.Vals[i].Names() {
				require.True(t, used[kind+"."+name], "no scenario uses %s of %s", name, file)
			}
		}
	}
}
