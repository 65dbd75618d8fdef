package explain

import (
	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

var (
	heldFact       = journal.Held.Field("fact")
	heldUnderstood = journal.Held.Field("understood")
	collectedFact  = journal.Collected.Field("fact")
	creditedFact   = journal.Credited.Field("fact")
)

// Fact explains when an agency understood a fact, or why it did not by the end.
// The window is from the first instant at which any other agency understood it;
// where none had before, from when it was there to be noticed, or from StartEx.
func (x *Reader) Fact(fact, agency string) (*Explanation, error) {
	f, err := x.named(journal.SortFact, "fact", fact)
	if err != nil {
		return nil, err
	}
	a, err := x.named(journal.SortAgency, "agency", agency)
	if err != nil {
		return nil, err
	}
	e := &Explanation{
		Subject: Subject{Topic: OfFact, Thing: f, Agency: a, Storyline: x.storylineOf(f), Facts: []journal.Ref{f}},
		Outcome: journal.Open, Came: sim.Never, Due: sim.Never, To: x.end, Needed: 1,
	}
	all, err := x.collect(replay.Query{Kinds: []journal.Kind{journal.Exposed, journal.Detected, journal.Collected, journal.Held, journal.Credited}, Mention: f})
	if err != nil {
		return nil, err
	}
	from := sim.Never
	for _, r := range all {
		knows := understands(r, f)
		switch {
		case r.Kind == journal.Exposed && from == sim.Never && r.At <= e.To:
			e.From = r.At
		case knows && r.Actor != a:
			from = min(from, r.At)
		}
		if r.Actor == a && r.Kind != journal.Exposed {
			e.Course = append(e.Course, r)
			if knows && e.End == nil {
				e.Outcome, e.Came, e.To, e.End, e.Had = journal.Done, r.At, r.At, r, 1
			}
		}
	}
	if from < e.To {
		e.From = from
	}
	if e.From > e.To {
		e.From = e.To
	}
	if e.End != nil {
		e.Stretches, err = x.pathTo(e.End, e.From)
	} else {
		err = x.neverKnown(e)
	}
	if err != nil {
		return nil, err
	}
	return e, x.finish(e)
}

// understands says whether a record is one by which its actor understood a fact.
func understands(r *journal.Record, fact journal.Ref) bool {
	switch r.Kind {
	case journal.Collected:
		return ref(r, collectedFact) == fact
	case journal.Held:
		return ref(r, heldFact) == fact && r.Args[heldUnderstood] != 0
	}
	return false
}

// neverKnown explains a fact that did not come by the end.
func (x *Reader) neverKnown(e *Explanation) error {
	st, err := x.records.At(e.To)
	if err != nil {
		return err
	}
	if e.Had, e.Missing, err = x.countUsable(e, st, e.Facts, 0); err != nil {
		return err
	}
	e.Through = len(e.Missing)
	return x.layOutMissing(e)
}
