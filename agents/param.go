package agents

import (
	"slices"
	"strings"

	"entente/sim/journal"
)

// ParamID is a number's place in Spec.Params and State.Param.
type ParamID uint32

// Unit of a parameter's value.
type Unit uint8

// The units.
const (
	Count      Unit = iota
	Millionths      // shares, probabilities, factors, coefficients
	Milliseconds
)

// Param is a number of the scenario that can be set, swept and explained. One
// table stands behind every way to change the world.
type Param struct {
	Path     string // nations.cendria.agencies.police.desks.intake.servers
	Ref      journal.Ref
	Unit     Unit
	Value    int64 // at the start
	Min, Max int64
	Live     bool // may change during a run
	Given    bool // by the scenario or a preset; else the engine's default
	Source   string
	Tag      string // S seen, L located, K general knowledge, C calibration
	AsOf     string
	Anchor   string // the documented case the figure came from
}

// param is a parameter's value now, and how often it was set.
type param struct {
	Value int64
	Sets  uint32
}

// Param finds a parameter by its path.
func (s *Spec) Param(path string) (ParamID, bool) {
	i, ok := slices.BinarySearchFunc(s.Params, path, func(p Param, path string) int { return strings.Compare(p.Path, path) })
	return ParamID(i), ok
}

// Set changes a parameter and records old and new value. Holds that have begun
// keep their drawn length. A value out of bounds, or a parameter that is fixed
// at the start, is an error of the caller: scenarios and commands check first.
func (w *World) Set(id ParamID, value int64, cause journal.Link) {
	p := &w.spec.Params[id]
	if value < p.Min || value > p.Max {
		panic("agents: " + p.Path + " set out of its bounds")
	}
	x := &w.Param[id]
	old := x.Value
	x.Value = value
	r := w.note(journal.Set, 0, w.spec.Names.ID(p.Ref))
	r.Nth = x.Sets
	x.Sets++
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	}
	r.Args[0], r.Args[1], r.Args[2] = int64(p.Ref), old, value
	w.emit()
	for n := range w.spec.Nations { // trust or tension may have moved what is parked
		w.stir(NationID(n), None)
	}
}
