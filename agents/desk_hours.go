package agents

import (
	"entente/agents/model"
	"entente/sim"
)

// open is when a desk is open: from Since on, up to Changes, it is, or is not; looked up last.
type open struct {
	Since   sim.Time
	Changes sim.Time
	Open    bool
}

// lookAtHours notes whether a desk is open at an instant, and until when.
func (w hours) lookAtHours(d model.DeskID, at sim.Time) *open {
	x := &w.Hours[d]
	if at < x.Since || at >= x.Changes {
		x.Since = at
		x.Open, x.Changes = w.spec.Desks[d].Calendar.OpenUntil(at)
	}
	return x
}

// isOpenAt says whether a desk is open at an instant.
func (w hours) isOpenAt(d model.DeskID, at sim.Time) bool { return w.lookAtHours(d, at).Open }

// nextChange is the first instant after one at which a desk opens or closes.
func (w hours) nextChange(d model.DeskID, at sim.Time) sim.Time {
	return w.lookAtHours(d, at).Changes
}

// openFrom is the first instant from one on at which a desk is open.
func (w hours) openFrom(d model.DeskID, at sim.Time) sim.Time {
	if w.isOpenSince(d, at, at+1) {
		return at
	}
	return w.spec.Desks[d].Calendar.NextOpen(at)
}

// isOpenSince says whether a desk is known to have been open from one instant to another.
func (w hours) isOpenSince(d model.DeskID, from, to sim.Time) bool {
	x := &w.Hours[d]
	return x.Open && x.Since <= from && to <= x.Changes
}

// workDoneAt is the instant at which work of open time is done that is begun at a desk.
func (w hours) workDoneAt(d model.DeskID, at, need sim.Time) sim.Time {
	x := &w.Hours[d]
	if x.Open && x.Since <= at && need <= x.Changes-at {
		return at + need
	}
	return w.spec.Desks[d].Calendar.Add(at, need)
}
