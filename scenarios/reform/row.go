package reform

import (
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Row is what is kept of one run.
type Row struct {
	Failed string // why the run came to no end; it then counts as one that missed
	Lead   Lead
	Due    []bool // by deadline that was asked for: came due
	Missed []bool // and had no time to spare

	// What it meant for those whom it concerns (M17), and what it took (M13).
	Refused, Benign, Unlawful int
	Overrun                   sim.Time
	Messages, Decided         int
	Idle                      sim.Time
}

// misses says whether a run had no time to spare.
func (r *Row) misses() bool { return r.Lead.Counts && !r.Lead.InTime() }

// rowOf reads a run; which are the deadlines that were asked for.
func rowOf(trace *measure.Trace, which []int, end sim.Time) Row {
	r := Row{Due: make([]bool, len(which)), Missed: make([]bool, len(which))}
	all := trace.Deadlines()
	for i, n := range which {
		l := leadOf(&all[n], end)
		r.Due[i], r.Missed[i] = l.Counts, l.Counts && !l.InTime()
		if l.Counts {
			r.Lead = lesserLead(r.Lead, l)
		}
	}
	rights, effort := trace.Rights(), trace.Effort()
	r.Refused, r.Benign, r.Unlawful, r.Overrun = rights.Refused, rights.Benign, rights.Unlawful, rights.Overrun
	r.Messages, r.Decided, r.Idle = effort.Messages, effort.Decided, effort.Idle
	return r
}

// leadOf is the lead of one deadline. One that is void or open counts in nothing.
func leadOf(d *measure.Deadline, end sim.Time) Lead {
	switch {
	case !d.Counts():
		return Lead{}
	case d.Outcome == journal.NotMet || d.When == sim.Never:
		return Lead{Counts: true, Never: true, Ms: min(d.At-end, 0)}
	}
	return Lead{Counts: true, Ms: d.Margin()}
}
