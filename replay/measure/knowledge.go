package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var (
	collectedFact  = field(journal.Collected, "fact")
	heldFact       = field(journal.Held, "fact")
	heldUnderstood = field(journal.Held, "understood")
	heldReceived   = field(journal.Held, "received")
	heldVia        = field(journal.Held, "via")
	creditedFact   = field(journal.Credited, "fact")
	levelStoryline = field(journal.Level, "storyline")
	levelAfter     = field(journal.Level, "after")
)

// Know is what one agency knew of one fact; sim.Never for what it never did.
type Know struct {
	Received sim.Time
	Known    sim.Time // understood
	Credited sim.Time
	Own      bool        // its own collection
	Garbled  bool        // read once without being understood
	Via      journal.Ref // who handed it on first; 0 for the own collection
}

var unknown = Know{Received: sim.Never, Known: sim.Never, Credited: sim.Never}

// Knower is an agency with what it knew of the facts of one storyline.
type Knower struct {
	Agency journal.Ref
	Needs  bool                             // ground truth: the storyline's needs name it
	Facts  []Know                           // one per fact asked for
	Level  journal.Grade                    // the highest it reached
	Since  [journal.Actionable + 1]sim.Time // when it reached each; sim.Never
}

// KeyFacts are the key facts of a storyline in their declared order.
func (s *Story) KeyFacts(storyline string) []journal.Ref {
	var facts []journal.Ref
	for _, f := range s.Static.Facts {
		if f.Key && f.Storyline == storyline {
			facts = append(facts, s.find(journal.SortFact, f.Name))
		}
	}
	return facts
}

// Knowers gives what each agency knew of the facts of a storyline: those that
// need it and those that learned anything, by nation and name.
func (s *Story) Knowers(storyline string, facts []journal.Ref) []Knower {
	k := knowing{s: s, facts: facts, storyline: s.find(journal.SortStoryline, storyline), at: map[journal.Ref]*Knower{}}
	for _, n := range s.Static.Needs {
		if n.Storyline == storyline {
			k.of(s.find(journal.SortAgency, n.Agency)).Needs = true
		}
	}
	for i := range s.Records {
		k.learn(&s.Records[i])
	}
	var list []Knower
	for _, who := range k.order {
		list = append(list, *k.at[who])
	}
	slices.SortFunc(list, func(a, b Knower) int {
		return cmp.Or(cmp.Compare(s.Nation(a.Agency), s.Nation(b.Agency)), cmp.Compare(s.Name(a.Agency), s.Name(b.Agency)))
	})
	return list
}

// knowing gathers the rows of Knowers.
type knowing struct {
	s         *Story
	facts     []journal.Ref
	storyline journal.Ref
	at        map[journal.Ref]*Knower
	order     []journal.Ref
}

func (k *knowing) of(agency journal.Ref) *Knower {
	row := k.at[agency]
	if row == nil {
		row = &Knower{Agency: agency, Facts: slices.Repeat([]Know{unknown}, len(k.facts))}
		for i := range row.Since {
			row.Since[i] = sim.Never
		}
		k.at[agency] = row
		k.order = append(k.order, agency)
	}
	return row
}

func (k *knowing) fact(agency journal.Ref, fact int64) *Know {
	if i := slices.Index(k.facts, journal.Ref(fact)); i >= 0 {
		return &k.of(agency).Facts[i]
	}
	return &Know{}
}

// learn reads one record. The first time that anything was known counts.
func (k *knowing) learn(r *journal.Record) {
	switch r.Kind {
	case journal.Collected:
		c := k.fact(r.Actor, r.Args[collectedFact])
		c.Own = c.Own || c.Known > r.At
		c.Received, c.Known = min(c.Received, r.At), min(c.Known, r.At)
	case journal.Held:
		c := k.fact(r.Actor, r.Args[heldFact])
		if c.Received > r.At {
			c.Via = journal.Ref(r.Args[heldVia])
		}
		c.Received = min(c.Received, sim.Time(r.Args[heldReceived]))
		if r.Args[heldUnderstood] == 0 {
			c.Garbled = c.Known == sim.Never
			return
		}
		c.Known, c.Garbled = min(c.Known, r.At), false
	case journal.Credited:
		c := k.fact(r.Actor, r.Args[creditedFact])
		c.Credited = min(c.Credited, r.At)
	case journal.Level:
		if journal.Ref(r.Args[levelStoryline]) != k.storyline {
			return
		}
		row := k.of(r.Actor)
		for g := row.Level + 1; g <= journal.Grade(r.Args[levelAfter]); g++ {
			row.Since[g] = r.At
		}
		row.Level = max(row.Level, journal.Grade(r.Args[levelAfter]))
	}
}
