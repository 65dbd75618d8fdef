package tree

import "slices"

// With is a copy of the mapping n in which key has the value v.
func (n *Node) With(key *Node, v *Node) *Node {
	c := *n
	c.Keys, c.Vals = slices.Clone(n.Keys), slices.Clone(n.Vals)
	if i := n.Index(key.Text); i >= 0 {
		c.Vals[i] = v
		return &c
	}
	if n.Kind == Mapping {
		c.Keys = append(c.Keys, key)
	}
	c.Vals = append(c.Vals, v)
	return &c
}

// Without is a copy of the mapping or list n that lacks the i-th entry.
func (n *Node) Without(i int) *Node {
	c := *n
	c.Vals = slices.Delete(slices.Clone(n.Vals), i, i+1)
	if n.Kind == Mapping {
		c.Keys = slices.Delete(slices.Clone(n.Keys), i, i+1)
	}
	return &c
}

// Shifted moves the places of a one-line value to where it stands in its flag.
func (n *Node) Shifted(by int) *Node {
	c := *n
	c.Col += by
	c.Keys, c.Vals = nil, nil
	for _, k := range n.Keys {
		c.Keys = append(c.Keys, k.Shifted(by))
	}
	for _, v := range n.Vals {
		c.Vals = append(c.Vals, v.Shifted(by))
	}
	return &c
}

// Replaced is a copy of n whose i-th value is v.
func (n *Node) Replaced(i int, v *Node) *Node {
	c := *n
	c.Vals = slices.Clone(n.Vals)
	c.Vals[i] = v
	return &c
}

// MapTexts is a copy of a value whose texts are what say makes of them.
func (n *Node) MapTexts(say func(string) string) *Node {
	c := *n
	c.Text, c.Keys, c.Vals, c.found = say(n.Text), nil, nil, nil
	for _, k := range n.Keys {
		c.Keys = append(c.Keys, k.MapTexts(say))
	}
	for _, v := range n.Vals {
		c.Vals = append(c.Vals, v.MapTexts(say))
	}
	return &c
}

// Except is a list without the entries that another one has too.
func (n *Node) Except(o *Node) *Node {
	c := *n
	c.found = nil
	c.Vals = slices.DeleteFunc(slices.Clone(n.Vals), func(v *Node) bool { return slices.ContainsFunc(o.Vals, v.Equal) })
	return &c
}
