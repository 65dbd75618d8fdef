package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var (
	trustToward = field(journal.Trust, "toward")
	trustBefore = field(journal.Trust, "before")
	trustAfter  = field(journal.Trust, "after")
)

// TrustShift is what a run did to one nation's trust in another.
type TrustShift struct {
	From, To string
	Moved    sim.PPM // trust at EndEx less trust at StartEx
}

// TrustShifts are the pairs that exchanged a message, in order of names.
type TrustShifts []TrustShift

// Mean and Least are over the pairs, in millionths; false where there are none.
func (f TrustShifts) Mean() (sim.PPM, bool) {
	if len(f) == 0 {
		return 0, false
	}
	sum := sim.PPM(0)
	for _, x := range f {
		sum += x.Moved
	}
	return sum / sim.PPM(len(f)), true
}

// Least is the worst of the pairs.
func (f TrustShifts) Least() (sim.PPM, bool) {
	if len(f) == 0 {
		return 0, false
	}
	least := f[0].Moved
	for _, x := range f {
		least = min(least, x.Moved)
	}
	return least, true
}

// TrustShifts (M15) is how far trust moved over the exercise, for each ordered pair of nations
// that exchanged a message. What moved it has aged since by the scenario's
// half-life.
func (s *Trace) TrustShifts() TrustShifts {
	moved, pairs := map[[2]string]sim.PPM{}, map[[2]string]bool{}
	first, last := map[[2]string]sim.PPM{}, map[[2]string]*journal.Record{}
	records := s.exercise()
	for i := range records {
		switch r := &records[i]; r.Kind {
		case journal.Sent:
			a, b := s.Nation(r.Actor), s.Nation(journal.Ref(r.Args[sentTo]))
			if a != "" && b != "" && a != b {
				pairs[[2]string{a, b}], pairs[[2]string{b, a}] = true, true
			}
		case journal.Trust:
			p := [2]string{s.Name(r.Actor), s.Name(journal.Ref(r.Args[trustToward]))}
			if _, ok := first[p]; !ok {
				first[p] = sim.PPM(r.Args[trustBefore])
			}
			last[p] = r
		}
	}
	for p, r := range last {
		moved[p] = (sim.PPM(r.Args[trustAfter]) - first[p]).Times(s.remains(s.End() - r.At))
	}
	var out TrustShifts
	for p := range pairs {
		out = append(out, TrustShift{From: p[0], To: p[1], Moved: moved[p]})
	}
	slices.SortFunc(out, func(a, b TrustShift) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return out
}

// remains is the part of a movement of trust that is left after some time.
func (s *Trace) remains(age sim.Time) sim.PPM {
	for _, p := range s.Static.Params {
		if p.Path == "model.trust_moves.half_life" && p.Value > 0 {
			return sim.RemainingShare(age, sim.Time(p.Value))
		}
	}
	return sim.One
}
