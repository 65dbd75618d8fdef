package review

import (
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// ClockOf is the clock of the nation or body that a thing belongs to: that of the
// exercise with its own local time.
func (r *Run) ClockOf(thing journal.Ref) notation.Clock {
	c := r.Speak.Clock
	nation := r.Nation(thing)
	if nation == 0 {
		return c
	}
	for i := range r.Static.Zones {
		if z := &r.Static.Zones[i]; z.Nation == r.Static.Things[nation].Name {
			c.Zone = sim.Time(z.Offset)
		}
	}
	return c
}
