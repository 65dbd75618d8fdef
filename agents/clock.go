package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

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
	Moves   uint32
	Over    bool
}

// run starts a clock that binds an agency until due.
func (w clocks) run(id sim.ID, name, owner journal.Ref, due sim.Time, cause journal.Link) ClockID {
	r := w.note(journal.ClockStart, owner, id)
	r.From = append(r.From, cause)
	r.Args[0], r.Args[1] = int64(name), int64(due)
	l := w.emit()
	w.Clock = append(w.Clock, clock{ID: id, Due: due, Link: l, Name: name, Owner: owner})
	c := ClockID(len(w.Clock) - 1)
	if due <= w.spec.End {
		w.k.Close(due, nobody, ClockDue, uint32(c), 0)
	}
	return c
}

// halt stops a clock in time or after it: what it asked has been done.
func (w clocks) halt(c ClockID, cause journal.Link) {
	if c == 0 || w.Clock[c].Over {
		return
	}
	w.Clock[c].Over = true
	w.endClock(c, journal.Met, cause)
}

// prolong moves the instant at which a clock is due.
func (w clocks) prolong(c ClockID, due sim.Time, cause journal.Link) {
	x := &w.Clock[c]
	x.Due = due
	r := w.note(journal.ClockMoved, x.Owner, x.ID)
	r.Nth = x.Moves
	x.Moves++
	w.waited(r, cause, journal.Authorise, journal.Idle, x.Name)
	r.Args[0], r.Args[1] = int64(x.Name), int64(due)
	w.emit()
	if due <= w.spec.End {
		w.k.Close(due, nobody, ClockDue, uint32(c), 0)
	}
}

// clockDue is the closing round of the instant at which a clock is due.
func (w clocks) clockDue(e sim.Event) {
	c := ClockID(e.Arg)
	if e.Aux == 1 {
		silence[w.Clock[c].Then.Do](w.World, c)
		return
	}
	if w.Clock[c].Over || w.Clock[c].Due != w.k.Now() { // extended since
		return
	}
	w.Clock[c].Over = true
	w.endClock(c, journal.Expired, journal.Link{})
	if q := w.Clock[c].Request; q != 0 {
		w.k.Schedule(w.k.Now()+1, sim.PhaseDecide, actor(w.Request[q].Asker), ClockDue, uint32(c), 1) // what follows starts a millisecond later
	}
}

func (w clocks) endClock(c ClockID, o journal.Outcome, cause journal.Link) {
	x := w.Clock[c]
	r := w.note(journal.ClockEnd, x.Owner, x.ID)
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	} else {
		w.waited(r, x.Link, journal.Decide, journal.Period, x.Name)
		r.Reason, r.Rule = journal.ClockExpired, x.Name
	}
	r.Args[0], r.Args[1], r.Args[2] = int64(x.Name), int64(o), int64(x.Due)
	w.Clock[c].Ended = w.emit()
}

// silence holds what follows when no answer came in time.
var silence = [...]func(*World, ClockID){
	law.Remind: func(w *World, c ClockID) { w.requests.again(w.Clock[c].Request) },
	law.Refuse: func(w *World, c ClockID) { w.clocks.deemRefused(c) },
	law.Raise:  func(w *World, c ClockID) { w.clocks.raiseRequest(c) },
}

// deemRefused takes silence for a refusal: the asker waits no longer, and trusts
// less.
func (w clocks) deemRefused(c ClockID) {
	x := w.Clock[c]
	q := w.Request[x.Request]
	if q.Closed {
		return
	}
	w.requests.grounds(x.Request, journal.ClockExpired, x.Name)
	i, j := w.spec.Agencies[q.Asker].Nation, w.spec.Agencies[q.Asked].Nation
	w.relations.loses(i, j, w.spec.Model.TrustNone, x.Ended)
	w.requests.close(x.Request, x.Ended, journal.Refused, 0)
}

