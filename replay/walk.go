package replay

import "entente/sim/journal"

// Walk goes on through the records from where it stopped: what a window loads, a
// piece at a time. Other questions may be asked of the run between two steps.
type Walk struct {
	next   func() (*journal.Record, error)
	broken error
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
	return &Walk{next: func() (*journal.Record, error) {
		for {
			e, err := c.read()
			if err != nil || e == nil {
				return nil, hint(err)
			}
			if e.Num > n {
				return &e.Record, nil
			}
		}
	}}, nil
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
