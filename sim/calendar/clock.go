package calendar

import "entente/sim"

// Limit is how long a statute lets something take: Len or, where Days is set,
// until CloseAt on that many business days of the deciding authority; the day
// of the starting act is day 0.
type Limit struct {
	Len     sim.Time
	Days    int32
	CloseAt sim.Time // time of day
}

// IsZero says that there is no limit.
func (l Limit) IsZero() bool { return l.Len == 0 && l.Days == 0 }

// Length is how long a limit is, and whether that is known without the day it begins on.
func (l Limit) Length() (length sim.Time, known bool) { return l.Len, l.Days == 0 }

// From is the instant at which a limit ends that runs from t.
func (l Limit) From(cal *Calendar, t sim.Time) sim.Time {
	if l.Days > 0 {
		return cal.AddBusinessDays(t, int(l.Days), l.CloseAt)
	}
	return t + l.Len
}

// Clock is a statutory clock, such as the longest time a person may be held:
// how long it runs from the instant its act takes effect, and by whom and how
// far it may be extended, in this order.
type Clock struct {
	Limit
	Extensions []Extension
}

// Extension of a clock, from the expiry that it moves.
type Extension struct {
	Limit
	Authority    uint32   // who decides: a role of the caller's
	ApplyBefore  sim.Time // from the instant of effect; 0: before expiry
	DecideWithin sim.Time // from the application; 0: by expiry
	Late         sim.Time // past expiry in which an application may still be decided, the clock running on
}

// Term is a clock that runs. It is plain data: the Clock is handed to each of
// its methods.
type Term struct {
	Effective sim.Time
	Expiry    sim.Time // as extended so far
	Granted   uint32   // extensions
	Applied   bool     // for the next extension, not yet decided
	DecideBy  sim.Time // if Applied
}

// Start lets the clock run from the instant its act takes effect.
func (c *Clock) Start(cal *Calendar, effective sim.Time) Term {
	return Term{Effective: effective, Expiry: c.From(cal, effective)}
}

// Next is the extension that can be applied for and the instant before which
// that must be done. It is false if there is none left or one is undecided.
func (c *Clock) Next(t Term) (e Extension, before sim.Time, ok bool) {
	if t.Applied || int(t.Granted) >= len(c.Extensions) {
		return Extension{}, 0, false
	}
	e = c.Extensions[t.Granted]
	before = t.Expiry
	if e.ApplyBefore > 0 {
		before = min(before, t.Effective+e.ApplyBefore)
	}
	return e, before, true
}

// Apply applies at the instant at for the next extension. It is false, and
// changes nothing, if there is none or it is too late.
func (c *Clock) Apply(t *Term, at sim.Time) bool {
	e, before, ok := c.Next(*t)
	if !ok || at >= before {
		return false
	}
	t.Applied, t.DecideBy = true, t.Expiry+e.Late
	if e.DecideWithin > 0 {
		t.DecideBy = min(t.DecideBy, at+e.DecideWithin)
	}
	return true
}

// Decide ends an application at the instant at. A grant moves the expiry, if it
// comes by DecideBy; a later one comes to nothing, like a refusal.
func (c *Clock) Decide(cal *Calendar, t *Term, at sim.Time, grant bool) bool {
	inTime := t.Applied && grant && at <= t.DecideBy
	if inTime {
		e := &c.Extensions[t.Granted]
		t.Expiry = e.From(cal, t.Expiry)
		t.Granted++
	}
	t.Applied = false
	return inTime
}

// End is the instant at which the act must end: the expiry or, while an
// application is undecided that may be decided late, the last instant for that.
func (t *Term) End() sim.Time {
	if t.Applied {
		return max(t.Expiry, t.DecideBy)
	}
	return t.Expiry
}
