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
	u := s.story.M20()
	require.True(t, u.Paid)
	require.Len(t, u.Pairs, 2)
	require.Equal(t, 2*sim.Hour, u.Pairs[0].Lay)
	require.False(t, u.Pairs[0].Left)
	require.Equal(t, s.story.End(), u.Pairs[1].Lay)
	require.Equal(t, 1, u.Left())
	require.Equal(t, 1, u.Omitted)
	require.Equal(t, []journal.Num{links[0].Num, links[1].Num, links[1].Num + 2}, s.story.Evidence("M20"))
	r := s.story.Results()
	for id, want := range map[string]float64{"M20": 1, "M20 overlooked": 2, "M20 omitted": 1} {
		v, counts := measure.FigureOf(id).Read(&r)
		require.True(t, counts)
		require.Equal(t, want, v.V, id)
	}
}

// Where everything is connected and every rule a duty there is nothing to measure.
func TestM20OfNothing(t *testing.T) {
	r := newScene(t).story.Results()
	_, counts := measure.FigureOf("M20").Read(&r)
	require.False(t, counts)
}
