package explain

import (
	"cmp"
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// rankMissing puts missing facts in the order of how far they came.
func rankMissing(list []MissingFact) {
	slices.SortStableFunc(list, func(a, b MissingFact) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Since, b.Since))
	})
}

// countUsable counts the facts that an agency had for a use in the state of the end of
// the window, and finds the others, those that had come furthest first. No use is
// to have understood them.
func (x *Reader) countUsable(e *Explanation, st *replay.State, facts []journal.Ref, use int64) (had int, missing []MissingFact, err error) {
	for _, f := range facts {
		h := st.Holding(e.Agency, f)
		var l MissingFact
		switch {
		case use == 0 && h != nil && h.Understood != sim.Never, use != 0 && h != nil && isFree(h, use):
			had++
			continue
		case use != 0 && h != nil && h.Credited != sim.Never:
			l, err = x.findBar(h, use, e.To)
		default:
			l, err = x.traceFact(st, f, e.Agency, e.To)
		}
		if err != nil {
			return 0, nil, err
		}
		missing = append(missing, l)
	}
	rankMissing(missing)
	return had, missing, nil
}

// isFree says whether a fact is believed, still kept, and free for a use.
func isFree(h *replay.Holding, use int64) bool {
	return h.Credited != sim.Never && h.Purged == sim.Never && h.Purposes&use != 0
}

// findBar says why what an agency believes is not free for a use: a wall, a
// retention that ended, or the marking of its originator.
func (x *Reader) findBar(h *replay.Holding, use int64, now sim.Time) (MissingFact, error) {
	l := MissingFact{Fact: h.Fact, Place: Barred, Since: h.Credited, Use: use, Step: journal.Reading, Cause: journal.ByRule}
	if len(h.Origins) > 0 {
		l.Agency, l.Rule = h.Origins[0], h.Origins[0]
	}
	believed, err := x.first(replay.Query{Kinds: []journal.Kind{journal.Credited}, Actor: h.Agency, Mention: h.Fact}, nil)
	if err != nil {
		return l, err
	}
	if believed != nil {
		l.Record = believed.Num
	}
	wall, err := x.wallRecord(h.Agency, h.Fact, now)
	if err != nil {
		return l, err
	}
	if wall != nil && !x.evidenceOnly(l.Agency, use) {
		l.Reason, l.Rule = wall.Reason, wall.Rule
	}
	if h.Purged != sim.Never {
		l.Since, l.Reason, l.Rule = h.Purged, journal.RetentionEnds, h.Agency
	}
	l.Object = l.Rule
	return l, nil
}

// evidenceOnly says whether a use is that of evidence, and the originator's marking
// does not allow it anyway.
func (x *Reader) evidenceOnly(origin journal.Ref, use int64) bool {
	if use != journal.Evidence {
		return false
	}
	i := slices.IndexFunc(x.st.Agencies, func(a journal.Agency) bool { return a.Name == x.name(origin) })
	return i >= 0 && !x.st.Agencies[i].Marking.Evidential
}

// wallRecord is the record by which an agency last read a fact behind a wall; nil if it
// did not.
func (x *Reader) wallRecord(agency, fact journal.Ref, now sim.Time) (*journal.Record, error) {
	all, err := x.collect(replay.Query{Kinds: []journal.Kind{journal.Held}, Actor: agency, Mention: fact})
	return last(cutAfter(all, now), func(r *journal.Record) bool { return ref(r, heldFact) == fact && r.Reason == journal.WallNarrows }), err
}

// Whereabouts says how far a fact had come towards an agency in a state, which stood
// at an instant. Of what the agency had understood by then it says nothing: nil.
func (x *Reader) Whereabouts(fact, agency journal.Ref, st *replay.State, at sim.Time) (*MissingFact, error) {
	_, missing, err := x.countUsable(&Explanation{Subject: Subject{Agency: agency}, To: at}, st, []journal.Ref{fact}, 0)
	if err != nil || len(missing) == 0 {
		return nil, err
	}
	return &missing[0], nil
}

