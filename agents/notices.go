package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Calls go down, notices go up. What a mechanism does for another it is called for; what
// it only has to know, it is told of by a table here, which names in order who is told.
// Who tells does not know who listens.

// lifecycle is who has something to do when a run begins, in this order, and when it
// ends, from the last to the first.
var lifecycle = [...]struct{ open, close func(*World) }{
	{open: func(w *World) { w.threats.placeFacts() }},
	{open: func(w *World) { w.changes.applyPatches() }},
	{open: func(w *World) { each(w.spec.Desks, w.desks.openAtStart) }},
	{open: func(w *World) { each(w.spec.Channels, w.channels.openAtStart) }},
	{open: func(w *World) { w.k.Schedule(0, sim.PhaseWorld, nobody, Begins, 0, 0) }},
	{
		open:  func(w *World) { each(w.spec.Entries, w.exercise.openEntry) },
		close: func(w *World) { w.exercise.settleAtEnd() },
	},
	{open: func(w *World) { each(w.spec.Changes, w.changes.scheduleAtStart) }},
	{open: func(w *World) { each(w.spec.Teams, w.teams.scheduleAtStart) }},
	{
		open:  func(w *World) { each(w.spec.Deadlines, w.deadlines.scheduleAtStart) },
		close: func(w *World) { w.deadlines.resolveAtEnd() },
	},
	{close: func(w *World) { w.steps.endAll() }},
}

// each calls do with the number of every thing of a list.
func each[ID ~int32, T any](list []T, do func(ID)) {
	for i := range list {
		do(ID(i))
	}
}

// onRecord is told of a record of a kind that some condition waits for.
var onRecord = [...]func(*World, *journal.Record, journal.Link){
	func(w *World, r *journal.Record, l journal.Link) { w.exercise.noteRecord(r, l) },
}

func (w *World) tellRecord(r *journal.Record, l journal.Link) { tell2(w, onRecord[:], r, l) }

// onHappened is told of the record of something that entries of the events list may ask
// about: a level reached, a fact read, an action, a decision, a stage, a team, support.
var onHappened = [...]func(*World, journal.Link){
	func(w *World, l journal.Link) { w.exercise.recheckEntries(l) },
}

func (w *World) tellHappened(l journal.Link) { tell(w, onHappened[:], l) }

// onAdvanced is told that an agency has come further on a storyline.
var onAdvanced = [...]func(*World, model.AgencyID, model.StorylineID){
	func(w *World, a model.AgencyID, s model.StorylineID) { w.deadlines.recheckLate(a, s) },
}

func (w *World) tellAdvanced(a model.AgencyID, s model.StorylineID) { tell2(w, onAdvanced[:], a, s) }

// onStage is told that a storyline has entered a stage.
var onStage = [...]func(*World, model.StorylineID, int32){
	func(w *World, s model.StorylineID, stage int32) { w.deadlines.dueBeforeStage(s, stage) },
}

func (w *World) tellStage(s model.StorylineID, stage int32) { tell2(w, onStage[:], s, stage) }

// onOver is told that a storyline is over, with the record of it.
var onOver = [...]func(*World, model.StorylineID, journal.Link){
	func(w *World, s model.StorylineID, l journal.Link) { w.crises.endOnStoryline(s, l) },
	func(w *World, s model.StorylineID, l journal.Link) { w.holdings.settleWords(s, l) },
}

func (w *World) tellOver(s model.StorylineID, l journal.Link) { tell2(w, onOver[:], s, l) }

// onAsked is told of a request that was made.
var onAsked = [...]func(*World, RequestID){
	func(w *World, _ RequestID) { w.reminders.addAwait() },
}

func (w *World) tellAsked(q RequestID) { tell(w, onAsked[:], q) }

// onCrisis is told that an agency works in crisis mode on a storyline from now on, with the
// record of it.
var onCrisis = [...]func(*World, model.AgencyID, model.StorylineID, journal.Link){
	func(w *World, a model.AgencyID, s model.StorylineID, _ journal.Link) { w.desks.pressMatter(a, s) },
	func(w *World, a model.AgencyID, s model.StorylineID, l journal.Link) { w.trays.recheckMatter(a, s, l) },
	func(w *World, a model.AgencyID, _ model.StorylineID, _ journal.Link) { w.desks.startAnew(a) },
}

