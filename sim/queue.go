package sim

import (
	"math/bits"
	"slices"
)

// entry is an event as the queue keeps it: four words, few enough for the compiler to hold
// one in registers. Moving it in pieces and reading it whole would make the processor wait.
type entry struct {
	at   Time
	key  uint64
	args uint64 // Aux:32 | Arg:32
	rest uint64 // Kind:32 | timer:32
}

// words makes one word of two halves.
func words(low, high uint32) uint64 { return uint64(high)<<32 | uint64(low) }

// timer is the place in the timers plus one; 0: it cannot be cancelled.
func (e entry) timer() uint32 { return uint32(e.rest) }

// event is the entry as callers know it.
func (e entry) event() Event {
	return Event{e.at, e.key, Kind(e.rest >> 32), about{uint32(e.args), uint32(e.args >> 32)}}
}

// none fills the places that no event has: it comes after every event, even at Never.
var none = entry{at: Never, key: 1<<64 - 1}

// queue is a 4-ary min-heap of events: the earliest apart, as the root, and under each
// event a litter of four places for those that come after it. The children of place j of
// litter g are litter 4g+j+1; those of the root are litter 0. A litter is two lines of a
// cache and is always whole, so that a walk down needs no other bound than its number.
//
// While hole is set the root has been taken and its place is free: the next
// event put in fills it, which costs one walk down instead of a walk down for
// the taken and a walk up for the new event. Most events schedule one other.
type queue struct {
	root    entry      // none, if the queue is empty
	litters [][4]entry // that have an event
	size    int        // of places with an event, the root's among them though it is a hole
	hole    bool
}

// earlier is 1 if a comes before b, else 0. (at, key) is compared as one number
// of 128 bits by the borrow of a subtraction, for a mispredicted branch costs
// more than all the rest of a comparison. Instants lie within (-Never, Never],
// so that the difference of two, less a borrow, keeps its sign.
func earlier(a, b entry) uint64 {
	_, borrow := bits.Sub64(a.key, b.key, 0)
	diff, _ := bits.Sub64(uint64(a.at), uint64(b.at), borrow)
	return diff >> 63
}

// len counts the events in the queue.
func (q *queue) len() int {
	if q.hole {
		return q.size - 1
	}
	return q.size
}

// reset empties the queue, which keeps its memory.
func (q *queue) reset() { *q = queue{root: none, litters: q.litters[:0]} }

// fork is an independent copy.
func (q *queue) fork() queue {
	f := *q
	f.litters = slices.Clone(q.litters)
	return f
}

// at is place i, counted from the root; its parent is place (i-1)/4.
func (q *queue) at(i int) *entry {
	if i == 0 {
		return &q.root
	}
	return &q.litters[(i-1)>>2][(i-1)&3]
}

// refill puts an event into the hole, if there is one.
func (q *queue) refill(e entry) bool {
	if !q.hole {
		return false
	}
	q.hole = false
	q.down(&q.root, 0, e)
	return true
}

// add puts an event into a queue without a hole.
func (q *queue) add(e entry) {
	if q.size > 0 && q.size&3 == 1 {
		q.litters = append(q.litters, [4]entry{none, none, none, none})
	}
	q.size++
	q.up(q.size-1, e)
}

// first is the earliest event, which stays in the queue; none if it is empty.
func (q *queue) first() entry {
	if q.hole {
		q.fill()
	}
	return q.root
}

// take makes the place of the first event free.
func (q *queue) take() { q.hole = true }

// fill closes the hole at the root with the last event.
func (q *queue) fill() {
	q.hole = false
	if last := q.drop(); q.size > 0 {
		q.down(&q.root, 0, last)
	}
}

// drop takes away the last place, and gives the event that it had.
func (q *queue) drop() entry {
	q.size--
	p := q.at(q.size)
	last := *p
	*p = none
	if q.size&3 == 1 {
		q.litters = q.litters[:q.size>>2]
	}
	return last
}

// up moves the free place i towards the root until e fits there.
func (q *queue) up(i int, e entry) {
	p := q.at(i)
	for i > 0 {
		i = (i - 1) >> 2
		parent := q.at(i)
		if earlier(e, *parent) == 0 {
			break
		}
		*p = *parent
		p = parent
	}
	*p = e
}

// down moves a free place, whose children are litter g, away from the root until e fits
// there. The earliest of four children is found by a tournament without branches.
func (q *queue) down(p *entry, g uint64, e entry) {
	litters := q.litters
	for g < uint64(len(litters)) {
		four := &litters[g]
		a := earlier(four[1], four[0])
		b := 2 + earlier(four[3], four[2])
		best := a + (b-a)*earlier(four[b&3], four[a&3])
		first := &four[best&3]
		if earlier(*first, e) == 0 {
			break
		}
		*p = *first
		p = first
		g = 4*g + best + 1
	}
	*p = e
}

// part keeps the events that are wanted, and hands the others to gone.
func (q *queue) part(wanted func(entry) bool, gone func(entry)) {
	if q.hole {
		q.fill()
	}
	kept := 0
	for i := range q.size {
		if e := *q.at(i); wanted(e) {
			*q.at(kept) = e
			kept++
		} else {
			gone(e)
		}
	}
	for q.size > kept {
		q.drop()
	}
	for i := kept / 4; i >= 0 && kept > 0; i-- {
		q.down(q.at(i), uint64(i), *q.at(i))
	}
}

// sorted lists the events in order, in new memory.
func (q *queue) sorted() []entry {
	list := make([]entry, 0, q.size)
	for i := q.size - q.len(); i < q.size; i++ {
		list = append(list, *q.at(i))
	}
	slices.SortFunc(list, compare)
	return list
}

// compare orders events; no two are equal, for each has its own Seq.
func compare(a, b entry) int {
	if earlier(a, b) == 1 {
		return -1
	}
	return int(earlier(b, a))
}
