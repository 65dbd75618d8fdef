// Package rooms breaks every rule on mechanisms once.
package rooms

type World struct {
	State
	desks desks
	trays trays
	loud  loud
}

type State struct {
	Thing []thing
	Other []other
}

// desks serve. May call: trays.
type desks struct{ *World }

// trays hold. May call: desks loud.
type trays struct{ *World } // ERROR "does not call loud"

type loud struct{ *World }

func (w desks) serve() { w.trays.hold() }
func (w trays) hold()  { w.desks.quiet() }
func (w desks) quiet() {}
func (w loud) shout() {
	w.desks.quiet() // ERROR "loud may not call desks"
	w.shoutOnce()
	table[0](w.World)
}
func (w loud) shoutOnce() {}

var table = []func(*World){func(w *World) { w.loud.shout() }}

func (w desks) round() { w.trays.back() }  // ERROR "calls itself, by back"
func (w trays) back()  { w.desks.round() } // ERROR "calls itself, by round"
