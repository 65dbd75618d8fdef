package agents

// then says what a finished job sets going.
type then uint8

const (
	thenNothing then = iota
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
	thens
)

// finishers says what follows when a job is done.
var finishers = [thens]func(*World, JobID){
	thenNothing:     func(*World, JobID) {},
	thenTransit:     (*World).transitJob,
	thenCollected:   (*World).collected,
	thenAssessed:    (*World).assessed,
	thenSearched:    (*World).searched,
	thenConsented:   (*World).consented,
	thenAuthorised:  (*World).authorised,
	thenExtended:    (*World).extended,
	thenReviewed:    (*World).reviewed,
	thenPurged:      (*World).purged,
	thenAssured:     (*World).assuranceDecided,
	thenCrossed:     (*World).crossingDecided,
	thenDrafted:     (*World).drafted,
	thenVetted:      (*World).vetted,
	thenImplemented: (*World).implemented,
	thenGated:       (*World).gated,
	thenOffered:     (*World).offered,
	thenCommanded:   (*World).commanded,
	thenComposed:    (*World).composed,
}

// losses says what follows when a job is dropped.
var losses = [thens]func(*World, JobID){
	thenNothing:     func(*World, JobID) {},
	thenTransit:     func(w *World, j JobID) { w.dropped(TransitID(w.Job[j].Owner), w.Job[j].Desk) },
	thenCollected:   func(*World, JobID) {},
	thenAssessed:    (*World).assessmentDropped,
	thenSearched:    (*World).searchDropped,
	thenConsented:   (*World).consentDropped,
	thenAuthorised:  (*World).authorityDropped,
	thenExtended:    func(*World, JobID) {}, // undecided, the clock runs out
	thenReviewed:    func(*World, JobID) {},
	thenPurged:      func(*World, JobID) {},
	thenAssured:     (*World).assuranceDropped,
	thenCrossed:     (*World).crossingDropped,
	thenDrafted:     (*World).proposalLost,
	thenVetted:      (*World).proposalLost,
	thenImplemented: func(*World, JobID) {},
	thenGated:       func(*World, JobID) {}, // nobody agreed
	thenOffered:     (*World).offerDropped,
	thenCommanded:   func(*World, JobID) {}, // the order is lost
	thenComposed:    (*World).reportLost,
}
