package review

import (
	"strings"

	"entente/sim/journal"
)

// places is where each thing belongs, by its Ref.
type places struct {
	names      *journal.Names
	nations    []journal.Ref // its nation or body, or itself
	storylines []journal.Ref // that a fact, deadline or entry is of, or itself
	owners     []journal.Ref // in whose lane what waits for it stands; 0: that of whom it happens to
}

func placesOf(st *journal.Static, names *journal.Names) places {
	p := places{names: names}
	n := max(1, p.names.Len())
	p.nations, p.storylines, p.owners = make([]journal.Ref, n), make([]journal.Ref, n), make([]journal.Ref, n)
	byName := map[journal.Named]journal.Ref{} // by sort and name alone
	for i := 1; i < n; i++ {
		x := p.names.Of(journal.Ref(i))
		byName[journal.Named{Sort: x.Sort, Name: x.Name}] = journal.Ref(i)
	}
	find := func(sort journal.Sort, name string) journal.Ref { return byName[journal.Named{Sort: sort, Name: name}] }
	of := func(sort journal.Sort, name, storyline string) {
		p.storylines[find(sort, name)] = find(journal.SortStoryline, storyline)
	}
	for _, x := range st.Facts {
		of(journal.SortFact, x.Name, x.Storyline)
	}
	for _, x := range st.Deadlines {
		of(journal.SortDeadline, x.Name, x.Storyline)
	}
	for _, x := range st.Entries {
		of(journal.SortEntry, x.Number, x.Storyline)
	}
	for i := 1; i < n; i++ {
		thing := journal.Ref(i)
		x := p.names.Of(thing)
		p.nations[i] = x.Nation
		switch x.Sort {
		case journal.SortNation, journal.SortBody:
			p.nations[i], p.owners[i] = thing, thing
		case journal.SortAgency, journal.SortChannel:
			p.owners[i] = thing
		case journal.SortDesk:
			p.owners[i] = x.Nation
			if dot := strings.LastIndexByte(x.Name, '.'); dot >= 0 {
				if agency := find(journal.SortAgency, x.Name[:dot]); agency != 0 {
					p.owners[i] = agency
				}
			}
		case journal.SortStore:
			p.owners[i] = x.Nation
		case journal.SortStoryline:
			p.storylines[i] = thing
		}
	}
	p.storylines[0] = 0
	return p
}

// Nation is the nation or body of a thing, or itself; 0 for none.
func (p *places) Nation(thing journal.Ref) journal.Ref {
	if int(thing) >= len(p.nations) {
		return 0
	}
	return p.nations[thing]
}

// Sort is the sort of a thing.
func (p *places) Sort(thing journal.Ref) journal.Sort { return p.names.Of(thing).Sort }

// Find is the thing of a sort that has a name; 0 if there is none.
func (p *places) Find(sort journal.Sort, name string) journal.Ref {
	label := p.names.Find(name)
	if label == 0 || p.Sort(label) != sort {
		label = p.names.Find(sort.String() + ":" + name)
	}
	if p.Sort(label) != sort {
		return 0
	}
	return label
}

// lane is in whose lane a span stands: where the thing waits, of which the desk,
// channel, nation or body is told; else of whom it happens to.
func (p *places) lane(object, actor journal.Ref) journal.Ref {
	if owner := p.owners[object]; owner != 0 {
		return owner
	}
	return p.owners[actor]
}
