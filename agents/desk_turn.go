package agents

import (
	"math/bits"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// A job of the story that comes to a desk which goes on by itself need not call it on
// stage: when it will be its turn is known, as long as nothing else of the story comes, and
// until then it changes nothing. Its starts are put on the calendar for that instant.

// awaitTurn lets a job wait for its turn at a desk that goes on by itself, and says whether
// it does: it is one of the story and the only one, and its turn comes while the desk is
// open.
func (w backstage) awaitTurn(d model.DeskID, j JobID) bool {
	if !w.Offstage[d].Away || w.Job[j].Task == model.Background || w.Desk[d].Ours != 0 {
		return false
	}
	w.catchUp(d)
	if limit := w.queues.backlogLimit(d); limit > 0 && int64(w.Desk[d].Queued) >= limit {
		return false
	}
	now, x := w.k.Now(), &w.Alone[d]
	turn := w.turnOf(d, j)
	if turn == sim.Never {
		return false
	}
	w.queues.lineUp(d, j)
	x.setTurn(turn, w.k.Timer(turn, sim.PhaseStart, w.jobs.deskActor(d), DeskStarts, uint32(d), 0))
	if turn > now {
		w.startsDue(d, now, w.k.Reached())
	}
	return true
}

// turnOf is when a job of the story begins that comes now, as far as it can be told; Never.
func (w backstage) turnOf(d model.DeskID, j JobID) sim.Time {
	x, ahead, now := &w.Alone[d], &w.Business[d], w.k.Now()
	if x.Fading || x.Quick != 0 || x.Factor.Scale(ahead.Least) <= 0 || !w.hours.isOpenAt(d, now) {
		return sim.Never
	}
	free, undone := x.Free, ahead.Undone
	for {
		at := max(free[0], now)
		if at >= w.Hours[d].Changes || at >= ahead.At[lookahead-1] {
			return sim.Never
		}
		i := bits.TrailingZeros64(undone[1])
		if ahead.At[i] > at {
			i = bits.TrailingZeros64(undone[0])
		}
		if ahead.At[i] > at || w.isTurnBefore(d, j, i) {
			return at
		}
		undone[0] &^= 1 << i
		undone[1] &^= 1 << i
		insertEnd(free[:x.Servers], w.hours.workDoneAt(d, at, x.Factor.Scale(ahead.Need[i])))
	}
}

// isTurnBefore says whether it is the turn of a job before that of what lies at a place.
func (w backstage) isTurnBefore(d model.DeskID, j JobID, place int) bool {
	a, x := w.Business[d].arrivalAt(place), &w.Job[j]
	prec := journal.Routine
	if a.urgent {
		prec = journal.Priority
	}
	if x.Prec != prec {
		return x.Prec > prec
	}
	return x.Arrived < a.at || x.Arrived == a.at && x.Key < w.queues.otherKey(d, a.nth)
}

// beginTurn begins the job of the story whose turn it is, and what of other business may
// begin with it.
func (w backstage) beginTurn(d model.DeskID) {
	x, ahead, now := &w.Alone[d], &w.Business[d], w.k.Now()
	if x.Turn != now { // an officer was called in for a job that is gone
		return
	}
	w.catchUp(d)
	x.setTurn(sim.Never, 0)
	w.queues.noteStartsDue(d, false)
	j := w.Desk[d].Waiting
	busy, queued, flip := w.queues.occupancy(d)
	for next := ahead.waiting(); next != 0; next = ahead.waiting() {
		if urgent := next & ahead.Undone[1]; urgent != 0 {
			next = urgent
		}
		i := bits.TrailingZeros64(next)
		if w.isTurnBefore(d, j, i) {
			break
		}
		ahead.drop(i)
		x.begin(w.hours.workDoneAt(d, now, x.Factor.Scale(ahead.Need[i])))
		busy++
		queued--
	}
	w.queues.setOccupancy(d, busy, queued, flip)
	w.queues.takeUp(d, j)
	x.giveServer()
	busy, queued, _ = w.queues.occupancy(d)
	busy, queued = w.startOthers(d, now, busy, queued)
	w.queues.noteStrain(d, busy >= x.Servers+x.Story, now)
	if queued > 0 && flip == sim.Never {
		flip = w.hours.nextChange(d, now)
	}
	w.queues.setOccupancy(d, busy, queued, flip)
}

// dropTurn calls a desk on stage at which a job of the story awaits its turn: it may come
// otherwise than was foreseen.
func (w backstage) dropTurn(d model.DeskID) {
	if w.Desk[d].Ours != 0 {
		w.enterStage(d)
	}
}
