package measure

import (
	"cmp"
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// Place says how far a missing fact came towards an agency, nearest first.
type Place uint8

// The places of a missing fact.
const (
	Barred     Place = iota // believed, and not to be used for what is wanted
	AtDesk                  // delivered, not yet read or believed
	UnderWay                // in the sending chain or carried
	Waiting                 // parked: the sender is not willing yet
	Stopped                 // refused, taken out, lapsed or dropped on its way
	Elsewhere               // held by others, of whom none sent it here
	Undetected              // exposed, and noticed by nobody
	Unexposed               // not yet there to be noticed
)

var exposedFact = field(journal.Exposed, "fact")

// Lack is a key fact that an agency did not have, for the use that its deadline
// needs, when it came, with how far it had come.
type Lack struct {
	Fact   journal.Ref
	Place  Place
	Agency journal.Ref // that held or sent it; Barred: whose word it is
	Since  sim.Time
	Step   journal.Step
	Use    int64 // Barred: for which it was not free, a bit of journal.Lead...
	Reason journal.Reason
	Rule   journal.Ref
}

// sortLacks puts those that came furthest first.
func sortLacks(list []Lack) {
	slices.SortStableFunc(list, func(a, b Lack) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Since, b.Since))
	})
}

// barred says why what an agency believes is not free for a use: a wall, a
// retention that ended, or the marking of its originator.
func (s *Story) barred(h *replay.Holding, use int64, now sim.Time) Lack {
	l := Lack{Fact: h.Fact, Place: Barred, Since: h.Credited, Use: use}
	if len(h.Origins) > 0 {
		l.Agency = h.Origins[0]
		l.Rule = l.Agency
	}
	if r := s.wall(h.Agency, h.Fact, now); r != nil && !s.evidentialOnly(l.Agency, use) {
		l.Reason, l.Rule = r.Reason, r.Rule
	}
	if h.Purged != sim.Never {
		l.Since, l.Reason, l.Rule = h.Purged, journal.RetentionEnds, h.Agency
	}
	return l
}

// evidentialOnly says whether a use is that of evidence and the originator's marking
// does not allow it anyway.
func (s *Story) evidentialOnly(origin journal.Ref, use int64) bool {
	if use != journal.Evidence {
		return false
	}
	i := slices.IndexFunc(s.Static.Agencies, func(a journal.Agency) bool { return a.Name == s.Name(origin) })
	return i >= 0 && !s.Static.Agencies[i].Marking.Evidential
}

// wall is the record by which an agency last read a fact behind a wall; nil if it
// did not.
func (s *Story) wall(agency, fact journal.Ref, now sim.Time) (last *journal.Record) {
	for i := range s.Records {
		r := &s.Records[i]
		if r.At > now {
			break
		}
		if r.Kind == journal.Held && r.Actor == agency && journal.Ref(r.Args[heldFact]) == fact && r.Reason == journal.WallNarrows {
			last = r
		}
	}
	return last
}

// trace finds how far a fact has come towards an agency in the state of an
// instant.
func (s *Story) trace(st *replay.State, fact, agency journal.Ref, now sim.Time) Lack {
	best := Lack{Fact: fact, Place: Unexposed, Since: sim.Never}
	nearer := func(l Lack) {
		if cmp.Or(cmp.Compare(l.Place, best.Place), cmp.Compare(l.unkept(), best.unkept()), cmp.Compare(l.Since, best.Since)) < 0 {
			l.Fact = fact
			best = l
		}
	}
	for i := range s.Records {
		if r := &s.Records[i]; r.Kind == journal.Exposed && journal.Ref(r.Args[exposedFact]) == fact && r.At <= now {
			nearer(Lack{Place: Undetected, Since: r.At})
		}
	}
	for _, h := range st.Holdings() {
		switch {
		case h.Fact != fact:
		case h.Agency == agency && h.Received != sim.Never:
			nearer(Lack{Place: AtDesk, Agency: agency, Since: h.Received})
		case h.Understood != sim.Never:
			l := Lack{Place: Elsewhere, Agency: h.Agency, Since: h.Understood}
			if r := s.wall(h.Agency, fact, now); r != nil && h.Purposes&journal.Onward == 0 {
				l.Reason, l.Rule = r.Reason, r.Rule
			}
			nearer(l)
		}
	}
	for _, t := range s.Transits(now) {
		if t.To != agency {
			continue
		}
		if slices.Contains(t.Facts, fact) {
			nearer(t.lack())
		}
		for _, out := range t.Fallen {
			if slices.Contains(out.Facts, fact) {
				nearer(Lack{Place: Stopped, Agency: t.From, Since: out.At, Step: out.Step, Reason: out.Reason, Rule: out.Rule})
			}
		}
	}
	return best
}

// unkept ranks, of what is held elsewhere, first what a wall keeps there: it came
// further than what nobody thought of sending.
func (l *Lack) unkept() int {
	if l.Place == Elsewhere && l.Rule != 0 {
		return 0
	}
	return 1
}

// lack places what a message carries by how the message stands.
func (t *Transit) lack() Lack {
	l := Lack{Place: Stopped, Agency: t.From, Since: t.Sent, Step: t.Step, Reason: t.Reason, Rule: t.Rule}
	switch t.Outcome {
	case journal.Done:
		l.Place = AtDesk
	case journal.NotYet:
		l.Place = Waiting
	case journal.Open, journal.Pending:
		l.Place = UnderWay
	}
	return l
}
