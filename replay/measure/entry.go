package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Entry is what came of an entry of the MSEL.
type Entry struct {
	journal.Entry
	When    sim.Time        // released, or its action seen; Never
	Outcome journal.Outcome // of an expected action that was awaited: Met, Missed or Open
	By      journal.Num     // the record that fulfilled it; 0
}

// Played is the entry's status after the run: Released where it was handed out,
// Complete where its action was seen, else as planned.
func (e *Entry) Played() string {
	switch {
	case e.When == sim.Never:
		return e.Status
	case e.Outcome == journal.Met:
		return "Complete"
	}
	return "Released"
}

var (
	entryField      = map[journal.Kind]int{journal.Inject: field(journal.Inject, "entry"), journal.Expected: field(journal.Expected, "entry")}
	expectedOutcome = field(journal.Expected, "outcome")
)

// Entries says what came of the MSEL, in its order.
func (s *Trace) Entries() []Entry {
	out := make([]Entry, len(s.Static.Entries))
	for i, e := range s.Static.Entries {
		out[i] = Entry{Entry: e, When: sim.Never}
	}
	for i := range s.Records {
		switch r := &s.Records[i]; r.Kind {
		case journal.Inject:
			out[s.entryOf(r)].When = r.At
		case journal.Expected:
			e := &out[s.entryOf(r)]
			if e.Outcome = journal.Outcome(r.Args[expectedOutcome]); e.Outcome == journal.Met {
				e.When = r.At
				if len(r.From) > 0 {
					e.By = r.From[0].Num
				}
			}
		}
	}
	return out
}

// entryOf is the place in the events list of the entry that a record is about. It is
// there: Record took no other.
func (s *Trace) entryOf(r *journal.Record) int {
	return s.entries[journal.Ref(r.Args[entryField[r.Kind]])]
}

// ByCell groups entries by whose they are to do, in order of time: first the cells
// that hand them out, then the agencies of whom an action is expected.
func ByCell(all []Entry) (map[string][]Entry, []string) {
	groups := map[string][]Entry{}
	var cells, agencies []string
	for _, x := range all {
		list, name := &cells, x.From
		if x.Type == "expected_action" {
			list, name = &agencies, x.Who
		}
		if name == "" {
			name = "nobody named"
		}
		if groups[name] == nil {
			*list = append(*list, name)
		}
		groups[name] = append(groups[name], x)
	}
	for _, name := range slices.Concat(cells, agencies) {
		slices.SortStableFunc(groups[name], func(a, b Entry) int { return cmp.Compare(a.At, b.At) })
	}
	return groups, slices.Concat(cells, agencies)
}

// Arrival is one piece of work for a cell or an agency that is played: an entry
// to hand out, an entry received, or a message that reached the intake.
type Arrival struct {
	Cell string
	At   sim.Time
}

// Cells are those whose work Arrivals counts: the cells that entries come from,
// and the agencies that are played, or where nobody is named, those that entries
// go to or expect something of. Each once, cells first, by name.
func (s *Trace) Cells() []string {
	var cells, played []string
	agency := func(name string) bool { return s.find(journal.SortAgency, name) != 0 }
	for _, e := range s.Static.Entries {
		if e.From != "" && !agency(e.From) {
			cells = append(cells, e.From)
		}
		for _, name := range [...]string{e.To, e.Who} {
			if agency(name) && len(s.Static.Audience) == 0 {
				played = append(played, name)
			}
		}
	}
	played = append(played, s.Static.Audience...)
	for _, list := range [...]*[]string{&cells, &played} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return append(cells, played...)
}

// Arrivals lists the work of the Cells in order of time.
func (s *Trace) Arrivals() []Arrival {
	cells := map[string]bool{}
	for _, cell := range s.Cells() {
		cells[cell] = true
	}
	var out []Arrival
	add := func(cell string, at sim.Time) {
		if cells[cell] {
			out = append(out, Arrival{cell, at})
		}
	}
	for _, r := range s.exercise() {
		switch r.Kind {
		case journal.Inject:
			e := &s.Static.Entries[s.entryOf(&r)]
			add(e.From, r.At)
			add(e.To, r.At)
		case journal.Delivered:
			add(s.Name(r.Actor), r.At)
		}
	}
	return out
}
