package replay

import (
	"bytes"
	"fmt"

	"entente/sim"
	"entente/sim/journal"
)

// Alignment sets the records of two runs beside each other: those with the same
// identity are the same event, whenever it came.
type Alignment struct {
	First  *Parting // where the record streams first differ; nil if they are equal
	Equal  int      // records that are in both, at the same instant
	Moved  []Moved  // that are in both, at other instants, in the order of the first run
	OnlyA  []Row    // that only the first run has
	OnlyB  []Row
	CountA journal.Num
	CountB journal.Num
}

// Row names one record.
type Row struct {
	Num     journal.Num
	At      sim.Time
	Kind    journal.Kind
	Actor   string // names, since the tables of two files may differ
	Subject sim.ID
	Thing   string // the first thing that its fields name
}

// Moved is an event that came at different instants.
type Moved struct{ A, B Row }

// By is how much later the second run had it; negative if sooner.
func (m *Moved) By() sim.Time { return m.B.At - m.A.At }

// Parting is the first place at which two record streams differ.
type Parting struct {
	Num  journal.Num
	A, B *Row // nil where that run had ended
}

// Align compares the runs in two files. It holds 40 bytes for each record of the
// first, and reads both once.
func Align(a, b *File) (*Alignment, error) {
	if a.Static().Scenario != b.Static().Scenario {
		return nil, fmt.Errorf("replay: these are runs of %q and %q; only runs of one scenario can be compared", a.Static().Scenario, b.Static().Scenario)
	}
	out := &Alignment{CountA: a.Count(), CountB: b.Count()}
	var err error
	if out.First, err = parting(a, b); err != nil {
		return nil, err
	}
	if out.First == nil {
		out.Equal = int(a.Count())
		return out, nil
	}
	return out, out.fill(a, b)
}

// parting finds the first record in which two files differ, as bytes.
func parting(a, b *File) (*Parting, error) {
	x, y := a.cursor(0), b.cursor(0)
	for n := journal.Num(1); ; n++ {
		p, err := x.read()
		if err != nil {
			return nil, fmt.Errorf("replay: %w", hint(err))
		}
		q, err := y.read()
		if err != nil {
			return nil, fmt.Errorf("replay: %w", hint(err))
		}
		switch {
		case p == nil && q == nil:
			return nil, nil
		case p == nil:
			r := b.row(q)
			return &Parting{Num: n, B: &r}, nil
		case q == nil:
			r := a.row(p)
			return &Parting{Num: n, A: &r}, nil
		case !bytes.Equal(p.Text, q.Text):
			r, s := a.row(p), b.row(q)
			return &Parting{Num: n, A: &r, B: &s}, nil
		}
	}
}

// row names a record by what two files can share.
func (f *File) row(e *Entry) Row {
	r := Row{Num: e.Num, At: e.At, Kind: e.Kind, Actor: f.Names().Text(e.Actor), Subject: e.Subject}
	for i, x := range e.Kind.Shape().Fields {
		if x.Type == journal.TRef && e.Args[i] != 0 {
			r.Thing = f.Names().Text(journal.Ref(e.Args[i]))
			break
		}
	}
	return r
}

// fill sorts the records of both files.
func (out *Alignment) fill(a, b *File) error {
	type mark struct {
		at   sim.Time
		num  journal.Num
		seen bool
	}
	there := make(map[sim.ID]mark, b.Count())
	err := b.Records(func(e *Entry) error {
		there[e.ID] = mark{at: e.At, num: e.Num}
		return nil
	})
	if err != nil {
		return err
	}

	err = a.Records(func(e *Entry) error {
		m, ok := there[e.ID]
		switch {
		case !ok:
			out.OnlyA = append(out.OnlyA, a.row(e))
			return nil
		case m.at == e.At:
			out.Equal++
		default:
			r := a.row(e)

			out.Moved = append(out.Moved, Moved{A: r, B: r})
			out.Moved[len(out.Moved)-1].B.At, out.Moved[len(out.Moved)-1].B.Num = m.at, m.num
		}
		m.seen = true
		there[e.ID] = m
		return nil
	})
	if err != nil {
		return err
	}
	return b.Records(func(e *Entry) error {
		if !there[e.ID].seen {
			out.OnlyB = append(out.OnlyB, b.row(e))
		}
		return nil
	})
}
