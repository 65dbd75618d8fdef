package model

import (
	"entente/sim"
	"entente/sim/journal"
)

// Label is the precedence that somebody gave a message by hand: a rule, a request, an
// entry of the events list. 0 is none: the message goes by what its sender makes of the
// matter.
//
// A label goes with what it was put on. It governs how the first reader queues and
// whether it attends to it, and what that reader passes on before it has made up its own
// mind; then the reader may raise it, and lowers it unless it keeps it. What nobody
// labelled carries the precedence of the sender's own assessment, and a reader takes
// that over as it heeds it (model.labels.heeded).
type Label uint8

// LabelOf is the label that gives a precedence.
func LabelOf(p journal.Precedence) Label { return Label(p) + 1 }

// Or is the precedence that a label gives, or what holds without one.
func (l Label) Or(p journal.Precedence) journal.Precedence {
	if l == 0 {
		return p
	}
	return journal.Precedence(l - 1)
}

// Labels are how far readers go by what is written on a message.
type Labels struct {
	Heeded  ParamID    // PPM: they take over the precedence of a sender's own assessment; what was given by hand they always do
	Handled [4]ParamID // ms, by precedence: what reading or passing a message on takes at most; 0: as long as it takes
	Kept    ParamID    // PPM: they keep a higher label although they make less of the matter themselves
}

// Terms are what an asker writes on a request.
type Terms struct {
	Label Label
	Reply sim.Time    // it wants the answer within; 0: it says nothing of it
	Clock journal.Ref // that runs for it from delivery, where no law and no agreement has one
}
