package export

import (
	"slices"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// messages has every message that entered the sending chain.
func (b *builder) messages() *Table {
	t := &Table{Name: "messages", Says: "a message that entered the sending chain", Columns: []Column{
		{"message", Text, "", "identity of the message"},
		{"kind", Text, "", "item, request, reply, ..."},
		{"sender", Text, "", "agency that sent it"},
		{"sender_nation", Text, "", "its nation"},
		{"recipient", Text, "", "agency it was for"},
		{"recipient_nation", Text, "", "its nation"},
		{"facts", Text, "", "facts that it still carried at its end, separated by spaces"},
		{"facts_lost", Integer, "", "facts that fell out on its way"},
		{"sent_ms", Integer, "ms", "when it entered the chain, since StartEx"},
		{"ended_ms", Integer, "ms", "when it was read or ended otherwise; empty while under way at the end"},
		{"outcome", Text, "", "DONE where it was read"},
		{"step", Text, "", "where it ended or last waited"},
		{"reason", Text, "", "why it ended or waited there"},
		{"by", Text, "", "rule, desk, channel, nation or body that the reason names"},
	}}
	t.Rows = func(yield func([]Cell) bool) {
		for _, m := range b.trace.Transits(sim.Never) {
			lost := 0
			for _, f := range m.Fallen {
				lost += len(f.Facts)
			}
			if !yield([]Cell{
				identity(m.ID), word(m.Message.String()), b.name(m.From), b.nation(m.From), b.name(m.To), b.nation(m.To), b.names(m.Facts), whole(lost),
				instant(m.Sent), instant(m.Ended), word(m.Outcome.String()), word(m.Step.String()), word(m.Reason.String()), b.name(m.Rule),
			}) {
				return
			}
		}
	}
	return t
}

// holdings has what every agency came to have of every fact.
func (b *builder) holdings() *Table {
	t := &Table{Name: "holdings", Says: "a fact at an agency, as far as it came by the end", Columns: []Column{
		{"agency", Text, "", "who has it"},
		{"nation", Text, "", "its nation"},
		{"fact", Text, "", "the fact"},
		{"storyline", Text, "", "storyline of the fact"},
		{"kind", Text, "", "FIN, TRAVEL, ACTIVITY, IDENTITY or THREAT_LEVEL"},
		{"key", Truth, "", "whether it is a key fact of its storyline"},
		{"noticed_ms", Integer, "ms", "noticed by own collection"},
		{"received_ms", Integer, "ms", "delivered at the intake"},
		{"read_ms", Integer, "ms", "read"},
		{"understood_ms", Integer, "ms", "understood"},
		{"believed_ms", Integer, "ms", "credence reached the threshold"},
		{"credence", Number, "share", "how far it is believed, 0 to 1"},
		{"dormant_ms", Integer, "ms", "since when no rule sends it on"},
		{"purged_ms", Integer, "ms", "when retention ended it"},
		{"originators", Text, "", "agencies whose word it rests on, separated by spaces"},
	}}
	facts := map[string]*journal.Fact{}
	for i := range b.trace.Static.Facts {
		facts[b.trace.Static.Facts[i].Name] = &b.trace.Static.Facts[i]
	}
	t.Rows = func(yield func([]Cell) bool) {
		for _, h := range b.trace.At(sim.Never).Holdings() {
			f := facts[b.trace.Name(h.Fact)]
			if f == nil {
				f = &journal.Fact{}
			}
			if !yield([]Cell{
				b.name(h.Agency), b.nation(h.Agency), b.name(h.Fact), word(f.Storyline), word(f.Kind), truth(f.Key), instant(h.Detected), instant(h.Received),
				instant(h.Read), instant(h.Understood), instant(h.Credited), part(h.Credence), instant(h.Dormant), instant(h.Purged), b.names(h.Origins),
			}) {
				return
			}
		}
	}
	return t
}

// deadlines has how each deadline came out.
func (b *builder) deadlines() *Table {
	t := &Table{Name: "deadlines", Says: "a deadline", Columns: []Column{
		{"deadline", Text, "", "its name"},
		{"agency", Text, "", "whose it is"},
		{"storyline", Text, "", "about what"},
		{"want", Text, "", "informed, read or available(action)"},
		{"outcome", Text, "", "MET, LATE, NOT_MET, VOID or OPEN"},
		{"due_ms", Integer, "ms", "when it was due; empty where its stage did not come"},
		{"when_ms", Integer, "ms", "when it came true"},
		{"margin_ms", Integer, "ms", "due - when: negative when late"},
		{"reason", Text, "", "why it was not met"},
		{"by", Text, "", "rule, desk, channel, nation or body that the reason names"},
		{"record", Integer, "", "number of the record that resolved it"},
	}}
	t.Rows = func(yield func([]Cell) bool) {
		for _, d := range b.trace.Deadlines() {
			margin := Cell{}
			if d.When != sim.Never && d.At != sim.Never {
				margin = whole(int64(d.Margin()))
			}
			record := Cell{}
			if d.Record != 0 {
				record = whole(d.Record)
			}
			if !yield([]Cell{
				text(d.Name), text(d.Agency), text(d.Due.Storyline), text(d.Want), word(d.Outcome.String()), instant(d.At), instant(d.When), margin,
				word(d.Reason.String()), b.name(d.Rule), record,
			}) {
				return
			}
		}
	}
	return t
}

// spans has every stretch of time that a record accounts for.
func (b *builder) spans() *Table {
	t := &Table{Name: "spans", Says: "a stretch of time that passed on the way to a record", Columns: []Column{
		{"record", Integer, "", "number of the record that accounts for it"},
		{"kind", Text, "", "kind of that record"},
		{"actor", Text, "", "agency, nation, body, channel or storyline of that record"},
		{"subject", Text, "", "identity of what it is about: a message, job, clock or action"},
		{"from_ms", Integer, "ms", "its beginning, since StartEx"},
		{"until_ms", Integer, "ms", "its end"},
		{"ms", Integer, "ms", "its length"},
		{"step", Text, "", "part of the way from knowledge to action"},
		{"cause", Text, "", "why the time passed"},
		{"delay", Text, "", "two-letter code of the delay that people know it by"},
		{"object", Text, "", "desk, rule, channel, nation or body at which it passed"},
	}}
	t.Rows = b.records(func(r *journal.Record, yield func([]Cell) bool) bool {
		from := r.At
		for i := range r.Spans {
			from -= r.Spans[i].Ms
		}
		for _, s := range r.Spans {
			until := from + s.Ms
			if !yield([]Cell{
				whole(r.Num), text(r.Kind.String()), b.name(r.Actor), identity(r.Subject), whole(int64(from)), whole(int64(until)), whole(int64(s.Ms)),
				word(s.Step.String()), word(s.Cause.String()), text(measure.DelayOf(s.Step, s.Cause).Code()), b.name(s.Object),
			}) {
				return false
			}
			from = until
		}
		return true
	})
	return t
}

// refusals has every record that gives a reason.
func (b *builder) refusals() *Table {
	t := &Table{Name: "refusals", Says: "a record that says why something was refused, ended, trimmed, late or lifted", Columns: []Column{
		{"record", Integer, "", "its number"},
		{"at_ms", Integer, "ms", "when, since StartEx"},
		{"kind", Text, "", "kind of the record"},
		{"actor", Text, "", "to or by whom"},
		{"subject", Text, "", "identity of what it is about"},
		{"step", Text, "", "at which step"},
		{"reason", Text, "", "why"},
		{"by", Text, "", "rule, desk, channel, nation or body that the reason names"},
		{"facts", Text, "", "facts concerned, separated by spaces"},
	}}
	t.Rows = b.records(func(r *journal.Record, yield func([]Cell) bool) bool {
		return r.Reason == journal.NoReason || yield([]Cell{
			whole(r.Num), whole(int64(r.At)), text(r.Kind.String()), b.name(r.Actor), identity(r.Subject), word(r.Step.String()), word(r.Reason.String()), b.name(r.Rule),
			b.names(r.Facts),
		})
	})
	return t
}

// decisions has what bodies decided.
func (b *builder) decisions() *Table {
	t := &Table{Name: "decisions", Says: "an end of a proposal before a body, or of a round of it", Columns: []Column{
		{"proposal", Text, "", "identity of the proposal"},
		{"motion", Text, "", "what it was about"},
		{"body", Text, "", "who decided"},
		{"storyline", Text, "", "storyline concerned"},
		{"submitted_ms", Integer, "ms", "when it was submitted"},
		{"at_ms", Integer, "ms", "when this end came"},
		{"outcome", Text, "", "ADOPTED, REJECTED, REDRAFTED, ..."},
		{"reason", Text, "", "why"},
		{"by", Text, "", "whom the reason names"},
	}}
	at := func(name string) int {
		return slices.IndexFunc(journal.Decided.Shape().Fields, func(f journal.Field) bool { return f.Name == name })
	}
	motion, body, about, outcome, submitted := at("motion"), at("body"), at("storyline"), at("outcome"), at("submitted")
	t.Rows = b.records(func(r *journal.Record, yield func([]Cell) bool) bool {
		return r.Kind != journal.Decided || yield([]Cell{
			identity(r.Subject), b.name(journal.Ref(r.Args[motion])), b.name(journal.Ref(r.Args[body])), b.name(journal.Ref(r.Args[about])),
			instant(sim.Time(r.Args[submitted])), whole(int64(r.At)), word(journal.Outcome(r.Args[outcome]).String()), word(r.Reason.String()), b.name(r.Rule),
		})
	})
	return t
}

// entries has what became of the events list.
func (b *builder) entries() *Table {
	t := &Table{Name: "entries", Says: "an entry of the events list", Columns: []Column{
		{"number", Text, "", "as the list has it"},
		{"type", Text, "", "inject, contingency, expected_action or other"},
		{"planned_status", Text, "", "status before play"},
		{"due_ms", Integer, "ms", "when it was due"},
		{"from", Text, "", "who hands it out"},
		{"to", Text, "", "who receives it"},
		{"who", Text, "", "of whom an action is expected"},
		{"storyline", Text, "", "storyline it belongs to"},
		{"objective", Text, "", "objective it serves"},
		{"came_ms", Integer, "ms", "when it was released, or its action seen"},
		{"outcome", Text, "", "of an expected action: MET, MISSED or OPEN"},
		{"record", Integer, "", "number of the record that fulfilled it"},
	}}
	t.Rows = func(yield func([]Cell) bool) {
		for _, e := range b.trace.Entries() {
			by := Cell{}
			if e.By != 0 {
				by = whole(e.By)
			}
			if !yield([]Cell{
				text(e.Number), text(e.Type), text(e.Status), whole(e.At), word(e.From), word(e.To), word(e.Who), word(e.Storyline), word(e.Objective),
				instant(e.When), word(e.Outcome.String()), by,
			}) {
				return
			}
		}
	}
	return t
}

// figures has what the run came down to.
func (b *builder) figures() *Table {
	t := &Table{Name: "figures", Says: "a figure of a measure", Columns: []Column{
		{"figure", Text, "", "its name in the catalogue"},
		{"question", Text, "", "that it answers"},
		{"formula", Text, "", "how it is counted"},
		{"unit", Text, "", "unit of the value"},
		{"better", Text, "", "less, more or neither"},
		{"measured", Truth, "", "false: the run had nothing to measure"},
		{"value", Number, "by row", "empty: it did not happen by the end, and ranks beyond all times or below all margins"},
	}}
	t.Rows = func(yield func([]Cell) bool) {
		results := b.trace.Results()
		for i := range measure.Catalogue {
			x := &measure.Catalogue[i]
			v, counts := x.Read(&results)
			value := Cell{}
			if counts && v.OK {
				value = number(v.V)
			}
			if !yield([]Cell{text(x.ID), text(x.Question), text(x.Formula), text(x.Unit.String()), text(x.Better.String()), truth(counts), value}) {
				return
			}
		}
	}
	return t
}
