package sim

// Position is where in an instant something happens: its round, then its phase, then
// whom it happens to. A caller that works something off outside the calendar keeps to
// the calendar's order by it.
type Position uint32 // round:8 | phase:2 | actor:18

// LastPosition is after everything that happens in an instant.
const LastPosition Position = 1<<(placeBits+8) - 1

// PositionOf is the place of an actor in a phase of an instant's first round.
func PositionOf(p Phase, a Actor) Position { return Position(p)<<actorBits | Position(a) }

// Next is the first position after x that an actor has in a phase: in the same round,
// or in the next one.
func (x Position) Next(p Phase, a Actor) Position {
	next := x&^(roundOne-1) | PositionOf(p, a)
	if next <= x {
		next += roundOne
	}
	return next
}

// Reached is the position of the event being executed.
func (k *Kernel) Reached() Position { return Position(k.last >> seqBits) }
