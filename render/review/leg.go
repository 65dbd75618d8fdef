package review

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Leg is one stage of a message's way: it left one lane and came to the next.
type Leg struct {
	From, To   journal.Ref // agencies or bodies
	Left, Came sim.Time
	Record     journal.Num // with which it arrived
}

// AppendLegs appends the stages of a message's way that have come about, in order.
func (r *Run) AppendLegs(list []Leg, m *Message) []Leg {
	first := len(list)
	for i := m.intake; i >= 0; i = r.intakes[i].before {
		x := &r.intakes[i]
		list = append(list, Leg{To: x.agency, Left: r.carriedSince(x.record, x.at), Came: x.at, Record: x.record})
	}
	slices.Reverse(list[first:])
	at := m.From
	for i := first; i < len(list); i++ {
		list[i].From = at
		at = list[i].To
	}
	return list
}

// carriedSince is when what arrived with a record had left: before the last time that
// it was on a route or carried.
func (r *Run) carriedSince(n journal.Num, came sim.Time) sim.Time {
	holds := r.HoldsOf(n)
	for i := len(holds) - 1; i >= 0 && (holds[i].Step == journal.Carry || holds[i].Step == journal.Route); i-- {
		came = holds[i].From
	}
	return came
}

// Owner is in whose lane something stands: the agency of a desk, the agency or body
// itself; 0 for none.
func (r *Run) Owner(thing journal.Ref) journal.Ref {
	if int(thing) >= len(r.owners) {
		return 0
	}
	return r.owners[thing]
}
