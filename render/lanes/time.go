package lanes

import (
	"slices"

	"entente/render/canvas"
	"entente/render/look"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// WindowOf is the stretch of time that is shown.
func WindowOf(run *review.Run, s *view.State) (from, until sim.Time) {
	if s.From == 0 && s.Until == 0 {
		return min(0, run.Begin), run.Until
	}
	return s.From, max(s.Until, s.From+1)
}

// settle tells where the lane of an agency stands: in a row of its own, or in that of
// its nation.
func (l *Lanes) settle(run *review.Run, i int) {
	r := &l.rows[i]
	switch r.sort {
	case laneRow:
		l.place[r.who] = int32(i) + 1
	case wholeRow, veilRow:
		for j := range l.all {
			if l.all[j].nation == r.nation {
				for _, a := range l.all[j].agencies {
					if l.place[a] == 0 {
						l.place[a] = int32(i) + 1
					}
				}
			}
		}
		l.place[r.nation] = int32(i) + 1
	}
}

// fold lays out the axis, and folds idle time where every event is drawn.
func (l *Lanes) fold(run *review.Run, s *view.State, from, until sim.Time, t scene.Box) {
	l.gaps, l.times = l.gaps[:0], l.times[:0]
	if !s.Linear && l.level == view.Single {
		for i := l.first; i < l.upto; i++ {
			r := &l.rows[i]
			if r.sort != laneRow && r.sort != wholeRow {
				continue
			}
			l.list = run.AppendLane(l.list[:0], r.who, from, until)
			for _, j := range l.list {
				if h := &run.Holds[j]; own(run, h) {
					l.times = append(l.times, h.From, h.Until)
				}
			}
		}
		l.list = run.AppendMessages(l.list[:0], from, until)
		for _, j := range l.list {
			m := &run.Messages[j]
			switch {
			case !l.drawsMessage(m):
			case !look.Strict(s):
				l.times = append(l.times, m.Sent, m.Delivered, m.End())
			case run.Has(s.As, m.To):
				l.times = append(l.times, run.Arrived(s.As, m), m.Delivered, m.End())
			default: // what becomes elsewhere of what it sent a nation does not see
				l.times = append(l.times, run.Arrived(s.As, m))
			}
		}
		for _, g := range l.course.lost {
			l.times = append(l.times, g.From, g.Until)
		}
		for i := range run.Outcomes {
			if o := &run.Outcomes[i]; (l.course.found == nil || o == l.course.found) && (!look.Strict(s) || run.Has(s.As, o.Agency)) {
				l.times = append(l.times, o.At)
			}
		}
		slices.Sort(l.times)
		l.turns = append(l.turns[:0], l.times...)
		l.from.past = l.pastOf(s)
		if look.UptoNow(s) { // folds of what is to come would tell when nothing will happen
			n, _ := slices.BinarySearch(l.times, l.from.past+1)
			l.gaps = canvas.Idle(l.gaps, l.times[:n], l.course.lost, from, until)
			l.gaps = slices.DeleteFunc(l.gaps, func(g canvas.Gap) bool { return g.Until > l.from.past })
		} else {
			l.gaps = canvas.Idle(l.gaps, l.times, l.course.lost, from, until)
		}
	}
	l.axis.Set(from, until, t.X, t.W, l.gaps, l.size.fold)
}

// pastOf is the last instant up to the playhead at which something in the lanes began or
// ended, by those that were found when they were laid out last; 0 where what is to come
// is not hidden.
func (l *Lanes) pastOf(s *view.State) sim.Time {
	if !look.UptoNow(s) || l.level != view.Single {
		return 0
	}
	n, _ := slices.BinarySearch(l.turns, s.At+1)
	if n == 0 {
		return 0
	}
	return l.turns[n-1]
}

// own says whether a hold is of the thing that its record is about: a record of
// something sent also tells of the time that went before, of which others tell too.
func own(run *review.Run, h *review.Hold) bool {
	if h.Cause == journal.Idle || h.Until <= h.From {
		return false
	}
	if n := int(h.Record); n > 0 && n <= len(run.Events) && run.Events[n-1].Kind == journal.Sent {
		return h.Step == journal.Collect || h.Step == journal.Assess || h.Step == journal.Decide
	}
	return true
}
