package intake

import (
	"fmt"
	"strings"

	"entente/scenarios/msel"
	"entente/scenarios/msel/sheet"
	"entente/sim"
)

// keys are the columns of a table that is read, in the order in which they stand.
var keys = []string{
	"number", "type", "status", "category", "at", "from", "to", "method", "storyline", "objective", "title", "text", "expected", "who", "opens", "until",
	"condition", "effect", toNotes,
}

// keys are the columns that a list of this map has, which may hold ranges of times: what
// no column is said to be stays as the scenario has it.
func (m *Map) keys(spells bool) (list []string) {
	said := map[string]bool{"number": true, "type": true, "at": true, toNotes: true, "opens": spells, "until": spells}
	for _, heading := range sortedKeys(m.Columns) {
		said[m.Columns[heading]] = true
	}
	for _, key := range keys {
		if said[key] {
			list = append(list, key)
		}
	}
	return list
}

// list is a sheet of a book that holds entries.
type list struct {
	*sheet.Sheet
	index   int
	says    *SheetMap
	heads   *sheet.Row  // what its rows of headings say together
	rows    []sheet.Row // of headings, as they stand
	columns []column    // of the sheet
	day     moment      // of the rows, as the sheet or a row above says
	dates   map[string]moment
	clock   sim.Time // of the row before
	clocked bool
	rolled  int64 // midnights since the last day that was said
}

// column of a list.
type column struct {
	field   string
	heading string
	zone    string // in brackets after the heading
}

// Read makes of a book, by a map, a list in this project's words; world is the
// scenario it goes into, or nil.
func Read(b *sheet.Book, m *Map, world *World) (*Reading, error) {
	r := newReader(b, m, world)
	r.keys = m.keys(r.holdsRanges())
	r.out.Table = msel.NewTable(r.keys...)
	for i := range b.Sheets {
		s := &b.Sheets[i]
		says := m.Sheets[sheetName(s)]
		switch {
		case says == nil:
			r.addNote(b.Name, fmt.Sprintf("the sheet %q is not in the mapping file and was left", s.Name))
		case !says.Leave:
			r.list(&list{Sheet: s, index: i, says: says, dates: map[string]moment{}})
		}
	}
	for _, name := range sortedKeys(m.Sheets) {
		if !m.Sheets[name].Leave && !hasSheet(b, name) {
			return nil, fmt.Errorf("%s: there is no sheet %q, of which the mapping file speaks; there are: %s", b.Name, name, strings.Join(sheetNames(b), ", "))
		}
	}
	if len(r.out.Table.Rows)+len(r.out.Faults) == 0 {
		return nil, fmt.Errorf("%s: it holds no entry", b.Name)
	}
	r.sortFaults()
	return r.out, nil
}

func newReader(b *sheet.Book, m *Map, world *World) *reader {
	r := &reader{
		b: b, m: m, world: world, zones: map[string]string{}, names: map[string]int{}, first: map[string]string{}, told: map[string]bool{},
		out: &Reading{StartEx: m.startex, Zone: m.zone},
	}
	for _, name := range sortedKeys(m.Zones) {
		r.zones[strings.ToUpper(name)] = m.Zones[name]
	}
	if world != nil {
		if m.StartEx == "" {
			r.out.StartEx = world.Start
		}
		if !m.hasZone {
			r.out.Zone = world.Zone
		}
	}
	return r
}

func sheetName(s *sheet.Sheet) string {
	if s.Name == "" {
		return textSheet
	}
	return s.Name
}

func sheetNames(b *sheet.Book) (names []string) {
	for i := range b.Sheets {
		names = append(names, sheetName(&b.Sheets[i]))
	}
	return names
}

func hasSheet(b *sheet.Book, name string) bool {
	for _, n := range sheetNames(b) {
		if n == name {
			return true
		}
	}
	return false
}

// list reads a sheet.
func (r *reader) list(l *list) {
	for i := range l.Rows {
		row := &l.Rows[i]
		switch {
		case row.Number < int(l.says.Headings):
			if r.out.Title == "" {
				r.out.Title = firstText(row)
			}
		case row.Number == int(l.says.Headings):
			span := max(1, int(l.says.HeadingRows))
			l.rows = l.Rows[i:min(i+span, len(l.Rows))]
			heads := headRow(l.Rows, i, span)
			r.heads(l, &heads)
		case l.heads != nil && row.Number < int(l.says.Headings+l.says.HeadingRows):
		case l.heads == nil:
			r.addFault(l, row, 0, "", fmt.Sprintf("row %d holds no headings, as the mapping file says; name the row that does", l.says.Headings))
			return
		default:
			r.row(l, row)
		}
	}
	place := l.Name
	if r.b.Text() {
		place = r.b.Name
	}
	for _, stray := range l.Stray {
		r.out.Faults = append(r.out.Faults, Fault{Place: stray, What: fmt.Sprintf("a text far beyond the list; delete it, or move it within the first %d columns", sheet.MaxColumns), sheet: l.index})
	}
	if l.Cut > 0 {
		r.out.Faults = append(r.out.Faults, Fault{Place: fmt.Sprintf("%s: row %d", place, l.Cut), What: fmt.Sprintf("more than %d rows; a list holds no more entries", sheet.MaxRows), sheet: l.index, row: l.Cut})
	}
	hidden := 0
	for c := range l.columns {
		if l.HiddenColumns[c] {
			hidden++
		}
	}
	if hidden > 0 {
		r.addNote(l.Name, counted(hidden, "hidden column was", "hidden columns were")+" read as well")
	}
}

