package agents

import "entente/agents/model"

// continuation says what follows a job: when it is done (finishers) or dropped (losses).
type continuation uint8

const (
	thenNothing continuation = iota
	thenTransit
	thenCollected
	thenAssessed
	thenSearched
	thenConsented
	thenAuthorised
	thenExtended
	thenReviewed
	thenPurged
	thenAssured
	thenCrossed
	thenDrafted
	thenVetted
	thenImplemented
	thenGated
	thenOffered
	thenCommanded
	thenComposed
	thenRenewed
	continuations
)

// finishers says what follows when a job is done.
var finishers = [continuations]func(*World, JobID){
	thenNothing:     func(*World, JobID) {},
	thenTransit:     func(w *World, j JobID) { w.steps.stepJobDone(j) },
	thenCollected:   func(w *World, j JobID) { w.collection.collectionDone(j) },
	thenAssessed:    func(w *World, j JobID) { w.dossiers.assessmentDone(j) },
	thenSearched:    func(w *World, j JobID) { w.answers.searchDone(j) },
	thenConsented:   func(w *World, j JobID) { w.steps.consentDecided(j) },
	thenAuthorised:  func(w *World, j JobID) { w.actions.authorityDecided(j) },
	thenExtended:    func(w *World, j JobID) { w.actions.extensionDecided(j) },
	thenReviewed:    func(w *World, j JobID) { w.instruments.reviewDone(j) },
	thenPurged:      func(w *World, j JobID) { w.retention.purgeDone(j) },
	thenAssured:     func(w *World, j JobID) { w.instruments.assuranceDecided(j) },
	thenCrossed:     func(w *World, j JobID) { w.crossings.crossingDecided(j) },
	thenDrafted:     func(w *World, j JobID) { w.bodies.draftDone(j) },
	thenVetted:      func(w *World, j JobID) { w.bodies.reviewDone(j) },
	thenImplemented: func(w *World, j JobID) { w.bodies.implementDone(j) },
	thenGated:       func(w *World, j JobID) { w.changes.gateDecided(j) },
	thenOffered:     func(w *World, j JobID) { w.support.offerDecided(j) },
	thenCommanded:   func(w *World, j JobID) { w.support.echelonDone(j) },
	thenComposed:    func(w *World, j JobID) { w.reports.reportDone(j) },
	thenRenewed:     func(w *World, j JobID) { w.terms.reviewDone(j) },
}

// losses says what follows when a job is dropped.
var losses = [continuations]func(*World, JobID){
	thenNothing:     func(*World, JobID) {},
	thenTransit:     func(w *World, j JobID) { w.steps.stepJobDropped(TransitID(w.Job[j].Owner), w.Job[j].Desk) },
	thenCollected:   func(*World, JobID) {},
	thenAssessed:    func(w *World, j JobID) { w.dossiers.assessmentDropped(j) },
	thenSearched:    func(w *World, j JobID) { w.answers.searchDropped(j) },
	thenConsented:   func(w *World, j JobID) { w.steps.consentDropped(j) },
	thenAuthorised:  func(w *World, j JobID) { w.actions.authorityDropped(j) },
	thenExtended:    func(*World, JobID) {}, // undecided, the clock runs out
	thenReviewed:    func(*World, JobID) {},
	thenPurged:      func(*World, JobID) {},
	thenAssured:     func(w *World, j JobID) { w.instruments.assuranceDropped(j) },
	thenCrossed:     func(w *World, a JobID) { w.crossings.crossingDropped(a) },
	thenDrafted:     func(w *World, j JobID) { w.bodies.proposalLost(j) },
	thenVetted:      func(w *World, j JobID) { w.bodies.proposalLost(j) },
	thenImplemented: func(*World, JobID) {},
	thenGated:       func(*World, JobID) {}, // nobody agreed
	thenOffered:     func(w *World, j JobID) { w.support.offerDropped(j) },
	thenCommanded:   func(*World, JobID) {}, // the order is lost
	thenComposed:    func(w *World, j JobID) { w.reports.reportDropped(j) },
	thenRenewed:     func(w *World, j JobID) { w.terms.reviewDropped(j) },
}

// concerns gives, by what a job sets going, what it is about.
var concerns = [continuations]func(*World, *job) concern{
	thenTransit: func(w *World, x *job) concern { return w.trays.concernOf(TransitID(x.Owner), x.Desk) },
	thenAssessed: func(w *World, x *job) concern {
		return concern{Story: w.spec.Facts[w.dossiers.lowestFact(w.survivorOf(DossierID(x.Owner)))].Storyline, From: model.None}
	},
	thenSearched:  func(w *World, x *job) concern { return w.trays.concernOf(TransitID(x.Owner), x.Desk) },
	thenConsented: func(w *World, x *job) concern { return w.trays.concernOf(TransitID(x.Owner), x.Desk) },
	thenComposed:  func(w *World, x *job) concern { return w.reports.concernOf(x) },
	thenDrafted:   func(w *World, x *job) concern { return w.trays.proposalConcern(x) },
	thenRenewed:   func(w *World, x *job) concern { return w.terms.concernOf(TermID(x.Owner)) },
	thenVetted:    func(w *World, x *job) concern { return w.trays.concernOf(TransitID(x.Owner), x.Desk) },
}
