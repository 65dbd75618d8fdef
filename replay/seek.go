package replay

import (
	"errors"
	"fmt"
	"sort"

	"entente/sim"
	"entente/sim/journal"
)

// At is the state after everything that happened up to and including t: the
// nearest keyframe before it, and the records since.
func (f *File) At(t sim.Time) (*State, error) {
	from := f.keyframe(func(i int) bool { return f.instant(f.chunks[i].start) <= t })
	return f.from(from, func(_ journal.Num, at sim.Time) bool { return at <= t })
}

// Upto is the state after record n.
func (f *File) Upto(n journal.Num) (*State, error) {
	chunk, err := f.chunkOf(n)
	if err != nil {
		return nil, err
	}
	from := f.keyframe(func(i int) bool { return i <= chunk })
	return f.from(from, func(num journal.Num, _ sim.Time) bool { return num <= n })
}

// keyframe is the last chunk that begins with a keyframe and lies within; the
// first chunk if there is none.
func (f *File) keyframe(within func(chunk int) bool) int {
	for i := sort.Search(len(f.chunks), func(i int) bool { return !within(i) }) - 1; i > 0; i-- {
		if f.chunks[i].key {
			return i
		}
	}
	return 0
}

// errBack says that a chunk begins with a later part of a keyframe, or with one
// whose end is cut off: an earlier one must do.
var errBack = errors.New("no whole keyframe begins here")

// from is the state after the records within: folded on from the state that was
// asked for last, if that lies between the keyframe at chunk i and them, or else
// from the keyframe.
func (f *File) from(i int, within func(n journal.Num, at sim.Time) bool) (*State, error) {
	if err := f.number(); err != nil {
		return nil, hint(err)
	}
	s, c := f.moving, (*cursor)(nil)
	f.moving = nil // until it is whole again
	var err error
	if s != nil && s.Num > 0 && s.Num+1 >= f.chunks[i].first && within(s.Num, s.At) {
		c, err = f.cursorAfter(s)
	} else {
		s, c, err = f.resting(i)
	}
	if err != nil {
		return nil, hint(err)
	}
	for {
		e, err := c.read()
		if err != nil {
			return nil, hint(err)
		}
		if e == nil || !within(e.Num, e.At) {
			f.moving = s
			return s.clone(), nil
		}
		s.Apply(&e.Record)
	}
}

// resting is the state that the keyframe at chunk i gives, or an earlier one if
// none begins there, and a cursor at the records since.
func (f *File) resting(i int) (*State, *cursor, error) {
	s, err := f.standing(i)
	for errors.Is(err, errBack) {
		for i--; i > 0 && !f.chunks[i].key; i-- {
		}
		s, err = f.standing(i)
	}
	if err != nil {
		return nil, nil, err
	}
	c := f.cursor(i)
	c.recent, c.num, c.at = true, s.Num, s.At
	return s, c, nil
}

// cursorAfter begins with the record after those in a state.
func (f *File) cursorAfter(s *State) (*cursor, error) {
	at := sort.Search(len(f.chunks), func(i int) bool { return f.chunks[i].first > s.Num }) - 1
	c := f.cursor(at)
	c.recent, c.num, c.at = true, s.Num, s.At
	x, err := f.recent(at)
	if err != nil {
		return nil, err
	}
	nth := int(s.Num - f.chunks[at].first)
	if nth >= len(x.records) {
		return nil, damaged(f.chunks[at].off, "record %d is not where the index says", s.Num)
	}
	c.base, c.plain, c.next, c.paged = f.chunks[at].off, x.plain[x.records[nth].to:], at+1, true
	return c, nil
}

// standing is the state that the keyframe at chunk i gives, with those that it
// stands on; the zero State for chunk 0.
func (f *File) standing(i int) (*State, error) {
	if i <= 0 {
		return &State{}, nil
	}
	x, err := f.frame(i)
	if err != nil {
		return nil, err
	}
	stack, rows := []*frame{x}, x.rows()
	for on := x.since; on > 0; on = x.since {
		at := sort.Search(len(f.chunks), func(i int) bool { return f.chunks[i].first > on })
		if at < len(f.chunks) && f.chunks[at].key {
			x, err = f.frame(at)
		}
		if err != nil && !errors.Is(err, errBack) {
			return nil, err
		}
		if err != nil || x.Num != on {
			return nil, damaged(f.chunks[i].off, "a keyframe stands on one after record %d that is not there", on)
		}
		stack = append(stack, x)
		if rows += x.rows(); rows > maxRows {
			return nil, damaged(f.chunks[i].off, "a keyframe and those that it stands on have more than %d rows", maxRows)
		}
	}
	return stacked(stack), nil
}

// frame reads the keyframe that begins chunk i, or has it still.
func (f *File) frame(i int) (*frame, error) {
	if x, ok := f.frames.get(i); ok {
		return x, nil
	}
	if f.labels == nil {
		f.labels = newLabels(f.Names())
	}
	x := &frame{}
	c, more := f.cursor(i), true
	c.recent = true
	next, size := 0, int64(0)
	for j := i; j < len(f.chunks) && f.chunks[j].first == f.chunks[i].first; j++ {
		size += f.chunks[j].size
	}
	c.key = func(b []byte) error {
		if !more {
			return nil // the next keyframe
		}
		n, since := x.Num, x.since
		var part int
		var err error
		if part, more, err = x.read(b, size, f.labels); err == nil && part == 0 && next > 0 {
			return errBack // the one before it has no end
		}
		if err == nil && next > 0 && (part != next || x.Num != n || x.since != since) {
			err = errors.New("its parts do not fit together")
		}
		if err == nil && part != next {
			return errBack
		}
		if err == nil && x.rows() > maxRows {
			err = fmt.Errorf("it has more than %d rows", maxRows)
		}
		if err != nil {
			return &Damage{Offset: c.base, What: "a keyframe", Err: err}
		}
		next++
		if !more {
			return errDone
		}
		return nil
	}
	if _, err := c.read(); !errors.Is(err, errDone) {
		if err == nil {
			err = errBack
		}
		return nil, err
	}
	f.frames.put(i, int64(x.rows())*frameRow, x, keptFrames)
	return x, nil
}

// errDone ends the reading of a keyframe.
var errDone = errors.New("the keyframe is whole")
