package agents

import (
	"slices"

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
type sends Sent

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

// scheduleEntry puts an entry on the calendar: an inject is released, a
// contingency looked at, an expected action due.
func (w *World) scheduleEntry(e EntryID) {
	if w.spec.Entries[e].Deferred {
		w.Entry[e].Held = true
		return
	}
	w.putInPlay(e, 0)
}

// putInPlay schedules an entry, from now on at the earliest.
func (w *World) putInPlay(e EntryID, now sim.Time) {
	sp := &w.spec.Entries[e]
	at := max(sp.At, now)
	switch {
	case at > w.spec.End || sp.Type == OtherEntry:
	case sp.Type == ExpectedEntry:
		w.k.Close(at, nobody, InjectDue, uint32(e), 0)
		w.k.Schedule(max(sp.From, now), sim.PhaseWorld, nobody, InjectDue, uint32(e), watchBegins)
	case sp.Until > sp.At && now > sp.Until: // released too late to be watched
		w.Entry[e].Over = true
	case sp.Until > sp.At:
		w.k.Schedule(at, sim.PhaseWorld, nobody, InjectDue, uint32(e), watchBegins)
	default:
		w.k.Schedule(at, sim.PhaseWorld, nobody, InjectDue, uint32(e), 0)
	}
}

// releases puts a deferred entry into play, or an inject that is not due yet out
// of its turn.
func (w *World) releases(e EntryID) {
	x := &w.Entry[e]
	if x.Over || !x.Held && w.spec.Entries[e].Type != InjectEntry {
		return
	}
	x.Held = false
	if w.spec.Entries[e].Type == InjectEntry {
		w.k.Schedule(w.soon(), sim.PhaseWorld, nobody, InjectDue, uint32(e), 0)
		return
	}
	w.putInPlay(e, w.soon())
}

// injectDue is an instant of an entry; Aux says which.
func (w *World) injectDue(ev sim.Event) {
	if ev.Aux == recordMade {
		w.observe(w.Sighting[ev.Arg].Link)
		return
	}
	e := EntryID(ev.Arg)
	sp, x := &w.spec.Entries[e], w.Entry[e]
	w.Entry[e].Asked = false
	switch {
	case x.Over || x.Held:
	case ev.Aux == watchBegins:
		w.Entry[e].Watching = true
		if sp.Until > sp.At && sp.Until < w.spec.End {
			w.k.Close(sp.Until, afterMissed, InjectDue, uint32(e), lastLook)
		}
		w.look(e)
	case ev.Aux == lookNow:
		w.look(e)
	case ev.Aux == lastLook:
		if w.holds(sp, sp.If) {
			w.k.Schedule(w.soon(), sim.PhaseWorld, nobody, InjectDue, uint32(e), heldAtLast)
		} else {
			w.Entry[e].Over = true // a contingency that was not needed
		}
	case len(sp.If) > 0 && sp.Type != ExpectedEntry && ev.Aux != heldAtLast && !w.holds(sp, sp.If):
		w.k.Close(w.k.Now(), afterMissed, InjectDue, uint32(e), lastLook)
	case sp.Type == ExpectedEntry:
		w.Entry[e].Over = true
		w.expected(e, journal.Missed, journal.Link{})
		w.observe(w.Entry[e].Link)
	default:
		w.Entry[e].Over = true
		w.handOut(e)
	}
}

// look sees whether the condition of an entry that is watched holds by now.
func (w *World) look(e EntryID) {
	sp := &w.spec.Entries[e]
	switch {
	case sp.Type == ExpectedEntry:
		w.sees(e, journal.Link{})
	case w.waits(e) && w.holds(sp, sp.If):
		w.Entry[e].Over = true
		w.handOut(e)
	}
}

// waits says whether something may still come of an entry that is watched.
func (w *World) waits(e EntryID) bool { return w.Entry[e].Watching && !w.Entry[e].Over }

// sees notes an expected action once its condition holds.
func (w *World) sees(e EntryID, cause journal.Link) {
	if sp := &w.spec.Entries[e]; w.waits(e) && w.holds(sp, sp.If) {
		w.Entry[e].Over = true
		w.done(e)
		w.expected(e, journal.Met, cause)
		w.observe(w.Entry[e].Link)
	}
}

// handOut releases an inject, and lets its effects happen.
func (w *World) handOut(e EntryID) {
	sp := &w.spec.Entries[e]
	m := matter{by: sp.Ref, story: sp.Storyline, to: sp.To, label: sp.Label}
	r := w.note(journal.Inject, 0, w.spec.Names.ID(sp.Ref))
	r.Args[0] = int64(sp.Ref)
	if what := w.soAlready(sp.Effects, m); what != 0 {
		r.Reason, r.Rule = journal.SoAlready, what
	}
	if sp.To != None {
		r.Args[1] = int64(w.spec.Agencies[sp.To].Ref)
	}
	w.Entry[e].Link = w.emit()
	w.done(e)
	m.cause = w.Entry[e].Link
	w.does(sp.Effects, m)
	w.observe(w.Entry[e].Link)
}

// done notes that an entry was released or its action seen, and looks again when
// the time has passed for which a condition waits from then on.
func (w *World) done(e EntryID) {
	w.Entry[e].Done, w.Entry[e].Since = true, w.k.Now()
	for _, other := range w.spec.watches {
		for _, t := range w.spec.Entries[other].If {
			if at := max(w.k.Now()+t.Ms, w.soon()); t.Op == Elapsed && t.A == int32(e) && at <= w.spec.End {
				w.k.Schedule(at, sim.PhaseWorld, nobody, InjectDue, uint32(other), lookNow)
			}
		}
	}
}

// sentItem notes an item that enters the chain, for conditions that ask what was
// sent.
func (w *World) sentItem(t TransitID) {
	tr := &w.Transit[t]
	x := sends{From: tr.From, To: w.spec.Agencies[tr.To].Nation, Story: tr.Story}
	if tr.Item == 0 || !slices.Contains(w.spec.watched, Sent{From: None, To: x.To, Story: x.Story}) {
		return
	}
	for _, s := range w.Sends {
		if s == x {
			return
		}
	}
	w.Sends = append(w.Sends, x)
	w.observe(tr.Last)
}

// observe looks whether what has just happened is what an entry waits for: an
// action that is expected is seen at once, a contingency is released in the next
// round.
func (w *World) observe(cause journal.Link) {
	for _, e := range w.spec.watches {
		switch sp := &w.spec.Entries[e]; {
		case sp.Type == ExpectedEntry:
			w.sees(e, cause)
		case w.waits(e) && !w.Entry[e].Asked && w.holds(sp, sp.If):
			w.Entry[e].Asked = true
			w.k.Schedule(w.soon(), sim.PhaseWorld, nobody, InjectDue, uint32(e), lookNow)
		}
	}
}

// sights notes that a record was made for which a condition waits.
func (w *World) sights(r *journal.Record, l journal.Link) {
	for i, s := range w.spec.Sightings {
		if x := &w.Sighting[i]; !x.Seen && s.Kind == r.Kind && (s.Actor == 0 || s.Actor == r.Actor) && r.At >= 0 {
			x.Seen, x.Link = true, l
			w.k.Schedule(w.soon(), sim.PhaseDecide, nobody, InjectDue, uint32(i), recordMade)
		}
	}
}

// expected records that an expected action was seen in time, or missed.
func (w *World) expected(e EntryID, o journal.Outcome, cause journal.Link) {
	sp := &w.spec.Entries[e]
	actor := journal.Ref(0)
	if sp.Who != None {
		actor = w.spec.Agencies[sp.Who].Ref
	}
	r := w.note(journal.Expected, actor, w.spec.Names.ID(sp.Ref))
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	}
	r.Args[0], r.Args[1], r.Args[2] = int64(sp.Ref), int64(o), int64(sp.At)
	w.Entry[e].Link = w.emit()
}

