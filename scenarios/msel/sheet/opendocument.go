package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// contentPart of an OpenDocument sheet holds all cells, and the styles that say which
// stretches of time are times of day.
const contentPart = "content.xml"

// document is an OpenDocument sheet on its way in.
type document struct {
	*workbook
	elapsed map[string]bool   // data styles whose hours go on past the day
	styles  map[string]string // data style of a style
	unseen  map[string]bool   // styles of sheets that are hidden
	style   string            // that is described
	aside   int               // parts within which no cell is one of a sheet

	s        *Sheet
	columns  []defaultStyle
	column   int // from 0, of the next cell
	number   int // of the row
	row      Row
	repeated int // rows alike
	skip     bool
	merges   []block
	cell     *odsCell
}

// defaultStyle is that of the cells of columns up to one, which have none of their own.
type defaultStyle struct {
	to    int
	style string
}

// odsCell is a cell that is read.
type odsCell struct {
	attrs    []xml.Attr
	repeated int
	text     strings.Builder
	started  bool // a paragraph has
	inside   bool // of one
	remark   bool
	covered  bool
}

// mostRepeated bounds how often a row or column says that it is repeated.
const mostRepeated = 1 << 21

// mostStyles bounds the styles that are kept.
const mostStyles = 20_000

// readDocument reads an OpenDocument sheet.
func readDocument(name string, data []byte) (*Book, error) {
	w, err := unpacked(name, data)
	if err != nil {
		return nil, err
	}
	d := &document{workbook: w, elapsed: map[string]bool{}, styles: map[string]string{}, unseen: map[string]bool{}}
	err = d.elements(contentPart, d.visit)
	switch {
	case errors.Is(err, errTooMuch):
		return nil, fmt.Errorf("%s: %w", name, err)
	case err != nil, len(w.Sheets) == 0:
		return nil, unreadable(name, ".ods")
	}
	return w.Book, nil
}

func (d *document) visit(e *element) error {
	switch e.name {
	case "tracked-changes", "dde-links", "shapes":
		if d.aside++; e.end {
			d.aside -= 2
		}
		return nil
	}
	switch {
	case d.aside > 0:
		return nil
	case d.cell != nil:
		return d.readCell(e)
	case d.s == nil:
		return d.readStyles(e)
	}
	switch e.name {
	case "table":
		if e.end {
			d.s.spreadMerged(d.merges)
			d.s = nil
		}
	case "table-column":
		if !e.end {
			d.describe(e)
		}
	case "table-row":
		return d.walkRow(e)
	case "table-cell", "covered-table-cell":
		if !e.end {
			d.cell = &odsCell{attrs: e.attrs, repeated: e.count("number-columns-repeated"), covered: e.name != "table-cell"}
		}
	}
	return nil
}

// readStyles reads styles, and where a sheet begins.
func (d *document) readStyles(e *element) error {
	switch {
	case e.end:
	case e.name == "time-style" && e.attr("truncate-on-overflow") == "false" && len(d.elapsed) < mostStyles:
		d.elapsed[e.attr("name")] = true
	case e.name == "style":
		if d.style = e.attr("name"); len(d.styles) < mostStyles {
			d.styles[d.style] = e.attr("data-style-name")
		}
	case e.name == "table-properties" && e.attr("display") == "false" && len(d.unseen) < mostStyles:
		d.unseen[d.style] = true
	case e.name == "table" && len(d.Sheets) < mostSheets:
		d.Sheets = append(d.Sheets, Sheet{Name: cleanText(e.attr("name")), Hidden: d.unseen[e.attr("style-name")]})
		d.s = &d.Sheets[len(d.Sheets)-1]
		d.columns, d.number, d.skip, d.merges, d.column = nil, 0, false, nil, 0
	}
	return nil
}

// describe reads what holds for columns.
func (d *document) describe(e *element) {
	from := 0
	if n := len(d.columns); n > 0 {
		from = d.columns[n-1].to
	}
	to := from + e.count("number-columns-repeated")
	if len(d.columns) < MaxColumns {
		d.columns = append(d.columns, defaultStyle{to, e.attr("default-cell-style-name")})
	}
	if v := e.attr("visibility"); v != "" && v != "visible" {
		if d.s.HiddenColumns == nil {
			d.s.HiddenColumns = map[int]bool{}
		}
		for c := from; c < min(to, MaxColumns); c++ {
			d.s.HiddenColumns[c] = true
		}
	}
}

// walkRow begins and ends a row, which may stand for many that are alike.
func (d *document) walkRow(e *element) error {
	if !e.end {
		d.repeated, d.column = e.count("number-rows-repeated"), 0
		v := e.attr("visibility")
		d.row = Row{Number: d.number + 1, Hidden: v != "" && v != "visible"}
		return nil
	}
	first := d.row
	for i := range d.repeated {
		if d.skip || len(first.Cells) == 0 {
			break
		}
		row := first
		row.Number += i
		if i > 0 {
			row.Cells = slices.Clone(first.Cells)
			if d.cells += len(row.Cells); d.cells > maxCells {
				return errTooMuch
			}
		}
		d.skip = !d.s.add(row)
	}
	d.number += d.repeated
	return nil
}

