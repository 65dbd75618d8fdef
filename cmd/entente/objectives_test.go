package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// A task is rated by any measure, whichever way it is good; what had nothing to
// count is not exercised, and what never happened is the worst.
func TestRatings(t *testing.T) {
	r := &measure.Results{
		M1: measure.Times{Known: []sim.Time{6 * sim.Hour, 10 * sim.Hour}}, M3: measure.Share{Of: 2, All: 4},
		M2: measure.Times{Never: 1},
	}
	p := &picture{}
	for _, c := range []struct {
		measure string
		p, s, m float64
		want    string
	}{
		{"M3", 0.5, 0.4, 0.3, "P   M3: 50 %"},
		{"M3", 0.9, 0.5, 0.3, "S   M3: 50 %"},
		{"M3", 0.9, 0.8, 0.7, "U   M3: 50 %"},
		{"M1", 5, 6, 7, "S   M1: 6 h 00 min"}, // less is better, in hours
		{"M1", 6, 7, 8, "P   M1: 6 h 00 min"},
		{"M1", 1, 2, 3, "U   M1: 6 h 00 min"},
		{"M2", 1, 2, 3, "U   M2: never"},
		{"M12", 1, 2, 3, "N/R   M12: nothing to measure"},
		{"M16", 1, 1, 1, "N/R   M16 counts over a campaign, not in one run"},
	} {
		require.Equal(t, c.want, p.rating(journal.Task{Measure: c.measure, P: c.p, S: c.s, M: c.m}, r))
	}
	// Every measure of a run is a figure.
	for _, id := range []string{"M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12", "M13", "M14", "M15", "M17"} {
		require.NotContains(t, p.rating(journal.Task{Measure: id}, r), "campaign", id)
	}
}
