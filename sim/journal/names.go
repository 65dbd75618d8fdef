package journal

import "entente/sim"

// Sort is the sort of a named thing.
type Sort uint8

// The sorts of named things.
const (
	SortNone Sort = iota
	SortNation
	SortAgency
	SortDesk
	SortChannel
	SortRule
	SortStoryline
	SortFact
	SortDeadline
	SortAction
	SortBody
	SortStore
	SortAgreement
	SortClock
	SortEntry // of the MSEL
	SortParam
	SortTerm // of a law's or body's own vocabulary
	numSorts
)

var sortNames = [numSorts]string{"", "nation", "agency", "desk", "channel", "rule", "storyline", "fact", "deadline", "action", "body", "store", "agreement", "clock", "entry", "param", "term"}

func (s Sort) String() string { return sortNames[s] }

// Named is one thing a record can refer to.
type Named struct {
	Sort   Sort
	Name   string // as paths use it: "cendria.police", "harbour.a"
	Title  string // for people; empty means Name
	Nation Ref    // the nation it belongs to; 0 none
	ID     sim.ID // identity of (Sort, Name)
}

// Names is the table behind Ref. Entry 0 is nothing.
type Names struct{ list []Named }

// Add enters a thing and gives its Ref. Names of one sort are unique: the
// caller sees to that.
func (n *Names) Add(sort Sort, name, title string, nation Ref) Ref {
	if len(n.list) == 0 {
		n.list = append(n.list, Named{})
	}
	n.list = append(n.list, Named{Sort: sort, Name: name, Title: title, Nation: nation,
		ID: sim.Name(sort.String()).Child(sim.Name(name))})
	return Ref(len(n.list) - 1)
}

// Len is one more than the highest Ref.
func (n *Names) Len() int { return len(n.list) }

// Of gives the thing behind r; the zero Named for 0.
func (n *Names) Of(r Ref) Named {
	if int(r) >= len(n.list) {
		return Named{}
	}
	return n.list[r]
}

// ID is the identity behind r; 0 for none.
func (n *Names) ID(r Ref) sim.ID {
	if int(r) >= len(n.list) {
		return 0
	}
	return n.list[r].ID
}

// Text is the name behind r; empty for none.
func (n *Names) Text(r Ref) string {
	if int(r) >= len(n.list) {
		return ""
	}
	return n.list[r].Name
}
