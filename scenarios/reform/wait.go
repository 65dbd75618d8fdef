package reform

import (
	"cmp"
	"slices"

	"entente/replay/explain"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// placeWords are how a catalogue says how far a missing fact had come.
var placeWords = [...]string{
	explain.Barred: "barred", explain.AtDesk: "desk", explain.Doubted: "doubted", explain.Garbled: "garbled", explain.UnderWay: "way", explain.Waiting: "waiting",
	explain.Stopped: "stopped", explain.Elsewhere: "elsewhere", explain.Noticed: "noticed", explain.Undetected: "undetected", explain.Unexposed: "unexposed",
}

// Waited is a wait with the time that it took and the runs that it was met in.
type Waited struct {
	scenarios.Wait
	Ms   sim.Time
	Runs int
}

// WaitsOf are the waits on the way to those of some deadlines that a run missed.
func WaitsOf(trace *measure.Trace, which []int) ([]Waited, error) {
	x, err := explain.New(trace.Lookup())
	if err != nil {
		return nil, err
	}
	var list []Waited
	for _, n := range which {
		e, err := x.Deadline(trace.Static.Deadlines[n].Name)
		if err != nil {
			return nil, err
		}
		if m, came := e.Margin(); e.Outcome != journal.Late && e.Outcome != journal.NotMet && !(came && m <= 0) {
			continue
		}
		agency := trace.Name(e.Agency)
		for _, s := range explain.Shares(e.Stretches) {
			if s.Step == journal.World {
				continue
			}
			list = append(list, Waited{Ms: s.Ms, Wait: scenarios.Wait{
				Step: s.Step, Cause: s.Cause, Sort: sortOf(trace, s.Object), Object: trace.Name(s.Object), Agency: agency,
			}})
		}
		for i := range e.Missing {
			l := &e.Missing[i]
			w := scenarios.Wait{
				Step: l.Step, Cause: l.Cause, Sort: sortOf(trace, l.Object), Object: trace.Name(l.Object), Agency: agency,
				Lacking: placeWords[l.Place], Reason: l.Reason.String(), Fact: trace.Name(l.Fact), Holder: trace.Name(l.Agency),
			}
			ms := max(e.To-min(l.Since, e.To), 0)
			list = append(list, Waited{Wait: w, Ms: ms})
			if l.Rule != 0 && sortOf(trace, l.Rule) == journal.SortRule.String() { // what stopped it is a thing of its own
				list = append(list, Waited{Ms: ms, Wait: scenarios.Wait{
					Step: l.Step, Cause: journal.ByRule, Sort: journal.SortRule.String(), Object: trace.Name(l.Rule), Agency: agency,
				}})
			}
		}
		if t := e.Failing(); t != nil && t.What == explain.WindowOpen {
			list = append(list, Waited{Ms: e.Length(), Wait: scenarios.Wait{
				Step: journal.Act, Cause: journal.Period, Sort: journal.SortAction.String(), Object: trace.Name(e.Action), Agency: agency,
			}})
		}
	}
	return list, nil
}

func sortOf(trace *measure.Trace, r journal.Ref) string {
	if int(r) >= len(trace.Static.Things) || r == 0 {
		return ""
	}
	return trace.Static.Things[r].Sort
}

// gatherWaits adds up the waits of many runs, those of most runs first, then of most time.
func gatherWaits(runs [][]Waited) []Waited {
	at := map[scenarios.Wait]int{}
	var sums []Waited
	for _, run := range runs {
		seen := map[scenarios.Wait]bool{}
		for _, w := range run {
			i, known := at[w.Wait]
			if !known {
				i = len(sums)
				at[w.Wait], sums = i, append(sums, Waited{Wait: w.Wait})
			}
			sums[i].Ms += w.Ms
			if !seen[w.Wait] {
				seen[w.Wait] = true
				sums[i].Runs++
			}
		}
	}
	slices.SortStableFunc(sums, func(a, b Waited) int { return cmp.Or(cmp.Compare(b.Runs, a.Runs), cmp.Compare(b.Ms, a.Ms)) })
	return sums
}
