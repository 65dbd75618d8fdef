package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Entry 1 is handed out at minute 5, the action that 2 expects is seen at minute
// 20 by record 3, 3 is missed, 4 never comes, 5 was deferred. SimCell has handed
// one out, the SPOC has received it and one message; the police are not played.
func TestEntries(t *testing.T) {
	s := newScene(t)
	s.trace.Static.Audience = []string{"belmora.spoc"}
	s.trace.Static.Entries = []journal.Entry{
		{Number: "1", Type: "inject", Status: "Approved", From: "SimCell", To: "belmora.spoc"},
		{Number: "2", Type: "expected_action", Status: "Approved", Who: "belmora.spoc"},
		{Number: "3", Type: "expected_action", Status: "Approved", Who: "belmora.spoc"},
		{Number: "4", Type: "contingency", Status: "Draft", From: "White Cell"},
		{Number: "5", Type: "inject", Status: "Deferred", From: "SimCell"},
	}
	for _, e := range s.trace.Static.Entries {
		s.add(journal.SortEntry, e.Number, "")
	}
	s.at(5, journal.Inject, "", args(int64(s.ref["1"]), int64(s.ref["belmora.spoc"])))
	s.at(10, journal.Delivered, "belmora.spoc", nil)
	cause := s.at(20, journal.Delivered, "belmora.police", nil)
	s.tell(20*sim.Minute, journal.Expected, "belmora.spoc", cause, nil, args(int64(s.ref["2"]), int64(journal.Met), 0))
	s.at(30, journal.Expected, "belmora.spoc", args(int64(s.ref["3"]), int64(journal.Missed), 0))

	lost := journal.Record{Num: 9, Kind: journal.Inject}
	args(int64(s.ref["belmora.spoc"]), 0)(&lost)
	require.ErrorContains(t, s.trace.Record(&lost),
		`record 9 is about "belmora.spoc", which is no entry of the events list`)
	got := s.trace.Entries()
	var played []string
	var when []sim.Time
	for i := range got {
		played, when = append(played, got[i].Played()), append(when, got[i].When)
	}
	require.Equal(t, []string{"Released", "Complete", "Approved", "Draft", "Deferred"}, played)
	require.Equal(t, []sim.Time{5 * sim.Minute, 20 * sim.Minute, sim.Never, sim.Never, sim.Never}, when)
	require.Equal(t, cause.Num, got[1].By)
	require.Equal(t, journal.Missed, got[2].Outcome)
	require.Equal(t, []string{"SimCell", "White Cell", "belmora.spoc"}, s.trace.Cells())
	require.Equal(t, []measure.Arrival{
		{"SimCell", 5 * sim.Minute}, {"belmora.spoc", 5 * sim.Minute}, {"belmora.spoc", 10 * sim.Minute},
	}, s.trace.Arrivals())
}
