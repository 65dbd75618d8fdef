package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var (
	deadlineWhich     = field(journal.Deadline, "deadline")
	deadlineOutcome   = field(journal.Deadline, "outcome")
	deadlineDue       = field(journal.Deadline, "due")
	deadlineWhen      = field(journal.Deadline, "when")
	deadlineStoryline = field(journal.Deadline, "storyline")
)

// Deadline is how one deadline came out.
type Deadline struct {
	journal.Due
	Ref       journal.Ref
	Storyline journal.Ref
	Outcome   journal.Outcome // Met, Late, NotMet, Void or Open
	At        sim.Time        // due; sim.Never while its stage has not come
	When      sim.Time        // when it came true; sim.Never if it did not
	Record    journal.Num     // that resolved it; 0 if none did
	Reason    journal.Reason
	Rule      journal.Ref
}

// Margin is the time to spare: negative when late. It has a meaning only where
// the deadline is Met or Late.
func (d *Deadline) Margin() sim.Time { return d.At - d.When }

// Counts says that a deadline came due and so belongs in a measure.
func (d *Deadline) Counts() bool {
	return Ending{Outcome: d.Outcome}.Counts()
}

// Deadlines gives every deadline of the scenario in its declared order. One
// that no record resolves is Open.
func (s *Trace) Deadlines() []Deadline {
	all := make([]Deadline, len(s.Static.Deadlines))
	place := map[journal.Ref]int{}
	for i, due := range s.Static.Deadlines {
		ref := s.find(journal.SortDeadline, due.Name)
		place[ref] = i
		all[i] = Deadline{
			Due: due, Ref: ref, Storyline: s.find(journal.SortStoryline, due.Storyline),
			Outcome: journal.Open, At: sim.Never, When: sim.Never,
		}
	}
	for i := range s.Records {
		r := &s.Records[i]
		at, ok := place[journal.Ref(r.Args[deadlineWhich])]
		if r.Kind != journal.Deadline || !ok {
			continue
		}
		d := &all[at]
		d.Outcome, d.At = journal.Outcome(r.Args[deadlineOutcome]), sim.Time(r.Args[deadlineDue])
		d.Storyline, d.Record = journal.Ref(r.Args[deadlineStoryline]), r.Num
		d.Reason, d.Rule, d.When = r.Reason, r.Rule, sim.Never
		if d.Outcome == journal.Met || d.Outcome == journal.Late {
			d.When = sim.Time(r.Args[deadlineWhen])
		}
	}
	return all
}

// Share is a number of cases out of a whole.
type Share struct{ Of, All int }

// MetDeadlines (M3) is the share of the deadlines to be informed, or to have read, that were
// met: MET / (MET + LATE + NOT_MET).
func MetDeadlines(all []Deadline) Share {
	var s Share
	for i := range all {
		if d := &all[i]; d.Action == "" && d.Counts() {
			s.All++
			if d.Outcome == journal.Met {
				s.Of++
			}
		}
	}
	return s
}

// Margins are the times to spare of the deadlines for an action, least first.
// Those whose action never became available rank below all others and are only
// counted.
type Margins struct {
	Known       []sim.Time
	Unavailable int
}

// MarginsOf (M10) is due minus available, signed, over the deadlines for an action.
func MarginsOf(all []Deadline) Margins {
	var m Margins
	for i := range all {
		switch d := &all[i]; {
		case d.Action == "" || !d.Counts():
		case d.Outcome == journal.NotMet:
			m.Unavailable++
		default:
			m.Known = append(m.Known, d.Margin())
		}
	}
	slices.SortFunc(m.Known, cmp.Compare[sim.Time])
	return m
}

// Quantile gives the least margin that the share q of the deadlines do not exceed,
// and false where that deadline's action never became available.
func (m Margins) Quantile(q sim.PPM) (sim.Time, bool) {
	n := len(m.Known) + m.Unavailable
	i := sim.QuantileIndex(n, q) - m.Unavailable
	if n == 0 || i < 0 {
		return 0, false
	}
	return m.Known[i], true
}
