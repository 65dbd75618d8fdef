package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Three messages; one of them takes 30 minutes in a queue, 60 while an office
// is closed and 30 of work. One action takes effect and is renewed once.
//
//	3 messages / 1 action; (30 + 60) / 120 = 75 %
func TestM13(t *testing.T) {
	s := newScene(t)
	s.add(journal.SortAction, "belmora.police.detain", "belmora")
	s.message(0, 1, "belmora.spoc")
	s.message(0, 2, "belmora.spoc")
	third := s.message(0, 3, "belmora.spoc")
	third(journal.Passed, 90, [][3]int64{{int64(journal.Release), int64(journal.Queue), 30}, {int64(journal.Release), int64(journal.OffHours), 60}}, nil)
	third(journal.Read, 120, [][3]int64{{int64(journal.Reading), working, 30}}, nil)
	for nth := range uint32(2) {
		s.at(130, journal.Ordered, "belmora.police", func(r *journal.Record) {
			r.Subject, r.Nth = 9, nth
			args(int64(s.ref["belmora.police.detain"]), int64(s.ref["harbour"]), int64(sim.Day))(r)
		})
	}
	require.Equal(t, measure.Effort{Messages: 3, Decided: 1, Idle: 90 * sim.Minute, Total: 120 * sim.Minute}, s.trace.Effort())
}
