package model

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

// Param finds a parameter by its path.
func (s *Spec) Param(path string) (ParamID, bool) {
	i, ok := slices.BinarySearchFunc(s.Params, path, func(p Param, path string) int { return strings.Compare(p.Path, path) })
	return ParamID(i), ok
}
