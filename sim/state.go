package sim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// stateVersion starts the bytes of a snapshot, and changes with their meaning.
const stateVersion = "ESK1"

// AppendState appends the kernel as canonical little-endian bytes: two kernels
// that go on alike have the same bytes, on every machine, however their heaps
// lie. It may be called between events and from within one; then the event
// being executed counts as done.
func (k *Kernel) AppendState(b []byte) []byte {
	k.check()
	le := binary.LittleEndian
	b = append(b, stateVersion...)
	for _, x := range []uint64{uint64(k.now), k.free(), k.last, k.seq, k.done, k.undone, k.hash, uint64(k.dead)} {
		b = le.AppendUint64(b, x)
	}
	b = append(b, byte(Bit(k.traced)))
	b = le.AppendUint32(b, uint32(k.queue.len()))
	for _, e := range k.queue.sorted() {
		b = le.AppendUint64(b, uint64(e.at))
		b = le.AppendUint64(b, e.key)
		b = le.AppendUint32(b, e.timer())
		b = le.AppendUint64(b, e.args)
		b = le.AppendUint16(b, uint16(e.rest>>32))
	}
	b = le.AppendUint32(b, k.timers.free)
	b = le.AppendUint32(b, uint32(len(k.timers.slot)))
	for _, s := range k.timers.slot {
		b = le.AppendUint32(b, s.gen)
		b = le.AppendUint32(b, s.next)
		b = append(b, byte(Bit(s.dead)))
	}
	late := k.late
	if k.lateAt != k.now {
		late = nil
	}
	b = le.AppendUint32(b, uint32(len(late)))
	for _, x := range late {
		b = le.AppendUint16(b, uint16(x.Kind))
		b = le.AppendUint32(b, uint32(x.Actor))
		b = le.AppendUint64(b, x.Count)
	}
	return b
}

// RestoreKernel makes a kernel from the bytes of AppendState and returns what
// follows them. The bytes are the world's: whatever they are, it gives an error
// rather than a kernel that would break its own order.
func RestoreKernel(b []byte) (*Kernel, []byte, error) {
	r := reader{b: b}
	if string(r.next(len(stateVersion))) != stateVersion {
		return nil, nil, errors.New("sim: not the state of a kernel of this version")
	}
	k := NewKernel(0)
	k.now = Time(r.u64())
	free := r.u64()
	k.last, k.seq, k.done, k.undone, k.hash = r.u64(), r.u64(), r.u64(), r.u64(), r.u64()
	dead := r.u64()
	k.traced = r.u8() == 1
	events := make([]entry, r.count(30))
	for i := range events {
		e := entry{at: Time(r.u64()), key: r.u64(), rest: uint64(r.u32()), args: r.u64()}
		e.rest |= uint64(r.u16()) << 32
		events[i] = e
		k.queue.add(e)
	}
	k.timers.free = r.u32()
	k.timers.slot = make([]slot, r.count(9))
	for i := range k.timers.slot {
		k.timers.slot[i] = slot{gen: r.u32(), next: r.u32(), dead: r.u8() == 1}
	}
	k.late, k.lateAt = make([]Busy, r.count(14)), k.now
	for i := range k.late {
		k.late[i] = Busy{Kind: Kind(r.u16()), Actor: Actor(r.u32()), Count: r.u64()}
	}
	if r.short {
		return nil, nil, errors.New("sim: the state of the kernel is cut short")
	}
	if free != k.free() {
		return nil, nil, fmt.Errorf("sim: state with an impossible present %s", k.now.Elapsed())
	}
	if err := k.restored(dead, events); err != nil {
		return nil, nil, err
	}
	return k, r.b, nil
}

// restored checks what run and the timers take for granted.
func (k *Kernel) restored(dead uint64, events []entry) error {
	if k.now <= -Never || k.now >= Never {
		return fmt.Errorf("sim: state with an impossible present %s", k.now.Elapsed())
	}
	used := make([]bool, len(k.timers.slot))
	use := func(n uint32) bool {
		if int64(n) > int64(len(used)) || used[n-1] {
			return false
		}
		used[n-1] = true
		return true
	}
	before := entry{at: k.now, key: k.last}
	for _, e := range events {
		if seq := e.key & maxSeq; e.at < k.now || e.at > Never || earlier(before, e) == 0 || seq == 0 || seq > k.seq {
			return fmt.Errorf("sim: state with an event out of order at %s", e.at.Elapsed())
		}
		if round := e.event().Round(); e.at > k.now && round != 0 && round != closingRound {
			return fmt.Errorf("sim: state with an event in round %d of %s, which has not begun", round, e.at.Elapsed())
		}
		before = e
		if timer := e.timer(); timer != 0 && !use(timer) {
			return fmt.Errorf("sim: state with a wrong timer %d", timer)
		}
		if k.timers.dead(e.timer()) {
			k.dead++
		}
	}
	if uint64(k.dead) != dead || k.seq > maxSeq || k.seq != k.done+k.undone+uint64(k.Pending()) {
		return errors.New("sim: state whose counts do not add up")
	}
	for n := k.timers.free; n != 0; n = k.timers.slot[n-1].next {
		if !use(n) || k.timers.slot[n-1].dead {
			return errors.New("sim: state with a broken list of free timers")
		}
	}
	for i, s := range k.timers.slot {
		if !used[i] && (s.gen < lastGen || s.dead) {
			return fmt.Errorf("sim: state with a lost timer %d", i+1)
		}
	}
	return nil
}

// Fork is an independent copy. It may be taken wherever AppendState may.
func (k *Kernel) Fork() *Kernel {
	f := *k
	f.queue, f.tombs = k.queue.fork(), nil
	f.timers.slot = slices.Clone(k.timers.slot)
	f.late = slices.Clone(k.late)
	f.running, f.stopped = false, false
	return &f
}

// reader takes numbers off the front of b, and zeros when it is used up.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) next(n int) []byte {
	if len(r.b) < n {
		r.b, r.short = nil, true
		return make([]byte, n)
	}
	head := r.b[:n]
	r.b = r.b[n:]
	return head
}

// count is a number of things of size bytes each, never more than can follow.
func (r *reader) count(size int) int {
	n := int64(r.u32())
	if n*int64(size) > int64(len(r.b)) {
		r.b, r.short = nil, true
		return 0
	}
	return int(n)
}

func (r *reader) u8() byte    { return r.next(1)[0] }
func (r *reader) u16() uint16 { return binary.LittleEndian.Uint16(r.next(2)) }
func (r *reader) u32() uint32 { return binary.LittleEndian.Uint32(r.next(4)) }
func (r *reader) u64() uint64 { return binary.LittleEndian.Uint64(r.next(8)) }
