package panel

import (
	"entente/render/atlas"
	"entente/render/look"
	"entente/render/review"
	"entente/render/view"
	"entente/sim/journal"
)

// levels are the reaches as the map has them.
var levels = [...]atlas.Level{
	review.Unknown: atlas.Unknown, review.Received: atlas.Received, review.Read: atlas.Read, review.Stale: atlas.Stale,
	review.Understood: atlas.Understood, review.Redacted: atlas.Redacted, review.Usable: atlas.Usable,
}

// quarters are how much ink each reach is.
var quarters = [...]int{review.Received: 1, review.Read: 2, review.Stale: 2, review.Understood: 3, review.Redacted: 3, review.Usable: 4}

// ink is how far what is looked at had come to each nation.
type ink struct {
	now   inked
	is    bool
	facts []journal.Ref  // of the run
	reach []review.Reach // by Ref of a nation, of one fact
	sums  []int          // by nation: quarters over all facts
	next  int            // fact that is to be summed
	count int            // of those summed that count
}

// inked is what it follows from.
type inked struct {
	upto    journal.Num
	loaded  journal.Num
	as      view.Perspective
	missed  bool
	fact    journal.Ref
	outcome journal.Ref
}

// find fills the levels, veils and late marks of the frame. Of one fact a nation has
// its level. Of several it has their mean: as much of the picture as it has, full only
// if all can be used, and not empty if anything has come.
func (k *ink) find(w *Where, run *review.Run, s *view.State) {
	w.late(run, s)
	now := inked{upto: run.Upto(s.At, s.Record), as: s.As, missed: s.Missed, outcome: s.Outcome}
	now.loaded, _ = run.Loaded()
	if s.Subject.Topic == view.Fact {
		now.fact = s.Subject.Thing
	}
	if k.is && k.now == now && k.next == len(k.facts) {
		return
	}
	if k.sums == nil {
		k.sums, k.reach = make([]int, len(w.things)), make([]review.Reach, len(run.Static.Things)+1)
		for i := range run.Static.Facts {
			k.facts = append(k.facts, run.Find(journal.SortFact, run.Static.Facts[i].Name))
		}
	}
	// What was begun is done first, or a playhead that moves on would never get any.
	if last := k.now; !k.is || k.next == len(k.facts) || last.as != now.as || last.missed != now.missed || last.fact != now.fact || last.outcome != now.outcome {
		k.now, k.is, k.next, k.count = now, true, 0, 0
		clear(k.sums)
	}
	k.sum(w, run, s)
	if k.next < len(k.facts) {
		return
	}
	for i, thing := range w.things {
		w.frame.Veiled[i] = s.As.Sort != view.WhiteCell && !run.Has(s.As, thing) && run.Nation(s.As.Who) != thing
		if now.fact == 0 || k.count == 0 {
			w.frame.Levels[i] = mean(k.sums[i], k.count)
		}
	}
	if k.now != now {
		run.AskAgain()
	}
}

// inkCost is about what summing a fact costs, in steps: more where more agencies have
// something of it.
func inkCost(run *review.Run) int { return 10 + 5*run.Spread() }

// sum sums the inks of as many facts as there are steps for.
func (k *ink) sum(w *Where, run *review.Run, s *view.State) {
	as, line := s.As, run.Storyline(s.Outcome)
	if !look.Strict(s) {
		as = view.Perspective{}
	}
	cost := inkCost(run)
	upto := k.next + (run.AffordPart((len(k.facts)-k.next)*cost)+cost-1)/cost
	for ; k.next < upto; k.next++ {
		fact := k.facts[k.next]
		if k.now.fact != 0 && fact != k.now.fact || k.now.fact == 0 && line != 0 && run.Storyline(fact) != line {
			continue
		}
		if k.now.fact == 0 && !k.there(run, s, fact) {
			continue
		}
		k.count++
		clear(k.reach)
		run.Reaches(k.reach, as, fact, k.now.upto)
		for i, thing := range w.things {
			k.sums[i] += quarters[k.reach[thing]]
			if k.now.fact != 0 {
				w.frame.Levels[i] = levels[k.reach[thing]]
			}
		}
	}
}

// there says whether a fact counts: it was there to be noticed, or in a view that sees
// its own alone, something of it came.
func (k *ink) there(run *review.Run, s *view.State, fact journal.Ref) bool {
	if look.Strict(s) {
		return run.Reached(s.As, fact, k.now.upto)
	}
	return run.ShownBy(fact, k.now.upto)
}

// mean is the ink of several facts.
func mean(sum, count int) atlas.Level {
	if sum == 0 || count == 0 {
		return atlas.Unknown
	}
	return atlas.Level(max(sum/count, 1))
}

// late marks nations of which a deadline has passed that was met late or not at all.
func (w *Where) late(run *review.Run, s *view.State) {
	clear(w.frame.Late)
	line := run.Storyline(s.Outcome)
	for i := range run.Outcomes {
		o := &run.Outcomes[i]
		if !o.Late || o.At > s.At || line != 0 && o.Storyline != line || !look.Told(run, s, o) {
			continue
		}
		if p := int(w.page.Party(run.Nation(o.Agency))); p > 0 && p <= len(w.frame.Late) {
			w.frame.Late[p-1] = true
		}
	}
}
