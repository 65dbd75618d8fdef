package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Three pieces were put aside: one for two hours, one for two days, and one that still
// lay there at the end.
func TestM18(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortDesk, "belmora.spoc.intake", "belmora")
	desk := int64(s.ref["belmora.spoc.intake"])
	lay := func(minutes int, id sim.ID, o journal.Outcome) {
		s.at(minutes, journal.Aside, "belmora.spoc", func(r *journal.Record) {
			r.Subject, r.Step = id, journal.Reading
			if o == journal.TakenUp {
				r.Nth = 1
			}
			args(int64(o), desk, int64(s.ref["harbour"]))(r)
		})
	}
	lay(0, 1, journal.PutAside)
	lay(60, 2, journal.PutAside)
	lay(120, 1, journal.TakenUp)
	lay(60+2*24*60, 2, journal.TakenUp)
	lay(3000, 3, journal.PutAside)
	a := s.trace.Attention()
	require.True(t, a.Paid)
	require.Len(t, a.Pieces, 3)
	require.Equal(t, 1, a.Left())
	end := s.trace.End()
	require.Equal(t, 2*sim.Hour+2*sim.Day+end-3000*sim.Minute, a.Lay())
	long := 1
	if end-3000*sim.Minute > sim.Day {
		long = 2
	}
	require.Equal(t, long, a.Long())
	for _, id := range []string{"M18", "M18 left", "M18 time", "M18 needed"} {
		r := s.trace.Results()
		v, counts := measure.FigureOf(id).Read(&r)
		require.True(t, v.OK && counts, id)
	}
}

// Where no desk puts anything aside there is nothing to measure, and that is no zero.
func TestM18OfNothing(t *testing.T) {
	r := newScene(t).trace.Results()
	_, counts := measure.FigureOf("M18").Read(&r)
	require.False(t, counts)
}

// A key fact that nobody could act on in time mattered where it lay aside in a message
// when the deadline came, and not where it had been taken up by then.
func TestM18Needed(t *testing.T) {
	for _, c := range []struct {
		takenUp int // minutes; 0 never
		needed  int
	}{{0, 1}, {2000, 0}} {
		s := newScene(t)
		s.add(journal.SortDesk, "belmora.spoc.intake", "belmora")
		s.at(0, journal.Exposed, "harbour", args(int64(s.ref["harbour.a"])))
		s.at(1, journal.Sent, "arvonia.fiu", func(r *journal.Record) { r.Subject, r.Facts = 7, []journal.Ref{s.ref["harbour.a"]} })
		put := func(minutes int, o journal.Outcome, nth uint32) {
			s.at(minutes, journal.Aside, "belmora.spoc", func(r *journal.Record) {
				r.Subject, r.Nth, r.Step = 8, nth, journal.Reading
				args(int64(o), int64(s.ref["belmora.spoc.intake"]), int64(s.ref["harbour"]), 0, 0, 7)(r)
			})
		}
		put(2, journal.PutAside, 0)
		if c.takenUp > 0 {
			put(c.takenUp, journal.TakenUp, 1)
		}
		s.at(2500, journal.Deadline, "belmora.spoc", args(int64(s.ref["harbour.1"]), int64(journal.NotMet), int64(2400*sim.Minute), int64(sim.Never), int64(s.ref["harbour"])))
		require.Len(t, s.trace.Attention().Needed, c.needed)
	}
}
