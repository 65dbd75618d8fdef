package review

import (
	"math"
	"math/bits"
	"sort"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Column is what waited in a lane during a stretch of time.
type Column struct {
	Ms        [measure.NumDelays]sim.Time // waiting time that passed in it, by delay
	Total     sim.Time
	Low, High int // the fewest and the most holds at one instant of it
}

// Mean is how many things waited on the average, of a stretch so long.
func (c *Column) Mean(length sim.Time) float64 {
	if length <= 0 {
		return 0
	}
	return float64(c.Total) / float64(length)
}

// Largest is the delay with the largest share; NumDelays where nothing waited.
func (c *Column) Largest() measure.Delay {
	most := measure.NumDelays
	for d, ms := range c.Ms {
		if ms > 0 && (most == measure.NumDelays || ms > c.Ms[most]) {
			most = measure.Delay(d)
		}
	}
	return most
}

// load is how many holds of a lane lasted at each instant, as a staircase, with sums
// by delay at every 64th step and the fewest and most between by powers of two: so a
// column costs the same however much lies in it.
type load struct {
	holds, open int // of which it was made
	steps       []stair
	marks       []mark
	reach       [][]span
}

// stair is an instant at which a hold begins or ends.
type stair struct {
	at    sim.Time
	count int32 // that last from here on
	delay int8  // of the hold, less than zero (^delay) where it ends
}

// mark is how much had passed at a step: by delay, and what lasts.
type mark struct {
	ms    [measure.NumDelays]sim.Time
	lasts [measure.NumDelays]int32
	some  uint32 // delays that last, as bits
}

// span is the fewest and the most that lasted at once.
type span struct{ low, high int32 }

const stairBits = 6 // steps from one mark to the next

// Columns gives what waited in a lane between edges that ascend, for each stretch
// between two of them. A nation's lane has all of its agencies'. Columns are one
// fewer than edges.
func (r *Run) Columns(who journal.Ref, edges []sim.Time, columns []Column) {
	l := r.loadOf(who)
	if l == nil || len(l.steps) == 0 {
		clear(columns)
		return
	}
	at := l.reached(edges[0])
	var before, after mark
	l.sumUntil(at, edges[0], &before)
	for i := range columns {
		from := at
		if at = l.reached(edges[i+1]); at-from < 1<<stairBits/2 {
			after = before
			l.sumFrom(from, at, edges[i], edges[i+1], &after)
		} else {
			l.sumUntil(at, edges[i+1], &after)
		}
		c := &columns[i]
		c.Total = 0
		for d := range c.Ms {
			c.Ms[d] = after.ms[d] - before.ms[d]
			c.Total += c.Ms[d]
		}
		s := l.between(from, at, edges[i+1])
		c.Low, c.High = int(s.low), int(s.high)
		before = after
	}
}

// loadOf gives the staircase of a lane, as far as it has been made. While records are
// still coming it is made anew when the lane has grown by an eighth; of a run that is
// paced, by half.
func (r *Run) loadOf(who journal.Ref) *load {
	l := r.lanes[who]
	if l == nil {
		if len(r.Open) == 0 {
			return nil
		}
		l = &lane{}
		r.lanes[who] = l
	}
	if l.making == nil {
		part := 8
		if r.pace.bound {
			part = 2
		}
		if old := l.load; old != nil && old.open == len(r.Open) && len(l.holds) < old.holds+old.holds/part+1 && (!r.finished || len(l.holds) == old.holds) {
			return old
		}
		l.making = r.makeLoad(who, l)
		if r.extendLoad(l); l.making != nil {
			r.pace.next = append(r.pace.next, l)
		}
	}
	return l.load
}

// none is the span of no step at all.
var none = span{math.MaxInt32, math.MinInt32}

func (s *span) join(o span) { s.low, s.high = min(s.low, o.low), max(s.high, o.high) }

// passTime lets time pass for what lasts.
func (m *mark) passTime(ms sim.Time) {
	if ms == 0 {
		return
	}
	for some := m.some; some != 0; some &= some - 1 {
		d := bits.TrailingZeros32(some)
		m.ms[d] += sim.Time(m.lasts[d]) * ms
	}
}

// stepHold begins or ends a hold and gives the change.
func (m *mark) stepHold(delay int8) int32 {
	if delay < 0 {
		if m.lasts[^delay]--; m.lasts[^delay] == 0 {
			m.some &^= 1 << ^delay
		}
		return -1
	}
	m.lasts[delay]++
	m.some |= 1 << delay
	return 1
}

// reached is how many steps had come by an instant, before it or at it.
func (x *load) reached(t sim.Time) int {
	return sort.Search(len(x.steps), func(i int) bool { return x.steps[i].at > t })
}

// sumUntil sums up to an instant, by which so many steps had come.
func (x *load) sumUntil(steps int, t sim.Time, m *mark) {
	if steps == 0 {
		*m = mark{}
		return
	}
	i := (steps - 1) >> stairBits
	*m = x.marks[i]
	x.sumFrom(i<<stairBits, steps, x.steps[i<<stairBits].at, t, m)
}

// sumFrom sums further, from one step to before another and from one instant to another.
func (x *load) sumFrom(from, to int, last, t sim.Time, m *mark) {
	for _, s := range x.steps[from:to] {
		m.passTime(s.at - last)
		last = s.at
		m.stepHold(s.delay)
	}
	m.passTime(t - last)
}

// between is the fewest and the most that lasted at once between two instants, by
// which so many steps had come; what begins just at the second does not count.
func (x *load) between(from, to int, until sim.Time) span {
	for to > from && x.steps[to-1].at == until {
		to--
	}
	first := int32(0)
	if from > 0 {
		first = x.steps[from-1].count
	}
	s := span{first, first}
	for from < to {
		size, level := 1<<stairBits, 0
		if from&(size-1) != 0 || to-from < size {
			if x.isLastOfInstant(from) {
				s.join(span{x.steps[from].count, x.steps[from].count})
			}
			from++
			continue
		}
		for from&(2*size-1) == 0 && to-from >= 2*size && level+1 < len(x.reach) {
			size, level = 2*size, level+1
		}
		s.join(x.reach[level][from>>stairBits>>level])
		from += size
	}
	return s
}
