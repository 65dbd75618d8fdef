//go:build !js

package msel

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"entente/scenarios/msel/sheet"
)

// WriteXLSX writes a table as a sheet that can be worked on and printed: a head
// that stays, filters, lists to choose status and type from, and the banner on
// every page.
func (t *Table) WriteXLSX(w io.Writer) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
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
	last := sheet.ColumnName(len(t.Columns) - 1)
	steps := []error{
		f.SetColStyle(sheetName, "A:"+last, body),
		f.SetCellStyle(sheetName, "A2", fmt.Sprintf("%s%d", last, len(t.Rows)+1), body),
		f.SetPanes(sheetName, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}),
		f.AutoFilter(sheetName, fmt.Sprintf("A1:%s%d", last, len(t.Rows)+1), nil),
		f.SetPageLayout(sheetName, &excelize.PageLayoutOptions{Size: ptr(paperA3), Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(0)}),
		f.SetSheetProps(sheetName, &excelize.SheetPropsOptions{FitToPage: ptr(true)}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: sheetName + "!$1:$1", Scope: sheetName}),
	}
	if t.Banner != "" {
		steps = append(steps, f.SetHeaderFooter(sheetName, &excelize.HeaderFooterOptions{OddHeader: "&C&B" + t.Banner, OddFooter: "&C" + t.Banner + "&RPage &P of &N"}))
	}
	for c, col := range t.Columns {
		name := sheet.ColumnName(c)
		steps = append(steps, f.SetColWidth(sheetName, name, name, col.Width), f.SetCellStr(sheetName, name+"1", col.Title), f.SetCellStyle(sheetName, name+"1", name+"1", head))
		if words := map[string][]string{"status": Statuses, "type": Types}[col.Key]; words != nil {
			choose := excelize.NewDataValidation(true)
			choose.Sqref = fmt.Sprintf("%s2:%s%d", name, name, maxRows)
			steps = append(steps, choose.SetDropList(words), f.AddDataValidation(sheetName, choose))
		}
		filled := false
		for r, row := range t.Rows {
			filled = filled || row[c] != ""
			steps = append(steps, f.SetCellStr(sheetName, fmt.Sprintf("%s%d", name, r+2), row[c]))
		}
		if !filled { // nobody prints an empty column; it is there to be shown again
			steps = append(steps, f.SetColVisible(sheetName, name, false))
		}
	}
	for r := range t.Rows {
		steps = append(steps, f.SetRowHeight(sheetName, r+2, t.rowHeight(r)))
	}
	return errors.Join(append(steps, f.Write(w))...)
}

const (
	paperA3    = 8  // in the format's list of papers
	lineHeight = 15 // points
)

// rowHeight is that of a row in which every text is whole, in points: as many lines
// as the longest text takes in its column's width.
func (t *Table) rowHeight(row int) float64 {
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
