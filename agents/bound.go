package agents

import (
	"fmt"

	"entente/sim"
	"entente/sim/journal"
)

// MaxEvents is how many events a run may set going where its scenario is not
// allowed another number: sixty times what 190 nations need for ten days. A run that
// has more is stopped, at the same event on every machine, for nobody knows of a
// stranger's scenario whether it ever ends.
const MaxEvents = 100_000_000

// The bounds of what may be asked for in its place.
const (
	MostEvents      = 1 << 35 // the kernel numbers twice as many
	eventsPerRecord = 50      // a run may write a record for each so many events; they are kept in memory
)

// BoundError says that a run was stopped because it had more events, or wrote more
// records, than it may.
type BoundError struct {
	At      sim.Time
	Events  uint64 // that had happened
	Records journal.Num
	Max     uint64 // events that it may have
	Most    string // what happened most often
	Share   int    // of the events, in percent
}

func (e *BoundError) Error() string {
	what, n := "events", e.Max
	if uint64(e.Records)*eventsPerRecord >= e.Max {
		what, n = "records", e.Max/eventsPerRecord
	}
	return fmt.Sprintf("stopped after %d events, for a run may have at most %d %s; in %d of 100 events %s", e.Events, n, what, e.Share, e.Most)
}

// most is how many events the runs of a scenario may set going.
func (s *Spec) most() uint64 {
	if s.MaxEvents == 0 {
		return MaxEvents
	}
	return min(s.MaxEvents, MostEvents)
}

// bounded counts an event and says whether the run may go on with it. What is set
// going counts, not what has happened, so that what waits is bounded as well.
func (w *World) bounded(e sim.Event) bool {
	w.happened[e.Kind]++
	if w.k.Scheduled() <= w.max && uint64(w.out.Count())*eventsPerRecord < w.max {
		return true
	}
	b := &BoundError{At: w.k.Now(), Events: w.k.Executed(), Records: w.out.Count(), Max: w.max}
	all, most := uint64(0), 0
	for k, n := range w.happened {
		all += n
		if n > w.happened[most] {
			most = k
		}
	}
	b.Share = int(100 * w.happened[most] / all)
	b.Most = "something " + described[most].what
	if int(e.Kind) == most {
		b.Most = w.whatHappens(e)
	}
	w.err = b
	w.k.Stop()
	return false
}
