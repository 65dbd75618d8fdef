package explain

import (
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// Reader answers questions about one run.
type Reader struct {
	records replay.Records
	st      *journal.Static
	refs    map[named]journal.Ref
	end     sim.Time // instant of the last record
}

// named is a name with its sort.
type named struct {
	sort journal.Sort
	name string
}

// New reads the run that records tell.
func New(records replay.Records) (*Reader, error) {
	x := &Reader{records: records, st: records.Static(), refs: map[named]journal.Ref{}}
	for i, t := range x.st.Things {
		if i > 0 {
			x.refs[named{journal.SortOf(t.Sort), t.Name}] = journal.Ref(i)
		}
	}
	if n := records.Count(); n > 0 {
		last, err := records.Record(n)
		if err != nil {
			return nil, err
		}
		x.end = last.At
	}
	return x, nil
}

// End is the instant of the last record.
func (x *Reader) End() sim.Time { return x.end }

// clampInstant keeps an instant that a page or a record claims within what can be
// counted up to the end of the run: a file from elsewhere may claim any. A deadline may
// well be due before StartEx.
func (x *Reader) clampInstant(t sim.Time) sim.Time { return min(max(t, -1<<50), x.end) }

// find gives the Ref of a named thing; 0 if there is none.
func (x *Reader) find(sort journal.Sort, name string) journal.Ref { return x.refs[named{sort, name}] }

// name is the name behind a Ref; empty for none.
func (x *Reader) name(r journal.Ref) string {
	if int(r) >= len(x.st.Things) {
		return ""
	}
	return x.st.Things[r].Name
}

// names lists the things of a sort.
func (x *Reader) names(sort journal.Sort) []string {
	var list []string
	for i, t := range x.st.Things {
		if i > 0 && t.Sort == sort.String() {
			list = append(list, t.Name)
		}
	}
	return list
}

// named finds a thing that was asked for by name.
func (x *Reader) named(sort journal.Sort, what, name string) (journal.Ref, error) {
	if r := x.find(sort, name); r != 0 {
		return r, nil
	}
	return 0, &Unknown{What: what, Name: name, Known: x.names(sort)}
}

// collect gives the records that a query fits, in order.
func (x *Reader) collect(q replay.Query) ([]*journal.Record, error) {
	nums, err := x.records.Find(q)
	if err != nil {
		return nil, err
	}
	list := make([]*journal.Record, len(nums))
	for i, n := range nums {
		if list[i], err = x.records.Record(n); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// first gives the first record that a query and a test fit; nil if there is none.
func (x *Reader) first(q replay.Query, fits func(*journal.Record) bool) (*journal.Record, error) {
	nums, err := x.records.Find(q)
	if err != nil {
		return nil, err
	}
	for _, n := range nums {
		r, err := x.records.Record(n)
		if err != nil || fits == nil || fits(r) {
			return r, err
		}
	}
	return nil, nil
}

// cutAfter cuts records off that came after an instant.
func cutAfter(list []*journal.Record, t sim.Time) []*journal.Record {
	i := slices.IndexFunc(list, func(r *journal.Record) bool { return r.At > t })
	if i < 0 {
		return list
	}
	return list[:i]
}

// thread is a storyline's page; nil for none.
func (x *Reader) thread(r journal.Ref) *journal.Thread {
	i := slices.IndexFunc(x.st.Storylines, func(t journal.Thread) bool { return t.Name == x.name(r) })
	if i < 0 {
		return nil
	}
	return &x.st.Storylines[i]
}

// factsOf lists the facts of a storyline in their declared order; keys only where
// asked.
func (x *Reader) factsOf(storyline journal.Ref, keys bool) []journal.Ref {
	return x.factsThat(storyline, func(f *journal.Fact) bool { return f.Key || !keys })
}

// factsThat lists the facts of a storyline that a test picks.
func (x *Reader) factsThat(storyline journal.Ref, ok func(*journal.Fact) bool) []journal.Ref {
	var list []journal.Ref
	for i := range x.st.Facts {
		if f := &x.st.Facts[i]; f.Storyline == x.name(storyline) && ok(f) {
			list = append(list, x.find(journal.SortFact, f.Name))
		}
	}
	return list
}

// nationOf is the name of the nation that a thing belongs to; empty for none.
func (x *Reader) nationOf(r journal.Ref) string {
	if int(r) >= len(x.st.Things) {
		return ""
	}
	return x.st.Things[r].Nation
}

// storylineOf is the storyline of a fact.
func (x *Reader) storylineOf(fact journal.Ref) journal.Ref {
	for _, f := range x.st.Facts {
		if f.Name == x.name(fact) {
			return x.find(journal.SortStoryline, f.Storyline)
		}
	}
	return 0
}

// text is what is written of a rule, instrument or body; nil for nothing.
func (x *Reader) text(r journal.Ref) *journal.Text {
	if r == 0 {
		return nil
	}
	i := slices.IndexFunc(x.st.Rules, func(t journal.Text) bool { return t.ID == x.name(r) })
	if i < 0 {
		return nil
	}
	return &x.st.Rules[i]
}

// ref is an argument that names a thing.
func ref(r *journal.Record, place int) journal.Ref { return journal.Ref(r.Args[place]) }

// instant is an argument that is an instant.
func instant(r *journal.Record, place int) sim.Time { return sim.Time(r.Args[place]) }

// outcome is an argument that is an outcome.
func outcome(r *journal.Record, place int) journal.Outcome { return journal.Outcome(r.Args[place]) }
