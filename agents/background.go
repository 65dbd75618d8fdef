package agents

import (
	"entente/agents/model"
	"entente/sim"
)

// Background work makes capacity matter: other business takes its share of the
// open server time. Its jobs queue like all others but are not recorded.

// routineShare of background jobs are ROUTINE, the rest PRIORITY.
const routineShare = 800_000

// openDesk starts a desk at the beginning of the warm-up.
func (w *World) openDesk(d model.DeskID) {
	w.restDesk(d)
	w.unwatched(d)
	if w.spec.Desks[d].Loaded {
		w.drawArrivals(d, w.k.Now())
		w.leaveStage(d)
	}
}

// backgroundDue is other business that comes to a desk.
func (w *World) backgroundDue(e sim.Event) {
	d := model.DeskID(e.Arg)
	w.catchUp(d)
	key := w.nextArrival(d)
	j := w.otherComes(d, key, w.k.Now())
	limit := w.backlog(d)
	switch {
	case !w.Offstage[d].Away:
		w.awaitArrival(d)
		w.queue(j)
	case limit > 0 && int64(w.Desk[d].Queued) >= limit:
		w.enterStage(d)
		w.queue(j)
	default:
		w.takeOther(d, j)
		w.awaitArrival(d)
	}
}
