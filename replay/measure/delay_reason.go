package measure

import "entente/sim/journal"

// Delay is a reason for lost time as people tell them apart: a heading over the
// pairs of step and cause. The headings partition all pairs, so their sums are as
// exact as those of steps and causes.
type Delay uint8

// The delays, in the order in which stacks, legends and tables have them.
const (
	DeskQueue Delay = iota
	OffHours
	ReadingTime
	Analysis
	JudicialAuthority
	Approval
	CarryingOut
	Classification
	OriginatorConsent
	Unwillingness
	Translation
	Gateway
	Transport
	OutageTime
	WaitingForDate
	NobodyActed
	PutAside
	NotConnected
	NumDelays
)

var delayCodes = [NumDelays]string{"DQ", "OH", "RD", "AN", "JA", "AP", "AC", "CL", "OC", "UW", "TR", "GW", "TP", "OU", "WD", "NA", "PA", "NC"}

// Code is the two letters of a delay, by which it is known without its colour.
func (d Delay) Code() string { return delayCodes[d] }

// delayOfCause tells the delays that a cause makes at whatever step.
var delayOfCause = map[journal.Cause]Delay{
	journal.OffHours: OffHours, journal.Queue: DeskQueue, journal.Outage: OutageTime, journal.Period: WaitingForDate, journal.Idle: NobodyActed,
	journal.LaidAside: PutAside, journal.Unconnected: NotConnected,
}

var delayOfStep = map[journal.Step]Delay{
	journal.World: CarryingOut, journal.Collect: Analysis, journal.Assess: Analysis, journal.Decide: Analysis,
	journal.Law: JudicialAuthority, journal.Classify: Classification, journal.Consent: OriginatorConsent, journal.Will: Unwillingness,
	journal.Release: Approval, journal.Sanitise: Classification, journal.Route: Transport, journal.Gateway: Gateway, journal.Carry: Transport,
	journal.Convert: Translation, journal.Relay: Transport, journal.Reading: ReadingTime, journal.Authorise: JudicialAuthority,
	journal.Body: Approval, journal.Act: CarryingOut,
}

// DelayOf is the delay that a stretch of time belongs to: first by its cause, then
// by its step.
func DelayOf(s journal.Step, c journal.Cause) Delay {
	if d, ok := delayOfCause[c]; ok {
		return d
	}
	if d, ok := delayOfStep[s]; ok {
		return d
	}
	return NobodyActed
}
