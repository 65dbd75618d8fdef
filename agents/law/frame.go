package law

import "entente/sim/journal"

// Var is a name that a predicate may read. The table is closed: a new name
// joins it here and nowhere else.
type Var uint8

// The names a rule's `when` reads, and below them those of distribution rules.
const (
	Message        Var = iota // journal.Message
	Abroad                    // bool: the recipient is of another nation or a body
	ItemKinds                 // set: bits 1<<journal.FactKind
	ItemClass                 // journal.Class
	ItemTLP                   // TLP
	ItemPAP                   // TLP, of the permissible actions
	ItemOwner                 // journal.Ref of the originating agency
	ItemEvidential            // bool
	SenderNation              // journal.Ref
	SenderAgency              // journal.Ref
	SenderRole                // journal.Ref of a term
	SenderBody                // bool
	SenderAdequate            // bool
	SenderOffence             // bool: what it is about is an offence there
	RecipientNation
	RecipientAgency
	RecipientRole
	RecipientBody
	RecipientAdequate
	RecipientOffence
	Incident    // journal.Ref of a term: the storyline's class of incident
	Danger      // millionths
	Imminent    // bool
	Trust       // millionths
	Tension     // millionths
	LevelVar    // journal.Grade; distribution only
	Kinds       // set: bits 1<<journal.FactKind; distribution only
	ClassVar    // journal.Class; distribution only
	Place       // set of journal.Ref of nations; distribution only
	Nationality // set of journal.Ref of nations; distribution only
	Marks       // set of journal.Ref of terms: marks of facts; distribution only
	ItemMarks   // likewise, of a message; law only
	Urgency     // journal.Precedence: what the agency makes of it, or what is written on it; distribution only
	NumVars
)

// Frame is what one evaluation reads: the values of the names. Booleans are 0
// or 1. Its slices belong to the caller.
type Frame struct {
	V           [NumVars]int64
	Place       []journal.Ref
	Nationality []journal.Ref
	Marks       []journal.Ref // of both sets of marks
}

// TLP is a Traffic Light Protocol 2.0 label, and a Permissible Actions
// Protocol label on the same ladder.
type TLP uint8

// The labels, least strict first. WHITE is read as CLEAR.
const (
	Clear TLP = iota
	Green
	Amber
	AmberStrict
	Red
)
