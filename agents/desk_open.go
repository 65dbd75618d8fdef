package agents

import (
	"math/bits"

	"entente/agents/model"
	"entente/sim"
)

// workOpen does what takeTurn does, from an instant on and before another, while the desk is
// open, but from one piece of other business that is taken up to the next: whoever is free
// first takes it up as soon as it has come, an urgent one before all others. It gives
// the instant before which all is done. Most of what happens in a run happens here, so the
// two who are free first are kept at hand: few desks have more.
func (w backstage) workOpen(d model.DeskID, from, until sim.Time) sim.Time {
	x, ahead := &w.Alone[d], &w.Business[d]
	closes, factor := w.Hours[d].Changes, x.Factor
	until = w.beforeQuick(d, min(until, closes))
	free := x.Free[:x.Servers]
	tired, shift := w.queues.strainSince(d, from), w.valueTime(w.spec.Model.FatigueAfter)
	if tired.Full { // counted ahead, and taken back if it is not over by then
		tired.wear(x.Free[0])
		shift = max(shift, tired.Rest+1) // a shift that has become shorter counts when they rest next
	}
	var ends ending
	var late sim.Time
	next, routine, urgent := int(ahead.Next), ahead.Undone[0], ahead.Undone[1]
	first, second, rest := x.Free[0], x.Free[1], x.Free[2:max(2, x.Servers)]
	for {
		i, pressing := bits.TrailingZeros64(routine), bits.TrailingZeros64(urgent)
		at := max(first, min(ahead.At[i], ahead.At[pressing]))
		if at >= until {
			break
		}
		if ahead.At[pressing] <= at {
			i = pressing
			urgent &= urgent - 1
		} else {
			routine &= routine - 1
		}
		late |= at - ahead.At[i]
		if first >= from {
			next = ahead.firstSince(next, first)
			ends.add(first, ahead.At[next])
		}
		end := at + factor.Scale(ahead.Need[i])
		if end > closes {
			end = w.hours.workDoneAt(d, at, end-at)
		}
		first, second = min(second, end), max(second, end)
		if len(rest) != 0 {
			second = insertEnd(rest, second)
		}
		tired.toil(at, first, shift)
	}
	x.setFirst(first, second)
	if tired.Full = first >= until; tired.Full {
		tired.wear(until)
	}
	busy := x.Story
	for _, end := range free {
		if end >= until {
			busy++
		} else if end >= from {
			next = ahead.firstSince(next, end)
			ends.add(end, ahead.At[next])
		}
	}
	come := ahead.goOn(next, until, [2]uint64{routine, urgent})
	_, _, flip := w.queues.occupancy(d)
	queued := int64(bits.OnesCount64(ahead.waiting())) + int64(w.Desk[d].Ours)
	if late != 0 || queued > 0 {
		flip = closes
	}
	w.queues.setOccupancy(d, busy, queued, flip)
	w.queues.setStrain(d, tired)
	w.countBySelf(d, BackgroundDue, uint64(come))
	w.countBySelf(d, JobDone, uint64(ends.n))
	w.countBySelf(d, DeskStarts, uint64(come+ends.n-ends.ties))
	return until
}

// firstSince is the place of what comes first since an instant, at a place or after it. It is
// mostly one or two further on: which of these no processor can guess.
func (x *business) firstSince(place int, at sim.Time) int {
	place += int(sim.Bit(x.At[place] < at))
	place += int(sim.Bit(x.At[place] < at))
	for x.At[place] < at {
		place++
	}
	return place
}

// ending counts ends in their order, and how many are at an instant at which something
// else ends or comes.
type ending struct {
	n, ties int
	last    sim.Time
}

// add counts an end; something comes no sooner, next.
func (x *ending) add(end, next sim.Time) {
	if x.n > 0 && x.last == end || next == end {
		x.ties++
	}
	x.n, x.last = x.n+1, end
}

// beforeQuick is an instant, or the one at which work comes to a desk that takes no time, if
// that is sooner: its end is a round of its own, which is left to takeTurn.
func (w backstage) beforeQuick(d model.DeskID, until sim.Time) sim.Time {
	x, ahead := &w.Alone[d], &w.Business[d]
	if x.Factor.Scale(ahead.Least) > 0 {
		return until
	}
	for undone := ahead.Undone[0] | ahead.Undone[1]; undone != 0; undone &= undone - 1 {
		if i := bits.TrailingZeros64(undone); x.Factor.Scale(ahead.Need[i]) == 0 {
			until = min(until, ahead.At[i])
		}
	}
	return until
}
