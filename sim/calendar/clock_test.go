package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/calendar"
)

// Roles that decide on extensions.
const (
	prosecutor uint32 = iota + 1
	court
)

// 72 hours and once 48 more, asked for within the first 48 and decided within
// the next 24.
func threeDays() calendar.Clock {
	return calendar.Clock{Limit: calendar.Limit{Len: 72 * sim.Hour}, Extensions: []calendar.Extension{
		{Limit: calendar.Limit{Len: 48 * sim.Hour}, Authority: court, ApplyBefore: 48 * sim.Hour, DecideWithin: 24 * sim.Hour},
	}}
}

func TestClockRunsOut(t *testing.T) {
	c := threeDays()
	term := c.Start(nil, 5*sim.Hour)
	require.Equal(t, 77*sim.Hour, term.Expiry, "from the instant of effect")
	e, before, ok := c.Next(term)
	require.True(t, ok)
	require.Equal(t, court, e.Authority)
	require.Equal(t, 53*sim.Hour, before)
	require.False(t, c.Apply(&term, 53*sim.Hour), "too late: it must be applied for before")
	require.Equal(t, c.Start(nil, 5*sim.Hour), term, "which changes nothing")
}

func TestExtensionGranted(t *testing.T) {
	c := threeDays()
	term := c.Start(nil, 0)
	require.True(t, c.Apply(&term, 48*sim.Hour-1))
	require.Equal(t, 72*sim.Hour-1, term.DecideBy)
	require.False(t, c.Apply(&term, 48*sim.Hour-1), "not twice")
	require.True(t, c.Decide(nil, &term, 72*sim.Hour-1, true))
	require.Equal(t, 120*sim.Hour, term.Expiry, "from the old expiry, not from the decision")
	_, _, ok := c.Next(term)
	require.False(t, ok, "there is no second one")
}

func TestExtensionNotGranted(t *testing.T) {
	for name, decide := range map[string]func(*calendar.Clock, *calendar.Term) bool{
		"refused": func(c *calendar.Clock, x *calendar.Term) bool { return c.Decide(nil, x, 50*sim.Hour, false) },
		"late":    func(c *calendar.Clock, x *calendar.Term) bool { return c.Decide(nil, x, 64*sim.Hour+1, true) },
	} {
		c := threeDays()
		term := c.Start(nil, 0)
		require.True(t, c.Apply(&term, 40*sim.Hour), name)
		require.False(t, decide(&c, &term), name)
		require.Equal(t, 72*sim.Hour, term.Expiry, name)
		require.Zero(t, term.Granted, name)
	}
	c := threeDays()
	term := c.Start(nil, 0)
	require.False(t, c.Decide(nil, &term, 5, true), "nobody applied")
}

// Extensions follow each other; without bounds of their own they must be
// applied for before, and decided by, the expiry as it stands.
func TestExtensionsInOrder(t *testing.T) {
	c := calendar.Clock{Limit: calendar.Limit{Len: 96 * sim.Hour}, Extensions: []calendar.Extension{
		{Limit: calendar.Limit{Len: 24 * sim.Hour}, Authority: prosecutor},
		{Limit: calendar.Limit{Len: 24 * sim.Hour}, Authority: court},
	}}
	term := c.Start(nil, 0)
	require.True(t, c.Apply(&term, 95*sim.Hour))
	require.Equal(t, 96*sim.Hour, term.DecideBy)
	require.True(t, c.Decide(nil, &term, 96*sim.Hour, true), "at the last instant")
	e, before, ok := c.Next(term)
	require.True(t, ok)
	require.Equal(t, court, e.Authority)
	require.Equal(t, 120*sim.Hour, before)
	require.True(t, c.Apply(&term, 100*sim.Hour))
	require.True(t, c.Decide(nil, &term, 101*sim.Hour, true))
	require.Equal(t, 144*sim.Hour, term.Expiry)
	require.EqualValues(t, 2, term.Granted)
}

// An application that the law allows after the expiry comes too late all the
// same: the clock has run out.
func TestNoApplicationAfterExpiry(t *testing.T) {
	c := calendar.Clock{Limit: calendar.Limit{Len: 48 * sim.Hour}, Extensions: []calendar.Extension{{Limit: calendar.Limit{Len: 24 * sim.Hour}, ApplyBefore: 54 * sim.Hour}}}
	term := c.Start(nil, 0)
	require.False(t, c.Apply(&term, 48*sim.Hour))
	require.True(t, c.Apply(&term, 48*sim.Hour-1))
}

// Clocks of business days count those of the deciding authority.
func TestClockOfBusinessDays(t *testing.T) {
	cal := parse(t, "Mon-Fri 08:00-17:00", "2027-03-03")
	c := calendar.Clock{Limit: calendar.Limit{Days: 3, CloseAt: 17 * sim.Hour}, Extensions: []calendar.Extension{{Limit: calendar.Limit{Days: 1, CloseAt: 12 * sim.Hour}}}}
	term := c.Start(&cal, 11*sim.Hour) // Monday 19:00
	require.Equal(t, 4*sim.Day+9*sim.Hour, term.Expiry, "Friday 17:00, for Wednesday is a holiday")
	require.True(t, c.Apply(&term, sim.Day))
	require.True(t, c.Decide(&cal, &term, sim.Day, true))
	require.Equal(t, 7*sim.Day+4*sim.Hour, term.Expiry, "Monday 12:00")
}
