package msel

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// ReadRows reads the rows of any spreadsheet within the bounds of a list: a workbook
// where its name ends in .xlsx, else comma- or semicolon-separated values in UTF-8. It
// says nothing of what the columns mean.
func ReadRows(name string, r io.Reader) ([][]string, error) {
	if strings.EqualFold(filepath.Ext(name), ".xlsx") {
		return workbookRows(name, r)
	}
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxBytes:
		return nil, fmt.Errorf("%s: larger than %d MiB", name, maxBytes>>20)
	case !utf8.Valid(data):
		return nil, fmt.Errorf("%s: not UTF-8 text; save it as CSV UTF-8", name)
	}
	data = bytes.TrimPrefix(data, []byte(bom))
	in := csv.NewReader(bytes.NewReader(data))
	if first, _, _ := bytes.Cut(data, []byte("\n")); bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		in.Comma = ';'
	}
	in.FieldsPerRecord = -1
	rows, err := in.ReadAll()
	if fault := (*csv.ParseError)(nil); errors.As(err, &fault) {
		return nil, fmt.Errorf("%s:%d:%d: %w", name, fault.Line, fault.Column, fault.Err)
	}
	if len(rows) > maxRows {
		return nil, fmt.Errorf("%s: more than %d rows", name, maxRows)
	}
	for _, row := range rows {
		for i := range row {
			row[i] = unguard(row[i])
		}
	}
	return rows, err
}
