package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Exposed at minute 10. Two agencies need two key facts each: the SPOC believes
// them at 30 and 60, the police at 40 and 90. Four fifths of two agencies are
// both, so awareness is shared at 90: after 80 minutes. Of the other storyline
// the SPOC believes nothing by the end: never.
func TestM2(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortStoryline, "family", "")
	s.add(journal.SortFact, "family.a", "")
	s.trace.Static.Storylines = append(s.trace.Static.Storylines, journal.Thread{Name: "family", K: 1})
	s.trace.Static.Facts = append(s.trace.Static.Facts, journal.Fact{Name: "family.a", Storyline: "family", Key: true})
	s.trace.Static.Needs = []journal.Need{
		{Agency: "belmora.police", Storyline: "harbour"}, {Agency: "belmora.spoc", Storyline: "harbour"}, {Agency: "belmora.spoc", Storyline: "family"},
	}
	for _, f := range []string{"harbour.a", "family.a"} {
		s.at(10, journal.Exposed, f, func(r *journal.Record) { r.Args[0] = int64(s.ref[f]) })
	}
	for _, x := range []struct {
		minute int
		who    string
		fact   string
	}{{30, "belmora.spoc", "harbour.a"}, {40, "belmora.police", "harbour.a"}, {60, "belmora.spoc", "harbour.b"}, {90, "belmora.police", "harbour.b"}} {
		s.at(x.minute, journal.Credited, x.who, func(r *journal.Record) {
			r.Subject, r.Args[0] = sim.ID(x.minute), int64(s.ref[x.fact])
		})
	}
	all := s.trace.Shared()
	require.Equal(t, []measure.Awareness{{Storyline: s.ref["harbour"], After: 80 * sim.Minute}, {Storyline: s.ref["family"], After: sim.Never}}, all)
	require.Equal(t, measure.Times{Known: []sim.Time{80 * sim.Minute}, Never: 1}, measure.AwarenessTimes(all))
}

// Three key facts entered the chain, one of them twice; one was stripped at
// SANITISE and one fell out for want of consent; what was garbled later is no
// loss of releasability: 2 of 4.
func TestM5(t *testing.T) {
	s := newScene(t)
	keys := func(r *journal.Record) { r.Facts = []journal.Ref{s.ref["harbour.a"], s.ref["harbour.b"]} }
	for i := range 2 {
		s.at(i, journal.Sent, "arvonia.fiu", func(r *journal.Record) {
			r.Subject = sim.ID(i + 1)
			keys(r)
		})
	}
	for i, step := range []journal.Step{journal.Consent, journal.Sanitise, journal.Convert} {
		s.at(10+i, journal.Passed, "arvonia.fiu", func(r *journal.Record) {
			r.Subject, r.Step, r.Reason, r.Rule = 1, step, journal.RuleBlocks, s.ref["arv-transfer"]
			r.Nth, r.Facts = uint32(i), []journal.Ref{s.ref["harbour.a"]}
		})
	}
	require.Equal(t, measure.Share{Of: 2, All: 4}, s.trace.LostFacts())
}

// Arvonia understands a fact at hour 1, Belmora by its own means at hour 3, and
// has it from Arvonia at hour 40: for 37 hours both held it unknown to each
// other. The other fact Belmora has from Arvonia after 20 hours of its own: no
// day.
func TestM6(t *testing.T) {
	s := newScene(t)
	collect := func(minute int, who, fact string) {
		s.at(minute, journal.Collected, who, func(r *journal.Record) {
			r.Subject = sim.ID(minute)
			args(int64(s.ref[fact]), journal.Lead|journal.ActOn)(r)
		})
	}
	collect(60, "arvonia.fiu", "harbour.a")
	collect(70, "arvonia.fiu", "harbour.b")
	collect(180, "belmora.police", "harbour.a")
	collect(200, "belmora.police", "harbour.b")
	s.held(1400, "belmora.spoc", "harbour.b", "arvonia.fiu", "arvonia.fiu", 1)
	s.held(2400, "belmora.spoc", "harbour.a", "arvonia.fiu", "arvonia.fiu", 1)
	s.at(3000, journal.EndEx, "", nil)
	got := s.trace.Duplicates()
	require.Equal(t, measure.Duplicates{{Fact: s.ref["harbour.a"], Nation: [2]string{"arvonia", "belmora"}, Lasted: 37 * sim.Hour, Since: 3}}, got)
	require.Equal(t, 37*sim.Hour, got.Total())
}

