package review

import (
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// Knows says whether a perspective could have known of a subject at an instant: of an
// event that it saw, of a message that it sent or had read, of a fact that it had
// understood, of what is its own. Why something was late nobody knew but the White
// Cell, which knows all.
func (r *Run) Knows(as view.Perspective, s view.Subject, at sim.Time, record journal.Num) bool {
	if as.Sort == view.WhiteCell {
		return true
	}
	n := r.Upto(at, record)
	switch s.Topic {
	case view.Nothing, view.Span, view.Remark: // what people noted is nobody's within the run
		return true
	case view.Event:
		return s.Record <= n && r.saw(as, s.Record)
	case view.Message:
		m := r.Message(s.ID)
		return m != nil && r.Opened(as, m) <= at
	case view.Hold: // one that goes on is known to whom it happens
		return r.saw(as, s.Record)
	case view.Fact:
		return (s.Agency == 0 || r.Has(as, s.Agency)) && r.CellOf(as, s.Thing, n).known()
	case view.Agency, view.Nation, view.Measure:
		return r.Has(as, s.Agency)
	case view.Decision:
		for _, i := range r.Seen(as) {
			if e := &r.Events[i]; e.Num <= n && e.Subject == s.ID && s.ID != 0 {
				return true
			}
		}
	}
	return false
}

// saw says whether a perspective could see a record when it was made.
func (r *Run) saw(as view.Perspective, n journal.Num) bool {
	return n > 0 && int(n) <= len(r.Events) && r.Sees(as, &r.Events[n-1])
}

// known says whether the fact of a cell was understood.
func (c Cell) known() bool { return c.Reach > Read }
