package reform

// Question is what is asked of a search.
type Question struct {
	ByCost      bool // the cheapest set instead of the smallest
	Most        int  // reforms in one set
	Reps        int  // replications of the search, and again as many fresh ones of each claim
	Finalists   int  // sets that may be put to the test on fresh replications
	MostTried   int  // reforms that are tried at most, the scenario's own first
	SpareRights bool // a set that costs rights closes nothing

	// First are the waits of the run whose gap is asked about, where there is one: what
	// answers them is kept before all that other runs waited for.
	First []Waited `json:",omitempty"`

	Share float64 // of runs that may miss: 0.05
	Level float64 // that all claims together hold at: 0.95
}

// claimLevel is the level of one claim: the chance of error is shared out between finalists.
func (q *Question) claimLevel() float64 { return 1 - float64((1-q.Level)/float64(q.Finalists)) }

// Forgives is how many of the fresh runs of a set may miss; -1 where there are too few
// replications to claim anything.
func (q *Question) Forgives() int { return forgiven(q.Reps, q.Share, q.claimLevel()) }

// carried says whether rows carry the claim that the gap is closed.
func (q *Question) carried(rows []Row) bool {
	l, ok := Bound(leads(rows), q.Share, q.claimLevel())
	return ok && l.InTime()
}
