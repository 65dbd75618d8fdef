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
	Nation    journal.Ref // by, to or with one of its agencies, desks, rules or channels
	Storyline journal.Ref // about it, its facts, deadlines or entries
	Kind      journal.Kind
	From, To  *sim.Time // both included
}

// Filter finds the things that a filter is given by name. An error lists the
// names there are.
func (f *File) Filter(nation, storyline, kind string) (Filter, error) {
	var out Filter
	var err error
	if out.Nation, err = f.named(nation, "nation", journal.SortNation, journal.SortBody); err != nil {
		return out, err
	}
	if out.Storyline, err = f.named(storyline, "storyline", journal.SortStoryline); err != nil {
		return out, err
	}
	if out.Kind = journal.KindOf(kind); kind != "" && !out.Kind.Exists() {
		var all []string
		for k := journal.NoKind + 1; k.Exists(); k++ {
			all = append(all, k.String())
		}
		return out, fmt.Errorf("no kind of record is called %q; there are %s", kind, strings.Join(all, ", "))
	}
	return out, nil
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
	return 0, fmt.Errorf("no %s is called %q; there are %s", what, name, strings.Join(all, ", "))
}

// Events calls visit with the records that a filter lets through, in order.
// Their causes have numbers only. It unpacks only chunks of the filter's time, and
// of these only those that the index names where the filter asks for little.
func (f *File) Events(x Filter, visit func(*Entry) error) error {
	nation, storyline := f.nations(), f.storylines()
	c := f.cursor(0)
	if x.From != nil {
		for c.next < len(f.chunks)-1 && f.instant(f.chunks[c.next].end) < *x.From {
			c.next++
		}
	}
	next := c.read
	few, err := f.few(&x, c.next, nation, storyline)
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
			return hint(err)
		}
		if e == nil || x.To != nil && e.At > *x.To {
			return nil
		}
		if x.From != nil && e.At < *x.From || x.Kind != 0 && e.Kind != x.Kind ||
			x.Nation != 0 && !about(&e.Record, nation, x.Nation) || x.Storyline != 0 && !about(&e.Record, storyline, x.Storyline) {
			continue
		}
		if err := visit(e); err != nil {
			return err
		}
	}
}

// few lists the records from a chunk on that may fit a filter, by the index; nil
// where there is none or they are so many that going through all is no slower.
func (f *File) few(x *Filter, chunk int, nation, storyline []journal.Ref) ([]journal.Num, error) {
	if f.Truncated != nil || x.Kind == 0 && x.Nation == 0 && x.Storyline == 0 {
		return nil, nil
	}
	if err := f.number(); err != nil {
		return nil, hint(err)
	}
	after := f.chunks[chunk].first - 1
	q := Query{After: after}
	if x.Kind != 0 {
		q.Kinds = []journal.Kind{x.Kind}
	}
	most := int(f.Count()-after) / 16
	list, err := f.Find(q)
	for _, of := range []struct {
		whole journal.Ref
		owner []journal.Ref
	}{{x.Nation, nation}, {x.Storyline, storyline}} {
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

// about says whether something that r names belongs to whole.
func about(r *journal.Record, owner []journal.Ref, whole journal.Ref) bool {
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
