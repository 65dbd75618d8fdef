package replay

import (
	"errors"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Records is a run's records by number and by what they are about: what an
// explanation reads, whether the run is in a file or has just been made.
type Records interface {
	// Static is the page that explains the records.
	Static() *journal.Static
	// Count is the number of records: the number of the last.
	Count() journal.Num
	// Record gives record n. It is the caller's own. Its causes have numbers only.
	Record(n journal.Num) (*journal.Record, error)
	// Walk begins to go through the records after record n.
	Walk(n journal.Num) (*Walk, error)
	// Find gives the numbers of the records that a query fits, in order.
	Find(q Query) ([]journal.Num, error)
	// Upto is the state after record n, from 1.
	Upto(n journal.Num) (*State, error)
	// At is the state after everything that happened up to and including t.
	At(t sim.Time) (*State, error)
}

// Query says what records are looked for. What is zero does not restrict; the
// zero Query fits every record.
type Query struct {
	Kinds   []journal.Kind // one of these
	Actor   journal.Ref    // whom it happened to or by
	Subject sim.ID         // what it is about
	Mention journal.Ref    // named anywhere in it: actor, rule, object of a span, field or fact
	Also    journal.Ref    // named anywhere in it besides
	Cause   journal.Num    // among its causes, or its trigger: so effects are found

	After, Upto journal.Num // numbers above the one, and up to the other
}

// Fits says whether a record is what is looked for.
func (q *Query) Fits(r *journal.Record) bool {
	if len(q.Kinds) > 0 && !slices.Contains(q.Kinds, r.Kind) ||
		q.Actor != 0 && r.Actor != q.Actor || q.Subject != 0 && r.Subject != q.Subject ||
		r.Num <= q.After || q.Upto != 0 && r.Num > q.Upto {
		return false
	}
	return (q.Mention == 0 || mentions(r, q.Mention)) && (q.Also == 0 || mentions(r, q.Also)) && (q.Cause == 0 || isCause(r, q.Cause))
}

// mentions says whether a record names a thing anywhere.
func mentions(r *journal.Record, thing journal.Ref) bool {
	return slices.Contains(appendMentions(nil, r), thing)
}

// appendMentions appends what a record names, as often as it does; 0 may be
// among them.
func appendMentions(b []journal.Ref, r *journal.Record) []journal.Ref {
	b = append(append(b, r.Actor, r.Rule), r.Facts...)
	for i := range r.Spans {
		b = append(b, r.Spans[i].Object)
	}
	for i, f := range r.Kind.Shape().Fields {
		if f.Type == journal.TRef {
			b = append(b, journal.Ref(r.Args[i]))
		}
	}
	return b
}

// isCause says whether record n made a record possible or set it going.
func isCause(r *journal.Record, n journal.Num) bool {
	return r.Trigger.Num == n || slices.ContainsFunc(r.From, func(l journal.Link) bool { return l.Num == n })
}

// Count is the number of records in the file.
func (f *File) Count() journal.Num { return journal.Num(f.records) }

// Likely is how many records to make room for: as many as the file claims to have,
// but no more than so many bytes can well hold.
func (f *File) Likely() int { return int(min(f.records, uint64(f.raw.size)/recordLeast)) }

// Record reads record n. It is the caller's own. Its causes have numbers only.
func (f *File) Record(n journal.Num) (*journal.Record, error) {
	e, err := f.Entry(n)
	if err != nil {
		return nil, err
	}
	e.Text = nil // else the record keeps its whole chunk in memory
	return &e.Record, nil
}

// Entry reads record n as the file has it. It is the caller's own. Its causes
// have numbers only.
func (f *File) Entry(n journal.Num) (*Entry, error) {
	i, err := f.chunkOf(n)
	if err != nil {
		return nil, err
	}
	e, err := f.entry(i, n)
	return e, addSaveHint(err)
}

func (f *File) entry(i int, n journal.Num) (*Entry, error) {
	x, err := f.recentChunk(i)
	if err != nil {
		return nil, err
	}
	base, nth := f.chunks[i].off, int(n-f.chunks[i].first)
	if nth >= len(x.records) {
		return nil, damaged(base, "record %d is not where the index says", n)
	}
	at := x.records[nth]
	m, err := readMessage(base, x.plain[at.from:at.to])
	if err == nil && m.sequence != uint32(n) {
		err = damaged(base, "record %d is not where the index says", n)
	}
	if err != nil {
		return nil, err
	}
	e := &Entry{}
	return e, f.takeRecord(base, &m, e)
}

// Find gives the numbers of the records that a query fits, in order. It reads
// the index and no chunk.
func (f *File) Find(q Query) ([]journal.Num, error) {
	list, err := find(f, &q)
	if errors.Is(err, errPostings) {
		err = addSaveHint(f.wrongIndex("%v", err))
	}
	return list, err
}

// indexed is what has an index.
type indexed interface {
	Count() journal.Num
	Index() (Index, error)
	readPostings(section int) (*postings, error)
}

func find(f indexed, q *Query) ([]journal.Num, error) {
	about, any, err := q.recordsAbout(f)
	if err != nil || any && len(about) == 0 {
		return nil, err
	}
	upto := f.Count()
	if q.Upto != 0 {
		upto = min(upto, q.Upto)
	}
	var kinds [256]bool
	var x Index
	if len(q.Kinds) > 0 {
		if x, err = f.Index(); err != nil {
			return nil, err
		}
		for _, k := range q.Kinds {
			kinds[k] = true
		}
	}
	fits := func(n journal.Num) bool { return len(q.Kinds) == 0 || kinds[x.Kind(n)] }
	if !any {
		many := 0
		for n := q.After; n < upto; n++ {
			if fits(n + 1) {
				many++
			}
		}
		found := slices.Grow([]journal.Num(nil), many)
		for n := q.After; n < upto; n++ {
			if fits(n + 1) {
				found = append(found, n+1)
			}
		}
		return found, nil
	}
	var found []journal.Num
	for _, n := range about {
		if n > q.After && n <= upto && fits(n) {
			found = append(found, n)
		}
	}
	return found, nil
}

// recordsAbout lists the records that are about all the things that a query asks for, and
// says whether it asks for any. What has few records narrows down what has many.
func (q *Query) recordsAbout(f indexed) (list []journal.Num, any bool, err error) {
	narrow := func(section int, keys ...uint64) {
		var p *postings
		if err != nil || any && len(list) == 0 {
			return
		}
		if p, err = f.readPostings(section); err != nil {
			return
		}
		var all []journal.Num
		for _, key := range keys {
			var some []journal.Num
			if any {
				some, err = p.filterNumbers(key, list)
			} else {
				some, err = p.find(key)
			}
			if err != nil {
				return
			}
			all = mergeNumbers(all, some)
		}
		list, any = all, true
	}
	if q.Subject != 0 {
		narrow(sectionSubjects, uint64(q.Subject))
	}
	if q.Cause != 0 {
		narrow(sectionCauses, uint64(q.Cause))
	}
	for _, thing := range []journal.Ref{q.Mention, q.Also} {
		if thing != 0 {
			narrow(sectionThings, thingKey(thing, true), thingKey(thing, false))
		}
	}
	if q.Actor != 0 {
		narrow(sectionThings, thingKey(q.Actor, true))
	}
	return list, any, err
}

// mergeNumbers gives the numbers that are in either of two ordered lists, which share
// none.
func mergeNumbers(a, b []journal.Num) []journal.Num {
	if len(a) == 0 {
		return b
	}
	all := make([]journal.Num, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] > b[0] {
			a, b = b, a
		}
		all, a = append(all, a[0]), a[1:]
	}
	return append(append(all, a...), b...)
}
