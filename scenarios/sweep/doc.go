// Package sweep runs a scenario many times, and says what a change to it makes
// of the numbers.
//
// # How to think of it
//
// A Pool makes runs, several at once, and gives them in order; whatever makes many runs
// is made by it. Worlds lend the storage of runs that are over to those that begin.
//
// A Gauge reads one finite number from the story of a run. Many runs a scenario
// for consecutive replications and reads gauges from each. A Pairing sets the
// runs of a scenario beside those of a variant, seed by seed: both share every
// draw that both of them make, so their difference is the variant's doing, and
// the interval of its mean is far narrower than that of either.
//
// What did not happen by EndEx has no number, so a gauge of a time counts it as
// the time to EndEx (the restricted mean): the same cut on both sides, which can
// make a difference smaller, never larger.
//
// Workers share a scenario, which never changes, and nothing else; results are
// kept by replication. The numbers do not depend on how many workers there are.
// This is the only package below the commands in which goroutines live.
package sweep
