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
	EntryDue
	DeadlineDue
	LeakNoticed
	RetentionDue
	PatienceEnds
	ChannelTested
	ChannelReopens
	ChannelBroken
	ListingVisible
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
	ReviewDue
	kinds
)

// handle is the one table from what happens to the mechanism that knows what
// to do. There is no switch over kinds anywhere: a new mechanism is a file, a
// column of State, its kinds and its rows here.
var handle = [kinds]func(*World, sim.Event){
	Begins:         func(w *World, e sim.Event) { w.threats.startExercise(e) },
	StageEntered:   func(w *World, e sim.Event) { w.threats.stageEntered(e) },
	FactExposed:    func(w *World, e sim.Event) { w.threats.factExposed(e) },
	LeakNoticed:    func(w *World, e sim.Event) { w.threats.leakNoticed(e) },
	FactPasses:     func(w *World, e sim.Event) { w.collection.factPasses(e) },
	FactDetected:   func(w *World, e sim.Event) { w.collection.factDetected(e) },
	DecideDue:      func(w *World, e sim.Event) { w.seats.decideDue(e) },
	TransitDue:     func(w *World, e sim.Event) { w.steps.transitDue(e) },
	TransitLapses:  func(w *World, e sim.Event) { w.steps.transitLapses(e) },
	JobDone:        func(w *World, e sim.Event) { w.desks.jobDone(e) },
	DeskStarts:     func(w *World, e sim.Event) { w.desks.deskStarts(e) },
	DeskFlips:      func(w *World, e sim.Event) { w.desks.deskFlips(e) },
	BackgroundDue:  func(w *World, e sim.Event) { w.desks.backgroundDue(e) },
	ListingVisible: func(w *World, e sim.Event) { w.stores.listingVisible(e) },
	StoreQueried:   func(w *World, e sim.Event) { w.stores.storeQueried(e) },
	ChannelTested:  func(w *World, e sim.Event) { w.channels.channelTested(e) },
	ChannelReopens: func(w *World, e sim.Event) { w.channels.channelReopens(e) },
	ChannelBroken:  func(w *World, e sim.Event) { w.channels.channelBroken(e) },
	ChannelFlips:   func(w *World, e sim.Event) { w.channels.channelFlips(e) },
	ClockDue:       func(w *World, e sim.Event) { w.clocks.clockDue(e) },
	RetentionDue:   func(w *World, e sim.Event) { w.retention.retentionDue(e) },
	PatienceEnds:   func(w *World, e sim.Event) { w.requests.patienceEnds(e) },
	ProposalDue:    func(w *World, e sim.Event) { w.bodies.proposalDue(e) },
	BallotDue:      func(w *World, e sim.Event) { w.bodies.ballotDue(e) },
	ChangeDue:      func(w *World, e sim.Event) { w.changes.changeDue(e) },
	TeamDue:        func(w *World, e sim.Event) { w.teams.teamDue(e) },
	SupportDue:     func(w *World, e sim.Event) { w.support.supportDue(e) },
	CrossingEnds:   func(w *World, e sim.Event) { w.crossings.crossingEnds(e) },
	ActionDue:      func(w *World, e sim.Event) { w.actions.actionDue(e) },
	DeadlineDue:    func(w *World, e sim.Event) { w.deadlines.deadlineDue(e) },
	EntryDue:       func(w *World, e sim.Event) { w.exercise.entryDue(e) },
	LooksDue:       func(w *World, e sim.Event) { w.changes.recheckDue(e) },
	TrayReviewed:   func(w *World, e sim.Event) { w.trays.trayReviewed(e) },
	AnswerAwaited:  func(w *World, e sim.Event) { w.reminders.answerAwaited(e) },
	ReviewDue:      func(w *World, e sim.Event) { w.terms.reviewDue(e) },
}
