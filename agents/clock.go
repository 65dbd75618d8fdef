package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// TermID is a place in State.Term; 0 none.
type TermID uint32

// ClockID is a place in State.Clock; 0 none.
type ClockID uint32

// clock is a statutory time limit that runs. Its expiry is recorded; that of an
// answer's has what follows from it (law.Expiry), any other forces nothing.
type clock struct {
	ID      sim.ID
	Due     sim.Time
	Link    journal.Link // ClockStart
	Name    journal.Ref
	Owner   journal.Ref  // whom it binds
	Ended   journal.Link // ClockEnd
	Request RequestID    // whose reply it limits; 0 none
	Then    law.Expiry   // what follows for that
	Term    TermID       // of an entry or a hit of a store; 0 none
	Moves   uint32
	Over    bool
}

// start starts a clock that binds an agency until due.
func (w clocks) start(id sim.ID, name, owner journal.Ref, due sim.Time, cause journal.Link) ClockID {
	return w.startTermed(id, name, owner, due, cause, 0, 0, spans{})
}

// startTermed starts the clock of a term on an entry of a store; path is the work that
// its beginning took.
func (w clocks) startTermed(id sim.ID, name, owner journal.Ref, due sim.Time, cause journal.Link, of TermID, fact journal.Ref, path spans) ClockID {
	r := w.beginRecord(journal.ClockStart, owner, id)
	r.From = append(r.From, cause)
	if of != 0 {
		w.tileSpans(r, path)
		r.Facts = append(r.Facts, fact)
	}
	r.Args[journal.ClockStartClock], r.Args[journal.ClockStartDue] = int64(name), int64(due)
	l := w.emitRecord()
	w.Clock = append(w.Clock, clock{ID: id, Due: due, Link: l, Name: name, Owner: owner, Term: of})
	c := ClockID(len(w.Clock) - 1)
	if due <= w.spec.End {
		w.k.Close(due, nobody, ClockDue, uint32(c), 0)
	}
	return c
}

// stop stops a clock in time or after it: what it asked has been done.
func (w clocks) stop(c ClockID, cause journal.Link) {
	if c == 0 || w.Clock[c].Over {
		return
	}
	w.Clock[c].Over = true
	w.recordEnd(c, journal.Met, cause)
}

// followBy notes whose reply a clock limits, and what follows when none came in time.
func (w clocks) followBy(c ClockID, q RequestID, then law.Expiry) {
	w.Clock[c].Request, w.Clock[c].Then = q, then
}

// stopByWork stops a clock in time because somebody has done what it asks; path is that
// work, which is what follows rests on if the clock ran no more.
func (w clocks) stopByWork(c ClockID, path spans) spans {
	if w.Clock[c].Over {
		return path
	}
	w.Clock[c].Over = true
	r := w.beginEnd(c, journal.Met)
	r.From = append(r.From, w.Clock[c].Link)
	w.tileSpans(r, path)
	w.Clock[c].Ended = w.emitRecord()
	return spans{}
}

// cancel stops a clock before its end: what it asks for is asked no more.
func (w clocks) cancel(c ClockID, cause journal.Link) {
	if c != 0 && !w.Clock[c].Over {
		w.Clock[c].Over = true
		w.recordEnd(c, journal.Stopped, cause)
	}
}

// extend moves the instant at which a clock is due.
func (w clocks) extend(c ClockID, due sim.Time, cause journal.Link) {
	x := &w.Clock[c]
	x.Due = due
	r := w.beginRecord(journal.ClockMoved, x.Owner, x.ID)
	r.Nth = x.Moves
	x.Moves++
	attributeWait(r, cause, journal.Authorise, journal.Idle, x.Name)
	r.Args[journal.ClockMovedClock], r.Args[journal.ClockMovedDue] = int64(x.Name), int64(due)
	w.emitRecord()
	if due <= w.spec.End {
		w.k.Close(due, nobody, ClockDue, uint32(c), 0)
	}
}

// clockDue is the closing round of the instant at which a clock is due.
func (w clocks) clockDue(e sim.Event) {
	c := ClockID(e.Arg)
	if e.Aux == 1 {
		if w.Clock[c].Term != 0 {
			w.tellMissed(c)
		} else {
			silence[w.Clock[c].Then.Do](w.World, c)
		}
		return
	}
	if w.Clock[c].Over || w.Clock[c].Due != w.k.Now() { // extended since
		return
	}
	w.Clock[c].Over = true
	w.recordEnd(c, journal.Expired, journal.Link{})
	who := nobody
	if q := w.Clock[c].Request; q != 0 {
		who = actorOf(w.Request[q].Asker)
	} else if t := w.Clock[c].Term; t != 0 {
		who = actorOf(w.Term[t].Bound)
	} else {
		return
	}
	w.k.Schedule(w.k.Now()+1, sim.PhaseDecide, who, ClockDue, uint32(c), 1) // what follows starts a millisecond later
}

func (w clocks) recordEnd(c ClockID, o journal.Outcome, cause journal.Link) {
	x := w.Clock[c]
	r := w.beginEnd(c, o)
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	} else {
		attributeWait(r, x.Link, journal.Decide, journal.Period, x.Name)
		r.Reason, r.Rule = journal.ClockExpired, x.Name
	}
	w.Clock[c].Ended = w.emitRecord()
}

// beginEnd begins the record of a clock's end.
func (w clocks) beginEnd(c ClockID, o journal.Outcome) *journal.Record {
	x := &w.Clock[c]
	r := w.beginRecord(journal.ClockEnd, x.Owner, x.ID)
	r.Args[journal.ClockEndClock], r.Args[journal.ClockEndOutcome], r.Args[journal.ClockEndDue] = int64(x.Name), int64(o), int64(x.Due)
	return r
}

// dueInstant is when a limit ends that runs from now, on the business days of who is
// bound.
func (w clocks) dueInstant(l calendar.Limit, bound model.AgencyID) sim.Time {
	return l.From(&w.spec.Agencies[bound].Business, w.k.Now())
}

// clockOfRule names the clock that a rule starts: its own, else the rule.
func (w clocks) clockOfRule(r *law.Rule) journal.Ref {
	if r.Clock != 0 {
		return r.Clock
	}
	return r.Ref
}
