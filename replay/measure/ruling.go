package measure

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Ruling is what one legal rule did to messages.
type Ruling struct {
	Rule  journal.Ref
	Ended int      // messages that it ended, those of which it left nothing too
	Held  sim.Time // that messages waited at LAW because of it alone
}

// Rulings gives the rules that ended or held a message, by Ref. The time of the
// court or prosecutor that a rule calls for is work of their desk and not in
// it, unless the desk is not simulated.
func (s *Trace) Rulings() []Ruling {
	var list []Ruling
	row := func(r journal.Ref) *Ruling {
		i, found := slices.BinarySearchFunc(list, r, func(x Ruling, r journal.Ref) int { return int(x.Rule) - int(r) })
		if !found {
			list = slices.Insert(list, i, Ruling{Rule: r})
		}
		return &list[i]
	}
	records := s.exercise()
	for i := range records {
		r := &records[i]
		if s.endedByRule(r) {
			row(r.Rule).Ended++
		}
		if !onTheWay(r.Kind) {
			continue
		}
		for _, span := range r.Spans {
			if span.Step == journal.Law && span.Cause == journal.ByRule && s.sort(span.Object) == journal.SortRule {
				row(span.Object).Held += span.Ms
			}
		}
	}
	return list
}

// LegalEffects is what legal rules did to messages together.
type LegalEffects struct {
	Ended   int
	Reached int // messages that came to LAW: all that entered the chain
	Held    sim.Time
}

// LegalEffects (M4) is the share of messages that a legal rule ended, and the time for which
// rules held them.
func (s *Trace) LegalEffects() LegalEffects {
	var l LegalEffects
	for _, r := range s.Rulings() {
		l.Ended += r.Ended
		l.Held += r.Held
	}
	records := s.exercise()
	for i := range records {
		if records[i].Kind == journal.Sent {
			l.Reached++
		}
	}
	return l
}
