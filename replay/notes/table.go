package notes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/replay/measure"
	"entente/sim"
)

// Columns are the headings of a table of notes. Case, spaces and underscores make
// no difference; "when" is a moment as the command line takes it.
var Columns = []string{"when", "kind", "by", "objective", "task", "entry", "deadline", "record", "rating", "text", "tag", "action", "owner", "due", "set"}

// FromTable reads notes from the rows of a spreadsheet, headings first. moment
// reads a time as people write it. It gives all faults, each with its row and
// column.
func FromTable(rows [][]string, moment func(string) (sim.Time, error), p Page) ([]Note, error) {
	if len(rows) == 0 {
		return nil, errors.New("the table is empty")
	}
	var faults []error
	columns := make([]string, len(rows[0]))
	for i, h := range rows[0] {
		columns[i] = strings.NewReplacer(" ", "", "_", "").Replace(strings.ToLower(strings.TrimSpace(h)))
		if columns[i] != "" && !slices.Contains(Columns, columns[i]) {
			faults = append(faults, fmt.Errorf("%s: no column is called %q; there are: %s", cell(0, i), h, strings.Join(Columns, ", ")))
		}
	}
	var list []Note
	for r, row := range rows[1:] {
		if !slices.ContainsFunc(row, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			continue
		}
		n, err := fromRow(columns, row, r+1, moment)
		if err == nil {
			if e := n.Check(p); e != nil {
				err = fmt.Errorf("row %d: %w", r+2, e)
			}
		}
		if err != nil {
			faults = append(faults, err)
			continue
		}
		list = append(list, *n)
	}
	return list, errors.Join(faults...)
}

func fromRow(columns, row []string, r int, moment func(string) (sim.Time, error)) (*Note, error) {
	n := &Note{}
	var faults []error
	timed := false
	for i, text := range row {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		if i >= len(columns) {
			faults = append(faults, fmt.Errorf("%s: the row is longer than the headings", cell(r, i)))
			break
		}
		switch columns[i] {
		case "when":
			t, err := moment(text)
			if err != nil {
				faults = append(faults, fmt.Errorf("%s: %w", cell(r, i), err))
				continue
			}
			n.At, timed = int64(t), true
		case "kind":
			n.Kind = Kind(strings.ToLower(text))
		case "tag":
			n.Tag = Tag(strings.ToLower(text))
		case "rating":
			n.Rating = measure.Rating(strings.ToUpper(text))
		case "record":
			if _, err := fmt.Sscanf(text, "%d", &n.Record); err != nil {
				faults = append(faults, fmt.Errorf("%s: %q is no number of a record", cell(r, i), text))
			}
		default:
			*n.field(columns[i]) = text
		}
	}
	if !timed && len(faults) == 0 {
		faults = append(faults, fmt.Errorf("row %d: it has no moment in the column when", r+1))
	}
	if n.Kind == "" {
		n.Kind = Observation
		if n.Rating != "" {
			n.Kind = Rating
		}
	}
	return n, errors.Join(faults...)
}

// field is the text that a column fills.
func (n *Note) field(column string) *string {
	switch column {
	case "by":
		return &n.By
	case "objective":
		return &n.Objective
	case "task":
		return &n.Task
	case "entry":
		return &n.Entry
	case "deadline":
		return &n.Deadline
	case "action":
		return &n.Action
	case "owner":
		return &n.Owner
	case "due":
		return &n.Due
	case "set":
		return &n.Set
	}
	return &n.Text
}

// cell names a cell as spreadsheets do.
func cell(row, column int) string {
	name := ""
	for c := column; c >= 0; c = c/26 - 1 {
		name = string(rune('A'+c%26)) + name
	}
	return fmt.Sprintf("%s%d", name, row+1)
}
