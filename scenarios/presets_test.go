package scenarios

import (
	"path"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestInstrumentsAreSourced: every law, agreement, body and motion of a preset is a
// summary with what it summarises, where that was read, how sure we are and as of
// when.
func TestInstrumentsAreSourced(t *testing.T) {
	found := 0
	for _, file := range presetFiles() {
		var r report
		root := parse(file, libraryFile(path.Join("presets", file+".yaml")), &r)
		for _, kind := range []string{"laws", "agreements", "bodies", "motions"} {
			list := root.find("presets." + kind)
			if list == nil {
				continue
			}
			x := expander{r: &r, presets: root.get("presets")}
			for i, name := range list.names() {
				one := x.like(list.vals[i], kind, name, nil)
				found++
				for _, key := range []string{"title", "source", "tag", "as_of"} {
					require.NotNil(t, one.get(key), "%s: %s lacks %s", file, name, key)
				}
				if text := one.get("text"); text != nil {
					require.LessOrEqual(t, len(text.text), 400, "%s: %s is more than a summary", file, name)
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
	var walk func(n *node, kind string)
	walk = func(n *node, kind string) {
		if like := n.get("like"); like != nil {
			used[kind+"."+like.text] = true
		}
		for _, p := range parts[kind] {
			if list := n.get(p.key); list != nil {
				for _, v := range list.vals {
					walk(v, p.kind)
				}
			}
		}
	}
	var r report
	visit := func(name string) {
		root := parse(name, libraryFile(name), &r)
		walk(root, "")
		if presets := root.get("presets"); presets != nil {
			for i, kind := range presets.names() {
				for _, v := range presets.vals[i].vals {
					walk(v, kind)
				}
			}
		}
	}
	for _, e := range Library() {
		visit(e.Name + ".yaml")
	}
	for _, file := range presetFiles() {
		visit(path.Join("presets", file+".yaml"))
	}
	require.Empty(t, r.list)
	for _, file := range presetFiles() {
		folder, _ := path.Split(file)
		if !slices.Contains([]string{"bodies/", "changes/"}, folder) && !slices.Contains([]string{"stores/interpol", "actions/preservation", "nations/member-state"}, file) {
			continue
		}
		presets := parse(file, libraryFile(path.Join("presets", file+".yaml")), &r).get("presets")
		if presets == nil { // a whole body, which an include brings
			continue
		}
		for i, kind := range presets.names() {
			for _, name := range presets.vals[i].names() {
				require.True(t, used[kind+"."+name], "no scenario uses %s of %s", name, file)
			}
		}
	}
}
