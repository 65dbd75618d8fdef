package outcome

import (
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// NewReplication tells what a run came down to. The error is one of reading its
// records.
func NewReplication(p Proof, s *measure.Trace) (*Replication, error) {
	results := s.Results()
	r := &Replication{
		Proof: p, Measures: Figures{}, Behind: newBehind(s, &results), Deadlines: []ExplainedDeadline{},
		Ratings: []Rated{}, Entries: []Entry{}, readings: results.Readings(),
	}
	for i := range measure.Catalogue {
		x := &measure.Catalogue[i]
		r.Measures[x.Key()] = number(x, &results)
	}
	for _, t := range s.Static.Tasks {
		r.Ratings = append(r.Ratings, Rated{t.ID, t.Objective, measure.RateReadings(t, r.readings)})
	}
	for _, e := range s.Entries() {
		r.Entries = append(r.Entries, newEntry(s, &e))
	}
	return r, r.addDeadlines(s)
}

// Rows is about how many lines it takes to tell it.
func (r *Replication) Rows() int {
	n := len(measure.Catalogue) + len(r.Ratings) + len(r.Entries) + len(r.Behind.KeyFactWaits.Rows) + len(r.Behind.LegalEffects.Rows)
	for i := range r.Deadlines {
		n += 1 + len(r.Deadlines[i].Path)
	}
	return n
}

// addDeadlines tells the deadlines and explains them.
func (r *Replication) addDeadlines(s *measure.Trace) error {
	all := s.Deadlines()
	if len(all) == 0 {
		return nil
	}
	x, err := explain.New(s.Lookup())
	if err != nil {
		return err
	}
	for i := range all {
		d := ExplainedDeadline{Deadline: newDeadline(&all[i]), By: s.Name(all[i].Rule), Path: []stretch{}}
		e, err := x.Deadline(d.Name)
		if err != nil {
			return err
		}
		for _, part := range e.Stretches {
			d.Path = append(d.Path, newStretch(s.Name, &part))
		}
		r.Deadlines = append(r.Deadlines, d)
	}
	return nil
}

func newDeadline(d *measure.Deadline) Deadline {
	out := Deadline{
		Name: d.Name, Agency: d.Agency, Storyline: d.Due.Storyline, Want: d.Want,
		Outcome: d.Outcome.String(), Due: instant(d.At), When: instant(d.When), Reason: d.Reason.String(),
	}
	if d.When != sim.Never && (d.Outcome == journal.Met || d.Outcome == journal.Late) {
		m := int64(d.Margin())
		out.Margin = &m
	}
	return out
}

func newEntry(s *measure.Trace, e *measure.Entry) Entry {
	out := Entry{Number: e.Number, Status: e.Played(), When: instant(e.When), Record: uint32(e.By)}
	if e.Outcome == journal.Missed {
		out.Status = "Missed"
	}
	return out
}

// instant is an instant in milliseconds since StartEx; nil for what never came.
func instant(t sim.Time) *int64 {
	if t == sim.Never {
		return nil
	}
	ms := int64(t)
	return &ms
}

// Add tells some runs of a scenario, in their order, and the ranges over them.
func (o *Run) Add(st *journal.Static, runs []*Replication) {
	o.Runs = runs
	readings := make([]measure.Readings, len(runs))
	for i, r := range runs {
		readings[i] = r.readings
	}
	for i := range measure.Catalogue {
		o.addFigure(&measure.Catalogue[i], readings)
	}
	for i := range st.Deadlines {
		o.addDeadline(&st.Deadlines[i], i)
	}
	for i, t := range st.Tasks {
		x := TaskRange{t.ID, t.Objective, t.Text, t.Measure, map[string]int{}}
		for _, r := range runs {
			x.Ratings[string(r.Ratings[i].Rating)]++
		}
		o.Tasks = append(o.Tasks, x)
	}
	for i := range st.Entries {
		o.addEntry(&st.Entries[i], i)
	}
}

func (o *Run) addFigure(x *measure.Figure, runs []measure.Readings) {
	n := 0
	for _, r := range runs {
		if r.Of(x).Counts {
			n++
		}
	}
	o.Measures[x.Key()] = rangeOf(x.Over(runs), n)
}

// rangeOf is a range over so many runs; there is none over no runs.
func rangeOf(s *measure.Spread, runs int) Range {
	if s == nil {
		return Range{}
	}
	return Range{s.P05, s.P50, s.P95, runs}
}

func (o *Run) addDeadline(d *journal.Due, at int) {
	x := DeadlineRange{Name: d.Name, Agency: d.Agency, Storyline: d.Storyline, Want: d.Want, Outcomes: map[string]int{}}
	var margins []measure.Value
	for _, r := range o.Runs {
		one := &r.Deadlines[at]
		x.Outcomes[one.Outcome]++
		switch {
		case one.Margin != nil:
			margins = append(margins, measure.Value{V: float64(*one.Margin), OK: true})
		case one.Outcome == journal.NotMet.String():
			margins = append(margins, measure.Value{})
		}
	}
	x.Margin = rangeOf(measure.SpreadOf(margins, false), len(margins))
	o.Deadlines = append(o.Deadlines, x)
}

func (o *Run) addEntry(e *journal.Entry, at int) {
	x := EntryRange{Number: e.Number, Type: e.Type, Title: e.Title, Due: e.At}
	var when []measure.Value
	for _, r := range o.Runs {
		switch one := &r.Entries[at]; {
		case one.When != nil:
			when = append(when, measure.Value{V: float64(*one.When), OK: true})
		case one.Status == "Missed":
			x.Missed++
		}
	}
	x.Came, x.When = len(when), rangeOf(measure.SpreadOf(when, true), len(when))
	o.Entries = append(o.Entries, x)
}

// NewRun begins what is told of runs: nothing yet has come of them.
func NewRun(h Heading) *Run {
	return &Run{
		Shape: RunShape, Heading: h, Set: []string{}, Measures: Ranges{}, Deadlines: []DeadlineRange{}, Tasks: []TaskRange{},
		Entries: []EntryRange{}, Runs: []*Replication{}, Failed: []Failure{},
	}
}
