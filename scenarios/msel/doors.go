package msel

import (
	"slices"
)

// Unguard takes off a cell of a text what keeps spreadsheets from running it.
func Unguard(cell string) string { return unguard(cell) }

// NewTable is an empty list with the columns of these keys, to be filled by Add.
func NewTable(keys ...string) *Table {
	t := &Table{}
	for _, key := range keys {
		i := slices.IndexFunc(columns, func(c Column) bool { return c.Key == key })
		if i < 0 {
			panic("msel: no column " + key)
		}
		t.Columns = append(t.Columns, columns[i])
	}
	return t
}

// Add puts a row into a table; place says where its cell in a column was read.
func (t *Table) Add(row []string, place func(column int) string) {
	t.Rows, t.places = append(t.Rows, row), append(t.places, place)
}
