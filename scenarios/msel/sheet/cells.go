package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// reading is a sheet on its way in.
type reading struct {
	*workbook
	s        *Sheet
	row      Row
	skip     bool // the sheet is full
	column   int  // from 0, of the cell that is read
	kind     string
	style    int
	value    string
	text     strings.Builder
	formula  bool
	valued   bool // a value stands in the cell, if only an empty text
	inCell   bool
	spoken   bool
	merges   []block
	lastSeen int // number of the last row
}

// block of cells that are merged; both ends belong to it, columns count from 0.
type block struct{ top, left, bottom int }

// mostMerges bounds the merged cells of a sheet that are looked at.
const mostMerges = 10_000

func (w *workbook) readSheet(s *Sheet, part string) error {
	r := &reading{workbook: w, s: s}
	if err := w.elements(part, r.visit); err != nil {
		return err
	}
	r.s.spreadMerged(r.merges)
	return nil
}

func (r *reading) visit(e *element) error {
	switch e.name {
	case "col":
		r.hideColumns(e)
	case "row":
		if e.end {
			r.skip = r.skip || !r.s.add(r.row)
			return nil
		}
		n, err := strconv.Atoi(e.attr("r"))
		if err != nil || n < 1 {
			n = r.lastSeen + 1
		}
		r.lastSeen, r.column = n, -1
		r.row = Row{Number: n, Hidden: isTrue(e.attr("hidden"))}
	case "c":
		if e.end {
			return r.endCell()
		}
		r.beginCell(e)
	case "v":
		if e.end {
			r.value, r.valued = e.text, true
		}
	case "f":
		r.formula = true
	case "rPh":
		r.spoken = !e.end
	case "t":
		if e.end && r.inCell && !r.spoken {
			r.text.WriteString(e.text)
		}
	case "mergeCell":
		if b, ok := parseBlock(e.attr("ref")); ok && !e.end && len(r.merges) < mostMerges {
			r.merges = append(r.merges, b)
		}
	}
	return nil
}

func isTrue(v string) bool { return v == "1" || v == "true" }

func (r *reading) hideColumns(e *element) {
	if e.end || !isTrue(e.attr("hidden")) {
		return
	}
	from, err1 := strconv.Atoi(e.attr("min"))
	to, err2 := strconv.Atoi(e.attr("max"))
	if err1 != nil || err2 != nil {
		return
	}
	if r.s.HiddenColumns == nil {
		r.s.HiddenColumns = map[int]bool{}
	}
	for c := max(from, 1); c <= min(to, MaxColumns); c++ {
		r.s.HiddenColumns[c-1] = true
	}
}

func (r *reading) beginCell(e *element) {
	r.inCell, r.formula, r.valued, r.value, r.kind = true, false, false, "", e.attr("t")
	r.style, _ = strconv.Atoi(e.attr("s"))
	r.text.Reset()
	r.column++
	if c, _, ok := parseRef(e.attr("r")); ok {
		r.column = c
	}
}

func (r *reading) endCell() error {
	r.inCell = false
	if r.skip || r.value == "" && r.text.Len() == 0 && !r.formula {
		return nil
	}
	cell, err := r.shownCell()
	if err != nil || cell.Text == "" {
		return err
	}
	if len(cell.Text) > MaxCell {
		return errTooMuch
	}
	if r.cells++; r.cells > maxCells {
		return errTooMuch
	}
	if r.column >= MaxColumns {
		if len(r.s.Stray) < MaxColumns {
			r.s.Stray = append(r.s.Stray, fmt.Sprintf("%s:%s!%s%d", r.Name, r.s.Name, ColumnName(r.column), r.row.Number))
		}
		return nil
	}
	for len(r.row.Cells) <= r.column {
		r.row.Cells = append(r.row.Cells, Cell{})
	}
	r.row.Cells[r.column] = cell
	return nil
}

// shownCell makes of what a cell holds what a person sees in it.
func (r *reading) shownCell() (Cell, error) {
	trim := func(s string) Cell { return textCell(unescape(s)) }
	if r.formula && !r.valued {
		return Cell{Text: "a formula without a result", Kind: Fault}, nil
	}
	switch r.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(r.value))
		if err != nil || i < 0 || i >= len(r.shared) {
			return Cell{}, fmt.Errorf("no shared text %q", r.value)
		}
		return trim(r.shared[i]), nil
	case "inlineStr":
		return trim(r.text.String()), nil
	case "str":
		return trim(r.value), nil
	case "b":
		return Cell{Text: map[bool]string{true: "TRUE", false: "FALSE"}[isTrue(r.value)], Kind: Bool}, nil
	case "e":
		return Cell{Text: cleanText(r.value), Kind: Fault}, nil
	case "d":
		return trim(r.value), nil
	}
	if r.value == "" {
		return Cell{}, nil
	}
	var f format
	if r.style >= 0 && r.style < len(r.formats) {
		f = r.formats[r.style]
	}
	return f.cell(strings.TrimSpace(r.value), r.Epoch), nil
}

// unescape gives the letters for which a workbook writes _x000D_ and the like.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			return b.String() + s
		}
		n, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		if n == '\t' || n == '\n' || n >= ' ' {
			b.WriteRune(rune(n))
		}
		s = s[i+7:]
	}
}

// spreadMerged puts the value of cells merged over several rows into each of these rows.
func (s *Sheet) spreadMerged(merges []block) {
	rows := s.Rows
	for _, b := range merges {
		if b.left >= MaxColumns || b.bottom == b.top {
			continue
		}
		first, found := slices.BinarySearchFunc(rows, b.top, func(x Row, n int) int { return x.Number - n })
		if !found {
			continue
		}
		value := rows[first].Cell(b.left)
		if value.Text == "" {
			continue
		}
		value.Spread = true
		for i := first + 1; i < len(rows) && rows[i].Number <= b.bottom; i++ {
			for len(rows[i].Cells) <= b.left {
				rows[i].Cells = append(rows[i].Cells, Cell{})
			}
			if rows[i].Cells[b.left].Text == "" {
				rows[i].Cells[b.left] = value
			}
		}
	}
}

// parseRef reads B7; columns count from 0.
func parseRef(s string) (column, row int, ok bool) {
	i := 0
	for ; i < len(s) && i < 4 && s[i] >= 'A' && s[i] <= 'Z'; i++ {
		column = column*26 + int(s[i]-'A') + 1
	}
	row, err := strconv.Atoi(s[i:])
	return column - 1, row, err == nil && i > 0 && row > 0
}

func parseBlock(s string) (block, bool) {
	from, to, ok := strings.Cut(s, ":")
	left, top, ok1 := parseRef(from)
	_, bottom, ok2 := parseRef(to)
	return block{top, left, bottom}, ok && ok1 && ok2 && bottom >= top
}
