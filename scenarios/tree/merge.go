package tree

import (
	"fmt"
	"slices"
)

// Overlay lays own over base: mappings are merged key by key and own wins. A
// figure or distribution is one thing and is never mixed; a list of own
// replaces the list below it, but for `laws`, which are merged by id: first
// those of base, in its order, then what own adds.
func Overlay(base, own *Node) *Node {
	if base.Kind != Mapping || own.Kind != Mapping || base.IsFigure() || own.IsFigure() {
		return own
	}
	out := *own
	out.Keys, out.Vals = slices.Clone(base.Keys), slices.Clone(base.Vals)
	for i, k := range own.Keys {
		v := own.Vals[i]
		at := base.Index(k.Text)
		switch {
		case at < 0:
			out.Keys, out.Vals = append(out.Keys, k), append(out.Vals, v)
			continue
		case k.Text == "laws":
			v = overlayLaws(out.Vals[at], v)
		default:
			v = Overlay(out.Vals[at], v)
		}
		out.Keys[at], out.Vals[at] = k, v
	}
	return &out
}

func overlayLaws(base, own *Node) *Node {
	if base.Kind != Sequence || own.Kind != Sequence {
		return own
	}
	out := *own
	out.Vals = slices.Clone(base.Vals)
	for _, v := range own.Vals {
		name := lawName(v)
		at := slices.IndexFunc(out.Vals, func(b *Node) bool { return name != "" && lawName(b) == name })
		if at < 0 {
			out.Vals = append(out.Vals, v)
		} else {
			out.Vals[at] = Overlay(out.Vals[at], v)
		}
	}
	return &out
}

// lawName is the id of a law, or of the preset it copies.
func lawName(n *Node) string {
	for _, key := range [...]string{"id", "like"} {
		if v := n.Get(key); n.Kind == Mapping && v != nil {
			return v.Text
		}
	}
	return ""
}

// IsFigure says whether a mapping is a figure or a distribution.
func (n *Node) IsFigure() bool {
	return n.Kind == Mapping && (n.Get("value") != nil || n.Get("median") != nil || n.Get("dist") != nil)
}

// mergeFiles merges what two files say. What both say is a conflict; the version of
// the grammar they must both say.
func mergeFiles(a, b *Node, path string, r *Report) *Node {
	if a.Kind != Mapping || b.Kind != Mapping || a.IsFigure() || b.IsFigure() {
		if path != "entente" || a.Text != b.Text {
			r.Add(b.Place, path, "two files say this", fmt.Sprintf("also at %s:%d:%d", a.File, a.Line, a.Col))
		}
		return a
	}
	out := *a
	out.Keys, out.Vals = slices.Clone(a.Keys), slices.Clone(a.Vals)
	for i, k := range b.Keys {
		if at := a.Index(k.Text); at >= 0 {
			out.Vals[at] = mergeFiles(out.Vals[at], b.Vals[i], Join(path, k.Text), r)
		} else {
			out.Keys, out.Vals = append(out.Keys, k), append(out.Vals, b.Vals[i])
		}
	}
	return &out
}

// Value is the node that holds a figure's number.
func (n *Node) Value() *Node {
	if n.Kind == Mapping {
		if v := n.Get("value"); v != nil {
			return v
		}
	}
	return n
}
