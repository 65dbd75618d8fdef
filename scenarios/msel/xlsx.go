//go:build !js

package msel

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

const sheet = "MSEL"

// WriteXLSX writes a table as a sheet that can be worked on and printed: a head
// that stays, filters, lists to choose status and type from, and the banner on
// every page.
func (t *Table) WriteXLSX(w io.Writer) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	head, err1 := f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F3A5F"}},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
	})
	body, err2 := f.NewStyle(&excelize.Style{
		NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, // text, so that nothing becomes a date
		Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "C9D1DB"}},
	})
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	last := columnName(len(t.Columns) - 1)
	steps := []error{
		f.SetColStyle(sheet, "A:"+last, body),
		f.SetCellStyle(sheet, "A2", fmt.Sprintf("%s%d", last, len(t.Rows)+1), body),
		f.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}),
		f.AutoFilter(sheet, fmt.Sprintf("A1:%s%d", last, len(t.Rows)+1), nil),
		f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: ptr(paperA3), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(0)}),
		f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: ptr(true)}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: sheet + "!$1:$1", Scope: sheet}),
	}
	if t.Banner != "" {
		steps = append(steps, f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: "&C&B" + t.Banner, OddFooter: "&C" + t.Banner + "&RPage &P of &N"}))
	}
	for c, col := range t.Columns {
		name := columnName(c)
		steps = append(steps, f.SetColWidth(sheet, name, name, col.Width), f.SetCellStr(sheet, name+"1", col.Title), f.SetCellStyle(sheet, name+"1", name+"1", head))
		if words := map[string][]string{"status": Statuses, "type": Types}[col.Key]; words != nil {
			choose := excelize.NewDataValidation(true)
			choose.Sqref = fmt.Sprintf("%s2:%s%d", name, name, maxRows)
			steps = append(steps, choose.SetDropList(words), f.AddDataValidation(sheet, choose))
		}
		filled := false
		for r, row := range t.Rows {
			filled = filled || row[c] != ""
			steps = append(steps, f.SetCellStr(sheet, fmt.Sprintf("%s%d", name, r+2), row[c]))
		}
		if !filled { // nobody prints an empty column; it is there to be shown again
			steps = append(steps, f.SetColVisible(sheet, name, false))
		}
	}
	for r := range t.Rows {
		steps = append(steps, f.SetRowHeight(sheet, r+2, t.height(r)))
	}
	return errors.Join(append(steps, f.Write(w))...)
}

const (
	paperA3    = 8  // in the format's list of papers
	lineHeight = 15 // points
)

// height is that of a row in which every text is whole, in points: as many lines
// as the longest text takes in its column's width.
func (t *Table) height(row int) float64 {
	lines := 1
	for c, text := range t.Rows[row] {
		n := 0
		for part := range strings.SplitSeq(text, "\n") {
			n += 1 + int(float64(utf8.RuneCountInString(part))/t.Columns[c].Width)
		}
		lines = max(lines, n)
	}
	return min(float64(lines*lineHeight), 400) // the format allows no more than 409
}

func ptr[T any](v T) *T { return &v }

// maxCells bounds the cells of a workbook, empty ones too: the library makes
// something of each before anybody can look at it.
const maxCells = maxRows * maxColumns

// countCells refuses a workbook that has more cells than a list can have. What is no
// workbook it leaves to the library.
func countCells(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	cells := 0
	for _, part := range z.File {
		if !strings.Contains(strings.ToLower(part.Name), "worksheets/") {
			continue
		}
		r, err := part.Open()
		if err != nil {
			return nil
		}
		if cells += cellsIn(io.LimitReader(r, 8*maxBytes), maxCells-cells); cells > maxCells {
			return errors.Join(fmt.Errorf("more than %d cells, empty ones among them: delete the rows and columns that hold nothing", maxCells), r.Close())
		}
		r.Close()
	}
	return nil
}

// cellsIn counts the cells of a sheet, as far as the first that is too many. A sheet
// is XML, in which a cell begins with <c and more letters make it something else.
func cellsIn(r io.Reader, most int) (cells int) {
	in := bufio.NewReaderSize(r, 64<<10)
	for cells <= most {
		switch _, err := in.ReadSlice('<'); {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil:
			return cells
		}
		tag, _ := in.Peek(24)
		end := bytes.IndexAny(tag, " \t\r\n/>")
		if end > 0 && (bytes.Equal(tag[:end], []byte("c")) || bytes.HasSuffix(tag[:end], []byte(":c"))) {
			cells++
		}
	}
	return cells
}

// unreadable says so of a workbook. What the readers of zip and XML say of it means
// nothing to who has it in a spreadsheet.
func unreadable(name string) error {
	return fmt.Errorf("%s: not a workbook that can be read: it is damaged, under a password or no .xlsx file; save it anew, or as CSV", name)
}

// ReadXLSX reads a table from the sheet MSEL of a workbook, or its first sheet.
func ReadXLSX(name string, r io.Reader) (t *Table, unknown []string, err error) {
	t = &Table{}
	err = eachRow(name, r, func(from string, number int, row []string) error {
		switch {
		case t.Columns == nil && len(row) == 0:
			return nil
		case t.Columns == nil:
			unknown = t.titled(row)
			return nil
		}
		return t.add(row, func(c int) string { return fmt.Sprintf("%s:%s!%s%d", name, from, columnName(c), number) })
	})
	if err != nil {
		return nil, nil, err
	}
	return t, unknown, t.complete(name)
}

// workbookRows reads all rows of a workbook's sheet as they stand.
func workbookRows(name string, r io.Reader) (rows [][]string, err error) {
	err = eachRow(name, r, func(_ string, _ int, row []string) error {
		rows = append(rows, row)
		return nil
	})
	return rows, err
}

// eachRow calls visit with the rows of the sheet MSEL of a workbook, or of its first
// sheet, within the bounds of a list.
func eachRow(name string, r io.Reader, visit func(sheet string, number int, row []string) error) (err error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return err
	}
	if len(data) > maxBytes {
		return fmt.Errorf("%s: larger than %d MiB", name, maxBytes>>20)
	}
	if err := countCells(data); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 8 * maxBytes, UnzipXMLSizeLimit: maxBytes})
	if err != nil {
		return unreadable(name)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	from := sheet
	if i, err := f.GetSheetIndex(sheet); err != nil || i < 0 {
		if from = f.GetSheetName(0); from == "" {
			return fmt.Errorf("%s: a workbook without a sheet", name)
		}
	}
	rows, err := f.Rows(from)
	if err != nil {
		return unreadable(name)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for number := 1; rows.Next(); number++ {
		row, err := rows.Columns()
		switch {
		case err != nil:
			return fmt.Errorf("%w, in row %d of sheet %q", unreadable(name), number, from)
		case len(row) > maxColumns:
			return fmt.Errorf("%s: %s row %d: more than %d columns", name, from, number, maxColumns)
		case number > 4*maxRows:
			return fmt.Errorf("%s: %s: more than %d rows", name, from, 4*maxRows)
		}
		if err := visit(from, number, row); err != nil {
			return err
		}
	}
	return nil
}
