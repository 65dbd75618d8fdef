package measure

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var (
	overlookedFact  = field(journal.Overlooked, "fact")
	overlookedOther = field(journal.Overlooked, "other")
)

// Pair is two facts with an equal token that nobody at an agency connected at once.
type Pair struct {
	Agency      journal.Ref
	Fact, Other journal.Ref
	From        sim.Time    // when they were overlooked
	Lay         sim.Time    // up to when they were connected, or the end
	Left        bool        // they never were
	Record      journal.Num // with which they were overlooked
}

// Undone is what was left undone although nobody refused it: what nobody connected, and
// what was not passed on although it usually is.
type Undone struct {
	Pairs   []Pair        // in order of time
	Omitted int           // (rule, recipient, storyline)
	Paid    bool          // something could be
	Needed  []journal.Ref // key facts that nobody could act on in time (M7), and that were in such a pair or left out then
}

// Undone (M20) lists what was left undone during the exercise.
func (s *Trace) Undone() Undone {
	u := Undone{Paid: slices.ContainsFunc(s.Static.Params, func(p journal.Value) bool {
		return p.Path == "model.connecting.chance" && p.Value < int64(sim.One)
	})}
	open := map[sim.ID]int{}
	left := map[journal.Ref]sim.Time{} // when a fact was first left out
	records := s.exercise()
	for i := range records {
		switch r := &records[i]; r.Kind {
		case journal.Overlooked:
			open[r.Subject] = len(u.Pairs)
			u.Pairs = append(u.Pairs, Pair{
				Agency: r.Actor, Fact: journal.Ref(r.Args[overlookedFact]), Other: journal.Ref(r.Args[overlookedOther]), From: r.At, Lay: s.End() - r.At, Left: true, Record: r.Num,
			})
		case journal.Connected:
			if k, is := open[r.Subject]; is {
				x := &u.Pairs[k]
				x.Lay, x.Left = r.At-(s.End()-x.Lay), false
			}
		case journal.Omitted:
			u.Omitted++
			for _, f := range r.Facts {
				if at, was := left[f]; !was || r.At < at {
					left[f] = r.At
				}
			}
		}
	}
	u.Needed = s.neededUndone(u.Pairs, left)
	u.Paid = u.Paid || len(u.Pairs) > 0 || u.Omitted > 0
	return u
}

// neededUndone are the key facts without a home (M7) that were left out, or overlooked and
// not connected, when the earliest deadline of their storyline came.
func (s *Trace) neededUndone(pairs []Pair, left map[journal.Ref]sim.Time) (out []journal.Ref) {
	_, without := s.homes()
	due := s.earliest()
	for _, t := range s.Static.Storylines {
		at := due[t.Name]
		for _, f := range s.KeyFacts(t.Name) {
			first, was := left[f]
			if slices.Contains(without, f) && (was && first <= at || slices.ContainsFunc(pairs, func(p Pair) bool {
				return (p.Fact == f || p.Other == f) && p.From <= at && (p.Left || p.From+p.Lay > at)
			})) {
				out = append(out, f)
			}
		}
	}
	return out
}

// Left counts the pairs that were never connected.
func (u Undone) Left() (n int) {
	for i := range u.Pairs {
		if u.Pairs[i].Left {
			n++
		}
	}
	return n
}
