package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// param is a parameter's value now, and how often it was set.
type param struct {
	Value int64
	Sets  uint32
	Fade  uint32   // in State.Fading; 0: nothing fades
	At    sim.Time // when it was last set
}

// fading is what is left of passing changes of a parameter: it halves again and
// again. It is worked out on reading and never written back.
type fading struct {
	Boost    int64 // at Since
	Since    sim.Time
	HalfLife sim.Time
}

// addTransient changes a parameter in passing.
func (w changes) addTransient(id model.ParamID, delta int64, halfLife sim.Time, cause journal.Link) {
	w.backstage.summonDesks(id)
	old := w.value(id)
	x := &w.Param[id]
	if x.Fade == 0 {
		w.Fading = append(w.Fading, fading{})
		x.Fade = uint32(len(w.Fading) - 1)
	}
	w.Fading[x.Fade] = fading{Boost: w.remainingAt(x.Fade, w.k.Now()) + delta, Since: w.k.Now(), HalfLife: halfLife}
	w.recordChange(id, old, w.value(id), cause)
}

// setParam changes a parameter to a value within its bounds; what fades is gone.
func (w changes) setParam(id model.ParamID, value int64, cause journal.Link) {
	w.backstage.summonDesks(id)
	x := &w.Param[id]
	old := w.value(id)
	x.Value, x.Fade = value, 0
	w.recordChange(id, old, value, cause)
}

// applyPatches sets what the scenario was patched with.
func (w changes) applyPatches() {
	for _, p := range w.spec.Patches {
		w.setParam(p.Param, p.Value, journal.Link{})
	}
}

// shiftParam moves a parameter by a difference, within its bounds; what fades goes on
// fading.
func (w changes) shiftParam(id model.ParamID, delta int64, cause journal.Link) {
	w.backstage.summonDesks(id)
	old := w.value(id)
	w.Param[id].Value = w.clampToBounds(id, w.Param[id].Value+delta)
	w.recordChange(id, old, w.value(id), cause)
}

// recordChange records a parameter's change.
func (w changes) recordChange(id model.ParamID, old, value int64, cause journal.Link) {
	p, x := &w.spec.Params[id], &w.Param[id]
	x.At = w.k.Now()
	r := w.beginRecord(journal.Set, 0, w.spec.Names.ID(p.Ref))
	r.Nth = x.Sets
	x.Sets++
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	}
	r.Args[journal.SetParam], r.Args[journal.SetOld], r.Args[journal.SetNew] = int64(p.Ref), old, value
	w.scheduleRecheck(w.emitRecord())
	w.scheduleFadeRecheck(id)
}

// clampToBounds holds a value inside a parameter's bounds.
func (w changes) clampToBounds(id model.ParamID, v int64) int64 {
	p := &w.spec.Params[id]
	return min(max(v, p.Min), p.Max)
}
