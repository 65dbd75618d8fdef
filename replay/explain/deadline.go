package explain

import (
	"cmp"
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

var (
	deadlineOutcome = journal.Deadline.Field("outcome")
	deadlineDue     = journal.Deadline.Field("due")
	deadlineWhen    = journal.Deadline.Field("when")
	levelStoryline  = journal.Level.Field("storyline")
	levelAfter      = journal.Level.Field("after")
	omittedTo       = journal.Omitted.Field("to")
)

// Deadlines explains every deadline, the worst first: those that were not met,
// those that were late, by how much, and those that were met, the tightest first.
func (x *Reader) Deadlines() ([]*Explanation, error) {
	var list []*Explanation
	for _, d := range x.st.Deadlines {
		e, err := x.Deadline(d.Name)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	place := map[journal.Outcome]int{journal.NotMet: 0, journal.Late: 1, journal.Met: 2, journal.Open: 3, journal.Void: 4}
	slices.SortStableFunc(list, func(a, b *Explanation) int {
		ma, _ := a.Margin()
		mb, _ := b.Margin()
		return cmp.Or(cmp.Compare(place[a.Outcome], place[b.Outcome]), cmp.Compare(ma, mb))
	})
	return list, nil
}

// Deadline explains how a deadline came out. Its window is from the first instant
// at which any agency understood a key fact of its storyline, to when it came
// true or was due. Where nobody had by then, it is from the first exposure of
// such a fact, or from StartEx. One whose stage did not come has no window.
func (x *Reader) Deadline(name string) (*Explanation, error) {
	e, err := x.Asked(name)
	if err != nil {
		return nil, err
	}
	d := x.deadlineEntry(name)
	r, err := x.first(replay.Query{Kinds: []journal.Kind{journal.Deadline}, Mention: e.Thing}, nil)
	if err != nil || r == nil {
		return e, err
	}
	e.Course, e.First = []*journal.Record{r}, r.Num
	e.Outcome, e.Due, e.Reason, e.Rule = outcome(r, deadlineOutcome), instant(r, deadlineDue), r.Reason, r.Rule
	switch e.Outcome {
	case journal.Met, journal.Late:
		e.Came, e.To = instant(r, deadlineWhen), x.clampInstant(instant(r, deadlineWhen))
		if e.Outcome == journal.Late {
			err = x.wasLate(e, d)
		}
		if err == nil {
			err = x.cameTrue(e, r)
		}
	case journal.NotMet:
		e.To = x.clampInstant(e.Due)
		err = x.notMet(e, d)
	default:
		e.End = r
	}
	if err != nil {
		return nil, err
	}
	return e, x.finish(e)
}

// Asked says what a deadline asks of whom, and nothing yet of what came of it.
func (x *Reader) Asked(name string) (*Explanation, error) {
	thing, err := x.named(journal.SortDeadline, "deadline", name)
	if err != nil {
		return nil, err
	}
	d := x.deadlineEntry(name)
	return &Explanation{
		Subject: Subject{
			Topic: OfDeadline, Thing: thing, Agency: x.find(journal.SortAgency, d.Agency),
			Storyline: x.find(journal.SortStoryline, d.Storyline), Want: wantOf(d), Action: x.find(journal.SortAction, d.Action), Facts: x.factRefs(d.Facts),
		},
		Outcome: journal.Open, Came: sim.Never, Due: sim.Never,
	}, nil
}

// deadlineEntry is the page's entry of a deadline that there is.
func (x *Reader) deadlineEntry(name string) *journal.Due {
	return &x.st.Deadlines[slices.IndexFunc(x.st.Deadlines, func(d journal.Due) bool { return d.Name == name })]
}

// wantOf is what a deadline wants.
func wantOf(d *journal.Due) string {
	switch {
	case d.Action != "":
		return "available"
	case len(d.Facts) > 0:
		return "read"
	}
	return "informed"
}

func (x *Reader) factRefs(names []string) []journal.Ref {
	var list []journal.Ref
	for _, name := range names {
		list = append(list, x.find(journal.SortFact, name))
	}
	return list
}

// windowStart is where the window of something about a storyline begins.
func (x *Reader) windowStart(storyline journal.Ref, to sim.Time) (sim.Time, error) {
	from := sim.Time(0)
	for _, kinds := range [][]journal.Kind{{journal.Collected, journal.Held}, {journal.Exposed}} {
		first := sim.Never
		for _, f := range x.factsOf(storyline, true) {
			r, err := x.first(replay.Query{Kinds: kinds, Mention: f}, func(r *journal.Record) bool {
				return r.Kind != journal.Held || r.Args[heldUnderstood] != 0
			})
			if err != nil {
				return 0, err
			}
			if r != nil {
				first = min(first, r.At)
			}
		}
		if first <= to {
			return first, nil
		}
	}
	return min(from, to), nil
}

// cameTrue explains a deadline that came true: the chain ends in what made it so,
// the binding one among the causes of the record that resolved it, at or before
// the instant at which it came true. A fact that was learned again since has a
// later record there; then it is the one by which it was learned first.
func (x *Reader) cameTrue(e *Explanation, resolved *journal.Record) (err error) {
	for _, link := range resolved.From {
		r, err := x.records.Record(link.Num)
		if err != nil {
			return err
		}
		if r.At <= e.To && r.Actor == e.Agency && (e.End == nil || r.At >= e.End.At) {
			e.End = r
		}
	}
	for i := 0; e.End == nil && i < len(e.Facts); i++ {
		f := e.Facts[i]
		e.End, err = x.first(replay.Query{Kinds: []journal.Kind{journal.Collected, journal.Held}, Actor: e.Agency, Mention: f}, func(r *journal.Record) bool {
			return r.At == e.To && understands(r, f)
		})
		if err != nil {
			return err
		}
	}
	if e.From, err = x.windowStart(e.Storyline, e.To); err != nil || e.End == nil {
		return err
	}
	e.Stretches, err = x.layOutUntil(e.End, nil, e.From, e.To, Stretch{Step: journal.Decide, Cause: journal.Idle, Object: e.Agency, Record: e.End.Num})
	return err
}

// notMet explains a deadline that was not met by what failed first when it was
// due.
func (x *Reader) notMet(e *Explanation, d *journal.Due) (err error) {
	if e.From, err = x.windowStart(e.Storyline, e.To); err != nil {
		return err
	}
	if err := x.conditions(e, d); err != nil {
		return err
	}
	switch {
	case e.Through > 0:
		return x.layOutMissing(e)
	case d.Action != "":
		return x.notAvailable(e, x.find(journal.SortAction, d.Action))
	}
	return x.notAssessed(e)
}

// wasLate notes what a deadline that came true late lacked when it was due.
func (x *Reader) wasLate(e *Explanation, d *journal.Due) error {
	due := Explanation{Subject: e.Subject, To: x.clampInstant(e.Due)}
	err := x.conditions(&due, d)
	e.Tests, e.Missing, e.Through, e.Needed, e.Had = due.Tests, due.Missing, due.Through, due.Needed, due.Had
	return err
}

// conditions asks, at the end of the window, for all that a deadline takes.
func (x *Reader) conditions(e *Explanation, d *journal.Due) error {
	st, err := x.records.At(e.To)
	if err != nil {
		return err
	}
	switch {
	case d.Action != "":
		return x.actionConditions(e, st, x.find(journal.SortAction, d.Action))
	case len(e.Facts) > 0:
		e.Had, e.Missing, err = x.countUsable(e, st, e.Facts, 0)
		e.Needed, e.Through = len(e.Facts), len(e.Missing)
		return err
	}
	return x.recognises(e, st)
}

// pattern asks for enough key facts of which use may be made. Where there are not,
// the window goes through one of those that were missing.
func (x *Reader) pattern(e *Explanation, st *replay.State, use int64) error {
	had, missing, err := x.countUsable(e, st, x.factsOf(e.Storyline, true), use)
	if err != nil {
		return err
	}
	if t := x.thread(e.Storyline); t != nil {
		e.Needed = t.K
	}
	e.Had = had
	x.noteShortage(e, missing, e.Needed-had)
	return nil
}

// noteShortage notes that so many facts more were needed out of some that were missing;
// what was noted first stands in the way first.
func (x *Reader) noteShortage(e *Explanation, missing []MissingFact, short int) {
	if short > 0 && e.Through == 0 {
		e.Missing, e.Through = missing, min(short, len(missing))
	}
}

// layOutMissing lays out the window of an explanation that goes through a missing fact.
func (x *Reader) layOutMissing(e *Explanation) (err error) {
	if e.Through == 0 {
		return nil
	}
	e.Stretches, e.End, err = x.through(&e.Missing[e.Through-1], e.Agency, e.From, e.To)
	return err
}

// recognises asks for a pattern: enough key facts that are believed, one of each
// kind, and the assessment of the last.
func (x *Reader) recognises(e *Explanation, st *replay.State) error {
	if err := x.pattern(e, st, journal.Lead); err != nil {
		return err
	}
	e.Tests = []Test{x.knows(e), x.grade(e, st, journal.Recognised)}
	return x.ofKinds(e, st, journal.Recognised)
}

// ofKinds asks, where enough is there, for what else a level takes: that it may be
// used as a lead, a fact of every kind that the pattern has, and for ACTIONABLE one that identifies and one at
// home.
func (x *Reader) ofKinds(e *Explanation, st *replay.State, level journal.Grade) error {
	if l := st.Level(e.Agency, e.Storyline); e.Through > 0 || l != nil && l.Grade >= level {
		return nil
	}
	had, missing, err := x.countUsable(e, st, x.factsOf(e.Storyline, true), journal.Lead)
	if err != nil {
		return err
	}
	x.noteShortage(e, missing, e.Needed-had) // a pattern is seen in what may at least be a lead
	var groups [][]journal.Ref
	pick := func(ok func(*journal.Fact) bool) {
		if list := x.factsThat(e.Storyline, ok); len(list) > 0 {
			groups = append(groups, list)
		}
	}
	if t := x.thread(e.Storyline); t != nil {
		for _, k := range t.Kinds {
			pick(func(f *journal.Fact) bool { return f.Key && f.Kind == k })
		}
	}
	if level == journal.Actionable {
		home := x.nationOf(e.Agency)
		pick(func(f *journal.Fact) bool { return f.Kind == journal.IDENTITY.String() })
		pick(func(f *journal.Fact) bool { return f.Place == home })
	}
	for _, list := range groups {
		had, missing, err := x.countUsable(e, st, list, journal.Lead)
		if err != nil {
			return err
		}
		x.noteShortage(e, missing, 1-had)
	}
	return nil
}

// notAssessed lays out a window that ends before an assessment came to what was
// wanted: up to the last fact that was believed, and the time since. Where it was
// judged after that and found wanting, the time since then is that of an agency
// which has not enough.
func (x *Reader) notAssessed(e *Explanation) (err error) {
	var newest *journal.Record
	for _, f := range x.factsOf(e.Storyline, false) {
		known, err := x.collect(replay.Query{Kinds: []journal.Kind{journal.Credited}, Actor: e.Agency, Mention: f})
		if err != nil {
			return err
		}
		if r := last(cutAfter(known, e.To), func(r *journal.Record) bool { return ref(r, creditedFact) == f }); r != nil && (newest == nil || r.Num > newest.Num) {
			newest = r
		}
	}
	if newest == nil {
		e.Stretches, err = x.layOutUntil(nil, nil, e.From, e.To, Stretch{Step: journal.World, Cause: journal.Idle, Object: e.Storyline})
		return err
	}
	next, err := x.first(replay.Query{Kinds: []journal.Kind{journal.Assessed}, Actor: e.Agency, Mention: e.Storyline, After: newest.Num}, nil)
	if err != nil {
		return err
	}
	left := Stretch{Step: journal.Assess, Cause: journal.Queue, Object: e.Agency, Record: newest.Num}
	if e.End = newest; next != nil && next.At <= e.To {
		e.End, next, left.Cause, left.Record = next, nil, journal.Idle, next.Num
	}
	apart, err := x.lastOverlooked(e)
	if err != nil {
		return err
	}
	if apart != nil && next == nil { // enough was there, and nobody put it together
		e.End, left.Cause, left.Record = apart, journal.Unconnected, apart.Num
	}
	e.Stretches, err = x.layOutUntil(e.End, next, e.From, e.To, left)
	return err
}

// lastOverlooked is the last record by which an agency overlooked that two facts belong together,
// one of them of the storyline, and had not connected them by the end of the window; nil
// if there is none.
func (x *Reader) lastOverlooked(e *Explanation) (left *journal.Record, err error) {
	for _, f := range x.factsOf(e.Storyline, false) {
		pairs, err := x.collect(replay.Query{Kinds: []journal.Kind{journal.Overlooked, journal.Connected}, Actor: e.Agency, Mention: f})
		if err != nil {
			return nil, err
		}
		pairs = cutAfter(pairs, e.To)
		for _, r := range pairs {
			joined := func(c *journal.Record) bool { return c.Kind == journal.Connected && c.Subject == r.Subject }
			if r.Kind == journal.Overlooked && (left == nil || r.Num > left.Num) && !slices.ContainsFunc(pairs, joined) {
				left = r
			}
		}
	}
	return left, nil
}

// knows is the condition that enough key facts were believed.
func (x *Reader) knows(e *Explanation) Test {
	return Test{What: Knows, Holds: e.Had >= e.Needed, Have: e.Had, Need: e.Needed, Thing: e.Storyline, Since: sim.Never}
}

// grade is the condition that a level was reached.
func (x *Reader) grade(e *Explanation, st *replay.State, level journal.Grade) Test {
	t := Test{What: Recognises, Grade: level, Thing: e.Agency, Other: e.Storyline, Since: sim.Never}
	if l := st.Level(e.Agency, e.Storyline); l != nil && l.Grade >= level {
		t.Holds, t.Since, t.By = true, l.Since, l.Last
	}
	return t
}
