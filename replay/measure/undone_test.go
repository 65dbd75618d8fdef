package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Of two pairs that were overlooked one is connected two hours later; the other never is.
// Something usual was not passed on.
func TestM20(t *testing.T) {
	s := newScene(t)
	a, b := int64(s.ref["harbour.a"]), int64(s.ref["harbour.b"])
	var links []journal.Link
	for i, who := range []string{"belmora.police", "belmora.spoc"} {
		links = append(links, s.at(0, journal.Overlooked, who, func(r *journal.Record) {
			r.Subject = sim.ID(5 + i)
			args(a, b, 300_000)(r)
		}))
	}
	s.tell(2*sim.Hour, journal.Connected, "belmora.police", links[0], [][3]int64{{int64(journal.Assess), int64(journal.Unconnected), 120}}, func(r *journal.Record) {
		r.Subject = 5
		args(a, b, 900_000)(r)
	})
	s.at(130, journal.Omitted, "belmora.police", func(r *journal.Record) {
		r.Subject = 9
		args(int64(s.ref["arvonia.fiu"]), int64(s.ref["harbour"]), 400_000)(r)
	})
	s.at(200, journal.EndEx, "", nil)
	u := s.trace.Undone()
	require.True(t, u.Paid)
	require.Len(t, u.Pairs, 2)
	require.Equal(t, 2*sim.Hour, u.Pairs[0].Lay)
	require.False(t, u.Pairs[0].Left)
	require.Equal(t, s.trace.End(), u.Pairs[1].Lay)
	require.Equal(t, 1, u.Left())
	require.Equal(t, 1, u.Omitted)
	require.Equal(t, []journal.Num{links[0].Num, links[1].Num, links[1].Num + 2}, s.trace.Evidence("M20"))
	r := s.trace.Results()
	for id, want := range map[string]float64{"M20": 1, "M20 overlooked": 2, "M20 omitted": 1} {
		v, counts := measure.FigureOf(id).Read(&r)
		require.True(t, counts)
		require.Equal(t, want, v.V, id)
	}
}

// Where everything is connected and every rule a duty there is nothing to measure.
func TestM20OfNothing(t *testing.T) {
	r := newScene(t).trace.Results()
	_, counts := measure.FigureOf("M20").Read(&r)
	require.False(t, counts)
}

// A key fact that nobody could act on in time mattered where it was left out before the
// deadline, or lay unconnected then, and not where it had been connected by then.
func TestM20Needed(t *testing.T) {
	for _, c := range []struct {
		name             string
		omitted, pairsAt int // minutes; 0 never
		connected        int
		needed           int
	}{
		{"left out", 10, 0, 0, 1},
		{"left out too late to matter", 2450, 0, 0, 0},
		{"never connected", 0, 10, 0, 1},
		{"connected in time", 0, 10, 2000, 0},
		{"connected too late", 0, 10, 2450, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			a, b := s.ref["harbour.a"], s.ref["harbour.b"]
			s.at(0, journal.Exposed, "harbour", args(int64(a)))
			pair := journal.Link{}
			if c.pairsAt > 0 {
				pair = s.at(c.pairsAt, journal.Overlooked, "belmora.spoc", func(r *journal.Record) {
					r.Subject = 5
					args(int64(a), int64(b), 300_000)(r)
				})
			}
			if c.connected > 0 {
				s.tell(sim.Time(c.connected)*sim.Minute, journal.Connected, "belmora.spoc", pair, [][3]int64{{int64(journal.Assess), int64(journal.Unconnected), int64(c.connected - c.pairsAt)}}, func(r *journal.Record) {
					r.Subject = 5
					args(int64(a), int64(b), 900_000)(r)
				})
			}
			if c.omitted > 0 {
				s.at(c.omitted, journal.Omitted, "arvonia.fiu", func(r *journal.Record) {
					r.Subject, r.Facts = 9, []journal.Ref{a}
					args(int64(s.ref["belmora.spoc"]), int64(s.ref["harbour"]), 400_000)(r)
				})
			}
			s.at(2500, journal.Deadline, "belmora.spoc", args(int64(s.ref["harbour.1"]), int64(journal.NotMet), int64(2400*sim.Minute), int64(sim.Never), int64(s.ref["harbour"])))
			require.Len(t, s.trace.Undone().Needed, c.needed)
		})
	}
}
