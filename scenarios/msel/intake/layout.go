package intake

import (
	"slices"
	"strings"

	"entente/scenarios/msel/sheet"
)

// searched is how many rows of a sheet may stand above its headings.
const searched = 40

// layout is what a sheet looks like: where its headings are, and what they mean.
type layout struct {
	*sheet.Sheet
	index   int
	heads   int // of the rows; -1 where there are none
	span    int // rows that the headings take
	fields  []string
	sure    []bool
	known   int // columns that were recognised
	islist  bool
	because string // why it is none
}

// layouts looks at all sheets of a book and tells which are lists.
func layouts(b *sheet.Book) []*layout {
	var all []*layout
	best := 0
	for i := range b.Sheets {
		l := &layout{Sheet: &b.Sheets[i], index: i, heads: -1}
		for row := range l.Rows[:min(len(l.Rows), searched)] {
			if span, n := headSpan(l.Rows, row); n > l.known {
				l.known, l.heads, l.span = n, row, span
			}
		}
		all = append(all, l)
		if !l.Hidden {
			best = max(best, l.known)
		}
	}
	for _, l := range all {
		switch {
		case l.Hidden:
			l.because = "hidden"
		case l.known < 2 || l.known*2 < best:
			l.because = "no row of headings of a list"
		default:
			l.islist = true
			l.assign(b)
			if !slices.ContainsFunc(l.fields, func(f string) bool { return f == "text" || f == "title" || f == "number" || isTime(f) }) {
				l.islist, l.because = false, "neither numbers nor times nor texts of entries"
			}
		}
	}
	return all
}

// headingsIn counts the different headings that a row holds; what is long is none.
func headingsIn(row *sheet.Row) int {
	var seen []string
	for _, c := range row.Cells {
		if c.Spread || c.Kind != sheet.Text || len(c.Text) > 80 {
			continue
		}
		if k, _ := recognised(c.Text); k.field != "" && !slices.Contains(seen, plainWord(c.Text)) {
			seen = append(seen, plainWord(c.Text))
		}
	}
	return len(seen)
}

// rowsBelow lists the rows below the headings.
func (l *layout) rowsBelow() []sheet.Row { return l.Rows[l.heads+l.span:] }

// headRow is the row of headings.
func (l *layout) headRow() sheet.Row { return headRow(l.Rows, l.heads, l.span) }

// mappedHead is what a mapping file says of a sheet's headings.
func (l *layout) mappedHead() *SheetMap {
	s := &SheetMap{Headings: int64(l.Rows[l.heads].Number)}
	if l.span > 1 {
		s.HeadingRows = int64(l.span)
	}
	return s
}

// assign gives every column its field: of two that mean the same, the one whose
// heading is the more usual for it has it.
func (l *layout) assign(b *sheet.Book) {
	heads := l.headRow().Cells
	ranks := make([]int, len(heads))
	l.fields, l.sure = make([]string, len(heads)), make([]bool, len(heads))
	for c, cell := range heads {
		k, sure := recognised(cell.Text)
		l.fields[c], l.sure[c], ranks[c] = k.field, sure, k.rank
	}
	holder := map[string]int{}
	for _, settle := range [2]bool{false, true} {
		for c, field := range l.fields {
			if field == "" || field == leave || field == labelled || isTime(field) && field != "time" {
				continue
			}
			before, again := holder[field]
			switch {
			case !again || ranks[c] < ranks[before] && !settle:
				holder[field] = c
			case settle && before != c:
				l.fields[c] = l.roleOfSecond(field, heads[c].Text, holder)
			}
		}
	}
	for c, field := range l.fields {
		if (field == "condition" || field == "effect") && !l.written(c, map[string]string{"condition": "(", "effect": "{"}[field]) {
			l.fields[c], l.sure[c] = labelled, true // what a person says of it, which no program reads
		}
	}
}

// roleOfSecond is what a column is whose field another one has already.
func (l *layout) roleOfSecond(field, heading string, holder map[string]int) string {
	_, titled := holder["title"]
	switch {
	case field == "text" && !titled:
		holder["title"] = -1
		return "title"
	case field == toNotes:
		return toNotes
	case field == "time" && plainWord(heading) == "exercise time":
		return leave
	case field == "time":
		return "time"
	}
	return labelled
}

// written says whether a cell of a column holds a mark.
func (l *layout) written(c int, mark string) bool {
	return slices.ContainsFunc(l.rowsBelow(), func(r sheet.Row) bool { return strings.Contains(r.Cell(c).Text, mark) })
}
