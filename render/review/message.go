package review

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// intake is where a message arrived on its way: a relay, or whom it was for.
type intake struct {
	agency journal.Ref
	before int32 // the intake that it reached before; -1 none
	at     sim.Time
	record journal.Num // with which it arrived
}

// message takes in what a record tells of a message and gives its place in the
// column; -1 if the record is not about one.
func (r *Run) message(rec *journal.Record) int32 {
	if rec.Kind == journal.Sent {
		i := int32(len(r.Messages))
		r.messages[rec.Subject] = i
		r.Messages = r.room.messages.add(r, r.Messages, Message{
			ID: rec.Subject, Kind: journal.Message(rec.Args[sentKind]), From: rec.Actor, To: journal.Ref(rec.Args[sentTo]),
			Storyline: journal.Ref(value(rec, &storylines)), Re: sim.ID(rec.Args[sentRe]), Class: journal.Class(rec.Args[sentClass]),
			Precedence: journal.Precedence(rec.Args[sentFirst]), Outcome: journal.Open, Sent: rec.At, Delivered: sim.Never, Read: sim.Never,
			Ended: sim.Never, First: rec.Num, Last: rec.Num, facts: int32(len(r.facts)), carried: uint8(min(255, len(rec.Facts))), intake: -1,
		})
		r.facts = append(r.facts, rec.Facts[:min(255, len(rec.Facts))]...)
		if m := &r.Messages[i]; m.Storyline == 0 && len(rec.Facts) > 0 {
			m.Storyline = r.storylines[rec.Facts[0]]
			r.room.messages.change(r.Messages, i)
		}
		r.sendings.add(rec.At, rec.At)
		r.underWay.append()
		return i
	}
	if rec.Subject == 0 {
		return -1
	}
	i, known := r.messages[rec.Subject]
	if !known {
		return -1
	}
	r.follow(i, rec)
	return i
}

// follow takes in one later record about a message, as measure.Transit has it.
func (r *Run) follow(i int32, rec *journal.Record) {
	m := &r.Messages[i]
	switch rec.Kind {
	case journal.Passed:
		if len(rec.Facts) > 0 {
			r.fallOut(m, rec.Facts)
		} else {
			m.Step, m.Outcome, m.Reason, m.Rule = rec.Step, journal.Open, rec.Reason, rec.Rule
		}
	case journal.Parked:
		m.Step, m.Outcome, m.Reason, m.Rule = rec.Step, journal.NotYet, rec.Reason, rec.Rule
	case journal.Delivered:
		m.Step, m.Outcome, m.Channel = journal.Relay, journal.Open, journal.Ref(rec.Args[channelOf])
		if rec.Actor == m.To {
			m.Step, m.Delivered = journal.Reading, min(m.Delivered, rec.At)
		}
		r.intakes = append(r.intakes, intake{rec.Actor, m.intake, rec.At, rec.Num})
		m.intake = int32(len(r.intakes) - 1)
	case journal.Read:
		m.Read, m.Outcome, m.Step = rec.At, journal.Done, journal.Reading
		r.underWay.remove(i)
		r.sendings.widen(int(i), rec.At)
	case journal.Ended:
		m.Ended, m.Outcome, m.Step = rec.At, journal.Outcome(value(rec, &outcomes)), rec.Step
		m.Reason, m.Rule = rec.Reason, rec.Rule
		r.underWay.remove(i)
		r.sendings.widen(int(i), rec.At)
	default:
		return
	}
	m.Last = rec.Num
	r.room.messages.change(r.Messages, i)
}

// fallOut moves facts that a message lost after those that it still carries.
func (r *Run) fallOut(m *Message, lost []journal.Ref) {
	list := r.facts[m.facts : m.facts+int32(m.carried)]
	kept := 0
	for i, f := range list {
		if !slices.Contains(lost, f) {
			list[kept], list[i] = f, list[kept]
			kept++
		}
	}
	m.lost += m.carried - uint8(kept)
	m.carried = uint8(kept)
}

// Carries are the facts that a message still carries, or carried at its end.
func (r *Run) Carries(m *Message) []journal.Ref {
	return r.facts[m.facts : m.facts+int32(m.carried)]
}

// Lost are the facts that fell out of a message on its way.
func (r *Run) Lost(m *Message) []journal.Ref {
	return r.facts[m.facts+int32(m.carried) : m.facts+int32(m.carried)+int32(m.lost)]
}

// Message is the message of an identity; nil if none of it has been loaded.
func (r *Run) Message(id sim.ID) *Message {
	if i, known := r.messages[id]; known {
		return &r.Messages[i]
	}
	return nil
}

// MessagePlace is the place of a message in the column; -1 if none of it has been
// loaded.
func (r *Run) MessagePlace(id sim.ID) int {
	if i, known := r.messages[id]; known {
		return int(i)
	}
	return -1
}

// arrived says when a message first reached an intake of somebody; sim.Never if it
// did not.
func (r *Run) arrived(m *Message, at func(agency journal.Ref) bool) sim.Time {
	first := sim.Never
	for i := m.intake; i >= 0; i = r.intakes[i].before {
		if at(r.intakes[i].agency) {
			first = r.intakes[i].at
		}
	}
	return first
}
