package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// Background work makes capacity matter: other business takes its share of the
// open server time. Its jobs queue like all others but are not recorded.

// routineShare of background jobs are ROUTINE, the rest PRIORITY.
const routineShare = 800_000

// openDesk starts a desk at the beginning of the warm-up.
func (w *World) openDesk(d DeskID) {
	w.restDesk(d)
	w.unwatched(d)
	if w.spec.Desks[d].Loaded {
		w.nextBackground(d)
	}
}

// nextBackground draws the gap to the next background job, in open time.
func (w *World) nextBackground(d DeskID) {
	sp := &w.spec.Desks[d]
	key := w.backgroundKey(d)
	gap := max(1, sp.Gap.Draw(w.u(drawGap, key)))
	at := sp.Calendar.Add(w.k.Now(), gap)
	if at > w.spec.End {
		return
	}
	w.k.Schedule(at, sim.PhaseWorld, actor(sp.Agency), BackgroundDue, uint32(d), 0)
}

func (w *World) backgroundDue(e sim.Event) {
	d := DeskID(e.Arg)
	key := w.backgroundKey(d)
	prec := journal.Routine
	if !w.yes(drawRank, key, routineShare) {
		prec = journal.Priority
	}
	w.countBackground(d)
	w.join1(d, order{task: Background, then: thenNothing, agency: w.spec.Desks[d].Agency, toward: None, key: key, prec: prec})
	w.nextBackground(d)
}

// backgroundKey is the lineage of the desk's n-th background job.
func (w *World) backgroundKey(d DeskID) sim.ID {
	return w.spec.Names.ID(w.spec.Desks[d].Ref).Nth(uint64(w.Desk[d].N))
}
