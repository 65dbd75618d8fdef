package lanes

import (
	"entente/render/canvas"
	"entente/render/review"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// course is the way to the outcome that is chosen: the binding stretches, each in
// somebody's lane, and the records that they go through.
type course struct {
	run     *review.Run
	outcome journal.Ref
	loaded  journal.Num

	found   *review.Outcome      // nil: no outcome is chosen
	why     *explain.Explanation // of it
	bars    []courseBar
	lost    []canvas.Gap // what may not be folded
	records map[journal.Num]bool
	parties map[journal.Ref]bool
}

// courseBar is one stretch of a course.
type courseBar struct {
	agency      journal.Ref
	from, until sim.Time
	delay       measure.Delay
	record      journal.Num
	subject     sim.ID
}

// find makes the course of an outcome, unless it is there.
func (k *course) find(run *review.Run, outcome journal.Ref) {
	loaded := run.Portion()
	if k.run == run && k.outcome == outcome && k.loaded == loaded {
		return
	}
	*k = course{run: run, outcome: outcome, loaded: loaded, bars: k.bars[:0], lost: k.lost[:0], records: map[journal.Num]bool{}, parties: map[journal.Ref]bool{}}
	if outcome == 0 {
		return
	}
	why, err := run.WhyOf(outcome)
	if k.found = run.Outcome(outcome); err != nil || why == nil || k.found == nil {
		k.found = nil
		return
	}
	k.why = why
	k.party(why.Agency)
	for _, r := range why.Back {
		k.records[r.Num] = true
		k.party(r.Actor)
	}
	at := why.Agency
	for i := range why.Stretches {
		s := &why.Stretches[i]
		at = k.lane(s.Record, s.Object, s.Step, at)
		if s.Step == journal.World || s.To <= s.From {
			continue // nobody loses the time before there is something to know
		}
		b := courseBar{agency: at, from: s.From, until: s.To, delay: measure.DelayOf(s.Step, s.Cause), record: s.Record}
		if n := int(s.Record); n > 0 && n <= len(run.Events) {
			b.subject = run.Events[n-1].Subject
		}
		k.records[s.Record] = true
		k.party(at)
		k.bars = append(k.bars, b)
		k.lost = append(k.lost, canvas.Gap{From: s.From, Until: s.To})
	}
	for i := range why.Missing {
		k.party(why.Missing[i].Agency)
	}
}

// party takes in whoever has a lane.
func (k *course) party(r journal.Ref) {
	if hasLane(k.run, r) {
		k.parties[r] = true
	}
}

// lane is in whose lane a stretch stands: with whom something waits. What is carried
// stands with whom it is carried to.
func (k *course) lane(record journal.Num, object journal.Ref, step journal.Step, before journal.Ref) journal.Ref {
	if who := k.run.Owner(object); step != journal.Carry && step != journal.Route && hasLane(k.run, who) {
		return who
	}
	if n := int(record); n > 0 && n <= len(k.run.Events) && hasLane(k.run, k.run.Events[n-1].Actor) {
		return k.run.Events[n-1].Actor
	}
	return before
}

// hasLane says whether a thing has a lane of its own: agencies and bodies have.
func hasLane(run *review.Run, r journal.Ref) bool {
	if r == 0 || int(r) >= len(run.Static.Things) {
		return false
	}
	s := journal.SortOf(run.Static.Things[r].Sort)
	return s == journal.SortAgency || s == journal.SortBody
}

// has says whether a stretch is on the course: it begins then and ends with a record.
func (k *course) has(record journal.Num, from sim.Time) bool {
	for i := range k.bars {
		if k.bars[i].record == record && k.bars[i].from == from {
			return true
		}
	}
	return false
}

// crosses says whether the course stands in somebody's lane during a time.
func (k *course) crosses(who journal.Ref, from, until sim.Time) bool {
	for i := range k.bars {
		if b := &k.bars[i]; b.agency == who && b.from < until && from < b.until {
			return true
		}
	}
	return false
}

// PathWindow is the stretch of time in which the way to an outcome lies, with a little
// room on both sides; false for one of which there is no way.
func PathWindow(run *review.Run, outcome journal.Ref) (from, until sim.Time, ok bool) {
	var k course
	if k.find(run, outcome); k.found == nil || len(k.bars) == 0 {
		return 0, 0, false
	}
	from, until = k.bars[0].from, k.bars[len(k.bars)-1].until
	for _, at := range [...]sim.Time{k.why.Due, k.why.Came} {
		if at < sim.Never {
			from, until = min(from, at), max(until, at)
		}
	}
	room := (until-from)/12 + sim.Minute
	return from - room, until + room, true
}
