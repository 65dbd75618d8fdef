package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Path gives the stretches of time between an instant and a record in their
// order: it walks back from the record by binding causes and joins their spans.
// What came before the root is (WORLD, IDLE): the decisive fact did not exist
// yet. The stretches add up to the window to the millisecond.
func (s *Story) Path(n journal.Num, since sim.Time) []journal.Span {
	if n == 0 || int(n) > len(s.Records) {
		return nil
	}
	var back []journal.Span
	end := s.Records[n-1].At
	for n != 0 && end > since {
		r := &s.Records[n-1]
		for _, span := range slices.Backward(r.Spans) {
			if span.Ms = min(span.Ms, end-since); span.Ms > 0 {
				back = append(back, span)
				end -= span.Ms
			}
		}
		n = r.Binding().Num
	}
	if end > since {
		back = append(back, journal.Span{Step: journal.World, Cause: journal.Idle, Ms: end - since})
	}
	slices.Reverse(back)
	return back
}

// FirstKnown is the first instant at which any agency understood a key fact of
// a storyline; sim.Never if none did.
func (s *Story) FirstKnown(storyline string) sim.Time {
	keys, first := s.KeyFacts(storyline), sim.Never
	for _, h := range s.At(sim.Never).Holdings() {
		if slices.Contains(keys, h.Fact) {
			first = min(first, h.Understood)
		}
	}
	return first
}

// Why gives the path to a deadline's coming true, from the first time any
// agency understood a key fact of its storyline. It is empty unless the
// deadline is Met or Late.
func (s *Story) Why(d *Deadline) []journal.Span {
	since := s.FirstKnown(s.Name(d.Storyline))
	if d.When == sim.Never || since >= d.When {
		return nil
	}
	return s.Path(s.outcome(d), since)
}

// outcome is the last record by which a deadline came true: among the causes of
// the record that resolved it, the binding one at or before that instant.
func (s *Story) outcome(d *Deadline) journal.Num {
	var best journal.Link
	for _, f := range s.Records[d.Record-1].From {
		if f.At <= d.When && (best.Num == 0 || f.At >= best.At) {
			best = f
		}
	}
	return best.Num
}

// OnTheWay gives all the time that messages spent between entering the sending
// chain and being read or ending otherwise, stretch by stretch.
func (s *Story) OnTheWay() []journal.Span {
	var all []journal.Span
	records := s.exercise()
	for i := range records {
		if r := &records[i]; onTheWay(r.Kind) {
			all = append(all, r.Spans...)
		}
	}
	return all
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

// ByObject tells apart where and why: the desk, rule, channel or nation.
func ByObject(l *Loss) { l.Step = 0 }

// Total is the time that stretches cover together.
func Total(spans []journal.Span) sim.Time {
	var t sim.Time
	for _, s := range spans {
		t += s.Ms
	}
	return t
}
