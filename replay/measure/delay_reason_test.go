package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim/journal"
)

// Every step that time can pass at has a delay, and every delay has time that
// belongs to it.
func TestDelaysPartitionStepsAndCauses(t *testing.T) {
	reached := map[measure.Delay]bool{}
	for s := journal.World; s.Exists(); s++ {
		for c := range journal.CauseTexts() {
			reached[measure.DelayOf(s, journal.Cause(c))] = true
		}
		if s != journal.NoStep {
			require.NotEqual(t, measure.NobodyActed, measure.DelayOf(s, journal.Work), "work at %s is somebody's", s)
		}
	}
	codes := map[string]bool{}
	for d := range measure.NumDelays {
		require.True(t, reached[d], d.Code())
		codes[d.Code()] = true
	}
	require.Len(t, codes, int(measure.NumDelays))
	require.Equal(t, measure.OffHours, measure.DelayOf(journal.Release, journal.OffHours), "a closed desk at release is counted once")
	require.Equal(t, measure.OriginatorConsent, measure.DelayOf(journal.Consent, journal.Work))
}

// What lay aside and what nobody connected are no idleness of anybody: each has its own.
func TestAsideAndUnconnectedStandApart(t *testing.T) {
	require.Equal(t, measure.NotConnected, measure.DelayOf(journal.Assess, journal.Unconnected))
	require.Equal(t, measure.PutAside, measure.DelayOf(journal.Reading, journal.LaidAside))
	require.Equal(t, measure.NobodyActed, measure.DelayOf(journal.Decide, journal.Idle))
}
