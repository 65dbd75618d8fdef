package export

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Type is what stands in a column.
type Type string

// The types.
const (
	Text    Type = "text"
	Integer Type = "integer"
	Number  Type = "number"
	Truth   Type = "boolean"
)

// Column describes one column.
type Column struct {
	Name string
	Type Type
	Unit string // empty where there is none
	Says string
}

// Table is one table. Its rows are made one by one, as they are asked for, and each
// is valid until the next.
type Table struct {
	Name    string
	Says    string // what a row is
	Columns []Column
	Rows    iter.Seq[[]Cell]
}

// Cell is a value, or nothing. Its zero value is nothing.
type Cell struct {
	text string
	kind Type
}

// The cells by type.
func text(s string) Cell { return Cell{s, Text} }

func whole[N int | int64 | uint32 | uint64 | journal.Num](n N) Cell {
	return Cell{strconv.FormatInt(int64(n), 10), Integer}
}
func truth(b bool) Cell { return Cell{strconv.FormatBool(b), Truth} }

// instant is a time in milliseconds; nothing for what never came.
func instant(t sim.Time) Cell {
	if t == sim.Never {
		return Cell{}
	}
	return whole(int64(t))
}

// part is a share of a million as a number.
func part(v sim.PPM) Cell {
	return Cell{strconv.FormatFloat(float64(v)/float64(sim.One), 'g', -1, 64), Number}
}

// identity is 16 hexadecimal digits, as files write it; nothing for none.
func identity(id sim.ID) Cell {
	if id == 0 {
		return Cell{}
	}
	return text(fmt.Sprintf("%016x", uint64(id)))
}

// String is the cell as a spreadsheet has it: empty for nothing.
func (c Cell) String() string { return c.text }

// AppendJSON appends the cell as a JSON value.
func (c Cell) AppendJSON(b []byte) []byte {
	switch c.kind {
	case "":
		return append(b, "null"...)
	case Text:
		return appendQuoted(b, c.text)
	}
	return append(b, c.text...)
}

// builder makes the tables of one run.
type builder struct {
	trace *measure.Trace
	run   []Cell // the columns that every table begins with
}

// Tables gives all tables of a run, in a fixed order.
func Tables(s *measure.Trace, seed uint64) []*Table {
	b := &builder{trace: s, run: runCells(s.Static, seed)}
	var out []*Table
	for _, make := range tables {
		out = append(out, b.whole(make))
	}
	return out
}

// runCells are the columns that every table begins with.
func runCells(st *journal.Static, seed uint64) []Cell {
	return []Cell{text(st.Scenario), {strconv.FormatUint(seed, 10), Integer}}
}

// whole is a table with the columns of the run before its own.
func (b *builder) whole(make func(*builder) *Table) *Table {
	t := make(b)
	t.Columns = append([]Column{
		{"scenario", Text, "", "name of the scenario"},
		{"seed", Integer, "", "seed of the run's draws"},
	}, t.Columns...)
	t.Rows = b.headed(t.Rows)
	return t
}

// headed puts the columns of the run before some rows.
func (b *builder) headed(rows iter.Seq[[]Cell]) iter.Seq[[]Cell] {
	return func(yield func([]Cell) bool) {
		var whole []Cell
		for row := range rows {
			whole = append(append(whole[:0], b.run...), row...)
			if !yield(whole) {
				return
			}
		}
	}
}

// records are the rows that each record makes.
func (b *builder) records(make func(r *journal.Record, yield func([]Cell) bool) bool) iter.Seq[[]Cell] {
	return func(yield func([]Cell) bool) {
		for i := range b.trace.Records {
			if !make(&b.trace.Records[i], yield) {
				return
			}
		}
	}
}

// tables lists what makes each.
var tables = []func(*builder) *Table{
	(*builder).messages, (*builder).holdings, (*builder).deadlines, (*builder).spans, (*builder).refusals, (*builder).decisions, (*builder).entries, (*builder).figures,
	(*builder).everyRecord,
}

// Dictionary is a table of all columns.
func Dictionary(all []*Table) *Table {
	d := &Table{
		Name: "dictionary", Says: "a column of a table",
		Columns: []Column{{"table", Text, "", "name of the table"}, {"row", Text, "", "what a row of it is"}, {"column", Text, "", "name of the column"}, {"type", Text, "", "text, integer, number or boolean; empty cells are nothing"}, {"unit", Text, "", "of its values"}, {"says", Text, "", "what the value means"}},
	}
	var rows [][]Cell
	for _, t := range all {
		for _, c := range t.Columns {
			rows = append(rows, []Cell{text(t.Name), text(t.Says), text(c.Name), text(string(c.Type)), text(c.Unit), text(c.Says)})
		}
	}
	d.Rows = slices.Values(rows)
	return d
}

// Grid is a table as rows of text, headings first, each valid until the next.
func (t *Table) Grid() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		line := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			line[i] = c.Name
		}
		if !yield(line) {
			return
		}
		for row := range t.Rows {
			for i, c := range row {
				line[i] = c.String()
			}
			if !yield(line) {
				return
			}
		}
	}
}

// AppendJSON appends a row as one JSON object, with the table's name first.
func (t *Table) AppendJSON(b []byte, row []Cell) []byte {
	b = append(b, `{"table":`...)
	b = appendQuoted(b, t.Name)
	for i, c := range row {
		b = append(appendQuoted(append(b, ','), t.Columns[i].Name), ':')
		b = c.AppendJSON(b)
	}
	return append(b, "}\n"...)
}

func (b *builder) name(r journal.Ref) Cell {
	if r == 0 {
		return Cell{}
	}
	return text(b.trace.Name(r))
}

// names are the names of things, separated by spaces.
func (b *builder) names(refs []journal.Ref) Cell {
	names := make([]string, len(refs))
	for i, r := range refs {
		names[i] = b.trace.Name(r)
	}
	return text(strings.Join(names, " "))
}

func (b *builder) nation(r journal.Ref) Cell {
	n := b.trace.Nation(r)
	if n == "" {
		return Cell{}
	}
	return text(n)
}

// word is a word of the vocabulary; nothing for none.
func word(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return text(s)
}
