package model

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// Agreement is a treaty, memorandum or other instrument between nations, with
// the clocks that it puts on answers.
type Agreement struct {
	Ref             journal.Ref
	Parties         []uint64       // bit per NationID
	When            law.Program    // scope, over the frame of a message; empty: everything between the parties
	Laws            []RuleID       // declared order
	Ack             calendar.Limit // to acknowledge a request, from its delivery; zero: no such duty
	AckRef          journal.Ref    // the clock's name
	Replies         []Within       // declared order; the first that holds is the clock
	From            sim.Time       // in force
	Until           sim.Time       // Never: without end
	Suspended       ParamID        // 1: suspended
	ClosesAt        ParamID        // PPM of tension
	SurvivesTension bool
	Excuse          journal.Ref // role whose permission, where an answer needs it, excuses lateness: the asker is told at once; 0: none
	Reminders       int32       // place in Spec.Reminders, from 1, of those about requests under it; 0 none
	Dispute         MotionID    // by which an asker disputes a refusal or silence; None
}

// Within is one time limit for answers.
type Within struct {
	Ref  journal.Ref // the clock's name
	When law.Program
	calendar.Limit
	Then law.Expiry // when it runs out
}

// Binds says whether a nation is a party.
func (a *Agreement) Binds(n NationID) bool { return a.Parties[n>>6]>>(uint(n)&63)&1 == 1 }
