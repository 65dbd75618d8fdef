package intake

import (
	"fmt"
	"slices"
	"strings"

	"entente/scenarios/msel"
	"entente/scenarios/msel/sheet"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/notation"
)

// put is an entry on its way into the table.
type put struct {
	l      *list
	row    *sheet.Row
	number string
	text   map[string]string
	from   map[string]int // the column in which a key stands
	notes  []string
}

func (p *put) path(key string) string { return "msel." + p.number + "." + key }

// entry reads a row that is one.
func (r *reader) entry(l *list, row *sheet.Row) {
	p := &put{l: l, row: row, text: map[string]string{}, from: map[string]int{}}
	shifted := -1 // the fault of a row that is too long
	for c, cell := range row.Cells {
		col := r.field(l, c)
		text := cell.Text
		if r.b.Text() {
			text = msel.Unguard(text)
		}
		switch {
		case text == "" || col.field == leave:
		case cell.Kind == sheet.Fault && !isTime(col.field):
			r.addFault(l, row, c, "", fmt.Sprintf("the cell holds %s; mend it in the spreadsheet", text))
		case col.field == "":
			what := "this row is longer than its headings; give its last column a heading"
			if c < len(l.columns) {
				what = "a text under no heading; give its column one"
			}
			if r.b.Text() {
				what += ", or put quotes around the cell that holds a separator"
			}
			r.addFault(l, row, c, "", fmt.Sprintf("%s, or say under `columns` in the mapping file what `%s` is", what, columnWord(c)))
			if r.b.Text() && shifted < 0 {
				shifted = len(r.out.Faults) - 1
			}
		case isTime(col.field):
		case col.field == toNotes && !isNote(col.heading):
			p.notes = append(p.notes, col.heading+": "+text)
			p.from[toNotes] = c
		case p.text[col.field] != "":
			p.text[col.field] += "\n" + text
		default:
			p.text[col.field], p.from[col.field] = text, c
		}
	}
	r.number(p)
	if shifted >= 0 { // no cell after the one that was split can be trusted
		r.out.Faults[shifted].Path = "msel." + p.number
		p.text = map[string]string{"type": "inject", "at": notation.Elapsed(0)}
		r.finishEntry(p)
		return
	}
	r.kind(p)
	r.status(p)
	r.times(p)
	r.replaceNames(p)
	r.replaceIDs(p, "storyline")
	r.replaceIDs(p, "objective")
	r.finishEntry(p)
}

// isNote says whether a heading is one of notes itself.
func isNote(heading string) bool {
	k, _ := recognised(heading)
	return k.field == toNotes
}

// number gives an entry its number, which stands as a person reads it.
func (r *reader) number(p *put) {
	p.number = p.text["number"]
	_, has := r.columnOf(p.l, "number")
	c := p.from["number"]
	switch {
	case p.number == "" && has >= 0:
		p.from["number"] = has
		r.addFault(p.l, p.row, has, "", "an entry without a number; give it one, or empty the row")
		p.number = fmt.Sprintf("?%d", len(r.out.Table.Rows)+1)
	case p.number == "":
		p.number = fmt.Sprint(len(r.out.Table.Rows) + 1)
	}
	p.number = p.l.says.Prefix + oneLine(p.number)
	place := r.b.Place(p.l.Sheet, p.row, c)
	if before, again := r.first[p.number]; again {
		r.addFault(p.l, p.row, c, "", fmt.Sprintf("the number %s stands at %s as well; give each entry its own, or its sheet a `prefix` in the mapping file", p.number, strings.TrimPrefix(before, r.b.Name+":")))
		p.number = fmt.Sprintf("%s?%d", p.number, len(r.out.Table.Rows)+1)
		return
	}
	r.first[p.number] = place
}

// columnOf is the first column of a field; -1 if there is none.
func (r *reader) columnOf(l *list, field string) (column, int) {
	for c, col := range l.columns {
		if col.field == field {
			return col, c
		}
	}
	return column{}, -1
}

// kind puts the type of an entry into a scenario's word; without one it is an inject. What
// needs a condition and has none is other, unless the scenario has that entry with its
// condition.
func (r *reader) kind(p *put) {
	word := p.text["type"]
	kind, known := r.m.says("types", word)
	if !known && word != "" {
		kind, known = schoolTypes.meaning(word)
	}
	school, _ := schoolTypes.meaning(word)
	switch {
	case word == "":
		kind = "inject"
	case needsCondition(school) && p.text["condition"] == "" && r.world.waits(p.number, school):
		kind = school
	case !known:
		kind = "other"
		r.addFault(p.l, p.row, p.from["type"], p.path("type"), fmt.Sprintf("unknown type of entry %q; say under `types` in the mapping file which it is: %s", oneLine(word), strings.Join(typeWords, ", ")))
	case needsCondition(kind) && p.text["condition"] == "":
		if _, says := r.m.says("types", word); !says {
			kind = "other"
		}
	}
	p.text["type"] = kind
}

