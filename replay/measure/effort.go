package measure

import (
	"entente/sim"
	"entente/sim/journal"
)

var (
	orderedAction    = field(journal.Ordered, "action")
	orderedStoryline = field(journal.Ordered, "storyline")
)

// Effort is what it took to decide something.
type Effort struct {
	Messages int      // that entered the sending chain
	Decided  int      // actions that took effect, each once per storyline
	Idle     sim.Time // that messages waited in queues and for offices to open
	Total    sim.Time // that messages took in all
}

// Effort (M13) is the number of messages per ordered action, and the share of their time
// that went into queues and closed offices. An action that is renewed or
// extended was ordered once.
func (s *Trace) Effort() Effort {
	var e Effort
	ordered := map[[2]int64]bool{}
	records := s.exercise()
	for i := range records {
		switch r := &records[i]; r.Kind {
		case journal.Sent:
			e.Messages++
		case journal.Ordered:
			ordered[[2]int64{r.Args[orderedAction], r.Args[orderedStoryline]}] = true
		}
	}
	e.Decided = len(ordered)
	for span := range s.spansOnTheWay() {
		e.Total += span.Ms
		if span.Cause == journal.Queue || span.Cause == journal.OffHours {
			e.Idle += span.Ms
		}
	}
	return e
}
