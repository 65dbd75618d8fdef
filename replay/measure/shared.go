package measure

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var (
	creditedFact = field(journal.Credited, "fact")
	exposedFact  = field(journal.Exposed, "fact")
)

// enough is the share of the needing agencies that makes awareness shared, in
// thousandths.
const enough = 80 * sim.Percent

// Awareness is when those who need a storyline had enough of it.
type Awareness struct {
	Storyline journal.Ref
	After     sim.Time // from its first exposure; sim.Never if it did not happen
}

// Shared gives, for every storyline that showed and somebody needs, the time from its
// first exposure to the instant at which four fifths of the needing agencies
// each had credited as many key facts as make the pattern.
func (s *Trace) Shared() []Awareness {
	exposed, credited := s.exposures(), s.credits()
	var list []Awareness
	for _, t := range s.Static.Storylines {
		keys := s.KeyFacts(t.Name)
		var when []sim.Time
		var seen []string
		for _, n := range s.Static.Needs {
			if n.Storyline == t.Name && !slices.Contains(seen, n.Agency) {
				seen = append(seen, n.Agency)
				when = append(when, timeOfNth(credited[s.find(journal.SortAgency, n.Agency)], keys, t.K))
			}
		}
		first := firstOf(exposed, s.factsOf(t.Name))
		if len(when) == 0 || first == sim.Never {
			continue
		}
		slices.Sort(when)
		a := Awareness{Storyline: s.find(journal.SortStoryline, t.Name), After: sim.Never}
		if at := when[sim.QuantileIndex(len(when), enough)]; at != sim.Never {
			a.After = at - first
		}
		list = append(list, a)
	}
	return list
}

// AwarenessTimes (M2) is the time to shared awareness, over storylines.
func AwarenessTimes(all []Awareness) Times {
	var t Times
	for _, a := range all {
		t.add(a.After)
	}
	return t.sorted()
}

// exposures is the record with which each fact could first be noticed.
func (s *Trace) exposures() map[journal.Ref]*journal.Record {
	out := map[journal.Ref]*journal.Record{}
	for i := range s.Records {
		if r := &s.Records[i]; r.Kind == journal.Exposed {
			f := journal.Ref(r.Args[exposedFact])
			if _, ok := out[f]; !ok {
				out[f] = r
			}
		}
	}
	return out
}

// credits is when each agency came to believe each fact.
func (s *Trace) credits() map[journal.Ref]map[journal.Ref]sim.Time {
	out := map[journal.Ref]map[journal.Ref]sim.Time{}
	for i := range s.Records {
		r := &s.Records[i]
		if r.Kind != journal.Credited {
			continue
		}
		if out[r.Actor] == nil {
			out[r.Actor] = map[journal.Ref]sim.Time{}
		}
		out[r.Actor][journal.Ref(r.Args[creditedFact])] = r.At
	}
	return out
}

// timeOfNth is when the k-th of some facts came; sim.Never if fewer did.
func timeOfNth(came map[journal.Ref]sim.Time, facts []journal.Ref, k int) sim.Time {
	var when []sim.Time
	for _, f := range facts {
		if at, ok := came[f]; ok {
			when = append(when, at)
		}
	}
	slices.Sort(when)
	if k < 1 || len(when) < k {
		return sim.Never
	}
	return when[k-1]
}

func firstOf(shown map[journal.Ref]*journal.Record, facts []journal.Ref) sim.Time {
	first := sim.Never
	for _, f := range facts {
		if r, ok := shown[f]; ok {
			first = min(first, r.At)
		}
	}
	return first
}

// factsOf are all facts of a storyline.
func (s *Trace) factsOf(storyline string) (facts []journal.Ref) {
	for _, f := range s.Static.Facts {
		if f.Storyline == storyline {
			facts = append(facts, s.find(journal.SortFact, f.Name))
		}
	}
	return facts
}

// add counts one time.
func (t *Times) add(at sim.Time) {
	if at == sim.Never {
		t.Never++
		return
	}
	t.Known = append(t.Known, at)
}

func (t Times) sorted() Times {
	slices.Sort(t.Known)
	return t
}
