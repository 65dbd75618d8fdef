// Package rooms breaks every rule on mechanisms once.
package rooms // ERROR "the base's row for rooms.go names gone, which is not there"

type World struct {
	spec int
	State
	desks desks
	trays trays
	loud  loud
	stray stray
	quiet quiet
	bell  bell
}

type State struct {
	Thing []thing
	Other []other
}

// Wing low: what others stand on.
type (
	// trays hold. May call: desks loud.
	trays struct{ *World } // ERROR "does not call loud"

	// desks serve. May call: trays.
	desks struct{ *World }
)

// Wing high: what stands on others.
type (
	quiet struct{ *World }
	loud  struct{ *World }
)

// Wing tower: what stands on all.
type (
	bell struct{ *World }
)

type stray struct{ *World } // ERROR "stray stands in no wing"

// Here tables may lead up.
var notices = []func(*World){func(w *World) { w.loud.shout() }}

// Base rooms.go: here is what everybody in the house needs. tell climb fixed lone gone.

// Base nowhere.go: nothing. // ERROR "the base's row for nowhere.go does not say why"

func (w *World) tell()      { notices[0](w) }
func (w *World) climb()     { w.desks.quiet() }     // ERROR "the base calls up to desks.quiet of wing low"
func (w *World) fixed() int { return w.spec }       // ERROR "fixed reads the model alone"
func (w *World) lone() int  { return len(w.Thing) } // ERROR "lone is called by wing low alone"
func (w *World) more() int  { return len(w.Thing) } // ERROR "the base's row for rooms.go does not name more"

// Door is for callers outside.
func (w *World) Door() { w.loud.shout() }
