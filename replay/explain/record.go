package explain

import (
	"errors"
	"strconv"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// Record explains why a record was made when it was: the window is from the root
// of its chain of causes.
func (x *Reader) Record(n journal.Num) (*Explanation, error) {
	if n == 0 || n > x.records.Count() {
		return nil, &Unknown{What: "record", Name: strconv.FormatUint(uint64(n), 10)}
	}
	r, err := x.records.Record(n)
	if err != nil {
		return nil, err
	}
	e := &Explanation{
		Subject: Subject{Topic: OfRecord, Agency: r.Actor, ID: r.Subject, First: n},
		Outcome: journal.Done, Came: r.At, Due: sim.Never, Reason: r.Reason, Rule: r.Rule, To: r.At, End: r,
	}
	if err := x.finish(e); err != nil {
		return nil, err
	}
	e.From = r.At
	if len(e.Back) > 0 {
		e.From = e.Back[len(e.Back)-1].At
	}
	e.Stretches, err = x.pathTo(r, e.From)
	x.addRules(e)
	return e, err
}

var (
	sentMessage   = journal.Sent.Field("message")
	sentTo        = journal.Sent.Field("to")
	sentStoryline = journal.Sent.Field("storyline")
	endedOutcome  = journal.Ended.Field("outcome")
)

// Message explains how long a message was on its way. It is named by its identity,
// 16 hexadecimal digits, or by the number of any of its records.
func (x *Reader) Message(name string) (*Explanation, error) {
	id, err := x.message(name)
	if err != nil {
		return nil, err
	}
	course, err := x.collect(replay.Query{Subject: id})
	if err != nil {
		return nil, err
	}
	if len(course) == 0 || course[0].Kind != journal.Sent {
		return nil, &Unknown{What: "message", Name: name}
	}
	sent := course[0]
	e := &Explanation{
		Subject: Subject{
			Topic: OfMessage, Agency: sent.Actor, Toward: ref(sent, sentTo), Storyline: ref(sent, sentStoryline),
			Message: journal.Message(sent.Args[sentMessage]), Facts: sent.Facts, ID: id, First: sent.Num,
		},
		Outcome: journal.Open, Came: sim.Never, Due: sim.Never, From: sent.At, To: x.end, Course: course,
	}
	e.End = last(course, onTheWay)
	switch e.End.Kind {
	case journal.Read:
		e.Outcome, e.Came, e.To = journal.Done, e.End.At, e.End.At
	case journal.Ended:
		e.Outcome, e.To = outcome(e.End, endedOutcome), e.End.At
		e.Reason, e.Rule = e.End.Reason, e.End.Rule
	}
	left := x.standing(course, sent)
	e.Stretches, err = x.layOutUntil(e.End, nil, e.From, e.To, Stretch{Step: left.Step, Cause: left.Cause, Object: left.Object, Record: e.End.Num})
	if err != nil {
		return nil, err
	}
	return e, x.finish(e)
}

// message finds the identity behind a name.
func (x *Reader) message(name string) (sim.ID, error) {
	if n, err := strconv.ParseUint(name, 10, 32); err == nil && n > 0 && journal.Num(n) <= x.records.Count() {
		r, err := x.records.Record(journal.Num(n))
		if err != nil {
			return 0, err
		}
		if onTheWay(r) && r.Subject != 0 {
			return r.Subject, nil
		}
		return 0, &Unknown{What: "message", Name: name}
	}
	id, err := strconv.ParseUint(name, 16, 64)
	if errors.Is(err, strconv.ErrSyntax) || len(name) != 16 || id == 0 {
		return 0, &Unknown{What: "message", Name: name}
	}
	return sim.ID(id), err
}

// onTheWay says whether a record tells of a message on its way.
func onTheWay(r *journal.Record) bool {
	switch r.Kind {
	case journal.Sent, journal.Passed, journal.Parked, journal.Delivered, journal.Read, journal.Ended:
		return true
	}
	return false
}

// last is the last of some records that fits; nil for none.
func last(list []*journal.Record, fits func(*journal.Record) bool) *journal.Record {
	for i := len(list) - 1; i >= 0; i-- {
		if fits == nil || fits(list[i]) {
			return list[i]
		}
	}
	return nil
}