func (w *World) tellCrisis(a model.AgencyID, s model.StorylineID, l journal.Link) {
	tell3(w, onCrisis[:], a, s, l)
}

// onCalm is told that an agency works in crisis mode on nothing any longer.
var onCalm = [...]func(*World, model.AgencyID){
	func(w *World, a model.AgencyID) { w.desks.endCallIns(a) },
}

func (w *World) tellCalm(a model.AgencyID) { tell(w, onCalm[:], a) }

// onTakenUp is told of a piece of work that lay aside and is to be done in turn.
var onTakenUp = [...]func(*World, JobID){
	func(w *World, j JobID) { w.desks.joinQueue(j) },
}

func (w *World) tellTakenUp(j JobID) { tell(w, onTakenUp[:], j) }

// onSent is told of a message that has entered the chain.
var onSent = [...]func(*World, TransitID){
	func(w *World, t TransitID) { w.reminders.noteAsked(t) },
	func(w *World, t TransitID) { w.exercise.noteItemSent(t) },
}

func (w *World) tellSent(t TransitID) { tell(w, onSent[:], t) }

// onDelivered is told of a message that has reached its final intake.
var onDelivered = [...]func(*World, TransitID){
	func(w *World, t TransitID) { w.requests.startClocks(t) },
	func(w *World, t TransitID) { w.reminders.waitByAgreement(t) },
	func(w *World, t TransitID) { w.requests.stopClocks(t) },
	func(w *World, t TransitID) { w.terms.noteDelivered(t) },
}

func (w *World) tellDelivered(t TransitID) { tell(w, onDelivered[:], t) }

// onActed is told of an action that has taken effect on a storyline.
var onActed = [...]func(*World, model.ActionID, model.StorylineID, journal.Link){
	func(w *World, a model.ActionID, s model.StorylineID, l journal.Link) { w.terms.noteActed(a, s, l) },
}

func (w *World) tellActed(a model.ActionID, s model.StorylineID, l journal.Link) {
	for _, tell := range onActed {
		tell(w, a, s, l)
	}
}

// onAssessed is told of a dossier that was assessed.
var onAssessed = [...]func(*World, DossierID, journal.Link){
	func(w *World, c DossierID, l journal.Link) { w.terms.noteAssessed(c, l) },
}

func (w *World) tellAssessed(c DossierID, l journal.Link) {
	for _, tell := range onAssessed {
		tell(w, c, l)
	}
}

// onHost is told that the host of an action abroad permits it, or for what reason it does
// not, with the record.
var onHost = [...]func(*World, CrossingID, journal.Reason, journal.Link){
	func(w *World, x CrossingID, why journal.Reason, l journal.Link) { w.actions.heedHost(x, why, l) },
}

func (w *World) tellHost(x CrossingID, why journal.Reason, l journal.Link) {
	tell3(w, onHost[:], x, why, l)
}

// onMissed is told of the clock of a store's term that has run out.
var onMissed = [...]func(*World, ClockID){
	func(w *World, c ClockID) { w.terms.missed(c) },
	func(w *World, c ClockID) { w.stores.withdrawMissed(c) },
}

func (w *World) tellMissed(c ClockID) {
	for _, tell := range onMissed {
		tell(w, c)
	}
}

// onExposed is told of a fact whose window has opened.
var onExposed = [...]func(*World, model.FactID){
	func(w *World, f model.FactID) { w.collection.scheduleDetection(f) },
	func(w *World, f model.FactID) { w.stores.checkWired(f) },
}

func (w *World) tellExposed(f model.FactID) { tell(w, onExposed[:], f) }

// onUnderstood is told of a message of which a fact was read and understood.
var onUnderstood = [...]func(*World, TransitID, HoldingID){
	func(w *World, t TransitID, h HoldingID) { w.labels.applyToFact(h, t) },
	func(w *World, t TransitID, h HoldingID) { w.retention.startClocks(t, h, w.keeps) },
	func(w *World, _ TransitID, h HoldingID) {
		w.tellAdvanced(w.Holding[h].Agency, w.spec.Facts[w.Holding[h].Fact].Storyline)
	},
	func(w *World, _ TransitID, h HoldingID) { w.tellHappened(w.Holding[h].Learned) },
	func(w *World, _ TransitID, h HoldingID) { w.dossiers.weighReading(h) },
}

