package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// entry is how a MSEL entry stands.
type entry struct {
	Link     journal.Link
	Since    sim.Time // Done: since when
	Done     bool     // released, or its expected action seen
	Over     bool     // nothing more can come of it
	Watching bool     // its condition is looked at whenever something happens
	Held     bool     // deferred, and not released yet
	Asked    bool     // it is about to be looked at
}

// sends remembers that an agency sent an item on a storyline to a nation, for
// conditions that ask.
type sends model.Sent

// sighting says whether a record that a condition waits for was made.
type sighting struct {
	Link journal.Link
	Seen bool
}

// Marks of an event of an entry: its watch begins; its condition is to be looked
// at; a record was made that conditions wait for; its condition is looked at for the
// last time, in the closing round; it held then. Without a mark the entry is due.
const (
	watchBegins = 1 + iota
	lookNow
	recordMade
	lastLook
	heldAtLast
)

// The order of an instant, for entries: what is released and seen at it; in the
// closing round what is missed; and after that the last look at a condition, which
// knows all of it. What holds only then is released a millisecond later.
const afterMissed = sim.Actor(1)

// openEntry puts an entry on the calendar: an inject is released, a
// contingency looked at, an expected action due.
func (w exercise) openEntry(e model.EntryID) {
	if w.spec.Entries[e].Deferred {
		w.Entry[e].Held = true
		return
	}
	w.scheduleEntry(e, 0)
}

// openEntry schedules an entry, from now on at the earliest.
func (w exercise) scheduleEntry(e model.EntryID, now sim.Time) {
	sp := &w.spec.Entries[e]
	at := max(sp.At, now)
	switch {
	case at > w.spec.End || sp.Type == model.OtherEntry:
	case sp.Type == model.ExpectedEntry:
		w.k.Close(at, nobody, EntryDue, uint32(e), 0)
		w.k.Schedule(max(sp.From, now), sim.PhaseWorld, nobody, EntryDue, uint32(e), watchBegins)
	case sp.Until > sp.At && now > sp.Until: // released too late to be watched
		w.Entry[e].Over = true
	case sp.Until > sp.At:
		w.k.Schedule(at, sim.PhaseWorld, nobody, EntryDue, uint32(e), watchBegins)
	default:
		w.k.Schedule(at, sim.PhaseWorld, nobody, EntryDue, uint32(e), 0)
	}
}

// releaseEarly puts a deferred entry into play, or an inject that is not due yet out
// of its turn.
func (w exercise) releaseEarly(e model.EntryID) {
	x := &w.Entry[e]
	if x.Over || !x.Held && w.spec.Entries[e].Type != model.InjectEntry {
		return
	}
	x.Held = false
	if w.spec.Entries[e].Type == model.InjectEntry {
		w.k.Schedule(w.soonestInstant(), sim.PhaseWorld, nobody, EntryDue, uint32(e), 0)
		return
	}
	w.scheduleEntry(e, w.soonestInstant())
}

// entryDue is an instant of an entry; Aux says which.
func (w exercise) entryDue(ev sim.Event) {
	if ev.Aux == recordMade {
		w.recheckEntries(w.Sighting[ev.Arg].Link)
		return
	}
	e := model.EntryID(ev.Arg)
	sp, x := &w.spec.Entries[e], w.Entry[e]
	w.Entry[e].Asked = false
	switch {
	case x.Over || x.Held:
	case ev.Aux == watchBegins:
		w.Entry[e].Watching = true
		if sp.Until > sp.At && sp.Until < w.spec.End {
			w.k.Close(sp.Until, afterMissed, EntryDue, uint32(e), lastLook)
		}
		w.checkEntry(e)
	case ev.Aux == lookNow:
		w.checkEntry(e)
	case ev.Aux == lastLook:
		if w.evalCondition(sp, sp.If) {
			w.k.Schedule(w.soonestInstant(), sim.PhaseWorld, nobody, EntryDue, uint32(e), heldAtLast)
		} else {
			w.Entry[e].Over = true // a contingency that was not needed
		}
	case len(sp.If) > 0 && sp.Type != model.ExpectedEntry && ev.Aux != heldAtLast && !w.evalCondition(sp, sp.If):
		w.k.Close(w.k.Now(), afterMissed, EntryDue, uint32(e), lastLook)
	case sp.Type == model.ExpectedEntry:
		w.Entry[e].Over = true
		w.recordExpected(e, journal.Missed, journal.Link{})
		w.recheckEntries(w.Entry[e].Link)
	default:
		w.Entry[e].Over = true
		w.releaseInject(e)
	}
}

