package agents_test

import (
	"fmt"
	"strings"

	"entente/agents"
	"entente/agents/model"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// atNoon is a run that has come half a day far.
func atNoon() (*scenarios.Scenario, *agents.World) {
	s, err := scenarios.Load("two-nations", scenarios.Options{})
	if err != nil {
		panic(err)
	}
	w := agents.New(s.Spec, 1)
	if err := w.RunUntil(12 * sim.Hour); err != nil {
		panic(err)
	}
	return s, w
}

// A run is laid down in the evening and taken up in the morning.
func ExampleRestore() {
	s, w := atNoon()
	kept := w.Snapshot()

	again, err := agents.Restore(s.Spec, kept)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("taken up at", again.Now().Elapsed())
	fmt.Println(w.Run(), again.Run(), w.Digest() == again.Digest())

	kept[len(kept)/2]++
	_, err = agents.Restore(s.Spec, kept)
	fmt.Println(err)
	// Output:
	// taken up at T+12h
	// <nil> <nil> true
	// agents: not a whole snapshot of this scenario by this engine
}

// What else would follow from here: a fork goes its own way.
func ExampleWorld_Fork() {
	s, w := atNoon()
	other := w.Fork()
	for id, p := range s.Spec.Params {
		if strings.HasSuffix(p.Path, ".servers") { // of every desk: one more
			other.Set(model.ParamID(id), p.Value+1, journal.Link{})
		}
	}
	fmt.Println(w.Run(), other.Run(), w.Digest() == other.Digest())
	// Output: <nil> <nil> false
}
