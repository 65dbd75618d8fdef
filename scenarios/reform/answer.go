package reform

import (
	"slices"

	"entente/scenarios"
)

// Answer is what a search found.
type Answer struct {
	Question
	Candidates []Candidate
	Left       []Left // what was not tried
	Base       *Trial
	Singles    []*Trial // by candidate
	Found      []*Trial // that closed the gap in the search, best first
	Costly     []*Trial // that would close it, and cost rights that are to be spared
	Near       []*Trial // the best of those that did not
	Wholes     []*Trial // as much as can be had together
	WholesCut  bool
	Stripped   bool // what was found is what is left of everything: a smaller set may do

	Tried      int // sets
	Undecided  int // of them and of everything together: not carried, and not shown to miss too often either
	Enough     int // replications that could decide the best of these, if its share of misses is the truth; 0 unknown
	Clashing   int // sets of reforms that contradict or repeat each other, or that make no scenario
	Dominated  int // sets that hold one which closes the gap already, not tried
	Exhausted  int // all sets up to so many reforms were tried, or hold one that was found
	Steps      int // pairs of sets of which one has a reform more
	Worse      int // of them: more runs missed with it, on the same replications
	Tests      int // sets put to the test
	Runs       int // that the search asked for
	FailedRuns int
}

// Left is a reform that was not tried, and why.
type Left struct {
	Remedy *scenarios.Remedy
	Why    string
}

// Needless says that the gap is closed as things are.
func (a *Answer) Needless() bool { return a.Base.Verdict == Closes }

// Claimed are the sets that fresh runs carry.
func (a *Answer) Claimed() []*Trial {
	return slices.DeleteFunc(slices.Clone(a.Found), func(t *Trial) bool { return t.Verdict != Closes })
}