// endEntries settles at EndEx what was still expected.
func (w *World) endEntries(journal.Link) {
	for e := range w.spec.Entries {
		if w.spec.Entries[e].Type == ExpectedEntry && !w.Entry[e].Over && !w.Entry[e].Held {
			w.Entry[e].Over = true
			w.expected(EntryID(e), journal.Open, journal.Link{})
		}
	}
}

// holds evaluates a condition. The results so far are the bits of a stack, the
// last one lowest: a text of at most 200 terms is not 64 deep.
func (w *World) holds(sp *Entry, c Condition) bool {
	stack := uint64(0)
	for i := range c {
		if op := combine[c[i].Op]; op != nil {
			stack = op(stack)
			continue
		}
		stack = stack<<1 | uint64(b2i(tests[c[i].Op](w, sp, &c[i])))
	}
	return stack&1 == 1
}

// combine holds the operations on earlier results.
var combine = [...]func(uint64) uint64{
	Not: func(s uint64) uint64 { return s ^ 1 },
	And: func(s uint64) uint64 { return s >> 1 & (s | ^uint64(1)) },
	Or:  func(s uint64) uint64 { return s>>1 | s&1 },
}

// tests holds what a condition may look at.
var tests = [...]func(*World, *Entry, *Test) bool{
	SentTo: func(w *World, sp *Entry, t *Test) bool {
		for _, s := range w.Sends[1:] {
			if s.Story == StorylineID(t.A) && s.To == NationID(t.B) && (sp.Who == None || s.From == sp.Who) {
				return true
			}
		}
		return false
	},
	EntryDone: func(w *World, _ *Entry, t *Test) bool { return w.Entry[t.A].Done },
	Reached: func(w *World, _ *Entry, t *Test) bool {
		return w.aware(AgencyID(t.A), StorylineID(t.B)).Grade >= t.Grade
	},
	HasRead: func(w *World, _ *Entry, t *Test) bool {
		h := w.held(AgencyID(t.A), FactID(t.B))
		return h != 0 && w.Holding[h].Known != sim.Never
	},
	StageIs: func(w *World, _ *Entry, t *Test) bool { return w.Storyline[t.A].Stage >= t.B },
	Elapsed: func(w *World, _ *Entry, t *Test) bool {
		return w.Entry[t.A].Done && w.k.Now() >= w.Entry[t.A].Since+t.Ms
	},
	IsMissed: func(w *World, _ *Entry, t *Test) bool { return w.Entry[t.A].Over && !w.Entry[t.A].Done },
	Recorded: func(w *World, _ *Entry, t *Test) bool { return w.Sighting[t.A].Seen },
	IsAdopted: func(w *World, _ *Entry, t *Test) bool {
		for _, p := range w.Proposal[1:] {
			if p.Motion == MotionID(t.A) && p.Result == journal.Adopted {
				return true
			}
		}
		return false
	},
}

// soon is now, or in the closing round, where nothing more can happen now, a
// millisecond later.
func (w *World) soon() sim.Time {
	if w.k.Closing() {
		return w.k.Now() + 1
	}
	return w.k.Now()
}
