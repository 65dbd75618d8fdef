package law

import (
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// Effect is what a rule does to a message.
type Effect uint8

// The effects.
const (
	Block   Effect = iota // ends the message
	Delay                 // waits a drawn time
	Require               // waits for a grant of an authority
	Strip                 // removes facts of some kinds
	Notify                // sends a notice and does not wait
	Limit                 // starts a clock
	Narrow                // at the reader: a wall narrows the purposes of what it reads
	Retain                // at the reader: starts a retention clock
	Assure                // waits for an assurance of the recipient's nation
)

// AtReader says whether a rule of this effect binds who reads a message, and not
// who sends it.
func (e Effect) AtReader() bool { return e == Narrow || e == Retain }

// Expiry is what follows when the time for an answer runs out.
type Expiry struct {
	Do   Silence
	Role journal.Ref // Raise: whom the asker asks instead, in the nation that was silent
}

// Silence says what an asker takes a missing answer for.
type Silence uint8

// What silence can be taken for.
const (
	Remind Silence = iota // the request is repeated, at most twice
	Refuse                // it is refused
	Raise                 // somebody higher is asked
)

// Rule is one legal rule of an agency, nation, agreement or body.
type Rule struct {
	Ref       journal.Ref
	When      Program
	Effect    Effect
	Delay     sim.Dist       // Delay
	Role      journal.Ref    // Require, Notify: the role of the authority in the rule's nation; Assure: in the recipient's
	Ground    journal.Reason // Block: why it refuses, RuleBlocks or NotCriminal
	Strip     uint8          // Strip: bits 1<<journal.FactKind
	Limit     calendar.Limit // Limit: length of the clock, from delivery; Retain: of the retention
	Clock     journal.Ref    // Limit: the clock's name
	Then      Expiry         // Limit: what follows when it runs out
	Overrides []journal.Ref  // rules that yield when this one applies
	Except    Program        // an exception that holds lifts the effect; empty: none
	Review    journal.Ref    // role that reviews a used exception; 0: prosecutor
	Purpose   int64          // Narrow: purposes that remain, bits of journal.Lead...
}

// Leaves gives the purposes that a wall leaves open. Where action is open, so is action
// that remains unseen.
func (r *Rule) Leaves() uint8 {
	p := uint8(r.Purpose)
	if p&journal.ActOn != 0 {
		p |= journal.Passive
	}
	return p
}
