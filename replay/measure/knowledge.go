package measure

import (
	"cmp"
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// Knower is an agency with what it holds of some facts of one storyline.
type Knower struct {
	Agency journal.Ref
	Needs  bool              // ground truth: the storyline's needs name it
	Facts  []*replay.Holding // one per fact asked for; nil where it holds nothing
	Level  journal.Grade
	Since  sim.Time // when it reached that level
}

// KeyFacts are the key facts of a storyline in their declared order.
func (s *Trace) KeyFacts(storyline string) []journal.Ref {
	var facts []journal.Ref
	for _, f := range s.Static.Facts {
		if f.Key && f.Storyline == storyline {
			facts = append(facts, s.find(journal.SortFact, f.Name))
		}
	}
	return facts
}

// Knowers gives what agencies hold in a state of the facts of a storyline:
// those that need them and those that hold any, by nation and name.
func (s *Trace) Knowers(st *replay.State, storyline string, facts []journal.Ref) []Knower {
	needs := map[journal.Ref]bool{}
	var who []journal.Ref
	for _, n := range s.Static.Needs {
		if n.Storyline == storyline {
			agency := s.find(journal.SortAgency, n.Agency)
			needs[agency] = true
			who = append(who, agency)
		}
	}
	for _, h := range st.Holdings() {
		if slices.Contains(facts, h.Fact) && h.Received != sim.Never {
			who = append(who, h.Agency)
		}
	}
	slices.SortFunc(who, func(a, b journal.Ref) int {
		return cmp.Or(cmp.Compare(s.Nation(a), s.Nation(b)), cmp.Compare(s.Name(a), s.Name(b)))
	})
	var list []Knower
	for _, agency := range slices.Compact(who) {
		k := Knower{Agency: agency, Needs: needs[agency], Since: sim.Never}
		for _, f := range facts {
			k.Facts = append(k.Facts, st.Holding(agency, f))
		}
		if l := st.Level(agency, s.find(journal.SortStoryline, storyline)); l != nil {
			k.Level, k.Since = l.Grade, l.Since
		}
		list = append(list, k)
	}
	return list
}
