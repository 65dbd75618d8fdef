package replay

import (
	"errors"
	"fmt"
	"io"
	"sort"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim"
	"entente/sim/journal"
)

// Hole is what of a damaged file cannot be read, in the middle of what can.
type Hole struct {
	Damage      *Damage
	Length      int64       // bytes
	First, Last journal.Num // records that are missing; none where Last is before First
	From, Until sim.Time    // the instants of the records before and behind it
}

// Missing is how many records a hole takes.
func (h *Hole) Missing() int64 { return int64(h.Last) - int64(h.First) + 1 }

// Around opens a damaged file and goes on behind its damage: what is whole there keeps
// its numbers. It is for looking at: nothing proves what such a file says, and how
// things stood is not known behind a hole before the next keyframe (Resumes).
// File.Truncated says where the first damage is, File.Holes what is missing.
func Around(r io.ReaderAt, size int64) (*File, error) {
	f, err := open(r, size, (*File).around)
	return f, hint(err)
}

// Around opens the same file around what is damaged in it.
func (f *File) Around() (*File, error) { return Around(f.raw.r, f.raw.size) }

// Holes lists what is missing in a file that Around opened, in order.
func (f *File) Holes() []Hole { return f.holes }

// mostPassed bounds how many are passed over.
const mostPassed = 1000

// around reads a file from its start as linear does, and passes over chunks that are
// not whole. Their length is believed as far as something follows there that is.
func (f *File) around() error {
	*f = File{raw: f.raw, unpack: f.unpack, large: f.large, counts: map[uint16]uint64{}}
	off, pending := int64(8), []Hole(nil)
	for off < f.raw.size {
		op, n, err := f.raw.record(off, f.raw.size)
		if err == nil && op == mcap.OpDataEnd {
			f.Truncated = damaged(off, "all records are there, but the summary behind them is not whole")
			break
		}
		before, records := len(f.chunks), f.records
		if err == nil {
			err = f.keep(op, off, n)
		}
		var d *Damage
		if err != nil && !errors.As(err, &d) {
			return err
		}
		length := recordHead + n
		if d != nil {
			f.chunks, f.records = f.chunks[:before], records
			if length, err = f.passOver(off, op, n); err != nil {
				f.Truncated = d
				break
			}
			pending = append(pending, Hole{Damage: d, Length: length})
		}
		if len(f.chunks) > before && len(pending) > 0 {
			ok, err := f.numberBehind(pending)
			if err != nil {
				return err
			}
			if !ok {
				f.chunks, f.records = f.chunks[:before], records
				break
			}
			if f.records > records { // it tells how many are missing
				f.holes, pending = append(f.holes, pending...), nil
			}
		}
		off += length
	}
	if len(pending) > 0 {
		f.Truncated = pending[0].Damage
	} else if f.Truncated == nil {
		f.Truncated = damaged(off, "the file ends here, without a footer")
	}
	if len(f.holes) > 0 {
		f.Truncated = f.holes[0].Damage
	}
	return nil
}

// passOver says how long a broken record is that something may follow.
func (f *File) passOver(off int64, op mcap.OpCode, n int64) (int64, error) {
	length := recordHead + n
	if op != mcap.OpChunk || n <= 0 || off+length > f.raw.size || len(f.holes) >= mostPassed || len(f.chunks) == 0 {
		return 0, errUnfinished
	}
	return length, nil
}

// numberBehind gives the chunk that was kept last the numbers that it says itself, and
// the holes before it those that are missing: no more than so many bytes can hold.
func (f *File) numberBehind(holes []Hole) (bool, error) {
	i := len(f.chunks) - 1
	_, plain, err := f.chunk(i)
	if err != nil {
		return false, err
	}
	first, n := journal.Num(0), uint64(0)
	err = split(plain, f.chunks[i].off, func(off int64, op mcap.OpCode, b []byte) error {
		if op != mcap.OpMessage {
			return nil
		}
		m, err := readMessage(off, b)
		if err == nil && m.channel != channelKeyframe && m.channel != channelStatic {
			if n++; first == 0 {
				first = journal.Num(m.sequence)
			}
		}
		return err
	})
	if err != nil || first == 0 { // a part of a keyframe: the next one tells
		return err == nil, err
	}
	bytes := uint64(0)
	for k := range holes {
		bytes += uint64(holes[k].Length)
	}
	next := journal.Num(f.records-n) + 1
	if first < next || uint64(first-next) > bytes/recordLeast || uint64(first)+n > maxRecords {
		return false, nil
	}
	for j := i; j >= 0 && f.chunks[j].off > holes[0].Damage.Offset; j-- {
		f.chunks[j].first = first
	}
	for k := range holes { // who of them had how many, nobody knows
		holes[k].First, holes[k].Last = first, first-1
		holes[k].From, holes[k].Until = sim.Time(f.chunks[i].start), sim.Time(f.chunks[i].start)
	}
	h := &holes[0]
	h.First = next
	if before := sort.Search(i, func(j int) bool { return f.chunks[j].off > h.Damage.Offset }) - 1; before >= 0 {
		h.From = sim.Time(f.chunks[before].end)
	}
	f.records = uint64(first) - 1 + n
	return true, nil
}

// timed turns the log times of holes into instants, once the page is read.
func (f *File) timed() {
	for i := range f.holes {
		h := &f.holes[i]
		h.From, h.Until = f.instant(uint64(h.From)), f.instant(uint64(h.Until))
	}
}

// hole is the one in which a record is missing; nil if it is not.
func (f *File) hole(n journal.Num) *Hole {
	i := sort.Search(len(f.holes), func(i int) bool { return f.holes[i].Last >= n })
	for ; i < len(f.holes) && f.holes[i].First <= n; i++ {
		if f.holes[i].Last >= n {
			return &f.holes[i]
		}
	}
	return nil
}

// lacks is the error of asking for what a hole took.
func (h *Hole) lacks() error {
	return &Damage{Offset: h.Damage.Offset, What: fmt.Sprintf("records %d to %d cannot be read", h.First, h.Last), Err: h.Damage}
}

// ErrUnclear says that how things stood at an instant cannot be known, since records
// before it are missing.
var ErrUnclear = errors.New("how things stood then is not known, since records before it are missing")

// Resumes is the record after which how things stood is known again behind a hole: the
// next whole keyframe. It is false if there is none.
func (f *File) Resumes(h *Hole) (journal.Num, bool) {
	for i := range f.chunks {
		if f.chunks[i].off < h.Damage.Offset || !f.chunks[i].key {
			continue
		}
		if s, err := f.standing(i); err == nil && s.Num >= h.Last {
			return s.Num, true
		}
	}
	return 0, false
}