func (r *reader) status(p *put) {
	word := p.text["status"]
	if word == "" {
		return
	}
	status, known := r.m.says("statuses", word)
	if !known {
		status, known = schoolStatuses.meaning(word)
	}
	switch {
	case !known:
		r.addFault(p.l, p.row, p.from["status"], p.path("status"), fmt.Sprintf("unknown status %q; say under `statuses` in the mapping file which it is: %s, or leave", oneLine(word), strings.Join(statusWords, ", ")))
		status = ""
	case status == leave:
		status = ""
		p.notes = append(p.notes, "Status: "+word)
	}
	p.text["status"] = status
}

// replaceNames puts agencies and cells of the exercise in the place of names.
func (r *reader) replaceNames(p *put) {
	for _, key := range []string{"from", "to", "who"} {
		word := oneLine(p.text[key])
		if word == "" {
			continue
		}
		name, known := r.m.says("names", word)
		if !known {
			name = word
		}
		agency := r.world != nil && hasNamed(r.world.Agencies, name)
		if key == "who" && !agency && !strings.Contains(name, ".") {
			p.notes = append(p.notes, r.field(p.l, p.from[key]).heading+": "+word)
			name = ""
		}
		p.text[key] = name
		if name == "" {
			continue
		}
		i, again := r.names[name]
		if !again {
			i = len(r.out.Names)
			r.names[name] = i
			r.out.Names = append(r.out.Names, Name{Text: name, Agency: agency})
		}
		n := &r.out.Names[i]
		if n.Entries++; len(n.Columns) == 0 || n.Columns[len(n.Columns)-1] != key {
			n.Columns = append(n.Columns, key)
		}
	}
}

func hasNamed(list []Named, id string) bool {
	for _, n := range list {
		if n.ID == id {
			return true
		}
	}
	return false
}

// replaceIDs puts a storyline's or objective's id in the place of its word.
func (r *reader) replaceIDs(p *put, key string) {
	word, section := oneLine(p.text[key]), key+"s"
	if word == "" {
		return
	}
	id, known := r.m.says(section, word)
	var list []Named
	if r.world != nil {
		list = map[string][]Named{"storyline": r.world.Storylines, "objective": r.world.Objectives}[key]
	}
	switch {
	case known && id == toNotes:
		p.notes = append(p.notes, r.field(p.l, p.from[key]).heading+": "+word)
		id = ""
	case known:
	case r.world == nil && key == "objective":
		id = word
	case hasNamed(list, word):
		id = word
	default:
		hint := ""
		if near := words.DidYouMean(word, idsOf(list)); near != "" {
			hint = "; " + near
		}
		r.addFault(p.l, p.row, p.from[key], p.path(key), fmt.Sprintf("unknown %s %q%s; say under `%s` in the mapping file which it is, or `notes`", key, word, hint, section))
		id = ""
	}
	p.text[key] = id
	if key == "objective" && id != "" && r.world == nil && !contains(r.out.Objectives, id) {
		r.out.Objectives = append(r.out.Objectives, id)
	}
}

func idsOf(list []Named) (ids []string) {
	for _, n := range list {
		ids = append(ids, n.ID)
	}
	return ids
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// manyLines are the keys of a scenario whose text may have several.
var manyLines = []string{"text", "expected", "condition", toNotes}

// finishEntry puts an entry into the table.
func (r *reader) finishEntry(p *put) {
	if len(p.notes) > 0 {
		p.text[toNotes] = strings.TrimPrefix(p.text[toNotes]+"\n"+strings.Join(p.notes, "\n"), "\n")
	}
	p.text["number"] = p.number
	columns := r.keys
	row := make([]string, len(columns))
	for i, key := range columns {
		if row[i] = p.text[key]; !slices.Contains(manyLines, key) {
			row[i] = oneLine(row[i])
		}
	}
	place := func(c int) string { return r.b.Place(p.l.Sheet, p.row, p.from[columns[c]]) }
	r.out.Table.Add(row, place)
}

// elapsedLimit bounds how far from StartEx an entry may stand.
const elapsedLimit = 10_000 * sim.Day