// Only Belmora's police may act. Of two key facts that somebody holds it may act
// on one at minute 50; the deadline is at 100, so the other has no home. On the
// third day it would have had one, but too late.
func TestM7(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortAction, "belmora.police.detain", "belmora")
	s.trace.Static.Actions = []journal.Action{{Name: "belmora.police.detain", Agency: "belmora.police", Term: "detain"}}
	hold := func(minute int, who, fact string, purposes int64) {
		s.nth++
		s.at(minute, journal.Held, who, func(r *journal.Record) {
			r.Nth = s.nth
			args(int64(s.ref[fact]), int64(s.ref["arvonia.fiu"]), int64(s.ref["arvonia.fiu"]), 1, purposes, int64(r.At))(r)
		})
	}
	hold(10, "belmora.spoc", "harbour.a", journal.Lead|journal.ActOn)
	hold(20, "belmora.spoc", "harbour.b", journal.Lead|journal.ActOn)
	hold(50, "belmora.police", "harbour.a", journal.Lead|journal.ActOn)
	hold(60, "belmora.police", "harbour.b", journal.Lead)
	s.at(100, journal.Deadline, "belmora.spoc", func(r *journal.Record) {
		args(int64(s.ref["harbour.1"]), int64(journal.Met), int64(100*sim.Minute), int64(sim.Minute), int64(s.ref["harbour"]))(r)
	})
	hold(150, "belmora.police", "harbour.b", journal.ActOn)
	require.Equal(t, measure.Share{Of: 1, All: 2}, s.trace.Unactionable())
}

// The fewer notice the key facts that are there, the more have no home.
func TestM7CountsWhatNobodyNoticed(t *testing.T) {
	of := func(noticed ...string) measure.Share {
		s := newScene(t)
		s.add(journal.SortAction, "belmora.police.detain", "belmora")
		s.trace.Static.Actions = []journal.Action{{Name: "belmora.police.detain", Agency: "belmora.police", Term: "detain"}}
		s.at(10, journal.Exposed, "", args(int64(s.ref["harbour.a"])))
		s.at(20, journal.Exposed, "", args(int64(s.ref["harbour.b"])))
		for _, f := range noticed {
			s.at(60, journal.Collected, "belmora.police", args(int64(s.ref[f]), journal.Lead|journal.ActOn))
		}
		return s.trace.Unactionable()
	}
	require.Equal(t, measure.Share{Of: 0, All: 2}, of("harbour.a", "harbour.b"))
	require.Equal(t, measure.Share{Of: 1, All: 2}, of("harbour.a"))
	require.Equal(t, measure.Share{Of: 2, All: 2}, of())
}

// Three actions are asked for: one is denied, one granted and available, one
// granted and never available; a clock runs out. An extension is no action of
// its own.
func TestM11(t *testing.T) {
	s := newScene(t)
	for _, a := range []string{"detain", "search", "freeze"} {
		s.add(journal.SortAction, "belmora.police."+a, "belmora")
	}
	tell := func(k journal.Kind, action string, nth uint32, third int64) {
		s.at(10, k, "belmora.police", func(r *journal.Record) {
			r.Subject, r.Nth = sim.ID(s.ref[action]), nth
			args(int64(s.ref[action]), int64(s.ref["harbour"]), third)(r)
		})
	}
	for _, a := range []string{"belmora.police.detain", "belmora.police.search", "belmora.police.freeze"} {
		tell(journal.Asked, a, 0, 0)
	}
	tell(journal.Authority, "belmora.police.detain", 0, int64(journal.Granted))
	tell(journal.Authority, "belmora.police.search", 0, int64(journal.Denied))
	tell(journal.Authority, "belmora.police.freeze", 0, int64(journal.Granted))
	tell(journal.Available, "belmora.police.detain", 0, 0)
	tell(journal.Asked, "belmora.police.detain", 1, 0)
	tell(journal.Authority, "belmora.police.detain", 1, int64(journal.Denied))
	tell(journal.Closed, "belmora.police.detain", 0, int64(journal.Expired))
	require.Equal(t, measure.Capacity{Share: measure.Share{Of: 1, All: 3}, Denied: 1, Expired: 1}, s.trace.LegalCapacity())
}

