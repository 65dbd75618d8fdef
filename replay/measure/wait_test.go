package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Minute 60: the FIU understands a, which it collected. 80: the SPOC
// understands b, which it collected itself. 100: the SPOC reads a. 150: the
// police get a, garbled; 200: they read it whole. Nobody sends them b.
//
//	SPOC    a   100 - 60 = 40 min
//	SPOC    b   its own collection: no wait
//	police  a   200 - 60 = 140 min; garbled at 150 was not read
//	police  b   since 80, never
func TestM1(t *testing.T) {
	s := newScene(t)
	s.trace.Static.Needs = []journal.Need{
		{Agency: "belmora.spoc", Storyline: "harbour"},
		{Agency: "belmora.police", Storyline: "harbour", Facts: []string{"harbour.a", "harbour.b"}},
		{Agency: "belmora.police", Storyline: "harbour", Facts: []string{"harbour.a"}}, // twice is once
		{Agency: "arvonia.fiu", Storyline: "harbour", Facts: []string{"harbour.a"}},    // its own
	}
	s.at(60, journal.Collected, "arvonia.fiu", args(int64(s.ref["harbour.a"]), 7))
	s.at(80, journal.Collected, "belmora.spoc", args(int64(s.ref["harbour.b"]), 7))
	s.held(100, "belmora.spoc", "harbour.a", "arvonia.fiu", "arvonia.fiu", 1)
	s.held(150, "belmora.police", "harbour.a", "arvonia.fiu", "belmora.spoc", 0)
	s.held(200, "belmora.police", "harbour.a", "arvonia.fiu", "belmora.spoc", 1)
	// What it collects after it read of it is no excuse.
	s.at(220, journal.Collected, "belmora.spoc", args(int64(s.ref["harbour.a"]), 7))

	spoc, police, a, b := s.ref["belmora.spoc"], s.ref["belmora.police"], s.ref["harbour.a"], s.ref["harbour.b"]
	waits := s.trace.Waits()
	require.Equal(t, []measure.Wait{
		{Agency: spoc, Fact: a, Since: 60 * sim.Minute, Read: 100 * sim.Minute, Record: 3},
		{Agency: police, Fact: a, Since: 60 * sim.Minute, Read: 200 * sim.Minute, Record: 5},
		{Agency: police, Fact: b, Since: 80 * sim.Minute, Read: sim.Never, Record: 2},
	}, waits)
	m := measure.WaitTimes(waits)
	require.Equal(t, measure.Times{Known: []sim.Time{40 * sim.Minute, 140 * sim.Minute}, Never: 1}, m)
	median, ok := m.Quantile(50 * sim.Percent)
	require.True(t, ok)
	require.Equal(t, 140*sim.Minute, median)
	_, ok = m.Quantile(95 * sim.Percent)
	require.False(t, ok, "what never came ranks beyond all others")
	_, ok = measure.Times{}.Quantile(50 * sim.Percent)
	require.False(t, ok)
}

// Three nations, one of which needs two key facts. The fewer notice them, the more
// never come: none that was there is left out, and none that was not counts.
func TestM1CountsWhatNobodyNoticed(t *testing.T) {
	of := func(noticed ...string) measure.Times {
		s := newScene(t)
		s.trace.Static.Needs = []journal.Need{{Agency: "belmora.police", Storyline: "harbour", Facts: []string{"harbour.a", "harbour.b"}}}
		s.at(10, journal.Exposed, "", args(int64(s.ref["harbour.a"])))
		s.at(20, journal.Exposed, "", args(int64(s.ref["harbour.b"])))
		for _, f := range noticed {
			s.at(60, journal.Collected, "arvonia.fiu", args(int64(s.ref[f]), 7))
		}
		for i, f := range noticed {
			s.held(100+i, "belmora.police", f, "arvonia.fiu", "arvonia.fiu", 1)
		}
		return measure.WaitTimes(s.trace.Waits())
	}
	require.Equal(t, measure.Times{Known: []sim.Time{40 * sim.Minute, 41 * sim.Minute}}, of("harbour.a", "harbour.b"))
	require.Equal(t, measure.Times{Known: []sim.Time{40 * sim.Minute}, Never: 1}, of("harbour.a"))
	require.Equal(t, measure.Times{Never: 2}, of())
	s := newScene(t)
	require.Empty(t, s.trace.Waits(), "what was never there was needed by nobody")
	require.Zero(t, measure.WaitTimes(nil).All())
}
