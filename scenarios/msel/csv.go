package msel

import (
	"io"
	"slices"
)

// WriteCSV writes a table as comma-separated values in UTF-8, with the mark by
// which spreadsheets know that.
func (t *Table) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	rows := append([][]string{titles}, t.Rows...)
	return writeRows(w, slices.Values(rows), func(c int, cell string) string {
		if t.Columns[c].isGiven() && isReinterpreted(cell) && !mayBeFormula(cell) {
			return "'" + cell
		}
		return guard(cell)
	})
}

const bom = "\ufeff"
