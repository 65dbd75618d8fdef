package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// Unknown is a name in a link that there is nothing of.
type Unknown struct {
	What  string
	Name  string
	Known []string // what there is
}

// mostNames is how many names an error lists.
const mostNames = 12

func (u *Unknown) Error() string {
	known, more := u.Known, ""
	if near := u.similarNames(); len(near) > 0 {
		known = near
	}
	if len(known) > mostNames {
		known, more = known[:mostNames], fmt.Sprintf(" and %d more", len(known)-mostNames)
	}
	if len(known) == 0 {
		return fmt.Sprintf("there is no %s %q, and none of any name", u.What, u.Name)
	}
	return fmt.Sprintf("there is no %s %q; there is %s%s", u.What, u.Name, strings.Join(known, ", "), more)
}

// similarNames are the known names that hold what was written, or are held by it.
func (u *Unknown) similarNames() (near []string) {
	name := strings.ToLower(u.Name)
	for _, k := range u.Known {
		if low := strings.ToLower(k); len(name) > 2 && (strings.Contains(low, name) || strings.Contains(name, low)) {
			near = append(near, k)
		}
	}
	return near
}

// names finds things by name and names by thing.
type names struct {
	st   *journal.Static
	refs map[string]journal.Ref // by "sort/name"
}

func newNames(st *journal.Static) *names {
	n := &names{st, make(map[string]journal.Ref, len(st.Things))}
	for i, t := range st.Things {
		if i > 0 {
			n.refs[t.Sort+"/"+t.Name] = journal.Ref(i)
		}
	}
	return n
}

// write names a thing: by its name where it is of the sort that is meant, else with
// its sort before it.
func (n *names) write(sort journal.Sort, r journal.Ref) string {
	if r == 0 || int(r) >= len(n.st.Things) {
		return ""
	}
	t := &n.st.Things[r]
	if t.Sort == sort.String() {
		return escape(t.Name, "@")
	}
	return escape(t.Sort, "") + "/" + escape(t.Name, "@")
}

// read finds a thing of one of some sorts, or of that which is written before it.
func (n *names) read(text string, sorts ...journal.Sort) (journal.Ref, error) {
	if text == "" {
		return 0, nil
	}
	sort, name, sorted := strings.Cut(text, "/")
	if !sorted {
		sort, name = "", text
	}
	plain, err := unescape(name)
	if err != nil {
		return 0, err
	}
	if sorted {
		if r := n.refs[sort+"/"+plain]; r != 0 {
			return r, nil
		}
		if whole, err := unescape(text); err == nil { // names may hold a slash of their own
			plain = whole
		}
	}
	for _, s := range sorts {
		if r := n.refs[s.String()+"/"+plain]; r != 0 {
			return r, nil
		}
	}
	return 0, &Unknown{sortsText(sorts), plain, n.known(sorts)}
}

func sortsText(sorts []journal.Sort) string {
	list := make([]string, len(sorts))
	for i, s := range sorts {
		list[i] = s.String()
		if s == journal.SortEntry {
			list[i] = "entry of the events list"
		}
	}
	return strings.Join(list, " or ")
}

// known are the names of things of some sorts.
func (n *names) known(sorts []journal.Sort) (list []string) {
	for _, s := range sorts {
		for i, t := range n.st.Things {
			if i > 0 && t.Sort == s.String() {
				list = append(list, t.Name)
			}
		}
	}
	return list
}

// lookers are the sorts of things that a run can be looked at as.
var lookers = []journal.Sort{journal.SortNation, journal.SortAgency}

// coalitions are the sorts of things that are several nations together.
var coalitions = []journal.Sort{journal.SortBody, journal.SortTeam}

// writeAs names a perspective: "white-cell", "belmora", "belmora.police", "shared",
// "pooled:BODY".
func (n *names) writeAs(p Perspective) string {
	switch p.Sort {
	case OfNation:
		return n.write(journal.SortNation, p.Who)
	case OfAgency:
		text := n.write(journal.SortAgency, p.Who)
		if p.Who != 0 && n.refs["nation/"+n.st.Things[p.Who].Name] != 0 {
			text = "agency/" + text // a nation has the same name
		}
		return text
	case Shared, Pooled:
		text := [...]string{Shared: "shared", Pooled: "pooled"}[p.Sort]
		if p.Who != 0 {
			text += ":" + n.write(journal.SortBody, p.Who)
		}
		return text
	}
	return "white-cell"
}

// readAs finds a perspective by its name.
func (n *names) readAs(text string) (Perspective, error) {
	sort, who, _ := strings.Cut(text, ":")
	switch strings.ToLower(sort) {
	case "", "white-cell", "all":
		return Perspective{}, nil
	case "coalition", "shared":
		r, err := n.read(who, coalitions...)
		return Perspective{Shared, r}, err
	case "pooled":
		r, err := n.read(who, coalitions...)
		return Perspective{Pooled, r}, err
	}
	r, err := n.read(text, lookers...)
	if err != nil {
		known := append([]string{"white-cell", "shared", "pooled"}, n.known(lookers)...)
		return Perspective{}, &Unknown{"perspective", text, known}
	}
	if n.st.Things[r].Sort == journal.SortAgency.String() {
		return Perspective{OfAgency, r}, nil
	}
	return Perspective{OfNation, r}, nil
}

