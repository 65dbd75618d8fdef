package intake

import (
	"slices"

	"entente/scenarios/msel/sheet"
)

// mostHeadRows is how many rows headings may take: one of groups, such as INJECT, and one
// of what stands in each.
const mostHeadRows = 2

// headRow is the row of headings that one row makes, or two together: a heading below a
// group, such as DTG below INJECT, is both; what has nothing above or below it stands as it
// is.
func headRow(rows []sheet.Row, at, span int) sheet.Row {
	row := rows[at]
	if span < mostHeadRows || at+1 >= len(rows) {
		return row
	}
	lower := &rows[at+1]
	n := max(len(row.Cells), len(lower.Cells))
	joined := sheet.Row{Number: row.Number, Hidden: row.Hidden, Cells: make([]sheet.Cell, n)}
	var group sheet.Cell
	for c := range n {
		above, below := row.Cell(c), lower.Cell(c)
		if below.Spread {
			below.Text = ""
		}
		switch {
		case above.Text != "" && below.Text != "":
			group = above
		case above.Text != "":
			group = sheet.Cell{}
		}
		switch {
		case below.Text == "":
			joined.Cells[c] = above
		case group.Text == "":
			joined.Cells[c] = below
		default:
			joined.Cells[c] = below
			joined.Cells[c].Text = oneLine(group.Text) + inGroup + oneLine(below.Text)
		}
	}
	return joined
}

// inGroup stands between a group and the heading in it. A heading stands with its group
// wherever there is one: FROM may stand in two.
const inGroup = " › "

// headSpan tells over how many rows headings go that begin in a row: one, or two where the
// second adds headings that are known and holds nothing else.
func headSpan(rows []sheet.Row, at int) (span, known int) {
	known = headingsIn(&rows[at])
	if at+1 >= len(rows) || rows[at+1].Number != rows[at].Number+1 || isTitle(&rows[at]) {
		return 1, known
	}
	filled, heads := 0, 0
	for c, cell := range rows[at+1].Cells {
		if cell.Text == "" || cell.Spread {
			continue
		}
		filled++
		if cell.Kind != sheet.Text || len(cell.Text) > 80 || plainWord(cell.Text) == plainWord(rows[at].Cell(c).Text) {
			return 1, known
		}
		if k, _ := recognised(cell.Text); k.field != "" {
			heads++
		}
	}
	both := headRow(rows, at, mostHeadRows)
	if n := headingsIn(&both); n > known && n > headingsIn(&rows[at+1]) && heads*2 > filled {
		return mostHeadRows, n
	}
	return 1, known
}

// isTitle says whether a row holds one text alone, as a title does.
func isTitle(row *sheet.Row) bool {
	filled := 0
	for _, c := range row.Cells {
		if c.Text != "" {
			filled++
		}
	}
	return filled < 2
}

// isHeadingAgain says whether a row is one of the rows of headings once more.
func isHeadingAgain(row *sheet.Row, heads []sheet.Row) bool {
	return slices.ContainsFunc(heads, func(head sheet.Row) bool {
		for c, cell := range row.Cells {
			if cell.Text != "" && !cell.Spread && plainWord(cell.Text) != plainWord(head.Cell(c).Text) {
				return false
			}
		}
		return true
	})
}
