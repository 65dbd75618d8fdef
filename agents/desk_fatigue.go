package agents

import (
	"entente/agents/model"
	"entente/sim"
)

// strain is the work that a desk's people have done without rest. Time in which all servers are
// busy wears them, all other time rests them, closed time too; a shift of rest, in
// one piece or in several, and they are as good as new. So a load that leaves
// four hours in ten tires nobody for long, and a desk that never gets to the end of
// its queue is tired until it does. (Were a shift of rest one unbroken piece, a desk
// that is open round the clock would hardly ever have it, and be tired for good.)
type strain struct {
	Since sim.Time // up to when Worn and Rest are counted
	Worn  sim.Time // saturated time since they were as good as new
	Rest  sim.Time // rest since then
	Full  bool     // all servers are busy
}

// strainAt is a desk's strain at an instant.
func (w desks) strainAt(d model.DeskID, now sim.Time) strain {
	x, c := w.Strain[d], &w.spec.Desks[d].Calendar
	for x.Since < now {
		next := now
		if x.Full { // what is begun lies there while the desk is closed
			next = min(c.NextChange(x.Since), now)
		}
		if x.Full && c.Open(x.Since) {
			x.Worn += next - x.Since
		} else if x.Rest += next - x.Since; x.Rest >= sim.Time(w.valueAt(w.spec.Model.FatigueAfter, now)) {
			x.Worn, x.Rest = 0, 0
		}
		x.Since = next
	}
	return x
}

// noteStrain notes that all servers of a desk are busy from an instant on, or not.
func (w desks) noteStrain(d model.DeskID, full bool, now sim.Time) {
	x := &w.Strain[d]
	switch {
	case x.Full == full:
		return
	case x.Full && w.backstage.isOpenSince(d, x.Since, now):
		x.Worn += now - x.Since
		x.Since = now
	case !x.Full && x.Since < now:
		if x.Rest += now - x.Since; x.Rest >= sim.Time(w.valueAt(w.spec.Model.FatigueAfter, now)) {
			x.Worn, x.Rest = 0, 0
		}
		x.Since = now
	default:
		*x = w.strainAt(d, now)
	}
	x.Full = full
}

// resetFatigue makes the people of a desk fresh.
func (w desks) resetFatigue(d model.DeskID) { w.Strain[d] = strain{Since: w.k.Now()} }

// fatigueFactor is the factor on work begun now: it grows with the saturated hours
// beyond a shift.
func (w desks) fatigueFactor(d model.DeskID) sim.PPM {
	m := &w.spec.Model
	over := w.strainAt(d, w.k.Now()).Worn - w.valueTime(m.FatigueAfter)
	if over <= 0 {
		return sim.One
	}
	return min(sim.One+sim.PPM(int64(over)/int64(sim.Minute)*int64(w.valuePPM(m.FatigueRate))/60), w.valuePPM(m.FatigueMax))
}
