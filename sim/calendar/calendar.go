package calendar

import (
	"fmt"

	"entente/sim"
)

// Calendar says when something is open. It is immutable and can be shared and
// copied; the zero Calendar is always open and knows no dates.
type Calendar struct{ w *week }

// Open reports whether the millisecond that begins at t is open.
func (c *Calendar) Open(t sim.Time) bool { return c.w == nil || c.w.isOpen(c.w.local(t)) }

// NextOpen is the first instant from t on that is open.
func (c *Calendar) NextOpen(t sim.Time) sim.Time {
	if t >= sim.Never || c.Open(t) {
		return t
	}
	return c.w.time(c.w.hoursAt(c.w.hours(c.w.local(t))+1) - 1)
}

// NextChange is the first instant after t at which Open is not what it is at
// t; Never if there is none.
func (c *Calendar) NextChange(t sim.Time) sim.Time {
	_, next := c.OpenUntil(t)
	return next
}

// OpenUntil is Open and NextChange in one.
func (c *Calendar) OpenUntil(t sim.Time) (open bool, next sim.Time) {
	if c.w == nil || t >= sim.Never {
		return c.Open(t), sim.Never
	}
	l := c.w.local(t)
	if c.w.isOpen(l) {
		return true, c.w.time(c.w.nextClosed(l))
	}
	return false, c.w.time(c.w.hoursAt(c.w.hours(l)+1) - 1)
}

// Add is the instant at which work of open time is done that was begun at t:
// the first from t on with OpenWithin(t, Add(t, work)) = work. Without work
// that is t itself.
func (c *Calendar) Add(t, work sim.Time) sim.Time {
	switch {
	case work <= 0:
		return t
	case t > sim.Never-work:
		return sim.Never
	case c.w == nil:
		return t + work
	}
	return c.w.time(c.w.hoursAt(c.w.hours(c.w.local(t)) + int64(work)))
}

// OpenWithin is the open time from a up to b; 0 if b is not after a.
func (c *Calendar) OpenWithin(a, b sim.Time) sim.Time {
	switch {
	case b <= a:
		return 0
	case c.w == nil:
		return b - a
	}
	return sim.Time(c.w.hours(c.w.local(b)) - c.w.hours(c.w.local(a)))
}

// NamesDays says whether the hours name days of the week, and not all of them: those
// that are no holidays are business days.
func (c *Calendar) NamesDays() bool { return c.w != nil && c.w.tells }

// AddBusinessDays is the time of day closeAt on the given number of business
// days after the day of t, which is day 0 and does not count. A business day is
// a day of the week that the hours name and that is no holiday; where they name
// none or all seven, Monday to Friday. A Calendar that knows no dates counts
// days of 24 hours from T+0.
func (c *Calendar) AddBusinessDays(t sim.Time, days int, closeAt sim.Time) sim.Time {
	switch {
	case days < 0 || closeAt < 0 || closeAt > sim.Day:
		panic(fmt.Sprintf("calendar: %d business days to %s past midnight", days, closeAt))
	case t >= sim.Never:
		return sim.Never
	case c.w == nil:
		return (sim.Time(div(int64(t), int64(sim.Day)))+sim.Time(days))*sim.Day + closeAt
	}
	d := c.w.local(t).day()
	if days > 0 {
		d = c.w.businessDay(d, int64(days))
	}
	return c.w.time(d.midnight() + local(closeAt))
}

// local is the wall time of t.
func (w *week) local(t sim.Time) local { return local(t) + w.shift }

// time is the instant of a wall time.
func (w *week) time(l local) sim.Time { return min(sim.Time(l-w.shift), sim.Never) }
