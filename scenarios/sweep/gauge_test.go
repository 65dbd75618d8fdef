package sweep

import (
	"slices"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Gauge reads one number of a run.
type Gauge struct {
	Name string
	Unit string
	Read func(*measure.Trace) float64
}

// Count counts the records from StartEx on for which keep holds.
func Count(name string, keep func(*measure.Trace, *journal.Record) bool) Gauge {
	return Gauge{Name: name, Unit: "records", Read: func(s *measure.Trace) float64 {
		n := 0
		for i := range s.Records {
			if r := &s.Records[i]; r.At >= 0 && keep(s, r) {
				n++
			}
		}
		return float64(n)
	}}
}

// Kinds counts the records of a kind whose outcome, if any is named, is one of
// these: the argument called "outcome" of that kind.
func Kinds(k journal.Kind, outcomes ...journal.Outcome) Gauge {
	at := slices.IndexFunc(k.Shape().Fields, func(f journal.Field) bool { return f.Type == journal.TOutcome })
	return Count(k.String(), func(_ *measure.Trace, r *journal.Record) bool {
		return r.Kind == k && (len(outcomes) == 0 || at >= 0 && slices.Contains(outcomes, journal.Outcome(r.Args[at])))
	})
}

// Reasons counts the messages that ended for one of some reasons.
func Reasons(reasons ...journal.Reason) Gauge {
	return Count("ended", func(_ *measure.Trace, r *journal.Record) bool {
		return r.Kind == journal.Ended && slices.Contains(reasons, r.Reason)
	})
}

// Hours is the time of messages that went into some causes, or all for none, at
// one step, or all for NoStep.
func Hours(step journal.Step, causes ...journal.Cause) Gauge {
	return Gauge{Name: "time of messages", Unit: "h", Read: func(s *measure.Trace) float64 {
		sum := sim.Time(0)
		for _, span := range s.OnTheWay() {
			if (step == journal.NoStep || span.Step == step) && (len(causes) == 0 || slices.Contains(causes, span.Cause)) {
				sum += span.Ms
			}
		}
		return hours(sum)
	}}
}

// Waiting is the mean time that agencies waited for the key facts they need (M1),
// what never came counting to the end.
var Waiting = Gauge{Name: "M1", Unit: "h", Read: func(s *measure.Trace) float64 {
	all, sum := s.Waits(), sim.Time(0)
	for _, w := range all {
		sum += min(w.Read, s.End()) - w.Since
	}
	return hours(sum) / float64(max(1, len(all)))
}}

// The places of arguments, by the names that the vocabulary gives them.
var (
	creditedFact   = journal.Credited.Field("fact")
	decidedOutcome = journal.Decided.Field("outcome")
)

// Knowing is the mean instant at which the needed key facts were understood where
// they are needed, what never came counting as the end.
var Knowing = Gauge{Name: "needed facts known", Unit: "h", Read: func(s *measure.Trace) float64 {
	sum, n := sim.Time(0), 0
	known := map[[2]journal.Ref]sim.Time{}
	for i := range s.Records {
		r := &s.Records[i]
		if r.Kind != journal.Credited {
			continue
		}
		k := [2]journal.Ref{r.Actor, journal.Ref(r.Args[creditedFact])}
		if _, ok := known[k]; !ok {
			known[k] = r.At
		}
	}
	for _, w := range s.Needed() {
		at, ok := known[w]
		if !ok {
			at = s.End()
		}
		sum, n = sum+at, n+1
	}
	return hours(sum) / float64(max(1, n))
}}

// Deciding is the mean time from the submission of a proposal to its decision,
// what was open at the end counting to the end.
var Deciding = Gauge{Name: "M12", Unit: "h", Read: func(s *measure.Trace) float64 {
	put, over := map[sim.ID]sim.Time{}, map[sim.ID]sim.Time{}
	for i := range s.Records {
		switch r := &s.Records[i]; r.Kind {
		case journal.Proposed:
			put[r.Subject], over[r.Subject] = r.At, s.End()
		case journal.Decided:
			if _, ok := put[r.Subject]; ok && journal.Outcome(r.Args[decidedOutcome]) != journal.Redrafted {
				over[r.Subject] = r.At
			}
		}
	}
	sum := sim.Time(0)
	for id, at := range over {
		sum += at - put[id]
	}
	return hours(sum) / float64(max(1, len(put)))
}}

// Trust is the mean movement of trust (M15).
var Trust = Gauge{Name: "M15", Unit: "trust", Read: func(s *measure.Trace) float64 {
	v, _ := s.TrustShifts().Mean()
	return float64(v) / float64(sim.One)
}}

func hours(t sim.Time) float64 { return float64(t) / float64(sim.Hour) }