// traceFact finds how far a fact has come towards an agency in the state of an
// instant.
func (x *Reader) traceFact(st *replay.State, fact, agency journal.Ref, now sim.Time) (MissingFact, error) {
	best := MissingFact{Fact: fact, Place: Unexposed, Since: sim.Never, Step: journal.World, Cause: journal.Idle, Object: fact}
	nearer := func(l MissingFact) {
		l.Fact = fact
		if d := cmp.Or(cmp.Compare(l.Place, best.Place), rankElsewhere(&l)-rankElsewhere(&best), x.isAbroad(l.Agency, agency)-x.isAbroad(best.Agency, agency), cmp.Compare(l.Since, best.Since)); d < 0 {
			best = l
		}
	}
	shown, err := x.first(replay.Query{Kinds: []journal.Kind{journal.Exposed}, Mention: fact}, nil)
	if err != nil {
		return best, err
	}
	if shown != nil && shown.At <= now {
		nearer(MissingFact{Place: Undetected, Since: shown.At, Step: journal.Collect, Cause: journal.Idle, Object: fact, Record: shown.Num})
	}
	holders, err := x.holders(st, fact, agency)
	if err != nil {
		return best, err
	}
	for _, h := range holders {
		l := stageHeld(h, agency)
		if l.Place == Elsewhere && h.Purposes&journal.Onward == 0 {
			r, err := x.wallRecord(h.Agency, fact, now)
			if err != nil {
				return best, err
			}
			if r != nil {
				l.Reason, l.Rule = r.Reason, r.Rule
			}
		}
		if err := x.leftOut(&l, fact, agency, now); err != nil {
			return best, err
		}
		nearer(l)
	}
	sent, err := x.collect(replay.Query{Kinds: []journal.Kind{journal.Sent}, Mention: fact})
	if err != nil {
		return best, err
	}
	for _, s := range cutAfter(sent, now) {
		if ref(s, sentTo) != agency || !slices.Contains(s.Facts, fact) {
			continue
		}
		course, err := x.collect(replay.Query{Subject: s.Subject})
		if err != nil {
			return best, err
		}
		nearer(x.onItsWay(cutAfter(course, now), s, fact))
	}
	return best, x.brought(&best)
}

// leftOut notes of a fact that lay with another agency that it usually passes such on,
// and did not.
func (x *Reader) leftOut(l *MissingFact, fact, agency journal.Ref, now sim.Time) error {
	if l.Place != Elsewhere || l.Rule != 0 {
		return nil
	}
	all, err := x.collect(replay.Query{Kinds: []journal.Kind{journal.Omitted}, Actor: l.Agency, Mention: fact})
	r := last(cutAfter(all, now), func(r *journal.Record) bool { return ref(r, omittedTo) == agency && slices.Contains(r.Facts, fact) })
	if r != nil {
		l.Reason, l.Rule = r.Reason, r.Rule
	}
	return err
}

// holders lists what is held of a fact, in order: by an agency, and by all that
// noticed, collected or read it.
func (x *Reader) holders(st *replay.State, fact, agency journal.Ref) (list []*replay.Holding, err error) {
	known, err := x.collect(replay.Query{Kinds: []journal.Kind{journal.Detected, journal.Collected, journal.Held}, Mention: fact, Upto: st.Num})
	if err != nil || st.Num == 0 {
		return nil, err
	}
	who := []journal.Ref{agency}
	for _, r := range known {
		who = append(who, r.Actor)
	}
	slices.Sort(who)
	for _, a := range slices.Compact(who) {
		if h := st.Holding(a, fact); h != nil {
			list = append(list, h)
		}
	}
	return list, nil
}

// brought finds the record that brought a fact to where it lay.
func (x *Reader) brought(l *MissingFact) error {
	var kinds []journal.Kind
	switch l.Place {
	case Doubted, Garbled, Elsewhere:
		kinds = []journal.Kind{journal.Collected, journal.Held}
	case Noticed:
		kinds = []journal.Kind{journal.Detected}
	default:
		return nil
	}
	r, err := x.first(replay.Query{Kinds: kinds, Actor: l.Agency, Mention: l.Fact}, func(r *journal.Record) bool { return r.At == l.Since })
	if r != nil {
		l.Record = r.Num
	}
	return err
}

// rankElsewhere ranks, of what is held elsewhere, first what a wall keeps there: it came
// further than what nobody thought of sending.
func rankElsewhere(l *MissingFact) int {
	if l.Place == Elsewhere && l.Rule != 0 {
		return 0
	}
	return 1
}

// isAbroad is 0 for an agency of the same nation as another, else 1: what lies with
// one's own has come nearer.
func (x *Reader) isAbroad(a, b journal.Ref) int {
	if a != 0 && x.nationOf(a) == x.nationOf(b) {
		return 0
	}
	return 1
}

