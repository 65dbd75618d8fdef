package agents

import (
	"math/bits"
	"slices"

	"entente/agents/model"
	"entente/sim"
)

// lookahead is how many pieces of other business a desk has at hand: what waits of it, if
// the desk goes on by itself, and what is to come. With mostWaiting it goes on stage, and
// leaves it when fewWaiting are left.
const (
	lookahead   = 64
	mostWaiting = 56
	fewWaiting  = 40
)

// business is the other business of a desk, in the order in which it comes.
type business struct {
	Least  sim.Time                // no work that a piece at hand brings is less
	Came   uint32                  // other business that has come so far
	Next   uint8                   // the place of what comes next; before it lies what has come
	Undone [2]uint64               // what no server has taken up: ROUTINE, PRIORITY; a bit for each place
	At     [lookahead + 1]sim.Time // when it comes; Never beyond the end
	Need   [lookahead]sim.Time     // the work that it brings, before what scales it
	Nth    [lookahead]uint32       // of its desk
}

// drawArrivals draws the next arrivals of other business, in open time, with all that
// there is to draw about them, after what waits.
func (w arrivals) drawArrivals(d model.DeskID, from sim.Time) {
	x, sp := &w.Business[d], &w.spec.Desks[d]
	x.keepWaiting()
	var gaps, works [lookahead]uint64
	var pressing uint64
	first, name := int(x.Next), w.spec.Names.ID(sp.Ref)
	gap, work, rank := sim.NewDecision(w.seed, drawGap), sim.NewDecision(w.seed, drawWork), sim.NewDecision(w.seed, drawRank)
	for i := range lookahead - first {
		key := name.Nth(uint64(x.Came) + uint64(i))
		gaps[i], works[i] = gap.About(key), work.About(key.Nth(uint64(model.Background)))
		pressing |= uint64(sim.Bit(!sim.Chance(rank.About(key), routineShare))) << (first + i)
		x.Nth[first+i] = x.Came + uint32(i)
	}
	sp.Gap.DrawAll(x.At[first:lookahead], gaps[:lookahead-first])
	fresh := w.addGaps(d, from, x.At[first:lookahead])
	sp.Tasks[model.Background].Dist.DrawAll(x.Need[first:first+fresh], works[:fresh])
	come := (uint64(1)<<fresh - 1) << first
	x.Undone[0] |= come &^ pressing
	x.Undone[1] |= come & pressing
	x.At[lookahead], x.Least = sim.Never, slices.Min(x.Need[:])
}

// addGaps makes instants of gaps of open time after one another, the first after an instant;
// Never beyond the end of the run. It gives how many are not beyond.
func (w arrivals) addGaps(d model.DeskID, from sim.Time, list []sim.Time) int {
	hours, end := &w.spec.Desks[d].Calendar, w.spec.End
	known := -sim.Never // up to when the desk is known to be open
	if x := &w.Hours[d]; x.Open && x.Since <= from {
		known = min(x.Changes, end)
	}
	for i, gap := range list {
		at := from + max(1, gap)
		if at > known {
			if at = hours.Add(from, max(1, gap)); at > end {
				for k := range list[i:] {
					list[i+k] = sim.Never
				}
				return i
			}
			if open, closes := hours.OpenUntil(at); open {
				known = min(closes, end)
			}
		}
		list[i], from = at, at
	}
	return len(list)
}

// keepWaiting makes room after what waits.
func (x *business) keepWaiting() {
	waiting := x.waiting()
	n := 0
	var undone [2]uint64
	for ; waiting != 0; waiting &= waiting - 1 {
		i := bits.TrailingZeros64(waiting)
		x.At[n], x.Need[n], x.Nth[n] = x.At[i], x.Need[i], x.Nth[i]
		undone[x.Undone[1]>>i&1] |= 1 << n
		n++
	}
	x.Undone, x.Next = undone, uint8(n)
}

// waiting is what has come and no server has taken up.
func (x *business) waiting() uint64 { return (x.Undone[0] | x.Undone[1]) & (1<<x.Next - 1) }

// needOf is the work that a piece brings that has come, if it is at hand still.
func (x *business) needOf(nth uint32) (need sim.Time, known bool) {
	i := int(x.Next) - int(x.Came-nth)
	if i < 0 || x.Nth[i] != nth {
		return 0, false
	}
	return x.Need[i], true
}

// arrival is other business that comes to a desk.
type arrival struct {
	nth    uint32
	at     sim.Time
	urgent bool // PRIORITY, or ROUTINE
}

// at is what lies at a place.
func (x *business) arrivalAt(i int) arrival {
	return arrival{nth: x.Nth[i], at: x.At[i], urgent: x.Undone[1]>>i&1 == 1}
}

// drop gives up what lies at a place: it is taken up, or lies elsewhere.
func (x *business) drop(i int) {
	x.Undone[0] &^= 1 << i
	x.Undone[1] &^= 1 << i
}

// makeRoom gives the first of n places before what is to come.
func (x *business) makeRoom(n int) int {
	if n > int(x.Next) {
		from, by := x.Next, n-int(x.Next)
		copy(x.At[n:lookahead], x.At[from:])
		copy(x.Need[n:], x.Need[from:])
		copy(x.Nth[n:], x.Nth[from:])
		x.Undone[0], x.Undone[1], x.Next = x.Undone[0]<<by, x.Undone[1]<<by, uint8(n)
	}
	return int(x.Next) - n
}

// put lets something lie at a place.
func (x *business) put(i int, at, need sim.Time, nth uint32, urgent bool) {
	x.At[i], x.Need[i], x.Nth[i] = at, need, nth
	x.Least = min(x.Least, need)
	x.Undone[sim.Bit(urgent)] |= 1 << i
}

// goOn lets come what comes before an instant, from a place on or before it, and notes what is
// undone of it. It gives how many came.
func (x *business) goOn(next int, until sim.Time, undone [2]uint64) int {
	for x.At[next] < until {
		next++
	}
	come := next - int(x.Next)
	x.Undone, x.Next = undone, uint8(next)
	x.Came += uint32(come)
	return come
}

// letCome lets other business come that is due, and wait.
func (w arrivals) letCome(d model.DeskID) {
	x := &w.Business[d]
	x.Came++
	if x.Next++; x.Next == lookahead {
		w.drawArrivals(d, x.At[lookahead-1])
	}
}

// takeArrival takes the arrival that is due, to lie in the queue of a desk on stage.
func (w arrivals) takeArrival(d model.DeskID) arrival {
	x := &w.Business[d]
	a := x.arrivalAt(int(x.Next))
	x.drop(int(x.Next))
	w.letCome(d)
	return a
}

// otherWork is the work that a piece of other business brings, before what scales it.
func (w arrivals) otherWork(d model.DeskID, x *job) sim.Time {
	if need, known := w.Business[d].needOf(x.Owner); known {
		return need
	}
	return w.spec.Desks[d].Tasks[model.Background].Dist.Draw(w.randomBits(drawWork, x.Stream.Nth(uint64(model.Background))))
}
