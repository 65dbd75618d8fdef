package agents

import (
	"math/bits"

	"entente/agents/model"
	"entente/sim"
)

// workOpen does what takeTurn does, from an instant on and before another, while the desk is
// open, but from one piece of other business that is taken up to the next: whoever is free
// first takes it up as soon as it has come, an urgent one before all others. It gives
// the instant before which all is done. Most of what happens in a run happens here.
func (w backstage) workOpen(d model.DeskID, from, until sim.Time) sim.Time {
	x, ahead := &w.Alone[d], &w.Business[d]
	closes, factor := w.Hours[d].Changes, x.Factor
	until = w.beforeQuick(d, min(until, closes))
	free, undone, strain := x.Free[:x.Servers], ahead.Undone, w.queues.strainSince(d, from)
	waited, fullTo, shift := false, x.Free[0], w.valueTime(w.spec.Model.FatigueAfter)
	ends := ending{next: int(ahead.Next)}
	for {
		i, urgent := bits.TrailingZeros64(undone[0]), bits.TrailingZeros64(undone[1])
		at := max(x.Free[0], min(ahead.At[i], ahead.At[urgent]))
		if at >= until {
			break
		}
		i += (urgent - i) & -int(sim.Bit(ahead.At[urgent] <= at))
		undone[0] &^= 1 << i
		undone[1] &^= 1 << i
		waited = waited || ahead.At[i] < at
		if strain.Full && fullTo < at {
			strain.wear(fullTo)
			strain.Full = false
		}
		if free[0] >= from {
			ends = ends.with(ahead, free[0])
		}
		if need := factor.Scale(ahead.Need[i]); need <= closes-at {
			insertEnd(free, at+need)
		} else {
			insertEnd(free, w.hours.workDoneAt(d, at, need))
		}
		if fullTo = free[0]; !strain.Full && fullTo > at {
			strain.relax(at, shift)
			strain.Full = true
		}
	}
	if strain.Full && fullTo < until {
		strain.wear(fullTo)
		strain.Full = false
	}
	busy := x.Story
	for _, end := range free {
		if end >= until {
			busy++
		} else if end >= from {
			ends = ends.with(ahead, end)
		}
	}
	come := ahead.goOn(until, undone)
	_, _, flip := w.queues.occupancy(d)
	queued := int64(bits.OnesCount64(ahead.waiting())) + int64(w.Desk[d].Ours)
	if waited || queued > 0 {
		flip = closes
	}
	w.queues.setOccupancy(d, busy, queued, flip)
	w.queues.setStrain(d, strain)
	w.countBySelf(d, BackgroundDue, uint64(come))
	w.countBySelf(d, JobDone, uint64(ends.n))
	w.countBySelf(d, DeskStarts, uint64(come+ends.n-ends.ties))
	return until
}

// ending counts ends in their order, and how many are at an instant at which something
// else ends or comes.
type ending struct {
	n, ties int
	next    int // what comes no sooner than the last of them
	last    sim.Time
}

// with is one end more.
func (x ending) with(ahead *business, end sim.Time) ending {
	for ahead.At[x.next] < end {
		x.next++
	}
	if x.n > 0 && x.last == end || ahead.At[x.next] == end {
		x.ties++
	}
	x.n, x.last = x.n+1, end
	return x
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
