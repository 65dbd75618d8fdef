package measure

import (
	"entente/sim"
	"entente/sim/journal"
)

var (
	decidedOutcome   = field(journal.Decided, "outcome")
	decidedSubmitted = field(journal.Decided, "submitted")
	voteOutcome      = field(journal.Vote, "outcome")
)

// Decisions are how bodies decided.
type Decisions struct {
	Times       // from submission to the decision; never for those still open
	Adopted int // of those decided
	Breaks  int // of silence
	Holds   int // objections
}

// Decisions (M12) is the time from submission to decision over the proposals, with the
// breaks and objections on their way. A proposal that its secretariat refused
// was never submitted.
func (s *Trace) Decisions() Decisions {
	var out Decisions
	open := map[sim.ID]bool{}
	records := s.exercise()
	for i := range records {
		switch r := &records[i]; r.Kind {
		case journal.Proposed:
			open[r.Subject] = true
		case journal.Vote:
			if journal.Outcome(r.Args[voteOutcome]) == journal.Objects {
				out.Holds++
			}
		case journal.Decided:
			o := journal.Outcome(r.Args[decidedOutcome])
			if r.Reason == journal.SilenceBroken {
				out.Breaks++
			}
			if o == journal.Redrafted || !open[r.Subject] {
				continue
			}
			delete(open, r.Subject)
			out.add(r.At - sim.Time(r.Args[decidedSubmitted]))
			if o == journal.Adopted {
				out.Adopted++
			}
		}
	}
	out.Never += len(open)
	out.Times = out.sorted()
	return out
}

var (
	supportOutcome = field(journal.Support, "outcome")
	supportAsked   = field(journal.Support, "asked_at")
)

// SupportTimes (M14) is the time from asking for support to its being on station.
func (s *Trace) SupportTimes() Times {
	var out Times
	waiting := map[sim.ID]bool{}
	records := s.exercise()
	for i := range records {
		r := &records[i]
		if r.Kind != journal.Support {
			continue
		}
		switch journal.Outcome(r.Args[supportOutcome]) {
		case journal.OnStation:
			delete(waiting, r.Subject)
			out.add(r.At - sim.Time(r.Args[supportAsked]))
		case journal.Ends:
		default:
			waiting[r.Subject] = true
		}
	}
	out.Never += len(waiting)
	return out.sorted()
}
