package wording

import (
	"strings"
	"unicode"

	"entente/sim/journal"
)

// Name is a thing as a sentence calls it: "Arvonia's FIU", "the analysis desk of
// Arvonia's FIU", "the rule second-look of Elstad". Who is its name in the file.
func (s *Speaker) Name(r journal.Ref) string {
	if r == 0 || int(r) >= len(s.st.Things) {
		return ""
	}
	t := &s.st.Things[r]
	if n := names[journal.SortOf(t.Sort)]; n != nil {
		return n(s, t)
	}
	return t.Name
}

// names says how each sort of thing is called.
var names map[journal.Sort]func(*Speaker, *journal.Thing) string

func init() {
	the := func(what string) func(*Speaker, *journal.Thing) string {
		return func(s *Speaker, t *journal.Thing) string { return "the " + what + " " + titleOf(t) }
	}
	names = map[journal.Sort]func(*Speaker, *journal.Thing) string{
		journal.SortNation:  func(_ *Speaker, t *journal.Thing) string { return country(t) },
		journal.SortBody:    func(_ *Speaker, t *journal.Thing) string { return bodyText(t) },
		journal.SortAgency:  (*Speaker).agency,
		journal.SortDesk:    (*Speaker).desk,
		journal.SortRule:    ownText("the rule"),
		journal.SortChannel: the("channel"), journal.SortStore: the("store"), journal.SortAgreement: the("agreement"),
		journal.SortMotion: the("motion"), journal.SortTeam: the("team"),
		journal.SortSupport: the("support"), journal.SortCommand: the("command"), journal.SortChange: the("change"),
		journal.SortStoryline: storyline, journal.SortFact: fact, journal.SortClock: clock, journal.SortParam: the("parameter"),
		journal.SortDeadline: func(s *Speaker, t *journal.Thing) string { return "the deadline " + quoted(s.lastWord(t)) },
		journal.SortAction:   func(_ *Speaker, t *journal.Thing) string { return "the action " + quoted(last(t.Name)) },
		journal.SortEntry:    func(_ *Speaker, t *journal.Thing) string { return "entry " + t.Name },
	}
}

// titleOf is a thing's title in quotes, or its name.
func titleOf(t *journal.Thing) string {
	if t.Title != "" && t.Title != t.Name {
		return quoted(t.Title)
	}
	return t.Name
}

// storyline is a storyline's title, or its name.
func storyline(_ *Speaker, t *journal.Thing) string {
	if t.Title == "" {
		return "the storyline " + quoted(t.Name)
	}
	return quoted(t.Title)
}

// fact is a fact's own name, by which tables call it too, and its title.
func fact(s *Speaker, t *journal.Thing) string {
	name := quoted(s.lastWord(t))
	if t.Title != "" {
		name += " (" + t.Title + ")"
	}
	return name
}

// clock is a clock by the rule that has given it its title, by its action, or by its
// agreement or store.
func clock(s *Speaker, t *journal.Thing) string {
	of, name, _ := strings.Cut(t.Name, ".")
	switch action, isAction := strings.CutSuffix(t.Name, ".clock"); {
	case t.Title != "":
		return "the clock " + quoted(t.Title)
	case isAction:
		return "the clock of the action " + quoted(last(action))
	case name == "":
		return "the clock " + quoted(of)
	}
	for i := range s.st.Things {
		if a := &s.st.Things[i]; a.Name == of && a.Sort == journal.SortAgreement.String() {
			return "the clock " + quoted(name) + " of the agreement " + titleOf(a)
		} else if a.Name == of && a.Sort == journal.SortStore.String() {
			return "the term " + quoted(name) + " of the store " + titleOf(a)
		}
	}
	return "the clock " + quoted(t.Name)
}

// Short is a thing by its own name alone, for where its title has no room: “return”.
func (s *Speaker) Short(r journal.Ref) string {
	if r == 0 || int(r) >= len(s.st.Things) {
		return ""
	}
	return quoted(s.lastWord(&s.st.Things[r]))
}

