// Package rooms breaks every rule on mechanisms once.
package rooms

type World struct {
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

func (w *World) tell()  { notices[0](w) }
func (w *World) climb() { w.desks.quiet() } // ERROR "the base calls up to desks.quiet of wing low"

// Door is for callers outside.
func (w *World) Door() { w.loud.shout() }