func (w *World) tellUnderstood(t TransitID, h HoldingID) { tell2(w, onUnderstood[:], t, h) }

// onCredited is told of a holding that its agency has come to believe.
var onCredited = [...]func(*World, HoldingID){
	func(w *World, h HoldingID) { w.dossiers.addHolding(h) },
	func(w *World, h HoldingID) { w.reports.keepPromisesFor(h) },
	func(w *World, h HoldingID) { w.answers.followUp(h) },
	func(w *World, h HoldingID) { w.stores.scheduleQuery(h) },
	func(w *World, h HoldingID) { // it may join a matter to one of greater danger
		w.tellAttitude(w.spec.Agencies[w.Holding[h].Agency].Nation, model.None)
	},
}

func (w *World) tellCredited(h HoldingID) { tell(w, onCredited[:], h) }

// onConnected is told of two holdings of an agency that it sees to be one matter.
var onConnected = [...]func(w *World, h, other HoldingID, l journal.Link){
	func(w *World, h, other HoldingID, l journal.Link) { w.dossiers.uniteMatters(h, other, l) },
}

func (w *World) tellConnected(h, other HoldingID, l journal.Link) {
	tell3(w, onConnected[:], h, other, l)
}

// onRefused is told of a request that was refused or not answered in time.
var onRefused = [...]func(*World, RequestID, journal.Link){
	func(w *World, q RequestID, l journal.Link) { w.bodies.disputeRefusal(q, l) },
}

func (w *World) tellRefused(q RequestID, l journal.Link) { tell2(w, onRefused[:], q, l) }

// onMotion is told of a motion that somebody wants put who is no body, because of what
// it holds.
var onMotion = [...]func(*World, model.MotionID, HoldingID, journal.Link){
	func(w *World, m model.MotionID, h HoldingID, l journal.Link) { w.bodies.proposeOnHolding(m, h, l) },
}

func (w *World) tellMotion(m model.MotionID, h HoldingID, l journal.Link) {
	tell3(w, onMotion[:], m, h, l)
}

// onAttitude is told that nation i may think otherwise by now of nation j, or for None of
// anybody: of what it holds back, and of what it objects to.
var onAttitude = [...]func(w *World, i, j model.NationID){
	func(w *World, i, _ model.NationID) { w.bodies.reconsiderVotes(i) },
	func(w *World, i, j model.NationID) { w.transits.wakeParked(i, j) },
}

func (w *World) tellAttitude(i, j model.NationID) { tell2(w, onAttitude[:], i, j) }

// looks holds every mechanism in which something can wait for what a parameter says.
var looks = [...]func(*World){
	func(w *World) { w.trays.recheckAll() },         // desk_tray.go: to be taken up
	func(w *World) { w.desks.recheckQueues() },      // desk_overload.go: for a server, for a place in the queue
	func(w *World) { w.steps.recheckSlots() },       // send_carry.go: for a slot
	func(w *World) { w.steps.recheckRoutes() },      // send_carry.go: for a way
	func(w *World) { w.holdings.recheckCredence() }, // know_holding.go: to be believed
	func(w *World) { w.connections.recheckAll() },   // know_connection.go: to be connected
	func(w *World) { w.actions.recheckActions() },   // act_action.go: for a team, for an agreement
	func(w *World) { // of every nation: what it holds back, and what it objects to
		for n := range w.spec.Nations {
			w.tellAttitude(model.NationID(n), model.None)
		}
	},
}

// silence holds what follows when no answer came in time.
var silence = [...]func(*World, ClockID){
	law.Remind: func(w *World, c ClockID) { w.requests.repeatRequest(w.Clock[c].Request) },
	law.Refuse: func(w *World, c ClockID) { w.requests.deemRefused(c) },
	law.Raise:  func(w *World, c ClockID) { w.requests.raiseRequest(c) },
}

func tell[A any](w *World, whom []func(*World, A), a A) {
	for _, hear := range whom {
		hear(w, a)
	}
}

func tell2[A, B any](w *World, whom []func(*World, A, B), a A, b B) {
	for _, hear := range whom {
		hear(w, a, b)
	}
}

func tell3[A, B, C any](w *World, whom []func(*World, A, B, C), a A, b B, c C) {
	for _, hear := range whom {
		hear(w, a, b, c)
	}
}
