package sim

import "math/bits"

// ID names a thing by its lineage: what it is, who made it, and which one of
// such it is under its parent. It never depends on an order of arrival, a time
// or a sweep point, so that the same thing keeps its name in a run where
// something unrelated was added.
type ID uint64

// Name is the identity of a spelled-out name.
func Name(s string) ID {
	h := fold(uint64(len(s))^0x9e3779b97f4a7c15, 0x589965cc75374cc3)
	for len(s) >= 8 {
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		h = fold(h^w, 0xa0761d6478bd642f)
		s = s[8:]
	}
	w := uint64(0)
	for i := 0; i < len(s); i++ {
		w |= uint64(s[i]) << (8 * i)
	}
	return ID(fold(h^w, 0xe7037ed1a0b428db))
}

// Child is the identity of the part x of id. It does not commute:
// a.Child(b) and b.Child(a) differ.
func (id ID) Child(x ID) ID {
	return ID(fold(uint64(id)^0x8ebc6af09c88c6e3, uint64(x)^0x589965cc75374cc3))
}

// Nth is the n-th child of id.
func (id ID) Nth(n uint64) ID { return id.Child(ID(fold(n^0x1d8e4e27c47d124f, 0xeb44accab455d165))) }

// Uniform gives the 64 random bits of one decision: a keyed hash of the run's
// seed, the decision's name and the identity of what is decided. It keeps no
// state, so asking twice gives the same bits and asking more changes nothing
// else (common random numbers).
//
// Each operand meets a constant of its own, so that no value of one can blot
// out the others.
func Uniform(seed uint64, decision, key ID) uint64 { return NewDecision(seed, decision).About(key) }

// Decision is what all draws of one decision of a run have in common, for a caller that
// draws many.
type Decision uint64

// NewDecision begins the draws of a decision.
func NewDecision(seed uint64, decision ID) Decision {
	h := fold(seed^0xa0761d6478bd642f, 0xe7037ed1a0b428db)
	return Decision(fold(h^uint64(decision), 0x8ebc6af09c88c6e3))
}

// About gives the bits that Uniform gives for a key.
func (d Decision) About(key ID) uint64 {
	return fold(fold(uint64(d)^uint64(key), 0x589965cc75374cc3), 0x1d8e4e27c47d124f)
}

// fold multiplies to 128 bits and folds the halves together.
func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