// checkEntry sees whether the condition of an entry that is watched holds by now.
func (w exercise) checkEntry(e model.EntryID) {
	sp := &w.spec.Entries[e]
	switch {
	case sp.Type == model.ExpectedEntry:
		w.markSeen(e, journal.Link{})
	case w.mayStillHold(e) && w.evalCondition(sp, sp.If):
		w.Entry[e].Over = true
		w.releaseInject(e)
	}
}

// mayStillHold says whether something may still come of an entry that is watched.
func (w exercise) mayStillHold(e model.EntryID) bool { return w.Entry[e].Watching && !w.Entry[e].Over }

// markSeen notes an expected action once its condition holds.
func (w exercise) markSeen(e model.EntryID, cause journal.Link) {
	if sp := &w.spec.Entries[e]; w.mayStillHold(e) && w.evalCondition(sp, sp.If) {
		w.Entry[e].Over = true
		w.markDone(e)
		w.recordExpected(e, journal.Met, cause)
		w.recheckEntries(w.Entry[e].Link)
	}
}

// releaseInject releases an inject, and lets its effects happen.
func (w exercise) releaseInject(e model.EntryID) {
	sp := &w.spec.Entries[e]
	m := effectContext{by: sp.Ref, story: sp.Storyline, to: sp.To, label: sp.Label}
	r := w.beginRecord(journal.Inject, 0, w.spec.Names.ID(sp.Ref))
	r.Args[journal.InjectEntry] = int64(sp.Ref)
	if what := w.alreadyInEffect(sp.Effects, m); what != 0 {
		r.Reason, r.Rule = journal.SoAlready, what
	}
	if sp.To != model.None {
		r.Args[journal.InjectTo] = int64(w.spec.Agencies[sp.To].Ref)
	}
	w.Entry[e].Link = w.emitRecord()
	w.markDone(e)
	m.cause = w.Entry[e].Link
	w.applyEffects(sp.Effects, m)
	w.recheckEntries(w.Entry[e].Link)
}

// markDone notes that an entry was released or its action seen, and looks again when
// the time has passed for which a condition waits from then on.
func (w exercise) markDone(e model.EntryID) {
	w.Entry[e].Done, w.Entry[e].Since = true, w.k.Now()
	for _, other := range w.spec.WatchedEntries {
		for _, t := range w.spec.Entries[other].If {
			if at := max(w.k.Now()+t.Ms, w.soonestInstant()); t.Op == model.Elapsed && t.A == int32(e) && at <= w.spec.End {
				w.k.Schedule(at, sim.PhaseWorld, nobody, EntryDue, uint32(other), lookNow)
			}
		}
	}
}

// noteItemSent notes an item that enters the chain, for conditions that ask what was
// sent.
func (w exercise) noteItemSent(t TransitID) {
	tr := &w.Transit[t]
	x := sends{From: tr.From, To: w.spec.Agencies[tr.To].Nation, Story: tr.Story}
	if tr.Item == 0 || !slices.Contains(w.spec.WatchedSends, model.Sent{From: model.None, To: x.To, Story: x.Story}) {
		return
	}
	for _, s := range w.Sends {
		if s == x {
			return
		}
	}
	w.Sends = append(w.Sends, x)
	w.recheckEntries(tr.Last)
}

// recheckEntries looks whether what has just happened is what an entry waits for: an
// action that is expected is seen at once, a contingency is released in the next
// round.
func (w exercise) recheckEntries(cause journal.Link) {
	for _, e := range w.spec.WatchedEntries {
		switch sp := &w.spec.Entries[e]; {
		case sp.Type == model.ExpectedEntry:
			w.markSeen(e, cause)
		case w.mayStillHold(e) && !w.Entry[e].Asked && w.evalCondition(sp, sp.If):
			w.Entry[e].Asked = true
			w.k.Schedule(w.soonestInstant(), sim.PhaseWorld, nobody, EntryDue, uint32(e), lookNow)
		}
	}
}

