package model

import (
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// Works are the kinds of desks, in the order in which work falls to the next.
type Works uint8

// The kinds of desks.
const (
	Intake Works = iota
	Analysis
	ReleaseDesk
	AuthorityDesk
	NumWorks
)

// Task is a kind of job.
type Task uint8

// The kinds of jobs, with the desk that does them.
const (
	Collecting   Task = iota // analysis
	Assessing                // analysis
	Searching                // analysis
	Consenting               // release
	Releasing                // release
	Sanitising               // release
	Translating              // intake
	Rekeying                 // intake
	ReadingJob               // intake
	Relaying                 // intake
	Reviewing                // intake: a body's review
	Prosecuting              // authority: prosecutor
	Judging                  // authority: court
	Ministering              // authority: minister
	Auditing                 // authority: ex-post review of an exception
	Purging                  // intake
	Drafting                 // release: a proposal
	Implementing             // authority: a decision of a body, at home
	Background               // other business
	Authorising              // authority: of any other role
	Composing                // analysis: what is told, before it is sent
	Renewing                 // analysis: an entry of a list is looked at again
	NumTasks
)

// Desk is a queue with servers, hours and a skill.
type Desk struct {
	Ref        journal.Ref
	Agency     AgencyID
	Calendar   calendar.Calendar
	Servers    ParamID // count
	OnCall     bool
	IT         ParamID // level 0..3
	Skill      ParamID // PPM
	BacklogMax ParamID // jobs per server
	Aside      ParamID // PPM: factor of the odds that it puts a piece of work aside
	Graceful   bool
	Interrupts bool // other business is laid down for what is FLASH
	Tasks      *Tasks
	Gap        sim.Dist // between background jobs, open time; from the unpatched scenario
	Loaded     bool     // false: no background work
}

// Tasks are the durations of the kinds of jobs; desks that work alike share them.
type Tasks [NumTasks]Duration

// Duration of a task: touch time at a simulated desk or end-to-end time.
type Duration struct {
	Elapsed bool
	Dist    sim.Dist
}
