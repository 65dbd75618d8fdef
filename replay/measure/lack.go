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
	AtDesk     Place = iota // delivered, not yet read or believed
	UnderWay                // in the sending chain or carried
	Waiting                 // parked: the sender is not willing yet
	Stopped                 // refused, taken out, lapsed or dropped on its way
	Elsewhere               // held by others, of whom none sent it here
	Undetected              // exposed, and noticed by nobody
	Unexposed               // not yet there to be noticed
)

var exposedFact = field(journal.Exposed, "fact")

// Lack is a key fact that an agency had not credited when its deadline came,
// with how far it had come.
type Lack struct {
	Fact   journal.Ref
	Place  Place
	Agency journal.Ref // that held or sent it
	Since  sim.Time
	Step   journal.Step
	Reason journal.Reason
	Rule   journal.Ref
}

// Lacks gives the key facts that the agency of a deadline had not credited at
// the due instant, those that came furthest first.
func (s *Story) Lacks(d *Deadline) []Lack {
	agency := s.find(journal.SortAgency, d.Agency)
	wanted := s.KeyFacts(d.Due.Storyline)
	if len(d.Facts) > 0 {
		wanted = nil
		for _, f := range d.Facts {
			wanted = append(wanted, s.find(journal.SortFact, f))
		}
	}
	st := s.At(d.At)
	var list []Lack
	for _, f := range wanted {
		if h := st.Holding(agency, f); h == nil || h.Credited == sim.Never {
			list = append(list, s.trace(st, f, agency, d.At))
		}
	}
	slices.SortStableFunc(list, func(a, b Lack) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Since, b.Since))
	})
	return list
}

// trace finds how far a fact has come towards an agency in the state of an
// instant.
func (s *Story) trace(st *replay.State, fact, agency journal.Ref, now sim.Time) Lack {
	best := Lack{Fact: fact, Place: Unexposed, Since: sim.Never}
	nearer := func(l Lack) {
		if l.Place < best.Place || l.Place == best.Place && l.Since < best.Since {
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
			nearer(Lack{Place: Elsewhere, Agency: h.Agency, Since: h.Understood})
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
