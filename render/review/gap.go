package review

import (
	"errors"

	"entente/replay"
	"entente/replay/explain"
	"entente/sim"
	"entente/sim/journal"
)

// Gap is a stretch of records that cannot be read: a part of the file is broken. When
// they were is known from those around them; nothing else is.
type Gap struct {
	First, Last journal.Num
	From, Until sim.Time    // of the records before and after it
	Known       journal.Num // the record from which on how things stood is known again; past the last: nowhere
}

// holed is a file with holes, and where the state is known again after one.
type holed interface {
	Holes() []replay.Hole
	Resumes(h *replay.Hole) (journal.Num, bool)
}

// Gaps are the gaps that have been come to so far, in order.
func (r *Run) Gaps() []Gap { return r.gaps }

// GapAt is the gap in which a record is missing; nil for one that is there.
func (r *Run) GapAt(n journal.Num) *Gap {
	for i := range r.gaps {
		if g := &r.gaps[i]; g.First <= n && n <= g.Last {
			return g
		}
	}
	return nil
}

// Unclear is the gap that makes it unknown how things stood after a record: they are
// missing up to it, or no keyframe has told since; nil where it is known.
func (r *Run) Unclear(n journal.Num) *Gap {
	for i := range r.gaps {
		if g := &r.gaps[i]; g.First <= n && n < g.Known {
			return g
		}
	}
	return nil
}

// goAround goes on after a damage that is found while a file is read, and says whether
// it can.
func (r *Run) goAround(err error) bool {
	var d *replay.Damage
	f, is := r.Records.(interface{ Around() (*replay.File, error) })
	if !is || !errors.As(err, &d) || r.trust == Unverified {
		return false
	}
	g, err := f.Around()
	if err != nil || g.Count() <= r.loaded || len(g.Holes()) == 0 {
		return false
	}
	x, err := explain.New(g)
	if err != nil {
		return false
	}
	w, err := g.Walk(r.loaded)
	if err != nil {
		return false
	}
	r.Records, r.Explain, r.walk, r.trust = g, x, w, Unverified
	return true
}

// skipMissing takes in that the records before one are missing, and gives each of them a row
// of no kind, spread over the time in which they were. It says whether it came to the
// last of them.
func (r *Run) skipMissing(p *piece, upto journal.Num) (done bool) {
	g := r.gapBefore(upto)
	all := sim.Time(g.Last - g.First + 2)
	for ; r.loaded < g.Last; r.loaded++ {
		if !p.hasBudget() {
			return false
		}
		n := r.loaded + 1
		at := g.From + (g.Until-g.From)/all*sim.Time(n-g.First+1)
		r.Events, r.firsts = append(r.Events, Event{Num: n, At: max(at, g.From)}), append(r.firsts, int32(len(r.Holds)))
		r.work.Records++
	}
	return true
}

// gapBefore is the gap that ends before a record: a new one when its first record is
// come to.
func (r *Run) gapBefore(upto journal.Num) Gap {
	if n := len(r.gaps); n > 0 && r.gaps[n-1].Last == upto-1 {
		return r.gaps[n-1]
	}
	g := Gap{First: r.loaded + 1, Last: upto - 1, Known: r.Records.Count() + 1}
	if f, is := r.Records.(holed); is {
		for _, h := range f.Holes() {
			if h.First <= g.First && g.First <= h.Last {
				g.From, g.Until = h.From, h.Until
				if n, ok := f.Resumes(&h); ok {
					g.Known = n
				}
			}
		}
	}
	for i := range r.gaps { // nothing is known again within another one
		if x := &r.gaps[i]; x.Known > g.First {
			x.Known = g.Known
		}
	}
	if n := len(r.Events); n > 0 {
		g.From = max(g.From, r.Events[n-1].At)
	}
	r.gaps = append(r.gaps, g)
	return g
}

// resume takes up how things stand once that is known again: what every agency has, and
// what it makes of every storyline. A message that was under way before and is not any
// more ended in the gap, nobody knows how.
func (r *Run) resume(known journal.Num) error {
	s, err := r.Records.Upto(known)
	if err != nil {
		return err
	}
	r.ledger.state = *s
	for _, h := range s.Holdings() {
		r.ledger.learn(r, &journal.Record{Num: known, At: s.At, Actor: h.Agency}, h.Agency, h.Fact)
	}
	for _, l := range s.Levels() {
		r.ledger.grade(l.Agency, l.Storyline)
	}
	for i := r.underWay.nextMessage(-1); i >= 0; i = r.underWay.nextMessage(i) {
		if s.Transit(r.Messages[i].ID) == nil {
			r.underWay.remove(i)
		}
	}
	return nil
}
