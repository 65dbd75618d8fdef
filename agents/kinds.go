package agents

import "entente/sim"

// Kind of an event: everything that can happen in the world.
const (
	Begins sim.Kind = iota
	StageEntered
	FactExposed
	FactDetected
	TransitDue
	TransitLapses
	JobDone
	DeskStarts
	DeskFlips
	BackgroundDue
	ChannelFlips
	DecideDue
	ClockDue
	ActionDue
	InjectDue
	DeadlineDue
	LeakNoticed
	RetentionDue
	PatienceEnds
	ChannelTested
	ChannelReopens
	ChannelBroken
	EntryVisible
	StoreQueried
	CrossingEnds
	ProposalDue
	BallotDue
	ChangeDue
	TeamDue
	SupportDue
	LooksDue
	FactPasses
	TrayReviewed
	AnswerAwaited
	kinds
)

// handle is the one table from what happens to the mechanism that knows what
// to do. There is no switch over kinds anywhere: a new mechanism is a file, a
// column of State, its kinds and its rows here.
var handle = [kinds]func(*World, sim.Event){
	Begins:       (*World).begins,                                                                             // storyline.go
	StageEntered: (*World).stageEntered, FactExposed: (*World).factExposed, LeakNoticed: (*World).leakNoticed, // storyline.go, leak.go
	FactPasses: (*World).factPasses, FactDetected: (*World).factDetected, DecideDue: (*World).decideDue, // collect.go, decide.go
	TransitDue: (*World).transitDue, TransitLapses: (*World).transitLapses, // transit.go
	JobDone: (*World).jobDone, DeskStarts: (*World).deskStarts, DeskFlips: (*World).deskFlips, BackgroundDue: (*World).backgroundDue, // desk.go, background.go
	EntryVisible: (*World).entryVisible, StoreQueried: (*World).storeQueried, // store.go
	ChannelTested: (*World).channelTested, ChannelReopens: (*World).channelReopens, ChannelBroken: (*World).channelBroken,
	ChannelFlips: (*World).channelFlips,                                                                       // channel.go
	ClockDue:     (*World).clockDue, RetentionDue: (*World).retentionDue, PatienceEnds: (*World).patienceEnds, // clock.go, retention.go
	ProposalDue: (*World).proposalDue, BallotDue: (*World).ballotDue, // proposal.go, ballot.go
	ChangeDue: (*World).changeDue, TeamDue: (*World).teamDue, SupportDue: (*World).supportDue, // change.go, team.go, support.go
	CrossingEnds: (*World).crossingEnds,                                 // crossing.go
	ActionDue:    (*World).actionDue, DeadlineDue: (*World).deadlineDue, // action.go, deadline.go
	InjectDue:     (*World).injectDue,     // msel.go
	LooksDue:      (*World).looksDue,      // look.go
	TrayReviewed:  (*World).trayReviewed,  // tray.go
	AnswerAwaited: (*World).answerAwaited, // reminder.go
}
