package replay

import (
	"cmp"
	"slices"

	"entente/sim/journal"
)

// row is the key of a row: the numbers or identities of what it is about.
type row [2]uint64

func refs(a, b journal.Ref) row { return row{uint64(a), uint64(b)} }

func (k row) compare(o row) int { return cmp.Or(cmp.Compare(k[0], o[0]), cmp.Compare(k[1], o[1])) }

// table holds rows of one sort by key: those of its own over layers, which many
// states may share and nobody changes. So a state begins where a keyframe leaves
// off without copying what the keyframe says.
type table[T any] struct {
	own    map[row]*T
	under  []*layer[T] // a later one hides what an earlier one has of the same key
	listed []*T        // all rows, once they were asked for; nil again when one comes or goes
}

// layer is the rows that one keyframe has of a table, in order of key.
type layer[T any] struct {
	keys []row
	rows []T
}

func (l *layer[T]) find(k row) *T {
	if i, ok := slices.BinarySearchFunc(l.keys, k, row.compare); ok {
		return &l.rows[i]
	}
	return nil
}

// find gives a row to read; nil if there is none.
func (t *table[T]) find(k row) *T {
	if p := t.own[k]; p != nil {
		return p
	}
	return t.below(k)
}

func (t *table[T]) below(k row) *T {
	for _, l := range slices.Backward(t.under) {
		if p := l.find(k); p != nil {
			return p
		}
	}
	return nil
}

// rowToChange finds a row to change, or makes it.
func (t *table[T]) rowToChange(k row, fresh func() T) *T {
	if p := t.own[k]; p != nil {
		return p
	}
	p := new(T)
	if old := t.below(k); old != nil {
		*p = *old
	} else {
		*p = fresh()
	}
	t.put(k, p)
	return p
}

func (t *table[T]) put(k row, p *T) {
	if t.own == nil {
		t.own = map[row]*T{}
	}
	t.own[k], t.listed = p, nil
}

// drop takes a row away from a table without layers.
func (t *table[T]) drop(k row) {
	delete(t.own, k)
	t.listed = nil
}

// rows lists a table in the order of its keys. The list is for reading only.
func (t *table[T]) rows() []*T {
	if t.listed == nil {
		t.listed = t.list()
	}
	return slices.Clip(t.listed)
}

func (t *table[T]) list() []*T {
	var keys []row
	var list []*T
	for _, l := range t.under {
		more := make([]*T, len(l.rows))
		for i := range l.rows {
			more[i] = &l.rows[i]
		}
		keys, list = overlaid(keys, list, l.keys, more)
	}
	own, more := t.ownRows(func(*T) bool { return true })
	_, list = overlaid(keys, list, own, more)
	return list
}

// ownRows lists the rows of its own that are wanted, in the order of their keys.
func (t *table[T]) ownRows(wanted func(*T) bool) (keys []row, list []*T) {
	for k, p := range t.own {
		if wanted(p) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, row.compare)
	for _, k := range keys {
		list = append(list, t.own[k])
	}
	return keys, list
}

// overlaid merges two lists of rows in order of key; of two with the same key
// the second has it.
func overlaid[T any](aKeys []row, a []*T, bKeys []row, b []*T) ([]row, []*T) {
	if len(a) == 0 || len(b) == 0 {
		return append(aKeys, bKeys...), append(a, b...)
	}
	keys, list := make([]row, 0, len(a)+len(b)), make([]*T, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		order := aKeys[0].compare(bKeys[0])
		if order < 0 {
			keys, list = append(keys, aKeys[0]), append(list, a[0])
		} else {
			keys, list = append(keys, bKeys[0]), append(list, b[0])
		}
		if order <= 0 {
			aKeys, a = aKeys[1:], a[1:]
		}
		if order >= 0 {
			bKeys, b = bKeys[1:], b[1:]
		}
	}
	return append(append(keys, aKeys...), bKeys...), append(append(list, a...), b...)
}
