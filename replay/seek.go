package replay

import (
	"errors"

	"entente/sim"
	"entente/sim/journal"
)

// At is the state after everything that happened up to and including t: the
// nearest keyframe before it, and the records since.
func (f *File) At(t sim.Time) (*State, error) {
	from := f.keyframe(func(i int) bool { return f.instant(f.chunks[i].start) <= t })
	return f.from(from, func(e *Entry) bool { return e.At <= t })
}

// Upto is the state after record n.
func (f *File) Upto(n journal.Num) (*State, error) {
	chunk, err := f.chunkOf(n)
	if err != nil {
		return nil, err
	}
	from := f.keyframe(func(i int) bool { return i <= chunk })
	return f.from(from, func(e *Entry) bool { return e.Num <= n })
}

// keyframe is the last chunk that begins with a keyframe and lies within; the
// first chunk if there is none.
func (f *File) keyframe(within func(chunk int) bool) int {
	for i := len(f.chunks) - 1; i > 0; i-- {
		if f.chunks[i].key && within(i) {
			return i
		}
	}
	return 0
}

// errBack says that a chunk begins with a later part of a keyframe, or with one
// whose end is cut off: an earlier one must do.
var errBack = errors.New("no whole keyframe begins here")

// from folds from the keyframe at chunk i on, over the records within.
func (f *File) from(i int, within func(*Entry) bool) (*State, error) {
	for {
		s, err := f.try(i, within)
		if err != errBack {
			if err != nil {
				return nil, hint(err)
			}
			return s, nil
		}
		for i--; i > 0 && !f.chunks[i].key; i-- {
		}
	}
}

func (f *File) try(i int, within func(*Entry) bool) (*State, error) {
	s := &State{}
	c := f.cursor(i)
	more, first := i > 0, i > 0
	c.key = func(b []byte) error {
		if !more {
			return nil // the next keyframe: the fold has it already
		}
		var part int
		var err error
		part, more, err = s.readKeyframe(b, f.Names())
		if first && part != 0 {
			return errBack
		}
		first = false
		c.num, c.at = s.Num, s.At
		if err != nil {
			return &Damage{Offset: c.base, What: "a keyframe", Err: err}
		}
		return nil
	}
	for {
		e, err := c.read()
		if err != nil {
			return nil, err
		}
		if more {
			return nil, errBack
		}
		if e == nil || !within(e) {
			return s, nil
		}
		s.Apply(&e.Record)
	}
}
