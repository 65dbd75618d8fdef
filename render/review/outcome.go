package review

import (
	"cmp"
	"errors"
	"slices"

	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Outcome is one deadline and what became of it.
type Outcome struct {
	Due       *journal.Due
	Thing     journal.Ref     // the deadline
	Agency    journal.Ref     // whose it is
	Storyline journal.Ref     // about what
	Verdict   journal.Outcome // Met, Late, NotMet, Void or Open; NoOutcome where missing records leave it unknown
	At        sim.Time        // due; sim.Never while its stage has not come
	When      sim.Time        // when it came true; sim.Never if it did not
	Late      bool            // late or not met
	Why       *explain.Explanation
	Lacks     error         // why it cannot be explained: records are missing; nil
	Explained bool          // Why is whole; of a run of many records it says at first only what came of it
	Largest   explain.Share // what took the most of its time, the world's own aside; 0 ms for nothing
	Delay     measure.Delay // that the largest is
}

// Margin is the time to spare, negative when late; false where it did not come or
// nothing was due.
func (o *Outcome) Margin() (sim.Time, bool) {
	if o.When == sim.Never || o.At == sim.Never {
		return 0, false
	}
	return o.At - o.When, true
}

// few is how many records a run has at most whose outcomes are explained when it is
// opened; those of others when they are asked for.
const few = 50_000

// findOutcomes lists every deadline, the worst first: those that were not met, those
// that were late, by how much, and those that were met, the tightest first. What came
// of those of a run of many records is found when it begins to be loaded.
func (r *Run) findOutcomes() error {
	if len(r.Static.Deadlines) == 0 {
		return nil
	}
	for i := range r.Static.Deadlines {
		d := &r.Static.Deadlines[i]
		asked, err := r.Explain.Asked(d.Name)
		if err != nil {
			return err
		}
		r.Outcomes = append(r.Outcomes, Outcome{
			Due: d, Why: asked, Thing: r.Find(journal.SortDeadline, d.Name), Agency: r.Find(journal.SortAgency, d.Agency), Storyline: r.Find(journal.SortStoryline, d.Storyline),
			Verdict: journal.Open, At: sim.Never, When: sim.Never,
		})
	}
	if r.Records.Count() > few {
		return nil
	}
	if err := r.resolve(); err != nil {
		return err
	}
	for i := range r.Outcomes {
		if _, err := r.WhyOf(r.Outcomes[i].Thing); err != nil {
			return err
		}
	}
	return nil
}

// resolve says what came of every deadline, from how things stood at the end, and
// sorts them.
func (r *Run) resolve() error {
	r.settled = true
	if r.Records.Count() > 0 {
		place := make(map[journal.Ref]int, len(r.Outcomes))
		for i := range r.Outcomes {
			place[r.Outcomes[i].Thing] = i
		}
		resolved, err := r.resolved()
		if err != nil {
			return err
		}
		for _, x := range resolved {
			if i, known := place[x.Deadline]; known {
				o := &r.Outcomes[i]
				o.Verdict, o.At = x.Outcome, x.Due
				if o.Late = x.Outcome == journal.Late || x.Outcome == journal.NotMet; x.Outcome == journal.Met || x.Outcome == journal.Late {
					o.When = x.When
				}
				o.Why.Outcome, o.Why.Due, o.Why.Came = o.Verdict, o.At, o.When
			}
		}
	}
	rank := [256]int{journal.NotMet: 0, journal.Late: 1, journal.Met: 2, journal.Open: 3, journal.Void: 4}
	slices.SortStableFunc(r.Outcomes, func(a, b Outcome) int {
		x, _ := a.Margin()
		y, _ := b.Margin()
		return cmp.Or(cmp.Compare(rank[a.Verdict], rank[b.Verdict]), cmp.Compare(x, y))
	})
	return nil
}

// resolved are the deadlines that were, as things stood at the end; where that is not
// known for missing records, as those say that are there, and of the others nobody knows.
func (r *Run) resolved() ([]*replay.Deadline, error) {
	end, err := r.Records.Upto(r.Records.Count())
	if err == nil {
		return end.Deadlines(), nil
	}
	if !errors.Is(err, replay.ErrUnclear) {
		return nil, err
	}
	for i := range r.Outcomes {
		r.Outcomes[i].Verdict = journal.NoOutcome
	}
	list, err := r.Records.Find(replay.Query{Kinds: []journal.Kind{journal.Deadline}})
	if err != nil {
		return nil, err
	}
	var told replay.State
	for _, n := range list {
		rec, err := r.Records.Record(n)
		if err != nil {
			return nil, err
		}
		told.Apply(rec)
	}
	return told.Deadlines(), nil
}

// Outcome is that of a deadline; nil if there is no such deadline.
func (r *Run) Outcome(deadline journal.Ref) *Outcome {
	for i := range r.Outcomes {
		if r.Outcomes[i].Thing == deadline {
			return &r.Outcomes[i]
		}
	}
	return nil
}

// WhyOf explains a deadline, once; nil if there is no such deadline.
func (r *Run) WhyOf(deadline journal.Ref) (*explain.Explanation, error) {
	o := r.Outcome(deadline)
	if o == nil {
		return nil, nil
	}
	if o.Explained {
		return o.Why, nil
	}
	e, err := r.Explain.Deadline(o.Due.Name)
	var hole *replay.Damage
	if _, is := r.Records.(holed); is && errors.As(err, &hole) {
		o.Explained, o.Lacks = true, err
		return o.Why, nil
	}
	if err != nil {
		return nil, err
	}
	o.Why, o.Explained = e, true
	if most := explain.Most(e.Stretches); most != nil {
		o.Largest = *most
		o.Delay = measure.DelayOf(o.Largest.Step, o.Largest.Cause)
	}
	return e, nil
}
