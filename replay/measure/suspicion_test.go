package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Belmora's police noticed one thing of a family that is innocent and had another from
// Arvonia: with both they suspect it from minute 30 on, and at minute 90 it stands in one
// matter with the harbour. Belmora's point of contact suspects it by what it noticed
// itself. The family's storyline is over at minute 200; what is assessed afterwards is
// no new suspicion.
func TestM19(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortStoryline, "family", "")
	s.trace.Static.Storylines = append(s.trace.Static.Storylines, journal.Thread{Name: "family", Benign: true})
	for _, f := range []string{"family.a", "family.b"} {
		s.add(journal.SortFact, f, "")
		s.trace.Static.Facts = append(s.trace.Static.Facts, journal.Fact{Name: f, Storyline: "family", Kind: "TRAVEL"})
	}
	collects := func(minute int, who, fact string) {
		s.at(minute, journal.Collected, who, func(r *journal.Record) {
			r.Subject = sim.ID(s.ref[fact])
			args(int64(s.ref[fact]), 1)(r)
		})
	}
	assesses := func(minute int, who string, g journal.Grade, facts ...string) journal.Num {
		return s.at(minute, journal.Assessed, who, func(r *journal.Record) {
			s.nth++
			r.Subject = sim.ID(1000 + s.nth)
			for _, f := range facts {
				r.Facts = append(r.Facts, s.ref[f])
			}
			args(int64(s.ref["family"]), 0, int64(g))(r)
		}).Num
	}
	collects(0, "belmora.police", "family.a")
	assesses(5, "belmora.police", journal.Noticed, "family.a")
	s.held(20, "belmora.police", "family.b", "arvonia.fiu", "belmora.spoc", 1)
	first := assesses(30, "belmora.police", journal.Suspected, "family.a", "family.b")
	collects(40, "belmora.spoc", "family.a")
	collects(41, "belmora.spoc", "family.b")
	second := assesses(50, "belmora.spoc", journal.Suspected, "family.a", "family.b")
	assesses(90, "belmora.police", journal.Recognised, "harbour.a", "family.a", "family.b")
	s.at(200, journal.Over, "family", nil)
	assesses(220, "belmora.police", journal.Actionable, "harbour.a", "family.a")
	s.at(300, journal.EndEx, "", nil)

	x := s.trace.Suspicions()
	require.Equal(t, 1, x.Innocent)
	require.Len(t, x.Rows, 2)
	require.Equal(t, first, x.Rows[0].Record)
	require.Equal(t, measure.PooledAbroad, x.Rows[0].Pooled)
	require.Equal(t, s.ref["belmora.spoc"], x.Rows[0].Via)
	require.Equal(t, journal.Recognised, x.Rows[0].Grade)
	require.Equal(t, 170*sim.Minute, x.Rows[0].Lasted)
	require.Equal(t, second, x.Rows[1].Record)
	require.Equal(t, measure.OwnFacts, x.Rows[1].Pooled)
	require.Equal(t, 150*sim.Minute, x.Rows[1].Lasted)
	require.Equal(t, 1, x.People())
	require.Equal(t, 0, x.Pooled(), "one agency suspected it by its own facts")
	require.Equal(t, 2, x.Agencies())
	require.Equal(t, 320*sim.Minute, x.Time())
	require.Equal(t, []journal.Num{first, second}, s.trace.Evidence("M19"))
	r := s.trace.Results()
	for id, want := range map[string]float64{"M19": 1, "M19 pooled": 0, "M19 time": float64(320 * sim.Minute)} {
		v, counts := measure.FigureOf(id).Read(&r)
		require.True(t, counts)
		require.Equal(t, want, v.V, id)
	}
}

// An innocent fact in the company of one that is no innocent's is suspected by
// association: with the harbour's own word of a threat, which Arvonia had noticed.
func TestM19ByAssociation(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortStoryline, "family", "")
	s.add(journal.SortFact, "family.a", "")
	s.trace.Static.Storylines = append(s.trace.Static.Storylines, journal.Thread{Name: "family", Benign: true})
	s.trace.Static.Facts = append(s.trace.Static.Facts, journal.Fact{Name: "family.a", Storyline: "family", Kind: "TRAVEL"})
	s.at(0, journal.Collected, "belmora.police", args(int64(s.ref["family.a"]), 1))
	s.held(10, "belmora.police", "harbour.a", "arvonia.fiu", "arvonia.fiu", 1)
	s.at(20, journal.Assessed, "belmora.police", func(r *journal.Record) {
		r.Facts = []journal.Ref{s.ref["harbour.a"], s.ref["family.a"]}
		args(int64(s.ref["harbour"]), 0, int64(journal.Suspected))(r)
	})
	s.at(60, journal.EndEx, "", nil)
	x := s.trace.Suspicions()
	require.Len(t, x.Rows, 1)
	require.Equal(t, s.ref["harbour"], x.Rows[0].With)
	require.Equal(t, measure.PooledAbroad, x.Rows[0].Pooled)
	require.Equal(t, 40*sim.Minute, x.Rows[0].Lasted)
	require.Equal(t, 1, x.Pooled())
}

// Where nobody is innocent there is nothing to measure, and that is no zero.
func TestM19OfNobody(t *testing.T) {
	r := newScene(t).trace.Results()
	_, counts := measure.FigureOf("M19").Read(&r)
	require.False(t, counts)
}
