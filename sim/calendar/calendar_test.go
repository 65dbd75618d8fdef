package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/calendar"
)

func TestOfficeHours(t *testing.T) {
	// T+0 is Monday 2027-03-01 08:00 +01:00.
	start := time.Date(2027, 3, 1, 7, 0, 0, 0, time.UTC).UnixMilli()
	c, err := calendar.Parse("Mon-Fri 08:00-17:00", sim.Hour, start, nil)
	require.NoError(t, err)
	require.True(t, c.Open(0))
	require.Equal(t, 9*sim.Hour, c.NextChange(0))
	require.Equal(t, 24*sim.Hour, c.NextOpen(9*sim.Hour))
	require.Equal(t, 9*sim.Hour, c.Add(0, 9*sim.Hour))
	require.Equal(t, 24*sim.Hour+sim.Minute, c.Add(0, 9*sim.Hour+sim.Minute))
	require.Equal(t, -63*sim.Hour, c.NextChange(-64*sim.Hour), "the Friday before closes at 17:00")
}

var _ = rapid.Check
