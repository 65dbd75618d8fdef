package measure

import (
	"cmp"
	"iter"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Why gives the stretches of time on the way to a deadline's coming true, from the
// first time any agency understood a key fact of its storyline (see package
// explain). It is empty unless the deadline is Met or Late.
func (s *Trace) Why(d *Deadline) []journal.Span {
	if d.When == sim.Never {
		return nil
	}
	x, err := s.explain()
	if err != nil {
		return nil // there are no records
	}
	e, err := x.Deadline(d.Name)
	if err != nil {
		return nil // no record of the run resolved it
	}
	spans := make([]journal.Span, len(e.Stretches))
	for i, x := range e.Stretches {
		spans[i] = journal.Span{Step: x.Step, Cause: x.Cause, Object: x.Object, Ms: x.Ms()}
	}
	return spans
}

// OnTheWay gives all the time that messages spent between entering the sending
// chain and being read or ending otherwise, stretch by stretch.
func (s *Trace) OnTheWay() []journal.Span { return slices.Collect(s.spansOnTheWay()) }

func (s *Trace) spansOnTheWay() iter.Seq[journal.Span] {
	return func(yield func(journal.Span) bool) {
		records := s.exercise()
		for i := range records {
			if r := &records[i]; onTheWay(r.Kind) {
				for _, span := range r.Spans {
					if !yield(span) {
						return
					}
				}
			}
		}
	}
}

// onTheWay says whether the spans of a record are time of the message itself.
func onTheWay(k journal.Kind) bool {
	switch k {
	case journal.Passed, journal.Parked, journal.Delivered, journal.Read, journal.Ended:
		return true
	}
	return false
}

// Loss is time that passed under one heading.
type Loss struct {
	Step   journal.Step
	Cause  journal.Cause
	Object journal.Ref
	Ms     sim.Time
}

// Sum adds up the stretches that have the same heading, most time first. The
// heading is what by leaves of a stretch: it blanks the parts that do not
// matter.
func Sum(spans []journal.Span, by func(*Loss)) []Loss {
	var sums []Loss
	for _, s := range spans {
		l := Loss{Step: s.Step, Cause: s.Cause, Object: s.Object}
		by(&l)
		i := slices.IndexFunc(sums, func(o Loss) bool { return o.Step == l.Step && o.Cause == l.Cause && o.Object == l.Object })
		if i < 0 {
			i = len(sums)
			sums = append(sums, l)
		}
		sums[i].Ms += s.Ms
	}
	slices.SortStableFunc(sums, func(a, b Loss) int { return cmp.Compare(b.Ms, a.Ms) })
	return sums
}

// ByStep and ByCause are the headings of Sum that people ask for.
func ByStep(l *Loss)  { l.Cause, l.Object = 0, 0 }
func ByCause(l *Loss) { l.Step, l.Object = 0, 0 }

// Total is the time that stretches cover together.
func Total(spans []journal.Span) sim.Time {
	var t sim.Time
	for _, s := range spans {
		t += s.Ms
	}
	return t
}
