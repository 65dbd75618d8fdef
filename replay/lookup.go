package replay

import (
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
	return (q.Mention == 0 || mentions(r, q.Mention)) && (q.Cause == 0 || causes(r, q.Cause))
}

// mentions says whether a record names a thing anywhere.
func mentions(r *journal.Record, thing journal.Ref) bool {
	if r.Actor == thing || r.Rule == thing || slices.Contains(r.Facts, thing) {
		return true
	}
	if slices.ContainsFunc(r.Spans, func(s journal.Span) bool { return s.Object == thing }) {
		return true
	}
	for i, f := range r.Kind.Shape().Fields {
		if f.Type == journal.TRef && journal.Ref(r.Args[i]) == thing {
			return true
		}
	}
	return false
}

// causes says whether record n made a record possible or set it going.
func causes(r *journal.Record, n journal.Num) bool {
	return r.Trigger.Num == n || slices.ContainsFunc(r.From, func(l journal.Link) bool { return l.Num == n })
}

// Count is the number of records in the file.
func (f *File) Count() journal.Num { return journal.Num(f.records) }

// Record reads record n. It is the caller's own. Its causes have numbers only.
func (f *File) Record(n journal.Num) (*journal.Record, error) {
	e, err := f.Entry(n)
	if err != nil {
		return nil, err
	}
	return &e.Record, nil
}

// Find gives the numbers of the records that a query fits, in order.
func (f *File) Find(q Query) ([]journal.Num, error) {
	var list []journal.Num
	c := f.cursor(0)
	err := c.run(func(e *Entry) error {
		if q.Fits(&e.Record) {
			list = append(list, e.Num)
		}
		return nil
	})
	return list, hint(err)
}
