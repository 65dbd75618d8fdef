package measure

import (
	"entente/sim"
	"entente/sim/journal"
)

var (
	clockWhich   = field(journal.ClockEnd, "clock")
	clockOutcome = field(journal.ClockEnd, "outcome")
	clockDue     = field(journal.ClockEnd, "due")
)

// Clock is one time limit for an answer that came due.
type Clock struct {
	Owner   journal.Ref // the agency it binds
	Clock   journal.Ref
	Subject sim.ID
	Due     sim.Time
	Ended   sim.Time // answered, or run out
	InTime  bool
	Record  journal.Num // of its end
}

// Clocks gives the clocks of acknowledgements, replies and notices, and those of terms on
// entries of stores and hits, that were due by the end of the run, in the order of their ends. A clock answered early
// counts when it would have been due, so that the hasty do not outweigh the
// slow; a stopped one, and one that was prolonged beyond the end, was not due.
// Clocks of retention and of actions ask nobody for an answer.
func (s *Trace) Clocks() []Clock {
	var list []Clock
	kinds := s.clockKinds()
	records := s.exercise()
	for i := range records {
		r := &records[i]
		c := journal.Ref(r.Args[clockWhich])
		if r.Kind != journal.ClockEnd || kinds[c] == "retention" || kinds[c] == "action" {
			continue
		}
		due, met := sim.Time(r.Args[clockDue]), journal.Outcome(r.Args[clockOutcome]) == journal.Met
		if due > s.End() || !met && journal.Outcome(r.Args[clockOutcome]) != journal.Expired {
			continue
		}
		list = append(list, Clock{Owner: r.Actor, Clock: c, Subject: r.Subject, Due: due, Ended: r.At, InTime: met && r.At <= due, Record: r.Num})
	}
	return list
}

// clockKinds says what each declared clock is for.
func (s *Trace) clockKinds() map[journal.Ref]string {
	kinds := map[journal.Ref]string{}
	for _, c := range s.Static.Clocks {
		kinds[s.find(journal.SortClock, c.Name)] = c.For
	}
	return kinds
}

// Instrument is an agreement or rule with its clocks.
type Instrument struct {
	Name string
	Share
}

// Instruments sums up clocks by the agreement or rule that set them, in the
// order in which they first came due.
func (s *Trace) Instruments(all []Clock) []Instrument {
	var list []Instrument
	for i := range all {
		name := s.instrument(all[i].Clock)
		at := -1
		for j := range list {
			if list[j].Name == name {
				at = j
			}
		}
		if at < 0 {
			at = len(list)
			list = append(list, Instrument{Name: name})
		}
		list[at].All++
		if all[i].InTime {
			list[at].Of++
		}
	}
	return list
}

// instrument is what set a clock; a clock that is not declared has the name of
// the rule whose exception it follows.
func (s *Trace) instrument(clock journal.Ref) string {
	if s.sort(clock) == journal.SortClock {
		for _, c := range s.Static.Clocks {
			if c.Name == s.Name(clock) {
				return c.Instrument
			}
		}
	}
	return s.Name(clock)
}

// TimelyAnswers (M8) is the share of the clocks due that were answered in time.
func TimelyAnswers(all []Clock) Share {
	n := Share{All: len(all)}
	for i := range all {
		if all[i].InTime {
			n.Of++
		}
	}
	return n
}
