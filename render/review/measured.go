package review

import (
	"errors"
	"fmt"

	"entente/replay"
	"entente/replay/measure"
	"entente/sim/notation"
)

// mostMeasured is how many records a run may have whose entries and ratings are worked
// out while it is looked at: more takes too much memory.
const mostMeasured = 400_000

// ErrLong says that a run has too many records for its entries and ratings to be
// worked out while it is looked at.
var ErrLong = errors.New("this run has too many records to rate it here: the report has what became of entries and objectives (entente report FILE)")

// ErrMeasuring says that entries and ratings are being worked out, and how far that is.
var ErrMeasuring = errors.New("entries and ratings are being worked out")

// Measured is the trace that the measures are folded from, with what they came to.
type Measured struct {
	*measure.Trace
	Results measure.Results
	Entries []measure.Entry // what became of each entry of the events list
}

// measuring is a Measured that is being folded.
type measuring struct {
	trace *measure.Trace
	walk  *replay.Walk
	count int
	err   error
}

// Measured gives what the measures came to, folded from all records, the first time that it is asked for. It is for reading
// only. In a run that is paced it is ErrMeasuring until each of them had its turn.
func (r *Run) Measured() (*Measured, error) {
	if r.measured != nil {
		return r.measured, nil
	}
	if r.Records.Count() > mostMeasured {
		return nil, ErrLong
	}
	if r.measuring == nil {
		walk, err := r.Records.Walk(0)
		if err != nil {
			return nil, err
		}
		r.measuring = &measuring{trace: measure.NewTrace(r.Static), walk: walk}
		if r.pace.bound && r.finished { // of a short run that is all
			r.measureNext(mostRecords)
		}
	}
	for !r.pace.bound && r.isMeasuring() {
		r.measureNext(int(r.Records.Count()))
	}
	switch x := r.measuring; {
	case r.measured != nil:
		r.measuring = nil
		return r.measured, nil
	case x.err != nil:
		return nil, x.err
	default:
		return nil, fmt.Errorf("%w: %s", ErrMeasuring, notation.ShareOf(int64(x.count), int64(r.Records.Count())))
	}
}

// isMeasuring says whether there is more to fold of what was asked for. Where the
// run is paced its records are loaded first.
func (r *Run) isMeasuring() bool {
	return r.measuring != nil && r.measuring.err == nil && r.measured == nil && (r.finished || r.broken || !r.pace.bound)
}

// measureNext folds a piece of it.
func (r *Run) measureNext(most int) {
	x, p := r.measuring, r.piece(most)
	for p.hasBudget() {
		was := x.walk.Unpacked()
		rec, err := x.walk.Next()
		r.work.Bytes += x.walk.Unpacked() - was
		if err == nil && rec == nil {
			r.measured = &Measured{Trace: x.trace, Results: x.trace.Results(), Entries: x.trace.Entries()}
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
