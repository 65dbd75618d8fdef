package review

import (
	"errors"
	"fmt"

	"entente/replay"
	"entente/replay/measure"
	"entente/sim/notation"
)

// mostStory is how many records a run may have whose entries and ratings are worked
// out while it is looked at: more takes too much memory.
const mostStory = 400_000

// ErrLong says that a run has too many records for its entries and ratings to be
// worked out while it is looked at.
var ErrLong = errors.New("this run has too many records to rate it here: the report has what became of entries and objectives (entente report FILE)")

// ErrTelling says that entries and ratings are being worked out, and how far that is.
var ErrTelling = errors.New("entries and ratings are being worked out")

// Tale is what the measures are folded from, with what they came to.
type Tale struct {
	*measure.Trace
	Results measure.Results
	Entries []measure.Entry // what became of each entry of the events list
}

// telling is a tale that is being folded.
type telling struct {
	trace *measure.Trace
	walk  *replay.Walk
	count int
	err   error
}

// Tale is folded from all records, the first time that it is asked for. It is for reading
// only. In a run that is paced it is ErrTelling until each of them had its turn.
func (r *Run) Tale() (*Tale, error) {
	if r.tale != nil {
		return r.tale, nil
	}
	if r.Records.Count() > mostStory {
		return nil, ErrLong
	}
	if r.telling == nil {
		walk, err := r.Records.Walk(0)
		if err != nil {
			return nil, err
		}
		r.telling = &telling{trace: measure.NewTrace(r.Static), walk: walk}
		if r.pace.bound && r.finished { // of a short run that is all
			r.tellNext(mostRecords)
		}
	}
	for !r.pace.bound && r.goesOnTelling() {
		r.tellNext(int(r.Records.Count()))
	}
	switch x := r.telling; {
	case r.tale != nil:
		r.telling = nil
		return r.tale, nil
	case x.err != nil:
		return nil, x.err
	default:
		return nil, fmt.Errorf("%w: %s", ErrTelling, notation.ShareOf(int64(x.count), int64(r.Records.Count())))
	}
}

// goesOnTelling says whether there is more to fold of a tale that was asked for. Where the
// run is paced its records are loaded first.
func (r *Run) goesOnTelling() bool {
	return r.telling != nil && r.telling.err == nil && r.tale == nil && (r.finished || r.broken || !r.pace.bound)
}

// tellNext folds a piece of a tale.
func (r *Run) tellNext(most int) {
	x, p := r.telling, r.piece(most)
	for p.hasBudget() {
		was := x.walk.Unpacked()
		rec, err := x.walk.Next()
		r.work.Bytes += x.walk.Unpacked() - was
		if err == nil && rec == nil {
			r.tale = &Tale{Trace: x.trace, Results: x.trace.Results(), Entries: x.trace.Entries()}
			break
		}
		if err == nil {
			err = x.trace.Record(rec)
		}
		if x.err = err; err != nil {
			break
		}
		x.count++
		r.work.Records++
		r.work.Parts += len(rec.Spans) + len(rec.Facts)
	}
	r.pace.turn++
}
