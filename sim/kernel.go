package sim

import (
	"fmt"
	"slices"
)

// Kernel keeps the time of a run and the events that are still to come, and
// executes them in their one order. See the package comment for the order, the
// rounds and what a caller must keep.
type Kernel struct {
	now    Time
	last   uint64 // key of the event executed last at now; 0: none yet
	seq    uint64 // events scheduled so far
	done   uint64 // events executed
	undone uint64 // events cancelled
	hash   uint64
	dead   int // tombstones in the queue
	queue  queue
	timers timers
	until  Time     // Run ends before the first event after it
	late   []Busy   // who was busy in the last rounds before livelock
	lateAt Time     // the instant of which late tells
	tombs  []uint32 // timers of tombstones: scratch space

	traced, running, stopped bool
}

// NewKernel starts a run at the instant start. Until the first event has been
// executed everything may be scheduled from start on.
func NewKernel(start Time) *Kernel {
	k := &Kernel{}
	k.Reset(start)
	return k
}

// Reset makes the kernel as good as a new one that starts at start, in the
// storage that it has: a second run like the first allocates nothing. Handles of
// before must be forgotten, for new timers may have the same.
func (k *Kernel) Reset(start Time) {
	if start <= -Never || start >= Never {
		panic(fmt.Sprintf("sim: start %s is not within (-Never, Never)", start.Elapsed()))
	}
	if k.running {
		panic("sim: Reset called from within an event")
	}
	k.queue.reset()
	*k = Kernel{now: start, queue: k.queue, timers: timers{slot: k.timers.slot[:0]}, late: k.late[:0], tombs: k.tombs[:0]}
}

// Now is the instant of the event being executed; between runs it is where the
// last one ended.
func (k *Kernel) Now() Time { return k.now }

// Closing reports whether the present instant is in its closing round, so that
// only later instants can be scheduled.
func (k *Kernel) Closing() bool { return k.free()>>placeBits >= closingRound }

// free is the lowest position (round:8 | place:20) of the present instant that is not yet
// past.
func (k *Kernel) free() uint64 {
	if k.last == 0 {
		return 0
	}
	return k.last>>seqBits + 1
}

// Pending counts the events still to come.
func (k *Kernel) Pending() int { return k.queue.len() - k.dead }

// Scheduled counts the events scheduled so far.
func (k *Kernel) Scheduled() uint64 { return k.seq }

// Executed counts the events executed so far.
func (k *Kernel) Executed() uint64 { return k.done }

// Cancelled counts the timers cancelled so far.
func (k *Kernel) Cancelled() uint64 { return k.undone }

// Schedule lets an event happen to a at the instant at, in phase p. If that is
// the present instant and (p, a) is not after the event being executed, it
// happens in the next round.
//
// It panics if at is in the past, if the present instant is in its closing
// round, and if a, p or the number of events is out of bounds: these are errors
// of the calling program.
func (k *Kernel) Schedule(at Time, p Phase, a Actor, kind Kind, arg, aux uint32) {
	k.schedule(at, p, a, 0, words(arg, aux), uint64(kind)<<32)
}

// Close is Schedule for the closing round of the instant at, in which deadlines
// and clocks are looked at after everything else of that instant has happened.
func (k *Kernel) Close(at Time, a Actor, kind Kind, arg, aux uint32) {
	k.schedule(at, PhaseWorld, a, closingRound, words(arg, aux), uint64(kind)<<32)
}

// Timer is Schedule for an event that may be cancelled.
func (k *Kernel) Timer(at Time, p Phase, a Actor, kind Kind, arg, aux uint32) Handle {
	k.schedule(at, p, a, 0, words(arg, aux), words(k.timers.next(), uint32(kind)))
	return k.timers.open()
}

// schedule puts an event into the queue: the words of an entry, but for its key.
func (k *Kernel) schedule(at Time, p Phase, a Actor, round, args, rest uint64) {
	seq := k.seq + 1
	if at < k.now || at > Never || a > LastActor || p > PhaseStart || seq > maxSeq {
		panic(k.refusal(at, p, a))
	}
	position := round<<placeBits | uint64(p)<<actorBits | uint64(a)
	if at == k.now {
		position = k.next(position)
	}
	k.seq = seq
	k.queue.put(entry{at: at, key: position<<seqBits | seq, args: args, rest: rest})
}

// Cancel takes back the timer of h. It reports false, and does nothing, if that
// has happened, has been cancelled or never was.
func (k *Kernel) Cancel(h Handle) bool {
	if !k.timers.cancel(h) {
		return false
	}
	k.undone++
	k.dead++
	if k.dead > minTombstones && 2*k.dead > k.queue.len() {
		k.bury()
	}
	return true
}

// minTombstones is how many tombstones are not worth a rebuild.
const minTombstones = 32

