package tree

import (
	"slices"
	"strconv"
	"strings"
)

// Node is a part of the input with its place: what is left of YAML behind the
// parser. Trees are merged and edited before they are decoded, and each node
// keeps the place it came from. Nodes are shared between trees and never
// changed; edits copy the way from the root.
type Node struct {
	Place
	Kind  Kind
	Style Style
	Tag   Tag
	Text  string  // of a scalar
	Keys  []*Node // of a mapping, beside Vals
	Vals  []*Node // of a mapping or sequence
	Twice *Twice  // of a key or an entry whose name was given before; else nil
	found *places // of a large one, once somebody looks for an entry
}

// Twice says of a key, or of an entry of a list, that its name was given before in the
// same mapping or list. So that all else that is wrong with it can be told at once, it
// goes by another name, which says where it stands: police-on-line-17.
type Twice struct {
	Name  string // as it is written
	First Place  // of the key or entry that has the name
}

// places tell where the entries of a large mapping or list stand. They are made of
// one list of entries, and hold for it alone: copies that were changed have another.
type places struct {
	of []*Node
	at map[string]int
}

// fewParts are looked through faster than they are looked up.
const fewParts = 16

// Kind is the form of a node.
type Kind uint8

// The kinds of nodes.
const (
	Scalar Kind = iota
	Mapping
	Sequence
)

func (k Kind) String() string { return [...]string{"a value", "a mapping", "a list"}[k] }

// Style is how a scalar is written.
type Style uint8

// The styles of scalars: without quotes, within them, or as a block of lines.
const (
	Plain Style = iota
	Quoted
	Block
)

// Tag is what YAML takes an unquoted scalar for.
type Tag uint8

// The tags of scalars.
const (
	TagText Tag = iota
	TagNull
	TagBool
	TagNumber
)

// Get is the value at key, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	if i := n.Index(key); i >= 0 {
		return n.Vals[i]
	}
	return nil
}

// Index is the place of key in a mapping, or of an entry in a list: by its id
// or number, else counted from 1.
func (n *Node) Index(key string) int {
	switch {
	case n.Kind == Scalar:
		return -1
	case len(n.Vals) > fewParts:
		if at, ok := n.places()[key]; ok {
			return at
		}
		return -1
	case n.Kind == Mapping:
		return slices.IndexFunc(n.Keys, func(k *Node) bool { return k.Text == key })
	}
	for i, v := range n.Vals {
		if v.ID(i) == key {
			return i
		}
	}
	return -1
}

// places gives the first place of every key or id.
func (n *Node) places() map[string]int {
	list := n.Vals
	if n.Kind == Mapping {
		list = n.Keys
	}
	if p := n.found; p != nil && len(p.of) == len(list) && &p.of[0] == &list[0] {
		return p.at
	}
	p := &places{of: list, at: make(map[string]int, len(list))}
	for i, v := range list {
		name := v.Text
		if n.Kind == Sequence {
			name = v.ID(i)
		}
		if _, twice := p.at[name]; !twice {
			p.at[name] = i
		}
	}
	n.found = p
	return p.at
}

// idKeys are the keys that name an entry of a list, the first that it has.
var idKeys = [...]string{"id", "number"}

// mostName is how long a name may be, in bytes.
const mostName = 64

// ID names the entry n of a list, the i-th from 0.
func (n *Node) ID(i int) string {
	if n.Kind == Mapping {
		for _, key := range idKeys {
			if v := n.Get(key); v != nil && v.Kind == Scalar {
				return v.Text
			}
		}
	}
	return strconv.Itoa(i + 1)
}

// Names lists what Index would find.
func (n *Node) Names() []string {
	var out []string
	for i, v := range n.Vals {
		if n.Kind == Mapping {
			out = append(out, n.Keys[i].Text)
		} else {
			out = append(out, v.ID(i))
		}
	}
	return out
}

// Step finds the first segments of a path in n: most often one, more where a
// key holds a dot of its own, as the pair of agencies of a route does. It gives
// the place of the value in n.Vals and how many segments its key took.
func (n *Node) Step(segs []string) (i, used int) {
	for used = len(segs); used > 0; used-- {
		if i = n.Index(strings.Join(segs[:used], ".")); i >= 0 {
			return i, used
		}
	}
	return -1, 0
}

// Find gives the value at a path, or nil.
func (n *Node) Find(path string) *Node {
	segs := SplitPath(path)
	for len(segs) > 0 {
		i, used := n.Step(segs)
		if i < 0 {
			return nil
		}
		n, segs = n.Vals[i], segs[used:]
	}
	return n
}

// At finds the place of a path as far as it exists in the tree, so that a
// problem about something that is missing points at what lacks it. With key it
// is the place of the last key, without of its value; a whole mapping stands
// where its key does.
func (n *Node) At(path string, key bool) Place {
	where := n.Place
	for segs := SplitPath(path); len(segs) > 0; {
		i, used := n.Step(segs)
		if i < 0 {
			break
		}
		where = n.Vals[i].Place
		if n.Kind == Mapping && (key || n.Vals[i].Kind == Mapping) {
			where = n.Keys[i].Place
		}
		n, segs = n.Vals[i], segs[used:]
	}
	return where
}

// SplitPath gives the segments of a path; none of the empty one, which is the whole tree.
func SplitPath(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, ".")
}

// Join appends a segment to a path.
func Join(path, seg string) string {
	if path == "" {
		return seg
	}
	return path + "." + seg
}

// Element is the path of the i-th entry of a list, from 0, that has no id.
func Element(path string, i int) string { return Join(path, strconv.Itoa(i+1)) }

// Equal says whether two trees say the same, wherever their parts stand.
func (n *Node) Equal(o *Node) bool {
	return n.Kind == o.Kind && n.Text == o.Text && n.Tag == o.Tag &&
		slices.EqualFunc(n.Keys, o.Keys, (*Node).Equal) && slices.EqualFunc(n.Vals, o.Vals, (*Node).Equal)
}

// Form says what a node is, for people.
func (n *Node) Form() string {
	if n.Kind == Scalar && n.Style != Plain {
		return "quoted text"
	}
	return n.Kind.String()
}
