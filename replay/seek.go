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
	return f.foldFrom(from, func(_ journal.Num, at sim.Time) bool { return at <= t })
}

// Upto is the state after record n.
func (f *File) Upto(n journal.Num) (*State, error) {
	chunk, err := f.chunkOf(n)
	if err != nil {
		return nil, err
	}
	if next := chunk + 1; next < len(f.chunks) && f.chunks[next].first == n+1 {
		chunk = next // it may begin with what stood after n
	}
	from := f.keyframe(func(i int) bool { return i <= chunk })
	return f.foldFrom(from, func(num journal.Num, _ sim.Time) bool { return num <= n })
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

// foldFrom is the state after the records within: folded on from the state that was
// asked for last, if that lies between the keyframe at chunk i and them, or else
// from the keyframe.
func (f *File) foldFrom(i int, within func(n journal.Num, at sim.Time) bool) (*State, error) {
	if err := f.numberChunks(); err != nil {
		return nil, addSaveHint(err)
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
		return nil, addSaveHint(err)
	}
	for {
		e, err := c.read()
		if err != nil {
			return nil, addSaveHint(err)
		}
		if e != nil && e.Num > s.Num+1 && (within(e.Num, e.At) || within(s.Num+1, s.At+1)) {
			if h := f.holeAt(e.Num - 1); h != nil {
				return nil, addSaveHint(&Damage{Offset: h.Damage.Offset, What: fmt.Sprintf("records %d to %d cannot be read", s.Num+1, e.Num-1), Err: ErrUnclear})
			}
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
	x, err := f.recentChunk(at)
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

// framing is a keyframe of which the parts so far have been read.
type framing struct {
	chunk int // that it begins
	frame *frame
	c     *cursor
	size  int64
	next  int // part
	more  bool
}

// frame reads the keyframe that begins chunk i, or has it still.
func (f *File) frame(i int) (*frame, error) {
	for {
		x, err := f.framePart(i)
		if x != nil || err != nil {
			return x, err
		}
	}
}

// framePart reads a part of the keyframe that begins chunk i; nil while there is more.
func (f *File) framePart(i int) (*frame, error) {
	if x, ok := f.frames.get(i); ok {
		return x, nil
	}
	if f.labels == nil {
		f.labels = newLabels(f.Names())
	}
	r := f.framing
	if r == nil || r.chunk != i {
		r = &framing{chunk: i, frame: &frame{}, c: f.cursor(i), more: true}
		r.c.recent, r.c.key = true, func(b []byte) error { return f.takePart(r, b) }
		for j := i; j < len(f.chunks) && f.chunks[j].first == f.chunks[i].first; j++ {
			r.size += f.chunks[j].size
		}
		f.framing = r
	}
	_, err := r.c.read()
	if errors.Is(err, errPart) {
		return nil, nil
	}
	f.framing = nil
	if !errors.Is(err, errDone) {
		if err == nil {
			err = errBack
		}
		return nil, err
	}
	f.frames.put(i, int64(r.frame.rows())*frameRow, r.frame, keptFrames)
	return r.frame, nil
}

// takePart takes in the next part of a keyframe.
func (f *File) takePart(r *framing, b []byte) error {
	x := r.frame
	n, since := x.Num, x.since
	part, more, err := x.read(b, r.size, f.labels)
	r.more = more
	if err == nil && part == 0 && r.next > 0 {
		return errBack // the one before it has no end
	}
	if err == nil && r.next > 0 && (part != r.next || x.Num != n || x.since != since) {
		err = errors.New("its parts do not fit together")
	}
	if err == nil && part != r.next {
		return errBack
	}
	if err == nil && x.rows() > maxRows {
		err = fmt.Errorf("it has more than %d rows", maxRows)
	}
	if err != nil {
		return &Damage{Offset: r.c.base, What: "a keyframe", Err: err}
	}
	if r.next++; r.more {
		return errPart
	}
	return errDone
}

// Ready reads a piece of what the state after record n stands on, a part of a keyframe
// at most, and says whether all of it has been read: asking for the state then takes
// no longer than the records since. It says so too where asking will tell of an error.
func (f *File) Ready(n journal.Num) bool {
	chunk, err := f.chunkOf(n)
	if err != nil {
		return true
	}
	for i := f.keyframe(func(i int) bool { return i <= chunk }); i > 0; {
		x, kept := f.frames.get(i)
		if !kept {
			_, err := f.framePart(i)
			return err != nil
		}
		if x.since == 0 {
			return true
		}
		i = sort.Search(len(f.chunks), func(i int) bool { return f.chunks[i].first > x.since })
		if i == len(f.chunks) || !f.chunks[i].key {
			return true
		}
	}
	return true
}

// errPart ends the reading of a part of a keyframe that has more.
var errPart = errors.New("the keyframe has more parts")

// errDone ends the reading of a keyframe.
var errDone = errors.New("the keyframe is whole")
