package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// A measure is held against thresholds in its own unit, of which either the
// highest or the lowest is best. What never happened is worse than all, and what
// was not tried is not rated.
func TestRate(t *testing.T) {
	rate := func(name string, p, s, m float64, r measure.Results) measure.Rating {
		return measure.Rate(journal.Task{Measure: name, P: p, S: s, M: m}, &r)
	}
	share := func(of, all int) measure.Results {
		return measure.Results{DeadlinesMet: measure.Share{Of: of, All: all}}
	}
	for want, r := range map[measure.Rating]measure.Results{"P": share(4, 4), "S": share(3, 4), "M": share(2, 4), "U": share(1, 4), "N/R": share(0, 0)} {
		require.Equal(t, want, rate("M3", 1, 0.75, 0.5, r))
	}
	margin := func(known ...sim.Time) measure.Results {
		return measure.Results{ActionMargins: measure.Margins{Known: known}}
	}
	require.Equal(t, measure.Performed, rate("M10", 24, 6, 0, margin(24*sim.Hour, 30*sim.Hour)))
	require.Equal(t, measure.Major, rate("M10", 24, 6, 0, margin(0, 30*sim.Hour)))
	require.Equal(t, measure.Unable, rate("M10", 24, 6, 0, measure.Results{ActionMargins: measure.Margins{Known: []sim.Time{sim.Day}, Unavailable: 1}}))
	require.Equal(t, measure.Untried, rate("M10", 24, 6, 0, measure.Results{}))
	decided := func(x measure.Times) measure.Results { return measure.Results{Decisions: measure.Decisions{Times: x}} }
	require.Equal(t, measure.Some, rate("M12", 24, 48, 96, decided(measure.Times{Known: []sim.Time{30 * sim.Hour}})))
	require.Equal(t, measure.Unable, rate("M12", 24, 48, 96, decided(measure.Times{Never: 1})))
	require.Equal(t, measure.Performed, rate("M17", 0, 1, 2, measure.Results{}))
	require.Equal(t, measure.Untried, rate("M16", 1, 1, 1, measure.Results{}))
}
