package review

import (
	"bytes"
	"errors"
	"io"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Fault is what is wrong with a file that somebody wants to look at.
type Fault uint8

// The faults.
const (
	Truncated  Fault = iota // it ends before its end
	Damaged                 // a part of it is broken
	Newer                   // of a format that is not known yet
	Older                   // of a format that is known no longer
	Foreign                 // an MCAP file of another program
	NotReplay               // anything else
	Changed                 // its records are not those of its run
	TooLarge                // for where it is to be looked at
	Unreadable              // the machine does not give it
	NumFaults
)

// Trouble is what is wrong with one file, what of it is there and what is not. Counts
// are 0 where nothing of it can be read.
type Trouble struct {
	Fault  Fault
	File   string
	Size   int64 // bytes
	Offset int64 // of the first byte that cannot be used; -1 unknown
	Err    error

	Format    int64         // that it is of, where that is not read here; 0 unknown
	Unknown   int           // records of it that this version does not understand
	Known     bool          // its page can be read: the counts stand
	Chunks    int           // whole ones
	Missing   int           // about how many more there were
	Records   journal.Num   // that can be read
	Holes     []replay.Hole // what is missing in the middle
	Gone      int64         // about how many more there were
	Keyframes int
	Last, End sim.Time       // the last instant that is there, and that of the whole
	Sources   bool           // the run can be repeated
	Large     bool           // more than is gone through while somebody waits
	Origin    *replay.Origin // of which run it says that it is, where nothing of it can be shown; nil: it does not
	Scenario  string
	Clock     notation.Clock
}

// Bounds of what is tried with a file while somebody waits.
const (
	mostSaved   = 256 << 20 // bytes of a damaged file of which what is whole is saved
	mostChecked = 20_000    // records of a file that is held against its digest before it is opened; others while they are loaded
)

// Replay is what Enter opens: a file, or what is understood of one of a newer format.
type Replay interface {
	replay.Records
	Meta() replay.Meta
}

// Enter opens a replay file to be looked at, of at most so many bytes; 0: of any
// size. Where something is wrong with it, Trouble says what; the replay is what can be
// looked at all the same, or nil.
func Enter(name string, r io.ReaderAt, size, most int64) (Replay, *Trouble) {
	f, x := enter(name, r, size, most)
	if x != nil && x.Fault == Newer && size <= mostSaved {
		if p, err := replay.Partly(r, size); err == nil {
			st := p.Static()
			x.Known, x.Format, x.Unknown, x.Records = true, p.Format, p.Unknown, p.Count()-journal.Num(p.Unknown)
			x.Scenario, x.Clock, x.End, x.Last = st.Scenario, st.Clock(), sim.Time(st.EndEx), p.Latest()
			return p, x
		}
	}
	if f == nil {
		return nil, x
	}
	return f, x
}

func enter(name string, r io.ReaderAt, size, most int64) (*replay.File, *Trouble) {
	x := &Trouble{File: name, Size: size, Offset: -1}
	if most > 0 && size > most {
		x.Fault = TooLarge
		return nil, x
	}
	f, err := replay.Open(r, size)
	switch {
	case err == nil && f.Truncated != nil:
		x.Fault, x.Err, x.Offset = Truncated, f.Truncated, f.Truncated.Offset
		if g := around(r, size); g != nil && len(g.Holes()) > 0 { // more follows after a broken part
			f, x.Fault = g, Damaged
		}
	case err == nil:
		if f.Count() > mostChecked {
			return f, nil
		}
		if err = f.Check(); err == nil {
			return f, nil
		}
		if x.meaningOf(r, err); x.Fault == Damaged {
			f = around(r, size)
		}
	default:
		if x.meaningOf(r, err); x.Fault == Damaged {
			f = around(r, size)
		}
	}
	if f != nil {
		x.count(f)
	}
	if f == nil && x.Fault == Damaged {
		x.Large = size > mostSaved
		if o, known := replay.OriginOf(r, size); known && !x.Large {
			x.Origin = &o
		}
	}
	return f, x
}

// faultOf has the fault for each error of package replay; what is none of them the
// machine did not give.
var faultOf = []struct {
	err   error
	fault Fault
}{{replay.ErrNewer, Newer}, {replay.ErrOlder, Older}, {replay.ErrForeign, NotReplay}, {replay.ErrChanged, Changed}}

// recording is how every MCAP file begins.
const recording = "\x89MCAP0\r\n"

// meaningOf says what an error means.
func (x *Trouble) meaningOf(r io.ReaderAt, err error) {
	x.Err, x.Fault = err, Unreadable
	var d *replay.Damage
	if errors.As(err, &d) {
		x.Fault, x.Offset = Damaged, d.Offset
	}
	var f *replay.FormatError
	if errors.As(err, &f) {
		x.Format = f.Format
	}
	for _, k := range faultOf {
		if errors.Is(err, k.err) {
			x.Fault = k.fault
			break
		}
	}
	var begins [len(recording)]byte
	if n, _ := r.ReadAt(begins[:], 0); x.Fault == NotReplay && string(begins[:n]) == recording {
		x.Fault = Foreign
	}
}

// around is what can be read of a damaged file, after the damage too; nil if nothing
// can.
func around(r io.ReaderAt, size int64) *replay.File {
	if size > mostSaved {
		return nil
	}
	if f, err := replay.Around(r, size); err == nil {
		return f
	}
	return savedPart(r, size)
}

// savedPart is what comes before the first damage, as a file of its own; nil if nothing
// does.
func savedPart(r io.ReaderAt, size int64) *replay.File {
	var whole bytes.Buffer
	if _, err := replay.Recover(r, size, &whole); err != nil {
		return nil
	}
	f, err := replay.Open(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	if err != nil {
		return nil
	}
	return f
}

// count says what of a file is there, and about how much is not, by the time that it
// covers.
func (x *Trouble) count(f *replay.File) {
	info, err := f.Info()
	if err != nil {
		return
	}
	st := f.Static()
	x.Known, x.Chunks, x.Records, x.Keyframes, x.Last, x.End = true, info.Chunks, info.Records, info.Keyframes, info.Last, sim.Time(st.EndEx)
	x.Scenario, x.Clock = st.Scenario, st.Clock()
	for _, h := range f.Holes() {
		if h.Missing() > 0 {
			x.Holes = append(x.Holes, h)
			x.Records -= journal.Num(h.Missing())
		}
	}
	x.Sources = len(info.Attachments) > 0
	if x.Last > 0 && x.End > x.Last {
		x.Missing = max(1, int(float64(float64(x.Chunks)*float64(x.End-x.Last))/float64(x.Last)))
		x.Gone = int64(float64(float64(x.Records)*float64(x.End-x.Last)) / float64(x.Last))
	}
}
