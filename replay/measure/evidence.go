package measure

import (
	"slices"

	"entente/sim/journal"
)

// Evidence gives the numbers of the records that a rating by a measure rests on, in
// order and each once: those that RatedFigure counted, and of what never came the
// last that is known of it. It is empty where the run had nothing to count, where
// nothing was found (M9, M17, M19), and for a measure of campaigns (M16).
func (s *Trace) Evidence(measure string) []journal.Num {
	var list []journal.Num
	add := func(n journal.Num) {
		if n != 0 {
			list = append(list, n)
		}
	}
	switch measure {
	case "M1":
		for _, w := range s.Waits() {
			add(w.Record)
		}
	case "M3", "M10":
		for _, d := range s.Deadlines() {
			if d.Counts() && (d.Action != "") == (measure == "M10") {
				add(d.Record)
			}
		}
	case "M6":
		for _, d := range s.Duplicates() {
			add(d.Since)
		}
	case "M7":
		list = s.homeless()
	case "M8":
		for _, c := range s.Clocks() {
			add(c.Record)
		}
	case "M19":
		for _, x := range s.Suspicions().Rows {
			add(x.Record)
		}
	case "M9":
		for _, b := range s.Markings().Breaches {
			add(b.Record)
		}
	default:
		list = s.counted(measure)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// counted are the records of the exercise that a measure counts one by one.
func (s *Trace) counted(measure string) (list []journal.Num) {
	counts := s.counter(measure)
	if counts == nil {
		return nil
	}
	records := s.exercise()
	for i := range records {
		if counts(&records[i]) {
			list = append(list, records[i].Num)
		}
	}
	return list
}

// counter says which records a measure counts; nil where it has no such.
func (s *Trace) counter(measure string) func(*journal.Record) bool {
	of := func(k journal.Kind) func(*journal.Record) bool {
		return func(r *journal.Record) bool { return r.Kind == k }
	}
	switch measure {
	case "M2":
		needs := map[[2]journal.Ref]bool{}
		for _, n := range s.Needed() {
			needs[n] = true
		}
		return func(r *journal.Record) bool {
			return r.Kind == journal.Credited && needs[[2]journal.Ref{r.Actor, journal.Ref(r.Args[creditedFact])}]
		}
	case "M4":
		return s.endedByRule
	case "M5":
		keys := s.allKeys()
		return func(r *journal.Record) bool {
			return fellOut(r) && slices.ContainsFunc(r.Facts, func(f journal.Ref) bool { return slices.Contains(keys, f) })
		}
	case "M11":
		return func(r *journal.Record) bool {
			return r.Nth == 0 && (r.Kind == journal.Asked || r.Kind == journal.Authority) || r.Kind == journal.Available
		}
	case "M12":
		return func(r *journal.Record) bool {
			return r.Kind == journal.Decided && journal.Outcome(r.Args[decidedOutcome]) != journal.Redrafted
		}
	case "M13":
		return of(journal.Ordered)
	case "M14":
		return of(journal.Support)
	case "M15":
		return of(journal.Trust)
	case "M20":
		return func(r *journal.Record) bool { return r.Kind == journal.Overlooked || r.Kind == journal.Omitted }
	case "M18":
		return func(r *journal.Record) bool {
			return r.Kind == journal.Aside && journal.Outcome(r.Args[asideOutcome]) == journal.PutAside
		}
	case "M17":
		benign, hard := s.benign(), s.coercions()
		return func(r *journal.Record) bool { return underCoercion(r, benign, hard) }
	}
	return nil
}

// homeless are the exposures of the key facts that nobody could act on in time.
func (s *Trace) homeless() (list []journal.Num) {
	exposed := s.exposures()
	_, without := s.homes()
	for _, f := range without {
		if r := exposed[f]; r != nil {
			list = append(list, r.Num)
		}
	}
	return list
}

// endedByRule says whether a legal rule ended a message.
func (s *Trace) endedByRule(r *journal.Record) bool {
	return r.Kind == journal.Ended && s.sort(r.Rule) == journal.SortRule && journal.Outcome(r.Args[endedOutcome]) != journal.Pending
}

// fellOut says whether facts were taken out of a message before it was sent.
func fellOut(r *journal.Record) bool {
	return r.Kind == journal.Passed && r.Reason != journal.NoReason && (r.Step == journal.Consent || r.Step == journal.Sanitise)
}

// underCoercion says whether a coercive action was ordered against the innocent.
func underCoercion(r *journal.Record, benign, hard map[journal.Ref]bool) bool {
	return r.Kind == journal.Ordered && benign[journal.Ref(r.Args[orderedStoryline])] && hard[journal.Ref(r.Args[orderedAction])]
}
