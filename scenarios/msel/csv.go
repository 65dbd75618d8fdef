package msel

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
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
		if t.Columns[c].said() && turns(cell) && !runs(cell) {
			return "'" + cell
		}
		return guard(cell)
	})
}

const bom = "\ufeff"

// ReadCSV reads a table of comma- or semicolon-separated values. name stands in
// problems.
func ReadCSV(name string, r io.Reader) (*Table, []string, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	switch {
	case err != nil:
		return nil, nil, err
	case len(data) > maxBytes:
		return nil, nil, fmt.Errorf("%s: larger than %d MiB", name, maxBytes>>20)
	case !utf8.Valid(data):
		return nil, nil, fmt.Errorf("%s: not UTF-8 text; save it as CSV UTF-8", name)
	}
	data = bytes.TrimPrefix(data, []byte(bom))
	in := csv.NewReader(bytes.NewReader(data))
	first, _, _ := bytes.Cut(data, []byte("\n"))
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		in.Comma = ';'
	}
	in.FieldsPerRecord = -1
	t := &Table{}
	var unknown []string
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var fault *csv.ParseError
			if errors.As(err, &fault) {
				return nil, nil, fmt.Errorf("%s:%d:%d: %w", name, fault.Line, fault.Column, fault.Err)
			}
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		at := make([][2]int, len(row))
		for i := range row {
			at[i][0], at[i][1] = in.FieldPos(i)
			row[i] = unguard(row[i])
		}
		place := func(column int) string {
			x := at[min(column, len(at)-1)]
			return fmt.Sprintf("%s:%d:%d", name, x[0], x[1])
		}
		if t.Columns == nil {
			if len(row) > maxColumns {
				return nil, nil, fmt.Errorf("%s: more than %d columns", place(maxColumns), maxColumns)
			}
			unknown = t.titled(row)
			continue
		}
		if err := t.add(row, place); err != nil {
			return nil, nil, err
		}
	}
	return t, unknown, t.complete(name)
}

// add takes a row in, unless it is empty.
func (t *Table) add(row []string, place func(int) string) error {
	empty := true
	for i, text := range row {
		row[i] = strings.TrimSpace(text)
		empty = empty && row[i] == ""
		if len(text) > maxCell {
			return fmt.Errorf("%s: a cell longer than %d bytes", place(i), maxCell)
		}
	}
	if empty {
		return nil
	}
	if len(t.Rows) == maxRows {
		return fmt.Errorf("%s: more than %d rows", place(0), maxRows)
	}
	t.Rows, t.places = append(t.Rows, row), append(t.places, place)
	return nil
}

// complete says whether a table that was read has what every list needs.
func (t *Table) complete(name string) error {
	have := map[string]bool{}
	for _, c := range t.Columns {
		have[c.Key] = true
	}
	for _, c := range columns {
		if (c.Key == "number" || c.Key == "type") && !have[c.Key] {
			return fmt.Errorf("%s: no column %q in the first row; a list has at least No., Type and Scenario time", name, c.Title)
		}
	}
	return nil
}
