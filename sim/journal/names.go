package journal

import (
	"encoding/json"
	"strings"

	"entente/sim"
)

// Sort says what a named thing is: a nation, an agency, a desk, a rule or another thing
// of a scenario.
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
	SortMotion
	SortChange
	SortTeam
	SortSupport
	SortCommand
	numSorts
)

var sortNames = [numSorts]string{"", "nation", "agency", "desk", "channel", "rule", "storyline", "fact", "deadline", "action", "body", "store", "agreement", "clock", "entry", "param", "term", "motion", "change", "team", "support", "command"}

func (s Sort) String() string { return sortNames[s] }

// Exists says whether there is such a sort; what is of none is there too.
func (s Sort) Exists() bool { return s < numSorts }

// Named is one thing a record can refer to.
type Named struct {
	Sort   Sort
	Name   string // as paths use it: "cendria.police", "harbour.a"
	Title  string // for people; empty means Name
	Nation Ref    // the nation it belongs to; 0 none
	ID     sim.ID // identity of (Sort, Name)
	quoted string // its label as a JSON string
}

// Names is the table behind Ref. Entry 0 is nothing.
type Names struct {
	list  []Named
	ids   []sim.ID       // theirs, close together: a run makes keys of them all the time
	index map[string]Ref // by label; 0 where a name alone is ambiguous
}

// Add enters a thing and gives its Ref. Names of one sort are unique: the
// caller sees to that.
func (n *Names) Add(sort Sort, name, title string, nation Ref) Ref {
	if len(n.list) == 0 {
		n.reserve(1)
	}
	r := Ref(len(n.list))
	id := sim.Name(sort.String()).Child(sim.Name(name))
	n.list = append(n.list, Named{Sort: sort, Name: name, Title: title, Nation: nation, ID: id})
	n.ids = append(n.ids, id)
	first, taken := n.index[name]
	if !taken {
		n.label(r, name)
		return r
	}
	if first != 0 {
		n.label(first, n.list[first].qualified())
		n.index[name] = 0
	}
	n.label(r, n.list[r].qualified())
	return r
}

// reserve makes room in an empty table, and enters nothing.
func (n *Names) reserve(things int) {
	n.list = append(make([]Named, 0, things), Named{quoted: `""`})
	n.ids = make([]sim.ID, 1, things)
	n.index = make(map[string]Ref, things)
}

// label makes text the one way to write r.
func (n *Names) label(r Ref, text string) {
	n.index[text] = r
	n.list[r].quoted = quote(text)
}

// qualified tells things of different sorts with one name apart.
func (d *Named) qualified() string { return d.Sort.String() + ":" + d.Name }

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
	if int(r) >= len(n.ids) {
		return 0
	}
	return n.ids[r]
}

// Text is the name behind r; empty for none.
func (n *Names) Text(r Ref) string {
	if int(r) >= len(n.list) {
		return ""
	}
	return n.list[r].Name
}

// Quoted is the label of r as JSON records write it, quotes included.
func (n *Names) Quoted(r Ref) string { return n.list[r].quoted }

// Find gives the thing that JSON records write as label: its name, or
// "sort:name" where things of several sorts share that name. Without one it
// is 0.
func (n *Names) Find(label string) Ref { return n.index[label] }

// FindBytes is Find for a label that is not yet a string.
func (n *Names) FindBytes(label []byte) Ref { return n.index[string(label)] }

// Things lists the table for Static.Things.
func (n *Names) Things() []Thing {
	out := make([]Thing, len(n.list))
	for i := range n.list {
		d := &n.list[i]
		out[i] = Thing{Sort: d.Sort.String(), Name: d.Name, Title: d.Title, Nation: n.Text(d.Nation)}
	}
	return out
}

// NamesOf builds the table back from Static.Things. Sorts it does not know
// become SortNone, and keep their place.
func NamesOf(things []Thing) *Names {
	n := &Names{}
	if len(things) > 1 {
		n.reserve(len(things))
	}
	for i := 1; i < len(things); i++ {
		n.Add(SortOf(things[i].Sort), things[i].Name, things[i].Title, 0)
	}
	nations := map[string]Ref{}
	for r := 1; r < len(n.list); r++ {
		if s := n.list[r].Sort; s == SortNation || s == SortBody {
			nations[n.list[r].Name] = Ref(r)
		}
	}
	for r := 1; r < len(n.list); r++ {
		n.list[r].Nation = nations[things[r].Nation]
	}
	return n
}

// SortOf gives the sort of that name; SortNone if there is none.
func SortOf(text string) Sort {
	for s, name := range sortNames {
		if name == text {
			return Sort(s)
		}
	}
	return SortNone
}

// quote writes s as JSON does, without the escapes for HTML.
func quote(s string) string {
	plain := func(c rune) bool { return c >= ' ' && c < 0x7f && c != '"' && c != '\\' }
	if strings.IndexFunc(s, func(c rune) bool { return !plain(c) }) < 0 {
		return `"` + s + `"`
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return strings.TrimSuffix(b.String(), "\n")
}
