package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var (
	asideOutcome   = field(journal.Aside, "outcome")
	asideDesk      = field(journal.Aside, "desk")
	asideStoryline = field(journal.Aside, "storyline")
	asideMessage   = field(journal.Aside, "message")
)

// Lain is a piece of work that lay aside at a desk.
type Lain struct {
	Agency    journal.Ref
	Desk      journal.Ref
	Storyline journal.Ref // what it was about; 0 for nothing else could be
	Step      journal.Step
	Lay       sim.Time    // up to when it was taken up, or the end
	Left      bool        // it still lay there at the end
	Record    journal.Num // with which it was put aside
	From      sim.Time
	Facts     []journal.Ref // that it carried
}

// Attention is what lay aside, longest first, and whether anything could.
type Attention struct {
	Pieces []Lain
	Paid   bool          // desks of the scenario put things aside
	Needed []journal.Ref // key facts that nobody could act on in time (M7), and that lay aside then
}

// forLong is how long a piece must have lain aside to be counted: less is a tray that
// somebody goes through daily.
const forLong = sim.Day

// Attention (M18) lists what was put aside during the exercise.
func (s *Trace) Attention() Attention {
	a := Attention{Paid: slices.ContainsFunc(s.Static.Params, func(p journal.Value) bool {
		return p.Value > 0 && p.Path == "model.attention.aside"
	})}
	open := map[sim.ID]int{}
	carried := map[sim.ID][]journal.Ref{}
	for i := range s.Records {
		if r := &s.Records[i]; r.Kind == journal.Sent && len(r.Facts) > 0 {
			carried[r.Subject] = r.Facts
		}
	}
	records := s.exercise()
	for i := range records {
		r := &records[i]
		if r.Kind != journal.Aside {
			continue
		}
		if journal.Outcome(r.Args[asideOutcome]) == journal.PutAside {
			open[r.Subject] = len(a.Pieces)
			a.Pieces = append(a.Pieces, Lain{
				Agency: r.Actor, Desk: journal.Ref(r.Args[asideDesk]), Storyline: journal.Ref(r.Args[asideStoryline]),
				Step: r.Step, Lay: s.End() - r.At, Left: true, Record: r.Num, From: r.At, Facts: carried[sim.ID(r.Args[asideMessage])],
			})
		} else if k, lies := open[r.Subject]; lies {
			x := &a.Pieces[k]
			x.Lay, x.Left = r.At-(s.End()-x.Lay), false
		}
	}
	a.Paid = a.Paid || len(a.Pieces) > 0
	a.Needed = s.neededAside(a.Pieces)
	slices.SortStableFunc(a.Pieces, func(x, y Lain) int { return -cmp.Compare(x.Lay, y.Lay) })
	return a
}

// neededAside are the key facts without a home (M7) that lay aside in some message when
// the earliest deadline of their storyline came.
func (s *Trace) neededAside(pieces []Lain) (out []journal.Ref) {
	_, without := s.homes()
	due := s.earliest()
	for _, t := range s.Static.Storylines {
		for _, f := range s.KeyFacts(t.Name) {
			if slices.Contains(without, f) && slices.ContainsFunc(pieces, func(x Lain) bool {
				return slices.Contains(x.Facts, f) && x.From <= due[t.Name] && (x.Left || x.From+x.Lay > due[t.Name])
			}) {
				out = append(out, f)
			}
		}
	}
	return out
}

// Long counts the pieces that lay aside for more than a day.
func (a Attention) Long() (n int) {
	for _, x := range a.Pieces {
		if x.Lay > forLong {
			n++
		}
	}
	return n
}

// Left counts the pieces that still lay there at the end.
func (a Attention) Left() (n int) {
	for _, x := range a.Pieces {
		if x.Left {
			n++
		}
	}
	return n
}

// Lay is how long all pieces lay aside.
func (a Attention) Lay() (sum sim.Time) {
	for _, x := range a.Pieces {
		sum += x.Lay
	}
	return sum
}
