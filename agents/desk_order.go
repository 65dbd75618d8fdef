package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// order is a job to be done.
type order struct {
	task   model.Task
	then   continuation
	agency model.AgencyID
	desk   model.DeskID
	toward model.NationID
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
var deskOf = [model.NumTasks]model.Works{
	model.Collecting: model.Analysis, model.Assessing: model.Analysis, model.Searching: model.Analysis,
	model.Consenting: model.ReleaseDesk, model.Releasing: model.ReleaseDesk, model.Sanitising: model.ReleaseDesk,
	model.Translating: model.Intake, model.Rekeying: model.Intake, model.ReadingJob: model.Intake, model.Relaying: model.Intake, model.Reviewing: model.Intake, model.Purging: model.Intake,
	model.Prosecuting: model.AuthorityDesk, model.Judging: model.AuthorityDesk, model.Ministering: model.AuthorityDesk, model.Auditing: model.AuthorityDesk,
	model.Drafting: model.ReleaseDesk, model.Implementing: model.AuthorityDesk, model.Authorising: model.AuthorityDesk, model.Composing: model.Analysis,
	model.Renewing: model.Analysis,
}

// discretionary tasks are scaled by the human factor.
var discretionary = [model.NumTasks]bool{model.Consenting: true, model.Releasing: true, model.Searching: true}

// deskFor is the desk of an agency that does a task.
func (w jobs) deskFor(a model.AgencyID, task model.Task) model.DeskID {
	return w.spec.Agencies[a].Desk[deskOf[task]]
}
