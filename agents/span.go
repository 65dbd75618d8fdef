package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// SpanID is a place in State.Span; 0 none.
type SpanID uint32

// span is one stretch of time in a list of them. Span[0].next is the head of
// the free list.
type span struct {
	Ms     sim.Time
	Object journal.Ref
	Next   SpanID
	Step   journal.Step
	Cause  journal.Cause
}

// spans is a list of stretches in order of time.
type spans struct{ Head, Tail SpanID }

// appendSpan appends a stretch to a list; nothing for no time, and one stretch for
// two of a kind that touch.
func (w *World) appendSpan(l *spans, step journal.Step, cause journal.Cause, object journal.Ref, ms sim.Time) {
	if ms <= 0 {
		return
	}
	if l.Tail != 0 {
		if t := &w.Span[l.Tail]; t.Step == step && t.Cause == cause && t.Object == object {
			t.Ms += ms
			return
		}
	}
	id := w.Span[0].Next
	if id == 0 {
		w.Span = append(w.Span, span{})
		id = SpanID(len(w.Span) - 1)
	} else {
		w.Span[0].Next = w.Span[id].Next
	}
	w.Span[id] = span{Ms: ms, Object: object, Step: step, Cause: cause}
	if l.Tail == 0 {
		l.Head = id
	} else {
		w.Span[l.Tail].Next = id
	}
	l.Tail = id
}

// freeSpans frees a list.
func (w *World) freeSpans(l *spans) {
	if l.Head == 0 {
		return
	}
	w.Span[l.Tail].Next = w.Span[0].Next
	w.Span[0].Next = l.Head
	*l = spans{}
}

// lendSpans gives a list that is freed when what happens now is over, so that whoever
// has it need not care.
func (w *World) lendSpans(l spans) spans {
	if l.Head != 0 {
		w.lent = append(w.lent, l)
	}
	return l
}

// takeBackSpans frees what was lent.
func (w *World) takeBackSpans() {
	for i := range w.lent {
		w.freeSpans(&w.lent[i])
	}
	w.lent = w.lent[:0]
}

// sumSpans is the time a list covers.
func (w *World) sumSpans(l spans) sim.Time {
	t := sim.Time(0)
	for id := l.Head; id != 0; id = w.Span[id].Next {
		t += w.Span[id].Ms
	}
	return t
}

// attributeWait gives r the cause and attributes all the time since then to one step
// and cause.
func attributeWait(r *journal.Record, from journal.Link, step journal.Step, cause journal.Cause, object journal.Ref) {
	r.From = append(r.From, from)
	if ms := r.At - from.At; ms > 0 && from.Num != 0 {
		r.Spans = append(r.Spans, journal.Span{Step: step, Cause: cause, Object: object, Ms: ms})
	}
}

// tileSpans gives r the spans of a list, clipped at its beginning to the time since
// the binding cause; time that the list does not reach back to is put before it
// as idle deciding by the record's actor.
func (w *World) tileSpans(r *journal.Record, l spans) { w.tileSpansAs(r, l, journal.NoStep) }

// tileSpansAs is tile with every span counted under one step: that of what waited.
func (w *World) tileSpansAs(r *journal.Record, l spans, as journal.Step) {
	b := r.Binding()
	if b.Num == 0 {
		return
	}
	window := r.At - b.At
	skip := w.sumSpans(l) - window
	if skip < 0 {
		r.Spans = append(r.Spans, journal.Span{Step: journal.Decide, Cause: journal.Idle, Object: r.Actor, Ms: -skip})
		skip = 0
	}
	for id := l.Head; id != 0; id = w.Span[id].Next {
		s := &w.Span[id]
		ms := s.Ms
		if skip >= ms {
			skip -= ms
			continue
		}
		ms, skip = ms-skip, 0
		step := s.Step
		if as != journal.NoStep {
			step = as
		}
		r.Spans = append(r.Spans, journal.Span{Step: step, Cause: s.Cause, Object: s.Object, Ms: ms})
	}
}

// attributeTime attributes the time between a record's binding cause and the record to
// one step and cause.
func attributeTime(r *journal.Record, step journal.Step, cause journal.Cause, object journal.Ref) {
	if b := r.Binding(); b.Num != 0 && r.At > b.At {
		r.Spans = append(r.Spans, journal.Span{Step: step, Cause: cause, Object: object, Ms: r.At - b.At})
	}
}
