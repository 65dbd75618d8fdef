package review

import (
	"cmp"
	"slices"
	"sort"

	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// lane is what stands in one lane.
type lane struct {
	holds []int32 // places in the column of holds
	times extents
	load  *load // made when it is asked for

	making *making // the next load, under way; nil
	some   bool    // time passed in it
	own    bool    // and of whose it is itself, not of an agency of a nation
}

func (r *Run) inLane(who journal.Ref, hold int32) {
	l := r.lanes[who]
	if l == nil {
		l = &lane{}
		r.lanes[who] = l
	}
	h := &r.Holds[hold]
	l.holds = append(l.holds, hold)
	l.times.add(h.From, h.Until)
	if h.From < h.Until {
		l.some, l.own = true, l.own || h.Agency == who
	}
}

// Waited says whether anything ever waited with somebody, or with an agency of a
// nation; and whether with a nation or body itself.
func (r *Run) Waited(who journal.Ref) (any, itself bool) {
	if l := r.lanes[who]; l != nil {
		return l.some, l.own
	}
	return false, false
}

// EventsWithin are the places in the column of the events from an instant up to
// another, which is not included.
func (r *Run) EventsWithin(from, until sim.Time) (first, last int) {
	return r.eventAt(from), r.eventAt(until)
}

// eventAt is the place of the first event that is not before an instant.
func (r *Run) eventAt(t sim.Time) int {
	return sort.Search(len(r.Events), func(i int) bool { return r.Events[i].At >= t })
}

// AppendHolds appends the places of the holds that overlap a window, in the order of
// the column.
func (r *Run) AppendHolds(list []int32, from, until sim.Time) []int32 {
	r.times.within(from, until, func(first, last int) {
		for i := first; i < last; i++ {
			if h := &r.Holds[i]; h.From < until && h.Until > from {
				list = append(list, int32(i))
			}
		}
	})
	return list
}

// AppendLane appends the places of the holds that overlap a window in one lane: of
// an agency, body or channel, or of a nation with all of its agencies.
func (r *Run) AppendLane(list []int32, who journal.Ref, from, until sim.Time) []int32 {
	l := r.lanes[who]
	if l == nil {
		return list
	}
	l.times.within(from, until, func(first, last int) {
		for _, i := range l.holds[first:last] {
			if h := &r.Holds[i]; h.From < until && h.Until > from {
				list = append(list, i)
			}
		}
	})
	return list
}

// CountLane counts the holds that overlap a window in one lane, and stops at most.
func (r *Run) CountLane(who journal.Ref, from, until sim.Time, most int) (n int) {
	l := r.lanes[who]
	if l == nil {
		return 0
	}
	l.times.within(from, until, func(first, last int) {
		if n >= most {
			return
		}
		for _, i := range l.holds[first:last] {
			if h := &r.Holds[i]; h.From < until && h.Until > from {
				n++
			}
		}
	})
	return min(n, most)
}

// AppendMessages appends the places of the messages that were on their way within a
// window, in the order of their sending.
func (r *Run) AppendMessages(list []int32, from, until sim.Time) []int32 {
	open := r.underWay.nextMessage(-1) // messages without an end are not in the hulls
	r.sendings.within(from, until, func(first, last int) {
		for ; open >= 0 && open < int32(first); open = r.underWay.nextMessage(open) {
			if r.Messages[open].Sent < until {
				list = append(list, open)
			}
		}
		for i := first; i < last; i++ {
			if open == int32(i) {
				open = r.underWay.nextMessage(open)
			}
			if m := &r.Messages[i]; m.Sent < until && m.End() >= from {
				list = append(list, int32(i))
			}
		}
	})
	for ; open >= 0; open = r.underWay.nextMessage(open) {
		if r.Messages[open].Sent < until {
			list = append(list, open)
		}
	}
	return list
}

// InFlight are the holds that last at an instant, those that began first in front:
// where everything waits, and since when. What was still on its way at the end of
// the run is among them. The list is used again by the next call.
func (r *Run) InFlight(at sim.Time) []Hold {
	r.flight = r.flight[:0]
	r.times.within(at, at, func(first, last int) {
		for i := first; i < last; i++ {
			if h := &r.Holds[i]; h.From <= at && at < h.Until {
				r.flight = append(r.flight, *h)
			}
		}
	})
	for i := range r.Open {
		if h := &r.Open[i]; h.From <= at {
			r.flight = append(r.flight, *h)
		}
	}
	slices.SortFunc(r.flight, byBegin)
	return r.flight
}

// byBegin orders holds by when they began, then by the record that accounts for them.
func byBegin(a, b Hold) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Record, b.Record))
}

// Density counts the events of each of some stretches of time, which lie end to end
// between edges: all, those that are notable at least, and those that are critical; of
// a perspective those that it could see. The counts are added to what stands in the
// columns, which are one shorter than edges.
func (r *Run) Density(as view.Perspective, edges []sim.Time, all, notable, critical []int) {
	before := [3]func(t sim.Time) int{r.eventAt, func(t sim.Time) int { return r.placeAt(r.heavy[0], t) }, func(t sim.Time) int { return r.placeAt(r.heavy[1], t) }}
	if c := r.circleOf(as); c != nil {
		r.extend(c)
		for i, list := range [...][]int32{c.seen, c.heavy[0], c.heavy[1]} {
			before[i] = func(t sim.Time) int { return r.placeAt(list, t) }
		}
	}
	var at [3]int
	for k := range at {
		at[k] = before[k](edges[0])
	}
	for i := range len(edges) - 1 {
		var n [3]int
		for k := range n {
			to := before[k](edges[i+1])
			n[k], at[k] = to-at[k], to
		}
		all[i] += n[0]
		notable[i] += n[1] + n[2]
		critical[i] += n[2]
	}
}

// placeAt is how many of some events come before an instant.
func (r *Run) placeAt(list []int32, t sim.Time) int {
	return sort.Search(len(list), func(i int) bool { return r.Events[list[i]].At >= t })
}

// Scenes are the places in the column of the events that set a story going or further:
// stages and injects.
func (r *Run) Scenes() []int32 { return r.scenes }

// Heavy are the places in the column of the events that are notable at least from an
// instant up to another: the needles of a scrubber, and what is stepped through by
// weight. It appends to a list.
func (r *Run) Heavy(list []int32, least Weight, from, until sim.Time) []int32 {
	if least == Plain {
		first, last := r.EventsWithin(from, until)
		for i := first; i < last; i++ {
			list = append(list, int32(i))
		}
		return list
	}
	critical := r.heavy[1][r.placeAt(r.heavy[1], from):r.placeAt(r.heavy[1], until)]
	if least == Critical {
		return append(list, critical...)
	}
	notable := r.heavy[0][r.placeAt(r.heavy[0], from):r.placeAt(r.heavy[0], until)]
	for len(notable) > 0 || len(critical) > 0 {
		if len(critical) == 0 || len(notable) > 0 && notable[0] < critical[0] {
			list, notable = append(list, notable[0]), notable[1:]
		} else {
			list, critical = append(list, critical[0]), critical[1:]
		}
	}
	return list
}
