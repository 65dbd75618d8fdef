package model

import "entente/sim/journal"

// CommandID is a place in Spec.Commands.
type CommandID int32

// Command is a tree of command: an order goes down its echelons, one job at
// each, to the nations whose forces carry it out.
type Command struct {
	Ref       journal.Ref
	Echelons  []AgencyID // the highest first
	Delegated []Delegation
	Forces    []SupportID
}

// Delegation is a task that an echelon may order by itself: those above it are
// skipped.
type Delegation struct {
	Task    journal.Ref
	Echelon int // place in Echelons
}