// lastWord is the last word of a name, or all of it where another thing of its sort has
// the same last word.
func (s *Speaker) lastWord(t *journal.Thing) string {
	word := last(t.Name)
	for i := range s.st.Things {
		if o := &s.st.Things[i]; o.Sort == t.Sort && o.Name != t.Name && last(o.Name) == word {
			return t.Name
		}
	}
	return word
}

func quoted(text string) string { return "“" + text + "”" }

func last(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// country is a nation's name: its title up to a comma, or its name with capitals.
func country(t *journal.Thing) string {
	name, _, _ := strings.Cut(t.Title, ",")
	if name == "" {
		words := strings.Split(t.Name, "-")
		for i := range words {
			words[i] = Upper(words[i])
		}
		name = strings.Join(words, " ")
	}
	for _, plural := range [...]string{"Netherlands", "Philippines", "United "} {
		if strings.HasPrefix(name, plural) {
			return "the " + name
		}
	}
	return name
}

// bodyText is a body's name: one of several words has an article.
func bodyText(t *journal.Thing) string {
	if t.Title == "" {
		return country(t)
	}
	if strings.Contains(t.Title, " ") {
		return "the " + t.Title
	}
	return t.Title
}

// of is the possessive of a name.
func of(name string) string {
	if strings.HasPrefix(name, "the ") && strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "’s"
}

// roles are the names of agencies that say less than people do.
var roles = map[string]string{
	"fiu": "FIU", "ncb": "NCB", "jtf": "JTF", "spoc": "point of contact", "crisis": "crisis centre", "border": "border agency",
	"intelligence": "intelligence service", "defence": "ministry of defence",
}

// agency is a nation's agency, or a body's own.
func (s *Speaker) agency(t *journal.Thing) string {
	home := s.home(t)
	if home == nil || home.Name == t.Name || !strings.Contains(t.Name, ".") {
		return bodyText(t)
	}
	owner := country(home)
	if home.Sort == journal.SortBody.String() {
		owner = bodyText(home)
	}
	title, _, further := strings.Cut(t.Title, ",")
	switch role := last(t.Name); {
	case title == "" && roles[role] != "":
		return of(owner) + " " + roles[role]
	case title == "":
		return of(owner) + " " + strings.ReplaceAll(role, "-", " ")
	case further:
		return of(owner) + " " + lower(title) + " (" + role + ")"
	}
	return of(owner) + " " + lower(title)
}

// lower takes the capital from a title that begins with an ordinary word, as in
// "Embassy in Ankara" and not in "Central Intelligence Agency".
func lower(title string) string {
	words := strings.Fields(title)
	capitals := 0
	for i, word := range words {
		if unicode.IsUpper([]rune(word)[0]) {
			capitals += map[bool]int{true: 2, false: 1}[i == 1]
		}
	}
	runes := []rune(title)
	if capitals > 2 || len(runes) > 1 && unicode.IsUpper(runes[1]) {
		return title
	}
	runes[0] = unicode.ToLower(runes[0])
	return string(runes)
}

// home is the nation or body that a thing belongs to; nil for none.
func (s *Speaker) home(t *journal.Thing) *journal.Thing {
	for i := range s.st.Things {
		h := &s.st.Things[i]
		if h.Name == t.Nation && t.Nation != "" && (h.Sort == journal.SortNation.String() || h.Sort == journal.SortBody.String()) {
			return h
		}
	}
	return nil
}

// desk is the desk of an agency, by its work.
func (s *Speaker) desk(t *journal.Thing) string {
	agency, work := t.Name, ""
	if i := strings.LastIndexByte(t.Name, '.'); i >= 0 {
		agency, work = t.Name[:i], t.Name[i+1:]
	}
	for i := range s.st.Things {
		if a := &s.st.Things[i]; a.Name == agency && a.Sort == journal.SortAgency.String() {
			if work == "authority" {
				return s.agency(a)
			}
			return "the " + work + " desk of " + s.agency(a)
		}
	}
	return "the desk " + t.Name
}

// ownText names what belongs to a nation, agency or body by its last word.
func ownText(what string) func(*Speaker, *journal.Thing) string {
	return func(s *Speaker, t *journal.Thing) string {
		home := s.home(t)
		if home == nil {
			return what + " " + titleOf(t)
		}
		return what + " " + quoted(last(t.Name)) + " of " + country(home)
	}
}