// counted writes how many there are of a thing.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func firstText(row *sheet.Row) string {
	for _, c := range row.Cells {
		if c.Text != "" {
			return strings.Join(strings.Fields(c.Text), " ")
		}
	}
	return ""
}

// columnWord is how a mapping file calls a column without a heading.
func columnWord(c int) string { return "column " + sheet.ColumnName(c) }

// heads reads the row of headings.
func (r *reader) heads(l *list, row *sheet.Row) {
	l.heads = row
	taken := map[string]string{}
	for c, cell := range row.Cells {
		heading := cell.Text
		if heading == "" {
			heading = columnWord(c)
		}
		field, known := r.m.says("columns", heading)
		if !known && cell.Text != "" {
			r.addFault(l, row, c, "", fmt.Sprintf("the column %q is not in the mapping file; say there what it is, or `leave`", oneLine(heading)))
			field = leave
		}
		_, inside := bracket(heading)
		col := column{field: field, heading: oneLine(heading)}
		for _, word := range append(strings.Fields(plainWord(heading)), inside) {
			if _, ok := r.zones[strings.ToUpper(word)]; (ok || isZone(word)) && isTime(field) {
				col.zone = word
			}
		}
		switch before, again := taken[field]; {
		case field == "" || field == leave || isTime(field) || field == toNotes || field == "text" || field == "expected":
		case again:
			r.addFault(l, row, c, "", fmt.Sprintf("%q is said to be the %s, and so is %q; let one be notes", col.heading, field, before))
			col.field = leave
		default:
			taken[field] = col.heading
		}
		l.columns = append(l.columns, col)
	}
	if l.says.Day != "" {
		l.day = r.moment(l.says.Day, "")
	}
}

func isTime(field string) bool {
	return field == "time" || field == "date" || field == "day" || field == "elapsed"
}

// isZone says whether a text in brackets names a zone that needs no mapping file.
func isZone(s string) bool {
	switch strings.ToUpper(s) {
	case "Z", "ZULU", "UTC", "GMT", "LOCAL", "J":
		return true
	}
	return false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// field is what a column of a list is, whether it has a heading or not.
func (r *reader) field(l *list, c int) column {
	if c < len(l.columns) {
		return l.columns[c]
	}
	field, _ := r.m.says("columns", columnWord(c))
	return column{field: field, heading: columnWord(c)}
}

// row reads one row below the headings.
func (r *reader) row(l *list, row *sheet.Row) {
	filled, only := 0, -1
	for c, cell := range row.Cells {
		if cell.Text == "" || cell.Spread {
			continue
		}
		filled, only = filled+1, c
	}
	switch {
	case filled == 0:
		return
	case row.Hidden && r.m.HiddenRows == leave:
		r.addNote(r.b.Place(l.Sheet, row, 0), "a hidden row was left, as the mapping file says")
		return
	case filled > 1 && isHeadingAgain(row, l.rows):
		return // the headings once more
	case filled == 1 && len(l.columns) > 2 && r.takeDayRow(l, row, only):
		return
	}
	if row.Hidden {
		r.addNote(r.b.Place(l.Sheet, row, 0), "a hidden row was read as well; `hidden_rows: leave` in the mapping file leaves it")
	}
	r.entry(l, row)
}

// takeDayRow takes a row with one text alone, which is a day of those below, or said to be
// left out.
func (r *reader) takeDayRow(l *list, row *sheet.Row, c int) bool {
	cell := row.Cells[c]
	if day := r.dayOf(cell); day.hasDay() {
		l.beginDay(day)
		return true
	}
	what := fmt.Sprintf("no entry, and left out: %q stands alone in its row", cut(oneLine(cell.Text), 40))
	if r.field(l, c).field == "number" && strings.ContainsAny(cell.Text, "0123456789") {
		what = fmt.Sprintf("no entry, and left out: nothing but the number %s", cell.Text)
	}
	r.addNote(r.b.Place(l.Sheet, row, c), what)
	return true
}

// beginDay begins a day of which rows below are.
func (l *list) beginDay(day moment) {
	l.day, l.dates, l.clocked, l.rolled = day, map[string]moment{}, false, 0
}

// dayOf reads the day that a title between rows, or the name of a sheet, begins with.
func (r *reader) dayOf(c sheet.Cell) moment {
	if c.Kind != sheet.Text {
		if w := r.momentOf(c, "date", ""); w.hasDate {
			return w
		}
		return moment{}
	}
	w := moment{}
	s := &scan{moment: &w, r: r, text: c.Text, rest: strings.ToLower(oneLine(c.Text))}
	for s.rest != "" && s.step() && !w.hasClock && !w.hasAfter {
	}
	if w.hasClock || w.hasAfter {
		return moment{}
	}
	w.fault = ""
	return w
}

func cut(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}
