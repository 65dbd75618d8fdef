package measure

import (
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
	injectEntry     = field(journal.Inject, "entry")
	expectedEntry   = field(journal.Expected, "entry")
	expectedOutcome = field(journal.Expected, "outcome")
)

// Entries says what came of the MSEL, in its order.
func (s *Story) Entries() []Entry {
	out := make([]Entry, len(s.Static.Entries))
	at := map[journal.Ref]int{}
	for i, e := range s.Static.Entries {
		out[i] = Entry{Entry: e, When: sim.Never}
		at[s.find(journal.SortEntry, e.Number)] = i
	}
	for i := range s.Records {
		switch r := &s.Records[i]; r.Kind {
		case journal.Inject:
			out[at[journal.Ref(r.Args[injectEntry])]].When = r.At
		case journal.Expected:
			e := &out[at[journal.Ref(r.Args[expectedEntry])]]
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

// Arrival is one piece of work for a cell or an agency that is played: an entry
// to hand out, an entry received, or a message that reached the intake.
type Arrival struct {
	Cell string
	At   sim.Time
}

// Cells are those whose work Arrivals counts: the cells that entries come from,
// and the agencies that are played, or where nobody is named, those that entries
// go to or expect something of. Each once, cells first, by name.
func (s *Story) Cells() []string {
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
func (s *Story) Arrivals() []Arrival {
	cells := s.Cells()
	var out []Arrival
	add := func(cell string, at sim.Time) {
		if slices.Contains(cells, cell) {
			out = append(out, Arrival{cell, at})
		}
	}
	number := map[journal.Ref]*journal.Entry{}
	for i := range s.Static.Entries {
		number[s.find(journal.SortEntry, s.Static.Entries[i].Number)] = &s.Static.Entries[i]
	}
	for _, r := range s.exercise() {
		switch r.Kind {
		case journal.Inject:
			e := number[journal.Ref(r.Args[injectEntry])]
			add(e.From, r.At)
			add(e.To, r.At)
		case journal.Delivered:
			add(s.Name(r.Actor), r.At)
		}
	}
	return out
}
