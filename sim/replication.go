package sim

// Replication is the seed of the r-th replication of a run: the seed itself for
// r = 0, so that a run is its own first replication. Derived seeds stay below
// 2^53, which every reader of JSON keeps whole.
func Replication(seed, r uint64) uint64 {
	if r == 0 {
		return seed
	}
	return uint64(Name("replication").Child(ID(seed)).Nth(r)) >> 11
}
