package journal

import (
	"fmt"
	"slices"

	"entente/sim"
)

// Horizon bounds every instant and every stretch of time that a page or a record
// may speak of, in milliseconds before or after StartEx or 1970: about 557 years.
// A quarter of a million of them still add up within an int64.
const Horizon = 1 << 44

// entryTypes are the types of entries of an events list.
var entryTypes = []string{"inject", "contingency", "expected_action", "other"}

// Check gives the first thing that is wrong with a page: an instant beyond the
// Horizon, a name that two things share, a list that speaks of a thing which the
// page does not have, or an entry that the events list leaves out. Who reads a page from
// elsewhere checks it before anything is looked up in it.
func (s *Static) Check() error {
	c := pageCheck{}
	c.times(s)
	c.takeThings(s)
	c.threads(s)
	c.holders(s)
	c.entries(s)
	return c.err
}

// pageCheck keeps the first fault.
type pageCheck struct {
	things [numSorts]map[string]bool // by sort and name: whether its list has it
	err    error
}

func (c *pageCheck) wrong(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// checkRange wants a number between two bounds, both included.
func (c *pageCheck) checkRange(what about, v, least, most int64) {
	if v < least || v > most {
		c.wrong("%s is %d, which is not between %d and %d", what, v, least, most)
	}
}

func (c *pageCheck) times(s *Static) {
	c.checkRange(about{"start_unix_ms", ""}, s.Start, -Horizon, Horizon)
	c.checkRange(about{"zone_ms", ""}, s.Zone, -int64(sim.Day), int64(sim.Day))
	c.checkRange(about{"endex_ms", ""}, s.EndEx, 0, Horizon)
	c.checkRange(about{"warm_up_ms", ""}, s.WarmUp, 0, Horizon)
	end := int64(-Horizon)
	for _, m := range s.Moves {
		c.checkRange(about{"from_ms of a move", ""}, m.From, end, Horizon)
		c.checkRange(about{"to_ms of a move", ""}, m.To, m.From+1, Horizon)
		c.checkRange(about{"played_in_ms of a move", ""}, m.PlayedIn, 0, Horizon)
		end = m.To
	}
}

// takeThings takes in the things.
func (c *pageCheck) takeThings(s *Static) {
	if len(s.Things) > 0 && s.Things[0] != (Thing{}) {
		c.wrong("things begin with %q and not with nothing", s.Things[0].Name)
	}
	var count [numSorts]int
	sorts := make([]Sort, len(s.Things))
	for i := range s.Things {
		sorts[i] = SortOf(s.Things[i].Sort)
		count[sorts[i]]++
	}
	for sort, n := range count {
		c.things[sort] = make(map[string]bool, n)
	}
	for i := 1; i < len(s.Things); i++ {
		t, known := &s.Things[i], c.things[sorts[i]]
		if _, twice := known[t.Name]; t.Name == "" || twice && sorts[i] != SortNone {
			c.wrong("thing %d, a %s called %q, has no name of its own", i, t.Sort, t.Name)
		}
		known[t.Name] = false
	}
	last := "" // most stand beside another of their nation
	for i := range s.Things {
		t := &s.Things[i]
		if t.Nation != last && t.Nation != "" && !c.known(SortNation, t.Nation) && !c.known(SortBody, t.Nation) {
			c.wrong("%s %q belongs to %q, which is no nation or body of the page", t.Sort, t.Name, t.Nation)
		}
		last = t.Nation
	}
}

func (c *pageCheck) known(sort Sort, name string) bool {
	_, known := c.things[sort][name]
	return known
}

// about is what a list says of one thing.
type about struct{ list, name string }

func (a about) String() string {
	if a.name == "" {
		return a.list
	}
	return a.list + "." + a.name
}

// noteEntry notes that a list has its entry about a thing, once.
func (c *pageCheck) noteEntry(where about, sort Sort) {
	told, known := c.things[sort][where.name]
	switch {
	case !known:
		c.wrong("%s: no %s is called %q", where.list, sort, where.name)
	case told:
		c.wrong("%s: %q stands there twice", where.list, where.name)
	}
	c.things[sort][where.name] = true
}

// checkNames wants things of a sort by their names; an empty name is nobody's.
func (c *pageCheck) checkNames(where about, sort Sort, names ...string) {
	for _, name := range names {
		if name != "" && !c.known(sort, name) {
			c.wrong("%s: no %s is called %q", where, sort, name)
		}
	}
}

// checkWords wants words of a vocabulary.
func (c *pageCheck) checkWords(where about, vocabulary []string, words ...string) {
	for _, word := range words {
		if !slices.Contains(vocabulary, word) {
			c.wrong("%s: %q is not in the vocabulary", where, word)
		}
	}
}

// threads are the storylines with their facts, deadlines and needs.
func (c *pageCheck) threads(s *Static) {
	for i := range s.Storylines {
		x := &s.Storylines[i]
		c.noteEntry(about{"storylines", x.Name}, SortStoryline)
		c.checkRange(about{"recognise_k of storylines", x.Name}, int64(x.K), 0, 1<<20)
		c.checkRange(about{"stages of storylines", x.Name}, int64(x.Stages), 0, 1<<20)
	}
	for i := range s.Facts {
		x := &s.Facts[i]
		at := about{"facts", x.Name}
		c.noteEntry(at, SortFact)
		c.checkNames(at, SortStoryline, x.Storyline)
		c.checkWords(at, factKindNames[:], x.Kind)
		c.checkWords(at, classNames[:], x.Class)
	}
	for i := range s.Deadlines {
		x := &s.Deadlines[i]
		at := about{"deadlines", x.Name}
		c.noteEntry(at, SortDeadline)
		c.checkNames(at, SortAgency, x.Agency)
		c.checkNames(at, SortStoryline, x.Storyline)
		c.checkNames(at, SortAction, x.Action)
		c.checkNames(at, SortFact, x.Facts...)
	}
	for i := range s.Needs {
		x, at := &s.Needs[i], about{"needs", ""}
		c.checkNames(at, SortAgency, x.Agency)
		c.checkNames(at, SortStoryline, x.Storyline)
		c.checkNames(at, SortFact, x.Facts...)
		c.checkNames(at, SortDeadline, x.Deadline)
	}
}

// degree is one in the units of a site.
const degree = 100_000

// holders are who may hold and do what, and where they sit.
func (c *pageCheck) holders(s *Static) {
	sites := map[string]bool{"": true}
	for i := range s.Sites {
		x := &s.Sites[i]
		if sites[x.Name] {
			c.wrong("sites: %q stands there twice, or has no name", x.Name)
		}
		sites[x.Name] = true
		c.checkRange(about{"north_e5", x.Name}, x.North, -90*degree, 90*degree)
		c.checkRange(about{"east_e5", x.Name}, x.East, -180*degree, 180*degree)
	}
	for _, x := range s.Zones {
		if !c.known(SortBody, x.Nation) {
			c.checkNames(about{"zones", x.Nation}, SortNation, x.Nation)
		}
		c.checkRange(about{"zone_ms", x.Nation}, x.Offset, -int64(sim.Day), int64(sim.Day))
	}
	for i := range s.Agencies {
		x := &s.Agencies[i]
		at := about{"agencies", x.Name}
		c.noteEntry(at, SortAgency)
		c.checkWords(at, classNames[:], x.Clearance...)
		c.checkWords(at, classNames[:], x.Marking.Class)
		if !c.known(SortBody, x.Host) {
			c.checkNames(at, SortNation, x.Host)
		}
		if !sites[x.Site] {
			c.wrong("agencies.%s: no site is called %q", x.Name, x.Site)
		}
	}
	for _, x := range s.Schemes {
		c.checkWords(about{"schemes", x.Nation}, classNames[:], x.Classes...)
	}
	for _, x := range s.Teams {
		at := about{"teams", x.Name}
		c.noteEntry(at, SortTeam)
		c.checkNames(at, SortAgency, x.Members...)
		c.checkNames(at, SortStoryline, x.Storylines...)
	}
	for _, x := range s.Actions {
		at := about{"actions", x.Name}
		c.noteEntry(at, SortAction)
		c.checkNames(at, SortAgency, x.Agency)
	}
	for _, x := range s.Clocks {
		c.checkNames(about{"clocks", ""}, SortClock, x.Name)
	}
}

// entries are the events list, which must have all that a record can release.
func (c *pageCheck) entries(s *Static) {
	for i := range s.Entries {
		x := &s.Entries[i]
		at := about{"msel", x.Number}
		c.noteEntry(at, SortEntry)
		c.checkWords(at, entryTypes, x.Type)
		for _, t := range [...]int64{x.At, x.Opens, x.Closes} {
			c.checkRange(about{"an instant of msel", x.Number}, t, -Horizon, Horizon)
		}
		c.checkNames(at, SortStoryline, x.Storyline)
	}
	for i := range s.Things {
		if t := &s.Things[i]; t.Sort == sortNames[SortEntry] && !c.things[SortEntry][t.Name] {
			c.wrong("msel leaves out %q", t.Name)
		}
	}
}

// Distinct says whether every label that records use stands for one thing.
func (n *Names) Distinct() error {
	for r := 1; r < len(n.list); r++ {
		d := &n.list[r]
		if n.index[d.Name] != Ref(r) && n.index[d.qualified()] != Ref(r) {
			return fmt.Errorf("two things can be called %q", d.qualified())
		}
	}
	return nil
}

// Check gives the first thing about a record that cannot be, whatever the run:
// an instant, a stretch of time or a count beyond the Horizon, or a thing of
// another sort than its field tells of.
func (r *Record) Check(names *Names) error {
	if !withinHorizon(r.At) {
		return fmt.Errorf("the instant %s", r.At.Elapsed())
	}
	for i := range r.Spans {
		if ms := r.Spans[i].Ms; ms < 0 || ms > Horizon {
			return fmt.Errorf("a span of %s", ms)
		}
	}
	for i, f := range shapes[r.Kind].Fields {
		v := r.Args[i]
		switch f.Type {
		case TTime:
			if v != int64(sim.Never) && !withinHorizon(sim.Time(v)) {
				return fmt.Errorf("%s is the instant %s", f.Name, sim.Time(v).Elapsed())
			}
		case TSpan, TInt, TPPM:
			if v < -Horizon || v > Horizon {
				return fmt.Errorf("%s is %d", f.Name, v)
			}
		case TRef:
			if sort := sortsOf[r.Kind][i]; v != 0 && sort != SortNone && names.Of(Ref(v)).Sort != sort {
				return fmt.Errorf("%s is %q, which is no %s", f.Name, names.Text(Ref(v)), sort)
			}
		}
	}
	for _, f := range r.Facts {
		if names.Of(f).Sort != SortFact {
			return fmt.Errorf("%q is no fact", names.Text(f))
		}
	}
	return nil
}

func withinHorizon(t sim.Time) bool { return t >= -Horizon && t <= Horizon }

// sortsOf is the sort that each field of each kind tells of, where there is but
// one: a field is called after it.
var sortsOf = func() (of [numKinds][MaxArgs]Sort) {
	for k := range shapes {
		for i, f := range shapes[k].Fields {
			of[k][i] = SortOf(f.Name)
		}
	}
	of[Hit][2] = SortNone // the entry of a store is a fact
	for _, k := range [...]Kind{ClockStart, ClockMoved, ClockEnd} {
		of[k][0] = SortNone // the clock of an exception is called after its rule
	}
	return of
}()
