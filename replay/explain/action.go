package explain

import (
	"slices"
	"strings"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

var (
	actionStoryline  = journal.Asked.Field("storyline")
	askedOf          = journal.Asked.Field("of")
	authorityOutcome = journal.Authority.Field("outcome")
	crossingOutcome  = journal.Crossing.Field("outcome")
	crossingHost     = journal.Crossing.Field("host")
)

// actionKinds are the records about an action: each has the action and the
// storyline for its first arguments.
var actionKinds = []journal.Kind{journal.Asked, journal.Authority, journal.Available, journal.Ordered, journal.Closed, journal.Crossing}

// Action explains when an action became lawfully available, or which condition
// failed first at the end. It is named AGENCY:ACTION, with /STORYLINE where it is
// about one of several; without, it is one of which a deadline asks it, or the first
// in which anything came of it.
func (x *Reader) Action(name string) (*Explanation, error) {
	name, storyline, given := strings.Cut(name, "/")
	agency, term, _ := strings.Cut(name, ":")
	var known []string
	var spec *journal.Action
	for i := range x.st.Actions {
		a := &x.st.Actions[i]
		known = append(known, a.Agency+":"+a.Term)
		if a.Agency == agency && a.Term == term || a.Name == name {
			spec = a
		}
	}
	if spec == nil {
		return nil, &Unknown{What: "action", Name: name, Known: known}
	}
	thing := x.find(journal.SortAction, spec.Name)
	about, err := x.actionStoryline(thing, spec, storyline, given)
	if err != nil {
		return nil, err
	}
	e := &Explanation{
		Subject: Subject{Topic: OfAction, Thing: thing, Agency: x.find(journal.SortAgency, spec.Agency), Storyline: about, Want: "available"},
		Outcome: journal.Open, Came: sim.Never, Due: sim.Never, To: x.end,
	}
	course, err := x.actionCourse(thing, about)
	if err != nil {
		return nil, err
	}
	came := slices.IndexFunc(course, func(r *journal.Record) bool { return r.Kind == journal.Available })
	if came >= 0 {
		r := course[came]
		e.Outcome, e.Came, e.To, e.End = journal.Done, r.At, r.At, r
	}
	if e.From, err = x.windowStart(about, e.To); err != nil {
		return nil, err
	}
	st, err := x.records.At(e.To)
	if err != nil {
		return nil, err
	}
	if err := x.actionConditions(e, st, thing); err != nil {
		return nil, err
	}
	switch {
	case came >= 0:
		e.Missing, e.Through = nil, 0
		e.Stretches, err = x.pathTo(e.End, e.From)
	case e.Through > 0:
		err = x.layOutMissing(e)
	default:
		err = x.notAvailable(e, thing)
	}
	if err != nil {
		return nil, err
	}
	e.Course = course
	return e, x.finish(e)
}

// actionStoryline is the storyline that a question about an action is about.
func (x *Reader) actionStoryline(thing journal.Ref, spec *journal.Action, storyline string, given bool) (journal.Ref, error) {
	if given {
		return x.named(journal.SortStoryline, "storyline", storyline)
	}
	for _, d := range x.st.Deadlines {
		if d.Action == spec.Name {
			return x.find(journal.SortStoryline, d.Storyline), nil
		}
	}
	r, err := x.first(replay.Query{Kinds: actionKinds, Mention: thing}, nil)
	if err != nil {
		return 0, err
	}
	if r != nil {
		return ref(r, actionStoryline), nil
	}
	for _, t := range x.st.Storylines {
		return x.find(journal.SortStoryline, t.Name), nil
	}
	return 0, &Unknown{What: "storyline"}
}

// actionCourse are the records about an action in a storyline.
func (x *Reader) actionCourse(thing, storyline journal.Ref) ([]*journal.Record, error) {
	all, err := x.collect(replay.Query{Kinds: actionKinds, Mention: thing, Also: storyline})
	return slices.DeleteFunc(all, func(r *journal.Record) bool { return ref(r, actionStoryline) != storyline }), err
}

// actionConditions asks, at the end of the window, for all that an action takes.
func (x *Reader) actionConditions(e *Explanation, st *replay.State, thing journal.Ref) error {
	i := slices.IndexFunc(x.st.Actions, func(a journal.Action) bool { return a.Name == x.name(thing) })
	if i < 0 {
		return nil // the page has no such action
	}
	course, err := x.actionCourse(thing, e.Storyline)
	if err != nil {
		return err
	}
	e.Tests, err = x.actionTests(e, st, &x.st.Actions[i], cutAfter(course, e.To))
	return err
}

// notAvailable lays out a window that ends before an action was available, where
// no fact was missing: up to the action's last record, and the time since.
func (x *Reader) notAvailable(e *Explanation, thing journal.Ref) error {
	course, err := x.actionCourse(thing, e.Storyline)
	if err != nil {
		return err
	}
	before := cutAfter(course, e.To)
	if f := e.Failing(); f != nil && f.What == Recognises || len(before) == 0 {
		return x.notAssessed(e)
	}
	e.End = before[len(before)-1]
	var next *journal.Record
	if len(course) > len(before) {
		next = course[len(before)]
	}
	left := Stretch{Step: journal.Act, Cause: journal.Period, Object: thing, Record: e.End.Num}
	if e.End.Kind == journal.Asked && e.End.Args[askedOf] != 0 {
		left.Step, left.Cause, left.Object = journal.Authorise, journal.Queue, ref(e.End, askedOf)
	}
	e.Stretches, err = x.layOutUntil(e.End, next, e.From, e.To, left)
	return err
}

// actionTests are the conditions of an action, in order, as they stood. What is
// missing where the first of them fails is noted on the way.
func (x *Reader) actionTests(e *Explanation, st *replay.State, spec *journal.Action, course []*journal.Record) ([]Test, error) {
	known := 0
	for _, f := range x.factsOf(e.Storyline, true) {
		if h := st.Holding(e.Agency, f); h != nil && h.Credited != sim.Never {
			known++
		}
	}
	act := int64(journal.ActOn)
	if spec.Passive {
		act |= journal.Passive
	}
	if err := x.pattern(e, st, act); err != nil {
		return nil, err
	}
	if spec.Evidence && e.Through == 0 {
		if err := x.pattern(e, st, journal.Evidence); err != nil {
			return nil, err
		}
	}
	uses := x.knows(e)
	uses.What = MayUse
	e.Had = known
	level := x.grade(e, st, gradeOf(spec.NeedsLevel))
	list := []Test{x.knows(e), uses, level}
	if err := x.ofKinds(e, st, level.Grade); err != nil {
		return nil, err
	}
	if spec.Authority != "" {
		list = append(list, x.authorised(e, course))
	}
	here, err := x.mayAct(e, st, course, act, failing(list) < 0)
	if err != nil {
		return nil, err
	}
	list = append(list, here)
	return append(list, x.opening(e, st, spec, course, failing(list) < 0)...), nil
}

// failing is the place of the first test that does not hold; -1 if all do.
func failing(list []Test) int { return slices.IndexFunc(list, func(t Test) bool { return !t.Holds }) }

// authorised is the condition that the authority of an action is granted. Where it
// is not, Since is when it was asked or, with a Reason, refused.
func (x *Reader) authorised(e *Explanation, course []*journal.Record) Test {
	t := Test{What: Authorised, Since: sim.Never, Thing: e.Agency}
	for _, r := range course {
		switch {
		case r.Nth > 0 || r.Actor != e.Agency:
		case r.Kind == journal.Asked:
			t.Since, t.By, t.Thing = r.At, r.Num, ref(r, askedOf)
		case r.Kind == journal.Authority:
			t.Holds, t.Since, t.By = outcome(r, authorityOutcome) == journal.Granted, r.At, r.Num
			t.Reason, t.Rule = r.Reason, r.Rule
		}
	}
	return t
}

// mayAct is the condition that the action lies where the agency may act: at home,
// or with permission of a host. Where it does not, Since is when permission to cross was
// asked or, with a Reason, refused.
func (x *Reader) mayAct(e *Explanation, st *replay.State, course []*journal.Record, act int64, reached bool) (Test, error) {
	t := Test{What: MayActHere, Since: sim.Never, Thing: e.Agency}
	home := x.nationOf(e.Agency)
	facts := x.factsThat(e.Storyline, func(f *journal.Fact) bool { return f.Place == home })
	had, missing, err := x.countUsable(e, st, facts, act)
	if err != nil {
		return t, err
	}
	t.Holds = had > 0
	for _, r := range course {
		switch {
		case r.Kind == journal.Available:
			t.Holds = true
		case r.Kind == journal.Crossing && had == 0:
			t.Holds = outcome(r, crossingOutcome) == journal.Granted
			t.Since, t.By, t.Reason, t.Rule, t.Thing = r.At, r.Num, r.Reason, r.Rule, ref(r, crossingHost)
		}
	}
	if reached && !t.Holds && t.Since == sim.Never && len(facts) > 0 {
		x.noteShortage(e, missing, 1)
	}
	return t, nil
}

// opening are the conditions that are looked at last: where all else held and the
// action was not available, it was one of them.
func (x *Reader) opening(e *Explanation, st *replay.State, spec *journal.Action, course []*journal.Record, reached bool) (list []Test) {
	came := slices.ContainsFunc(course, func(r *journal.Record) bool { return r.Kind == journal.Available })
	if !came && !reached {
		return nil
	}
	thing := x.find(journal.SortAction, spec.Name)
	busy := sim.Never
	for _, a := range st.Actions() {
		if a.Action == thing && a.Storyline != e.Storyline && a.Ordered != sim.Never && a.Closed == sim.Never {
			busy = min(busy, a.Ordered)
		}
	}
	team := spec.Teams && busy != sim.Never
	if spec.Window != "" || !came && !team {
		list = append(list, Test{What: WindowOpen, Holds: came || team, Since: sim.Never, Thing: thing, Reason: journal.WindowClosed, Rule: thing})
	}
	if spec.Teams {
		list = append(list, Test{What: TeamFree, Holds: came || !team, Since: busy, Thing: e.Agency, Reason: journal.NoTeam, Rule: thing})
	}
	return list
}
