package sheet

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"entente/sim/journal"
)

// The bounds of what is read.
const (
	MaxBytes   = 8 << 20 // of a file
	MaxRows    = 5_100   // of a sheet that hold anything: as many entries as a list can have, and what stands above
	MaxColumns = 100     // of a sheet
	MaxCell    = 32_000  // bytes of a cell
	maxCells   = MaxRows * MaxColumns
)

// Kind is what a cell holds.
type Kind uint8

// The kinds of cells. Of a text file all cells are Text.
const (
	Text     Kind = iota
	Number        // Raw is its value
	Date          // Value is the milliseconds from 1970 to the midnight that begins it
	DateTime      // Value is the milliseconds since 1970
	Clock         // a time of day: Value is the milliseconds since midnight
	Duration      // Value is its milliseconds
	Bool          // TRUE or FALSE
	Fault         // what a formula failed with, such as #REF!, or why there is nothing
)

// Cell of a sheet.
type Cell struct {
	// Text is what a person reads in the cell, without blanks around it; of dates
	// and times a form that does not depend on where the person lives.
	Text string
	Kind Kind
	// Value of dates, times and durations, in milliseconds on the sheet's own clock.
	Value int64
	// Raw is a number as the file holds it, and a text where it holds what is not to be
	// seen; else it is empty.
	Raw string
	// Spread says that the value stands in a cell above, with which this one is merged.
	Spread bool

	line, column int // in a text file
}

// Row of a sheet that holds something.
type Row struct {
	Number int // from 1
	Hidden bool
	Cells  []Cell // up to the last that holds something
}

// Cell is a row's in a column, from 0; an empty one past its end.
func (r *Row) Cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// Sheet of a book.
type Sheet struct {
	Name          string // empty in a text file
	Hidden        bool
	HiddenColumns map[int]bool // from 0
	Rows          []Row
	// Stray are cells that hold something and stand further out than MaxColumns.
	Stray []string
	// Cut is the first row beyond MaxRows; 0 if there is none.
	Cut int
}

// Book is what a file holds.
type Book struct {
	Name   string // of the file, for problems
	Sheets []Sheet
	Epoch  Epoch
	// Separator of a text file, and how it is encoded, in words; empty for a workbook.
	Separator rune
	Encoding  string
}

// Text says whether the book was a text file.
func (b *Book) Text() bool { return b.Separator != 0 }

// Place says where a cell stands: list.xlsx:Day 1!B7, or list.csv:12:5. Past the end
// of a row of a text it is the row's last cell.
func (b *Book) Place(s *Sheet, r *Row, column int) string {
	if !b.Text() {
		return fmt.Sprintf("%s:%s!%s%d", b.Name, s.Name, ColumnName(column), r.Number)
	}
	c := Cell{line: r.Number, column: 1}
	if n := len(r.Cells); n > 0 {
		c = r.Cells[max(0, min(column, n-1))]
	}
	return fmt.Sprintf("%s:%d:%d", b.Name, c.line, c.column)
}

// ColumnName is a column's letter in a sheet; columns count from 0.
func ColumnName(c int) string {
	name := ""
	for c++; c > 0; c = (c - 1) / 26 {
		name = string(rune('A'+(c-1)%26)) + name
	}
	return name
}

// Read reads a file by its ending; name is its name. What cannot be read is refused
// with what to do about it.
func Read(name string, r io.Reader) (*Book, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".xlsm", ".ods":
		return ReadWorkbook(name, r)
	case ".csv", ".tsv", ".tab", ".txt":
		return ReadText(name, r)
	}
	return nil, fmt.Errorf("%s: %s", name, otherForm(name))
}

// ReadWorkbook reads a workbook of either form, .xlsx or .ods, whatever its name ends in.
func ReadWorkbook(name string, r io.Reader) (*Book, error) { return whole(name, r, readWorkbook) }

// ReadText reads a text with separators, whatever its name ends in.
func ReadText(name string, r io.Reader) (*Book, error) { return whole(name, r, readText) }

func whole(name string, r io.Reader, read func(string, []byte) (*Book, error)) (*Book, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > MaxBytes:
		return nil, fmt.Errorf("%s: larger than %d MiB", name, MaxBytes>>20)
	}
	return read(name, data)
}

// otherForm says what to do with a file of another form.
func otherForm(name string) string {
	form, ok := map[string]string{
		".fods": "a flat OpenDocument sheet", ".xls": "a workbook of the form before 2007", ".xlsb": "a binary workbook", ".numbers": "a Numbers file",
		".docx": "a text document", ".doc": "a text document", ".odt": "a text document", ".pdf": "a printed page", ".gsheet": "a link to a sheet",
	}[strings.ToLower(filepath.Ext(name))]
	const save = "; save it as .xlsx or as .csv"
	if ok {
		return "a list is read from .xlsx, .ods, .csv or .tsv, and this is " + form + save
	}
	return "a list is read from .csv or .xlsx" + save
}

// add puts a row into a sheet, unless it holds nothing; it says whether the sheet takes
// more.
func (s *Sheet) add(row Row) bool {
	n := len(row.Cells)
	for n > 0 && row.Cells[n-1].Text == "" {
		n--
	}
	if row.Cells = row.Cells[:n]; n == 0 {
		return true
	}
	if len(s.Rows) == MaxRows {
		s.Cut = row.Number
		return false
	}
	s.Rows = append(s.Rows, row)
	return true
}

// textCell is a cell of a text.
func textCell(s string) Cell {
	c := Cell{Text: cleanText(s)}
	if raw := strings.TrimSpace(strings.ReplaceAll(s, "\r", "")); raw != c.Text {
		c.Raw = raw
	}
	return c
}

// cleanText takes the blanks around a text off, and what is not to be seen out of it: ends
// of lines of any sort are one, and a control character is a blank.
func cleanText(s string) string {
	s = strings.ReplaceAll(s, "\r", "")
	if journal.Control(s, true) >= 0 {
		s = strings.Map(func(r rune) rune {
			switch {
			case r == '\u0085' || r == '\u2028' || r == '\u2029':
				return '\n'
			case journal.Control(string(r), true) >= 0:
				return ' '
			}
			return r
		}, s)
	}
	return strings.TrimSpace(s)
}
