package results

import (
	"cmp"
	"container/heap"
	"fmt"
	"io"
	"slices"
)

// Merge hands the rows of many readers on in the order of their keys, one at a time and
// each once: a row that several have must be the same in all. It keeps in memory a page
// of each reader whose rows are about to come, and nothing of those that are done or that
// have only later rows.
func Merge(t *Table, readers []*Reader, visit func(Row) error) error {
	return MergeBest(t, readers, func(Row) bool { return true }, visit)
}

// MergeBest is Merge where some rows are good: of twins of which one is good and one is
// not, such as a run that failed and was made again, the good one counts.
func MergeBest(t *Table, readers []*Reader, good func(Row) bool, visit func(Row) error) error {
	m := &merger{table: t}
	for i, r := range readers {
		m.later = append(m.later, &head{reader: r, number: i, first: r.lowerBound()})
	}
	slices.SortStableFunc(m.later, func(a, b *head) int { return cmp.Compare(a.first, b.first) })
	var held Row
	for {
		if err := m.openReaders(); err != nil {
			return err
		}
		if len(m.heads) == 0 {
			break
		}
		h := m.heads[0]
		switch {
		case held == nil:
			held = append(held, h.row...)
		case t.compare(held, h.row) != 0:
			if err := visit(held); err != nil {
				return err
			}
			copy(held, h.row)
		case good(held) != good(h.row):
			if good(h.row) {
				copy(held, h.row)
			}
		default:
			if i := t.firstDifference(held, h.row); i >= 0 {
				return &Twins{Key: h.row[0].I, Column: t.Columns[i].Name, A: t.Write(held[i], i), B: t.Write(h.row[i], i)}
			}
		}
		more, err := h.next()
		if err != nil {
			return err
		}
		if more {
			heap.Fix(m, 0)
		} else {
			heap.Pop(m)
		}
	}
	if held == nil {
		return nil
	}
	return visit(held)
}

// Twins says that a row is there twice and not the same: somebody ran another program,
// or a file was changed.
type Twins struct {
	Key    int64
	Column string
	A, B   string
}

func (t *Twins) Error() string {
	return fmt.Sprintf("run %d was made twice and differs: %s is %s and %s", t.Key, t.Column, t.A, t.B)
}

// firstDifference is the first column in which rows differ; -1 if they are the same.
func (t *Table) firstDifference(a, b Row) int {
	for i := range t.Columns {
		if a[i] != b[i] {
			return i
		}
	}
	return -1
}

// head is a reader with the row it is at.
type head struct {
	reader *Reader
	number int
	first  int64 // no row of it has a smaller first key
	row    Row
}

func (h *head) next() (bool, error) {
	switch err := h.reader.Read(h.row); err {
	case nil:
		return true, nil
	case io.EOF:
		return false, h.reader.Close()
	default:
		return false, err
	}
}

// merger is a heap of readers by their rows.
type merger struct {
	table *Table
	heads []*head
	later []*head // not begun yet, in order of their first keys
}

// openReaders begins the readers that may have the next row.
func (m *merger) openReaders() error {
	for len(m.later) > 0 && (len(m.heads) == 0 || m.later[0].first <= m.heads[0].row[0].I) {
		h := m.later[0]
		m.later = m.later[1:]
		h.row = make(Row, len(m.table.Columns))
		more, err := h.next()
		if err != nil {
			return err
		}
		if more {
			heap.Push(m, h)
		}
	}
	return nil
}

func (m *merger) Len() int { return len(m.heads) }
func (m *merger) Less(i, j int) bool {
	if c := m.table.compare(m.heads[i].row, m.heads[j].row); c != 0 {
		return c < 0
	}
	return m.heads[i].number < m.heads[j].number
}
func (m *merger) Swap(i, j int) { m.heads[i], m.heads[j] = m.heads[j], m.heads[i] }
func (m *merger) Push(x any)    { m.heads = append(m.heads, x.(*head)) }
func (m *merger) Pop() any {
	last := m.heads[len(m.heads)-1]
	m.heads = m.heads[:len(m.heads)-1]
	return last
}
