package model

import (
	"entente/sim"
	"entente/sim/journal"
)

// Reminders is how somebody who waits for an answer asks again: it reminds whom it
// asked, asks somebody beside it and in the end somebody higher.
type Reminders struct {
	After sim.Dist           // from the asking to the first, and from each to the next
	Times int32              // how often whoever was asked is reminded
	Prec  journal.Precedence // at which a reminder goes, at least
	Also  []Addressee        // asked the same when the first reminder goes
	Raise []Addressee        // asked the same once the last has brought nothing
}

// Addressee is an agency, or (None) whoever has a role in the nation that was asked.
type Addressee struct {
	Agency AgencyID
	Role   journal.Ref // a term
}