// bury rebuilds the queue without its tombstones. Their slots are freed in the
// order of the slots, which does not depend on how the heap had come to lie.
func (k *Kernel) bury() {
	k.tombs = k.tombs[:0]
	k.queue.part(func(e entry) bool { return !k.timers.dead(e.timer()) }, func(e entry) { k.tombs = append(k.tombs, e.timer()) })
	slices.Sort(k.tombs)
	for _, timer := range k.tombs {
		k.timers.close(timer)
	}
	k.dead = 0
}

// refusal says why an event cannot be scheduled.
func (k *Kernel) refusal(at Time, p Phase, a Actor) string {
	switch {
	case at < k.now || at > Never:
		return fmt.Sprintf("sim: cannot schedule at %s: not within [now, Never], now is %s", at.Elapsed(), k.now.Elapsed())
	case a > LastActor || p > PhaseStart:
		return fmt.Sprintf("sim: phase %d or actor %d is out of bounds", p, a)
	}
	return "sim: a run cannot have more than 1<<36 - 1 events"
}

// next is the first position of the present instant at a place (phase:2 |
// actor:18), from its round on, that is not yet past.
func (k *Kernel) next(place uint64) uint64 {
	if k.Closing() {
		panic(fmt.Sprintf("sim: the closing round of %s can only schedule later instants", k.now.Elapsed()))
	}
	free := k.free()
	position := free&^(roundOne-1) | place
	if position < free {
		position += roundOne
	}
	return position
}

// Run executes all events up to and including the instant until, in order, each
// by one call of handle, which may schedule and cancel. It ends with the clock
// at until, so that what is scheduled next joins the instant where that one
// stands; after Stop, after an error and with until = Never the clock stays at
// the event executed last. An event at Never never happens.
//
// The error is a *LivelockError if an instant does not come to rest; the run
// cannot go on after it.
func (k *Kernel) Run(until Time, handle func(Event)) error {
	if k.running {
		panic("sim: Run called from within an event")
	}
	k.running, k.stopped = true, false
	err := k.run(min(until, Never-1), handle)
	k.running = false
	if err == nil && !k.stopped && until < Never && until > k.now {
		k.now, k.last = until, 0
	}
	k.check()
	return err
}

func (k *Kernel) run(until Time, handle func(Event)) error {
	for k.until = until; k.queue.root.at <= k.until; {
		e := k.queue.take()
		if e.at > k.now && e.timer() == 0 {
			k.now = e.at
		} else if due, err := k.admit(e); err != nil {
			k.queue.put(e) // not executed
			return err
		} else if !due {
			continue
		}
		k.last = e.key
		k.done++
		if k.traced {
			k.hash = trace(k.hash, e)
		}
		handle(e.event())
	}
	return nil
}

// admit says whether an event that was taken is to be executed, and makes its instant the
// present one. It ends the event's timer, demands that an event of the present instant
// comes after the one executed last, and watches the last rounds before livelock. It is
// kept out of the loop of run, where the registers are for events that need none of this.
//
//go:noinline
func (k *Kernel) admit(e entry) (due bool, err error) {
	timer := e.timer()
	if k.timers.dead(timer) {
		k.timers.close(timer)
		k.dead--
		return false, nil
	}
	if e.at < k.now || e.at == k.now && e.key <= k.last {
		panic(fmt.Sprintf("sim: order broken: %+v came after %s, key %#x", e.event(), k.now.Elapsed(), k.last))
	}
	k.now = e.at
	if e.key >= watchedRound*roundOne<<seqBits && e.key < closingRound*roundOne<<seqBits {
		if err := k.watch(e.event()); err != nil {
			return false, err
		}
	}
	if timer != 0 {
		k.timers.close(timer)
	}
	return true, nil
}

// Stop ends Run after the event being executed.
func (k *Kernel) Stop() { k.stopped, k.until = true, -Never }

// check holds the kernel to its books.
func (k *Kernel) check() {
	if k.dead < 0 || k.seq != k.done+k.undone+uint64(k.Pending()) {
		panic(fmt.Sprintf("sim: %d scheduled, but %d executed, %d cancelled, %d pending and %d tombstones",
			k.seq, k.done, k.undone, k.Pending(), k.dead))
	}
}

// Trace switches the running hash over executed events on or off.
func (k *Kernel) Trace(on bool) { k.traced = on }

// TraceHash is the hash over all events executed while Trace was on. Two runs
// that executed the same events in the same order have the same hash.
func (k *Kernel) TraceHash() uint64 { return k.hash }

// trace adds an event to the running hash. Only its second multiplication has
// to wait for the event before.
func trace(hash uint64, e entry) uint64 {
	what := fold(uint64(e.at)^0xa0761d6478bd642f, e.key^0xe7037ed1a0b428db)
	return fold(hash^what, e.args^e.rest>>32<<16^0x8ebc6af09c88c6e3)
}
