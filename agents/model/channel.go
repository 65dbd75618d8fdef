package model

import (
	"iter"
	"math/bits"

	"entente/sim"
	"entente/sim/journal"
)

// Channel carries messages between its members.
type Channel struct {
	Ref             journal.Ref
	Members         []uint64      // bit per AgencyID
	Class           journal.Class // highest it may carry
	Latency         sim.Dist
	Slots           ParamID  // 0: no limit
	Loss            ParamID  // PPM
	UpFor           sim.Dist // between outages; zero Dist: never down
	DownFor         sim.Dist
	Fails           bool
	Domain          uint8
	Gateway         sim.Dist // cross-domain delay
	Format          uint8    // 0 free text
	Accredited      sim.Time // until; Never
	TestEvery       sim.Time // a test renews the accreditation; 0: no tests
	TestFail        ParamID  // PPM: a test fails and closes the channel
	ClosedFor       sim.Dist // LN(3 d, 14 d)
	Discover        ParamID  // PPM: a test discovers a compromise (0.5)
	Compromised     sim.Dist // until it is compromised; zero Dist: never by itself
	Operator        NationID // whose fault a compromise is; None
	ClosesAt        ParamID  // PPM of tension
	SurvivesTension bool
}

// Has says whether an agency is a member.
func (c *Channel) Has(a AgencyID) bool { return c.Members[a>>6]>>(uint(a)&63)&1 == 1 }

// Agencies goes through the members in their order, in a time that depends on how
// many there are and hardly on how many could be.
func (c *Channel) Agencies() iter.Seq[AgencyID] {
	return func(yield func(AgencyID) bool) {
		for i, word := range c.Members {
			for ; word != 0; word &= word - 1 {
				if !yield(AgencyID(i<<6 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}
