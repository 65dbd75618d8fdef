package msel

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/scenarios/msel/sheet"
)

// ReadCSV reads a table of text with separators, in any usual encoding. name stands
// in problems.
func ReadCSV(name string, r io.Reader) (*Table, []string, error) {
	return readWith(sheet.ReadText, name, r)
}

// ReadXLSX reads a table from the sheet MSEL of a workbook, or its first sheet.
func ReadXLSX(name string, r io.Reader) (*Table, []string, error) {
	return readWith(sheet.ReadWorkbook, name, r)
}

func readWith(read func(string, io.Reader) (*sheet.Book, error), name string, r io.Reader) (*Table, []string, error) {
	b, err := read(name, r)
	if err != nil {
		return nil, nil, err
	}
	t, unknown, err := Read(b)
	if err != nil {
		return nil, nil, err
	}
	return t, unknown, nil
}

// Read makes a table of a book whose headings are ours, and names those that are not
// known. All that is wrong with its form is told, beside what could be read.
func Read(b *sheet.Book) (t *Table, unknown []string, err error) {
	t = &Table{}
	s := sheetOf(b)
	if len(s.Rows) == 0 {
		return nil, nil, t.complete(b.Name)
	}
	titles := cellsOf(b, &s.Rows[0])
	unknown = t.findColumns(titles)
	if err := t.complete(b.Name); err != nil {
		return nil, nil, err
	}
	var faults []error
	for i := range s.Rows[1:] {
		row := &s.Rows[i+1]
		cells := cellsOf(b, row)
		for c := len(titles); c < len(cells); c++ {
			if cells[c] != "" {
				faults = append(faults, fmt.Errorf("%s: this row is longer than its headings; give its last column a heading, or put quotes around the cell that holds a separator", b.Place(s, row, c)))
				break
			}
		}
		whole := make([]string, len(titles))
		copy(whole, cells)
		t.Add(whole, func(c int) string { return b.Place(s, row, c) })
	}
	for _, stray := range s.Stray {
		faults = append(faults, fmt.Errorf("%s: a text far beyond the list; delete it, or move it within the first %d columns", stray, sheet.MaxColumns))
	}
	if s.Cut > 0 {
		faults = append(faults, fmt.Errorf("%s: more than %d rows", b.Place(s, &sheet.Row{Number: s.Cut}, 0), sheet.MaxRows))
	}
	return t, unknown, errors.Join(faults...)
}

// complete says whether a table that was read has what every list needs.
func (t *Table) complete(name string) error {
	for _, c := range columns {
		if (c.Key == "number" || c.Key == "type") && !t.has(c.Key) {
			return fmt.Errorf("%s: no column %q in the first row; a list has at least No., Type and Scenario time", name, c.Title)
		}
	}
	return nil
}

// sheetOf is the sheet of a book that holds our list.
func sheetOf(b *sheet.Book) *sheet.Sheet {
	at := slices.IndexFunc(b.Sheets, func(s sheet.Sheet) bool { return s.Name == sheetName })
	return &b.Sheets[max(at, 0)]
}

// IsOurs says whether a book is a list that this program wrote, by its headings: its
// words are known, and nothing in it need be guessed.
func IsOurs(b *sheet.Book) bool {
	s := sheetOf(b)
	if len(s.Rows) == 0 {
		return false
	}
	titles := cellsOf(b, &s.Rows[0])
	for _, c := range columns {
		if (c.Key == "number" || c.Key == "type" || c.Key == "at") && !slices.ContainsFunc(titles, c.matchesTitle) {
			return false
		}
	}
	return true
}

// matchesTitle says whether a title is that of the column, with or without what it says of its
// form.
func (c Column) matchesTitle(title string) bool {
	title, _, _ = strings.Cut(title, " (")
	return title == c.Title
}

// cellsOf are the texts of a row as they are in the file.
func cellsOf(b *sheet.Book, row *sheet.Row) (cells []string) {
	for _, c := range row.Cells {
		text := c.Text
		if c.Kind == sheet.Text && c.Raw != "" {
			text = c.Raw
		}
		if b.Text() {
			text = unguard(text)
		}
		cells = append(cells, text)
	}
	return cells
}

// ReadRows reads the rows of the first sheet of any spreadsheet. It says nothing of
// what the columns mean.
func ReadRows(name string, r io.Reader) (rows [][]string, err error) {
	b, err := sheet.Read(name, r)
	if err != nil {
		return nil, err
	}
	for i := range b.Sheets[0].Rows {
		rows = append(rows, cellsOf(b, &b.Sheets[0].Rows[i]))
	}
	return rows, nil
}
