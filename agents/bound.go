package agents

import (
	"fmt"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// eventsPerRecord: a run may write a record for each so many events that it may have,
// for records are kept in memory.
const eventsPerRecord = 50

// BoundError says that a run was stopped because it had more events, or wrote more
// records, than it may.
type BoundError struct {
	At      sim.Time
	Events  uint64 // that had happened
	Records journal.Num
	Max     uint64 // events that it may have
	Wrote   bool   // it is the records that were too many
	Most    string // what happened, or was written, most often
	Share   int    // of all that did, in percent
}

func (e *BoundError) Error() string {
	if e.Wrote {
		return fmt.Sprintf("stopped after %d events, for a run may write at most %s records; %d of 100 say %q", e.Events, inMillions(e.Max/eventsPerRecord), e.Share, e.Most)
	}
	return fmt.Sprintf("stopped after %d events, for a run may have at most %s; in %d of 100 %s", e.Events, inMillions(e.Max), e.Share, e.Most)
}

// inMillions writes a number so that its zeros need not be counted.
func inMillions(n uint64) string {
	if n < 1_000_000 || n%100_000 != 0 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s million", strings.TrimSuffix(fmt.Sprintf("%d.%d", n/1_000_000, n%1_000_000/100_000), ".0"))
}

// countEvent counts an event and says whether the run may go on with it. What is set
// going counts, not what has happened, so that what waits is bounded as well.
func (w *World) countEvent(e sim.Event) bool {
	w.happened[e.Kind]++
	if w.isWithinBounds() {
		return true
	}
	b := w.overrunError()
	if !b.Wrote && b.Most == "something "+described[e.Kind].what {
		b.Most = w.describeEvent(e)
	}
	w.err = b
	w.k.Stop()
	return false
}

// isWithinBounds says whether what was set going, on the calendar and by desks that went on by
// themselves, and what was written are not too many.
func (w *World) isWithinBounds() bool {
	return w.k.Scheduled()+w.apart <= w.max && uint64(w.out.Count())*eventsPerRecord < w.max
}

// overrunError tells of a run that had more than it may.
func (w *World) overrunError() *BoundError {
	b := &BoundError{At: w.k.Now(), Events: w.Events(), Records: w.out.Count(), Max: w.max, Wrote: w.k.Scheduled()+w.apart <= w.max}
	most := 0
	if b.Wrote {
		most, b.Share = mostOf(w.wrote[:])
		b.Most = journal.Kind(most).String()
	} else {
		most, b.Share = mostOf(w.happened[:])
		b.Most = "something " + described[most].what
	}
	return b
}

// mostOf finds the greatest of some counts, and its share of all in percent.
func mostOf(counts []uint64) (most, share int) {
	all := uint64(0)
	for i, n := range counts {
		all += n
		if n > counts[most] {
			most = i
		}
	}
	return most, int(100 * counts[most] / max(all, 1))
}
