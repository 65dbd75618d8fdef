package scenarios

import (
	"fmt"
	"slices"
)

// overlay lays own over base: mappings are merged key by key and own wins. A
// figure or distribution is one thing and is never mixed; a list of own
// replaces the list below it, but for `laws`, which are merged by id: first
// those of base, in its order, then what own adds.
func overlay(base, own *node) *node {
	if base.kind != mapping || own.kind != mapping || base.isFigure() || own.isFigure() {
		return own
	}
	out := *own
	out.keys, out.vals = slices.Clone(base.keys), slices.Clone(base.vals)
	for i, k := range own.keys {
		v := own.vals[i]
		at := base.index(k.text)
		switch {
		case at < 0:
			out.keys, out.vals = append(out.keys, k), append(out.vals, v)
			continue
		case k.text == "laws":
			v = overlayLaws(out.vals[at], v)
		default:
			v = overlay(out.vals[at], v)
		}
		out.keys[at], out.vals[at] = k, v
	}
	return &out
}

func overlayLaws(base, own *node) *node {
	if base.kind != sequence || own.kind != sequence {
		return own
	}
	out := *own
	out.vals = slices.Clone(base.vals)
	for _, v := range own.vals {
		name := lawName(v)
		at := slices.IndexFunc(out.vals, func(b *node) bool { return name != "" && lawName(b) == name })
		if at < 0 {
			out.vals = append(out.vals, v)
		} else {
			out.vals[at] = overlay(out.vals[at], v)
		}
	}
	return &out
}

// lawName is the id of a law, or of the preset it copies.
func lawName(n *node) string {
	for _, key := range [...]string{"id", "like"} {
		if v := n.get(key); n.kind == mapping && v != nil {
			return v.text
		}
	}
	return ""
}

// isFigure says whether a mapping is a figure or a distribution.
func (n *node) isFigure() bool {
	return n.kind == mapping && (n.get("value") != nil || n.get("median") != nil || n.get("dist") != nil)
}

// unite merges what two files say. What both say is a conflict; the version of
// the grammar they must both say.
func unite(a, b *node, path string, r *report) *node {
	if a.kind != mapping || b.kind != mapping || a.isFigure() || b.isFigure() {
		if path != "entente" || a.text != b.text {
			r.add(b.place, path, "two files say this", fmt.Sprintf("also at %s:%d:%d", a.file, a.line, a.col))
		}
		return a
	}
	out := *a
	out.keys, out.vals = slices.Clone(a.keys), slices.Clone(a.vals)
	for i, k := range b.keys {
		if at := a.index(k.text); at >= 0 {
			out.vals[at] = unite(out.vals[at], b.vals[i], join(path, k.text), r)
		} else {
			out.keys, out.vals = append(out.keys, k), append(out.vals, b.vals[i])
		}
	}
	return &out
}
