package agents

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// entry is how a MSEL entry stands.
type entry struct {
	Link journal.Link
	Done bool // released, or its expected action seen
	Over bool // nothing more can come of it
}

// sends remembers that an agency sent an item on a storyline to a nation, for
// conditions that ask.
type sends struct {
	From  AgencyID
	To    NationID
	Story StorylineID
}

// scheduleEntry puts an entry on the calendar: an inject is released, a
// contingency looked at, an expected action due.
func (w *World) scheduleEntry(e EntryID) {
	sp := &w.spec.Entries[e]
	switch {
	case sp.At > w.spec.End || sp.Type == OtherEntry:
	case sp.Type == ExpectedEntry:
		w.k.Close(sp.At, nobody, InjectDue, uint32(e), 0)
	default:
		w.k.Schedule(sp.At, sim.PhaseWorld, nobody, InjectDue, uint32(e), 0)
	}
}

func (w *World) injectDue(ev sim.Event) {
	e := EntryID(ev.Arg)
	sp := &w.spec.Entries[e]
	if w.Entry[e].Over {
		return
	}
	w.Entry[e].Over = true
	if sp.Type == ExpectedEntry {
		w.expected(e, journal.Missed, journal.Link{})
		return
	}
	if len(sp.If) > 0 && !w.holds(sp, sp.If) {
		return // a contingency that was not needed
	}
	r := w.note(journal.Inject, 0, w.spec.Names.ID(sp.Ref))
	r.Args[0] = int64(sp.Ref)
	if sp.To != None {
		r.Args[1] = int64(w.spec.Agencies[sp.To].Ref)
	}
	w.Entry[e].Link, w.Entry[e].Done = w.emit(), true
	w.does(sp.Effects, matter{by: sp.Ref, cause: w.Entry[e].Link, story: sp.Storyline, to: sp.To})
	w.observe(w.Entry[e].Link)
}

// sentItem notes an item that enters the chain, for conditions that ask what was
// sent.
func (w *World) sentItem(t TransitID) {
	tr := &w.Transit[t]
	x := sends{From: tr.From, To: w.spec.Agencies[tr.To].Nation, Story: tr.Story}
	if tr.Item == 0 || !slices.Contains(w.spec.watched, sends{From: None, To: x.To, Story: x.Story}) {
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

// observe looks whether what has just happened is an action that the MSEL
// expects.
func (w *World) observe(cause journal.Link) {
	for _, e := range w.spec.expects {
		if sp := &w.spec.Entries[e]; !w.Entry[e].Over && w.holds(sp, sp.If) {
			w.Entry[e].Over, w.Entry[e].Done = true, true
			w.expected(e, journal.Met, cause)
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
		if w.spec.Entries[e].Type == ExpectedEntry && !w.Entry[e].Over {
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
	IsAdopted: func(w *World, _ *Entry, t *Test) bool {
		for _, p := range w.Proposal[1:] {
			if p.Motion == MotionID(t.A) && p.Result == journal.Adopted {
				return true
			}
		}
		return false
	},
}
