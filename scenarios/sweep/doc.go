// Package sweep runs a scenario many times, and says how a change to it changes the
// numbers.
//
// # How to think of it
//
// A Pool makes runs, several at once, and gives them in order; everything that needs many
// runs uses it. Worlds gives the storage of runs that are over to those that begin.
//
// Replications of one seed share every draw that they both make, so that a scenario and a
// variant of it are compared seed by seed: their difference is due to the variant, and
// the interval of its mean is far narrower than that of either.
//
// Workers share a scenario, which never changes, and nothing else; results are
// kept by replication. The numbers do not depend on how many workers there are.
// This is the only package below the commands in which goroutines live.
package sweep
