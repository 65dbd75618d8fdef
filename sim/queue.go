package sim

import (
	"math/bits"
	"slices"
)

// queue is an implicit 4-ary min-heap of events.
//
// While hole is set the root has been taken and its place is free: the next
// event put in fills it, which costs one walk down instead of a walk down for
// the taken and a walk up for the new event. Most events schedule one other.
type queue struct {
	ev   []Event
	hole bool
}

// earlier is 1 if a comes before b, else 0. (At, key) is compared as one number
// of 128 bits by the borrow of a subtraction, for a mispredicted branch costs
// more than all the rest of a comparison. Instants lie within (-Never, Never],
// so that the difference of two, less a borrow, keeps its sign.
func earlier(a, b *Event) uint64 {
	_, borrow := bits.Sub64(a.key, b.key, 0)
	diff, _ := bits.Sub64(uint64(a.At), uint64(b.At), borrow)
	return diff >> 63
}

// len counts the events in the queue.
func (q *queue) len() int {
	if q.hole {
		return len(q.ev) - 1
	}
	return len(q.ev)
}

// put adds an event.
func (q *queue) put(e Event) {
	if q.hole {
		q.hole = false
		q.down(0, e)
		return
	}
	q.ev = append(q.ev, e)
	q.up(len(q.ev)-1, e)
}

// first is the earliest event, which stays in the queue; nil if there is none.
func (q *queue) first() *Event {
	if q.hole {
		q.fill()
	}
	if len(q.ev) == 0 {
		return nil
	}
	return &q.ev[0]
}

// take makes the place of the first event free.
func (q *queue) take() { q.hole = true }

// fill closes the hole at the root with the last event.
func (q *queue) fill() {
	q.hole = false
	n := len(q.ev) - 1
	last := q.ev[n]
	q.ev = q.ev[:n]
	if n > 0 {
		q.down(0, last)
	}
}

// up moves the free place i towards the root until e fits there.
func (q *queue) up(i int, e Event) {
	for i > 0 {
		parent := (i - 1) >> 2
		if earlier(&e, &q.ev[parent]) == 0 {
			break
		}
		q.ev[i] = q.ev[parent]
		i = parent
	}
	q.ev[i] = e
}

// down moves the free place i away from the root until e fits there. The
// earliest of four children is found by a tournament without branches.
func (q *queue) down(i int, e Event) {
	ev := q.ev
	for {
		c := 4*i + 1
		if c+4 > len(ev) {
			break
		}
		four := ev[c : c+4 : c+4]
		a := earlier(&four[1], &four[0])
		b := 2 + earlier(&four[3], &four[2])
		best := a + (b-a)*earlier(&four[b&3], &four[a&3])
		if earlier(&four[best&3], &e) == 0 {
			ev[i] = e
			return
		}
		ev[i] = four[best&3]
		i = c + int(best)
	}
	q.downLast(i, e)
}

// downLast is down for a place with fewer than four children.
func (q *queue) downLast(i int, e Event) {
	best := 4*i + 1
	if best < len(q.ev) {
		for c := best + 1; c < len(q.ev); c++ {
			if earlier(&q.ev[c], &q.ev[best]) == 1 {
				best = c
			}
		}
		if earlier(&q.ev[best], &e) == 1 {
			q.ev[i] = q.ev[best]
			i = best
		}
	}
	q.ev[i] = e
}

// part keeps the events that are wanted and returns the others, which lie in
// the queue's memory until the next event is put in.
func (q *queue) part(wanted func(*Event) bool) []Event {
	if q.hole {
		q.fill()
	}
	all, n := q.ev, 0
	for i := range all {
		if wanted(&all[i]) {
			all[n], all[i] = all[i], all[n]
			n++
		}
	}
	q.ev = all[:n]
	for i := n / 4; i >= 0 && n > 0; i-- {
		q.down(i, all[i])
	}
	return all[n:]
}

// sorted lists the events in order, in new memory.
func (q *queue) sorted() []Event {
	list := slices.Clone(q.ev)
	if q.hole {
		list = list[1:]
	}
	slices.SortFunc(list, compare)
	return list
}

// compare orders events; no two are equal, for each has its own Seq.
func compare(a, b Event) int {
	if earlier(&a, &b) == 1 {
		return -1
	}
	return int(earlier(&b, &a))
}
