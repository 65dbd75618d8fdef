package model

// Tasking is what one agency tells another to do about a matter. It goes as a message of
// its own, and whoever does it answers.
type Tasking struct {
	Do     Deed
	Stores []AgencyID  // List: the stores that are written to
	Motion MotionID    // Nominate: the motion that is put; None
	To     []Addressee // Nominate: to whom it is sent, where no motion is put; a role is one at home
}

// Deed is what is to be done.
type Deed uint8

// The deeds.
const (
	FindOwn  Deed = iota // look in its own files, and tell what is there
	LookFor              // the same, and look out for it from then on
	List                 // enter what it has in stores
	Nominate             // put a motion, or send what it has to whoever keeps a list
)