// raiseRequest asks, once, somebody higher in the nation that was silent; where there
// is nobody else, the request is repeated.
func (w clocks) raiseRequest(c ClockID) {
	x := w.Clock[c]
	q := w.Request[x.Request]
	to := w.roleIn(w.spec.Agencies[q.Asked].Nation, x.Then.Role)
	switch {
	case q.Closed:
	case to == model.None || to == q.Asked:
		w.requests.again(x.Request)
	case q.Component != 0:
		w.requests.asksAbout(q.Asker, to, w.dossiers.root(q.Component), q.Tasking, q.ID, x.Ended)
	default:
		w.requests.inquire(q.Asker, to, q.Story, q.Tasking, q.ID, q.Terms, x.Ended)
	}
}

// startClock starts, at delivery, the clocks that an agreement or a rule puts on
// a request: of the acknowledgement and of the reply.
func (w clocks) startClock(t TransitID) {
	tr := w.Transit[t]
	if tr.Request == 0 || tr.Msg != journal.Request && tr.Msg != journal.TaskGiven || w.Request[tr.Request].Clock != 0 && !w.Clock[w.Request[tr.Request].Clock].Over {
		return
	}
	asked := w.spec.Agencies[tr.To].Ref
	if tr.Limit != model.None {
		rule := &w.spec.Rules[tr.Limit]
		name := w.clockOf(rule)
		w.bind(tr.Request, w.run(tr.ID.Child(w.spec.Names.ID(name)), name, asked, w.due(rule.Limit, tr.To), tr.Last), rule.Then)
		return
	}
	i := w.instruments.invoke(t)
	if i < 0 {
		return
	}
	w.requests.invoked(tr.Request, i)
	x := &w.spec.Agreements[i]
	w.reminders.awaits(tr.Request, x.Reminders)
	if !x.Ack.IsZero() && w.Request[tr.Request].AckClock == 0 {
		w.requests.acknowledged(tr.Request, w.run(tr.ID.Child(w.spec.Names.ID(x.AckRef)), x.AckRef, asked, w.due(x.Ack, tr.To), tr.Last))
	}
	for k := range x.Replies {
		if l := &x.Replies[k]; l.When.Eval(w.transits.lawFrame(t)) {
			w.bind(tr.Request, w.run(tr.ID.Child(w.spec.Names.ID(l.Ref)), l.Ref, asked, w.due(l.Limit, tr.To), tr.Last), l.Then)
			return
		}
	}
}

// due is when a limit ends that runs from now, on the business days of who is
// bound.
func (w clocks) due(l calendar.Limit, bound model.AgencyID) sim.Time {
	return l.From(&w.spec.Agencies[bound].Business, w.k.Now())
}

// bind ties a request to the clock of its reply; by twice the time of its first
// clock without an answer the asker's trust suffers.
func (w clocks) bind(q RequestID, c ClockID, then law.Expiry) {
	w.Clock[c].Request, w.Clock[c].Then = q, then
	first := w.Request[q].Clock == 0
	w.requests.timed(q, c)
	if !first {
		return
	}
	if at := 2*w.Clock[c].Due - w.k.Now(); at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseComplete, actor(w.Request[q].Asker), PatienceEnds, uint32(q), uint32(c))
	}
}

// patienceEnds is twice the time of a clock without any answer. A clock that
// waits for an authority's leave is excused.
func (w clocks) patienceEnds(e sim.Event) {
	q := RequestID(e.Arg)
	x := &w.Request[q]
	if x.Closed || w.Clock[e.Aux].Due > w.k.Now() {
		return
	}
	w.relations.loses(w.spec.Agencies[x.Asker].Nation, w.spec.Agencies[x.Asked].Nation, w.spec.Model.TrustNone, w.Clock[e.Aux].Link)
}

// stopClock stops a request's clocks when its acknowledgement or answer is
// delivered, and any clock tied to this very message.
func (w clocks) stopClock(t TransitID) {
	tr := w.Transit[t]
	w.halt(tr.Clock, tr.Last)
	if tr.Request == 0 {
		return
	}
	switch tr.Msg {
	case journal.Reply, journal.Refusal:
		w.halt(w.Request[tr.Request].AckClock, tr.Last)
		w.halt(w.Request[tr.Request].Clock, tr.Last)
	case journal.Ack:
		w.halt(w.Request[tr.Request].AckClock, tr.Last)
	}
}
