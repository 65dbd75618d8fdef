package msel

import (
	"slices"

	"entente/sim"
)

// ParseDayHour reads an instant as DayHour writes it.
func ParseDayHour(s string) (sim.Time, bool) { return parseDayHour(s) }

// Elapsed writes a time since StartEx as a scenario does.
func Elapsed(t sim.Time) string { return elapsedText(t) }

// ZoneHours gives the offset of a date-time group's letter; not that of J, which is
// local time.
func ZoneHours(letter string) (hours int, ok bool) {
	if len(letter) != 1 {
		return 0, false
	}
	hours, ok = zones[letter[0]]
	return hours, ok
}

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
