package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// message sends message number n at a minute, and gives a way to go on with it.
func (s *scene) message(minute int, n sim.ID, to string) func(k journal.Kind, after int, spans [][3]int64, fill func(*journal.Record)) {
	last := s.at(minute, journal.Sent, "arvonia.fiu", func(r *journal.Record) {
		r.Subject = n
		args(int64(journal.Item), int64(s.ref[to]))(r)
	})
	return func(k journal.Kind, after int, spans [][3]int64, fill func(*journal.Record)) {
		last = s.tell(sim.Time(after)*sim.Minute, k, "arvonia.fiu", last, spans, func(r *journal.Record) {
			r.Subject = n
			if fill != nil {
				fill(r)
			}
		})
	}
}

func end(o journal.Outcome, step journal.Step, why journal.Reason, rule journal.Ref) func(*journal.Record) {
	return func(r *journal.Record) { r.Args[0], r.Step, r.Reason, r.Rule = int64(o), step, why, rule }
}

var (
	byLaw   = int64(journal.Law)
	byRule  = int64(journal.ByRule)
	working = int64(journal.Work)
)

// Three messages came to LAW. The rule holds the first for 30 minutes and a
// prosecutor works for 10, then the rule ends it. It still holds the second
// after 45 minutes, at the end of the run. The third is read: what it waited
// for a consent that the rule held is counted with the consent's own message,
// and the ten minutes of a gateway are no rule's.
//
//	ended 1 of 3, held 30 + 45 = 75 min
func TestM4(t *testing.T) {
	s := newScene(t)
	rule := s.ref["arv-transfer"]
	s.add(journal.SortChannel, "siena", "")
	first, second, third := s.message(0, 1, "belmora.spoc"), s.message(0, 2, "belmora.spoc"), s.message(0, 3, "belmora.spoc")
	held := func(step, minutes int64, by journal.Ref) []journal.Span {
		return []journal.Span{{Step: journal.Step(step), Cause: journal.ByRule, Object: by, Ms: sim.Time(minutes) * sim.Minute}}
	}
	first(journal.Passed, 30, nil, func(r *journal.Record) { r.Spans, r.Step = held(byLaw, 30, rule), journal.Law })
	third(journal.Read, 30, nil, func(r *journal.Record) {
		r.Spans = append(held(int64(journal.Consent), 20, rule), held(int64(journal.Gateway), 10, s.ref["siena"])...)
	})
	first(journal.Ended, 40, [][3]int64{{byLaw, working, 10}}, end(journal.Blocked, journal.Law, journal.NotGranted, rule))
	second(journal.Ended, 45, nil, func(r *journal.Record) {
		end(journal.Pending, journal.Law, journal.EndOfExercise, rule)(r)
		r.Spans = held(byLaw, 45, rule)
	})
	require.Equal(t, []measure.Ruling{{Rule: rule, Ended: 1, Held: 75 * sim.Minute}}, s.trace.Rulings())
	require.Equal(t, measure.LegalEffects{Ended: 1, Reached: 3, Held: 75 * sim.Minute}, s.trace.LegalEffects())
}

// Nothing before StartEx counts.
func TestWarmUpCountsInNoMeasure(t *testing.T) {
	s := newScene(t)
	go1 := s.message(-60, 1, "belmora.spoc")
	go1(journal.Ended, -30, [][3]int64{{byLaw, byRule, 30}}, end(journal.Blocked, journal.Law, journal.RuleBlocks, s.ref["arv-transfer"]))
	require.Zero(t, s.trace.Results())
}
