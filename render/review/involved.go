package review

import (
	"cmp"
	"slices"

	"entente/replay/wording"
	"entente/sim/journal"
)

// involved are those whom a storyline concerns, as far as a run was loaded.
type involved struct {
	agencies []journal.Ref
	is       []bool // by Ref of an agency
	upto     int    // cells of the ledger that were gone through
}

// Involved are the agencies that need a fact of a storyline or to which anything of
// one came in the run, in order of their nations; of 0, of all storylines.
func (r *Run) Involved(storyline journal.Ref) []journal.Ref {
	x := r.concerns[storyline]
	if x == nil {
		x = &involved{}
		if r.concerns == nil {
			r.concerns = map[journal.Ref]*involved{}
		}
		r.concerns[storyline] = x
	}
	add := func(agency journal.Ref) {
		if agency > 0 && !x.is[agency] {
			x.is[agency] = true
			x.agencies = append(x.agencies, agency)
		}
	}
	before := len(x.agencies)
	if x.is == nil {
		x.is, x.agencies = make([]bool, r.names.Len()), []journal.Ref{}
		for _, fact := range r.Facts() {
			if storyline == 0 || r.storylines[fact] == storyline {
				for _, agency := range r.needing(fact) {
					add(agency)
				}
			}
		}
	}
	for ; x.upto < len(r.ledger.cells); x.upto++ {
		if c := &r.ledger.cells[x.upto]; storyline == 0 || r.storylines[c.fact] == storyline {
			add(c.agency)
		}
	}
	if len(x.agencies) > before {
		slices.SortFunc(x.agencies, func(a, b journal.Ref) int { return cmp.Or(cmp.Compare(r.Nation(a), r.Nation(b)), cmp.Compare(a, b)) })
	}
	return x.agencies
}

// Called is a thing as a line begins with it: its name as people call it, with a
// capital.
func (r *Run) Called(thing journal.Ref) string {
	if int(thing) >= len(r.called) {
		r.called = make([]string, r.names.Len())
	}
	if r.called[thing] == "" {
		switch name := r.Speak.Name(thing); r.Sort(thing) {
		case journal.SortFact:
			r.called[thing] = wording.Upper(r.titleOf(thing, r.Speak.Fact(thing)))
		case journal.SortStoryline:
			r.called[thing] = wording.Upper(r.titleOf(thing, name))
		default:
			r.called[thing] = wording.Upper(name)
		}
	}
	return r.called[thing]
}

// titleOf is what the page says of a thing in few words, or else a name.
func (r *Run) titleOf(thing journal.Ref, name string) string {
	if t := r.names.Of(thing).Title; t != "" {
		return t
	}
	return name
}

// Storyline is that of a fact, deadline or entry, or a storyline itself; 0 for none.
func (r *Run) Storyline(thing journal.Ref) journal.Ref { return r.storylines[thing] }

// Fact is the page's entry of a fact; nil for what is none.
func (r *Run) Fact(fact journal.Ref) *journal.Fact {
	r.Facts()
	return r.factsAt[fact]
}

// Facts are the facts of the page, in its order.
func (r *Run) Facts() []journal.Ref {
	if r.factsAt == nil {
		r.factsAt = map[journal.Ref]*journal.Fact{}
		for i := range r.Static.Facts {
			f := r.Find(journal.SortFact, r.Static.Facts[i].Name)
			r.factsAt[f] = &r.Static.Facts[i]
			r.factRefs = append(r.factRefs, f)
		}
	}
	return r.factRefs
}
