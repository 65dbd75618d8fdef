package reform

import (
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
)

// RunData is the run whose gap is asked about, where a replay file names one.
type RunData struct {
	File      string        `json:"file"`              // its name, without the folder
	Seed      uint64        `json:"seed,string"`       // of its draws
	Digest    string        `json:"digest"`            // of its records
	Settings  []string      `json:"settings"`          // of the scenario, as the run had them
	Until     string        `json:"until,omitempty"`   // when it was stopped, as that was asked
	First     bool          `json:"first_replication"` // of those that are counted as today
	Deadlines []RunDeadline `json:"deadlines"`         // that are asked about
}

// RunDeadline is what came of a deadline in one run.
type RunDeadline struct {
	Deadline string    `json:"deadline"` // its name
	Outcome  string    `json:"outcome"`  // met, late, not met, void, open
	Spare    *LeadData `json:"to_spare"` // null where it did not come due
}

// Missing are the deadlines that a run missed, by their place.
func Missing(trace *measure.Trace, end sim.Time) (which []int) {
	all := trace.Deadlines()
	for i := range all {
		if l := leadOf(&all[i], end); l.Counts && !l.InTime() {
			which = append(which, i)
		}
	}
	return which
}

// Tell takes down what came of some deadlines in the run.
func (r *RunData) Tell(trace *measure.Trace, which []int, end sim.Time) {
	all := trace.Deadlines()
	for _, n := range which {
		l := leadOf(&all[n], end)
		r.Deadlines = append(r.Deadlines, RunDeadline{trace.Static.Deadlines[n].Name, all[n].Outcome.String(), leadData(l, l.Counts)})
	}
}

// String says which run it is, what came of it, and what of it the search takes over.
func (r *RunData) String() string {
	var list []string
	for i := range r.Deadlines {
		d := &r.Deadlines[i]
		switch {
		case d.Spare == nil:
			list = append(list, d.Deadline+" did not come due")
		default:
			list = append(list, d.Deadline+" "+d.Spare.String())
		}
	}
	text := fmt.Sprintf("The run of %s, seed %d: %s.", r.File, r.Seed, strings.Join(list, "; "))
	took := "Its scenario is taken from the file"
	if n := len(r.Settings); n > 0 {
		took += " with " + wording.Plural(n, "setting")
	}
	text += " " + took
	if r.First {
		text += ", and so is its seed: it is the first of the runs that are counted as today."
	} else {
		text += "; the seed is another, so that other luck is counted as today."
	}
	if r.Until != "" {
		text += " It was stopped at " + r.Until + "; the runs of the search go on to the end."
	}
	return text
}
