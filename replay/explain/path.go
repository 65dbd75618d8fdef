package explain

import (
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// pathTo gives the stretches between an instant and a record, in order: it walks
// back by binding causes and lays their spans end to end. What came before the
// root is (WORLD, IDLE): what decided did not exist yet.
func (x *Reader) pathTo(r *journal.Record, since sim.Time) ([]Stretch, error) {
	var back []Stretch
	end, last := r.At, r.Num
	for r != nil && end > since {
		last = r.Num
		for _, span := range slices.Backward(r.Spans) {
			if ms := min(span.Ms, end-since); ms > 0 {
				back = append(back, Stretch{span.Step, span.Cause, span.Object, end - ms, end, r.Num, reaction(r)})
				end -= ms
			}
		}
		var err error
		if r, err = x.bindingCause(r); err != nil {
			return nil, err
		}
	}
	if end > since {
		back = append(back, Stretch{Step: journal.World, Cause: journal.Idle, From: since, To: end, Record: last})
	}
	slices.Reverse(back)
	return back, nil
}

var voteOutcome = journal.Vote.Field("outcome")

// reaction is that of a member of a body, if a record is one.
func reaction(r *journal.Record) journal.Outcome {
	if r.Kind == journal.Vote {
		return outcome(r, voteOutcome)
	}
	return journal.NoOutcome
}

// bindingCause is the binding cause of a record; nil at a root.
func (x *Reader) bindingCause(r *journal.Record) (*journal.Record, error) {
	if n := r.Binding().Num; n != 0 {
		return x.records.Record(n)
	}
	return nil, nil
}

// listCauses lists the binding causes of a record, nearest first.
func (x *Reader) listCauses(r *journal.Record) (list []*journal.Record, err error) {
	for {
		if r, err = x.bindingCause(r); err != nil || r == nil {
			return list, err
		}
		list = append(list, r)
	}
}

// layOutUntil lays out a window that ends without what was asked for: the path to the
// last record that brought it nearer, and the time since. What a later record
// says of that time is believed; else it is of the given step and cause.
func (x *Reader) layOutUntil(last, next *journal.Record, from, to sim.Time, left Stretch) ([]Stretch, error) {
	var list []Stretch
	begins := from
	if last != nil && last.At > from {
		var err error
		if list, err = x.pathTo(last, from); err != nil {
			return nil, err
		}
		begins = last.At
	}
	if begins < to && next != nil && next.At > begins {
		told, err := x.pathTo(next, begins)
		if err != nil {
			return nil, err
		}
		for _, s := range told {
			if s.From < to && !(s.Step == journal.World && s.Cause == journal.Idle) {
				s.To = min(s.To, to)
				list, begins = append(list, s), s.To
			}
		}
		if len(told) > 0 && told[0].Step == journal.World && told[0].Cause == journal.Idle {
			return x.layOutUntil(last, nil, from, to, left) // it tells of something else
		}
	}
	if begins < to {
		left.From, left.To = begins, to
		list = append(list, left)
	}
	return list, nil
}

// finish fills in what follows from the record in which the chain ends.
func (x *Reader) finish(e *Explanation) error {
	if e.End != nil {
		var err error
		if e.Back, err = x.listCauses(e.End); err != nil {
			return err
		}
		if e.Forward, err = x.collect(replay.Query{Cause: e.End.Num, After: e.End.Num}); err != nil {
			return err
		}
	}
	x.addRules(e)
	return nil
}

// addRules gathers the words of the rules that an explanation meets.
func (x *Reader) addRules(e *Explanation) {
	met := func(r journal.Ref) {
		t := x.text(r)
		if t != nil && !slices.ContainsFunc(e.Rules, func(o journal.Text) bool { return o.ID == t.ID }) {
			e.Rules = append(e.Rules, *t)
		}
	}
	for i := range e.Stretches {
		met(e.Stretches[i].Object)
	}
	met(e.Rule)
	for i := range e.Missing {
		met(e.Missing[i].Rule)
	}
	for i := range e.Tests {
		met(e.Tests[i].Rule)
	}
	for _, list := range [][]*journal.Record{{e.End}, e.Course, e.Back} {
		for _, r := range list {
			if r != nil {
				met(r.Rule)
			}
		}
	}
	if e.Topic == OfDecision {
		met(e.Thing)
		met(e.Agency)
	}
}
