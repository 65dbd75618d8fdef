package look

import (
	"entente/render/review"
	"entente/render/view"
	"entente/sim"
)

// Same says whether two subjects are one thing, so that both are lit at once. What is
// sent is one with the time in which it waits and with each record of it; a record is
// no other record.
func Same(run *review.Run, a, b *view.Subject) bool {
	if a.Topic == view.Nothing || b.Topic == view.Nothing {
		return false
	}
	if a.Topic == b.Topic {
		switch a.Topic {
		case view.Message, view.Hold:
			return a.ID != 0 && a.ID == b.ID || *a == *b
		case view.Event:
			return a.Record == b.Record
		case view.Fact:
			return a.Thing == b.Thing && a.Agency == b.Agency
		case view.Agency, view.Nation:
			return a.Agency == b.Agency
		case view.Deadline, view.Entry:
			return a.Thing == b.Thing
		}
		return *a == *b
	}
	id := AboutID(run, a)
	return id != 0 && id == AboutID(run, b)
}

// AboutID is the message or job that a subject is about; 0 none.
func AboutID(run *review.Run, s *view.Subject) sim.ID {
	switch s.Topic {
	case view.Message, view.Hold:
		return s.ID
	case view.Event:
		if n := int(s.Record); n > 0 && n <= len(run.Events) {
			return run.Events[n-1].Subject
		}
	}
	return 0
}

// TimeOf is when a subject was: from and until are the same for a moment, and false for
// what has no time.
func TimeOf(run *review.Run, s *view.Subject) (from, until sim.Time, timed bool) {
	switch s.Topic {
	case view.Message:
		if m := run.Message(s.ID); m != nil {
			return m.Sent, min(m.End(), run.Until), true
		}
	case view.Remark:
		if n := run.Book.Find(uint64(s.ID)); n != nil {
			return n.Time(), n.Time(), true
		}
	case view.Hold, view.Span:
		return s.From, s.Until, true
	case view.Event:
		if n := int(s.Record); n > 0 && n <= len(run.Events) {
			return run.Events[n-1].At, run.Events[n-1].At, true
		}
	case view.Deadline:
		if o := run.Outcome(s.Thing); o != nil && o.At < sim.Never {
			return o.At, o.At, true
		}
	}
	return 0, 0, false
}
