package replay

import (
	"fmt"
	"slices"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// Filter chooses records. What is zero or nil does not restrict.
type Filter struct {
	Nation    journal.Ref    // by, to or with one of its agencies, desks, rules or channels
	Agencies  []journal.Ref  // by, to or with one of these, their desks or actions
	Storyline journal.Ref    // about it, its facts, deadlines or entries
	Kinds     []journal.Kind // one of these
	From, To  *sim.Time      // both included
}

// Choice is what a Filter chooses, by names; what is empty does not restrict.
type Choice struct {
	Nation, Storyline string
	Agencies, Kinds   []string
}

// UnknownName says that a run, or the vocabulary, has no such name.
type UnknownName struct {
	What, Name string
	Known      []string
}

func (e *UnknownName) Error() string {
	return fmt.Sprintf("no %s is called %q; there are %s", e.What, e.Name, strings.Join(e.Known, ", "))
}

// Filter finds the things that a filter is given by name. An error is UnknownName.
func (f *File) Filter(x Choice) (Filter, error) {
	var out Filter
	var err error
	if out.Nation, err = f.named(x.Nation, "nation", journal.SortNation, journal.SortBody); err != nil {
		return out, err
	}
	if out.Storyline, err = f.named(x.Storyline, "storyline", journal.SortStoryline); err != nil {
		return out, err
	}
	for _, name := range x.Agencies {
		r, err := f.named(name, "agency", journal.SortAgency)
		if err != nil {
			return out, err
		}
		out.Agencies = append(out.Agencies, r)
	}
	for _, name := range x.Kinds {
		k := journal.KindOf(name)
		if !k.Exists() {
			return out, &UnknownName{"kind of record", name, KindNames()}
		}
		out.Kinds = append(out.Kinds, k)
	}
	return out, nil
}

// KindNames are the names of all kinds of record.
func KindNames() (all []string) {
	for k := journal.NoKind + 1; k.Exists(); k++ {
		all = append(all, k.String())
	}
	return all
}

func (f *File) named(name, what string, sorts ...journal.Sort) (journal.Ref, error) {
	if name == "" {
		return 0, nil
	}
	var all []string
	for r := 1; r < f.Names().Len(); r++ {
		n := f.Names().Of(journal.Ref(r))
		if !slices.Contains(sorts, n.Sort) {
			continue
		}
		if n.Name == name {
			return journal.Ref(r), nil
		}
		all = append(all, n.Name)
	}
	return 0, &UnknownName{what, name, all}
}

// Events calls visit with the records that a filter lets through, in order.
// Their causes have numbers only. It unpacks only chunks of the filter's time, and
// of these only those that the index names where the filter asks for little.
func (f *File) Events(x Filter, visit func(*Entry) error) error {
	nation, storyline, agency := f.nations(), f.storylines(), f.agencies(x.Agencies)
	c := f.cursor(0)
	if x.From != nil {
		for c.next < len(f.chunks)-1 && f.instant(f.chunks[c.next].end) < *x.From {
			c.next++
		}
	}
	next := c.read
	few, err := f.findCandidates(&x, c.next, nation, storyline, agency)
	if err != nil {
		return err
	}
	if few != nil {
		next = func() (*Entry, error) {
			if len(few) == 0 {
				return nil, nil
			}
			n := few[0]
			few = few[1:]
			return f.Entry(n)
		}
	}
	for {
		e, err := next()
		if err != nil {
			return addSaveHint(err)
		}
		if e == nil || x.To != nil && e.At > *x.To {
			return nil
		}
		if x.From != nil && e.At < *x.From || len(x.Kinds) > 0 && !slices.Contains(x.Kinds, e.Kind) || len(x.Agencies) > 0 && !belongsTo(&e.Record, agency, chosen) ||
			x.Nation != 0 && !belongsTo(&e.Record, nation, x.Nation) || x.Storyline != 0 && !belongsTo(&e.Record, storyline, x.Storyline) {
			continue
		}
		if err := visit(e); err != nil {
			return err
		}
	}
}

// findCandidates lists the records from a chunk on that may fit a filter, by the index; nil
// where there is none or they are so many that going through all is no slower.
func (f *File) findCandidates(x *Filter, chunk int, nation, storyline, agency []journal.Ref) ([]journal.Num, error) {
	if f.Truncated != nil || len(x.Kinds) == 0 && x.Nation == 0 && x.Storyline == 0 && len(x.Agencies) == 0 {
		return nil, nil
	}
	if err := f.numberChunks(); err != nil {
		return nil, addSaveHint(err)
	}
	after := f.chunks[chunk].first - 1
	q := Query{After: after, Kinds: x.Kinds}
	most := int(f.Count()-after) / 16
	list, err := f.Find(q)
	asked := journal.Ref(0)
	if len(x.Agencies) > 0 {
		asked = chosen
	}
	for _, of := range []struct {
		whole journal.Ref
		owner []journal.Ref
	}{{x.Nation, nation}, {x.Storyline, storyline}, {asked, agency}} {
		if err != nil || of.whole == 0 || len(list) <= most {
			continue
		}
		var named []journal.Num
		many := false
		for thing, whole := range of.owner {
			if whole == of.whole && err == nil && !many {
				q.Mention = journal.Ref(thing)
				var some []journal.Num
				some, err = f.Find(q)
				named = append(named, some...)
				many = len(named) > 4*most
			}
		}
		slices.Sort(named)
		if unique := slices.Compact(named); !many && len(unique) <= most {
			list = unique
		}
	}
	if err != nil || len(list) > most {
		return nil, err
	}
	return append([]journal.Num{}, list...), nil
}

// belongsTo says whether something that r names belongs to whole.
func belongsTo(r *journal.Record, owner []journal.Ref, whole journal.Ref) bool {
	if owner[r.Actor] == whole || owner[r.Rule] == whole {
		return true
	}
	for i, field := range r.Kind.Shape().Fields {
		if field.Type == journal.TRef && owner[r.Args[i]] == whole {
			return true
		}
	}
	return slices.ContainsFunc(r.Facts, func(f journal.Ref) bool { return owner[f] == whole })
}

// nations gives the nation or body of each thing; its own for a nation.
func (f *File) nations() []journal.Ref {
	owner := make([]journal.Ref, max(1, f.Names().Len()))
	for r := 1; r < len(owner); r++ {
		n := f.Names().Of(journal.Ref(r))
		owner[r] = n.Nation
		if n.Sort == journal.SortNation || n.Sort == journal.SortBody {
			owner[r] = journal.Ref(r)
		}
	}
	return owner
}

// chosen stands for all the agencies that a filter names.
const chosen journal.Ref = 1

// agencies marks the agencies that are asked for with what is theirs, as chosen.
func (f *File) agencies(list []journal.Ref) []journal.Ref {
	owner := make([]journal.Ref, max(1, f.Names().Len()))
	for _, a := range list {
		own := f.Names().Text(a) + "."
		for r := 1; r < len(owner); r++ {
			n := f.Names().Of(journal.Ref(r))
			theirs := n.Sort == journal.SortDesk || n.Sort == journal.SortAction || n.Sort == journal.SortTeam
			if journal.Ref(r) == a || theirs && strings.HasPrefix(n.Name, own) {
				owner[r] = chosen
			}
		}
	}
	return owner
}

// storylines gives the storyline of each fact, deadline and entry.
func (f *File) storylines() []journal.Ref {
	type thing struct {
		sort journal.Sort
		name string
	}
	of, lines := map[thing]string{}, map[string]journal.Ref{}
	for _, x := range f.static.Facts {
		of[thing{journal.SortFact, x.Name}] = x.Storyline
	}
	for _, x := range f.static.Deadlines {
		of[thing{journal.SortDeadline, x.Name}] = x.Storyline
	}
	for _, x := range f.static.Entries {
		of[thing{journal.SortEntry, x.Number}] = x.Storyline
	}
	for r := 1; r < f.Names().Len(); r++ {
		if n := f.Names().Of(journal.Ref(r)); n.Sort == journal.SortStoryline {
			lines[n.Name] = journal.Ref(r)
			of[thing{n.Sort, n.Name}] = n.Name
		}
	}
	owner := make([]journal.Ref, max(1, f.Names().Len()))
	for r := 1; r < len(owner); r++ {
		n := f.Names().Of(journal.Ref(r))
		owner[r] = lines[of[thing{n.Sort, n.Name}]]
	}
	return owner
}
