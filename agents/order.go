package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// order is a job to be done.
type order struct {
	task   Task
	then   then
	agency AgencyID
	desk   DeskID
	toward NationID
	key    sim.ID
	stream sim.ID // lineage of its draws; 0: the key
	owner  uint32
	prec   journal.Precedence
}

// of makes an order one that a message gives rise to: it is told from others by
// the message, and draws as all messages between the two do.
func (o order) of(tr *transit, step sim.ID) order {
	o.key, o.stream = tr.ID.Child(step), tr.Stream.Child(step)
	return o
}

// deskOf says which kind of desk does a task.
var deskOf = [numTasks]Works{
	Collecting: Analysis, Assessing: Analysis, Searching: Analysis,
	Consenting: ReleaseDesk, Releasing: ReleaseDesk, Sanitising: ReleaseDesk,
	Translating: Intake, Rekeying: Intake, ReadingJob: Intake, Relaying: Intake, Reviewing: Intake, Purging: Intake,
	Prosecuting: AuthorityDesk, Judging: AuthorityDesk, Ministering: AuthorityDesk, Auditing: AuthorityDesk,
	Drafting: ReleaseDesk, Implementing: AuthorityDesk, Authorising: AuthorityDesk, Composing: Analysis,
}

// discretionary tasks are scaled by the human factor.
var discretionary = [numTasks]bool{Consenting: true, Releasing: true, Searching: true}

// deskFor is the desk of an agency that does a task.
func (w *World) deskFor(a AgencyID, task Task) DeskID { return w.spec.Agencies[a].Desk[deskOf[task]] }
