package review

import (
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Load goes through at most so many further records and says whether all are
// loaded.
func (r *Run) Load(most int) (done bool, err error) {
	upto := min(r.loaded+journal.Num(most), r.Records.Count())
	for n := r.loaded + 1; n <= upto; n++ {
		rec, err := r.Records.Record(n)
		if err != nil {
			return false, err
		}
		r.add(rec)
		r.loaded = n
	}
	return r.loaded == r.Records.Count(), nil
}

// add enters one record into the columns.
func (r *Run) add(rec *journal.Record) {
	e := Event{Num: rec.Num, At: rec.At, Kind: rec.Kind, Actor: rec.Actor, Nation: r.Nation(rec.Actor), Storyline: field(rec, "storyline"), Subject: rec.Subject, Weight: weights[rec.Kind]}
	r.Events = append(r.Events, e)
	switch rec.Kind {
	case journal.Sent:
		r.messages[rec.Subject] = int32(len(r.Messages))
		r.Messages = append(r.Messages, Message{
			ID: rec.Subject, Kind: journal.Message(arg(rec, "message")), From: rec.Actor, To: field(rec, "to"), Storyline: e.Storyline, Re: sim.ID(arg(rec, "re")),
			Sent: rec.At, Delivered: sim.Never, Read: sim.Never, Ended: sim.Never, First: rec.Num, Last: rec.Num,
		})
	case journal.Delivered, journal.Read, journal.Ended, journal.Passed, journal.Parked:
		if i, known := r.messages[rec.Subject]; known {
			m := &r.Messages[i]
			m.Last = rec.Num
			switch rec.Kind {
			case journal.Delivered:
				m.Delivered = rec.At
			case journal.Read:
				m.Read = rec.At
			case journal.Ended:
				m.Ended, m.Outcome = rec.At, journal.Outcome(arg(rec, "outcome"))
			}
		}
	}
	r.hold(rec, e.Storyline)
}

// hold enters the spans of a record, which end at it and tile the time before.
func (r *Run) hold(rec *journal.Record, storyline journal.Ref) {
	until := rec.At
	for i := len(rec.Spans) - 1; i >= 0; i-- {
		s := rec.Spans[i]
		r.Holds = append(r.Holds, Hold{
			Agency: rec.Actor, Object: s.Object, Storyline: storyline, Step: s.Step, Cause: s.Cause, Delay: measure.DelayOf(s.Step, s.Cause),
			From: until - s.Ms, Until: until, Subject: rec.Subject, Record: rec.Num,
		})
		until -= s.Ms
	}
}

// weights of kinds that are more than plain.
var weights = [256]Weight{
	journal.Inject: Notable, journal.Stage: Notable, journal.Decided: Notable, journal.Available: Notable, journal.Authority: Notable,
	journal.Deadline: Critical, journal.Exception: Critical, journal.Leak: Critical, journal.Breach: Critical,
}

// arg is a field of a record by its name; 0 where its kind has none.
func arg(rec *journal.Record, name string) int64 {
	for i, f := range rec.Kind.Shape().Fields {
		if f.Name == name {
			return rec.Args[i]
		}
	}
	return 0
}

func field(rec *journal.Record, name string) journal.Ref { return journal.Ref(arg(rec, name)) }
