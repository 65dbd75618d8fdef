package scenarios

import "entente/scenarios/tree"

// What callers of this package meet of the tree.
type (
	// Problem is one fault of the input, at the place where it is to be mended.
	Problem = tree.Problem
	// Problems are all the faults of an input, in order of place; an error.
	Problems = tree.Problems
	// Source is one file of a scenario as it was read.
	Source = tree.Source
)