// topics are the words for what sort of thing is chosen, each with the sort of the
// thing that it names.
var topics = [NumTopics]struct {
	word string
	sort journal.Sort
}{
	Nothing: {"", 0}, Event: {"event", 0}, Message: {"message", 0}, Hold: {"hold", 0}, Fact: {"fact", journal.SortFact},
	Agency: {"agency", journal.SortAgency}, Nation: {"nation", journal.SortNation}, Deadline: {"deadline", journal.SortDeadline},
	Decision: {"decision", journal.SortMotion}, Entry: {"entry", journal.SortEntry}, Measure: {"measure", journal.SortAction}, Span: {"span", 0}, Remark: {"note", 0},
}

// writeSubject writes what is chosen: "fact:harbour.a,agency:belmora.police".
func (n *names) writeSubject(s *Subject) string {
	if *s == (Subject{}) {
		return ""
	}
	t := &topics[s.Topic]
	main := &s.Thing
	if s.Topic == Agency || s.Topic == Nation {
		main = &s.Agency
	}
	text := t.word + ":" + n.write(t.sort, *main)
	add := func(key, value string) { text += "," + key + ":" + value }
	if main == &s.Agency {
		if s.Thing != 0 {
			add("thing", n.write(journal.SortFact, s.Thing))
		}
	} else if s.Agency != 0 {
		add("agency", n.write(journal.SortAgency, s.Agency))
	}
	if s.Record != 0 {
		add("record", strconv.FormatUint(uint64(s.Record), 10))
	}
	if s.ID != 0 {
		add("id", strconv.FormatUint(uint64(s.ID), 16))
	}
	if s.From != 0 || s.Until != 0 {
		add("from", escape(n.st.Clock().Moment(s.From), "@"))
		add("until", escape(n.st.Clock().Moment(s.Until), "@"))
	}
	return text
}

// readSubject reads what writeSubject wrote. For an event the number of its record
// may stand first: "event:120".
func (n *names) readSubject(text string) (s Subject, err error) {
	if text == "" {
		return s, nil
	}
	for i, field := range strings.Split(text, ",") {
		key, value, _ := strings.Cut(field, ":")
		if i == 0 {
			err = n.readTopic(&s, key, value)
		} else {
			err = n.readDetail(&s, key, value)
		}
		if err != nil {
			return Subject{}, err
		}
	}
	return s, nil
}

func (n *names) readTopic(s *Subject, word, value string) (err error) {
	i := slices.IndexFunc(topics[:], func(t struct {
		word string
		sort journal.Sort
	},
	) bool {
		return t.word == word
	})
	if i < 0 {
		known := []string{}
		for _, t := range topics[1:] {
			known = append(known, t.word+":…")
		}
		return &Unknown{"sort of thing to select", word, known}
	}
	s.Topic = Topic(i)
	switch {
	case value == "":
		return nil
	case topics[i].sort == 0 && !strings.Contains(value, "/"): // by number of record, or by identity
		key := "id"
		if s.Topic == Event || len(value) < 8 {
			key = "record"
		}
		return n.readDetail(s, key, value)
	case s.Topic == Agency || s.Topic == Nation:
		s.Agency, err = n.read(value, topics[i].sort)
	default:
		s.Thing, err = n.read(value, topics[i].sort)
	}
	return err
}

func (n *names) readDetail(s *Subject, key, value string) (err error) {
	switch key {
	case "thing":
		s.Thing, err = n.read(value, journal.SortFact)
	case "agency":
		s.Agency, err = n.read(value, journal.SortAgency, journal.SortNation)
	case "record":
		var num uint64
		if num, err = strconv.ParseUint(value, 10, 32); err != nil {
			return fmt.Errorf("%q is not the number of a record", value)
		}
		s.Record = journal.Num(num)
	case "id":
		var id uint64
		if id, err = strconv.ParseUint(value, 16, 64); err != nil {
			return fmt.Errorf("%q is not an identity of up to 16 hex digits", value)
		}
		s.ID = sim.ID(id)
	case "from", "until":
		var plain string
		if plain, err = unescape(value); err != nil {
			return err
		}
		var at sim.Time
		if at, err = n.st.Clock().ReadNear(plain, 0); err != nil {
			return err
		}
		if key == "from" {
			s.From = at
		} else {
			s.Until = at
		}
	default:
		err = &Unknown{"detail of what is selected", key, []string{"thing", "agency", "record", "id", "from", "until"}}
	}
	return err
}
