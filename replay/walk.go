package replay

import (
	"errors"

	"entente/sim/journal"
)

// Walk goes on through the records from where it stopped: what a window loads, a
// piece at a time. Other questions may be asked of the run between two steps.
type Walk struct {
	next   func() (*journal.Record, error)
	broken error
	own    *unpacker
	proof  func() error // nil: it proves nothing
}

// Next gives the next record, valid until the one after it and for reading only;
// nil at the end. After an error it gives the same error again. The causes of a
// record of a file have numbers only.
func (w *Walk) Next() (*journal.Record, error) {
	if w.broken != nil {
		return nil, w.broken
	}
	r, err := w.next()
	w.broken = err
	return r, err
}

// Unpacked is how many bytes of chunks it unpacked so far.
func (w *Walk) Unpacked() int64 {
	if w.own == nil {
		return 0
	}
	return w.own.made
}

// Walk begins a walk at the record after n; after 0 at the first.
func (f *File) Walk(n journal.Num) (*Walk, error) {
	chunk := 0
	if n > 0 {
		var err error
		if chunk, err = f.chunkOf(n); err != nil {
			return nil, err
		}
	}
	c := f.cursor(chunk)
	c.own = &unpacker{zstd: f.unpack.zstd}
	return &Walk{own: c.own, next: func() (*journal.Record, error) {
		for {
			e, err := c.read()
			if err != nil || e == nil {
				return nil, addSaveHint(err)
			}
			if e.Num > n {
				return &e.Record, nil
			}
		}
	}}, nil
}

// ErrUnproved says that nothing tells whether the records of a file are those of its
// run: it was cut, or saved from a damaged one, or not all were passed.
var ErrUnproved = errors.New("nothing proves its records")

// Prove begins a walk at the first record that takes the digest of what it passes, at
// little cost. Its causes have identities besides.
func (f *File) Prove() *Walk {
	if len(f.holes) > 0 { // what is missing proves nothing
		if w, err := f.Walk(0); err == nil {
			return w
		}
	}
	chain := journal.NewChain(f.Names())
	c := f.cursor(0)
	c.own = &unpacker{zstd: f.unpack.zstd}
	c.past = make([]journal.Link, 1, 1+f.Likely())
	w := &Walk{own: c.own, next: func() (*journal.Record, error) {
		e, err := c.read()
		if err != nil || e == nil {
			return nil, addSaveHint(err)
		}
		chain.Add(&e.Record)
		return &e.Record, nil
	}}
	w.proof = func() error {
		switch {
		case f.Truncated != nil || f.result.Recovered || w.broken != nil || chain.Count() != f.Count():
			return ErrUnproved
		case chain.Digest() != f.result.Digest || chain.Count() != f.result.Records:
			return ErrChanged
		}
		return nil
	}
	return w
}

// Proof says, once a walk that Prove began has come to the end, what the digest of its
// records came to: nil if they are those of the run, else ErrChanged or ErrUnproved.
func (w *Walk) Proof() error {
	if w.proof == nil {
		return ErrUnproved
	}
	return w.proof()
}

// Walk begins a walk at the record after n; after 0 at the first.
func (m *Memory) Walk(n journal.Num) (*Walk, error) {
	if n > 0 {
		if err := m.has(n); err != nil {
			return nil, err
		}
	}
	return &Walk{next: func() (*journal.Record, error) {
		if n >= m.Count() {
			return nil, nil
		}
		n++
		return &m.records[n-1], nil
	}}, nil
}
