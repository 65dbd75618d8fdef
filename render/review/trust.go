package review

import (
	"errors"

	"entente/replay"
)

// Trust is whether the records of a run are those that it had: their digest says so,
// which is taken while they are loaded.
type Trust uint8

// The trusts.
const (
	Unasked    Trust = iota // it comes from no file
	Verified                // they are
	Checking                // not all has been loaded so far
	Unverified              // nothing tells: the file was cut, saved from a damaged one, or cannot be read to its end
	Wrong                   // they are not
	NumTrusts
)

// Trust is whether the records are those of the run.
func (r *Run) Trust() Trust { return r.trust }

// Doubt tells of what was wrong with the file before it was opened.
func (r *Run) Doubt(x *Trouble) {
	switch x.Fault {
	case Changed:
		r.trust = Wrong
	default:
		r.trust = Unverified
	}
	if x.Fault == Newer {
		r.newer = x.Format
	}
}

// Newer is the format that a run is of where that is newer than what this version reads,
// and how many of its records are not understood; 0 for any other run.
func (r *Run) Newer() (format int64, unknown int) { return r.newer, r.unknown }

// proving is a file that takes its digest while it is walked through.
type proving interface{ Prove() *replay.Walk }

// begin begins to go through the records.
func (r *Run) begin() (err error) {
	if f, is := r.Records.(proving); is && r.loaded == 0 {
		r.walk = f.Prove()
		return nil
	}
	r.walk, err = r.Records.Walk(r.loaded)
	return err
}

// endWalk says what became of a walk: it came to the end, or broke.
func (r *Run) endWalk(broken bool) {
	if r.trust != Checking {
		return
	}
	switch err := r.walk.Proof(); {
	case broken || errors.Is(err, replay.ErrUnproved):
		r.trust = Unverified
	case err != nil:
		r.trust = Wrong
	default:
		r.trust = Verified
	}
}
