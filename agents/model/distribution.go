package model

import (
	"slices"

	"entente/agents/law"
	"entente/sim"
	"entente/sim/journal"
)

// Distribution is one rule of who is told.
type Distribution struct {
	When      law.Program
	To        []Target
	Name      sim.ID      // beside the other rules of its agency
	Ref       journal.Ref // its name, where it is no duty; 0
	Practice  Practice
	Label     Label       // written on what it sends
	Reminders int32       // place in Spec.Reminders, from 1: whoever is told confirms that it was read; 0 none
	Tasking   int32       // place in Spec.Taskings, from 1, of what whoever is told is to do; 0 nothing
	Reply     sim.Time    // the term for what is to be done; 0: that of the agency's requests
	Clock     journal.Ref // of that term; 0
	Certain   bool        // it is sent, whoever would not: neither will nor attention holds it
	Composed  bool        // a report is written first
}

// Target of a distribution rule.
type Target struct {
	Agency AgencyID    // a named agency; None: by role
	Role   journal.Ref // a term
	Of     Of
	Copied bool // told for information: somebody else is to act on it
}

// Of says in which nations a role is addressed.
type Of uint8

// The ways to address a role.
const (
	Own           Of = iota // the own nation
	ByPlace                 // other nations that credited facts place
	ByNationality           // other nations whose nationals credited facts name
	Named                   // both
	Bodies                  // operational bodies the nation is a member of
	Collectors              // agencies of the own nation that collect or act on the kinds
)

// particular says whether a rule says more than whom to tell.
func (d Distribution) particular() bool {
	return d.copies() || d.Reminders != 0 || d.Tasking != 0 || d.Certain || d.Composed || d.Label != 0 || d.Practice != Duty
}

// copies says whether a rule tells somebody for information only.
func (d Distribution) copies() bool {
	return slices.ContainsFunc(d.To, func(t Target) bool { return t.Copied })
}
