package model

import "entente/sim/journal"

// Effect is one thing that an entry of the MSEL, a decision of a body or a
// change does to the world. What an operation does not use is None or zero.
type Effect struct {
	Op      EffectOp
	Param   ParamID // SetTo, AddTo, MultiplyBy
	Value   int64   // SetTo, AddTo: in the parameter's unit; MultiplyBy: PPM
	Fact    FactID
	Story   StorylineID // None: the one that the decision or entry is about
	From    AgencyID
	To      AgencyID
	Channel ChannelID
	Motion  MotionID
	Change  ChangeID
	Team    TeamID
	Support SupportID
	Command CommandID
	Entry   EntryID
	Nation  NationID
	Store   StoreID
	Certain bool        // Message: whatever the sender would, and once it has something
	Copied  bool        // Message: for information
	Tasking int32       // AskFor: place in Spec.Taskings, from 1; 0 an answer
	Term    journal.Ref // AskFor: the clock of the term that it sets; 0 none. SetTerm: of whose terms
	Role    journal.Ref
	Action  journal.Ref // a term
}

// EffectOp says what an Effect does.
type EffectOp uint8

// The operations.
const (
	SetTo       EffectOp = iota // a parameter to a value
	AddTo                       // a value to a parameter, within its bounds
	MultiplyBy                  // a parameter by a factor, within its bounds
	Expose                      // opens the window of Fact
	AskFor                      // From asks To
	LeakTo                      // information reaches Story
	Recall                      // From withdraws what it has in the chain on Story
	Remind                      // From is reminded of what lies aside there on Story
	Compromise                  // somebody listens on Channel from now on
	Propose                     // From puts Motion
	ListIn                      // what came with the decided proposal enters Store
	Unlist                      // entries of Store on Story are withdrawn
	Tell                        // the body sends what came with the proposal to its members' Role
	Oblige                      // its members' Role carry it out, and take Action
	Begin                       // Change
	Found                       // Team
	CallFor                     // Support
	GiveOrder                   // Command the task Action
	Fails                       // Channel is down for Value ms
	Release                     // Entry, deferred or before its time
	Message                     // From sends To what it has joined of Story
	Breaches                    // Nation breaks the markings of From's word on Story
	EnterCrisis                 // From works in crisis mode on Story
	LeaveCrisis                 // From does so no longer
	SetTerm                     // Term of Store on Story is due Value ms from now
)