// noteRecord notes that a record was made for which a condition waits.
func (w exercise) noteRecord(r *journal.Record, l journal.Link) {
	for i, s := range w.spec.Sightings {
		if x := &w.Sighting[i]; !x.Seen && s.Kind == r.Kind && (s.Actor == 0 || s.Actor == r.Actor) && r.At >= 0 {
			x.Seen, x.Link = true, l
			w.k.Schedule(w.soonestInstant(), sim.PhaseDecide, nobody, EntryDue, uint32(i), recordMade)
		}
	}
}

// recordExpected records that an expected action was seen in time, or missed.
func (w exercise) recordExpected(e model.EntryID, o journal.Outcome, cause journal.Link) {
	sp := &w.spec.Entries[e]
	actor := journal.Ref(0)
	if sp.Who != model.None {
		actor = w.spec.Agencies[sp.Who].Ref
	}
	r := w.beginRecord(journal.Expected, actor, w.spec.Names.ID(sp.Ref))
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	}
	r.Args[journal.ExpectedEntry], r.Args[journal.ExpectedOutcome], r.Args[journal.ExpectedDue] = int64(sp.Ref), int64(o), int64(sp.At)
	w.Entry[e].Link = w.emitRecord()
}

// settleAtEnd settles at EndEx what was still expected.
func (w exercise) settleAtEnd() {
	for e := range w.spec.Entries {
		if w.spec.Entries[e].Type == model.ExpectedEntry && !w.Entry[e].Over && !w.Entry[e].Held {
			w.Entry[e].Over = true
			w.recordExpected(model.EntryID(e), journal.Open, journal.Link{})
		}
	}
}

// evalCondition evaluates a condition. The results so far are the bits of a stack, the
// last one lowest: a text of at most 200 terms is not 64 deep.
func (w exercise) evalCondition(sp *model.Entry, c model.Condition) bool {
	stack := uint64(0)
	for i := range c {
		if op := combine[c[i].Op]; op != nil {
			stack = op(stack)
			continue
		}
		stack = stack<<1 | uint64(sim.Bit(tests[c[i].Op](w.World, sp, &c[i])))
	}
	return stack&1 == 1
}

// combine holds the operations on earlier results.
var combine = [...]func(uint64) uint64{
	model.Not: func(s uint64) uint64 { return s ^ 1 },
	model.And: func(s uint64) uint64 { return s >> 1 & (s | ^uint64(1)) },
	model.Or:  func(s uint64) uint64 { return s>>1 | s&1 },
}

// tests holds what a condition may look at.
var tests = [...]func(*World, *model.Entry, *model.Test) bool{
	model.SentTo: func(w *World, sp *model.Entry, t *model.Test) bool {
		for _, s := range w.Sends[1:] {
			if s.Story == model.StorylineID(t.A) && s.To == model.NationID(t.B) && (sp.Who == model.None || s.From == sp.Who) {
				return true
			}
		}
		return false
	},
	model.EntryDone: func(w *World, _ *model.Entry, t *model.Test) bool { return w.Entry[t.A].Done },
	model.Reached: func(w *World, _ *model.Entry, t *model.Test) bool {
		return w.awarenessOf(model.AgencyID(t.A), model.StorylineID(t.B)).Grade >= t.Grade
	},
	model.HasRead: func(w *World, _ *model.Entry, t *model.Test) bool {
		h := w.holdings.find(model.AgencyID(t.A), model.FactID(t.B))
		return h != 0 && w.Holding[h].Known != sim.Never
	},
	model.StageIs: func(w *World, _ *model.Entry, t *model.Test) bool { return w.Storyline[t.A].Stage >= t.B },
	model.Elapsed: func(w *World, _ *model.Entry, t *model.Test) bool {
		return w.Entry[t.A].Done && w.k.Now() >= w.Entry[t.A].Since+t.Ms
	},
	model.IsMissed: func(w *World, _ *model.Entry, t *model.Test) bool { return w.Entry[t.A].Over && !w.Entry[t.A].Done },
	model.Recorded: func(w *World, _ *model.Entry, t *model.Test) bool { return w.Sighting[t.A].Seen },
	model.IsAdopted: func(w *World, _ *model.Entry, t *model.Test) bool {
		for _, p := range w.Proposal[1:] {
			if p.Motion == model.MotionID(t.A) && p.Result == journal.Adopted {
				return true
			}
		}
		return false
	},
}

// soonestInstant is now, or in the closing round, where nothing more can happen now, a
// millisecond later.
func (w exercise) soonestInstant() sim.Time {
	if w.k.Closing() {
		return w.k.Now() + 1
	}
	return w.k.Now()
}
