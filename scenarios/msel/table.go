package msel

import (
	"fmt"
	"slices"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// Table is an events list as rows of text.
type Table struct {
	Banner  string
	Zone    sim.Time // of the exercise, for dates
	Start   int64    // T+0 in Unix milliseconds
	Columns []Column
	Rows    [][]string                // a cell for each column
	places  []func(column int) string // where each row was read, for problems; empty for a table of our own
}

// Column of a table.
type Column struct {
	Title string
	Key   string // of the entry in a scenario, or what tells its time otherwise; empty where the column only tells
	Width float64
	also  []string // other titles by which it is known
}

// The columns in the order in which they are written.
var columns = []Column{
	{"No.", "number", 7, []string{"number", "event", "event #", "event number", "inject #", "inject number", "#", "no"}},
	{"Status", "status", 13, nil},
	{"Type", "type", 16, []string{"event type", "inject type"}},
	{"Category", "category", 14, nil},
	{"Move", "move", 7, []string{"phase"}},
	{"Exercise time", "exercise", 13, []string{"real time", "play time"}},
	{"Scenario time", "at", 14, []string{"time", "event time"}},
	{"DTG", "dtg", 16, []string{"date-time group", "date time group"}},
	{"From", "from", 16, []string{"sender", "event from"}},
	{"To", "to", 18, []string{"recipient", "event to", "player"}},
	{"Method", "method", 12, []string{"means", "mode", "delivery method"}},
	{"Storyline", "storyline", 14, []string{"thread"}},
	{"Objective", "objective", 12, []string{"objective(s)"}},
	{"Title", "title", 20, []string{"subject"}},
	{"Description", "text", 40, []string{"event description", "event", "message", "inject"}},
	{"Expected action", "expected", 28, []string{"expected player action", "expected outcome", "expected response"}},
	{"Responsible", "who", 18, []string{"who", "action by"}},
	{"Window opens", "opens", 14, nil},
	{"Window closes", "until", 14, nil},
	{"Condition", "condition", 30, []string{"trigger"}},
	{"Effect", "effect", 34, nil},
	{"Controller notes", "notes", 28, []string{"notes", "remarks", "comments"}},
}

// played are the further columns of a list that was played.
var played = []Column{{Title: "Played", Width: 12}, {Title: "Played at", Width: 14}}

// Words that the lists of a sheet offer.
var (
	Statuses = []string{"Draft", "Submitted", "Approved", "Synchronized", "Released", "Complete", "Deferred", "Obsolete"}
	Types    = []string{"inject", "contingency", "expected_action", "other"}
)

// Result says how an entry was played, by its number.
type Result struct {
	Status string
	When   sim.Time // Never
}

// From takes the table of a scenario or a replay. results, if not nil, adds how
// entries were played.
func From(s *journal.Static, results map[string]Result) *Table {
	clock := s.Clock()
	t := &Table{Banner: s.Banner, Zone: sim.Time(s.Zone), Start: s.Start, Columns: slices.Clone(columns)}
	if results != nil {
		t.Columns = slices.Concat(columns, played)
	}
	for c := range t.Columns {
		if t.Columns[c].Key == "at" {
			t.Columns[c].Title += " (" + clock.Legend() + ")"
		}
	}
	for i := range s.Entries {
		e := &s.Entries[i]
		move, at, ok := s.Play(e.At)
		exercise := ""
		if ok {
			exercise = hoursAndMinutes(sim.Time(at))
		}
		opens, closes := "", ""
		if e.Opens > 0 {
			opens = clock.Exact(sim.Time(e.Opens))
		}
		if e.Closes > 0 {
			closes = clock.Exact(sim.Time(e.Closes))
		}
		row := []string{
			e.Number, e.Status, e.Type, e.Category, move, exercise, clock.Exact(sim.Time(e.At)), clock.Group(sim.Time(e.At)), e.From, e.To, e.Method,
			e.Storyline, e.Objective, e.Title, e.Text, e.Expected, e.Who, opens, closes, e.Condition, e.Effect, e.Notes,
		}
		if results != nil {
			r, when := results[e.Number], ""
			if r.Status != "" && r.When != sim.Never {
				when = clock.Exact(r.When)
			}
			row = append(row, r.Status, when)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// isGiven says whether a scenario has what stands in a column. The move and the exercise
// time follow from the scenario time.
func (c *Column) isGiven() bool { return c.Key != "" && c.Key != "move" && c.Key != "exercise" }

// has says whether the table has a column for a key.
func (t *Table) has(key string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Key == key })
}

// set writes a row's text under a key, in a column of its own where the table has none.
func (t *Table) set(row int, key, text string) {
	at := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Key == key })
	if at < 0 {
		if text == "" {
			return
		}
		at = len(t.Columns)
		t.Columns = append(t.Columns, columns[slices.IndexFunc(columns, func(c Column) bool { return c.Key == key })])
	}
	for len(t.Rows[row]) <= at {
		t.Rows[row] = append(t.Rows[row], "")
	}
	t.Rows[row][at] = text
}

