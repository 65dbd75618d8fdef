package measure

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Pair is two facts with an equal token that nobody at an agency connected at once.
type Pair struct {
	Agency      journal.Ref
	Fact, Other journal.Ref
	Lay         sim.Time    // up to when they were connected, or the end
	Left        bool        // they never were
	Record      journal.Num // with which they were overlooked
}

// Undone is what was left undone although nobody refused it: what nobody connected, and
// what was not passed on although it usually is.
type Undone struct {
	Pairs   []Pair // in order of time
	Omitted int    // (rule, recipient, storyline)
	Paid    bool   // something could be
}

// M20 lists what was left undone during the exercise.
func (s *Story) M20() Undone {
	u := Undone{Paid: slices.ContainsFunc(s.Static.Params, func(p journal.Value) bool {
		return p.Path == "model.connecting.chance" && p.Value < int64(sim.One)
	})}
	open := map[sim.ID]int{}
	records := s.exercise()
	for i := range records {
		switch r := &records[i]; r.Kind {
		case journal.Overlooked:
			open[r.Subject] = len(u.Pairs)
			u.Pairs = append(u.Pairs, Pair{
				Agency: r.Actor, Fact: journal.Ref(r.Args[0]), Other: journal.Ref(r.Args[1]), Lay: s.End() - r.At, Left: true, Record: r.Num,
			})
		case journal.Connected:
			if k, is := open[r.Subject]; is {
				x := &u.Pairs[k]
				x.Lay, x.Left = r.At-(s.End()-x.Lay), false
			}
		case journal.Omitted:
			u.Omitted++
		}
	}
	u.Paid = u.Paid || len(u.Pairs) > 0 || u.Omitted > 0
	return u
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
