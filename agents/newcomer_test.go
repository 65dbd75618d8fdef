package agents

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// What somebody who is new here would add, each done once as the package doc says where.
// A new kind of body is data: TestInventedInstitutionsNeedNoGo shows several.

// A step is a function that gives a verdict, and a row in chain.
func TestANewcomerAddsAStep(t *testing.T) {
	will := placeOf(journal.Will)
	before := chain[will].run
	t.Cleanup(func() { chain[will].run = before })
	// secondLook: a message lies for an hour before willingness is asked.
	chain[will].run = func(w steps, id TransitID) verdict {
		if w.Transit[id].Cursor == 0 {
			w.transits.setCursor(id, 1)
			return verdict{do: doWait, stays: true, until: w.k.Now() + sim.Hour, cause: journal.Period, object: w.spec.Agencies[w.Transit[id].From].Ref}
		}
		return before(w, id)
	}
	lay := 0
	play(t, func(r *journal.Record) {
		for _, s := range r.Spans {
			if s.Step == journal.Will && s.Cause == journal.Period && s.Ms == sim.Hour {
				lay++
			}
		}
	})
	require.Positive(t, lay, "nothing lay for an hour at WILL")
}

// A reason is said in the verdict of a step, with whom it names.
func TestANewcomerGivesAReason(t *testing.T) {
	will := placeOf(journal.Will)
	before := chain[will].run
	t.Cleanup(func() { chain[will].run = before })
	chain[will].run = func(w steps, id TransitID) verdict {
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.Veto, object: w.spec.Agencies[w.Transit[id].From].Ref}
	}
	ended, read := 0, 0
	play(t, func(r *journal.Record) {
		switch r.Kind {
		case journal.Ended:
			require.Equal(t, journal.Veto, r.Reason)
			require.NotZero(t, r.Rule)
			ended++
		case journal.Read:
			read++
		}
	})
	require.Positive(t, ended)
	require.Zero(t, read)
}

// A measure is folded from records, whose arguments have names.
func TestANewcomerMeasuresSomething(t *testing.T) {
	exposed, longest := map[int64]sim.Time{}, sim.Time(-1)
	play(t, func(r *journal.Record) {
		switch r.Kind {
		case journal.Exposed:
			exposed[r.Args[journal.ExposedFact]] = r.At
		case journal.Credited:
			longest = max(longest, r.At-exposed[r.Args[journal.CreditedFact]])
		}
	})
	require.Positive(t, longest, "no fact took time from exposed to credited")
}

// placeOf is where a step stands in the chain.
func placeOf(step journal.Step) int {
	for i := range chain {
		if chain[i].step == step {
			return i
		}
	}
	panic("no such step")
}

// sink is a function that is handed every record.
type sink func(*journal.Record)

func (s sink) Record(r *journal.Record) error { s(r); return nil }

func play(t *testing.T, each sink) {
	s, err := scenarios.Load("two-nations", scenarios.Options{})
	require.NoError(t, err)
	require.NoError(t, New(s.Spec, 1, each).Run())
}
