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
// When the root is taken, the earliest of litter 0 is the next one and moves up. The hole
// that it leaves is for the next event put in, which costs one walk down instead of a walk
// down for the taken and a walk up for the new event: most events schedule one other. And
// what the walk meets first has been read by then, for the event was executed in between.
type queue struct {
	root    entry      // none, if no event is left
	litters [][4]entry // that have an event, and litter 0
	size    int        // of places with an event, the hole among them
	hole    uint64     // the litter under the hole, one of 1 to 4; 0: there is no hole
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
	if q.hole != 0 {
		return q.size - 1
	}
	return q.size
}

// reset empties the queue, which keeps its memory.
func (q *queue) reset() {
	*q = queue{root: none, litters: append(q.litters[:0], [4]entry{none, none, none, none})}
}

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

// put puts an event into the queue. If there is a hole, it moves away from the root until
// the event fits there; the earliest of four children is found by a tournament without
// branches.
func (q *queue) put(e entry) {
	g := q.hole
	if g == 0 {
		q.add(e)
		return
	}
	q.hole = 0
	litters := q.litters
	place := &litters[0][(g-1)&3]
	if earlier(e, q.root) != 0 {
		*place, q.root = q.root, e
		return
	}
	for g < uint64(len(litters)) {
		four := &litters[g]
		a := earlier(four[1], four[0])
		b := 2 + earlier(four[3], four[2])
		best := a + (b-a)*earlier(four[b&3], four[a&3])
		first := &four[best&3]
		if earlier(*first, e) == 0 {
			break
		}
		*place = *first
		place, g = first, 4*g+best+1
	}
	*place = e
}

// add puts an event into a queue without a hole.
func (q *queue) add(e entry) {
	if q.size > 1 && q.size&3 == 1 {
		q.litters = append(q.litters, [4]entry{none, none, none, none})
	}
	q.size++
	q.up(q.size-1, e)
}

// take takes the earliest event of a queue that has one.
func (q *queue) take() entry {
	if q.hole != 0 {
		q.fill()
	}
	e := q.root
	four := &q.litters[0]
	a := earlier(four[1], four[0])
	b := 2 + earlier(four[3], four[2])
	best := a + (b-a)*earlier(four[b&3], four[a&3])
	q.root, q.hole = four[best&3], best+1
	return e
}

// fill closes the hole with the last event.
func (q *queue) fill() {
	hole := int(q.hole)
	*q.at(hole) = none
	if last := q.drop(); hole < q.size {
		q.put(last)
	}
	q.hole = 0
}

// drop takes away the last place, and gives the event that it had.
func (q *queue) drop() entry {
	q.size--
	p := q.at(q.size)
	last := *p
	*p = none
	if q.size > 1 && q.size&3 == 1 {
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

// part keeps the events that are wanted, and hands the others to gone.
func (q *queue) part(wanted func(entry) bool, gone func(entry)) {
	if q.hole != 0 {
		q.fill()
	}
	kept := 0
	for i := range q.size {
		if e := *q.at(i); wanted(e) {
			q.up(kept, e)
			kept++
		} else {
			gone(e)
		}
	}
	for q.size > kept {
		q.drop()
	}
}

// sorted lists the events in order, in new memory.
func (q *queue) sorted() []entry {
	list := make([]entry, 0, q.size)
	for i := range q.size {
		if e := *q.at(i); e != none && (q.hole == 0 || i != int(q.hole)) {
			list = append(list, e)
		}
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
