package agents

import (
	"math/bits"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Jobs of the story that come to a desk which goes on by itself need not call it on stage:
// when it will be the turn of the first of them is known, as long as nothing else of the
// story comes or ends there, and until then they change nothing. Its starts are put on the
// calendar for that instant.

// awaitTurn lets a job of the story wait at a desk that goes on by itself, and says whether
// it does.
func (w backstage) awaitTurn(d model.DeskID, j JobID) bool {
	if !w.Offstage[d].Away || w.Job[j].Task == model.Background || w.queues.mayInterrupt(d, j) {
		return false
	}
	w.catchUp(d)
	if w.queues.isQueueFull(d) {
		return false
	}
	w.queues.lineUp(d, j)
	if w.Desk[d].Ours > 1 { // there is less room than when it was said when to look
		w.k.Cancel(w.Offstage[d].Arrival)
		w.scheduleArrival(d)
	}
	if w.Desk[d].Waiting == j {
		w.foreseeTurn(d)
	}
	return true
}

// foreseeTurn puts on the calendar when the first job of the story will begin that waits at
// a desk which goes on by itself. If that cannot be told it calls the desk on stage; if other
// business is before it as far as it is drawn, the desk is asked again when more is drawn.
func (w backstage) foreseeTurn(d model.DeskID) {
	j := w.Desk[d].Waiting
	if !w.Offstage[d].Away || j == 0 {
		return
	}
	turn, told := w.turnOf(d, j)
	if !told {
		w.enterStage(d)
		return
	}
	x, call := &w.Alone[d], sim.Handle(0)
	if turn == x.Turn {
		return
	}
	w.k.Cancel(x.Call)
	if turn != sim.Never {
		call = w.k.Timer(turn, sim.PhaseStart, w.jobs.deskActor(d), DeskStarts, uint32(d), 0)
	}
	x.setTurn(turn, call)
}

// turnOf is when the first job of the story begins that waits at a desk, if that can be told;
// Never if other business is before it for as long as any is drawn.
func (w backstage) turnOf(d model.DeskID, j JobID) (turn sim.Time, told bool) {
	x, ahead, now := &w.Alone[d], &w.Business[d], w.k.Now()
	if x.Fading || x.Quick != 0 || x.Factor.Scale(ahead.Least) <= 0 {
		return sim.Never, false
	}
	w.hours.lookAtHours(d, now)
	free, undone, urgent := x.Free, ahead.Undone, w.Job[j].Prec >= journal.Immediate
	for {
		at := w.hours.openFrom(d, max(free[0], now))
		if urgent && !w.hours.isOpenSince(d, now, at) {
			return sim.Never, false // somebody may be called in for it
		}
		if at >= ahead.At[lookahead-1] {
			return sim.Never, true
		}
		i := bits.TrailingZeros64(undone[1])
		if ahead.At[i] > at {
			i = bits.TrailingZeros64(undone[0])
		}
		if ahead.At[i] > at || w.isTurnBefore(d, j, i) {
			return at, true
		}
		undone[0] &^= 1 << i
		undone[1] &^= 1 << i
		free[0] = insertEnd(free[1:x.Servers], w.hours.workDoneAt(d, at, x.Factor.Scale(ahead.Need[i])))
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

// beginTurn begins the job of the story whose turn it is, and what else may begin with it.
func (w backstage) beginTurn(d model.DeskID) {
	x, now := &w.Alone[d], w.k.Now()
	if x.Turn != now { // an officer was called in for a job that is gone
		return
	}
	w.catchUp(d)
	x.setTurn(sim.Never, 0)
	w.queues.noteStartsDue(d, false)
	for {
		j := w.Desk[d].Waiting
		w.startOthers(d, now, j)
		if busy, _, _ := w.queues.occupancy(d); j == 0 || busy == x.Servers+x.Story {
			break
		}
		w.queues.takeUp(d, j)
		x.giveServer()
	}
	w.noteStarted(d, now)
	w.foreseeTurn(d)
}

// dropTurn calls a desk on stage at which jobs of the story await their turn: they may come
// otherwise than was foreseen.
func (w backstage) dropTurn(d model.DeskID) {
	if w.Desk[d].Ours != 0 {
		w.enterStage(d)
	}
}
