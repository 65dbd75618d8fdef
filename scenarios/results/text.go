package results

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// Write is a cell of column i as text; empty for none.
func (t *Table) Write(c Cell, i int) string {
	switch {
	case !c.Has:
		return ""
	case t.Columns[i].Type == Whole:
		return strconv.FormatInt(c.I, 10)
	case t.Columns[i].Type == Real:
		return strconv.FormatFloat(c.F, 'g', -1, 64)
	}
	return c.S
}

// CSV writes rows as comma-separated values, the names of the columns first. A text
// that a spreadsheet would run begins with an apostrophe.
type CSV struct {
	table *Table
	out   *csv.Writer
	cells []string
}

// NewCSV writes the heads.
func NewCSV(out io.Writer, t *Table) (*CSV, error) {
	w := &CSV{table: t, out: csv.NewWriter(out), cells: make([]string, len(t.Columns))}
	for i := range t.Columns {
		w.cells[i] = tame(t.Columns[i].Name)
	}
	return w, w.out.Write(w.cells)
}

// Write writes a row.
func (w *CSV) Write(r Row) error {
	if err := w.table.check(r); err != nil {
		return err
	}
	for i := range r {
		w.cells[i] = w.table.Write(r[i], i)
		if w.table.Columns[i].Type == Text {
			w.cells[i] = tame(w.cells[i])
		}
	}
	return w.out.Write(w.cells)
}

// Close writes what is left.
func (w *CSV) Close() error {
	w.out.Flush()
	return w.out.Error()
}

func tame(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
