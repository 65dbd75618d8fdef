package model

import (
	"entente/sim"
	"entente/sim/journal"
)

// EntryType of a MSEL entry.
type EntryType uint8

// The entry types.
const (
	InjectEntry EntryType = iota
	ContingencyEntry
	ExpectedEntry
	OtherEntry
)

// Entry of the Master Scenario Events List.
type Entry struct {
	Ref       journal.Ref
	Type      EntryType
	At        sim.Time // inject: release; contingency: looked at from here on; expected: by
	From      sim.Time // expected: seen from here on
	Until     sim.Time // contingency: watched until here; At where it is looked at once
	Deferred  bool     // not played unless an effect releases it
	To        AgencyID // None: a cell outside the world
	Who       AgencyID // expected: whose action
	Storyline StorylineID
	Label     Label     // written on what it sends, asks or hands over
	If        Condition // contingency: released when it holds; expected: when seen
	Effects   []Effect
}

// Condition is a flat postfix program over what happened; package agents evaluates it.
type Condition []Test

// Test is one operation of a Condition.
type Test struct {
	Op    TestOp
	A, B  int32
	Grade journal.Grade
	Ms    sim.Time
}

// TestOp says what a Test looks at.
type TestOp uint8

// The operations: the last three combine the results before them.
const (
	SentTo    TestOp = iota // an item on storyline A was sent by Entry.Who (or anybody) to nation B
	EntryDone               // entry A was released, or its expected action seen
	Reached                 // agency A has at least Grade on storyline B
	HasRead                 // agency A has read fact B
	StageIs                 // storyline A has entered stage B
	IsAdopted               // motion A was adopted on some storyline
	Elapsed                 // Ms have passed since entry A was released, or its expected action seen
	IsMissed                // the window of expected action A has passed without it
	Recorded                // Spec.Sightings[A] has been recorded
	Not
	And
	Or
)

// Sighting is a kind of record, by one actor or (0) by anybody, that a condition
// waits for.
type Sighting struct {
	Kind  journal.Kind
	Actor journal.Ref
}
