package measure

import (
	"cmp"
	"slices"

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
	Stopped                 // refused, blocked, lapsed or dropped on its way
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
	row := s.knower(d.Due.Storyline, wanted, agency)
	var list []Lack
	for i, f := range wanted {
		if row.Facts[i].Credited > d.At {
			list = append(list, s.trace(f, agency, row.Facts[i], d.At))
		}
	}
	slices.SortStableFunc(list, func(a, b Lack) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Since, b.Since))
	})
	return list
}

func (s *Story) knower(storyline string, facts []journal.Ref, agency journal.Ref) Knower {
	for _, k := range s.Knowers(storyline, facts) {
		if k.Agency == agency {
			return k
		}
	}
	return Knower{Agency: agency, Facts: slices.Repeat([]Know{unknown}, len(facts))}
}

// trace finds how far a fact came towards an agency by an instant.
func (s *Story) trace(fact, agency journal.Ref, know Know, due sim.Time) Lack {
	best := Lack{Fact: fact, Place: Unexposed, Since: sim.Never}
	better := func(l Lack) {
		if l.Place < best.Place || l.Place == best.Place && l.Since < best.Since {
			l.Fact = fact
			best = l
		}
	}
	for i := range s.Records {
		r := &s.Records[i]
		if r.At > due {
			break
		}
		switch {
		case r.Kind == journal.Exposed && journal.Ref(r.Args[exposedFact]) == fact:
			better(Lack{Place: Undetected, Since: r.At})
		case r.Kind == journal.Collected && journal.Ref(r.Args[collectedFact]) == fact,
			r.Kind == journal.Held && journal.Ref(r.Args[heldFact]) == fact && r.Args[heldUnderstood] != 0:
			better(Lack{Place: Elsewhere, Agency: r.Actor, Since: r.At})
		}
	}
	for _, t := range s.Transits(due) {
		if t.To == agency && slices.Contains(t.Facts, fact) {
			better(t.lack())
		}
	}
	if know.Received <= due {
		better(Lack{Place: AtDesk, Agency: agency, Since: know.Received})
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
