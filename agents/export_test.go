package agents

import (
	"fmt"
	"maps"
	"slices"

	"entente/sim"
)

// Describe runs a world and gives every happening as a livelock would name it.
func (w *World) Describe(seen map[string]bool) []string {
	mine := map[string]bool{}
	err := w.k.Run(w.spec.End, func(e sim.Event) {
		w.turns = w.turns[:0]
		w.goesRound(e)
		mine[w.turns[0].What] = true
		handle[e.Kind](w, e)
	})
	if err != nil || w.err != nil {
		panic(fmt.Sprint(err, w.err))
	}
	maps.Copy(seen, mine)
	return slices.Sorted(maps.Keys(mine))
}

// Undescribed names a kind of event that a livelock could not name.
func Undescribed() error {
	for k := range described {
		if described[k].what == "" || described[k].of == nil {
			return fmt.Errorf("kind %d has no words", k)
		}
	}
	return nil
}

// Busy is the number of servers at work on a desk, for tests.
func (w *World) Busy(d DeskID) int { return int(w.Desk[d].Busy) }

// Tired is the factor of a desk's fatigue now.
func (w *World) Tired(d DeskID) sim.PPM { return w.fatigue(d) }
