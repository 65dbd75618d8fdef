package sim

// Handle names a timer so that it can be cancelled. It is plain data, can be
// compared and kept in state; the zero Handle names none.
type Handle uint64 // generation:32 | slot:32

func newHandle(slot, gen uint32) Handle { return Handle(gen)<<32 | Handle(slot) }

func (h Handle) slot() uint32 { return uint32(h) }
func (h Handle) gen() uint32  { return uint32(h >> 32) }

// timers gives every timer in the queue a slot, by which it can be cancelled
// without being found in the heap: a cancelled timer stays there as a tombstone
// until it comes up or tombstones are half of the queue.
type timers struct {
	slot []slot
	free uint32 // the slot freed last, plus one; 0: none
}

// slot is one timer's. Its generation grows when the timer ends, so that an
// old Handle does not reach the slot's next timer.
type slot struct {
	gen  uint32
	next uint32 // if free: the slot freed before it, plus one
	dead bool   // cancelled, with its event still in the queue
}

// lastGen is the generation at which a slot is given up, for it could otherwise
// be mistaken for its first one.
const lastGen = 1<<32 - 1

// next is the slot that open will take.
func (t *timers) next() uint32 {
	if t.free == 0 {
		return uint32(len(t.slot)) + 1
	}
	return t.free
}

// open takes a slot.
func (t *timers) open() Handle {
	if t.free == 0 {
		t.slot = append(t.slot, slot{gen: 1})
		return newHandle(uint32(len(t.slot)), 1)
	}
	s := &t.slot[t.free-1]
	h := newHandle(t.free, s.gen)
	t.free, s.next = s.next, 0
	return h
}

// cancel marks the timer of h as dead, and reports false if it has ended.
func (t *timers) cancel(h Handle) bool {
	if h.slot() == 0 || int64(h.slot()) > int64(len(t.slot)) {
		return false
	}
	s := &t.slot[h.slot()-1]
	if s.gen != h.gen() || s.dead {
		return false
	}
	s.dead = true
	return true
}

// dead reports whether an event with a timer, or none, is a tombstone.
func (t *timers) dead(timer uint32) bool { return timer != 0 && t.slot[timer-1].dead }

// close frees a slot whose event has left the queue.
func (t *timers) close(n uint32) {
	s := &t.slot[n-1]
	s.dead = false
	s.gen++
	if s.gen < lastGen {
		s.next, t.free = t.free, n
	}
}
