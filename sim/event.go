package sim

// Phase orders what happens at one instant within a round: first the world
// changes, then work completes, then actors judge and decide, then new work
// starts.
type Phase uint8

// The phases of a round.
const (
	PhaseWorld    Phase = iota // injects, patches, outages, stage entries
	PhaseComplete              // deliveries, finished jobs, timers
	PhaseDecide                // assessment and decisions
	PhaseStart                 // dispatch and service
)

// Actor is the number of whoever an event happens to. Actors are numbered in
// the order of their names, so that a tie is never decided by a position in a
// file. There may be 1<<18 of them.
type Actor uint32

// LastActor is the greatest number that there is.
const LastActor Actor = 1<<actorBits - 1

// Kind says what an event is. Its meaning is the caller's: the kernel only
// carries it.
type Kind uint16

// Event is something that happens at an instant: plain data without pointers,
// of four parts, so that it is handed over in registers.
type Event struct {
	At   Time
	key  uint64 // round:8 | phase:2 | actor:18 | seq:36
	Kind Kind
	about
}

// about is the caller's, usually places in its own columns.
type about struct{ Arg, Aux uint32 }

// The widths of the parts of a key below the round.
const (
	actorBits = 18
	phaseBits = 2
	seqBits   = 36
	placeBits = phaseBits + actorBits // a place is phase:2 | actor:18

	maxSeq   = 1<<seqBits - 1
	roundOne = 1 << placeBits // one round, in a position: round:8 | place
)

// The rounds with a meaning of their own.
const (
	closingRound  = 255
	livelockRound = 254
)

// Round is the round of its instant in which the event happens; 255 is the
// closing round.
func (e Event) Round() uint8 { return uint8(e.key >> (seqBits + placeBits)) }

// Phase is the event's phase within its round.
func (e Event) Phase() Phase { return Phase(e.key>>(seqBits+actorBits)) & 3 }

// Actor is whom the event happens to.
func (e Event) Actor() Actor { return Actor(e.key>>seqBits) & (1<<actorBits - 1) }

// Seq is how many events had been scheduled before this one, plus one.
func (e Event) Seq() uint64 { return e.key & maxSeq }

// Late is true in the last rounds before an instant counts as one that does not
// come to rest.
func (e Event) Late() bool {
	position := e.key >> seqBits
	return position >= watchedRound*roundOne && position < livelockRound*roundOne
}

// Closing is true in the closing round, which may schedule only later instants.
func (e Event) Closing() bool { return e.Round() == closingRound }
