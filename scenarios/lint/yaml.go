package lint

import (
	"fmt"
	"slices"
	"strings"

	"entente/scenarios/tree"
)

// elsewhere are words that other YAML tools take for true or false.
var elsewhere = []string{"y", "n", "yes", "no", "on", "off"}

// findUnquoted finds unquoted words that other tools would read as something else.
func (l *linter) findUnquoted(n *tree.Node, path string) {
	if n.Kind == tree.Scalar {
		if n.Style == tree.Plain && n.Tag == tree.TagText && slices.Contains(elsewhere, strings.ToLower(n.Text)) {
			l.r.Add(n.Place, path, fmt.Sprintf("%s means true or false to other YAML tools", n.Text), "put quotes around it")
		}
		return
	}
	l.findKeys(n, path)
	l.duplicates(n, path)
	for i, name := range n.Names() {
		if path == "" && name == "presets" {
			continue
		}
		l.findUnquoted(n.Vals[i], tree.Join(path, name))
	}
}

// findKeys finds names that other YAML tools would read as something else: yes, no
// and numbers with a dot, of which the last zero is lost. A dotted name may
// also stand in the way of a path.
func (l *linter) findKeys(n *tree.Node, path string) {
	for _, k := range n.Keys {
		if k.Style == tree.Plain && k.Tag == tree.TagText && slices.Contains(elsewhere, strings.ToLower(k.Text)) {
			l.r.Add(k.Place, tree.Join(path, k.Text), fmt.Sprintf("%s means true or false to other YAML tools", k.Text), "put quotes around it")
		}
	}
	if n.Kind != tree.Sequence {
		return
	}
	names := n.Names()
	for i, v := range n.Vals {
		name := names[i]
		for _, key := range [...]string{"id", "number"} {
			if id := v.Get(key); id != nil && id.Style == tree.Plain && id.Tag == tree.TagNumber && strings.Contains(id.Text, ".") {
				l.r.Add(id.Place, tree.Join(path, name)+"."+key, fmt.Sprintf("%s is a number with a fraction to other YAML tools", name), "put quotes around it")
			}
		}
		if whole, _, dotted := strings.Cut(name, "."); dotted && slices.Contains(names, whole) {
			l.r.Add(v.Place, tree.Join(path, name), fmt.Sprintf("a dotted name: paths take it for a part of %s", whole), "write a hyphen")
		}
	}
}

// duplicates finds words that stand more than once in a list, which counts them once.
// On a route a channel or relay may come again, and so may the values of an
// empirical distribution.
func (l *linter) duplicates(n *tree.Node, path string) {
	key := path[strings.LastIndexByte(path, '.')+1:]
	if n.Kind != tree.Sequence || strings.HasPrefix(path, "routes.") || key == "values" || key == "weights" {
		return
	}
	seen := map[string]bool{}
	for i, v := range n.Vals {
		if v.Kind != tree.Scalar {
			return
		}
		if seen[v.Text] {
			l.r.Add(v.Place, tree.Element(path, i), fmt.Sprintf("%s is listed twice", v.Text), "leave it out here")
		}
		seen[v.Text] = true
	}
}
