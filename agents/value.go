package agents

import (
	"entente/agents/model"
	"entente/sim"
)

// value reads a parameter.
func (w *World) value(id model.ParamID) int64 {
	return w.valueAt(id, w.k.Now())
}

// valueAt reads a parameter at an instant up to which nothing but fading moves it.
func (w *World) valueAt(id model.ParamID, at sim.Time) int64 {
	if x := &w.Param[id]; x.Fade == 0 {
		return x.Value
	}
	return w.fadedValue(id, at)
}

// valuePPM reads a parameter in millionths.
func (w *World) valuePPM(id model.ParamID) sim.PPM { return sim.PPM(w.value(id)) }

// valueTime reads a parameter in milliseconds.
func (w *World) valueTime(id model.ParamID) sim.Time { return sim.Time(w.value(id)) }

// fadedValue is a parameter's value with what has not faded by an instant.
func (w *World) fadedValue(id model.ParamID, at sim.Time) int64 {
	x, p := &w.Param[id], &w.spec.Params[id]
	return min(max(x.Value+w.remainingAt(x.Fade, at), p.Min), p.Max)
}

// remainingAt is what a passing change has still to fade at an instant.
func (w *World) remainingAt(i uint32, at sim.Time) int64 {
	f := &w.Fading[i]
	part := sim.RemainingShare(at-f.Since, f.HalfLife)
	if f.Boost < 0 {
		return -int64(part.Scale(sim.Time(-f.Boost)))
	}
	return int64(part.Scale(sim.Time(f.Boost)))
}