// stageHeld is how far a fact has come by what somebody holds of it.
func stageHeld(h *replay.Holding, agency journal.Ref) MissingFact {
	l := MissingFact{Place: Unexposed + 1, Since: sim.Never, Agency: h.Agency, Record: h.Last}
	switch {
	case h.Agency != agency && h.Understood != sim.Never:
		l.Place, l.Since, l.Step, l.Cause, l.Object = Elsewhere, h.Understood, journal.Decide, journal.Idle, h.Agency
	case h.Agency != agency && h.Detected != sim.Never:
		l.Place, l.Since, l.Step, l.Cause, l.Object = Noticed, h.Detected, journal.Collect, journal.Queue, h.Agency
	case h.Agency != agency:
	case h.Understood != sim.Never:
		l.Place, l.Since, l.Step, l.Cause, l.Object = Doubted, h.Understood, journal.Assess, journal.Idle, agency
	case h.Read != sim.Never:
		l.Place, l.Since, l.Step, l.Cause, l.Object = Garbled, h.Read, journal.Convert, journal.Idle, agency
	case h.Received != sim.Never:
		l.Place, l.Since, l.Step, l.Cause, l.Object = AtDesk, h.Received, journal.Reading, journal.Queue, agency
	case h.Detected != sim.Never:
		l.Place, l.Since, l.Step, l.Cause, l.Object = AtDesk, h.Detected, journal.Collect, journal.Queue, agency
	}
	return l
}

// onItsWay is how far a fact has come in a message.
func (x *Reader) onItsWay(course []*journal.Record, sent *journal.Record, fact journal.Ref) MissingFact {
	for _, r := range course {
		if r.Kind == journal.Passed && slices.Contains(r.Facts, fact) { // it fell out there
			return MissingFact{Place: Stopped, Agency: sent.Actor, Since: r.At, Step: r.Step, Reason: r.Reason, Rule: r.Rule, Record: r.Num, Cause: journal.ByRule, Object: r.Rule}
		}
	}
	return x.standing(course, sent)
}

// standing is how a message stands after some of its records.
func (x *Reader) standing(course []*journal.Record, sent *journal.Record) MissingFact {
	r := last(course, onTheWay)
	l := MissingFact{Agency: sent.Actor, Since: sent.At, Step: r.Step, Reason: r.Reason, Rule: r.Rule, Record: r.Num, about: sent.Subject}
	switch r.Kind {
	case journal.Sent:
		l.Place, l.Step, l.Cause, l.Object = UnderWay, journal.Law, journal.Queue, sent.Actor
	case journal.Passed:
		l.Place, l.Cause, l.Object = UnderWay, journal.Queue, sent.Actor
	case journal.Parked:
		l.Place, l.Cause, l.Object = Waiting, journal.Unwilling, r.Rule
	case journal.Delivered:
		l.Place, l.Step, l.Cause, l.Object = UnderWay, journal.Relay, journal.Queue, r.Actor
		if r.Actor == ref(sent, sentTo) {
			l.Place, l.Since, l.Step, l.Agency = AtDesk, r.At, journal.Reading, r.Actor
		}
	case journal.Read:
		l.Place, l.Step, l.Cause, l.Object = AtDesk, journal.Reading, journal.Idle, r.Actor
	case journal.Ended:
		l.Place, l.Cause, l.Object = Stopped, journal.ByRule, r.Rule
		if outcome(r, endedOutcome) == journal.Pending {
			l.Place = UnderWay
		}
	}
	return l
}

// recordAfter is the record that tells what the time after a lack's last record went
// into; nil if there is none.
func (x *Reader) recordAfter(l *MissingFact, agency journal.Ref) (*journal.Record, error) {
	q := replay.Query{After: l.Record}
	var fits func(*journal.Record) bool
	switch {
	case l.Record == 0 || l.Place == Stopped || l.Place == Barred || l.Place == Doubted || l.Place == Garbled:
		return nil, nil
	case l.about != 0:
		q.Subject = l.about
	case l.Place == AtDesk:
		q.Kinds, q.Actor, q.Mention = []journal.Kind{journal.Collected, journal.Held}, agency, l.Fact
	case l.Place == Noticed:
		q.Kinds, q.Actor, q.Mention = []journal.Kind{journal.Collected}, l.Agency, l.Fact
	case l.Place == Elsewhere:
		q.Kinds, q.Actor, q.Mention = []journal.Kind{journal.Sent}, l.Agency, l.Fact
		fits = func(r *journal.Record) bool { return ref(r, sentTo) == agency }
	default:
		q.Kinds, q.Mention = []journal.Kind{journal.Detected}, l.Fact
	}
	return x.first(q, fits)
}

// through lays out a window that ends without a fact: up to the last record that
// brought it nearer, and the time since.
func (x *Reader) through(l *MissingFact, agency journal.Ref, from, to sim.Time) ([]Stretch, *journal.Record, error) {
	var at *journal.Record
	if l.Record != 0 {
		var err error
		if at, err = x.records.Record(l.Record); err != nil {
			return nil, nil, err
		}
	}
	next, err := x.recordAfter(l, agency)
	if err != nil {
		return nil, nil, err
	}
	list, err := x.layOutUntil(at, next, from, to, Stretch{Step: l.Step, Cause: l.Cause, Object: l.Object, Record: l.Record})
	return list, at, err
}
