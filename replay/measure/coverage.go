package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// unnoticed is how long two nations may hold the same fact unknown to each
// other before that counts as doing the same work twice.
const unnoticed = 24 * sim.Hour

// Duplicate is a fact that two nations held without either having it from the
// other.
type Duplicate struct {
	Fact   journal.Ref
	Nation [2]string // in order of names
	Lasted sim.Time
	Since  journal.Num // the record with which both held it
}

// Duplicates is the list of work done twice, longest first.
type Duplicates []Duplicate

// Total is their time.
func (d Duplicates) Total() (sum sim.Time) {
	for _, x := range d {
		sum += x.Lasted
	}
	return sum
}

// holding is when a nation first understood a fact, and from which other nations
// it had it by when.
type holding struct {
	since  sim.Time
	record journal.Num
	from   map[string]sim.Time
}

// Duplicates (M6) lists the facts that two nations held for over a day, neither having them
// from the other.
func (s *Trace) Duplicates() Duplicates {
	held := s.national()
	var out Duplicates
	for _, f := range s.facts() {
		var nations []string
		for n := range held[f] {
			nations = append(nations, n)
		}
		slices.Sort(nations)
		for i, a := range nations {
			for _, b := range nations[i+1:] {
				if d := s.heldBoth(held[f][a], held[f][b], a, b); d > unnoticed {
					out = append(out, Duplicate{Fact: f, Nation: [2]string{a, b}, Lasted: d, Since: max(held[f][a].record, held[f][b].record)})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Duplicate) int { return -cmp.Compare(x.Lasted, y.Lasted) })
	return out
}

// heldBoth is the time from which both hold a fact to when one has it from the
// other, or to the end.
func (s *Trace) heldBoth(x, y *holding, a, b string) sim.Time {
	end := s.End()
	if at, ok := x.from[b]; ok {
		end = min(end, at)
	}
	if at, ok := y.from[a]; ok {
		end = min(end, at)
	}
	return end - max(x.since, y.since)
}

// national gives, by fact and nation, since when it is understood there and from
// whom.
func (s *Trace) national() map[journal.Ref]map[string]*holding {
	out := map[journal.Ref]map[string]*holding{}
	records := s.exercise()
	for i := range records {
		r := &records[i]
		f, other, ok := s.learned(r)
		if !ok {
			continue
		}
		own := s.Nation(r.Actor)
		if out[f] == nil {
			out[f] = map[string]*holding{}
		}
		if out[f][own] == nil {
			out[f][own] = &holding{since: r.At, record: r.Num, from: map[string]sim.Time{}}
		}
		if _, had := out[f][own].from[other]; other != "" && other != own && !had {
			out[f][own].from[other] = r.At
		}
	}
	return out
}

// learned reads what a record says an agency understood, and the nation it had
// it from; empty for its own.
func (s *Trace) learned(r *journal.Record) (fact journal.Ref, from string, ok bool) {
	switch {
	case r.Kind == journal.Collected:
		return journal.Ref(r.Args[collectedFact]), "", true
	case r.Kind == journal.Held && r.Args[heldUnderstood] != 0:
		return journal.Ref(r.Args[heldFact]), s.Nation(journal.Ref(r.Args[heldVia])), true
	}
	return 0, "", false
}

// facts are all facts in the order of the scenario.
func (s *Trace) facts() (facts []journal.Ref) {
	for _, f := range s.Static.Facts {
		facts = append(facts, s.find(journal.SortFact, f.Name))
	}
	return facts
}

var (
	collectedPurposes = field(journal.Collected, "purposes")
	heldPurposes      = field(journal.Held, "purposes")
)

// Unactionable (M7) is the share of the key facts that were there or that anybody held
// which no agency with the power to act could use for it before the earliest deadline
// of their storyline: facts without a home. Facts that nobody noticed count among them;
// those of innocent storylines are left out.
func (s *Trace) Unactionable() Share {
	all, without := s.homes()
	return Share{Of: len(without), All: len(all)}
}

// homes are the key facts that M7 counts, and those of them without a home.
func (s *Trace) homes() (all, without []journal.Ref) {
	powers := map[journal.Ref]bool{}
	for _, a := range s.Static.Actions {
		powers[s.find(journal.SortAgency, a.Agency)] = true
	}
	held, usable := map[journal.Ref]bool{}, map[journal.Ref]sim.Time{}
	records := s.exercise()
	for i := range records {
		r := &records[i]
		f, _, ok := s.learned(r)
		if !ok {
			continue
		}
		held[f] = true
		purposes := r.Args[heldPurposes]
		if r.Kind == journal.Collected {
			purposes = r.Args[collectedPurposes]
		}
		if at, had := usable[f]; powers[r.Actor] && purposes&journal.ActOn != 0 && (!had || r.At < at) {
			usable[f] = r.At
		}
	}
	due, exposed := s.earliest(), s.exposures()
	for _, t := range s.Static.Storylines {
		for _, f := range s.KeyFacts(t.Name) {
			if _, there := exposed[f]; t.Benign || !there && !held[f] {
				continue
			}
			all = append(all, f)
			if at, ok := usable[f]; !ok || at > due[t.Name] {
				without = append(without, f)
			}
		}
	}
	return all, without
}

// earliest is the first deadline of each storyline that came due; the end of the
// run where none did.
func (s *Trace) earliest() map[string]sim.Time {
	out := map[string]sim.Time{}
	for _, t := range s.Static.Storylines {
		out[t.Name] = s.End()
	}
	for _, d := range s.Deadlines() {
		if d.Counts() {
			out[d.Due.Storyline] = min(out[d.Due.Storyline], d.At)
		}
	}
	return out
}
