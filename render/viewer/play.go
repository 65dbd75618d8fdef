package viewer

import (
	"sort"
	"time"

	"entente/render/review"
	"entente/render/view"
	"entente/sim"
)

// skipIn is how long any silence takes when idle time is skipped, in milliseconds.
const skipIn = 400

// paceOf is how many steps a run may take from one tick to the next for what is asked of
// it: a few milliseconds on a machine that is not quick.
const paceOf = 60_000

// tellEvery is how often, while a run is played, the inspector tells how things stand,
// in milliseconds: nobody reads faster, and to tell it records are read.
const tellEvery = 500

// Tick lets time pass, in milliseconds of whoever watches, and reads at most so many
// further records: the caller measures how many it has time for. What is searched
// goes on with them.
func (v *Viewer) Tick(ms int64, records int) {
	v.Run.Pace(v.pace)
	if v.Other != nil {
		v.Other.Pace(v.pace)
	}
	v.read(max(records, 1))
	v.calm = max(0, v.calm-ms)
	if v.noticed > 0 {
		if v.noticed -= ms; v.noticed <= 0 {
			v.notice, v.noticed, v.stale = "", 0, true
		}
	}
	if v.rested < tipAfter {
		if v.rested += ms; v.rested >= tipAfter && v.hovered() != nil {
			v.stale = true
		}
	}
	if v.State.Playing && ms > 0 {
		v.State.At, v.State.Playing = playheadAfter(v.Run, &v.State, ms)
		v.State.Record = 0
		reveal(v.Run, &v.State)
	}
}

// read goes on with what is read and searched: a piece of one run, or of holding both
// beside each other.
func (v *Viewer) read(records int) {
	switch run := v.arriving(); {
	case v.Fault != nil:
	case run != nil:
		_, v.Fault = run.Load(records)
		v.stale = true
	default:
		v.extendAlignment(records)
	}
	v.tellTrust()
	if v.Fault != nil && !v.faulted {
		v.faulted = true
		v.say(v.Fault.Error())
	}
	v.search(records)
}

// arriving is the run that is being read; nil where all of it is there.
func (v *Viewer) arriving() *review.Run {
	switch {
	case !v.Run.Complete():
		return v.Run
	case v.Other != nil && !v.Other.Complete():
		return v.Other
	}
	return nil
}

// Of how many records are read in a tick, and how long that may take.
const (
	leastRead = 500
	mostAsked = 1 << 14
	tickTime  = 6 * time.Millisecond
)

// NextRead is how many records are to be read in the next tick, where so many were asked
// for in the last, so many were read, and it took so long: more only where all that was
// asked for took little.
func NextRead(asked, read int, took time.Duration) int {
	asked = max(asked, leastRead)
	switch {
	case took > tickTime:
		return max(asked/2, leastRead)
	case read >= asked && took < tickTime/2:
		return min(2*asked, mostAsked)
	}
	return asked
}

// playheadAfter is where the playhead is after so many milliseconds of play, and whether
// play goes on. When idle time is skipped, no silence takes longer than skipIn.
func playheadAfter(run *review.Run, s *view.State, ms int64) (sim.Time, bool) {
	at, speed := s.At, view.Speeds[min(max(s.Speed, 0), len(view.Speeds)-1)]
	end := last(run)
	if n, of := run.Loaded(); n < of && len(run.Events) > 0 {
		end = run.Events[len(run.Events)-1].At // what has not been read cannot be played
		if at >= end {
			return at, true
		}
	}
	left := ms
	for left > 0 && at < end {
		i := sort.Search(len(run.Events), func(i int) bool { return run.Events[i].At > at })
		next, before := end, first(run)
		if i < len(run.Events) {
			next = min(run.Events[i].At, end)
		}
		if i > 0 {
			before = run.Events[i-1].At
		}
		rate := speed
		if s.Skips && int64(next-before) > speed*skipIn {
			rate = (int64(next-before) + skipIn - 1) / skipIn
		}
		need := (int64(next-at) + rate - 1) / rate // whole milliseconds to the next record
		if need > left {
			return at + sim.Time(left*rate), true
		}
		at, left = next, left-need
		if need == 0 {
			left--
		}
	}
	return at, at < last(run)
}
