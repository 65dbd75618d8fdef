package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sort"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim"
	"entente/sim/journal"
)

// Hole is a part of a damaged file that cannot be read, between parts that can.
type Hole struct {
	Damage      *Damage
	Length      int64       // bytes
	First, Last journal.Num // records that are missing; none where Last is before First
	From, Until sim.Time    // the instants of the records before and after it
}

// Missing is how many records a hole takes.
func (h *Hole) Missing() int64 { return int64(h.Last) - int64(h.First) + 1 }

// Around opens a damaged file and goes on after its damage: what is whole there keeps
// its numbers. It is for looking at: nothing proves what such a file says, and how
// things stood is not known after a hole before the next keyframe (Resumes).
// File.Truncated says where the first damage is, File.Holes what is missing.
func Around(r io.ReaderAt, size int64) (*File, error) {
	f, err := open(r, size, (*File).readAround)
	return f, addSaveHint(err)
}

// Around opens the same file around what is damaged in it.
func (f *File) Around() (*File, error) { return Around(f.raw.r, f.raw.size) }

// Holes lists what is missing in a file that Around opened, in order.
func (f *File) Holes() []Hole { return f.holes }

// mostPassed bounds how many are passed over.
const mostPassed = 1000

// readAround reads a file from its start as readLinear does, and passes over what is
// not whole. The length of a chunk is believed where another record follows; else the
// next chunk is sought.
func (f *File) readAround() error {
	*f = File{raw: f.raw, unpack: f.unpack, large: f.large, counts: map[uint16]uint64{}}
	off, pending, passed := int64(8), []Hole(nil), 0
	for off < f.raw.size {
		op, n, err := f.raw.record(off, f.raw.size)
		if err == nil && op == mcap.OpDataEnd {
			f.Truncated = damaged(off, "all records are there, but the summary behind them is not whole")
			break
		}
		before, records := len(f.chunks), f.records
		if err == nil {
			err = f.keepRecord(op, off, n)
		}
		var d *Damage
		if err != nil && !errors.As(err, &d) {
			return err
		}
		length := recordHead + n
		if d != nil {
			f.chunks, f.records = f.chunks[:before], records
			if passed++; passed > mostPassed {
				f.Truncated = d
				break
			}
			if length, err = f.passOver(off, op, n); err != nil {
				return err
			}
			if length == 0 {
				f.Truncated = d
				break
			}
			pending = append(pending, Hole{Damage: d, Length: length})
		}
		if len(f.chunks) > before && len(pending) == 0 { // what was taken for something else may have been a chunk
			if x := &f.chunks[before]; x.says > journal.Num(records)+1 {
				at := int64(8)
				if before > 0 {
					at = f.chunks[before-1].off + f.chunks[before-1].length
				}
				pending = append(pending, Hole{Damage: damaged(at, "records are missing here"), Length: off - at})
			}
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

// passOver says how long a broken record is that something may follow; 0 where nothing
// does.
func (f *File) passOver(off int64, op mcap.OpCode, n int64) (int64, error) {
	if length := recordHead + n; op == mcap.OpChunk && n > 0 && len(f.chunks) > 0 {
		next, _, err := f.raw.record(off+length, f.raw.size)
		if err == nil && next > 0 && next <= mcap.OpDataEnd {
			return length, nil
		}
	}
	at, err := f.seekChunk(off + 1)
	return max(0, at-off), err
}

// Of a chunk that is sought: how it begins, and how long it may be. Those that are written
// are much shorter.
const (
	soughtHead = recordHead + 8 + 8 + 8 + 4 + 4 // up to the length of the name of its packing
	mostSought = 4 << 20
	soughtStep = 1 << 20 // bytes that are looked at together
)

// seekChunk finds where something begins, from an offset on, that has the head of a chunk;
// -1 where nothing does.
func (f *File) seekChunk(from int64) (int64, error) {
	var b []byte
	for from+soughtHead <= f.raw.size {
		var err error
		if b, err = f.raw.bytes(b, from, min(soughtStep, f.raw.size-from)); err != nil {
			return -1, err
		}
		for i := 0; i+soughtHead <= len(b); i++ {
			k := bytes.IndexByte(b[i:], byte(mcap.OpChunk))
			if k < 0 || i+k+soughtHead > len(b) {
				break
			}
			if i += k; f.chunkHead(b[i:], f.raw.size-from-int64(i)) {
				return from + int64(i), nil
			}
		}
		from += int64(len(b)) - soughtHead + 1
	}
	return -1, nil
}

// chunkHead says whether bytes, of which so many are left in the file, have the head of a
// chunk.
func (f *File) chunkHead(b []byte, left int64) bool {
	length, start, end, size := le64(b[1:]), le64(b[recordHead:]), le64(b[recordHead+8:]), le64(b[recordHead+16:])
	name := le32(b[recordHead+28:])
	return length >= chunkFields-9 && length <= min(mostSought, uint64(max(0, left-recordHead))) && start <= end && size <= mostSought && (name == 0 || name == 4)
}

// numberBehind gives the chunk that was kept last the numbers that it says itself, and
// the holes before it those that are missing: no more than so many bytes can hold.
func (f *File) numberBehind(holes []Hole) (bool, error) {
	i := len(f.chunks) - 1
	_, plain, err := f.unpackChunk(i)
	if err != nil {
		return false, err
	}
	first, n := journal.Num(0), uint64(0)
	err = eachRecord(plain, f.chunks[i].off, func(off int64, op mcap.OpCode, b []byte) error {
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
	room := uint64(0)
	for k := range holes {
		room += uint64(holes[k].Length)
	}
	next := journal.Num(f.records-n) + 1
	if first < next || uint64(first-next) > room/recordLeast || uint64(first)+n > maxRecords {
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

// timeHoles turns the log times of holes into instants, once the page is read.
func (f *File) timeHoles() {
	for i := range f.holes {
		h := &f.holes[i]
		h.From, h.Until = f.instant(uint64(h.From)), f.instant(uint64(h.Until))
	}
}

// holeAt is the one in which a record is missing; nil if it is not.
func (f *File) holeAt(n journal.Num) *Hole {
	i := sort.Search(len(f.holes), func(i int) bool { return f.holes[i].Last >= n })
	for ; i < len(f.holes) && f.holes[i].First <= n; i++ {
		if f.holes[i].Last >= n {
			return &f.holes[i]
		}
	}
	return nil
}

// missingError is the error of asking for what a hole took.
func (h *Hole) missingError() error {
	return &Damage{Offset: h.Damage.Offset, What: fmt.Sprintf("records %d to %d cannot be read", h.First, h.Last), Err: h.Damage}
}

// ErrUnclear says that the state at an instant cannot be known, since records before it
// are missing.
var ErrUnclear = errors.New("how things stood then is not known, since records before it are missing")

// Resumes is the record after which the state is known again after a hole: the next whole
// keyframe. It is false if there is none.
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
