package scenarios

import (
	"slices"
	"strconv"
	"strings"
)

// node is a part of the input with its place: what is left of YAML behind the
// parser. Trees are merged and edited before they are decoded, and each node
// keeps the place it came from. Nodes are shared between trees and never
// changed; edits copy the way from the root.
type node struct {
	place
	kind  kind
	style style
	tag   tag
	text  string  // of a scalar
	keys  []*node // of a mapping, beside vals
	vals  []*node // of a mapping or sequence
	found *places // of a large one, once somebody looks for an entry
}

// places tell where the entries of a large mapping or list stand. They are made of
// one list of entries, and hold for it alone: copies that were changed have another.
type places struct {
	of []*node
	at map[string]int
}

// fewParts are looked through faster than they are looked up.
const fewParts = 16

type kind uint8

const (
	scalar kind = iota
	mapping
	sequence
)

func (k kind) String() string { return [...]string{"a value", "a mapping", "a list"}[k] }

type style uint8

const (
	plain style = iota
	quoted
	block
)

// tag is what YAML takes an unquoted scalar for.
type tag uint8

const (
	tagText tag = iota
	tagNull
	tagBool
	tagNumber
)

// get is the value at key, or nil.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	if i := n.index(key); i >= 0 {
		return n.vals[i]
	}
	return nil
}

// index is the place of key in a mapping, or of an entry in a list: by its id
// or number, else counted from 1.
func (n *node) index(key string) int {
	switch {
	case n.kind == scalar:
		return -1
	case len(n.vals) > fewParts:
		if at, ok := n.places()[key]; ok {
			return at
		}
		return -1
	case n.kind == mapping:
		return slices.IndexFunc(n.keys, func(k *node) bool { return k.text == key })
	}
	for i, v := range n.vals {
		if v.id(i) == key {
			return i
		}
	}
	return -1
}

// places gives the first place of every key or id.
func (n *node) places() map[string]int {
	list := n.vals
	if n.kind == mapping {
		list = n.keys
	}
	if p := n.found; p != nil && len(p.of) == len(list) && &p.of[0] == &list[0] {
		return p.at
	}
	p := &places{of: list, at: make(map[string]int, len(list))}
	for i, v := range list {
		name := v.text
		if n.kind == sequence {
			name = v.id(i)
		}
		if _, twice := p.at[name]; !twice {
			p.at[name] = i
		}
	}
	n.found = p
	return p.at
}

// id names the entry n of a list, the i-th from 0.
func (n *node) id(i int) string {
	if n.kind == mapping {
		for _, key := range [...]string{"id", "number"} {
			if v := n.get(key); v != nil && v.kind == scalar {
				return v.text
			}
		}
	}
	return strconv.Itoa(i + 1)
}

// names lists what index would find.
func (n *node) names() []string {
	var out []string
	for i, v := range n.vals {
		if n.kind == mapping {
			out = append(out, n.keys[i].text)
		} else {
			out = append(out, v.id(i))
		}
	}
	return out
}

// with is a copy of the mapping n in which key has the value v.
func (n *node) with(key *node, v *node) *node {
	c := *n
	c.keys, c.vals = slices.Clone(n.keys), slices.Clone(n.vals)
	if i := n.index(key.text); i >= 0 {
		c.vals[i] = v
		return &c
	}
	if n.kind == mapping {
		c.keys = append(c.keys, key)
	}
	c.vals = append(c.vals, v)
	return &c
}

// without is a copy of the mapping or list n that lacks the i-th entry.
func (n *node) without(i int) *node {
	c := *n
	c.vals = slices.Delete(slices.Clone(n.vals), i, i+1)
	if n.kind == mapping {
		c.keys = slices.Delete(slices.Clone(n.keys), i, i+1)
	}
	return &c
}

// step finds the first segments of a path in n: most often one, more where a
// key holds a dot of its own, as the pair of agencies of a route does. It gives
// the place of the value in n.vals and how many segments its key took.
func (n *node) step(segs []string) (i, used int) {
	for used = len(segs); used > 0; used-- {
		if i = n.index(strings.Join(segs[:used], ".")); i >= 0 {
			return i, used
		}
	}
	return -1, 0
}

// find gives the value at a path, or nil.
func (n *node) find(path string) *node {
	segs := splitPath(path)
	for len(segs) > 0 {
		i, used := n.step(segs)
		if i < 0 {
			return nil
		}
		n, segs = n.vals[i], segs[used:]
	}
	return n
}

// at finds the place of a path as far as it exists in the tree, so that a
// problem about something that is missing points at what lacks it. With key it
// is the place of the last key, without of its value; a whole mapping stands
// where its key does.
func (n *node) at(path string, key bool) place {
	where := n.place
	for segs := splitPath(path); len(segs) > 0; {
		i, used := n.step(segs)
		if i < 0 {
			break
		}
		where = n.vals[i].place
		if n.kind == mapping && (key || n.vals[i].kind == mapping) {
			where = n.keys[i].place
		}
		n, segs = n.vals[i], segs[used:]
	}
	return where
}

func splitPath(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, ".")
}

func join(path, seg string) string {
	if path == "" {
		return seg
	}
	return path + "." + seg
}

// same says whether two trees say the same, wherever their parts stand.
func (n *node) same(o *node) bool {
	return n.kind == o.kind && n.text == o.text && n.tag == o.tag &&
		slices.EqualFunc(n.keys, o.keys, (*node).same) && slices.EqualFunc(n.vals, o.vals, (*node).same)
}
