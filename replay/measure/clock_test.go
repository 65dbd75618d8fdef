package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// clocked enters a clock that an instrument sets.
func (s *scene) clocked(name, instrument, what string) {
	s.add(journal.SortClock, name, "")
	s.trace.Static.Clocks = append(s.trace.Static.Clocks, journal.Clock{Name: name, Instrument: instrument, For: what})
}

// rings ends clock number n at a minute.
func (s *scene) rings(minute int, n sim.ID, clock string, o journal.Outcome, due int) {
	s.at(minute, journal.ClockEnd, "belmora.spoc", func(r *journal.Record) {
		r.Subject = n
		args(int64(s.ref[clock]), int64(o), int64(due)*int64(sim.Minute))(r)
	})
}

// Of the clocks below, those numbered 1 to 3 were due by minute 50.
//
//	1  answered at 10, due at 20      in time
//	2  ran out at 30
//	3  ran out at 30: the notice after an exception of arv-transfer
//	4  answered at 15, due at 99      not due yet: it says nothing about others
//	5  stopped                        it asked for nothing any more
//	6  retention, 7 detention         nobody was to answer
func TestM8(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortAgreement, "pact", "")
	s.clocked("pact.urgent", "pact", "reply")
	s.clocked("arv-keep", "arv-keep", "retention")
	s.clocked("belmora.police.detain.clock", "belmora.police.detain", "action")
	s.rings(10, 1, "pact.urgent", journal.Met, 20)
	s.rings(15, 4, "pact.urgent", journal.Met, 99)
	s.rings(20, 5, "pact.urgent", journal.Stopped, 20)
	s.rings(30, 2, "pact.urgent", journal.Expired, 30)
	s.rings(30, 3, "arv-transfer", journal.Expired, 30)
	s.rings(40, 6, "arv-keep", journal.Expired, 40)
	s.rings(50, 7, "belmora.police.detain.clock", journal.Expired, 50)
	clocks := s.trace.Clocks()
	require.Equal(t, measure.Share{Of: 1, All: 3}, measure.TimelyAnswers(clocks))
	require.Equal(t, []measure.Instrument{
		{Name: "pact", Share: measure.Share{Of: 1, All: 2}},
		{Name: "arv-transfer", Share: measure.Share{Of: 0, All: 1}},
	}, s.trace.Instruments(clocks))
	require.Equal(t, measure.Share{}, measure.TimelyAnswers(nil))
}
