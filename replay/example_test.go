package replay_test

import (
	"bytes"
	"fmt"

	"entente/agents"
	"entente/replay"
	"entente/scenarios"
)

// A run is written into a file, opened again, and asked what an agency had of a
// fact at the end.
func Example() {
	sc, err := scenarios.Load("two-nations", scenarios.Options{})
	if err != nil {
		panic(err)
	}
	var file bytes.Buffer
	out, err := replay.Create(&file, replay.Meta{Engine: agents.Version, Scenario: sc.Spec.Name, Seed: 1}, sc.Static, &sc.Spec.Names, nil)
	if err != nil {
		panic(err)
	}
	w := agents.New(sc.Spec, 1, out)
	if err := w.Run(); err != nil {
		panic(err)
	}
	if err := out.Close(w.Digest(), w.Count()); err != nil {
		panic(err)
	}

	f, err := replay.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		panic(err)
	}
	state, err := f.At(sc.Spec.End)
	if err != nil {
		panic(err)
	}
	h := state.Holding(f.Names().Find("belmora.spoc"), f.Names().Find("main.f1"))
	fmt.Println("from delivery to understanding:", h.Understood-h.Received)
	// Output: from delivery to understanding: 3h20m
}
