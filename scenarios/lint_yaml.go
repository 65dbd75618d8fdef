package scenarios

import (
	"fmt"
	"slices"
	"strings"
)

// elsewhere are words that other YAML tools take for true or false.
var elsewhere = []string{"y", "n", "yes", "no", "on", "off"}

// yaml finds unquoted words that other tools would read as something else.
func (l *linter) yaml(n *node, path string) {
	if n.kind == scalar {
		if n.style == plain && n.tag == tagText && slices.Contains(elsewhere, strings.ToLower(n.text)) {
			l.r.add(n.place, path, fmt.Sprintf("%s means true or false to other YAML tools", n.text), "put quotes around it")
		}
		return
	}
	l.keys(n, path)
	l.twice(n, path)
	for i, name := range n.names() {
		if path == "" && name == "presets" {
			continue
		}
		l.yaml(n.vals[i], join(path, name))
	}
}

// keys finds names that other YAML tools would read as something else: yes, no
// and numbers with a dot, of which the last zero is lost. A dotted name may
// also stand in the way of a path.
func (l *linter) keys(n *node, path string) {
	for _, k := range n.keys {
		if k.style == plain && k.tag == tagText && slices.Contains(elsewhere, strings.ToLower(k.text)) {
			l.r.add(k.place, join(path, k.text), fmt.Sprintf("%s means true or false to other YAML tools", k.text), "put quotes around it")
		}
	}
	if n.kind != sequence {
		return
	}
	names := n.names()
	for i, v := range n.vals {
		name := names[i]
		for _, key := range [...]string{"id", "number"} {
			if id := v.get(key); id != nil && id.style == plain && id.tag == tagNumber && strings.Contains(id.text, ".") {
				l.r.add(id.place, join(path, name)+"."+key, fmt.Sprintf("%s is a number with a fraction to other YAML tools", name), "put quotes around it")
			}
		}
		if whole, _, dotted := strings.Cut(name, "."); dotted && slices.Contains(names, whole) {
			l.r.add(v.place, join(path, name), fmt.Sprintf("a dotted name: paths take it for a part of %s", whole), "write a hyphen")
		}
	}
}

// twice finds words that stand more than once in a list, which counts them once.
// On a route a channel or relay may come again, and so may the values of an
// empirical distribution.
func (l *linter) twice(n *node, path string) {
	key := path[strings.LastIndexByte(path, '.')+1:]
	if n.kind != sequence || strings.HasPrefix(path, "routes.") || key == "values" || key == "weights" {
		return
	}
	seen := map[string]bool{}
	for i, v := range n.vals {
		if v.kind != scalar {
			return
		}
		if seen[v.text] {
			l.r.add(v.place, element(path, i), fmt.Sprintf("%s is listed twice", v.text), "leave it out here")
		}
		seen[v.text] = true
	}
}
