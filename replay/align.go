package replay

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Alignment pairs the records of two runs: those with the same identity are the same
// event, whenever it came. File.Row names one of them.
type Alignment struct {
	First  *Parting      // where the record streams first differ; nil if they are equal
	Equal  int           // records that are in both, at the same instant
	Moved  []Moved       // that are in both, at other instants, in the order of the first run
	OnlyA  []journal.Num // that only the first run has
	OnlyB  []journal.Num
	CountA journal.Num
	CountB journal.Num

	waited int // records that waited for their like at once, at most
}

// Row names one record by what two files can share.
type Row struct {
	Num     journal.Num
	At      sim.Time
	Kind    journal.Kind
	Actor   string // names, since the tables of two files may differ
	Subject sim.ID
	Thing   string // the first thing that its fields name
}

// Moved is an event that came at different instants.
type Moved struct {
	A, B journal.Num // its record in either run
	By   sim.Time    // how much later the second run had it; negative if sooner
}

// Parting is the first place at which two record streams differ.
type Parting struct {
	Num  journal.Num
	A, B *Row // nil where that run had ended
}

// Align compares the runs in two files. It reads both once, side by side, and holds
// the records that are apart: those that have come in one run and not yet in the
// other.
func Align(a, b *File) (*Alignment, error) {
	if a.Static().Scenario != b.Static().Scenario {
		return nil, fmt.Errorf("replay: these are runs of %q and %q; only runs of one scenario can be compared", a.Static().Scenario, b.Static().Scenario)
	}
	out := &Alignment{CountA: a.Count(), CountB: b.Count()}
	x, y := newSide(a), newSide(b)
	err := out.parting(x, y)
	if err == nil && out.First != nil {
		err = out.matchByTime(x, y)
	}
	if err != nil {
		return nil, fmt.Errorf("replay: %w", addSaveHint(err))
	}
	return out, nil
}

// side is one of two runs that are read side by side.
type side struct {
	file    *File
	cursor  *cursor
	head    *Entry // the record that comes next; nil at the end
	waiting map[sim.ID]stood
	alone   []journal.Num
}

// stood is a record that has come.
type stood struct {
	num journal.Num
	at  sim.Time
}

func newSide(f *File) *side {
	c := f.cursor(0)
	c.own = &unpacker{zstd: f.unpack.zstd}
	return &side{file: f, cursor: c, waiting: map[sim.ID]stood{}}
}

func (x *side) read() (err error) {
	x.head, err = x.cursor.read()
	return err
}

// row names the next record; nil at the end.
func (x *side) row() *Row {
	if x.head == nil {
		return nil
	}
	r := x.file.row(&x.head.Record)
	return &r
}

// parting finds the first record in which two runs differ, as bytes. What comes
// before it is equal.
func (out *Alignment) parting(x, y *side) error {
	for ; ; out.Equal++ {
		if err := cmp.Or(x.read(), y.read()); err != nil {
			return err
		}
		if x.head == nil && y.head == nil {
			return nil
		}
		if x.head == nil || y.head == nil || !bytes.Equal(x.head.Text, y.head.Text) {
			out.First = &Parting{Num: journal.Num(out.Equal + 1), A: x.row(), B: y.row()}
			return nil
		}
	}
}

// matchByTime goes on from there in the order of time, and pairs each record with its
// partner in the other run.
func (out *Alignment) matchByTime(x, y *side) error {
	for x.head != nil || y.head != nil {
		own, other := x, y
		if x.head == nil || y.head != nil && cmp.Or(cmp.Compare(y.head.At, x.head.At), cmp.Compare(y.head.Num, x.head.Num)) < 0 {
			own, other = y, x
		}
		e := stood{own.head.Num, own.head.At}
		id := own.head.ID
		_, twice := own.waiting[id]
		like, met := other.waiting[id]
		switch {
		case met:
			delete(other.waiting, id)
			if own == y {
				e, like = like, e
			}
			out.takeShared(e, like)
		case twice:
			own.alone = append(own.alone, e.num)
		default:
			own.waiting[id] = e
			out.waited = max(out.waited, len(x.waiting)+len(y.waiting))
		}
		if err := own.read(); err != nil {
			return err
		}
	}
	slices.SortFunc(out.Moved, func(a, b Moved) int { return cmp.Compare(a.A, b.A) })
	out.OnlyA, out.OnlyB = x.listUnmatched(), y.listUnmatched()
	return nil
}

// takeShared takes in an event that both runs have.
func (out *Alignment) takeShared(a, b stood) {
	if a.at == b.at {
		out.Equal++
		return
	}
	out.Moved = append(out.Moved, Moved{a.num, b.num, b.at - a.at})
}

// listUnmatched lists the records that have no partner in the other run.
func (x *side) listUnmatched() []journal.Num {
	for _, id := range slices.Sorted(maps.Keys(x.waiting)) {
		x.alone = append(x.alone, x.waiting[id].num)
	}
	slices.Sort(x.alone)
	return x.alone
}

// Row names record n.
func (f *File) Row(n journal.Num) (Row, error) {
	r, err := f.Record(n)
	if err != nil {
		return Row{}, err
	}
	return f.row(r), nil
}

func (f *File) row(r *journal.Record) Row { return RowOf(r, f.Names()) }

// RowOf names a record whose things have some names.
func RowOf(r *journal.Record, names *journal.Names) Row {
	row := Row{Num: r.Num, At: r.At, Kind: r.Kind, Actor: names.Text(r.Actor), Subject: r.Subject}
	for i, x := range r.Kind.Shape().Fields {
		if x.Type == journal.TRef && r.Args[i] != 0 {
			row.Thing = names.Text(journal.Ref(r.Args[i]))
			break
		}
	}
	return row
}
