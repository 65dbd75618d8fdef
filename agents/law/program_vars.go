package law

import (
	"fmt"
	"strconv"
	"strings"

	"entente/sim/journal"
)

// Type is what the values of a name are, and so what it may be compared with.
type Type uint8

// The types of names.
const (
	BoolType    Type = iota // 0 or 1
	MessageType             // journal.Message
	KindsType               // set of journal.FactKind, bits
	ClassType               // journal.Class
	TLPType                 // TLP
	NationType              // journal.Ref of a nation or body
	AgencyType              // journal.Ref of an agency
	TermType                // journal.Ref of a term: a role, a class of incident
	ShareType               // millionths
	GradeType               // journal.Grade
	NationsType             // set of journal.Ref of nations
	MarksType               // set of journal.Ref of terms: marks of facts
	UrgencyType             // journal.Precedence
)

// Use says in which predicates a name has a meaning.
type Use uint8

// The uses, a bit each.
const (
	InLaw          Use = 1 << iota // a law's `when` and `unless`
	InDistribution                 // a distribution rule's `when`: nothing is addressed yet
)

// vars is the closed table of names.
var vars = [NumVars]struct {
	name string
	typ  Type
	use  Use
}{
	Message:           {"message", MessageType, InLaw},
	Abroad:            {"abroad", BoolType, InLaw},
	ItemKinds:         {"item.kinds", KindsType, InLaw},
	ItemClass:         {"item.class", ClassType, InLaw},
	ItemTLP:           {"item.tlp", TLPType, InLaw},
	ItemPAP:           {"item.pap", TLPType, InLaw},
	ItemOwner:         {"item.owner", AgencyType, InLaw},
	ItemEvidential:    {"item.evidential", BoolType, InLaw},
	SenderNation:      {"sender.nation", NationType, InLaw | InDistribution},
	SenderAgency:      {"sender.agency", AgencyType, InLaw | InDistribution},
	SenderRole:        {"sender.role", TermType, InLaw | InDistribution},
	SenderBody:        {"sender.body", BoolType, InLaw | InDistribution},
	SenderAdequate:    {"sender.adequate", BoolType, InLaw | InDistribution},
	SenderOffence:     {"sender.offence", BoolType, InLaw},
	RecipientNation:   {"recipient.nation", NationType, InLaw},
	RecipientAgency:   {"recipient.agency", AgencyType, InLaw},
	RecipientRole:     {"recipient.role", TermType, InLaw},
	RecipientBody:     {"recipient.body", BoolType, InLaw},
	RecipientAdequate: {"recipient.adequate", BoolType, InLaw},
	RecipientOffence:  {"recipient.offence", BoolType, InLaw},
	Incident:          {"incident", TermType, InLaw | InDistribution},
	Danger:            {"danger", ShareType, InLaw | InDistribution},
	Imminent:          {"imminent", BoolType, InLaw | InDistribution},
	Trust:             {"trust", ShareType, InLaw},
	Tension:           {"tension", ShareType, InLaw},
	LevelVar:          {"level", GradeType, InDistribution},
	Kinds:             {"kinds", KindsType, InDistribution},
	ClassVar:          {"class", ClassType, InDistribution},
	Place:             {"place", NationsType, InDistribution},
	Nationality:       {"nationality", NationsType, InDistribution},
	Marks:             {"marks", MarksType, InDistribution},
	ItemMarks:         {"item.marks", MarksType, InLaw},
	Urgency:           {"precedence", UrgencyType, InDistribution},
}

// String is the name as predicates write it.
func (v Var) String() string { return vars[v].name }

// Type of the name's values.
func (v Var) Type() Type { return vars[v].typ }

// Use says where the name may be read.
func (v Var) Use() Use { return vars[v].use }

var labelNames = [...]string{"CLEAR", "GREEN", "AMBER", "AMBER_STRICT", "RED"}

func (l TLP) String() string { return labelNames[l] }

// Text writes a value of the name as predicates would.
func (v Var) Text(x int64, names *journal.Names) string {
	switch v.Type() {
	case BoolType:
		return strconv.FormatBool(x != 0)
	case MessageType:
		return strconv.Quote(journal.Message(x).String())
	case KindsType:
		return strconv.Quote(journal.FactKind(x).String())
	case ClassType:
		return journal.Class(x).String()
	case TLPType:
		return TLP(x).String()
	case GradeType:
		return journal.Grade(x).String()
	case UrgencyType:
		return journal.Precedence(x).String()
	case ShareType:
		s := strings.TrimRight(fmt.Sprintf("%d.%06d", x/1_000_000, x%1_000_000), "0")
		return strings.TrimSuffix(s, ".")
	}
	return strconv.Quote(names.Text(journal.Ref(x)))
}