// count is a number of repetitions; 1 where there is none.
func (e *element) count(name string) int {
	n, err := strconv.Atoi(e.attr(name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, mostRepeated)
}

// readCell reads a cell to its end. What stands in a remark is no text of it.
func (d *document) readCell(e *element) error {
	c := d.cell
	if e.name == "annotation" {
		c.remark = !e.end
		return nil
	}
	if (e.name == "table-cell" || e.name == "covered-table-cell") && e.end {
		d.cell = nil
		return d.endCell(c)
	}
	if c.remark || c.covered || d.skip {
		return nil
	}
	if c.inside {
		c.text.WriteString(blanks.ReplaceAllString(e.text, " "))
	}
	switch {
	case e.name == "p" && e.end:
		c.inside = false
	case e.name == "p":
		if c.started {
			c.text.WriteByte('\n')
		}
		c.started, c.inside = true, true
	case e.end || !c.inside:
	case e.name == "s":
		c.text.WriteString(strings.Repeat(" ", min(e.count("c"), MaxColumns)))
	case e.name == "tab":
		c.text.WriteByte('\t')
	case e.name == "line-break":
		c.text.WriteByte('\n')
	}
	if c.text.Len() > MaxCell {
		return errTooMuch
	}
	return nil
}

// blanks of any sort are one in a paragraph.
var blanks = regexp.MustCompile(`[ \t\r\n]+`)

// endCell puts a cell into its row, as often as it says.
func (d *document) endCell(c *odsCell) error {
	from := d.column
	d.column = min(d.column+c.repeated, mostRepeated)
	if d.skip || c.covered {
		return nil
	}
	e := &element{attrs: c.attrs}
	cell := d.shownValue(e, c.text.String(), from)
	if rows, columns := e.count("number-rows-spanned"), e.count("number-columns-spanned"); rows > 1 && len(d.merges) < mostMerges && columns > 0 {
		d.merges = append(d.merges, block{d.row.Number, from, d.row.Number + rows - 1})
	}
	if cell.Text == "" {
		return nil
	}
	if from >= MaxColumns {
		if len(d.s.Stray) < MaxColumns {
			d.s.Stray = append(d.s.Stray, fmt.Sprintf("%s:%s!%s%d", d.Name, d.s.Name, ColumnName(from), d.row.Number))
		}
		return nil
	}
	for at := from; at < min(d.column, MaxColumns); at++ {
		if d.cells++; d.cells > maxCells {
			return errTooMuch
		}
		for len(d.row.Cells) <= at {
			d.row.Cells = append(d.row.Cells, Cell{})
		}
		d.row.Cells[at] = cell
	}
	return nil
}

// shownValue makes of what a cell holds what a person sees in it.
func (d *document) shownValue(e *element, text string, column int) Cell {
	kind := e.attrOf("office", "value-type")
	if e.attrOf("calcext", "value-type") == "error" {
		return Cell{Text: cleanText(text), Kind: Fault}
	}
	if kind == "" && e.attr("formula") != "" && text == "" {
		return Cell{Text: "a formula without a result", Kind: Fault}
	}
	raw := e.attrOf("office", "value")
	switch kind {
	case "float", "percentage", "currency":
		if text = cleanText(text); text == "" {
			text = raw
		}
		return Cell{Kind: Number, Raw: raw, Text: text}
	case "boolean":
		return Cell{Kind: Bool, Text: map[bool]string{true: "TRUE", false: "FALSE"}[isTrue(e.attrOf("office", "boolean-value"))]}
	case "date":
		if cell, ok := dateCell(e.attrOf("office", "date-value")); ok {
			return cell
		}
	case "time":
		if ms, ok := spanMillis(e.attrOf("office", "time-value")); ok {
			return stretchCell(ms, d.elapsed[d.styles[d.styleOf(e, column)]])
		}
	}
	return textCell(text)
}

// styleOf is the style of a cell: its own, or that of its column.
func (d *document) styleOf(e *element, column int) string {
	if own := e.attr("style-name"); own != "" {
		return own
	}
	for _, c := range d.columns {
		if column < c.to {
			return c.style
		}
	}
	return ""
}

// attrOf is the value of an attribute of one of the grammars that a cell is written in.
func (e *element) attrOf(space, name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

// dateCell reads 2027-03-01 or 2027-03-01T06:00:00, to the second.
func dateCell(text string) (Cell, bool) {
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if at, err := time.Parse(layout, text); err == nil {
			ms := at.Round(time.Second).UnixMilli()
			kind := DateTime
			if ms%day == 0 {
				kind = Date
			}
			return Cell{Kind: kind, Value: ms, Text: shownText(kind, ms)}, true
		}
	}
	return Cell{}, false
}

// stretchCell is a time: one of the day, or a stretch where its style counts hours past
// the day, or an instant whose day is not shown.
func stretchCell(ms int64, elapsed bool) Cell {
	kind := Clock
	switch {
	case !elapsed && ms >= 366*day:
		kind = DateTime
		ms += time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).UnixMilli()
	case elapsed || ms < 0 || ms >= day:
		kind = Duration
	}
	return Cell{Kind: kind, Value: ms, Text: shownText(kind, ms)}
}

var spanForm = regexp.MustCompile(`^(-?)P(?:(\d{1,7})D)?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d+)?)S)?$`)

// spanMillis reads PT06H30M00S, to the second.
func spanMillis(text string) (int64, bool) {
	m := spanForm.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	seconds := 0.0
	for i, unit := range []float64{86_400, 3_600, 60, 1} {
		n, _ := strconv.ParseFloat(strings.Replace(m[i+2], ",", ".", 1), 64)
		seconds += float64(n * unit)
	}
	if seconds > mostDay*86_400 {
		return 0, false
	}
	ms := int64(math.Round(seconds)) * 1000
	if m[1] != "" {
		ms = -ms
	}
	return ms, true
}
