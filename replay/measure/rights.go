package measure

import (
	"entente/sim"
	"entente/sim/journal"
)

var (
	reviewOutcome = field(journal.Review, "outcome")
	onRights      = "rights"
)

// Rights is what the run meant for those whom it concerns.
type Rights struct {
	Refused  int      // transfers refused by a rule whose ground is rights
	Benign   int      // innocent storylines under a coercive action: each stands for its bearer
	Overrun  sim.Time // that holdings were kept past the end of their retention, to the purge or the end of the run
	Unpurged int      // holdings still kept then
	Unlawful int      // reviews that found the use of an exception unlawful
}

// Rights (M17) is the four counts of rights. They stand beside the measures of speed, so
// that speed is not all that counts.
func (s *Trace) Rights() Rights {
	var out Rights
	rights, benign, hard := s.grounds(), s.benign(), s.coercions()
	under := map[journal.Ref]bool{}
	records := s.exercise()
	for i := range records {
		switch r := &records[i]; r.Kind {
		case journal.Ended:
			o := journal.Outcome(r.Args[endedOutcome])
			if rights[r.Rule] && (o == journal.Blocked || o == journal.Refused) {
				out.Refused++
			}
		case journal.Ordered:
			if underCoercion(r, benign, hard) {
				under[journal.Ref(r.Args[orderedStoryline])] = true
			}
		case journal.Review:
			if journal.Outcome(r.Args[reviewOutcome]) == journal.Unlawful {
				out.Unlawful++
			}
		}
	}
	out.Benign = len(under)
	out.Overrun, out.Unpurged = s.overrun()
	return out
}

// overrun adds up the time between the end of each retention and its purge.
func (s *Trace) overrun() (sum sim.Time, kept int) {
	kinds := s.clockKinds()
	ended := map[sim.ID]sim.Time{}
	records := s.exercise()
	for i := range records {
		switch r := &records[i]; r.Kind {
		case journal.ClockEnd:
			if kinds[journal.Ref(r.Args[clockWhich])] == "retention" {
				ended[r.Subject] = r.At
				sum += s.End() - r.At
			}
		case journal.Purged:
			if at, ok := ended[r.Subject]; ok {
				sum -= s.End() - max(at, r.At)
				delete(ended, r.Subject)
			}
		}
	}
	return sum, len(ended)
}

// grounds are the rules that protect rights.
func (s *Trace) grounds() map[journal.Ref]bool {
	set := map[journal.Ref]bool{}
	for _, r := range s.Static.Rules {
		if r.Ground == onRights {
			set[s.find(journal.SortRule, r.ID)] = true
		}
	}
	return set
}

// benign are the storylines that are innocent.
func (s *Trace) benign() map[journal.Ref]bool {
	set := map[journal.Ref]bool{}
	for _, t := range s.Static.Storylines {
		if t.Benign {
			set[s.find(journal.SortStoryline, t.Name)] = true
		}
	}
	return set
}

// coercions are the coercive actions.
func (s *Trace) coercions() map[journal.Ref]bool {
	set := map[journal.Ref]bool{}
	for _, a := range s.Static.Actions {
		if a.Coercive {
			set[s.find(journal.SortAction, a.Name)] = true
		}
	}
	return set
}