// One proposal is submitted at minute 60, its silence broken once, and adopted at
// 300: 240 minutes. Another meets two objections and is open at the end. A third
// is refused by the secretariat: it was never submitted.
func TestM12(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortMotion, "motion", "")
	tell := func(minute int, k journal.Kind, id sim.ID, nth uint32, values ...int64) {
		s.at(minute, k, "arvonia.fiu", func(r *journal.Record) {
			r.Subject, r.Nth = id, nth
			args(values...)(r)
			if o := journal.Outcome(r.Args[3]); k == journal.Decided && o == journal.Redrafted {
				r.Reason, r.Rule = journal.SilenceBroken, s.ref["motion"]
			}
		})
	}
	hour := int64(sim.Hour)
	tell(60, journal.Proposed, 1, 0)
	tell(70, journal.Proposed, 2, 0)
	tell(80, journal.Decided, 3, 0, 0, 0, 0, int64(journal.Refused), int64(80*sim.Minute))
	tell(90, journal.Vote, 2, 0, 0, 0, int64(journal.Objects))
	tell(91, journal.Vote, 2, 1, 0, 0, int64(journal.Objects))
	tell(92, journal.Vote, 2, 2, 0, 0, int64(journal.Yes))
	tell(100, journal.Decided, 1, 0, 0, 0, 0, int64(journal.Redrafted), hour)
	tell(300, journal.Decided, 1, 1, 0, 0, 0, int64(journal.Adopted), hour)
	require.Equal(t, measure.Decisions{
		Times: measure.Times{Known: []sim.Time{240 * sim.Minute}, Never: 1}, Adopted: 1, Breaks: 1, Holds: 2,
	}, s.trace.Decisions())
}

// Asked at minute 10, declined, asked of the next, on station at 130: two hours.
// What nobody offers never comes.
func TestM14(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortSupport, "diggers", "")
	tell := func(minute int, id sim.ID, nth uint32, o journal.Outcome, asked int) {
		s.at(minute, journal.Support, "arvonia.fiu", func(r *journal.Record) {
			r.Subject, r.Nth = id, nth
			args(int64(s.ref["diggers"]), int64(o), int64(s.ref["belmora.spoc"]), 0, int64(asked)*int64(sim.Minute))(r)
		})
	}
	tell(10, 1, 0, journal.Asks, 10)
	tell(20, 1, 1, journal.Declines, 10)
	tell(20, 1, 2, journal.Asks, 10)
	tell(30, 2, 0, journal.Asks, 30)
	tell(40, 1, 3, journal.Offers, 10)
	tell(50, 2, 1, journal.Declines, 30)
	tell(130, 1, 4, journal.OnStation, 10)
	tell(500, 1, 5, journal.Ends, 10)
	require.Equal(t, measure.Times{Known: []sim.Time{2 * sim.Hour}, Never: 1}, s.trace.SupportTimes())
}

// Arvonia and Belmora wrote to each other. Arvonia's trust rose by 0.10 one
// half-life before the end, so 0.05 is left; Belmora's did not move.
func TestM15(t *testing.T) {
	s := newScene(t)
	s.trace.Static.Params = []journal.Value{{Path: "model.trust_moves.half_life", Value: int64(sim.Day)}}
	s.at(1, journal.Sent, "arvonia.fiu", args(int64(journal.Item), int64(s.ref["belmora.spoc"])))
	s.at(5, journal.Trust, "arvonia", args(int64(s.ref["belmora"]), 500_000, 560_000))
	s.at(10, journal.Trust, "arvonia", func(r *journal.Record) {
		r.Nth = 1
		args(int64(s.ref["belmora"]), 560_000, 600_000)(r)
	})
	s.at(10+24*60, journal.EndEx, "", nil)
	got := s.trace.TrustShifts()
	require.Len(t, got, 2)
	require.InDelta(t, 50_000, int64(got[0].Moved), 1)
	require.Equal(t, measure.TrustShift{From: "belmora", To: "arvonia"}, got[1])
	mean, ok := got.Mean()
	require.True(t, ok)
	require.InDelta(t, 25_000, int64(mean), 1)
	least, _ := got.Least()
	require.Zero(t, least)
}

// A campaign of four runs. The first action takes effect in the second run,
// where its gap is gone, and shows again in the last: closed, one recurrence.
// The second one's gap is still there when it is due; the third is due after the
// end: one of three closed.
func TestM16(t *testing.T) {
	slow := measure.Gap{Measure: "M3", Agency: "belmora.spoc", Step: journal.Release}
	late := measure.Gap{Measure: "M10", Agency: "belmora.police", Step: journal.Law}
	plan := []measure.Corrective{{ID: "A", Gap: slow, Due: 1}, {ID: "B", Gap: late, Due: 2}, {ID: "C", Gap: late, Opened: 3, Due: 4}}
	runs := [][]measure.Gap{{slow, late}, {late}, {late}, {slow, late}}
	require.Equal(t, measure.Improvement{Share: measure.Share{Of: 1, All: 3}, Recurrences: 4, Returns: 1}, measure.ImprovementOf(plan, runs))
	again := measure.Gap{Measure: "M10", Agency: "belmora.police", Step: journal.Act}
	require.Equal(t, measure.Improvement{Recurrences: 2}, measure.ImprovementOf(nil, [][]measure.Gap{{late, again}, {again}, {late, again}}), "missed again is missed again, lesson or none, at whatever step")
	require.Zero(t, measure.ImprovementOf(nil, [][]measure.Gap{{late}, {slow}}).Recurrences)
}
