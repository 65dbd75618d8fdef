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

// wear counts time up to an instant in which all servers were busy and the desk open.
func (x *strain) wear(to sim.Time) {
	x.Worn += to - x.Since
	x.Since = to
}

// relax counts other time up to an instant; after so much of it they are as good as new.
func (x *strain) relax(to, shift sim.Time) {
	if x.Rest += to - x.Since; x.Rest >= shift {
		x.Worn, x.Rest = 0, 0
	}
	x.Since = to
}

// toil counts time up to an instant in which somebody was free, and from there up to another
// in which all servers are busy; nothing if that is not later. It does so without a branch,
// for no processor could guess it.
func (x *strain) toil(from, to, shift sim.Time) {
	all := -sim.Time(sim.Bit(to > from))
	x.Rest += (from - x.Since) & all
	x.Worn += (to - from) & all
	x.Since += (to - x.Since) & all
	if x.Rest >= shift && all != 0 {
		x.Worn, x.Rest = to-from, 0
	}
}

// strainAt is a desk's strain at an instant.
func (w queues) strainAt(d model.DeskID, now sim.Time) strain {
	x, c := w.Strain[d], &w.spec.Desks[d].Calendar
	for x.Since < now {
		next, open := now, false
		if x.Full { // what is begun lies there while the desk is closed
			open, next = c.OpenUntil(x.Since)
			next = min(next, now)
		}
		if open {
			x.wear(next)
		} else {
			x.relax(next, sim.Time(w.valueAt(w.spec.Model.FatigueAfter, now)))
		}
	}
	return x
}

// noteStrain notes that all servers of a desk are busy from an instant on, or not.
func (w queues) noteStrain(d model.DeskID, full bool, now sim.Time) {
	x := &w.Strain[d]
	switch {
	case x.Full == full:
		return
	case x.Full && w.hours.isOpenSince(d, x.Since, now):
		x.wear(now)
	case !x.Full && x.Since < now:
		x.relax(now, sim.Time(w.valueAt(w.spec.Model.FatigueAfter, now)))
	default:
		*x = w.strainAt(d, now)
	}
	x.Full = full
}

// strainSince is a desk's strain from an instant on at which it is open: all that may lie
// before is time that rests them, which counts as a whole when it is over.
func (w queues) strainSince(d model.DeskID, from sim.Time) strain {
	if x := w.Strain[d]; !x.Full || w.hours.isOpenSince(d, x.Since, from) {
		return x
	}
	return w.strainAt(d, from)
}

// setStrain notes a desk's strain.
func (w queues) setStrain(d model.DeskID, x strain) { w.Strain[d] = x }

// resetFatigue makes the people of a desk fresh.
func (w queues) resetFatigue(d model.DeskID) { w.Strain[d] = strain{Since: w.k.Now()} }

// fatigueFactor is the factor on work begun now: it grows with the saturated hours
// beyond a shift.
func (w queues) fatigueFactor(d model.DeskID) sim.PPM {
	m := &w.spec.Model
	over := w.strainAt(d, w.k.Now()).Worn - w.valueTime(m.FatigueAfter)
	if over <= 0 {
		return sim.One
	}
	return min(sim.One+sim.PPM(int64(over)/int64(sim.Minute)*int64(w.valuePPM(m.FatigueRate))/60), w.valuePPM(m.FatigueMax))
}

// touchTime is the work of a job: draw x human factor x skill x IT x fatigue, less in crisis
// mode where orders say so. Other business knows no fatigue: its load is the share of time
// that it takes from people as they are, tired ones too.
func (w queues) touchTime(d model.DeskID, j JobID, now sim.Time) sim.Time {
	sp, x := &w.spec.Desks[d], &w.Job[j]
	f := w.jobs.paceFactor(d, now)
	if x.Task == model.Background {
		return f.Scale(w.arrivals.otherWork(d, x))
	}
	need := sp.Tasks[x.Task].Dist.Draw(w.randomBits(drawWork, x.Stream.Nth(uint64(x.Task))))
	f = f.Times(w.fatigueFactor(d))
	if x.Toward != model.None && discretionary[x.Task] {
		f = f.Times(w.relations.humanFactor(w.spec.Agencies[sp.Agency].Nation, x.Toward))
	}
	return w.jobs.handledWithin(x, w.crises.hasten(sp.Agency, w.crises.matterOf(x), x.Task, f.Scale(need)))
}
