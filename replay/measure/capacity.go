package measure

import "entente/sim/journal"

var (
	askedAction      = field(journal.Asked, "action")
	askedStoryline   = field(journal.Asked, "storyline")
	authorityOutcome = field(journal.Authority, "outcome")
	closedOutcome    = field(journal.Closed, "outcome")
)

// Capacity is how far what authorities asked to do was lawful.
type Capacity struct {
	Share       // available, of the actions asked for
	Denied  int // by the authority
	Expired int // whose statutory clock ran out
}

// LegalCapacity (M11) is the share of the actions asked for, each once per storyline, that were
// granted and became lawfully available, beside the clocks that ran out.
func (s *Trace) LegalCapacity() Capacity {
	var out Capacity
	asked, available := map[[2]int64]bool{}, map[[2]int64]bool{}
	records := s.exercise()
	for i := range records {
		r := &records[i]
		key := [2]int64{r.Args[askedAction], r.Args[askedStoryline]} // action and storyline, in all these kinds
		switch {
		case r.Kind == journal.Asked && r.Nth == 0:
			asked[key] = true
		case r.Kind == journal.Authority && r.Nth == 0 && journal.Outcome(r.Args[authorityOutcome]) == journal.Denied:
			out.Denied++
		case r.Kind == journal.Available:
			available[key] = true
		case r.Kind == journal.Closed && journal.Outcome(r.Args[closedOutcome]) == journal.Expired:
			out.Expired++
		}
	}
	for key := range asked {
		out.All++
		if available[key] {
			out.Of++
		}
	}
	return out
}
