package explain

import (
	"cmp"
	"fmt"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Topic is the sort of thing that an explanation is about.
type Topic uint8

// The topics.
const (
	OfRecord Topic = iota
	OfDeadline
	OfFact
	OfMessage
	OfDecision
	OfEntry
	OfAction
)

// Subject is what an explanation is about.
type Subject struct {
	Topic     Topic
	Thing     journal.Ref     // the deadline, fact, motion, entry or action; 0 for a message or record
	Agency    journal.Ref     // who was to know or act, who sent; of a decision the body
	Toward    journal.Ref     // of a message: to whom
	Action    journal.Ref     // that a deadline wants to be available
	Storyline journal.Ref     // where there is one
	Message   journal.Message // of a message
	Want      string          // of a deadline: "informed", "read" or "available"
	Facts     []journal.Ref   // that a deadline wants read, or a message carries
	ID        sim.ID          // identity of the message, proposal or action
	Nth       int             // which proposal of its motion, from 1
	First     journal.Num     // the record that it began with; of a record itself
}

// Explanation says why one thing came when it did, or why it did not come.
// Instants that have not come are sim.Never.
type Explanation struct {
	Subject

	// Outcome is how it came out: of a deadline Met, Late, NotMet, Void or Open;
	// of anything else Done where it came and Open where it had not by the end,
	// or the outcome that ended it otherwise.
	Outcome journal.Outcome
	Came    sim.Time // when it came true, was read, decided, released
	Due     sim.Time // when it was due
	Reason  journal.Reason
	Rule    journal.Ref

	// From and To bound the window, which the stretches tile.
	From, To  sim.Time
	Stretches []Stretch

	// End is the record in which the chain of causes ends; nil where nothing had
	// come of it. Back are its causes, the binding one of each before it, nearest
	// first: the last is a root. Forward are the records that it made possible or
	// set going, in order. Course are the records about the thing itself.
	End     *journal.Record
	Back    []*journal.Record
	Forward []*journal.Record
	Course  []*journal.Record

	// Missing are the facts that were not there when they were due, those that had
	// come furthest first. Missing[Through-1] is the one that stood in the way: of
	// what never came, the chain goes through it. Through is 0 where no fact was
	// what it lacked.
	Missing []MissingFact
	Through int
	Needed  int // how many facts make the pattern, or were to be read
	Had     int // of them

	// Tests are the conditions, in the order in which they are looked at.
	Tests []Test

	// Rules are the rules, instruments and bodies with words of their own that
	// the stretches and the course met.
	Rules []journal.Text
}

// Margin is the time to spare, negative when late; false where it did not come or
// nothing was due.
func (e *Explanation) Margin() (sim.Time, bool) {
	if e.Came == sim.Never || e.Due == sim.Never {
		return 0, false
	}
	return e.Due - e.Came, true
}

// Length is that of the window.
func (e *Explanation) Length() sim.Time { return e.To - e.From }

// Failing is the first condition that did not hold; nil if all did, or there are
// none.
func (e *Explanation) Failing() *Test {
	for i := range e.Tests {
		if !e.Tests[i].Holds {
			return &e.Tests[i]
		}
	}
	return nil
}

// Stretch is a part of the window.
type Stretch struct {
	Step     journal.Step
	Cause    journal.Cause
	Object   journal.Ref // the desk, rule, channel, nation or body
	From, To sim.Time
	Record   journal.Num     // that accounts for it; 0 none
	Ended    journal.Outcome // what a member's reaction was that ended it; else none
}

// Ms is how long it lasted.
func (s *Stretch) Ms() sim.Time { return s.To - s.From }

// Share is the time that passed under one heading: a step, a cause and an object.
type Share struct {
	Step   journal.Step
	Cause  journal.Cause
	Object journal.Ref
	Ended  journal.Outcome
	Ms     sim.Time
	First  sim.Time // where it begins to pass
}

// Shares adds up stretches by step, cause, object and reaction, most time first.
func Shares(list []Stretch) []Share {
	var sums []Share
	for _, s := range list {
		i := slices.IndexFunc(sums, func(o Share) bool {
			return o.Step == s.Step && o.Cause == s.Cause && o.Object == s.Object && o.Ended == s.Ended
		})
		if i < 0 {
			i = len(sums)
			sums = append(sums, Share{Step: s.Step, Cause: s.Cause, Object: s.Object, Ended: s.Ended, First: s.From})
		}
		sums[i].Ms += s.Ms()
	}
	slices.SortStableFunc(sums, func(a, b Share) int { return cmp.Compare(b.Ms, a.Ms) })
	return sums
}

// Most is the share that took most time, the world's own aside: before a fact exists
// nobody is late with it. It is nil where there is none.
func Most(list []Stretch) *Share {
	for _, s := range Shares(list) {
		if s.Step != journal.World {
			return &s
		}
	}
	return nil
}

// Place says how far a missing fact came towards an agency, nearest first.
type Place uint8

// The places of a missing fact.
const (
	Barred     Place = iota // believed, and not to be used for what is wanted
	AtDesk                  // delivered, not yet read
	Doubted                 // understood, not believed on the word of those who gave it
	Garbled                 // read, and not understood
	UnderWay                // carried, or in the sending chain
	Waiting                 // parked: the sender is not willing yet
	Stopped                 // refused, taken out, lapsed or dropped on its way
	Elsewhere               // held by others, of whom none sent it here
	Noticed                 // noticed by others, who have not worked it up yet
	Undetected              // there to be noticed, and noticed by nobody
	Unexposed               // not yet there to be noticed
)

// MissingFact is a fact that was missing, with how far it had come.
type MissingFact struct {
	Fact   journal.Ref
	Place  Place
	Agency journal.Ref // that held or sent it; Barred: whose word it is
	Since  sim.Time
	Step   journal.Step
	Use    int64 // Barred: for which it was not free, a bit of journal.Lead...
	Reason journal.Reason
	Rule   journal.Ref
	Record journal.Num // the last that brought it there; 0 none

	Cause  journal.Cause // what the time since that record went into, and at what
	Object journal.Ref

	about sim.ID // the message whose later records tell more
}

// Test is one condition, and how it stood.
type Test struct {
	What  Condition
	Not   bool        // it must not hold
	Holds bool        // with Not taken into account
	Since sim.Time    // when what it names came about, or permission was asked or refused; Never if it had not
	By    journal.Num // the record of that; 0 none
	Have  int         // of Need, where it counts
	Need  int

	Thing, Other journal.Ref // what it names
	Grade        journal.Grade
	Number       int64        // a stage, or milliseconds
	Kind         journal.Kind // of a record
	Reason       journal.Reason
	Rule         journal.Ref
}

// Condition says what a Test asks.
type Condition uint8

// The conditions: of actions and deadlines, then of entries.
const (
	Knows       Condition = iota // believes Need key facts
	MayUse                       // of them Need may be used for what is wanted
	Recognises                   // has reached the Grade
	Authorised                   // the authority is granted
	MayActHere                   // one of the facts lies where it may act
	WindowOpen                   // the time of day or week allows it
	TeamFree                     // a team is free
	ItemSent                     // somebody sent an item on Thing to the nation Other
	EntryPlayed                  // the entry Thing was released, or its action seen
	EntryMissed                  // the expected action Thing was missed
	TimePassed                   // Number milliseconds since the entry Thing
	HasRead                      // Thing has understood the fact Other
	StageCame                    // the storyline Thing is at stage Number
	WasAdopted                   // the motion Thing was adopted
	RecordMade                   // a record of Kind was made, by Thing
)

// Unknown is a question about something that the run does not have.
type Unknown struct {
	What  string   // "deadline", "fact", "message", ...
	Name  string   // as it was asked for
	Known []string // what there is
}

func (u *Unknown) Error() string {
	return fmt.Sprintf("this run has no %s %q", u.What, u.Name)
}
