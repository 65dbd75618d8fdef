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
	c := pageCheck{things: make(map[thingKey]bool, len(s.Things))}
	c.times(s)
	c.list(s)
	c.threads(s)
	c.holders(s)
	c.entries(s)
	return c.err
}

type thingKey struct {
	sort Sort
	name string
}

// pageCheck keeps the first fault.
type pageCheck struct {
	things map[thingKey]bool // whether its list has it
	err    error
}

func (c *pageCheck) wrong(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// within wants a number between two bounds, both included.
func (c *pageCheck) within(what string, v, least, most int64) {
	if v < least || v > most {
		c.wrong("%s is %d, which is not between %d and %d", what, v, least, most)
	}
}

func (c *pageCheck) times(s *Static) {
	c.within("start_unix_ms", s.Start, -Horizon, Horizon)
	c.within("zone_ms", s.Zone, -int64(sim.Day), int64(sim.Day))
	c.within("endex_ms", s.EndEx, 0, Horizon)
	c.within("warm_up_ms", s.WarmUp, 0, Horizon)
	end := int64(-Horizon)
	for _, m := range s.Moves {
		c.within("from_ms of a move", m.From, end, Horizon)
		c.within("to_ms of a move", m.To, m.From+1, Horizon)
		c.within("played_in_ms of a move", m.PlayedIn, 0, Horizon)
		end = m.To
	}
}

// list takes in the things.
func (c *pageCheck) list(s *Static) {
	if len(s.Things) > 0 && s.Things[0] != (Thing{}) {
		c.wrong("things begin with %q and not with nothing", s.Things[0].Name)
	}
	nations := map[string]bool{"": true}
	for i, t := range s.Things {
		k := thingKey{SortOf(t.Sort), t.Name}
		if _, twice := c.things[k]; i > 0 && (t.Name == "" || twice && k.sort != SortNone) {
			c.wrong("thing %d, a %s called %q, has no name of its own", i, t.Sort, t.Name)
		}
		if i > 0 {
			c.things[k] = false
		}
		if k.sort == SortNation || k.sort == SortBody {
			nations[t.Name] = true
		}
	}
	for _, t := range s.Things {
		if !nations[t.Nation] {
			c.wrong("%s %q belongs to %q, which is no nation or body of the page", t.Sort, t.Name, t.Nation)
		}
	}
}

// tells notes that a list has its entry about a thing, once.
func (c *pageCheck) tells(list string, sort Sort, name string) {
	k := thingKey{sort, name}
	told, known := c.things[k]
	switch {
	case !known:
		c.wrong("%s: no %s is called %q", list, sort, name)
	case told:
		c.wrong("%s: %q stands there twice", list, name)
	}
	c.things[k] = true
}

// names wants things of a sort by their names; an empty name is nobody's.
func (c *pageCheck) names(where string, sort Sort, names ...string) {
	for _, name := range names {
		if _, known := c.things[thingKey{sort, name}]; !known && name != "" {
			c.wrong("%s: no %s is called %q", where, sort, name)
		}
	}
}

// words wants words of a vocabulary.
func (c *pageCheck) words(where string, vocabulary []string, words ...string) {
	for _, word := range words {
		if !slices.Contains(vocabulary, word) {
			c.wrong("%s: %q is not in the vocabulary", where, word)
		}
	}
}

// threads are the storylines with their facts, deadlines and needs.
func (c *pageCheck) threads(s *Static) {
	for _, x := range s.Storylines {
		c.tells("storylines", SortStoryline, x.Name)
		c.within("recognise_k of "+x.Name, int64(x.K), 0, 1<<20)
		c.within("stages of "+x.Name, int64(x.Stages), 0, 1<<20)
	}
	for _, x := range s.Facts {
		c.tells("facts", SortFact, x.Name)
		c.names("facts."+x.Name, SortStoryline, x.Storyline)
		c.words("facts."+x.Name, factKindNames[:], x.Kind)
		c.words("facts."+x.Name, classNames[:], x.Class)
	}
	for _, x := range s.Deadlines {
		at := "deadlines." + x.Name
		c.tells("deadlines", SortDeadline, x.Name)
		c.names(at, SortAgency, x.Agency)
		c.names(at, SortStoryline, x.Storyline)
		c.names(at, SortAction, x.Action)
		c.names(at, SortFact, x.Facts...)
	}
	for _, x := range s.Needs {
		c.names("needs", SortAgency, x.Agency)
		c.names("needs", SortStoryline, x.Storyline)
		c.names("needs", SortFact, x.Facts...)
		c.names("needs", SortDeadline, x.Deadline)
	}
}

// holders are who may hold and do what.
func (c *pageCheck) holders(s *Static) {
	for _, x := range s.Agencies {
		c.tells("agencies", SortAgency, x.Name)
		c.words("agencies."+x.Name, classNames[:], append(slices.Clone(x.Clearance), x.Marking.Class)...)
	}
	for _, x := range s.Schemes {
		c.words("schemes."+x.Nation, classNames[:], x.Classes...)
	}
	for _, x := range s.Teams {
		c.tells("teams", SortTeam, x.Name)
		c.names("teams."+x.Name, SortAgency, x.Members...)
		c.names("teams."+x.Name, SortStoryline, x.Storylines...)
	}
	for _, x := range s.Actions {
		c.tells("actions", SortAction, x.Name)
		c.names("actions."+x.Name, SortAgency, x.Agency)
	}
	for _, x := range s.Clocks {
		c.names("clocks", SortClock, x.Name)
	}
}

// entries are the events list, which must have all that a record can release.
func (c *pageCheck) entries(s *Static) {
	for i := range s.Entries {
		x := &s.Entries[i]
		c.tells("msel", SortEntry, x.Number)
		c.words("msel."+x.Number, entryTypes, x.Type)
		for _, t := range [...]int64{x.At, x.Opens, x.Closes} {
			c.within("an instant of msel."+x.Number, t, -Horizon, Horizon)
		}
		c.names("msel."+x.Number, SortStoryline, x.Storyline)
	}
	for _, t := range s.Things {
		if k := (thingKey{SortEntry, t.Name}); SortOf(t.Sort) == SortEntry && !c.things[k] {
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
		return fmt.Errorf("instant %d", r.At)
	}
	for i := range r.Spans {
		if ms := r.Spans[i].Ms; ms < 0 || ms > Horizon {
			return fmt.Errorf("a span of %d ms", ms)
		}
	}
	for i, f := range shapes[r.Kind].Fields {
		v := r.Args[i]
		switch f.Type {
		case TTime:
			if v != int64(sim.Never) && !withinHorizon(sim.Time(v)) {
				return fmt.Errorf("%s is the instant %d", f.Name, v)
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
