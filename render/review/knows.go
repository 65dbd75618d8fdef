package review

import (
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// Knows says whether a perspective could have known of a subject at an instant: of an
// event that it saw, of a message that it sent or that had come to it, of a fact that it
// had understood, of what is its own. Of a message that lies unread, or is passed on, it
// knows the outside: its form, from whom to whom, how urgent it is and when it came, not
// what it carries (Opened). Why something was late nobody knew but the White Cell, which
// knows all.
func (r *Run) Knows(as view.Perspective, s view.Subject, at sim.Time, record journal.Num) bool {
	if as.Sort == view.WhiteCell {
		return true
	}
	n := r.Upto(at, record)
	switch s.Topic {
	case view.Nothing, view.Span, view.Remark: // what people noted is nobody's within the run
		return true
	case view.Event:
		return s.Record <= n && r.couldSee(as, s.Record)
	case view.Message:
		m := r.Message(s.ID)
		return m != nil && r.Arrived(as, m) <= at
	case view.Hold: // one that goes on is known to whom it happens
		return r.couldSee(as, s.Record) || r.holdsThere(as, s, at)
	case view.Fact:
		return (s.Agency == 0 || r.Has(as, s.Agency)) && r.CellOf(as, s.Thing, n).isUnderstood()
	case view.Agency, view.Nation, view.Measure:
		return r.Has(as, s.Agency)
	case view.Entry: // what it was to bring about is the White Cell's
		return r.isHanded(as, s.Thing, n)
	case view.Decision:
		for _, i := range r.Seen(as) {
			if e := &r.Events[i]; e.Num <= n && e.Subject == s.ID && s.ID != 0 {
				return true
			}
		}
	}
	return false
}

// HeardOf says whether a perspective had understood anything of a storyline; the White
// Cell has heard of all.
func (r *Run) HeardOf(as view.Perspective, storyline journal.Ref, at sim.Time, record journal.Num) bool {
	n := r.Upto(at, record)
	for _, f := range r.Facts() {
		if r.Storyline(f) == storyline && r.Understood(as, f, n) {
			return true
		}
	}
	return as.Sort == view.WhiteCell
}

// couldSee says whether a perspective could see a record when it was made.
func (r *Run) couldSee(as view.Perspective, n journal.Num) bool {
	return n > 0 && int(n) <= len(r.Events) && r.Sees(as, &r.Events[n-1])
}

// Told says whether a perspective is told what came of a deadline at an instant: one of
// its own that has come true, or that the exercise ended without, about what it holds by
// then.
func (r *Run) Told(as view.Perspective, o *Outcome, at sim.Time, record journal.Num) bool {
	switch {
	case as.Sort == view.WhiteCell:
		return true
	case !r.Has(as, o.Agency) || min(o.When, r.Until) > at:
		return false
	case o.Storyline != 0 && !r.HeardOf(as, o.Storyline, at, record):
		return false
	}
	n := r.Upto(at, record)
	for _, name := range o.Due.Facts {
		if c := r.CellOf(as, r.Find(journal.SortFact, name), n); !c.isUnderstood() {
			return false
		}
	}
	return true
}

// holdsThere says whether a hold happens with a perspective, whoever makes the record of it.
func (r *Run) holdsThere(as view.Perspective, s view.Subject, at sim.Time) bool {
	for _, h := range r.HoldsOf(s.Record) {
		if h.From == s.From && h.From <= at && r.Has(as, h.Agency) {
			return true
		}
	}
	return false
}

// handout is an entry of the events list that was released, and the record that says so.
type handout struct {
	entry  journal.Ref
	record journal.Num
}

// isHanded says whether an entry of the events list had been handed to a perspective by
// a record.
func (r *Run) isHanded(as view.Perspective, entry journal.Ref, n journal.Num) bool {
	for _, h := range r.handouts {
		if h.entry == entry && h.record <= n && r.couldSee(as, h.record) {
			return true
		}
	}
	return false
}

// isUnderstood says whether the fact of a cell was understood.
func (c Cell) isUnderstood() bool { return c.Reach > Read }
