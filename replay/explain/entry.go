package explain

import (
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

var (
	expectedOutcome = journal.Expected.Field("outcome")
	decidedMotion   = journal.Decided.Field("motion")
	stageNumber     = journal.Stage.Field("stage")
)

// Entry explains when an entry of the events list was released, or its action
// seen, or why neither came. The window is from when it could first come to when
// it did, or could no more. Each test of its condition says since when it held.
func (x *Reader) Entry(number string) (*Explanation, error) {
	thing, err := x.named(journal.SortEntry, "entry", number)
	if err != nil {
		return nil, err
	}
	plan := x.plan(thing)
	e := &Explanation{
		Subject: Subject{Topic: OfEntry, Thing: thing, Agency: x.find(journal.SortAgency, plan.Who), Storyline: x.find(journal.SortStoryline, plan.Storyline)},
		Outcome: journal.NotYet, Came: sim.Never, Due: sim.Time(plan.At), From: sim.Time(plan.At), To: sim.Time(plan.At),
	}
	switch {
	case plan.Type == "expected_action":
		e.From, e.Outcome = sim.Time(plan.Opens), journal.Open
	case plan.Closes > 0:
		e.To = sim.Time(plan.Closes)
	}
	r, err := x.entryRecord(thing)
	if err != nil {
		return nil, err
	}
	if r != nil {
		e.Course, e.First, e.To, e.Outcome = []*journal.Record{r}, r.Num, r.At, journal.Done
		if r.Kind == journal.Expected {
			e.Outcome = outcome(r, expectedOutcome)
		}
		if e.Outcome == journal.Done || e.Outcome == journal.Met {
			e.Came = r.At
		}
	}
	e.To = x.clampInstant(e.To)
	e.From = min(x.clampInstant(e.From), e.To)
	if e.Tests, err = x.entryTests(plan, e.To); err != nil {
		return nil, err
	}
	return e, x.entryPath(e)
}

// plan is an entry's page.
func (x *Reader) plan(thing journal.Ref) *journal.Entry {
	i := slices.IndexFunc(x.st.Entries, func(p journal.Entry) bool { return p.Number == x.name(thing) })
	if i < 0 {
		return &journal.Entry{}
	}
	return &x.st.Entries[i]
}

// entryRecord is the record by which an entry was released, its action seen or missed;
// nil for none.
func (x *Reader) entryRecord(thing journal.Ref) (*journal.Record, error) {
	return x.first(replay.Query{Kinds: []journal.Kind{journal.Inject, journal.Expected}, Mention: thing}, func(r *journal.Record) bool {
		return ref(r, 0) == thing
	})
}

// entryPath lays out the window of an entry: up to the record that brought about
// the last of what it waited for, and the time that it had to wait beyond that.
func (x *Reader) entryPath(e *Explanation) (err error) {
	var by journal.Num
	for i := range e.Tests {
		if t := &e.Tests[i]; e.Came != sim.Never && t.Holds && !t.Not && t.By > by {
			by = t.By
		}
	}
	if len(e.Course) > 0 {
		if b := e.Course[0].Binding().Num; b != 0 && e.Came != sim.Never {
			by = b
		}
		e.End = e.Course[0]
	}
	var at *journal.Record
	if by != 0 {
		if at, err = x.records.Record(by); err != nil {
			return err
		}
		e.End = at
	}
	left := Stretch{Step: journal.World, Cause: journal.Period, Object: e.Thing, Record: by}
	if e.Came == sim.Never {
		left.Cause = journal.Idle
	}
	if e.Stretches, err = x.layOutUntil(at, nil, e.From, e.To, left); err != nil {
		return err
	}
	return x.finish(e)
}

// entryTests are the tests of an entry's condition as they stood at an instant:
// one that stands under a `not` is marked, and holds when what it names had not
// come about.
func (x *Reader) entryTests(plan *journal.Entry, at sim.Time) ([]Test, error) {
	var list []Test
	var groups [][]int // the tests under each result so far
	for _, term := range plan.Terms {
		n := len(groups)
		switch term.Op {
		case "not":
			if n < 1 {
				return nil, nil
			}
			for _, i := range groups[n-1] {
				list[i].Not, list[i].Holds = !list[i].Not, !list[i].Holds
			}
		case "and", "or":
			if n < 2 {
				return nil, nil
			}
			groups = append(groups[:n-2], slices.Concat(groups[n-2], groups[n-1]))
		default:
			t, err := x.conditionSince(plan, &term)
			if err != nil {
				return nil, err
			}
			t.Holds = t.Since <= at
			groups = append(groups, []int{len(list)})
			list = append(list, t)
		}
	}
	return list, nil
}

// conditionSince finds since when what a term names was so.
func (x *Reader) conditionSince(plan *journal.Entry, term *journal.Term) (t Test, err error) {
	t = Test{Since: sim.Never, Number: term.Stage}
	var r *journal.Record
	switch term.Op {
	case "sent":
		t.What, t.Thing, t.Other = ItemSent, x.find(journal.SortStoryline, term.On), x.nation(term.With)
		r, err = x.first(replay.Query{Kinds: []journal.Kind{journal.Sent}, Mention: t.Thing, Actor: x.find(journal.SortAgency, plan.Who)}, func(r *journal.Record) bool {
			to := int(ref(r, sentTo))
			return len(r.Facts) > 0 && ref(r, sentStoryline) == t.Thing && to < len(x.st.Things) && x.st.Things[to].Nation == term.With
		})
	case "done", "missed", "elapsed":
		t.What, t.Thing = map[string]Condition{"done": EntryPlayed, "missed": EntryMissed, "elapsed": TimePassed}[term.Op], x.find(journal.SortEntry, term.On)
		r, err = x.entryRecord(t.Thing)
		if r != nil && (r.Kind == journal.Expected && outcome(r, expectedOutcome) != journal.Met) != (term.Op == "missed") {
			r = nil
		}
		t.Number = term.Ms
	case "reached":
		t.What, t.Thing, t.Other = Recognises, x.find(journal.SortAgency, term.On), x.find(journal.SortStoryline, term.With)
		t.Grade = gradeOf(term.Level)
		r, err = x.first(replay.Query{Kinds: []journal.Kind{journal.Level}, Actor: t.Thing, Mention: t.Other}, func(r *journal.Record) bool {
			return ref(r, levelStoryline) == t.Other && journal.Grade(r.Args[levelAfter]) >= t.Grade
		})
	case "read":
		t.What, t.Thing, t.Other = HasRead, x.find(journal.SortAgency, term.On), x.find(journal.SortFact, term.With)
		r, err = x.first(replay.Query{Kinds: []journal.Kind{journal.Collected, journal.Held}, Actor: t.Thing, Mention: t.Other}, func(r *journal.Record) bool {
			return understands(r, t.Other)
		})
	case "stage":
		t.What, t.Thing = StageCame, x.find(journal.SortStoryline, term.On)
		r, err = x.first(replay.Query{Kinds: []journal.Kind{journal.Stage}, Actor: t.Thing}, func(r *journal.Record) bool { return r.Args[stageNumber] >= t.Number })
	case "adopted":
		t.What, t.Thing = WasAdopted, x.find(journal.SortMotion, term.On)
		r, err = x.first(replay.Query{Kinds: []journal.Kind{journal.Decided}, Mention: t.Thing}, func(r *journal.Record) bool {
			return ref(r, decidedMotion) == t.Thing && outcome(r, decidedOutcome) == journal.Adopted
		})
	case "recorded":
		t.What, t.Thing, t.Kind = RecordMade, x.anyone(term.On), journal.KindOf(term.Kind)
		r, err = x.first(replay.Query{Kinds: []journal.Kind{t.Kind}, Actor: t.Thing}, func(r *journal.Record) bool { return r.At >= 0 })
	}
	if r != nil {
		t.Since, t.By = r.At, r.Num
		if t.What == TimePassed {
			t.Since += sim.Time(t.Number)
		}
	}
	return t, err
}

// nation finds a nation or body by name.
func (x *Reader) nation(name string) journal.Ref {
	if r := x.find(journal.SortNation, name); r != 0 {
		return r
	}
	return x.find(journal.SortBody, name)
}

// anyone finds an agency, a nation or a body by name.
func (x *Reader) anyone(name string) journal.Ref {
	if r := x.find(journal.SortAgency, name); r != 0 {
		return r
	}
	return x.nation(name)
}

// gradeOf is the level of that name.
func gradeOf(name string) journal.Grade {
	for g := journal.Unaware; g <= journal.Actionable; g++ {
		if g.String() == name {
			return g
		}
	}
	return journal.Unaware
}