// cell gives a row's text under a column's key; empty where the table lacks it.
func (t *Table) cell(row int, key string) string {
	for c := range t.Columns {
		if t.Columns[c].Key == key && key != "" && c < len(t.Rows[row]) {
			return t.Rows[row][c]
		}
	}
	return ""
}

// Place says where a row's text under a key was read, for a problem: the cell of a
// sheet, or the row and column of a file.
func (t *Table) Place(row int, key string) string {
	for c := range t.Columns {
		if t.Columns[c].Key == key {
			return t.place(row, c)
		}
	}
	return t.place(row, 0)
}

// Where finds what a path of a scenario names, such as msel.3.effect.expose, in
// the table.
func (t *Table) Where(path string) (string, bool) {
	best, rest := -1, ""
	for row := range t.Rows {
		at := "msel." + t.cell(row, "number")
		after, ok := strings.CutPrefix(path, at)
		if ok && (after == "" || after[0] == '.') && (best < 0 || len(after) < len(rest)) {
			best, rest = row, after // 5.10 is not the 10 of 5
		}
	}
	if best < 0 {
		return "", false
	}
	key, _, _ := strings.Cut(strings.TrimPrefix(rest, "."), ".")
	return t.Place(best, t.column(best, key)), true
}

// column is the key of the column in which a key of the scenario stands.
func (t *Table) column(row int, key string) string {
	switch keys := timeKeys[t.cell(row, "type")]; key {
	case "":
		return "number"
	case keys.at:
		return "at"
	case keys.opens:
		return "opens"
	case "if", "when":
		return "condition"
	}
	return key
}

func (t *Table) place(row, column int) string {
	if row >= len(t.places) {
		return fmt.Sprintf("row %d, column %d", row+2, column+1)
	}
	return t.places[row](column)
}

// sheetName is that of the sheet of a list that we write, and maxRows how many rows of
// it offer words to choose from.
const (
	sheetName = "MSEL"
	maxRows   = 5_000
)

// findColumns recognises the columns of a table from its first row. A title that is not
// known is kept as a column that is not read, and named.
func (t *Table) findColumns(titles []string) (unknown []string) {
	seen := map[string]bool{}
	for _, title := range titles {
		c := Column{Title: title}
		word := strings.ToLower(strings.Join(strings.Fields(title), " "))
		for _, known := range slices.Concat(columns, played) {
			if (strings.ToLower(known.Title) == word || known.Key == "at" && strings.HasPrefix(word, "scenario time (") || slices.Contains(known.also, word)) && !seen[known.Title] {
				c, seen[known.Title] = known, true
				if c.Key == "at" {
					c.Title = title // which says where its days begin
				}
				break
			}
		}
		if c.Width == 0 && word != "" {
			unknown = append(unknown, title)
		}
		t.Columns = append(t.Columns, c)
	}
	return unknown
}
