package export

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// everyRecord has every record of the run.
func (b *builder) everyRecord() *Table {
	t := &Table{Name: "records", Says: "a record of the run", Columns: []Column{
		{"record", Integer, "", "its number"},
		{"at_ms", Integer, "ms", "when, since StartEx"},
		{"kind", Text, "", "its kind"},
		{"actor", Text, "", "to or by whom: an agency, nation, body, channel or storyline"},
		{"nation", Text, "", "nation or body of the actor"},
		{"subject", Text, "", "identity of what it is about: a message, job, clock, proposal or action"},
		{"details", Text, "", "the arguments of its kind as NAME=VALUE, separated by spaces; instants and lengths of time in milliseconds (_ms), shares in millionths (_ppm)"},
		{"facts", Text, "", "facts concerned, separated by spaces"},
		{"step", Text, "", "at which step"},
		{"reason", Text, "", "why something was refused, ended, late or lifted"},
		{"by", Text, "", "rule, desk, channel, nation or body that the reason names"},
		{"causes", Text, "", "numbers of the records that made it possible, the binding one first, separated by spaces"},
		{"trigger", Integer, "", "number of the record that set it going"},
	}}
	t.Rows = b.records(func(r *journal.Record, yield func([]Cell) bool) bool { return yield(b.record(r)) })
	return t
}

// Records is the table of records alone, of those that come: the same columns and
// cells as in Tables.
func Records(st *journal.Static, seed uint64, come iter.Seq[*journal.Record]) *Table {
	b := &builder{trace: measure.NewTrace(st)}
	b.run = runCells(st, seed)
	t := b.whole((*builder).everyRecord)
	t.Rows = b.headed(func(yield func([]Cell) bool) {
		for r := range come {
			if !yield(b.record(r)) {
				return
			}
		}
	})
	return t
}

// record is the row of one record.
func (b *builder) record(r *journal.Record) []Cell {
	causes := make([]string, len(r.From))
	for i := range r.From {
		causes[i] = strconv.Itoa(int(r.From[i].Num))
	}
	row := []Cell{
		whole(r.Num), whole(int64(r.At)), text(r.Kind.String()), b.name(r.Actor), b.nation(r.Actor), identity(r.Subject), word(b.details(r)), b.names(r.Facts),
		word(r.Step.String()), word(r.Reason.String()), b.name(r.Rule), word(strings.Join(causes, " ")),
		{},
	}
	if r.Trigger.Num > 0 {
		row[len(row)-1] = whole(r.Trigger.Num)
	}
	return row
}

// details are the arguments of a record, each with its name followed by the unit.
func (b *builder) details(r *journal.Record) string {
	var parts []string
	for i, f := range r.Kind.Shape().Fields {
		if name, value := b.argument(f, r.Args[i]); value != "" {
			parts = append(parts, name+"="+value)
		}
	}
	return strings.Join(parts, " ")
}

// argument is one argument; empty where there is none.
func (b *builder) argument(f journal.Field, v int64) (name, value string) {
	switch f.Type {
	case journal.TTime, journal.TSpan:
		if f.Type == journal.TTime && sim.Time(v) == sim.Never {
			return f.Name, ""
		}
		return f.Name + "_ms", strconv.FormatInt(v, 10)
	case journal.TPPM:
		return f.Name + "_ppm", strconv.FormatInt(v, 10)
	case journal.TRef:
		return f.Name, b.trace.Name(journal.Ref(v))
	case journal.TID:
		if v == 0 {
			return f.Name, ""
		}
		return f.Name, fmt.Sprintf("%016x", uint64(v))
	case journal.TMessage:
		return f.Name, journal.Message(v).String()
	case journal.TOutcome:
		return f.Name, journal.Outcome(v).String()
	case journal.TPrecedence:
		return f.Name, journal.Precedence(v).String()
	case journal.TGrade:
		return f.Name, journal.Grade(v).String()
	case journal.TClass:
		return f.Name, journal.Class(v).String()
	case journal.TStep:
		return f.Name, journal.Step(v).String()
	case journal.TKind:
		if !journal.Kind(v).Exists() {
			return f.Name, ""
		}
		return f.Name, journal.Kind(v).String()
	case journal.TPurposes:
		var list []string
		for i, purpose := range [...]string{"lead", "onward", "act", "evidence", "passive"} {
			if v>>i&1 == 1 {
				list = append(list, purpose)
			}
		}
		return f.Name, strings.Join(list, "+")
	case journal.TBool:
		return f.Name, strconv.FormatBool(v != 0)
	}
	return f.Name, strconv.FormatInt(v, 10)
}
